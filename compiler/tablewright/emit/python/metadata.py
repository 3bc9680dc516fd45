"""What a module says about itself, last in the file: inputs, calculations, the graph of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tablewright.emit.python.expressions import expression
from tablewright.emit.python.index import (
    Index,
    annotation,
    class_name,
    comparison,
    is_closed_text,
    numeric,
)
from tablewright.emit.python.inputs import codes_of
from tablewright.emit.python.literals import docstring, interval, sequence, text
from tablewright.emit.python.pivots import pivot
from tablewright.emit.python.tables import value_of
from tablewright.ir.expr import Expr, Read, Ref
from tablewright.ir.facts import attribute
from tablewright.ir.program import Calculation, Name
from tablewright.ir.samples import samples
from tablewright.ir.segments import segments
from tablewright.ir.tests import Bound, Interval
from tablewright.ir.types import Duration, Kind

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationRow:
    """A calculation: its function and its record."""

    name: str
    annotation: str
    docstring: str
    value: str
    record: Fields


def calculation_rows(index: Index) -> tuple[CalculationRow, ...]:
    """The calculations in the order in which they can be worked out."""
    return tuple(_calculation(index, c) for c in index.program.calculations)


def _calculation(index: Index, calculation: Calculation) -> CalculationRow:
    name = calculation.name
    value = expression(calculation.expression, index.holder)
    where = name.at.address.split(":")[0]
    return CalculationRow(
        name=name.code_name,
        annotation=optional_annotation(name, nothing=calculation.may_be_nothing),
        docstring=docstring(f"{name.name} ({where}): {calculation.text}."),
        value=value,
        record=_calculation_record(index, calculation),
    )


def optional_annotation(name: Name, *, nothing: bool) -> str:
    """The Python type of a fact that can be unknown."""
    return f"{annotation(name)} | Nothing | None" if nothing else f"{annotation(name)} | None"


def _calculation_record(index: Index, calculation: Calculation) -> Fields:
    name = calculation.name
    found = pivot(index, calculation)
    alternatives = ""
    if found is not None and found.ways:
        arguments = getattr(calculation.expression, "arguments", ())
        alternatives = f"lambda f: {sequence(expression(a, index.holder) for a in arguments)}"
    reads = index.graph.reads[name.code_name]
    fields = (
        ("name", text(name.name)),
        ("code_name", text(name.code_name)),
        ("cell", text(name.at.address.split(":")[0])),
        ("text", text(calculation.text)),
        ("reads", sequence(text(r) for r in reads) if reads else "()"),
        ("work_out", f"_{name.code_name}"),
        ("pivot", "True" if found is not None else ""),
        ("exact", "False" if found is not None and not found.exact else ""),
        ("alternatives", alternatives),
        (
            "ways",
            sequence(_texts(way) or "()" for way in found.ways) if found and found.ways else "",
        ),
        ("free", text(found.free) if found is not None and found.free else ""),
        ("question", text(name.question) if name.question else ""),
        *(_tried(index, name, nothing=calculation.may_be_nothing) if found is not None else ()),
    )
    return _filled(fields)


def _texts(names: tuple[str, ...]) -> str:
    return sequence(text(name) for name in names) if names else ""


# -- inputs --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """The record of an input: what it is on one line, texts and samples on others."""

    key: str
    place: Fields
    texts: Fields


def input_rows(index: Index) -> tuple[InputRow, ...]:
    """One record for each input, in glossary order."""
    return tuple(_input(index, name) for name in index.program.inputs)


def _input(index: Index, name: Name) -> InputRow:
    intervals = name.domain.intervals
    ends = _ends(name)
    place = (
        ("name", text(name.name)),
        ("code_name", text(name.code_name)),
        ("kind", text(name.type.kind.value)),
        ("cell", text(name.at.address.split(":")[0])),
        ("members", class_name(name.code_name) if is_closed_text(name) else ""),
        ("is_list", "True" if name.type.is_list else ""),
        ("unit", text(name.type.unit) if name.type.unit else ""),
        ("blank_is_nothing", "True" if name.blank_is_nothing else ""),
        ("asked_of", text(name.asked_of) if name.asked_of else ""),
    )
    texts = (
        ("question", text(name.question) if name.question else ""),
        ("allowed", text(_allowed(name)) if _allowed(name) else ""),
        ("codes", _codes(index, name)),
        ("ranges", sequence(interval(i, *ends) for i in intervals) if intervals else ""),
        ("span", interval(_span(name), *ends) if numeric(name) else ""),
        *(_tried(index, name) if _is_split(index, name) else ()),
    )
    return InputRow(key=text(name.code_name), place=_filled(place), texts=_filled(texts))


def _ends(name: Name) -> tuple[str, str]:
    """What stands for no bound at all."""
    match name.type.kind:
        case Kind.DATE:
            return "date.min", "date.max"
        case Kind.DURATION:
            return "Duration(-LARGEST)", "Duration(LARGEST)"
        case _:
            return "-INFINITY", "INFINITY"


def _filled(fields: Fields) -> Fields:
    return tuple((field, value) for field, value in fields if value)


def _codes(index: Index, name: Name) -> str:
    if name.type.kind is Kind.CODE and name.domain.members:
        return f"lambda code: code in {codes_of(name)}"
    if not name.domain.value_set:
        return ""
    sets = index.sets[name.domain.value_set]
    prefixed = f" or code.startswith({sets.prefixes})" if sets.prefixes else ""
    return f"lambda code: code in {sets.exact}{prefixed}"


def _span(name: Name) -> Interval:
    """From the lowest to the highest allowed value; of dates and whole numbers the values meant."""
    allowed = segments(name.type.kind, name.domain, ())
    first, last = allowed[0], allowed[-1]
    return Interval(
        low=first.low, low_closed=first.low_closed, high=last.high, high_closed=last.high_closed
    )


def _allowed(name: Name) -> str:
    """The allowed values for an error message."""
    if name.domain.members:
        return "one of " + ", ".join(member.text for member in name.domain.members)
    if name.domain.value_set:
        return f"in {name.domain.value_set}"
    return " or ".join(_shown(interval) for interval in name.domain.intervals)


def _shown(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        bound = interval.high if interval.low is None else interval.low
        closed = interval.high_closed if interval.low is None else interval.low_closed
        words = ("at most", "below") if interval.low is None else ("at least", "above")
        return f"{words[0] if closed else words[1]} {_bound(bound)}"
    low, high = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    return f"{low}{_bound(interval.low)}..{_bound(interval.high)}{high}"


def _bound(bound: Bound | None) -> str:
    match bound:
        case Duration(months=months, days=days):
            parts = ((months, "months"), (days, "days"))
            return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 days"
        case _:
            return str(bound)


def _is_split(index: Index, name: Name) -> bool:
    return name.code_name in index.tests or name.code_name in whole_reads(index)


def whole_reads(index: Index) -> frozenset[str]:
    """The names whose value an expression takes whole, not by comparing it with constants."""
    return frozenset(
        attribute(ref) for c in index.program.calculations for ref in _whole(c.expression)
    )


def _whole(source: Expr) -> Iterator[Ref]:
    if comparison(source) is not None:
        return
    if isinstance(source, Read):
        yield source.ref
    for name in ("operand", "left", "right", "condition", "then", "otherwise"):
        inner = getattr(source, name, None)
        if inner is not None:
            yield from _whole(inner)
    for argument in getattr(source, "arguments", ()):
        yield from _whole(argument)


def _tried(index: Index, name: Name, *, nothing: bool = False) -> Fields:
    """What completions try for an unknown value."""
    tests = index.tests.get(name.code_name, ())
    if numeric(name):
        found = segments(name.type.kind, name.domain, tests)
        rows = sequence(interval(i, *_ends(name)) for i in found)
        return (("samples", "(NOTHING,)" if nothing else ""), ("segments", rows))
    every = name.code_name in whole_reads(index)
    values = samples(name, tests, index.value_sets, every=every)
    shown = (*(value_of(name, value) for value in values), *(("NOTHING",) if nothing else ()))
    return (("samples", sequence(shown)),)
