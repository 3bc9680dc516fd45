"""What ends a command and is no fault of the compiler: the message says why and what to do."""

from __future__ import annotations

WRONG_USAGE = 2


class RefusalError(Exception):
    """What was asked for cannot be done as things are. Nothing was changed."""

    exit_code = WRONG_USAGE
