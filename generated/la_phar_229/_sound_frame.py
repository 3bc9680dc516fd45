"""Rows that no request may be: alternatives that contradict each other, what cannot occur.

Needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._checklists_frame import Stub
from ._engine_frame import Engine
from ._kleene_frame import YES, worked_out
from ._model import Calculation, Impossible
from ._numbers_frame import KNOWN, equal
from ._ranges import NOTHING


class Problem(NamedTuple):
    """What is wrong with some rows."""

    message: str
    rows: NDArray[Any]


def problems(engine: Engine) -> Iterator[Problem]:
    """Everything that the values of a row say against each other."""
    for calculation in engine.model.calculations.values():
        if calculation.alternatives is not None:
            rows = _contradictory(engine, calculation)
            if len(rows):
                message = (
                    f"{calculation.name}: the alternatives of {calculation.text} contradict each"
                    f" other [{calculation.cell}]"
                )
                yield Problem(message, rows)
    for row in engine.model.impossible:
        met = np.flatnonzero(engine.truth_of(*_truth(row)) == YES)
        if len(met):
            yield Problem(f"cannot occur: {row.text}, because {row.because} [{row.cell}]", met)


def _contradictory(engine: Engine, calculation: Calculation) -> NDArray[Any]:
    """The rows on which two alternatives are known and differ."""
    make = engine.program.alternatives.get(calculation.code_name)
    if make is None:
        return np.flatnonzero(_differ(engine, calculation))
    pairs = list(combinations(make(engine), 2))
    found = np.zeros(engine.rows, np.bool_)
    doubtful = np.zeros(engine.rows, np.bool_)
    for one, other in pairs:
        judged = equal(one, other)
        known = np.maximum(one.state, other.state) == KNOWN
        found |= known & (judged.truths != YES) & ~judged.doubtful
        doubtful |= judged.doubtful
    rows = np.flatnonzero(doubtful & ~found)
    if len(rows):
        found[rows] = _differ(engine.part(rows), calculation)
    return np.flatnonzero(found)


def _differ(engine: Engine, calculation: Calculation) -> NDArray[np.bool_]:
    """The same in exact arithmetic, once for each combination of what is read."""
    reads = calculation.reads

    def differ(*values: Any) -> bool:
        assert calculation.alternatives is not None  # noqa: S101 - asked for those that have some
        facts = Stub(**dict(zip(reads, values, strict=True)))
        known = [v for v in calculation.alternatives(facts) if v is not None and v is not NOTHING]
        return any(value != known[0] for value in known)

    found = worked_out([engine.exact(name) for name in reads], differ, engine.rows)
    return np.array(found.values, np.bool_).take(found.codes)


class _Recorder:
    """Facts that are all unknown, and which of them are read."""

    def __init__(self) -> None:
        self.__dict__["read"] = {}

    def __getattr__(self, name: str) -> None:
        self.__dict__["read"][name] = None


def _truth(row: Impossible) -> tuple[tuple[str, ...], Any]:
    """The facts that an impossible combination reads, and its truth from them."""
    recorder = _Recorder()
    row.met(recorder)
    names = tuple(recorder.__dict__["read"])
    return names, lambda *values: row.met(Stub(**dict(zip(names, values, strict=True))))
