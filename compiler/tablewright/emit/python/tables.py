"""Decision tables as rows of ready text: the guards of each rule, and the truth of each cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tablewright.emit.answers import rank, worked_out_from
from tablewright.emit.python.conditions import Holder, may, truth
from tablewright.emit.python.expressions import expression
from tablewright.emit.python.index import (
    Index,
    annotation,
    class_name,
    identifier,
    is_closed_text,
)
from tablewright.emit.python.literals import comment, docstring, literal, sequence, text
from tablewright.ir.expr import Ref
from tablewright.ir.facts import attribute, hits_attribute
from tablewright.ir.outputs import LISTS
from tablewright.ir.program import Guard, HitPolicy, Name, Outcome, Rule, Table
from tablewright.ir.types import Kind, Special, Value

# What the functions of tables and checklists call or keep in variables of their own.
LOCAL = {
    *("all_of", "any_of", "at_least", "f", "frozenset", "has_all", "has_any", "len", "list"),
    *("may", "met", "negate", "none_of", "only_if", "sure", "tuple"),
}
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A condition cell of a rule."""

    may: str
    comment: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule: `fresh` are the facts to read before it, `sure` the condition that all are known."""

    constant: str
    heading: str
    fresh: tuple[tuple[str, str], ...]
    cells: tuple[CellRow, ...]
    sure: str
    otherwise: bool
    place: Fields
    texts: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A decision table with its functions and records."""

    name: str
    constant: str
    code_name: str
    hits: str
    first: bool
    docstring: str
    public_docstring: str
    outcome_class: str
    decision_class: str
    outputs: tuple[tuple[str, str, str], ...]
    rules: tuple[RuleRow, ...]
    rule_constants: str
    record: Fields


def table_row(index: Index, table: Table) -> TableRow:
    """Everything that the template places for one decision table."""
    answering = table.code_name == index.program.policy.decision
    outcome_class = f"{class_name(table.code_name)}Outcome"
    policy = table.hit_policy
    order = (
        "in order, up to the first that surely does" if policy is HitPolicy.FIRST else "and sure"
    )
    outputs = tuple(output.code_name for output in table.outputs)
    blank = [str(at) for at, output in enumerate(table.outputs) if output.blank_is_nothing]
    return TableRow(
        name=table.name,
        constant=table.code_name.upper(),
        code_name=table.code_name,
        hits=hits_attribute(table),
        first=policy is HitPolicy.FIRST,
        docstring=docstring(
            f"{table.name} ({policy}, {table.at.address}): the rules that may match, {order}."
        ),
        public_docstring=docstring(f"Answer {table.name} ({table.at.address})."),
        outcome_class=outcome_class,
        decision_class="Decision" if answering else f"{class_name(table.code_name)}Decision",
        outputs=tuple(_output(table, output) for output in table.outputs),
        rules=_rule_rows(index, table, outcome_class),
        rule_constants=sequence(_constants(table)),
        record=(
            ("name", text(table.name)),
            ("cell", text(table.at.address)),
            ("policy", text(policy.value)),
            ("hits", text(hits_attribute(table))),
            ("outputs", sequence(text(name) for name in outputs)),
            ("nothing", f"frozenset({{{', '.join(blank)}}})" if blank else "frozenset()"),
        ),
    )


def _output(table: Table, output: Name) -> tuple[str, str, str]:
    """Code name, type of one value, and type as an attribute of the decision."""
    single = annotation(output)
    if output.blank_is_nothing:
        single = f"{single} | None"
    if table.hit_policy is HitPolicy.COLLECT_COUNT:
        # What a rule says is of the glossary's type, and what the table says of them is a number.
        return output.code_name, "Any", "int | None"
    if table.hit_policy in LISTS:
        return output.code_name, single, f"tuple[{single}, ...] | None"
    return output.code_name, single, single if output.blank_is_nothing else f"{single} | None"


# -- rules ---------------------------------------------------------------------------------------


def _constants(table: Table) -> tuple[str, ...]:
    """A constant for each rule; ids that look alike as identifiers are told apart by their row."""
    names = [f"{table.code_name.upper()}_{identifier(rule.id)}" for rule in table.rules]
    counts = Counter(names)
    return tuple(
        name if counts[name] == 1 else f"{name}_ROW_{rule.at.top}"
        for name, rule in zip(names, table.rules, strict=True)
    )


