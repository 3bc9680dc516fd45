"""From workbooks to workbooks: made, dressed, annotated. Changes what it means to, loses nothing.

A workbook is edited in its own XML. What this layer does not know stays as it was, to the byte.
"""
