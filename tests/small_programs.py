"""Builds small programs by hand, for tests that need no workbook. All spans are one cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.expr import Binary, Call, Expr, Function, Literal, Operator, Read, Ref, RefKind
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Combine,
    CombineKind,
    Domain,
    Guard,
    HitPolicy,
    Item,
    Member,
    Name,
    Outcome,
    Policy,
    Program,
    Rule,
    Table,
    ValueSet,
)
from tablewright.ir.tests import Between, Bound, Interval, OneOf, Test
from tablewright.ir.types import Kind, Special, Type, Value

AT = CellSpan(workbook="small.xlsx", sheet="Small", top=1, left=1, bottom=1, right=1)
ALL = Combine(kind=CombineKind.ALL_OF)
ANY = Combine(kind=CombineKind.ANY_OF)
NONE = Combine(kind=CombineKind.NONE_OF)


def at_least(number: int) -> Combine:
    """Combine at least so many of."""
    return Combine(kind=CombineKind.AT_LEAST, at_least=number)


def name(code_name: str, kind: Kind, *, nothing: bool = False, is_list: bool = False) -> Name:
    """A name without restrictions."""
    return Name(
        name=code_name,
        code_name=code_name,
        type=Type(kind=kind, is_list=is_list),
        domain=Domain(),
        blank_is_nothing=nothing,
        at=AT,
    )


def yes_no(code_name: str) -> Name:
    """A yes/no name."""
    return name(code_name, Kind.YES_NO)


def text(code_name: str, *members: str) -> Name:
    """A name of closed text."""
    allowed = tuple(Member(text=member, code_name=member.upper()) for member in members)
    return replace(name(code_name, Kind.TEXT), domain=Domain(members=allowed))


def texts(code_name: str, *members: str) -> Name:
    """A list of closed text."""
    return replace(text(code_name, *members), type=Type(kind=Kind.TEXT, is_list=True))


def number(code_name: str, low: str, high: str, kind: Kind = Kind.NUMBER) -> Name:
    """A number between two bounds."""
    interval = Interval(low=Decimal(low), high=Decimal(high))
    return replace(name(code_name, kind), domain=Domain(intervals=(interval,)))


def whole(code_name: str, low: str, high: str) -> Name:
    """A whole number between two bounds."""
    return number(code_name, low, high, Kind.WHOLE)


def ref(code_name: str) -> Ref:
    """An input."""
    return Ref(kind=RefKind.INPUT, name=code_name)


def calculated(code_name: str) -> Ref:
    """A calculation."""
    return Ref(kind=RefKind.CALCULATION, name=code_name)


def output(table_name: str, code_name: str) -> Ref:
    """An output of a table."""
    return Ref(kind=RefKind.OUTPUT, name=table_name, part=code_name)


def met(checklist_name: str, item_id: str = "") -> Ref:
    """Whether a checklist, or one of its items, is met."""
    kind = RefKind.ITEM if item_id else RefKind.CHECKLIST
    return Ref(kind=kind, name=checklist_name, part=item_id)


def guard(of: Ref | str, test: Test | str | Decimal) -> Guard:
    """A condition: on an input by its code name, or on any ref; a value is a test for it."""
    subject = ref(of) if isinstance(of, str) else of
    return Guard(ref=subject, test=_test(test), text="", at=AT)


def _test(test: Test | str | Decimal) -> Test:
    match test:
        case str():
            return OneOf((test,))
        case Decimal():
            return Between(Interval(low=test, high=test))
        case _:
            return test


def at_most(bound: Bound) -> Test:
    """`<= bound`."""
    return Between(Interval(high=bound))


def from_(bound: Bound) -> Test:
    """`>= bound`."""
    return Between(Interval(low=bound))


def rule(rule_id: str, *guards: Guard, then: tuple[Value | Special | Expr, ...]) -> Rule:
    """A rule; outcomes are values, NOTHING or expressions."""
    return Rule(id=rule_id, guards=guards, outcomes=tuple(map(_outcome, then)), cite="", at=AT)


def _outcome(cell: Value | Special | Expr) -> Outcome:
    if isinstance(cell, Literal | Read | Binary | Call):
        return Outcome(expression=cell, at=AT)
    return Outcome(value=cell, at=AT)  # type: ignore[arg-type]


def otherwise(rule_id: str, *, then: tuple[Value | Special, ...]) -> Rule:
    """The last row of a table."""
    return replace(rule(rule_id, then=then), otherwise=True)


def table(code_name: str, policy: HitPolicy, outputs: tuple[Name, ...], *rules: Rule) -> Table:
    """A decision table."""
    return Table(
        name=code_name,
        code_name=code_name,
        hit_policy=policy,
        partial_because="",
        columns=(),
        outputs=outputs,
        rules=rules,
        at=AT,
    )


def leaf(item_id: str, test: Guard, *, only_if: Guard | None = None, kind: str = "") -> Item:
    """A leaf cited by its own id."""
    return Item(
        id=item_id,
        combine=None,
        guard=test,
        only_if=only_if,
        children=(),
        cite=item_id,
        own_cite=True,
        kind=kind,
        at=AT,
    )


def group(item_id: str, combine: Combine, *children: Item, only_if: Guard | None = None) -> Item:
    """A group cited by its own id."""
    return Item(
        id=item_id,
        combine=combine,
        guard=None,
        only_if=only_if,
        children=children,
        cite=item_id,
        own_cite=True,
        at=AT,
    )


def without_cite(item: Item) -> Item:
    """An item that inherits its Cite."""
    return replace(item, cite="", own_cite=False)


def checklist(code_name: str, combine: Combine, *items: Item) -> Checklist:
    """A checklist."""
    return Checklist(name=code_name, code_name=code_name, combine=combine, items=items, at=AT)


def calculation(of: Name, expression: Expr) -> Calculation:
    """A calculated name."""
    return Calculation(name=of, expression=expression, text="")


def read(of: Name | Ref) -> Expr:
    """Reads an input, or any ref as a number."""
    if isinstance(of, Ref):
        return Read(type=Type(kind=Kind.NUMBER), ref=of)
    return Read(type=of.type, ref=ref(of.code_name))


def literal(value: Value) -> Expr:
    """A constant number."""
    return Literal(type=Type(kind=Kind.NUMBER), value=value)


def binary(operator: Operator, left: Expr, right: Expr, kind: Kind = Kind.NUMBER) -> Expr:
    """Two operands joined."""
    return Binary(type=Type(kind=kind), operator=operator, left=left, right=right)


def call(function: Function, *arguments: Expr, kind: Kind = Kind.NUMBER) -> Expr:
    """A function of the closed list."""
    return Call(type=Type(kind=kind), function=function, arguments=arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a small program is made of; the first table answers."""

    inputs: tuple[Name, ...]
    tables: tuple[Table, ...]
    checklists: tuple[Checklist, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    value_sets: tuple[ValueSet, ...] = ()


def program(parts: Parts) -> Program:
    """The program of these parts."""
    policy = Policy(
        number="S.1",
        title="Small",
        version="1",
        approved_on=None,
        in_force_from=None,
        in_force_until=None,
        version_date="",
        decision=parts.tables[0].code_name,
        at=AT,
    )
    return Program(
        policy=policy,
        inputs=parts.inputs,
        calculations=parts.calculations,
        tables=parts.tables,
        checklists=parts.checklists,
        value_sets=parts.value_sets,
        impossible=(),
        examples=(),
        revisions=(),
        references=(),
        information=(),
        label="small.xlsx",
    )
