"""The reference evaluator: slow and obvious, the oracle that generated code must agree with.

In come a program and a request, out comes an answer with what it rests on. Shares nothing with the
emitters, reads nothing but `ir`, and knows no workbook, no file and no clock.
"""
