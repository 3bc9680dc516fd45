"""Reads the analyst's expressions into trees of calls. One text at a time, from left to right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from tablewright_verify.sheet.blocks import plain
from tablewright_verify.sheet.names import Name, Subject
from tablewright_verify.sheet.scalars import DATE, SPAN, duration
from tablewright_verify.trees import Call, Const, Read, Tree
from tablewright_verify.values import EXACT, Duration, UnprovedError

FUNCTIONS = {
    "first known of": "first_known",
    "smaller of": "smaller_of",
    "larger of": "larger_of",
    "age": "age",
    "days between": "days_between",
    "round up": "round_up",
    "round down": "round_down",
    "round half even": "round_half_even",
    "count": "count",
    "sum": "total",
    "min": "least",
    "max": "most",
    "mean": "mean",
}
COMPARED = {
    "=": "equal",
    "!=": "not_equal",
    "\u2260": "not_equal",
    "<": "less",
    "<=": "at_most",
    "\u2264": "at_most",
    ">": "more",
    ">=": "not_below",
    "\u2265": "not_below",
}
SUMS = {"+": "add", "-": "subtract", "\u2212": "subtract"}
PRODUCTS = {"*": "multiply", "/": "divide"}
_FOLDED = {
    "add": EXACT.add,
    "subtract": EXACT.subtract,
    "multiply": EXACT.multiply,
    "divide": EXACT.divide,
}
_WHOLE = frozenset({"age", "days_between", "count"})


class Named(NamedTuple):
    """Something that expressions can read, with its values; `unknown` if it can be that."""

    subject: Subject
    name: Name
    unknown: bool = True


Scope = Mapping[str, Named]


def read_expression(text: str, scope: Scope, units: frozenset[str]) -> Tree:
    """The tree of an expression."""
    return _Reader(text, scope, units).whole()


class _Reader:
    """A place in one text."""

    def __init__(self, text: str, scope: Scope, units: frozenset[str]) -> None:
        self.text, self.scope, self.at = text, scope, 0
        longest = sorted(scope, key=len, reverse=True)
        names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
        self.name = re.compile(rf"(?:{names})(?!\w)", re.IGNORECASE)
        measured = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
        self.number = re.compile(
            rf"(\d+(?:\.\d+)?)(?:\s*(?:{measured})(?!\w))?" if measured else r"(\d+(?:\.\d+)?)"
        )

    def whole(self) -> Tree:
        """The whole text, or UnprovedError."""
        tree = self.choice()
        if self.text[self.at :].strip():
            raise self.stuck()
        return tree

    def stuck(self) -> UnprovedError:
        return UnprovedError(f"{self.text!r} cannot be read at {self.text[self.at :]!r}")

    def take(self, pattern: str) -> str:
        """The next token if it is this one."""
        found = re.compile(rf"\s*({pattern})", re.IGNORECASE).match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[1]

    def need(self, pattern: str) -> None:
        if not self.take(pattern):
            raise self.stuck()

    # -- from weak to strong -----------------------------------------------------------------------

    def choice(self) -> Tree:
        if not self.take(r"if\b"):
            return self.either()
        condition = self.condition(self.either())
        self.need(r"then\b")
        then = self.choice()
        self.need(r"else\b")
        otherwise = self.choice()
        return Call("choose", (condition, then, otherwise), then.kind)

    def either(self) -> Tree:
        tree = self.both()
        while self.take(r"or\b"):
            tree = Call("any_of", (self.condition(tree), self.condition(self.both())), "yes/no")
        return tree

    def both(self) -> Tree:
        tree = self.denied()
        while self.take(r"and\b"):
            tree = Call("all_of", (self.condition(tree), self.condition(self.denied())), "yes/no")
        return tree

    def denied(self) -> Tree:
        if self.take(r"not\b"):
            return Call("negate", (self.condition(self.denied()),), "yes/no")
        return self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        sign = self.take(r"<=|>=|!=|=|<|>|\u2264|\u2265|\u2260")
        if sign:
            return Call(COMPARED[sign], (left, self.sum()), "yes/no")
        if self.take(r"between\b"):
            low = self.sum()
            self.need(r"and\b")
            sides = (Call("not_below", (left, low)), Call("at_most", (left, self.sum())))
            return Call("all_of", sides, "yes/no")
        return self.within(left) if self.take(r"within\b") else left

    def within(self, event: Tree) -> Tree:
        span = duration(self.take(rf"{SPAN}"))
        before = self.take(r"before\b|after\b").lower() == "before"
        return within(event, span, self.sum(), before=before)

    def sum(self) -> Tree:
        tree = self.product()
        while sign := self.take(r"[-+\u2212]"):
            tree = added(SUMS[sign], tree, self.product())
        return tree

    def product(self) -> Tree:
        tree = self.signed()
        while sign := self.take(r"[*/]"):
            tree = worked_out(PRODUCTS[sign], tree, self.signed())
        return tree

    def signed(self) -> Tree:
        if not self.take(r"[-\u2212]"):
            return self.operand()
        inner = self.operand()
        if isinstance(inner, Const) and isinstance(inner.value, Decimal):
            return Const(-inner.value, inner.kind)
        return Call("negative", (inner,), inner.kind)

    # -- operands ----------------------------------------------------------------------------------

    def operand(self) -> Tree:
        for read in (self.bracketed, self.constant, self.call, self.named):
            tree = read()
            if tree is not None:
                return tree
        raise self.stuck()

    def bracketed(self) -> Tree | None:
        if self.take(r"\("):
            tree = self.choice()
            self.need(r"\)")
            return tree
        name = self.take(r"\[[^\[\]]+\]")
        return self.read(name[1:-1]) if name else None

    def constant(self) -> Tree | None:
        quoted = self.take(r'"[^"]*"')
        if quoted:
            return Const(quoted[1:-1], "text")
        day = self.take(DATE)
        if day:
            return Const(dt.date.fromisoformat(day), "date")
        if self.named_here():
            return None
        span = self.take(rf"{SPAN}(?:\s+and\s+{SPAN})*")
        if span:
            return Const(duration(span), "duration")
        word = self.take(r"(?:yes|no|true|false)\b")
        if word:
            return Const(word.lower() in {"yes", "true"}, "yes/no")
        return self.measured()

    def measured(self) -> Tree | None:
        blank = re.compile(r"\s*").match(self.text, self.at)
        found = self.number.match(self.text, blank.end() if blank else self.at)
        if found is None:
            return None
        self.at = found.end()
        number = Decimal(found[1])
        whole = number == number.to_integral_value()
        return Const(number, "whole number" if whole else "number")

    def named_here(self) -> bool:
        blank = re.compile(r"\s*").match(self.text, self.at)
        return self.name.match(self.text, blank.end() if blank else self.at) is not None

    def call(self) -> Tree | None:
        words = "|".join(r"\s+".join(name.split()) for name in FUNCTIONS)
        called = self.take(rf"(?:{words})(?=\s*\()")
        if not called:
            return None
        function = FUNCTIONS[plain(called)]
        self.need(r"\(")
        arguments = [self.choice()]
        while self.take(","):
            arguments.append(self.choice())
        self.need(r"\)")
        kind = "whole number" if function in _WHOLE else arguments[0].kind
        return Call(function, tuple(arguments), kind)

    def named(self) -> Tree | None:
        if not self.named_here():
            return None
        self.take("")
        found = self.name.match(self.text, self.at)
        if found is None:
            raise self.stuck()
        self.at = found.end()
        return self.read(found[0])

    def read(self, text: str) -> Tree:
        if plain(text) not in self.scope:
            raise UnprovedError(f"{text!r} is not defined")
        return reading(self.scope[plain(text)])

    def condition(self, tree: Tree) -> Tree:
        """Where a truth is asked for, nothing counts as no."""
        named = [each for each in self.scope.values() if reading(each) == tree]
        if named and named[0].name.nothing and named[0].name.kind == "yes/no":
            return Call("truth_of", (tree,), "yes/no")
        return tree


def reading(named: Named) -> Tree:
    """A name as an operand: inputs that are never unknown say nothing with None."""
    read = Read(named.subject, named.name.kind)
    return read if named.unknown else Call("or_nothing", (read,), named.name.kind)


def within(event: Tree, span: Duration, day: Tree, *, before: bool) -> Tree:
    """A date within a span before or after another."""
    first, last = (event, day) if before else (day, event)
    ends = (Const(Decimal(span.months)), Const(Decimal(span.days)))
    return Call("within", (first, *ends, last), "yes/no")


def added(function: str, left: Tree, right: Tree) -> Tree:
    """A sum; of a date and a span, the date so much later or earlier."""
    if left.kind == "duration" and right.kind == "date":
        left, right = right, left
    if left.kind == "date" and isinstance(right, Const) and isinstance(right.value, Duration):
        sign = -1 if function == "subtract" else 1
        months, days = Decimal(sign * right.value.months), Decimal(sign * right.value.days)
        return Call("shift", (left, Const(months), Const(days)), "date")
    return worked_out(function, left, right)


def worked_out(function: str, left: Tree, right: Tree) -> Tree:
    """Arithmetic; on two constants, its result."""
    if (
        isinstance(left, Const)
        and isinstance(right, Const)
        and isinstance(left.value, Decimal)
        and isinstance(right.value, Decimal)
    ):
        return Const(_FOLDED[function](left.value, right.value), left.kind)
    both = {left.kind, right.kind} == {"whole number"} and function != "divide"
    return Call(function, (left, right), "whole number" if both else "number")
