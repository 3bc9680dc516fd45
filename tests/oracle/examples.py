"""The example rows of a workbook: what is given, and what the analyst expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.oracle.book import Book, value_of
from tests.oracle.sheets import Block, Row
from tests.oracle.values import Value

OF_THE_DECISION = ("Status", "Rule", "Missing", "Unmet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row: the request, and the expected texts of what is not left blank."""

    case: str
    table: str
    address: str
    given: Mapping[str, Value]
    outputs: Mapping[str, Value]
    expected: Mapping[str, str]


def examples_of(book: Book) -> tuple[Example, ...]:
    """Every example row, in order."""
    return tuple(example for block in book.examples for example in _rows(book, block))


def _rows(book: Book, block: Block) -> Iterator[Example]:
    roles, heads, *rows = block.rows
    for row in rows:
        yield Example(
            case=row.text(0),
            table=block.title.text(1),
            address=row.address(0),
            given=_values(book, roles, heads, row, "Given"),
            outputs=_values(book, roles, heads, row, "Expect"),
            expected={
                heads.text(at): row.text(at)
                for at in range(len(heads.cells))
                if roles.text(at) == "Expect"
                and heads.text(at) in OF_THE_DECISION
                and row.at(at) is not None
            },
        )


def _values(book: Book, roles: Row, heads: Row, row: Row, role: str) -> dict[str, Value]:
    return {
        heads.text(at): value_of(row.at(at), book.names[heads.text(at)])
        for at in range(len(roles.cells))
        if roles.text(at) == role and heads.text(at) in book.names and row.at(at) is not None
    }
