"""What every name of a workbook stands for, and the words that its cells may use. Data only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Domain, ValueSet
from tablewright.ir.types import Type, Value
from tablewright.syntax.expected import Expected, Vocabulary
from tablewright.syntax.keywords import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """What a name stands for. `nullable`: it may be a known blank. `constant`: its only value."""

    name: str
    ref: Ref
    type: Type
    domain: Domain
    at: CellSpan
    nullable: bool = False
    constant: Value | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """The allowed texts of closed text."""
        return tuple(member.text for member in self.domain.members)

    @property
    def is_truth(self) -> bool:
        """Whether its cells say met or not met."""
        return self.ref.kind in {RefKind.CHECKLIST, RefKind.ITEM}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntry:
    """An item of a checklist as others can name it: by its own citation, or by its id."""

    checklist: str  # code name
    id: str
    cite: str
    at: CellSpan

    @property
    def ref(self) -> Ref:
        """The item as something that can be read."""
        return Ref(kind=RefKind.ITEM, name=self.checklist, part=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Names, value sets and items of one workbook; names are found without case.

    `broken` are names that are defined but could not be read: using one is no second fault.
    """

    symbols: Mapping[str, Symbol]
    value_sets: Mapping[str, ValueSet]
    items: tuple[ItemEntry, ...]
    broken: frozenset[str]
    units: tuple[str, ...]

    def find(self, name: str) -> Symbol | None:
        """What a name stands for."""
        return self.symbols.get(plain(name))

    def is_broken(self, name: str) -> bool:
        """Whether the name is defined by something that could not be read."""
        return plain(name) in self.broken

    def value_set(self, name: str) -> ValueSet | None:
        """The value set with this name."""
        return self.value_sets.get(plain(name))

    def value_set_coded(self, code_name: str) -> ValueSet | None:
        """The value set with this code name."""
        sets = (each for each in self.value_sets.values() if each.code_name == code_name)
        return next(sets, None)

    def symbol_of(self, ref: Ref) -> Symbol | None:
        """What can be read as this."""
        return next((symbol for symbol in self.symbols.values() if symbol.ref == ref), None)

    def with_symbols(self, symbols: Iterable[Symbol]) -> Scope:
        """The scope with further names, or with more known about some."""
        more = {plain(symbol.name): symbol for symbol in symbols}
        return replace(self, symbols={**self.symbols, **more})

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that can be read, as the workbook spells it, and those that are broken."""
        return (*(symbol.name for symbol in self.symbols.values()), *sorted(self.broken))

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that cells may use."""
        return Vocabulary(
            names=self.names,
            value_sets=tuple(each.name for each in self.value_sets.values()),
            units=self.units,
        )

    def expected(self, symbol: Symbol) -> Expected:
        """What the cells of a column about this name hold."""
        return Expected(
            type=symbol.type,
            members=symbol.members,
            truth=symbol.is_truth,
            vocabulary=self.vocabulary,
        )
