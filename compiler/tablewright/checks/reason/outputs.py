"""What another table or checklist reads of a table, once it is known which rules match."""

from __future__ import annotations

from enum import Enum

from tablewright.ir.outputs import LISTS
from tablewright.ir.program import HitPolicy, Name, Table
from tablewright.ir.types import NOTHING, Kind, Special, Value


class Trouble(Enum):
    """A table asked on the way has no rule, or two that contradict each other."""

    TROUBLE = "trouble"


TROUBLE = Trouble.TROUBLE
Reading = Value | Special | Trouble

_ADDED_UP = frozenset(
    {
        HitPolicy.COLLECT_SUM,
        HitPolicy.COLLECT_MIN,
        HitPolicy.COLLECT_MAX,
        HitPolicy.COLLECT_COUNT,
    }
)


def position_of(table: Table, output: str) -> int:
    """Which output has this code name."""
    return [each.code_name for each in table.outputs].index(output)


def is_worked_out(table: Table, output: str) -> bool:
    """Whether the output is more than a choice of constants, and so is not looked into."""
    at = position_of(table, output)
    ranked = table.hit_policy in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}
    unranked = ranked and any(each.domain.value_set for each in table.outputs)
    expressions = [rule.outcomes[at].expression is not None for rule in table.rules]
    whole_rows = ranked or table.hit_policy is HitPolicy.ANY
    anywhere = any(each.expression is not None for rule in table.rules for each in rule.outcomes)
    return (
        table.hit_policy in _ADDED_UP or unranked or any(expressions) or (whole_rows and anywhere)
    )


def row_of(table: Table, output: str, matched: tuple[int, ...] | None) -> Reading:
    """What the output gives when these rules match."""
    at = position_of(table, output)
    if matched is None:
        return TROUBLE
    if not matched:
        return NOTHING if table.outputs[at].blank_is_nothing else TROUBLE
    if table.hit_policy in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}:
        matched = tuple(sorted(matched, key=lambda rule: rank_of(table, rule)))
    rows = {tuple(cell.value for cell in table.rules[rule].outcomes) for rule in matched}
    clash = table.hit_policy is HitPolicy.UNIQUE and len(matched) > 1
    if clash or (table.hit_policy is HitPolicy.ANY and len(rows) > 1):
        return TROUBLE
    cells = [value_of(table, rule, at) for rule in matched]
    if table.hit_policy not in LISTS:
        return cells[0]
    kept = dict.fromkeys(cell for cell in cells if not isinstance(cell, Special | tuple))
    return tuple(kept)


def value_of(table: Table, rule: int, at: int) -> Value | Special:
    """A constant outcome."""
    value = table.rules[rule].outcomes[at].value
    if isinstance(value, str) and table.outputs[at].type.kind is Kind.CODE:
        return value.casefold()
    return NOTHING if value is None else value


def rank_of(table: Table, rule: int) -> tuple[int, ...]:
    """Where the outcomes of a rule stand in their Allowed values; a blank stands last."""
    cells = zip(table.outputs, table.rules[rule].outcomes, strict=True)
    return tuple(_rank(output, cell.value) for output, cell in cells)


def _rank(output: Name, value: Value | Special | None) -> int:
    order = [member.text for member in output.domain.members]
    return order.index(value) if isinstance(value, str) and value in order else len(order)
