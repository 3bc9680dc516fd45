"""From a workbook and its findings to a copy that shows them: colors, notes and sheets of its own.

The cells of the copy say what they said. Knows no file, and not how findings come about.
"""
