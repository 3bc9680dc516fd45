"""From one point of a board to a row around it that meets none of the rows already there.

Column by column, whatever meets no row is taken. Columns that need say nothing come first, so that
a row has as few conditions as can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.checks.reason.board import Board, Keys, Taking

Row = tuple[tuple[Taking, ...], ...]  # for each side, the keys that each of its columns takes


def widened(board: Board, at: tuple[int, ...]) -> Row:
    """The widest row around a point: no column could take another key."""
    start = [
        [frozenset({key}) for key in side.keys[point]]
        for side, point in zip(board.sides, at, strict=True)
    ]
    growing = _Growing(board, start)
    for whole in (True, False):
        for side in range(len(board.sides)):
            for column in range(len(start[side])):
                growing.widen(side, column, whole=whole)
    return tuple(tuple(taking) for taking in growing.taking)


@dataclass(slots=True)
class _Growing:
    """A row that meets none of the others, before and after each step."""

    board: Board
    taking: list[list[Taking]]

    def widen(self, side: int, column: int, *, whole: bool) -> None:
        """Take every key of a column that meets no row; `whole` takes all of them or no more."""
        known = self.board.sides[side].known[column]
        if self.taking[side][column] == known:
            return
        clashing = frozenset(keys[column] for keys in self._clashing(side, column))
        if not clashing or not whole:
            self.taking[side][column] = known - clashing

    def _clashing(self, at: int, column: int) -> Iterator[Keys]:
        """Points that meet a row once the column takes them."""
        rows = self._elsewhere(at)
        side, taking = self.board.sides[at], self.taking[at]
        others = [other for other in range(len(taking)) if other != column]
        for point, keys in zip(side.axis.points, side.keys, strict=True):
            if point.mask & rows and all(keys[other] in taking[other] for other in others):
                yield keys

    def _elsewhere(self, at: int) -> int:
        """The rows that the other sides meet."""
        rows = self.board.rows
        for other, side in enumerate(self.board.sides):
            if other != at and rows:
                rows &= side.meeting(self.taking[other])
        return rows
