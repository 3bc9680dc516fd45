"""What the module says: from its text, parsed and never run, to records, tests and expressions."""
