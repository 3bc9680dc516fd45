"""What a module says about itself, last in the file: inputs, calculations, the graph of facts."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.emit.allowed import allowed_words
from tablewright.emit.lookup import numeric
from tablewright.emit.pivots import pivot
from tablewright.emit.python.expressions import expression
from tablewright.emit.python.index import Index, annotation, class_name, is_closed_text
from tablewright.emit.python.inputs import codes_of
from tablewright.emit.python.literals import docstring, interval, sequence, text
from tablewright.emit.python.tables import value_of
from tablewright.emit.tried import is_split, samples_of, segments_of, span
from tablewright.ir.program import Calculation, Name
from tablewright.ir.types import Kind

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
    value = expression(calculation.expression, index)
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
        alternatives = f"lambda f: {sequence(expression(a, index) for a in arguments)}"
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
        ("allowed", text(allowed_words(name)) if allowed_words(name) else ""),
        ("codes", _codes(index, name)),
        ("ranges", sequence(interval(i, *ends) for i in intervals) if intervals else ""),
        ("span", interval(span(name), *ends) if numeric(name) else ""),
        *(_tried(index, name) if is_split(index, name) else ()),
    )
    return InputRow(key=text(name.code_name), place=_filled(place), texts=_filled(texts))


def _ends(name: Name) -> tuple[str, str]:
    """What stands for no bound at all."""
    match name.type.kind:
        case Kind.DATE:
            return "date.min", "date.max"
        case Kind.DURATION:
            return "Duration(-LARGEST, -LARGEST)", "Duration(LARGEST, LARGEST)"
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


def _tried(index: Index, name: Name, *, nothing: bool = False) -> Fields:
    """What completions try for an unknown value."""
    if numeric(name):
        rows = sequence(interval(i, *_ends(name)) for i in segments_of(index, name))
        return (("samples", "(NOTHING,)" if nothing else ""), ("segments", rows))
    values = samples_of(index, name)
    shown = (*(value_of(name, value) for value in values), *(("NOTHING",) if nothing else ()))
    return (("samples", sequence(shown)),)
