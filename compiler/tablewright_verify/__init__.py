"""Proves that the text of a generated module means what its workbook says, for every request.

In go the grid of a workbook and the text of a module; out comes a proof or the first difference of
each part, with a concrete case. Shares nothing with the compiler but the grid reader: cells,
expressions, segments and comparisons are read and worked out here a second time.
"""
