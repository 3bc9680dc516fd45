"""An independent reading of the workbooks, for tests alone: it shares no code with the compiler.

It knows only the notation that the workbooks in tables/ use, and refuses every other cell aloud. It
evaluates complete requests in the plainest way; what is unknown is filled in by brute force.
"""
