"""The request of a module: enumerations of closed texts, the fields, and the entry check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.emit.pivots import pivot
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
    for calculation in index.program.calculations:
        found = pivot(index, calculation)
        if found is not None and found.ways:
            names = dict.fromkeys(n for way in found.ways for n in way)
            asked = [n for n in names if not index.inputs[n].blank_is_nothing]
            # Alternatives that are all known go the slow way, which compares them.
            yield " or ".join(f"r.{n} is None" for n in asked), calculation.name.at.address


def _check(index: Index, name: Name) -> str:
    field = f"r.{name.code_name}"
    if name.type.is_list:
        # Lists are few and short: the slow way makes them tuples without repeats.
        return f"{field} is None or is_list({field}, {_member_type(name)})"
    match name.type.kind:
        case Kind.YES_NO:
            return f"type({field}) in YES_NO"
        case Kind.TEXT if name.domain.members:
            return f"{field} is None or type({field}) is {class_name(name.code_name)}"
        case Kind.NUMBER:
            return f"{field} is None or (is_number({field}) and {_within(name, field)})"
        case Kind.WHOLE:
            return f"{field} is None or (type({field}) is int and {_within(name, field)})"
        case Kind.DATE:
            limits = f" and {_within(name, field)}" if name.domain.intervals else ""
            return f"{field} is None or (type({field}) is date{limits})"
        case Kind.DURATION:
            limits = f" and {_within(name, field)}" if name.domain.intervals else ""
            return f"{field} is None or (type({field}) is Duration{limits})"
        case _:
            return f"{field} is None or {_code_check(index, name, field)}"


def _code_check(index: Index, name: Name, field: str) -> str:
    if name.domain.members:
        return f"(is_text({field}) and normal({field}) in {codes_of(name)})"
    if not name.domain.value_set:
        return f"is_text({field})"
    sets = index.sets[name.domain.value_set]
    inside = f"normal({field}) in {sets.exact}"
    if sets.prefixes:
        inside += f" or normal({field}).startswith({sets.prefixes})"
    return f"(is_text({field}) and ({inside}))"


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
    conditions = [_limits(name, interval, field) for interval in intervals]
    return conditions[0] if len(conditions) == 1 else f"({' or '.join(conditions)})"


def _limits(name: Name, interval: Interval, field: str) -> str:
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
