"""Rows that leave something open: two completions that differ, or the module's own answer.

Needs numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ._columns_frame import Column
from ._decision import BaseDecision
from ._engine_frame import Answers, Engine
from ._graph import graph
from ._kleene_frame import Classes, distinct
from ._match_frame import OPEN_ROW
from ._model import Input, Table
from ._numbers_frame import UNKNOWN
from ._ranges import Range
from ._support import Answer, Status

NEEDED: Final = Answer(Status.NEEDS_INFORMATION)
_TRIES: Final = 32
_WORTH: Final = 50  # a try goes on while it settles more than one row in so many
_BOTH_ENDS: Final = (0, -1)
_SEED: Final = 229  # which completions are tried changes the time taken, never an answer
Decide = Callable[[Mapping[str, Any]], BaseDecision]


def places_of_open(engine: Engine, table: Table, decide: Decide) -> NDArray[np.int64]:
    """The place of the answer of each of these rows."""
    known = engine.program.answers[table.hits]
    needed = known.place(NEEDED, ())
    places = np.where(_differs(engine, table), needed, OPEN_ROW)
    left = np.flatnonzero(places == OPEN_ROW)
    if len(left):
        places[left] = _one_by_one(known, engine.part(left), table, decide)
    return places


# -- completions ---------------------------------------------------------------------------------


def _differs(engine: Engine, table: Table) -> NDArray[np.bool_]:
    """The rows of which two completions answer differently; tried as long as that tells enough."""
    random = np.random.default_rng(_SEED)
    different = np.zeros(engine.rows, np.bool_)
    before = np.full(engine.rows, OPEN_ROW, np.int64)
    left = np.arange(engine.rows)
    for attempt in range(_TRIES):
        found = _completed_outcomes(engine.part(left), table, attempt, random)
        sure = (found != OPEN_ROW) & (before[left] != OPEN_ROW)
        differ = sure & (found != before[left])
        different[left[differ]] = True
        before[left] = np.where(before[left] == OPEN_ROW, found, before[left])
        if attempt and differ.sum() * _WORTH < len(left):
            break
        left = left[~differ]
    return different


def _completed_outcomes(
    engine: Engine, table: Table, attempt: int, random: np.random.Generator
) -> NDArray[np.int64]:
    """A number for the outcome of each row, completed; OPEN_ROW where the first look leaves it."""
    behind = graph(engine.model).bases[table.hits]
    completed = {
        name: _completed(column, attempt, random, _settled(engine, name))
        if name in behind
        else column
        for name, column in engine.columns.items()
    }
    places = Engine(engine.program, completed, engine.rows).answers(table)
    outcomes = _outcomes(engine.program.answers[table.hits])
    return np.where(places == OPEN_ROW, OPEN_ROW, outcomes.take(places, mode="clip"))


def _outcomes(known: Answers) -> NDArray[np.int64]:
    """By place: a number for each different answer, whatever rules give it."""
    numbers: dict[Answer, int] = {}
    return np.array([numbers.setdefault(found, len(numbers)) for found, _ in known.all], np.int64)


def _settled(engine: Engine, name: str) -> NDArray[np.bool_]:
    """The rows on which the input is behind an alternative of something that is known already.

    Such inputs are not completed: the known alternative is the value.
    """
    found = np.zeros(engine.rows, np.bool_)
    for calculation in engine.model.calculations.values():
        if any(name in way for way in calculation.ways):
            fact = engine.classes(calculation.code_name)
            known = np.array([value is not None for value in fact.values])
            found |= known.take(fact.codes)
    return found


def _completed(
    column: Column, attempt: int, random: np.random.Generator, settled: NDArray[np.bool_]
) -> Column:
    """The column with its unknown rows set to allowed values: first, last, then any."""
    unknown = np.flatnonzero((column.state() == UNKNOWN) & ~settled)
    values = _candidates(column.source)
    if not len(unknown) or not values:
        return column
    if attempt < len(_BOTH_ENDS):
        picks = np.full(len(unknown), _BOTH_ENDS[attempt] % len(values))
    else:
        picks = random.integers(len(values), size=len(unknown))
    return column.filled(unknown, values, picks)


def _candidates(source: Input) -> tuple[Any, ...]:
    """Values of different segments, and those at the ends of what is allowed."""
    ends = (value for segment in source.segments for value in _ends(segment))
    return tuple(dict.fromkeys((*source.samples, *ends)))


def _ends(segment: Range) -> Iterator[Any]:
    yield segment.sample()
    yield from (end.value for end in segment if not end.open)  # infinite ends are open


# -- one by one ----------------------------------------------------------------------------------


def _one_by_one(known: Answers, engine: Engine, table: Table, decide: Decide) -> NDArray[np.int64]:
    """The module's own answers, once for each different request."""
    first, kinds, request = requests(engine, graph(engine.model).bases[table.hits])
    places = np.empty(len(first), np.int64)
    for at, row in enumerate(first):
        decision = decide(request(row))
        decided = decision.status is Status.DECIDED
        outcome = decision.possible[0] if decided else None
        found = Answer(decision.status, outcome)
        places[at] = known.place(found, decision.rules if decided else ())
    return places.take(kinds)


def requests(
    engine: Engine, inputs: Iterable[str]
) -> tuple[NDArray[Any], NDArray[Any], Callable[[int], dict[str, Any]]]:
    """The rows that some inputs can tell apart: the first of each, its place, how to ask it."""
    pivots = [name for name, c in engine.model.calculations.items() if c.pivot]
    facts = (*(_told_apart(engine, name) for name in inputs), *(engine.classes(n) for n in pivots))
    first, kinds = distinct(facts)
    exact = {name: column.exact() for name, column in engine.part(first).columns.items()}
    places = {row: at for at, row in enumerate(first.tolist())}

    def request(row: int) -> dict[str, Any]:
        at = places[int(row)]
        return {name: fact.values[fact.codes[at]] for name, fact in exact.items()}

    return first, kinds, request


def _told_apart(engine: Engine, name: str) -> Classes:
    """An input by what the answer can turn on.

    A number counts by its segment, and by itself where something unknown is worked out from it.
    """
    column = engine.columns[name]
    worked_out = graph(engine.model).pivots[name]
    if column.numbers is None or any(n not in engine.model.calculations for n in worked_out):
        return column.exact()
    classes = column.classes()
    open_ = np.zeros(engine.rows, np.bool_)
    for pivot in worked_out:
        fact = engine.classes(pivot)
        unknown = np.array([value is None for value in fact.values])
        open_ |= unknown.take(fact.codes)
    if not open_.any():
        return classes
    exact = column.exact()
    codes = np.where(open_, len(classes.values) + exact.codes.astype(np.int64), classes.codes)
    return Classes(codes, (*classes.values, *exact.values))
