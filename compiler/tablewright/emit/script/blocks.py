"""Tables, checklists, value sets and impossible combinations as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.emit.answers import rank, worked_out_from
from tablewright.emit.calls import calls_of
from tablewright.emit.lookup import Lookup
from tablewright.emit.places import combine_words, subject
from tablewright.emit.script.names import Fields, filled
from tablewright.emit.script.written import Json, term, test, value
from tablewright.ir.facts import attribute, items_of
from tablewright.ir.outputs import as_given
from tablewright.ir.program import (
    Checklist,
    Guard,
    Impossible,
    Item,
    Name,
    Outcome,
    Rule,
    Table,
    ValueSet,
)
from tablewright.ir.types import Kind


def table_fields(lookup: Lookup, table: Table) -> Fields:
    """A decision table."""
    return {
        "code": table.code_name,
        "name": table.name,
        "cell": table.at.address,
        "policy": table.hit_policy.value,
        "outputs": [_output(as_given(table.hit_policy, each)) for each in table.outputs],
        "rules": [_rule(lookup, table, rule) for rule in table.rules],
    }


def _output(given: Name) -> Fields:
    return filled(
        {
            "code": given.code_name,
            "name": given.name,
            "unit": given.type.unit,
            "nothing": given.blank_is_nothing,
            "folded": given.type.kind is Kind.CODE,
        }
    )


def _rule(lookup: Lookup, table: Table, rule: Rule) -> Fields:
    fields: Fields = {
        "id": rule.id,
        "cell": _cell(rule),
        "cite": rule.cite,
        "if": [_guard(guard) for guard in rule.guards],
        "otherwise": rule.otherwise,
        "from": list(worked_out_from(lookup, rule)),
        "rank": list(rank(table, rule)),
    }
    return filled(fields) | {"then": [_outcome(lookup, each) for each in rule.outcomes]}


def _cell(rule: Rule) -> str:
    """The rule's first cell, without the sheet, which is its table's."""
    return rule.at.address.split(":")[0].rpartition("!")[2]


def _guard(guard: Guard) -> Json:
    return [attribute(guard.ref), test(guard.test)]


def _outcome(lookup: Lookup, outcome: Outcome) -> Json:
    if outcome.expression is not None:
        return {"term": term(calls_of(outcome.expression, lookup))}
    return value(outcome.value)


class Texts:
    """The texts of items, each once: the same words stand at many items. Place 0 is no text."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {"": 0}

    def place(self, text: str) -> Json:
        """Where a text stands, None for none."""
        return self._places.setdefault(text, len(self._places)) or None

    def all(self) -> list[Json]:
        """Every text in its place."""
        return [*self._places]


def checklist_fields(checklist: Checklist, texts: Texts) -> Fields:
    """A checklist: the whole first, then its items in sheet order, each with its parent's place."""
    whole: Fields = {"combine": combine_words(checklist.combine)}
    return {
        "code": checklist.code_name,
        "name": checklist.name,
        "cell": checklist.at.address,
        "items": [whole, *_items(checklist, texts)],
    }


def _items(checklist: Checklist, texts: Texts) -> Iterator[Fields]:
    items = tuple(items_of(checklist.items))
    places = {item.id: at for at, item in enumerate(items, start=1)}
    parents = {child.id: places[item.id] for item in items for child in item.children}
    for item in items:
        yield _item(item, parents.get(item.id, 0), texts)


def _item(item: Item, parent: int, texts: Texts) -> Fields:
    said = item.criterion or (item.guard.text if item.guard else "")
    return filled(
        {
            "id": item.id,
            "parent": parent or None,
            "cite": item.cite if item.own_cite else "",
            "combine": combine_words(item.combine) if item.combine else "",
            "if": _guard(item.guard) if item.guard else None,
            "only": _guard(item.only_if) if item.only_if else None,
            "said": texts.place(said),
            "evidence": texts.place(item.evidence),
            "kind": item.kind,
        }
    )


def set_fields(value_set: ValueSet) -> Fields:
    """A value set: whole codes, and those that stand for all that begin with them."""
    return filled(
        {
            "code": value_set.code_name,
            "name": value_set.name,
            "codes": [each.code for each in value_set.codes if not each.prefix],
            "prefixes": [each.code for each in value_set.codes if each.prefix],
        }
    )


def impossible_fields(lookup: Lookup, row: Impossible) -> Fields:
    """A combination that cannot occur."""
    said = ", ".join(f"{subject(lookup, guard)} {guard.text}" for guard in row.guards)
    return {
        "cell": row.at.address.split(":")[0],
        "text": said,
        "because": row.because,
        "if": [_guard(guard) for guard in row.guards],
    }
