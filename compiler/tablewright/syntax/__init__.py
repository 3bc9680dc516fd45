"""From a grid of cells to blocks, and from the text of a cell to an untyped parse tree."""
