# Made from table.txt. Edit the workbook, not this file.
"""LA.2, version 2025, over whole frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from ._run_frame import Options, Policy, run
from .v2025 import MODEL, Decision, Request, decide


def _decide(values: Mapping[str, Any]) -> Decision:
    return decide(Request(**values))


POLICY = Policy(
    model=MODEL,
    decide=_decide,
    arrays={},
    alternatives={},
)


def decide_frame(
    frame: pd.DataFrame,
    *,
    keep: Sequence[str] = (),
    reasons: bool = False,
    threads: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Answer every row of a frame as `decide` answers a request.

    Columns are inputs by code name; NaN, NaT, None and NA are unknown, and so is an absent column.
    Gives `status`, each output, and `rule`, the id of the rule that answers if it is only one; with
    `reasons` also `missing`, `unmet`, `satisfied_by` and `open`. Columns named in `keep` are passed
    on. `tell` is called with the rows done and the rows in all. Raises FrameError, a RequestError,
    with everything that is wrong: columns, and the first rows of each problem.
    """
    return run(POLICY, frame, Options(keep=keep, reasons=reasons, threads=threads, tell=tell))
