"""What a workbook defines, as far as drop-downs and messages ask: symbols, rules, value sets.

Read with the compiler's own passes, whose findings are for `check` and are let go here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.authoring.field import DATE, TEXT, Choices
from tablewright.ir.types import Kind
from tablewright.lower.definitions import Defined, define
from tablewright.lower.findings import Findings
from tablewright.lower.hidden import HiddenCalculations
from tablewright.lower.outlines import TableOutline
from tablewright.lower.scope import Symbol
from tablewright.lower.subjects import subject_of
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import Keyword, plain
from tablewright.syntax.rows import text_of

NAMES = "Tablewright_names"  # the list of all names of the Glossary, kept in the workbook
_ANY = "-"
_TRUTHS = ("met", "not met")
_YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names of one workbook, and what its blocks are called."""

    defined: Defined
    blocks: tuple[Block, ...]

    def symbol(self, block: Block, cell: Cell | None) -> Symbol | None:
        """What a heading or a subject stands for; items in brackets too."""
        if cell is None:
            return None
        workspace = Workspace(
            scope=self.defined.scope,
            findings=Findings(),
            hidden=HiddenCalculations(frozenset()),
        )
        return subject_of(block, cell, "", workspace)

    def titles(self, keyword: Keyword) -> tuple[str, ...]:
        """The titles of the blocks of one kind."""
        return tuple(each.title.text for each in self.defined.blocks(keyword) if each.title.text)

    def rules_of(self, table: str) -> tuple[str, ...]:
        """The ids of the rules of a decision table."""
        return tuple(
            text
            for outline in self._outlines(table)
            for row in outline.roles.rows
            if (text := text_of(outline.roles.columns.cell(row, "Rule")))
        )

    def outputs_of(self, table: str) -> tuple[str, ...]:
        """The names that a decision table gives."""
        return tuple(output.name for outline in self._outlines(table) for output in outline.outputs)

    def _outlines(self, table: str) -> Iterator[TableOutline]:
        return (
            each for each in self.defined.tables if plain(each.titled.title.text) == plain(table)
        )

    @property
    def dates(self) -> tuple[str, ...]:
        """The inputs of type date."""
        return tuple(each.name for each in self.defined.inputs if each.type.kind is Kind.DATE)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The words that checklists use for kinds of items."""
        every = (kind for each in self.defined.checklists for kind in each.kinds)
        return tuple(dict.fromkeys(every))

    @property
    def sets(self) -> tuple[str, ...]:
        """The names of the value sets."""
        return tuple(each.name for each in self.defined.scope.value_sets.values())


def known_of(blocks: tuple[Block, ...]) -> Known:
    """What the blocks define."""
    return Known(defined=define(blocks, {}, Findings()), blocks=blocks)


def format_of(symbol: Symbol | None) -> str:
    """The number format of cells about a name; of numbers it is left to the analyst."""
    if symbol is None or symbol.is_truth:
        return ""
    if symbol.type.kind in {Kind.TEXT, Kind.CODE}:
        return TEXT
    return DATE if symbol.type.kind is Kind.DATE and not symbol.type.is_list else ""


def conditions_on(symbol: Symbol, known: Known) -> Choices:
    """What a condition is most likely to say; it can say far more."""
    nothing = ("blank", "given") if symbol.nullable else ()
    return Choices(words=(_ANY, *_tests_of(symbol, known), *nothing))


def _tests_of(symbol: Symbol, known: Known) -> tuple[str, ...]:
    if symbol.is_truth:
        return _TRUTHS
    if symbol.type.is_list:
        return (*(f"has {text}" for text in symbol.members), "empty")
    if symbol.type.kind is Kind.YES_NO:
        return _YES_NO
    if symbol.type.kind is Kind.CODE:
        return tuple(f"{word} {name}" for name in known.sets for word in ("in", "not in"))
    return symbol.members


def values_of(symbol: Symbol, known: Known, *further: str) -> Choices | None:
    """The values that a cell about a name can hold, where they can be listed."""
    if symbol.type.is_list:
        return None
    if symbol.type.kind is Kind.YES_NO:
        return Choices(words=(*_YES_NO, *further), closed=True)
    if symbol.members:
        return Choices(words=(*symbol.members, *further), closed=True)
    values = known.defined.scope.value_set_coded(symbol.domain.value_set)
    if values is None or any(code.prefix for code in values.codes):
        return None
    return Choices(words=(*(code.code for code in values.codes), *further), closed=True)
