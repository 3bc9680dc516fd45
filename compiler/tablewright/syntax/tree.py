"""Untyped parse trees of the cell language: conditions and expressions, with places in the text.

What goes in is what an analyst wrote, what comes out says nothing of types yet. Places do not take
part in comparison: two trees are equal when they say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tablewright.ir.expr import Function, Operator
from tablewright.ir.tests import Quantifier
from tablewright.ir.types import Scalar, Value


@dataclass(frozen=True, slots=True)
class Place:
    """The characters from `start` up to `end` of a cell's text."""

    start: int
    end: int


NOWHERE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a tree, with the place in the text that it was read from."""

    place: Place = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


# Expressions


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A number, text, date, duration or yes/no; `unit` as written after a number, else empty.

    Negative numbers are constants. `6 months` is a Duration: where a number with the unit months is
    asked for, its months are that number.
    """

    value: Scalar
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NameUse(Node):
    """A known name, spelled as the workbook defines it."""

    name: str


@dataclass(frozen=True, slots=True)
class Minus(Node):
    """`-x`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Denial(Node):
    """`not x`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Arithmetic, a comparison, `and` or `or`."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """`if condition then a else b`."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the closed list; never WITHIN_BEFORE or WITHIN_AFTER: see WithinPeriod."""

    function: Function
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class BetweenEnds(Node):
    """`x between a and b`, both ends inside."""

    operand: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """`x in value set`, the set as the workbook names it; `not in` is a Denial of it."""

    operand: Expression
    value_set: str


@dataclass(frozen=True, slots=True)
class WithinPeriod(Node):
    """`event within 6 months before date` (`before`) or `... after date`."""

    event: Expression
    period: Expression
    before: bool
    date: Expression


Expression = (
    Constant
    | NameUse
    | Minus
    | Denial
    | Binary
    | Choice
    | Call
    | BetweenEnds
    | Membership
    | WithinPeriod
)


# Conditions

# What a condition compares with: a constant, or any expression, which stood between braces.
Operand = Expression


@dataclass(frozen=True, slots=True)
class AnyValue(Node):
    """`-`: known or not, blank or given. Stands alone."""


@dataclass(frozen=True, slots=True)
class IsBlank(Node):
    """`blank`."""


@dataclass(frozen=True, slots=True)
class IsGiven(Node):
    """`given`; also what `not(blank)` says."""


@dataclass(frozen=True, slots=True)
class IsMet(Node):
    """`met` or `not met`, of a checklist or an item."""

    met: bool


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`>= 18`; a value alone is EQUAL. The operator is one of the six comparisons."""

    operator: Operator
    operand: Operand


@dataclass(frozen=True, slots=True)
class InRange(Node):
    """`[1..5]`, `(1..5]`, `18 to 64` (both ends inside)."""

    low: Operand
    high: Operand
    low_closed: bool = True
    high_closed: bool = True


@dataclass(frozen=True, slots=True)
class WithinCell(Node):
    """`within 6 months before {Request date}` (`before`) or `... after ...`: the column's date."""

    period: Operand
    before: bool
    date: Operand


@dataclass(frozen=True, slots=True)
class InSet(Node):
    """`in Oncology specialties`; the set as the workbook names it. `not in` is a Negated of it."""

    value_set: str


@dataclass(frozen=True, slots=True)
class Has(Node):
    """`has x` (ANY of one), `has any of a, b`, `has all of a, b`, `has none of a, b`."""

    quantifier: Quantifier
    members: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class HasInSet(Node):
    """`has any in`, `has all in`, `has none in` a value set."""

    quantifier: Quantifier
    value_set: str


@dataclass(frozen=True, slots=True)
class Count(Node):
    """`count >= 2`, `count [1..3]`: a Compare or InRange on the length of the list."""

    condition: Compare | InRange


@dataclass(frozen=True, slots=True)
class IsEmpty(Node):
    """`empty`: the known empty list."""


@dataclass(frozen=True, slots=True)
class Negated(Node):
    """`not(...)`: given, and not so. Never holds AnyValue, IsBlank or IsGiven."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AllOf(Node):
    """`>= 30 and < 45`: two or more, none of them an AllOf or AnyOf."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    """Alternatives by comma and blank or by line break: two or more, none of them an AnyOf."""

    conditions: tuple[Condition, ...]


Condition = (
    AnyValue
    | IsBlank
    | IsGiven
    | IsMet
    | Compare
    | InRange
    | WithinCell
    | InSet
    | Has
    | HasInSet
    | Count
    | IsEmpty
    | Negated
    | AllOf
    | AnyOf
)


# Outcome and Only if cells


@dataclass(frozen=True, slots=True)
class PlainValue:
    """An outcome cell that holds a value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Worked:
    """An outcome cell that holds an expression between braces."""

    expression: Expression


OutcomeCell = PlainValue | Worked


@dataclass(frozen=True, slots=True)
class ItemMet(Node):
    """`[5.a] met` or `[5.a] not met`."""

    item: str
    met: bool


OnlyIf = ItemMet | Worked
