"""How the checks reason: values by segment, diagrams, boxes, and the one question about them.

In come programs, out come proofs and witnesses. Knows no wording of a finding.
"""
