"""A whole program as the JSON that the script works on; the same policy, the same guards."""

from __future__ import annotations

import datetime as dt
import json

from tablewright.emit.lookup import Lookup, as_emitted
from tablewright.emit.places import item_places, kind_places
from tablewright.emit.script.blocks import (
    Texts,
    checklist_fields,
    impossible_fields,
    set_fields,
    table_fields,
)
from tablewright.emit.script.cases import cases_fields
from tablewright.emit.script.names import Fields, calculation_fields, input_fields
from tablewright.ir.program import Program


def model(program: Program, digest: str) -> str:
    """The program as JSON in ASCII, without blanks."""
    lookup = Lookup(program=as_emitted(program))
    emitted, texts = lookup.program, Texts()
    fields: Fields = {
        "policy": _policy(program, digest),
        "decision": program.policy.decision,
        "sets": [set_fields(each) for each in program.value_sets],
        "inputs": [input_fields(lookup, each) for each in emitted.inputs],
        "calculations": [calculation_fields(lookup, each) for each in emitted.calculations],
        "checklists": [checklist_fields(each, texts) for each in emitted.checklists],
        "texts": texts.all(),
        "tables": [table_fields(lookup, each) for each in emitted.tables],
        "items": [[fact, name, at] for fact, (name, at) in item_places(lookup).items()],
        "kinds": [
            [each.fact, each.checklist, each.quantifier, *each.kinds]
            for each in kind_places(lookup)
        ],
        "impossible": [impossible_fields(lookup, each) for each in emitted.impossible],
        "cases": cases_fields(program),
    }
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":"))


def _policy(program: Program, digest: str) -> Fields:
    policy = program.policy
    return {
        "number": policy.number,
        "version": policy.version,
        "workbook": program.label,
        "digest": digest,
        "from": _day(policy.in_force_from),
        "until": _day(policy.in_force_until),
        "date": policy.version_date,
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
