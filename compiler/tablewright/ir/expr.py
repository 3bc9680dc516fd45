"""Typed expressions of `Calculated as` and of outcome cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tablewright.ir.types import Type, Value


class RefKind(StrEnum):
    """What a name stands for."""

    INPUT = "input"
    CALCULATION = "calculation"
    OUTPUT = "output"  # an output of a decision table
    CHECKLIST = "checklist"  # whether it is met
    ITEM = "item"  # whether one item of a checklist is met
    KINDS = "kinds"  # `<checklist> kinds not met`: list of the kinds of its failed items


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Something that can be read. `name` is the code name of an input, calculation, table or list.

    `part` is the output's code name for OUTPUT and the item id (`5.a`) for ITEM, else empty.
    """

    kind: RefKind
    name: str
    part: str = ""


class Operator(StrEnum):
    """Binary operators, FEEL spelling."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    AND = "and"
    OR = "or"


class Function(StrEnum):
    """The closed list of functions."""

    FIRST_KNOWN_OF = "first known of"
    SMALLER_OF = "smaller of"
    LARGER_OF = "larger of"
    AGE = "age"  # (birth date, on date): completed years
    DAYS_BETWEEN = "days between"  # (from, to): to - from in days
    WITHIN_BEFORE = "within before"  # (event, duration, date): event <= date <= event + duration
    WITHIN_AFTER = "within after"  # (event, duration, date): date <= event <= date + duration
    ROUND_UP = "round up"  # (number, step)
    ROUND_DOWN = "round down"
    ROUND_HALF_EVEN = "round half even"
    COUNT = "count"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A constant."""

    type: Type
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The value of a name."""

    type: Type
    ref: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Negate:
    """`not x` for yes/no, `-x` for numbers and durations."""

    type: Type
    operand: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """Arithmetic, comparison, `and`, `or`."""

    type: Type
    operator: Operator
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class If:
    """`if condition then a else b`; an unknown condition is unknown unless both branches agree."""

    type: Type
    condition: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function of the closed list."""

    type: Type
    function: Function
    arguments: tuple[Expr, ...]


Expr = Literal | Read | Negate | Binary | If | Call