def _rule_rows(index: Index, table: Table, outcome_class: str) -> tuple[RuleRow, ...]:
    rows = []
    read: set[str] = set()
    for rule, constant in zip(table.rules, _constants(table), strict=True):
        names = dict.fromkeys(attribute(guard.ref) for guard in rule.guards)
        fresh = tuple((local_name(n), f"f.{n}") for n in names if n not in read)
        read.update(names)
        rows.append(
            RuleRow(
                constant=constant,
                heading=_heading(rule),
                fresh=fresh,
                cells=tuple(
                    _cell(index, guard, alone=len(rule.guards) == 1) for guard in rule.guards
                ),
                sure=_sure(index, rule),
                otherwise=rule.otherwise,
                place=_place(rule, table),
                texts=_texts(index, table, rule, outcome_class),
            )
        )
    return tuple(rows)


def _heading(rule: Rule) -> str:
    label = rule.id if rule.otherwise else f"Rule {rule.id}"
    cite = f" \u00b7 {rule.cite}" if rule.cite else ""
    outcome = ", ".join(outcome.text for outcome in rule.outcomes if outcome.text)
    return comment(f"{label} \u00b7 {rule.at.address.split(':')[0]}{cite}: {outcome}", 92)


def local(index: Index, ref: Ref) -> Holder:
    """The local variable of a fact inside a table's or checklist's function."""
    return index.holder(ref, local_name(attribute(ref)))


def local_name(name: str) -> str:
    """The name of the fact itself, unless the function has a use of its own for that."""
    return f"{name}_" if name in LOCAL or re.match(r"i(\d|_row_)", name) else name


def _cell(index: Index, guard: Guard, *, alone: bool) -> CellRow:
    condition = may(guard.test, local(index, guard.ref), index.sets)
    address = guard.at.range.split(":")[0]
    fields = (text(guard.at.address), text(guard.text), text(attribute(guard.ref)))
    met = truth(guard.test, index.holder(guard.ref), index.sets)
    return CellRow(
        may=condition if alone or " or " not in condition else f"({condition})",
        comment=comment(f"{address} {guard.text}", 60),
        record=f"Cell({', '.join(fields)}, lambda f: {met})",
    )


def _sure(index: Index, rule: Rule) -> str:
    """That everything which the rule's cells read is known; empty when it always is."""
    holders = (local(index, guard.ref) for guard in rule.guards)
    names = dict.fromkeys(holder.name for holder in holders if holder.unknown)
    return " and ".join(f"{name} is not None" for name in names)


def _place(rule: Rule, table: Table) -> Fields:
    fields = (
        ("table", text(table.name)),
        ("id", text(rule.id)),
        ("cell", text(rule.at.address.split(":")[0])),
        ("cite", text(rule.cite) if rule.cite else ""),
    )
    return tuple((name, value) for name, value in fields if value)


def _texts(index: Index, table: Table, rule: Rule, outcome_class: str) -> Fields:
    fields = [("note", text(rule.note) if rule.note else "")]
    values = [_outcome(index, o, n) for o, n in zip(rule.outcomes, table.outputs, strict=True)]
    made = f"{outcome_class}({', '.join(values)})"
    needs = worked_out_from(index, rule)
    worked_out = any(outcome.expression is not None for outcome in rule.outcomes)
    fields.append(("work_out", f"lambda f: {made}") if worked_out else ("outcome", made))
    fields.append(("worked_out_from", sequence(text(n) for n in needs) if needs else ""))
    places = rank(table, rule)
    fields.append(("rank", sequence(map(str, places)) if places else ""))
    return tuple((name, value) for name, value in fields if value)


def _outcome(index: Index, outcome: Outcome, output: Name) -> str:
    if outcome.expression is not None:
        worked_out = expression(outcome.expression, index)
        if is_closed_text(output) and not output.type.is_list:
            return f"as_member({class_name(output.code_name)}, {worked_out})"
        return f"given({worked_out})"
    return value_of(output, outcome.value)


def value_of(name: Name, value: Value | Special | None) -> str:
    """A constant as the name's Python type has it: closed texts as members."""
    if value is None or isinstance(value, Special):
        return "None"
    if isinstance(value, tuple):
        return sequence(value_of(name, member) for member in value)
    if isinstance(value, str) and name.type.kind is Kind.TEXT and name.domain.members:
        members = {member.text: member.code_name for member in name.domain.members}
        return f"{class_name(name.code_name)}.{members[value]}"
    return literal(value)
