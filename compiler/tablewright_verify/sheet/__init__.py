"""What the workbook says: from the grid to names, tests, expressions, tables and checklists."""
