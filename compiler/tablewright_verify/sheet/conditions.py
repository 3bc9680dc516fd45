"""Condition cells, read into the few forms that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tablewright_verify.sheet.blocks import plain
from tablewright_verify.sheet.names import Interval, Name, ValueSet
from tablewright_verify.sheet.scalars import NUMBER, scalar, unquoted
from tablewright_verify.values import Duration, Scalar, UnprovedError

SIGNS = {"\u2264": "<=", "\u2265": ">=", "\u2260": "!="}
_SIGN = re.compile(r"(<=|>=|!=|<|>|=|\u2264|\u2265|\u2260)\s*(.+)", re.DOTALL)
_END = r"(\{.+?\}|[^\[\](){}]+?)"
_RANGE = re.compile(rf"([\[(])\s*{_END}\s*\.\.\s*{_END}\s*([\])])(?:\s*([^\s\])].*))?")
_WITHIN = re.compile(r"within\s+(.+?)\s+(before|after)\s+(.+)", re.IGNORECASE | re.DOTALL)
_HAS = re.compile(r"has\s+(?:(any|all|none)\s+(of|in)\s+)?(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Is:
    """The value is this one."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Within:
    """The value lies in an interval."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class InSet:
    """The code is in the value set."""

    value_set: ValueSet


@dataclass(frozen=True, slots=True)
class Has:
    """The list has any, all or none of some members, or of a value set."""

    quantifier: str
    members: tuple[Scalar, ...] = ()
    value_set: ValueSet | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """The length of the list."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class IsBlank:
    """The value is nothing."""


@dataclass(frozen=True, slots=True)
class IsGiven:
    """The value is anything but nothing."""


@dataclass(frozen=True, slots=True)
class Not:
    """Given, and not so."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of these."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with an expression over other names."""

    sign: str
    expression: str


@dataclass(frozen=True, slots=True)
class WithinSpan:
    """A date within a span before or after another."""

    before: bool
    span: str
    expression: str


Condition = (
    Is
    | Within
    | InSet
    | Has
    | Count
    | IsBlank
    | IsGiven
    | Not
    | Every
    | Some
    | Compared
    | WithinSpan
)
Sets = Mapping[str, ValueSet]


def read_condition(value: object, name: Name, sets: Sets) -> Condition | None:
    """What a cell asks of a value; None for `-`."""
    if not isinstance(value, str):
        return compared_with("=", scalar(value, name), name)
    text = value.strip()
    return None if text == "-" else _whole(text, name, sets)


def _whole(text: str, name: Name, sets: Sets) -> Condition:
    if re.match(r"has\s", text, re.IGNORECASE) and name.is_list:
        return _has(text, name, sets)
    parts = tuple(_conjunction(part, name, sets) for part in split(text, name.texts))
    return parts[0] if len(parts) == 1 else Some(parts)


def split(text: str, members: tuple[str, ...], separator: str = r",\s+|\n") -> list[str]:
    """The alternatives of a cell; allowed values, quotes and brackets stay whole."""
    parts, start, at, depth = [], 0, 0, 0
    whole = sorted(members, key=len, reverse=True)
    while at < len(text):
        if not text[start:at].strip():
            at = _past_member(text, at, whole)
        sign = text[at : at + 1]
        if sign == '"':
            at = text.index('"', at + 1)
        depth += (sign in "([{") - (sign in ")]}") if sign else 0
        found = re.compile(separator).match(text, at) if depth == 0 else None
        if found:
            parts.append(text[start:at])
            start = at = found.end()
        else:
            at += 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def _past_member(text: str, at: int, members: list[str]) -> int:
    for member in members:
        end = at + len(member)
        if text[at:end].casefold() == member.casefold() and re.match(
            r"\s*(,\s|\n|\)|$)", text[end:]
        ):
            return end
    return at


def _conjunction(text: str, name: Name, sets: Sets) -> Condition:
    if plain(text) in {plain(member) for member in name.texts}:
        return compared_with("=", scalar(text, name), name)
    parts = split(text, (), r"\s+and\s+") if name.ordered or name.kind == "duration" else [text]
    every = tuple(_single(part, name, sets) for part in parts)
    return every[0] if len(every) == 1 else Every(every)


def _single(text: str, name: Name, sets: Sets) -> Condition:
    if text.startswith("{") and text.endswith("}"):
        return Compared("=", text[1:-1])
    for read in (_word, _sign, _span, _interval, _membership):
        found = read(text, name, sets)
        if found is not None:
            return found
    return compared_with("=", scalar(text, name), name)


