"""What a version says: rules, items, inputs, calculations, as records. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from ._ranges import Range, Truth

Truths = tuple[Truth, ...]


class Cell(NamedTuple):
    """A condition of a rule: address, text, the fact that it reads, whether it is met."""

    address: str
    text: str
    reads: str
    met: Callable[[Any], Truth]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A row of a decision table: where it stands, what it cites, what it answers.

    `outcome` has the outputs in column order; where cells hold expressions, `work_out` gives it
    from the facts named in `worked_out_from`. `rank` orders the rules of Priority and Output order.
    """

    table: str
    id: str
    cell: str
    cite: str = ""
    note: str = ""
    cells: tuple[Cell, ...] = ()
    outcome: Any = None
    work_out: Callable[[Any], Any] | None = None
    worked_out_from: tuple[str, ...] = ()
    rank: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"<Rule {self.id} of {self.table}, {self.cell}>"


# The rules of a table that may match and those that surely do, in sheet order. Under First both end
# with the first rule that surely matches.
Hits = tuple[tuple[Rule, ...], tuple[Rule, ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """A decision table: `hits` is the fact that holds its hits.

    `nothing` are the positions of the outputs that may be blank.
    """

    name: str
    cell: str
    policy: str
    hits: str
    outputs: tuple[str, ...]
    nothing: frozenset[int]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a checklist; `parent` is the position of its group, 0 for the whole."""

    id: str
    parent: int
    cell: str
    cite: str
    own_cite: bool = True
    combine: str = ""
    reads: str = ""
    test: str = ""
    only_if: str = ""
    condition: Callable[[Any], Truth] | None = None
    criterion: str = ""
    evidence: str = ""
    if_not_met: str = ""
    kind: str = ""

    @property
    def label(self) -> str:
        """How the item is cited: by its Cite, or by its id where nothing above it has one."""
        return self.cite or self.id

    def applies(self, facts: Any) -> Truth:
        """Whether its condition holds; items without one always apply."""
        return True if self.condition is None else self.condition(facts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Checklist:
    """A checklist: position 0 of `items` is the whole, then the items in sheet order.

    `truths` is the fact that holds the truth of each.
    """

    name: str
    truths: str
    items: tuple[Item, ...]
    # By position: the positions below, the kind or that of a group above, whether failures are
    # cited there and not further down (in plain all-of groups they are).
    children: tuple[tuple[int, ...], ...] = field(init=False)
    kinds: tuple[str, ...] = field(init=False)
    cited: tuple[bool, ...] = field(init=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.items]
        kinds: list[str] = []
        for at, item in enumerate(self.items):
            kinds.append(item.kind or (kinds[item.parent] if at else ""))
            if at:
                below[item.parent].append(at)
        plain = (item.combine == "all of" and not item.own_cite for item in self.items)
        object.__setattr__(self, "children", tuple(map(tuple, below)))
        object.__setattr__(self, "kinds", tuple(kinds))
        object.__setattr__(self, "cited", (False, *(not p for p in tuple(plain)[1:])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A combination that cannot occur, why, and whether a request meets it."""

    cell: str
    text: str
    because: str
    met: Callable[[Any], Truth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A question of the glossary: what a request can say, and what completions try for it.

    `samples` has one value for each way in which the tables can tell values apart, `segments` the
    same for numbers and dates as ranges. `ranges` are the allowed ones, `span` reaches over all of
    them.
    """

    name: str
    code_name: str
    kind: str
    cell: str
    members: type[StrEnum] | None = None
    is_list: bool = False
    ranges: tuple[Range, ...] = ()
    span: Range | None = None
    allowed: str = ""
    codes: Callable[[str], bool] | None = None
    unit: str = ""
    blank_is_nothing: bool = False
    asked_of: str = ""
    question: str = ""
    samples: tuple[Any, ...] = ()
    segments: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """A name worked out from others.

    A `pivot` combines numbers or dates of several names: while it is unknown, completions try its
    own segments within the range that the known inputs leave; not `exact` if that can try too many.
    `ways` are the inputs of each alternative of `first known of`; `free` is an alternative that is
    an input of its own, read nowhere else.
    """

    name: str
    code_name: str
    cell: str
    text: str
    reads: tuple[str, ...]
    work_out: Callable[[Any], Any]
    pivot: bool = False
    exact: bool = True
    alternatives: Callable[[Any], tuple[Any, ...]] | None = None
    ways: tuple[tuple[str, ...], ...] = ()
    free: str = ""
    question: str = ""
    samples: tuple[Any, ...] = ()
    segments: tuple[Range, ...] = ()


class Facts:
    """A checked request, and what follows from it: worked out on first reading, then kept."""

    __slots__ = ()
    # From the names of what is worked out to the functions that do it; and the names of the inputs.
    _work_out: ClassVar[Mapping[str, Callable[[Any], Any]]]
    _inputs: ClassVar[tuple[str, ...]]

    def __getattr__(self, name: str) -> Any:
        work_out = self._work_out.get(name)
        if work_out is None:
            raise AttributeError(name)
        value = work_out(self)
        setattr(self, name, value)
        return value

    @classmethod
    def copy(cls, facts: Any) -> Any:
        """The inputs alone, with everything else to be worked out anew."""
        new = cls.__new__(cls)
        for name in cls._inputs:
            setattr(new, name, getattr(facts, name))
        return new


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a policy: when it is in force, the input that selects it, where it came from."""

    policy: str
    title: str
    version: str
    approved_on: date | None
    in_force_from: date | None
    in_force_until: date | None
    version_date: str
    workbook: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """What a version says about itself: all that reasons need and answers do not.

    `tables` begin with the answering one. `outputs` and `items` tell from which table or checklist,
    and position in it, a fact is taken (position -1: the kinds not met), `kinds` of which kinds a
    fact speaks.
    """

    version: Version
    facts: type[Any]
    snapshot: Callable[[Any], Any]
    inputs: Mapping[str, Input]
    calculations: Mapping[str, Calculation]
    tables: tuple[Table, ...]
    checklists: tuple[Checklist, ...]
    outputs: Mapping[str, tuple[Table, int]]
    items: Mapping[str, tuple[Checklist, int]]
    kinds: Mapping[str, tuple[Checklist, tuple[str, ...]]] = field(default_factory=dict)
    impossible: tuple[Impossible, ...] = ()
