"""The typed program: types, tests, expressions, tables, checklists. Data and algebra only."""
