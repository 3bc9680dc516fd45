"""What changed between two versions of a policy: two programs in, one record of changes out.

Rows are compared as they stand in the sheets, and answers by the analysis of the checks. Evaluates
no request itself: that is asked of the two sides it is handed. Knows no layout and no disk.
"""
