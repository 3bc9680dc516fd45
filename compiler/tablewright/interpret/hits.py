"""Decision tables: which rules match and what they give together, by hit policy.

In one completion a table gives a Hit. A rule some cell of which is in trouble, and no cell of which
fails, makes the whole table's hit that trouble, except below the rule that First has taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from tablewright.interpret import truths
from tablewright.interpret.conditions import fold
from tablewright.interpret.exact import total
from tablewright.interpret.forest import Tree
from tablewright.interpret.lookup import output_position, value_set_named
from tablewright.interpret.readings import Reading, Status, Trouble, Truth
from tablewright.interpret.worlds import Worlds
from tablewright.ir.outputs import LISTS
from tablewright.ir.program import HitPolicy, Name, Outcome, Program, Rule, Table
from tablewright.ir.types import NOTHING, Kind, Special

Row = tuple[Reading, ...]
Matched = tuple[int, ...] | Trouble  # positions of rules, in sheet order

AGGREGATES = frozenset(
    {
        HitPolicy.COLLECT_SUM,
        HitPolicy.COLLECT_MIN,
        HitPolicy.COLLECT_MAX,
        HitPolicy.COLLECT_COUNT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a table gives in one completion.

    `rules` are positions; `rows` has one row of outcomes, or one per rule for the list policies.
    """

    status: Status
    rules: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    about: str = ""


def hits(worlds: Worlds, table: Table) -> Tree[Hit]:
    """What the table gives, in every completion."""
    matched = _matched(worlds, table)
    rows = tuple(_row(worlds, table, rule) for rule in table.rules)
    resolve = partial(_resolve, worlds.program, table)
    return worlds.forest.both(resolve, matched, worlds.forest.all(_as_they_are, rows))


def _as_they_are(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return rows


def _matched(worlds: Worlds, table: Table) -> Tree[Matched]:
    start: Matched = ()
    so_far: Tree[Matched] = worlds.forest.same(start)
    for position, rule in enumerate(table.rules):
        add: Callable[[Matched, Truth], Matched]
        if rule.otherwise:
            add = partial(_add_otherwise, position)
        elif table.hit_policy is HitPolicy.FIRST:
            add = partial(_add_first, position)
        else:
            add = partial(_add, position)
        so_far = worlds.forest.both(add, so_far, _rule_truth(worlds, rule))
    return so_far


def _rule_truth(worlds: Worlds, rule: Rule) -> Tree[Truth]:
    start: Truth = True
    return worlds.forest.fold(truths.both, map(worlds.truth, rule.guards), start)


def _add(position: int, matched: Matched, truth: Truth) -> Matched:
    if isinstance(matched, Trouble) or truth is False:
        return matched
    return truth if isinstance(truth, Trouble) else (*matched, position)


def _add_first(position: int, matched: Matched, truth: Truth) -> Matched:
    return matched or _add(position, matched, truth)


def _add_otherwise(position: int, matched: Matched, _truth: Truth) -> Matched:
    return matched or (position,)


def _row(worlds: Worlds, table: Table, rule: Rule) -> Tree[Row]:
    cells = zip(rule.outcomes, table.outputs, strict=True)
    trees = tuple(_cell(worlds, outcome, output) for outcome, output in cells)
    return worlds.forest.all(_row_of, trees)


def _row_of(cells: Row) -> Row:
    return cells


def _cell(worlds: Worlds, outcome: Outcome, output: Name) -> Tree[Reading]:
    if outcome.expression is not None:
        return worlds.value(outcome.expression, output.code_name)
    constant: Reading = NOTHING if outcome.value is None else outcome.value
    return worlds.forest.same(constant)


def _resolve(program: Program, table: Table, matched: Matched, rows: tuple[Row, ...]) -> Hit:
    """The matching rules and the outcomes of all rules, made one answer."""
    if isinstance(matched, Trouble):
        return Hit(status=matched.status, about=matched.about)
    if not matched:
        return Hit(status=Status.NO_RULE)
    if table.hit_policy in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}:
        matched = tuple(sorted(matched, key=lambda at: _rank(program, table, rows[at])))
    if table.hit_policy is HitPolicy.PRIORITY:
        matched = matched[:1]
    found = tuple(rows[position] for position in matched)
    trouble = next((cell for row in found for cell in row if isinstance(cell, Trouble)), None)
    if trouble is not None:
        return Hit(status=trouble.status, rules=matched, about=trouble.about)
    clash = table.hit_policy is HitPolicy.UNIQUE and len(found) > 1
    if clash or (table.hit_policy is HitPolicy.ANY and len(set(found)) > 1):
        return Hit(status=Status.CONFLICT, rules=matched)
    return Hit(status=Status.DECIDED, rules=matched, rows=_together(table.hit_policy, found))


def _together(policy: HitPolicy, found: tuple[Row, ...]) -> tuple[Row, ...]:
    if policy in LISTS:
        return found
    if policy in AGGREGATES:
        columns = zip(*found, strict=True)
        return (tuple(_aggregate(policy, column) for column in columns),)
    return found[:1]


def _aggregate(policy: HitPolicy, column: tuple[Reading, ...]) -> Reading:
    """One output over all matching rules; a blank among them makes sum, min and max nothing."""
    if policy is HitPolicy.COLLECT_COUNT:
        return Decimal(len(column))
    if any(isinstance(cell, Special) for cell in column):
        return NOTHING
    if policy is HitPolicy.COLLECT_SUM:
        added = total(tuple(cell for cell in column if isinstance(cell, Decimal)))
        return NOTHING if added is None else added
    pick = min if policy is HitPolicy.COLLECT_MIN else max
    return pick(column)  # type: ignore[type-var]


def _rank(program: Program, table: Table, row: Row) -> tuple[int, ...]:
    """Where each outcome stands in its Allowed values; a blank or unordered one comes last."""
    ranks = []
    for output, cell in zip(table.outputs, row, strict=True):
        order = [member.text for member in output.domain.members]
        if output.domain.value_set:
            codes = value_set_named(program, output.domain.value_set).codes
            order = [code.code for code in codes]
        ranks.append(order.index(cell) if isinstance(cell, str) and cell in order else len(order))
    return tuple(ranks)


def _one_form(cell: Reading, *, codes: bool) -> Reading:
    """A code that two rules spell differently is one."""
    return fold(cell) if codes and isinstance(cell, str) else cell


def output_of(table: Table, code_name: str, hit: Hit) -> Reading:
    """What another table, checklist or calculation reads of this output, in one completion.

    No match gives nothing if the output may be blank; otherwise, and for a conflict, trouble: the
    answer is that status wherever the output is needed. A list policy is read as a list.
    """
    position = output_position(table, code_name)
    if hit.status is Status.NO_RULE and table.outputs[position].blank_is_nothing:
        return NOTHING
    if hit.status is not Status.DECIDED:
        return Trouble(status=hit.status, about=hit.about or table.code_name)
    if table.hit_policy not in LISTS:
        return hit.rows[0][position]
    codes = table.outputs[position].type.kind is Kind.CODE
    cells = dict.fromkeys(_one_form(row[position], codes=codes) for row in hit.rows)
    return tuple(cell for cell in cells if not isinstance(cell, Special | Trouble | tuple))
