"""Findings as data: the model, the registry of codes, and one renderer per format."""
