"""From an .xlsx file to a grid of cells with addresses. The only importer of the Excel reader."""
