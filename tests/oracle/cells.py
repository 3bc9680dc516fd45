"""Condition cells: from the text of a cell to the question whether a value satisfies it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from tests.oracle.values import (
    NOTHING,
    Reader,
    UnreadableError,
    Value,
    day,
    months_later,
    number,
    same,
)

MET = "met or not met"
SIGNS = ("<=", ">=", "<", ">")
INTERVAL = re.compile(r"([\[(])\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*([\])])")
WINDOW = re.compile(r"within (\d+) months before \{(.+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a condition cell is about: the type and words of its column."""

    kind: str
    unit: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """A condition: whether a value satisfies it, its constants, and the other names it reads."""

    __test__ = False

    text: str
    holds: Callable[[Value, Reader], bool]
    constants: tuple[Value, ...] = ()
    names: tuple[str, ...] = ()
    months: int = 0
    always: bool = False


Ordered = TypeVar("Ordered", Decimal, dt.date)

Sets = Mapping[str, frozenset[str]]


def parse_test(cell: object, subject: Subject, sets: Sets) -> Test:
    """The condition that a cell states about its subject."""
    if cell is None:
        raise UnreadableError("a blank condition")
    text = str(cell).strip()
    if text == "-":
        return Test(text=text, holds=lambda _value, _reader: True, always=True)
    alternatives = _alternatives(text)
    if len(alternatives) > 1 and not text.startswith(("not(", "has any of", "(", "[")):
        tests = [parse_test(part, subject, sets) for part in alternatives]
        return Test(
            text=text,
            holds=lambda value, reader: any(test.holds(value, reader) for test in tests),
            constants=tuple(constant for test in tests for constant in test.constants),
        )
    if (match := re.fullmatch(r"not\((.*)\)", text)) is not None:
        inner = parse_test(match.group(1), subject, sets)
        return Test(
            text=text,
            holds=lambda value, reader: value is not NOTHING and not inner.holds(value, reader),
            constants=inner.constants,
            names=inner.names,
        )
    return _single(cell, text, subject, sets)


def _alternatives(text: str) -> list[str]:
    return [part.strip() for part in re.split(r", |\n", text)]


def _single(cell: object, text: str, subject: Subject, sets: Sets) -> Test:
    match subject.kind:
        case "met or not met":
            return _word(text, {"met": True, "not met": False})
        case "yes/no":
            return _word(text, {"yes": True, "no": False, "True": True, "False": False})
        case "number" | "whole number":
            return _number_test(cell, text, subject)
        case "date":
            return _date_test(text)
        case "list of text":
            return _list_test(text, subject.allowed)
        case "text":
            if text not in subject.allowed:
                raise UnreadableError(f"{text!r} is none of {subject.allowed}")
            return _equals(text, text)
        case "code":
            return _code_test(text, sets)
        case _:
            raise UnreadableError(f"{text!r} about a {subject.kind}")


def _word(text: str, words: Mapping[str, bool]) -> Test:
    if text not in words:
        raise UnreadableError(f"{text!r} is none of {list(words)}")
    return _equals(text, words[text])


def _equals(text: str, wanted: Value) -> Test:
    return Test(text=text, holds=lambda value, _: value == wanted, constants=(wanted,))


def _code_test(text: str, sets: Sets) -> Test:
    match = re.fullmatch(r"(not )?in (.+)", text)
    if match is None or match.group(2) not in sets:
        raise UnreadableError(f"{text!r} names no value set")
    codes, inside = sets[match.group(2)], not match.group(1)
    return Test(
        text=text,
        holds=lambda value, _: value is not NOTHING and (same(value) in codes) is inside,
        constants=tuple(sorted(codes)),
    )


def _list_test(text: str, allowed: tuple[str, ...]) -> Test:
    match = re.fullmatch(r"has (any of )?(.+)", text)
    words = frozenset(_alternatives(match.group(2))) if match is not None else frozenset[str]()
    # A list without allowed values holds the kinds of a checklist: any single word may be asked.
    known = not allowed or words <= set(allowed)
    if match is None or not known or (len(words) > 1 and not match.group(1)):
        raise UnreadableError(f"{text!r} about a list")
    return Test(
        text=text,
        holds=lambda value, _: isinstance(value, frozenset) and not words.isdisjoint(value),
        constants=tuple(sorted(words)),
    )


def _number_test(cell: object, text: str, subject: Subject) -> Test:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _equals(text, number(cell))
    if (match := INTERVAL.fullmatch(text)) is not None:
        opens, low, high, closes = match.groups()
        below, above = number(low), number(high)
        over, under = "<" if opens == "(" else "<=", "<" if closes == ")" else "<="
        return Test(
            text=text,
            holds=lambda value, _: (
                isinstance(value, Decimal)
                and compare(below, over, value)
                and compare(value, under, above)
            ),
            constants=(below, above),
        )
    bare = text.removesuffix(subject.unit).strip() if subject.unit else text
    sign = next((sign for sign in SIGNS if bare.startswith(sign)), None)
    if sign is None:
        raise UnreadableError(f"{text!r} about a number")
    bound = number(bare[len(sign) :])
    return Test(
        text=text,
        holds=lambda value, _: isinstance(value, Decimal) and compare(value, sign, bound),
        constants=(bound,),
    )


def compare(left: Ordered, sign: str, right: Ordered) -> bool:
    """Whether two numbers or dates stand as a sign says."""
    match sign:
        case "<=":
            return left <= right
        case ">=":
            return left >= right
        case "<":
            return left < right
        case ">":
            return left > right
        case _:
            raise UnreadableError(f"{sign!r} compares nothing")


def _date_test(text: str) -> Test:
    if (match := WINDOW.fullmatch(text)) is not None:
        months, name = int(match.group(1)), match.group(2)

        def within(value: Value, reader: Reader) -> bool:
            if value is NOTHING:
                return False
            event, on = day(value), day(reader(name))
            return event <= on <= months_later(event, months)

        return Test(text=text, holds=within, names=(name,), months=months)
    if (match := re.fullmatch(r"(<=|>=|<|>)\s*\{(.+)\}", text)) is not None:
        sign, other = match.groups()
        return Test(
            text=text,
            holds=lambda value, reader: (
                isinstance(value, dt.date) and compare(value, sign, day(reader(other)))
            ),
            names=(other,),
        )
    raise UnreadableError(f"{text!r} about a date")
