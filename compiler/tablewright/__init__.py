"""Tablewright compiles Excel decision tables into readable Python rule modules and HTML summaries."""

__version__ = "0.1.0"
