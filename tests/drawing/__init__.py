"""Random small workbooks of everything that the notation has, as text grids, from a seed."""
