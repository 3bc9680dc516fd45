"""Inputs and calculations as JSON: what may be said, and what completions try for the unsaid."""

from __future__ import annotations

from tablewright.emit.allowed import allowed_words
from tablewright.emit.calls import calls_of
from tablewright.emit.lookup import Lookup, numeric
from tablewright.emit.pivots import pivot
from tablewright.emit.script.written import Json, interval, term, value
from tablewright.emit.tried import is_split, samples_of, segments_of, span
from tablewright.ir.program import Calculation, Name
from tablewright.ir.types import Kind

Fields = dict[str, Json]


def filled(fields: Fields) -> Fields:
    """Without what is empty: the script takes what is not there for empty."""
    return {key: each for key, each in fields.items() if each not in (None, False, "", [])}


def input_fields(lookup: Lookup, name: Name) -> Fields:
    """A question of the glossary."""
    split = is_split(lookup, name)
    return filled(
        {
            "code": name.code_name,
            "name": name.name,
            "kind": name.type.kind.value,
            "list": name.type.is_list,
            "unit": name.type.unit,
            "cell": name.at.address.split(":")[0],
            "blank": name.blank_is_nothing,
            "asked": name.asked_of,
            "question": name.question,
            "meaning": "" if name.question else name.meaning,
            "members": _members(name, Kind.TEXT),
            "codes": _members(name, Kind.CODE),
            "set": name.domain.value_set,
            "allowed": allowed_words(name),
            "ranges": [interval(each) for each in name.domain.intervals],
            "span": interval(span(name)) if numeric(name) else [],
            **(_tried(lookup, name) if split else {}),
        }
    )


def _members(name: Name, kind: Kind) -> list[Json]:
    return [each.text for each in name.domain.members] if name.type.kind is kind else []


def calculation_fields(lookup: Lookup, calculation: Calculation) -> Fields:
    """A name that is worked out; of a pivot also what it is split into."""
    name = calculation.name
    found = pivot(lookup, calculation)
    fields: Fields = {
        "code": name.code_name,
        "name": name.name,
        "cell": name.at.address.split(":")[0],
        "text": calculation.text,
        "nothing": calculation.may_be_nothing,
        "reads": list(lookup.graph.reads[name.code_name]),
        "term": term(calls_of(calculation.expression, lookup)),
        "question": name.question,
    }
    if found is not None:
        fields |= {
            "pivot": True,
            "inexact": not found.exact,
            "ways": [list(way) for way in found.ways],
            "free": found.free,
            "closed": bool(name.domain.members) and not name.type.is_list,
            **_tried(lookup, name),
        }
    return filled(fields)


def _tried(lookup: Lookup, name: Name) -> Fields:
    """What completions try for an unknown value."""
    return {
        "samples": [value(each) for each in samples_of(lookup, name)],
        "segments": [interval(each) for each in segments_of(lookup, name)],
    }
