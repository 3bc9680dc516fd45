"""Expressions of the glossary and of outcome cells, as functions of what names stand for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Context, Decimal

from tests.oracle.values import NOTHING, Reader, UnknownError, UnreadableError, Value, months_later

EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)
FUNCTIONS = ("first known of", "age", "round up")
TOKEN = re.compile(r'\s*("[^"]*"|\d+(?:\.\d+)?|<=|>=|!=|[-+*/=<>(),])')

Run = Callable[[Reader], Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A parsed expression: what it computes, the names it reads, the texts it compares with.

    `alternatives` are the arguments of an outermost `first known of`.
    """

    text: str
    run: Run
    names: tuple[str, ...]
    equalities: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[Expression, ...] = ()


def parse_expression(text: str, names: Iterable[str]) -> Expression:
    """The expression that a text states; UnreadableError for what is not understood."""
    return _Parser(text, sorted(names, key=len, reverse=True)).whole()


class _Parser:
    """One text, read from left to right."""

    def __init__(self, text: str, names: list[str]) -> None:
        self.text, self.names = text, names
        pattern = "|".join(re.escape(name) for name in names)
        words = "|".join(FUNCTIONS)
        self.name = re.compile(rf"\s*({pattern})(?!\w)", re.IGNORECASE)
        self.word = re.compile(rf"\s*({words}|and)(?!\w)")
        self.place = 0
        self.read: dict[str, None] = {}
        self.equalities: list[tuple[str, str]] = []

    def whole(self) -> Expression:
        match = re.fullmatch(r"\s*first known of\((.*)\)\s*", self.text)
        if match:
            return self.first_known(match.group(1))
        run = self.conjunction()
        if self.text[self.place :].strip():
            raise self.unreadable()
        return Expression(
            text=self.text, run=run, names=tuple(self.read), equalities=tuple(self.equalities)
        )

    def first_known(self, arguments: str) -> Expression:
        parts = [parse_expression(part, self.names) for part in _split(arguments)]

        def run(reader: Reader) -> Value:
            for part in parts:
                try:
                    return part.run(reader)
                except UnknownError:
                    continue
            raise UnknownError(self.text)

        return Expression(
            text=self.text,
            run=run,
            names=tuple(dict.fromkeys(name for part in parts for name in part.names)),
            alternatives=tuple(parts),
        )

    def conjunction(self) -> Run:
        parts = [self.comparison()]
        while self.take(self.word, "and"):
            parts.append(self.comparison())
        if len(parts) == 1:
            return parts[0]
        return lambda reader: _all(parts, reader)

    def comparison(self) -> Run:
        """A sum; or a name that equals a quoted text, the one comparison that is understood."""
        left = self.sum()
        if not self.take(TOKEN, "="):
            return left
        match = TOKEN.match(self.text, self.place)
        if match is None or match.group(1)[0] != '"':
            raise self.unreadable()
        self.place = match.end()
        name, literal = list(self.read)[-1], match.group(1)[1:-1]
        self.equalities.append((name, literal))
        return lambda reader: left(reader) == literal

    def sum(self) -> Run:
        run = self.product()
        while sign := self.take(TOKEN, "+") or self.take(TOKEN, "-"):
            run = _arithmetic(EXACT.add if sign == "+" else EXACT.subtract, run, self.product())
        return run

    def product(self) -> Run:
        run = self.operand()
        while sign := self.take(TOKEN, "*") or self.take(TOKEN, "/"):
            operation = EXACT.multiply if sign == "*" else EXACT.divide
            run = _arithmetic(operation, run, self.operand())
        return run

    def operand(self) -> Run:
        for function in FUNCTIONS:
            if self.take(self.word, function):
                return self.call(function)
        match = self.name.match(self.text, self.place)
        if match:
            self.place = match.end()
            wanted = " ".join(match.group(1).split()).casefold()
            name = next(each for each in self.names if each.casefold() == wanted)
            self.read[name] = None
            return lambda reader: reader(name)
        match = TOKEN.match(self.text, self.place)
        if match is None or not (match.group(1)[0] == '"' or match.group(1)[0].isdigit()):
            raise self.unreadable()
        self.place = match.end()
        token = match.group(1)
        value: Value = token[1:-1] if token[0] == '"' else Decimal(token)
        return lambda _: value

    def call(self, function: str) -> Run:
        self.demand("(")
        arguments = [self.sum()]
        while self.take(TOKEN, ","):
            arguments.append(self.sum())
        self.demand(")")
        if len(arguments) != 2 or function not in {"age", "round up"}:
            raise self.unreadable()
        first, second = arguments
        if function == "age":
            return lambda reader: _age(first(reader), second(reader))
        return _arithmetic(_round_up, first, second)

    def take(self, pattern: re.Pattern[str], wanted: str) -> str:
        match = pattern.match(self.text, self.place)
        if match is None or match.group(1) != wanted:
            return ""
        self.place = match.end()
        return wanted

    def demand(self, wanted: str) -> None:
        if not self.take(TOKEN, wanted):
            raise self.unreadable()

    def unreadable(self) -> UnreadableError:
        return UnreadableError(f"{self.text!r} at {self.text[self.place :]!r}")


def _split(arguments: str) -> list[str]:
    """Arguments at commas outside brackets."""
    return [part.strip() for part in re.split(r",(?![^()]*\))", arguments)]


def _arithmetic(operation: Callable[[Decimal, Decimal], Decimal], left: Run, right: Run) -> Run:
    def run(reader: Reader) -> Value:
        a, b = left(reader), right(reader)
        if a is NOTHING or b is NOTHING:
            return NOTHING
        if not isinstance(a, Decimal) or not isinstance(b, Decimal):
            raise UnreadableError(f"arithmetic on {a!r} and {b!r}")
        return operation(a, b)

    return run


def _round_up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step


def _all(parts: list[Run], reader: Reader) -> bool:
    """Whether all parts are yes; one no settles it, whatever is unknown."""
    unknown: list[UnknownError] = []
    for part in parts:
        try:
            if not _yes(part(reader)):
                return False
        except UnknownError as error:
            unknown.append(error)
    if unknown:
        raise unknown[0]
    return True


def _yes(value: Value) -> bool:
    if not isinstance(value, bool):
        raise UnreadableError(f"{value!r} is no yes or no")
    return value


def _age(birth: Value, on: Value) -> Value:
    if not isinstance(birth, dt.date) or not isinstance(on, dt.date):
        raise UnreadableError(f"age from {birth!r} to {on!r}")
    years = on.year - birth.year
    return Decimal(years if months_later(birth, 12 * years) <= on else years - 1)
