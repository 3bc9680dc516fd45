"""The command line for an interpreter that has no script installed."""

from __future__ import annotations

import sys

from tablewright.cli import main

if __name__ == "__main__":
    sys.exit(main())
