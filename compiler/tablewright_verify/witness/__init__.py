"""Concrete requests on which sheet and code differ, found by reading both on the examples."""
