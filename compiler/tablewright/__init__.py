"""Tablewright: from Excel decision tables to readable Python rule modules and HTML pages."""

__version__ = "0.1.0"
