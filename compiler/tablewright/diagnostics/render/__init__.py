"""From findings to text for people and machines: one renderer per file, each a `render` function.

Every renderer takes the findings in order and the workbooks by label, and gives one text.
"""
