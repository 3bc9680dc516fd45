"""The points of a fact: one value for each way in which given tests can see it.

In come a fact's type, its Allowed values and the tests that read it, out come values that stand for
all; nothing is among them where the fact may be nothing, unknown never. Knows no table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, product

from tablewright.checks.reason.line import is_line, stretches
from tablewright.ir.accept import accepts, in_set
from tablewright.ir.program import Name, ValueSet
from tablewright.ir.segments import parts
from tablewright.ir.tests import Between, Bound, Count, Has, HasInSet, InSet, Interval, OneOf, Test
from tablewright.ir.types import NOTHING, Kind, Scalar, Special, Value

Sets = Mapping[str, ValueSet]
Known = Value | Special

MANY_CLASSES = 12  # kinds of members of a list, beyond which not every mixture is tried
_SUFFIX = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Values that stand for all values; `complete` when no way to see a value is left out."""

    values: tuple[Known, ...]
    complete: bool = True


def folded(sets: Sets) -> Sets:
    """Value sets as codes are compared: ignoring case."""
    return {
        name: replace(each, codes=tuple(replace(c, code=c.code.casefold()) for c in each.codes))
        for name, each in sets.items()
    }


def sets_for(kind: Kind, sets: Sets) -> Sets:
    """Value sets in the form in which a fact of this kind is compared."""
    return folded(sets) if kind is Kind.CODE else sets


def points_of(name: Name, tests: Iterable[Test], sets: Sets, *, nothing: bool) -> Points:
    """The points of a name under these tests, in the order of its values."""
    tests = tuple(dict.fromkeys(tests))
    sets = sets_for(name.type.kind, sets)
    if name.type.is_list:
        found = _lists(name, tests, sets)
    else:
        found = Points(values=tuple(dict.fromkeys(_scalars(name, tests, sets))))
    return replace(found, values=(*found.values, NOTHING)) if nothing else found


def _distinct(values: Iterable[Known], tests: tuple[Test, ...], sets: Sets) -> tuple[Known, ...]:
    seen: dict[tuple[bool, ...], Known] = {}
    for value in values:
        seen.setdefault(tuple(accepts(test, value, sets) for test in tests), value)
    return tuple(seen.values())


# -- single values


def _scalars(name: Name, tests: tuple[Test, ...], sets: Sets) -> Iterator[Scalar]:
    if name.type.kind is Kind.YES_NO:
        yield from (True, False)
    elif is_line(name.type.kind):
        yield from stretches(name.type.kind, name.domain, tests)
    else:
        yield from _texts(name, tests, sets)


def _texts(name: Name, tests: tuple[Test, ...], sets: Sets) -> Iterator[str]:
    """Members of closed text; else what is named anywhere, and a text that nothing names."""
    if name.domain.members:
        fold = str.casefold if name.type.kind is Kind.CODE else str
        yield from (fold(member.text) for member in name.domain.members)
        return
    wanted: dict[str, None] = {}
    used = {name.domain.value_set}
    for part in chain.from_iterable(map(parts, tests)):
        if isinstance(part, OneOf | Has):
            wanted |= dict.fromkeys(map(str, part.values))
        elif isinstance(part, InSet | HasInSet):
            used.add(part.value_set)
    for code in chain.from_iterable(sets[each].codes for each in sorted(used) if each):
        wanted[code.code] = None
        if code.prefix:
            wanted[code.code + _SUFFIX] = None
    if name.domain.value_set:
        allowed = sets[name.domain.value_set]
        yield from (text for text in wanted if in_set(text, allowed))
        return
    yield from wanted
    yield _other(wanted, sets)


def _other(named: Iterable[str], sets: Sets) -> str:
    taken = {text.casefold() for text in named}
    prefixes = tuple(c.code.casefold() for s in sets.values() for c in s.codes if c.prefix)
    other = "any other"
    while other in taken or other.startswith(prefixes):
        other = _SUFFIX + other
    return other


# -- lists


@dataclass(frozen=True, slots=True, kw_only=True)
class _Class:
    """Members of a list that no test tells apart: all there are, or as many as a count can see."""

    members: tuple[Scalar, ...]


