"""From changes to JSON for programs, in ASCII: the shape that docs/diff.md describes.

Requests are objects that `tablewright decide` takes: exact numbers and dates as texts.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.changes import BlockChange, CellChange, Changes, Edition, RowChange
from tablewright.ir.effects import Cited, Effect, Question, Said, Suspected
from tablewright.ir.types import Duration, Special, Value


def render(changes: Changes) -> str:
    """Everything that changed."""
    whole = {
        "old": _edition(changes.old),
        "new": _edition(changes.new),
        "changed": not changes.nothing,
        "summary": list(changes.summary),
        "blocks": [_block(block) for block in changes.blocks],
        "questions": [_question(question) for question in changes.questions],
        "scope": list(changes.scope),
    }
    return json.dumps(whole, indent=2) + "\n"


def _edition(edition: Edition) -> dict[str, object]:
    since = edition.in_force_from
    return {
        "name": edition.name,
        "policy": edition.number,
        "title": edition.title,
        "version": edition.version,
        "in_force_from": None if since is None else since.isoformat(),
        "workbook": edition.workbook,
        "digest": edition.digest,
    }


# -- rows ------------------------------------------------------------------------------------------


def _block(block: BlockChange) -> dict[str, object]:
    return {
        "kind": block.kind.value,
        "deed": block.deed.value,
        "nature": block.nature.value,
        "old_name": block.old_name or None,
        "new_name": block.new_name or None,
        "old_at": _place(block.old_at),
        "new_at": _place(block.new_at),
        "settings": [_cell(cell) for cell in block.settings],
        "rows": [_row(row) for row in block.rows],
        "unchanged_rows": block.same,
    }


def _row(row: RowChange) -> dict[str, object]:
    return {
        "deed": row.deed.value,
        "nature": row.nature.value,
        "old_name": row.old_name or None,
        "new_name": row.new_name or None,
        "says": row.says,
        "reads": list(row.reads),
        "moved": row.moved,
        "old_place": row.old_place,
        "new_place": row.place,
        "old_at": _place(row.old_at),
        "new_at": _place(row.new_at),
        "cells": [_cell(cell) for cell in row.cells],
    }


def _cell(cell: CellChange) -> dict[str, object]:
    return {
        "heading": cell.heading,
        "nature": cell.nature.value,
        "old": cell.old,
        "new": cell.new,
        "old_at": _place(cell.old_at),
        "new_at": _place(cell.new_at),
    }


def _place(at: CellSpan | None) -> dict[str, str] | None:
    if at is None:
        return None
    return {"workbook": at.workbook, "sheet": at.sheet, "range": at.range}


# -- answers ---------------------------------------------------------------------------------------


def _question(question: Question) -> dict[str, object]:
    return {
        "kind": question.kind,
        "name": question.name,
        "decides": question.decides,
        "verdict": question.verdict.value,
        "settled": question.settled,
        "effects": [_effect(effect) for effect in question.effects],
        "suspected": [_suspected(each) for each in question.suspected],
        "incomplete_examples": [_effect(effect) for effect in question.examples],
        "notes": list(question.notes),
        "old_at": _place(question.old_at),
        "new_at": _place(question.new_at),
    }


def _effect(effect: Effect) -> dict[str, object]:
    return {
        "old": _said(effect.old),
        "new": _said(effect.new),
        "by_other_rules": effect.by_other_rules,
        "request": {given.code_name: _value(given.value) for given in effect.request},
        "only_in": {given.code_name: given.only_in for given in effect.request if given.only_in},
        "in_words": {given.name: given.text for given in effect.request},
        "example": effect.example or None,
        "from_example": effect.from_example or None,
        "always": dict(effect.always),
        "ways": effect.ways,
        "share": _share(effect.share),
        "exact": effect.exact,
    }


def _said(said: Said) -> dict[str, object]:
    return {
        "status": said.status,
        "rows": [dict(row) for row in said.rows],
        "text": said.text,
        "rules": [_cited(rule) for rule in said.rules],
        "unmet": list(said.unmet),
        "satisfied_by": list(said.satisfied_by),
        "problems": list(said.problems),
    }


def _cited(rule: Cited) -> dict[str, object]:
    return {"id": rule.id, "cite": rule.cite, "at": _place(rule.at)}


def _suspected(each: Suspected) -> dict[str, object]:
    return {
        "old": each.old,
        "new": each.new,
        "always": dict(each.always),
        "ways": each.ways,
        "share": _share(each.share),
    }


def _share(share: Fraction | None) -> str | None:
    """Exact, as a fraction in text: shares can be smaller than any float."""
    return None if share is None else f"{share.numerator}/{share.denominator}"


def _value(value: Value | Special) -> object:
    """A value as a case of `tablewright decide` has it."""
    match value:
        case Special():
            return None
        case bool():
            return value
        case Decimal():
            return format(value, "f")
        case dt.date():
            return value.isoformat()
        case Duration():
            return f"{value.months} months {value.days} days"
        case tuple():
            return [_value(each) for each in value]
        case _:
            return value
