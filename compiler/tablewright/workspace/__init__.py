"""What lies around the compiler on disk: settings, workbooks, formatter, output. Never writes."""
