"""The request of a module: enumerations of closed texts, the fields, and the entry check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.emit.python.alternatives import open_pairs
from tablewright.emit.python.conditions import known as test_of_value
from tablewright.emit.python.index import Index, annotation, class_name
from tablewright.emit.python.literals import comment, docstring, scalar, sequence, text
from tablewright.ir.program import Name
from tablewright.ir.tests import Between, Interval
from tablewright.ir.types import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumRow:
    """A closed text as a class."""

    name: str
    docstring: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """An input as a field of the request, and how the snapshot takes it."""

    name: str
    annotation: str
    comment: str
    taken: str


def enum_rows(index: Index) -> tuple[EnumRow, ...]:
    """One class for each closed text of the glossary, outputs included."""
    outputs = (output for table in index.program.tables for output in table.outputs)
    calculated = (calculation.name for calculation in index.program.calculations)
    names = (*index.program.inputs, *calculated, *outputs)
    return tuple(
        EnumRow(
            name=class_name(name.code_name),
            docstring=docstring(f"{name.name} ({name.at.address})."),
            members=tuple((m.code_name, text(m.text)) for m in name.domain.members),
        )
        for name in names
        if name.domain.members and name.type.kind is Kind.TEXT
    )


def field_rows(index: Index) -> tuple[FieldRow, ...]:
    """The fields in glossary order."""
    return tuple(
        FieldRow(
            name=name.code_name,
            annotation=annotation(name),
            comment=comment(_about(name), 84),
            taken=_taken(name),
        )
        for name in index.program.inputs
    )


def _about(name: Name) -> str:
    unit = f", {name.type.unit}" if name.type.unit else ""
    # The one distinction that a caller must not miss.
    return f"{name.name}{unit}{'; None: there is none' if name.blank_is_nothing else ''}"


def _taken(name: Name) -> str:
    """Codes are compared without case and outer blanks."""
    field = f"r.{name.code_name}"
    if name.type.kind is not Kind.CODE:
        return field
    return f"normal_codes({field})" if name.type.is_list else f"normal({field})"


def checks(index: Index) -> Iterator[tuple[str, str]]:
    """The conditions of the entry check, with the glossary cell each one enforces."""
    for name in index.program.inputs:
        yield _check(index, name), name.at.address
    for names, calculation in open_pairs(index):
        # Alternatives that may both be known go the slow way, which compares them.
        yield " or ".join(f"r.{n} is None" for n in names) or "False", calculation.name.at.address


def _check(index: Index, name: Name) -> str:
    field = f"r.{name.code_name}"
    if name.type.kind is Kind.YES_NO:
        return f"type({field}) in YES_NO"
    if not name.type.is_list:
        return f"{field} is None or {_both(_type_check(name, field), _limits(index, name, field))}"
    # Lists are few and short: the slow way makes them tuples without repeats.
    limits = _limits(index, name, "each")
    every = f"all({limits} for each in {field})" if limits else ""
    return f"{field} is None or {_both(f'is_list({field}, {_member_type(name)})', every)}"


def _both(first: str, second: str) -> str:
    return f"({first} and {second})" if first and second else first or second


def _type_check(name: Name, field: str) -> str:
    match name.type.kind:
        case Kind.TEXT:
            return f"type({field}) is {class_name(name.code_name)}"
        case Kind.NUMBER:
            return f"is_number({field})"
        case Kind.WHOLE:
            return f"type({field}) is int"
        case Kind.DATE:
            return f"type({field}) is date"
        case Kind.DURATION:
            return f"is_duration({field})"
        case _:
            return ""


def _limits(index: Index, name: Name, value: str) -> str:
    """The condition on a value of the right type; empty where all of them are allowed."""
    match name.type.kind:
        case Kind.NUMBER | Kind.WHOLE:
            return _within(name, value)
        case Kind.DATE | Kind.DURATION if name.domain.intervals:
            return _within(name, value)
        case Kind.CODE:
            return _code_check(index, name, value)
        case _:
            return ""


def _code_check(index: Index, name: Name, value: str) -> str:
    if name.domain.members:
        return f"(is_text({value}) and normal({value}) in {codes_of(name)})"
    if not name.domain.value_set:
        return f"is_text({value})"
    sets = index.sets[name.domain.value_set]
    inside = f"normal({value}) in {sets.exact}"
    if sets.prefixes:
        inside += f" or normal({value}).startswith({sets.prefixes})"
    return f"(is_text({value}) and ({inside}))"


def codes_of(name: Name) -> str:
    """The allowed codes of a name that lists them, as they are compared."""
    return sequence(text(member.text.strip().casefold()) for member in name.domain.members)


def _member_type(name: Name) -> str:
    match name.type.kind:
        case Kind.TEXT if name.domain.members:
            return class_name(name.code_name)
        case Kind.TEXT | Kind.CODE:
            return "str"
        case Kind.WHOLE:
            return "int"
        case Kind.NUMBER:
            return "Decimal"
        case Kind.DATE:
            return "date"
        case _:
            return "bool"


def _within(name: Name, field: str) -> str:
    intervals = name.domain.intervals or (Interval(),)
    conditions = [_inside(name, interval, field) for interval in intervals]
    return conditions[0] if len(conditions) == 1 else f"({' or '.join(conditions)})"


def _inside(name: Name, interval: Interval, field: str) -> str:
    dated = name.type.kind is Kind.DATE
    if name.type.kind is Kind.DURATION:
        return test_of_value(Between(interval), field, {})
    low = scalar(interval.low) if interval.low is not None else "date.min" if dated else "-LARGEST"
    high = (
        scalar(interval.high) if interval.high is not None else "date.max" if dated else "LARGEST"
    )
    below = "<=" if interval.low_closed else "<"
    above = "<=" if interval.high_closed else "<"
    return f"{low} {below} {field} {above} {high}"
