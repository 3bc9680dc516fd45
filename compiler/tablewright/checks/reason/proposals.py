"""Rules that close a gap: rows without outcomes, each around a request that no rule takes.

A row meets no rule and no other such row, so that it may stand anywhere in its table, whatever the
hit policy. What cells cannot say is left out, and so is what the judge does not confirm.
"""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.checks.reason.board import Board, Side, board_of
from tablewright.checks.reason.cover import Covered, Hole, uncovered
from tablewright.checks.reason.diagrams import OutOfStepsError
from tablewright.checks.reason.space import Point
from tablewright.checks.reason.study import TABLE_STEPS, Case, Study
from tablewright.checks.reason.widen import Row
from tablewright.checks.reason.words import witness
from tablewright.checks.reason.written import Writer
from tablewright.diagnostics.model import Witness
from tablewright.ir.missing import MissingRule, MissingRules
from tablewright.ir.program import Table

MOST = 12  # rows of one table that are worth looking at at once


def missing_rules(study: Study, table: Table) -> MissingRules:
    """The rows that a table lacks, as far as they were found within the steps."""
    try:
        board = board_of(study, table)
        found = _Found() if board is None else _found(study, board)
    except OutOfStepsError:
        found = _Found()
    return MissingRules(table=table.code_name, rules=found.rules, all=found.all)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Rows so far; `all` is known at the end."""

    rules: tuple[MissingRule, ...] = ()
    all: bool = False


def _found(study: Study, board: Board) -> _Found:
    """One hole after the other, each closed by a row, until none is left or there are enough."""
    writer = Writer(study.facts, board)
    rules: list[MissingRule] = []
    left_out = not board.space.complete
    hole = _as_reported(study, board)
    for _ in range(MOST):
        if hole is None:
            break
        row, cells = writer.written(board, hole)
        case = study.case(board.as_space, hole)
        confirmed = study.confirms(board.space.table, case, lambda judged: judged.no_rule)
        if cells is not None and confirmed:
            rules.append(MissingRule(cells=cells, example=_example(study, board, row, hole)))
        else:
            left_out = True
        board = board.with_row(row)
        hole = _hole(board)
    closed = hole is None and isinstance(_answer(board), Covered)
    return _Found(rules=tuple(rules), all=closed and not left_out)


# -- holes


def _answer(board: Board) -> object:
    return uncovered(board.as_space, board.as_space.whole, board.covering, TABLE_STEPS)


def _hole(board: Board) -> tuple[int, ...] | None:
    answer = _answer(board)
    return answer.at if isinstance(answer, Hole) else None


def _as_reported(study: Study, board: Board) -> tuple[int, ...] | None:
    """The hole that the finding shows, so that the first row closes that; else any."""
    space = board.space
    every = space.rule_bits | space.impossible_bits | space.trouble_bits
    answer = study.uncovered(space, space.whole, every)
    if not isinstance(answer, Hole):
        return None
    found: list[int] = []
    for side, axis, at in zip(board.sides, space.axes, answer.at, strict=True):
        place = _place(side, axis.points[at], board.covering)
        if place is None:
            return _hole(board)
        found.append(place)
    return tuple(found)


def _place(side: Side, wanted: Point, boxes: int) -> int | None:
    """The first point of a side that a point of the space stands for."""
    path = dict(wanted.path)
    for place, point in enumerate(side.axis.points):
        same = point.mask & boxes == wanted.mask & boxes
        if same and all(path.get(variable, at) == at for variable, at in point.path):
            return place
    return None


# -- examples


def _example(study: Study, board: Board, row: Row, at: tuple[int, ...]) -> Witness:
    """A request that the row takes: what its conditions speak of, and nothing else."""
    spoken = [
        side.axis.points[place].path
        for side, place, taking in zip(board.sides, at, row, strict=True)
        if taking != side.known
    ]
    path = sorted(step for steps in spoken for step in steps)
    atoms = study.facts.atoms.all
    chosen = tuple((atoms[number], atoms[number].values[place]) for number, place in path)
    return witness(Case(chosen=chosen, whole=chosen), "")
