"""The facts of many rows at once: each test once for each class, then arrays of truths.

Works from the same records as explanations do. What a table answers on a row is a place among the
answers met so far, or OPEN_ROW where it is not certain which rules match. Needs numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import _kleene_frame as kleene
from ._checklists_frame import TRUTHS, Items, Leaves, Stub
from ._columns_frame import Column
from ._kleene_frame import Classes, Truths, worked_out
from ._match_frame import OPEN_ROW, Matcher
from ._model import Checklist, Model, Rule, Table
from ._numbers_frame import BLANK, KNOWN, UNKNOWN, Judged, Numbers, segment_of
from ._ranges import NOTHING
from ._support import LISTS, Answer, Status, answer, answering

Arrays = Mapping[str, Callable[["Engine"], Numbers | Judged]]
Alternatives = Mapping[str, Callable[["Engine"], tuple[Numbers, ...]]]


class Answers:
    """The answers met so far, each with the rules behind it, by place."""

    def __init__(self) -> None:
        self.places: dict[tuple[Answer, tuple[Rule, ...]], int] = {}
        self.lock = Lock()  # threads answer parts of one frame

    def place(self, found: Answer, rules: tuple[Rule, ...]) -> int:
        """The place of an answer."""
        with self.lock:
            return self.places.setdefault((found, rules), len(self.places))

    @property
    def all(self) -> tuple[tuple[Answer, tuple[Rule, ...]], ...]:
        """By place."""
        return tuple(self.places)


class Program(NamedTuple):
    """What engines share: the model, how calculations are worked out as arrays, and matchers."""

    model: Model
    arrays: Arrays
    alternatives: Alternatives
    matchers: dict[str, Matcher]
    answers: dict[str, Answers]
    leaves: dict[str, Leaves]


class Engine:
    """The facts of some rows, worked out on first reading."""

    def __init__(self, program: Program, columns: Mapping[str, Column], rows: int) -> None:
        self.program, self.model = program, program.model
        self.columns, self.rows = columns, rows
        self._classes: dict[str, Classes] = {}
        self._items: dict[str, Items] = {}
        self._answers: dict[str, NDArray[np.int64]] = {}

    def part(self, rows: NDArray[Any]) -> Engine:
        """The facts of some of the rows."""
        return Engine(self.program, {n: c.part(rows) for n, c in self.columns.items()}, len(rows))

    # -- facts -----------------------------------------------------------------------------------

    def classes(self, name: str) -> Classes:
        """A fact by what the tables can tell apart."""
        found = self._classes.get(name)
        if found is None:
            found = self._classes[name] = self._work_out(name)
        return found

    def _work_out(self, name: str) -> Classes:
        model = self.model
        if name in model.inputs:
            return self.columns[name].classes()
        if name in model.calculations:
            return self._calculation(name)
        if name in model.outputs:
            return self._output(*model.outputs[name])
        if name in model.kinds:
            checklist, kinds = model.kinds[name]
            return _yes_no(self.checklist(checklist).any_kind(kinds))
        checklist, position = model.items[name]
        if position < 0:
            return self._kinds_not_met(name, checklist)
        return _yes_no(self.checklist(checklist).alone(position))

    def truths(self, name: str) -> Truths:
        """A yes/no fact."""
        return kleene.tested(self.classes(name), lambda value: value)

    def exact(self, name: str) -> Classes:
        """A fact by value: what is worked out from it needs more than a value of its class."""
        if name in self.model.inputs:
            return self.columns[name].exact()
        if name in self.model.calculations and self.model.calculations[name].segments:
            return self._generic(name)
        return self.classes(name)

    def numbers(self, name: str) -> Numbers:
        """A fact as numbers or days."""
        column = self.columns.get(name)
        if column is not None and column.numbers is not None:
            return column.numbers
        if name in self.program.arrays:
            made = self.program.arrays[name](self)
            if isinstance(made, Numbers):
                return made
        return _as_numbers(
            self.exact(name),
            blank=BLANK if column is not None and column.source.blank_is_nothing else UNKNOWN,
        )

    # -- calculations ----------------------------------------------------------------------------

    def _calculation(self, name: str) -> Classes:
        make = self.program.arrays.get(name)
        if make is None:
            return self._generic(name)
        segments = self.model.calculations[name].segments
        made = make(self)
        if isinstance(made, Numbers) and not segments:
            return self._generic(name)
        if isinstance(made, Judged):
            codes = np.array(np.broadcast_to(made.truths, self.rows))
            found, doubtful = _yes_no(codes), made.doubtful
        else:
            places, doubtful = segment_of(made, segments)
            blank = (NOTHING,) if (made.state == BLANK).any() else ()
            samples = (*(segment.sample() for segment in segments), None, *blank)
            codes = np.choose(made.state, [places, len(segments), len(segments) + 1])
            found = Classes(kleene.narrow(codes, len(samples)), samples)
        return self._settle_doubts(name, found, np.flatnonzero(doubtful))

    def _settle_doubts(self, name: str, found: Classes, rows: NDArray[Any]) -> Classes:
        """Where floats cannot tell, the exact value, once for each combination of inputs."""
        if not len(rows):
            return found
        sure = self.part(rows)._generic(name)
        codes = found.codes.astype(np.int64)
        codes[rows] = len(found.values) + sure.codes
        values = (*found.values, *sure.values)
        return Classes(kleene.narrow(codes, len(values)), values)

    def _generic(self, name: str) -> Classes:
        """A calculation in exact arithmetic, once for each combination of what it reads."""
        calculation = self.model.calculations[name]
        reads = calculation.reads

        def work_out(*values: Any) -> Any:
            return calculation.work_out(Stub(**dict(zip(reads, values, strict=True))))

        return worked_out([self.exact(read) for read in reads], work_out, self.rows)

    # -- checklists ------------------------------------------------------------------------------

    def checklist(self, checklist: Checklist) -> Items:
        """The items of a checklist."""
        found = self._items.get(checklist.truths)
        if found is None:
            read = self.model.facts._work_out[checklist.truths]
            leaves = self.program.leaves.setdefault(checklist.truths, {})
            found = self._items[checklist.truths] = Items(self, checklist, read, leaves)
        return found

    def truth_of(self, names: Sequence[str], truth: Callable[..., Any]) -> Truths:
        """The truth that follows from some facts."""
        if len(names) == 1:
            return kleene.tested(self.classes(names[0]), truth)
        return kleene.tested(
            worked_out([self.classes(name) for name in names], truth, self.rows), lambda v: v
        )

    def _kinds_not_met(self, name: str, checklist: Checklist) -> Classes:
        truths = [Classes(each, TRUTHS) for each in self.checklist(checklist).truths]
        read = self.model.facts._work_out[name]
        return worked_out(
            truths, lambda *values: read(Stub(**{checklist.truths: values})), self.rows
        )

    # -- tables ----------------------------------------------------------------------------------

    def answers(self, table: Table) -> NDArray[np.int64]:
        """The place of each row's answer, OPEN_ROW where more must be looked at."""
        found = self._answers.get(table.hits)
        if found is None:
            found = self._answers[table.hits] = self._answer(table)
        return found

    def _answer(self, table: Table) -> NDArray[np.int64]:
        matcher = self.program.matchers.get(table.hits)
        if matcher is None:
            matcher = self.program.matchers.setdefault(table.hits, Matcher(table))
        known = self.program.answers.setdefault(table.hits, Answers())
        found = matcher.match(self.classes, self.rows)
        places = np.full(self.rows, OPEN_ROW, np.int64)
        for rules, rows in matcher.groups(found):
            names = tuple(dict.fromkeys(n for rule in rules for n in rule.worked_out_from))
            if any(rule.work_out is not None for rule in rules):
                places[rows] = self._worked_out(table, rules, names, rows)
            else:
                places[rows] = known.place(answer(table, rules, Stub()), answering(table, rules))
        return places

    def _worked_out(
        self, table: Table, rules: tuple[Rule, ...], names: tuple[str, ...], rows: NDArray[Any]
    ) -> NDArray[np.int64]:
        """Answers that are worked out from values, once for each combination; open without one."""
        known = self.program.answers[table.hits]
        part = self.part(rows)

        def place(*values: Any) -> int:
            facts = Stub(**dict(zip(names, values, strict=True)))
            if any(v is None and n not in self._never_unknown for n, v in facts.__dict__.items()):
                return OPEN_ROW
            return known.place(answer(table, rules, facts), answering(table, rules))

        found = worked_out([part.exact(name) for name in names], place, len(rows))
        return np.array(found.values, np.int64).take(found.codes)

    @cached_property
    def _never_unknown(self) -> frozenset[str]:
        return frozenset(n for n, i in self.model.inputs.items() if i.blank_is_nothing)

    def _output(self, table: Table, position: int) -> Classes:
        """An output as another table reads it."""
        places = self.answers(table)
        known = self.program.answers[table.hits].all
        values = tuple(_output_of(table, found, position) for found, _ in known)
        codes = np.where(places == OPEN_ROW, len(values), places)
        return Classes(kleene.narrow(codes, len(values) + 1), (*values, None))


def _output_of(table: Table, found: Answer, position: int) -> Any:
    if found.status is Status.CONFLICT:
        return None
    if found.outcome is None:
        return NOTHING if position in table.nothing else None
    if table.policy in LISTS:
        held = dict.fromkeys(outcome[position] for outcome in found.outcome)
        return tuple(value for value in held if value is not None)
    value = found.outcome[position]
    return NOTHING if value is None and position in table.nothing else value


def _yes_no(truths: Truths) -> Classes:
    return Classes(truths, TRUTHS)


def _as_numbers(fact: Classes, *, blank: np.uint8) -> Numbers:
    """A fact by value as floats and their errors."""
    values = [0 if v is None or v is NOTHING else v for v in fact.values]
    floats = np.array([float(v.toordinal() if hasattr(v, "toordinal") else v) for v in values])
    exact = np.array([hasattr(v, "toordinal") or float(v) == v for v in values])
    state = [blank if v is None else BLANK if v is NOTHING else KNOWN for v in fact.values]
    errors = np.where(exact, 0.0, np.abs(floats) * 2.0**-53)
    return Numbers(
        floats.take(fact.codes), errors.take(fact.codes), np.array(state, np.uint8).take(fact.codes)
    )
