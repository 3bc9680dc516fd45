"""What stands in the rows of both versions, cell beside cell. Knows nothing of answers."""