def _lists(name: Name, tests: tuple[Test, ...], sets: Sets) -> Points:
    """Every mixture of classes of members, each in every number that a test of the count sees."""
    counts = _counts(tests)
    classes = _classes(name, tests, sets, most=max(counts))
    countable = name.type.kind in {Kind.TEXT, Kind.CODE, Kind.YES_NO}
    counted = any(isinstance(part, Count) for part in chain.from_iterable(map(parts, tests)))
    complete = len(classes) <= MANY_CLASSES and (countable or not counted)
    values: dict[Value, None] = {}
    for chosen in _mixtures(classes, complete=len(classes) <= MANY_CLASSES):
        present = [each for each, is_in in zip(classes, chosen, strict=True) if is_in]
        first = [each.members[0] for each in present]
        rest = [member for each in present for member in each.members[1:]]
        for count in counts:
            if len(first) <= count <= len(first) + len(rest):
                values[(*first, *rest[: count - len(first)])] = None
        values[tuple(first)] = None
    return Points(values=_distinct(values, tests, sets), complete=complete)


def _counts(tests: tuple[Test, ...]) -> tuple[int, ...]:
    """Numbers of members: each bound, and one beside it."""
    found = {0, 1, 2}
    for part in chain.from_iterable(map(parts, tests)):
        if isinstance(part, Count):
            for bound in (part.interval.low, part.interval.high):
                if isinstance(bound, Decimal):
                    found |= {max(0, int(bound) + step) for step in (-1, 0, 1, 2)}
    return tuple(sorted(found))


def _classes(name: Name, tests: tuple[Test, ...], sets: Sets, most: int) -> tuple[_Class, ...]:
    single = replace(name, type=replace(name.type, is_list=False))
    seen = tuple(_member_tests(tests))
    groups: dict[tuple[bool, ...], list[Scalar]] = {}
    for value in _scalars(single, (*tests, *seen), sets):
        groups.setdefault(tuple(accepts(test, value, sets) for test in seen), []).append(value)
    return tuple(_class(name, members, most, sets) for members in groups.values())


def _member_tests(tests: tuple[Test, ...]) -> Iterator[Test]:
    """What the tests ask of single members."""
    for part in chain.from_iterable(map(parts, tests)):
        if isinstance(part, HasInSet):
            yield InSet(part.value_set)
        elif isinstance(part, Has):
            yield from (_is(value) for value in part.values)


def _is(value: Bound | str | bool) -> Test:  # noqa: FBT001 - a member is any of these
    if isinstance(value, bool):
        return OneOf((value,))
    if isinstance(value, str):
        return OneOf((value,))
    return Between(Interval(low=value, high=value))


def _class(name: Name, members: list[Scalar], most: int, sets: Sets) -> _Class:
    """Closed text is as many as it is; open text, numbers and dates have always another one."""
    if name.domain.members or name.type.kind is Kind.YES_NO:
        return _Class(members=tuple(members))
    more = _more(members[-1], sets)
    if more is None:
        return _Class(members=tuple(members))
    others = (more(number) for number in range(1, most + 1))
    return _Class(members=tuple(dict.fromkeys((*members, *others))))


def _more(member: Scalar, sets: Sets) -> Callable[[int], Scalar] | None:
    """Further members like this one, if there are any."""
    prefixes = tuple(c.code for s in sets.values() for c in s.codes if c.prefix)
    if isinstance(member, str) and (_SUFFIX in member or "any other" in member):
        return lambda number: f"{member}{number}"
    if isinstance(member, str) and member.startswith(prefixes) and prefixes:
        return lambda number: f"{member}{_SUFFIX}{number}"
    return None


def _mixtures(classes: tuple[_Class, ...], *, complete: bool) -> Iterator[tuple[bool, ...]]:
    if complete:
        yield from product((True, False), repeat=len(classes))
        return
    size = len(classes)
    yield (False,) * size
    yield (True,) * size
    for at in range(size):
        yield tuple(each == at for each in range(size))
        yield tuple(each != at for each in range(size))