def _word(text: str, name: Name, sets: Sets) -> Condition | None:
    word = plain(text)
    if word in {"blank", "given"}:
        return IsBlank() if word == "blank" else IsGiven()
    if word == "empty" and name.is_list:
        return Count(Is(0))
    found = re.fullmatch(r"not\s*\((.*)\)", text, re.IGNORECASE | re.DOTALL)
    if found:
        inner = _whole(found[1].strip(), name, sets)
        return IsGiven() if inner == IsBlank() else IsBlank() if inner == IsGiven() else Not(inner)
    found = re.fullmatch(r"count\s*(.+)", text, re.IGNORECASE)
    if found and name.is_list:
        return Count(_conjunction(found[1], Name(name="", code="", kind="whole number"), sets))
    return None


def _sign(text: str, name: Name, _: Sets) -> Condition | None:
    found = _SIGN.fullmatch(text)
    if not found:
        return None
    sign, operand = SIGNS.get(found[1], found[1]), found[2].strip()
    if operand.startswith("{"):
        return Compared(sign, operand[1:-1])
    return compared_with(sign, scalar(operand, name), name)


def compared_with(sign: str, value: Scalar, name: Name) -> Condition:
    """A comparison with a constant."""
    if name.kind in {"yes/no", "text", "code"}:
        if sign not in {"=", "!="}:
            raise UnprovedError(f"{sign} compares no {name.kind}")
        return Is(value) if sign == "=" else Not(Is(value))
    if isinstance(value, bool | int | str):
        raise UnprovedError(f"{value!r} is not ordered")
    match sign:
        case "=" | "!=":
            point = Within(Interval(value, False, value, False))  # noqa: FBT003 - closed at both ends
            return point if sign == "=" else Not(point)
        case "<" | "<=":
            return Within(Interval(high=value, high_open=sign == "<"))
        case _:
            return Within(Interval(low=value, low_open=sign == ">"))


def _span(text: str, name: Name, _: Sets) -> Condition | None:
    found = _WITHIN.fullmatch(text)
    if found is None or name.kind != "date":
        return None
    day = found[3].strip()
    return WithinSpan(
        found[2].lower() == "before", found[1], day[1:-1] if day.startswith("{") else day
    )


def _interval(text: str, name: Name, _: Sets) -> Condition | None:
    found = _RANGE.fullmatch(text)
    if found:
        unit = found[5] or ""
        if plain(unit) not in {"", plain(name.unit)}:
            raise UnprovedError(f"{text!r} is in another unit")
        return _between(found[2], found[3], name, opened=(found[1] == "(", found[4] == ")"))
    found = re.fullmatch(rf"({NUMBER}.*?|\S+)\s+to\s+(.+)", text)
    if found and (name.ordered or name.kind == "duration"):
        return _between(found[1], found[2], name, opened=(False, False))
    return None


def _between(low: str, high: str, name: Name, *, opened: tuple[bool, bool]) -> Condition:
    if "{" in low + high:
        signs = (">" if opened[0] else ">=", "<" if opened[1] else "<=")
        return Every(tuple(_side(*pair, name) for pair in zip(signs, (low, high), strict=True)))
    bounds = (scalar(low, name), scalar(high, name))
    if isinstance(bounds[0], bool | int | str | tuple) and not isinstance(bounds[0], Duration):
        raise UnprovedError(f"{low!r} is no bound")
    return Within(Interval(bounds[0], opened[0], bounds[1], opened[1]))  # type: ignore[arg-type]


def _side(sign: str, text: str, name: Name) -> Condition:
    text = text.strip()
    if text.startswith("{"):
        return Compared(sign, text[1:-1])
    return compared_with(sign, scalar(text, name), name)


def _membership(text: str, name: Name, sets: Sets) -> Condition | None:
    found = re.fullmatch(r"(not\s+)?in\s+(.+)", text, re.IGNORECASE)
    if not found or name.kind not in {"text", "code"}:
        return None
    inside = InSet(_set(found[2], sets))
    return Not(inside) if found[1] else inside


def _set(text: str, sets: Sets) -> ValueSet:
    if plain(text) not in sets:
        raise UnprovedError(f"there is no value set {text!r}")
    return sets[plain(text)]


def _has(text: str, name: Name, sets: Sets) -> Condition:
    found = _HAS.fullmatch(text)
    if found is None:
        raise UnprovedError(f"{text!r} asks nothing of a list")
    quantifier = (found[1] or "any").lower()
    if (found[2] or "").lower() == "in":
        return Has(quantifier, value_set=_set(found[3], sets))
    members = tuple(_members(found[3], name)) if found[1] else (scalar(found[3], name),)
    return Has(quantifier, members)


def _members(text: str, name: Name) -> Iterator[Scalar]:
    for part in split(text, name.texts):
        yield scalar(unquoted(part), name)
