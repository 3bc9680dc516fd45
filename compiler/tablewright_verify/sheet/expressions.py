"""Reads the analyst's expressions into trees of calls. One text at a time, from left to right."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from tablewright_verify.sheet.blocks import plain
from tablewright_verify.sheet.fitting import (
    CHOOSING,
    added,
    chosen,
    fit,
    minus,
    number,
    one_of,
    within,
    worked_out,
)
from tablewright_verify.sheet.operands import Scope, agreed, beside, compared, reading, truth
from tablewright_verify.sheet.scalars import DATE, SPAN, duration, unquoted
from tablewright_verify.trees import Call, Const, Tree
from tablewright_verify.values import UnprovedError, normal

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
SUMS = {"+": "add", "-": "subtract", "\u2212": "subtract"}
PRODUCTS = {"*": "multiply", "/": "divide"}
_UNITS = {"age": "years", "days_between": "days", "count": ""}
_ROUNDING = frozenset({"round_up", "round_down", "round_half_even"})


def read_expression(text: str, scope: Scope) -> Tree:
    """The tree of an expression."""
    return _Reader(text, scope).whole()


class _Reader:
    """A place in one text."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text, self.scope, self.at = text, scope, 0
        self.name = _phrases(tuple(scope.names))
        self.sets = _phrases(tuple(scope.sets))
        self.number = _numbers(scope.units)

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

    def start(self) -> int:
        """Where the next token begins."""
        blank = re.compile(r"\s*").match(self.text, self.at)
        return blank.end() if blank else self.at

    # -- from weak to strong -----------------------------------------------------------------------

    def choice(self) -> Tree:
        if self.named_here() or not self.take(r"if\b"):
            return self.either()
        condition = self.condition(self.either())
        self.need(r"then\b")
        then = self.choice()
        self.need(r"else\b")
        return chosen(condition, *agreed(then, self.choice(), self.scope))

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
        if not self.named_here() and self.take(r"not\b"):
            return Call("negate", (self.condition(self.denied()),), "yes/no")
        return self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        sign = self.take(r"<=|>=|!=|=|<|>|\u2264|\u2265|\u2260")
        if sign:
            return compared(sign, left, self.sum(), self.scope)
        if self.take(r"between\b"):
            low = compared(">=", left, self.sum(), self.scope)
            self.need(r"and\b")
            return Call("all_of", (low, compared("<=", left, self.sum(), self.scope)), "yes/no")
        if self.take(r"within\b"):
            span = self.sum()
            before = self.take(r"before\b|after\b").lower() == "before"
            return within(left, span, self.sum(), before=before)
        denied = self.take(r"not(?=\s+in\b)")
        if self.take(r"in\b"):
            inside = self.member(left)
            return Call("negate", (inside,), "yes/no") if denied else inside
        return left

    def member(self, operand: Tree) -> Tree:
        """`in` a value set: its codes one by one; of closed text, the allowed values in it."""
        found = self.sets.match(self.text, self.start())
        if found is None:
            raise self.stuck()
        self.at = found.end()
        held = self.scope.sets[plain(found[0])]
        texts = beside(operand, self.scope).texts if operand.kind == "text" else ()
        inside = [text for text in texts if held.holds(normal(text))]
        if operand.kind == "code":
            inside = [code for code, _ in held.codes]
        tests = [Call("equal", (operand, Const(each, operand.kind)), "yes/no") for each in inside]
        if not tests:
            return Const(False, "yes/no")  # noqa: FBT003 - a constant
        whole = tests[0]
        for each in tests[1:]:
            whole = Call("any_of", (whole, each), "yes/no")
        return whole

    def sum(self) -> Tree:
        tree = self.product()
        while sign := self.take(r"[-+\u2212]"):
            right = self.product()
            if tree.kind not in {"date", "duration"} and right.kind != "date":
                tree, right = agreed(tree, right, self.scope)
            tree = added(SUMS[sign], tree, right)
        return tree

    def product(self) -> Tree:
        tree = self.signed()
        while sign := self.take(r"[*/]"):
            tree = worked_out(PRODUCTS[sign], tree, self.signed())
        return tree

    def signed(self) -> Tree:
        return minus(self.signed()) if self.take(r"[-\u2212]") else self.operand()

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
        quoted = self.take(r'"(?:[^"]|"")*"')
        if quoted:
            return Const(unquoted(quoted), "text")
        day = self.take(DATE)
        if day:
            return Const(dt.date.fromisoformat(day), "date")
        if self.named_here():
            return None
        span = self.take(rf"{SPAN}(?:\s+{SPAN})*")
        if span:
            return Const(duration(span), "duration")
        word = self.take(r"(?:yes|no|true|false)\b")
        if word:
            return Const(word.lower() in {"yes", "true"}, "yes/no")
        return self.measured()

    def measured(self) -> Tree | None:
        found = self.number.match(self.text, self.start())
        if found is None:
            return None
        self.at = found.end()
        return number(Decimal(found[1]), self.unit(found[2]))

    def unit(self, written: str | None) -> str:
        """The unit as the glossary spells it."""
        wanted = (written or "").casefold().removesuffix("s")
        known = (u for u in self.scope.units if u.casefold().removesuffix("s") == wanted)
        return next(known, "") if wanted else ""

    def named_here(self) -> bool:
        return self.name.match(self.text, self.start()) is not None

    def call(self) -> Tree | None:
        words = "|".join(r"\s+".join(name.split()) for name in FUNCTIONS)
        called = self.take(rf"(?:{words})(?=\s*\()")
        if not called:
            return None
        self.need(r"\(")
        arguments = [self.choice()]
        while self.take(","):
            arguments.append(self.choice())
        self.need(r"\)")
        return self.made(FUNCTIONS[plain(called)], arguments)

    def made(self, function: str, arguments: list[Tree]) -> Tree:
        first = arguments[0]
        if function in CHOOSING:
            lead = next((each for each in arguments if not isinstance(each, Const)), first)
            wanted = beside(lead, self.scope)
            return one_of(function, [fit(each, wanted) for each in arguments])
        if function in _UNITS:
            return Call(function, tuple(arguments), "whole number", _UNITS[function])
        if function in _ROUNDING:
            step = arguments[1] if len(arguments) > 1 else number(Decimal(1))
            return Call(function, (first, step), step.kind, first.unit)
        kind = "number" if function == "mean" else first.kind
        return Call(function, tuple(arguments), kind, first.unit)

    def named(self) -> Tree | None:
        found = self.name.match(self.text, self.start())
        if found is None:
            return None
        self.at = found.end()
        return self.read(found[0])

    def read(self, text: str) -> Tree:
        if plain(text) not in self.scope.names:
            raise UnprovedError(f"{text!r} is not defined")
        return reading(self.scope.names[plain(text)])

    def condition(self, tree: Tree) -> Tree:
        return truth(tree, self.scope)


@lru_cache(maxsize=16)
def _phrases(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these names, longest first, whatever the case and runs of blanks."""
    longest = sorted(names, key=len, reverse=True)
    spelled = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"(?:{spelled or '(?!)'})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _numbers(units: frozenset[str]) -> re.Pattern[str]:
    """A number, perhaps with a unit; a final s of it may be left out."""
    longest = sorted(units, key=len, reverse=True)
    spelled = "|".join(f"{re.escape(unit.removesuffix('s'))}s?" for unit in longest) or "(?!)"
    return re.compile(rf"(\d+(?:\.\d+)?|\.\d+)(?:\s*({spelled})(?!\w))?", re.IGNORECASE)
