"""A small program drawn as the workbook that an analyst would have written it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tablewright.ir.expr import Binary, Call, Expr, Function, Literal, Operator, Read, Ref, RefKind
from tablewright.ir.facts import items_of
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Combine,
    Guard,
    Item,
    Name,
    Program,
    Table,
)
from tablewright.ir.tests import (
    Between,
    Blank,
    Count,
    Given,
    Has,
    Interval,
    Not,
    OneOf,
    Test,
)
from tablewright.ir.types import Special, Value


def drawn(program: Program) -> str:
    """The text grid of `tests.grids` for a program made by `tests.random_programs`."""
    sheets = (
        ("Policy", _policy(program)),
        ("Glossary", _glossary(program)),
        *((table.name, _table(table)) for table in program.tables),
        *((checklist.name, _checklist(checklist)) for checklist in program.checklists),
    )
    return "\n".join(line for name, lines in sheets for line in (f"== {name} ==", *lines, ""))


def _row(*cells: str) -> str:
    return " | ".join(cells)


def _policy(program: Program) -> Iterator[str]:
    policy = program.policy
    yield "Policy"
    yield _row("Number", policy.number)
    yield _row("Title", policy.title)
    yield _row("Version", f"'{policy.version}")
    yield _row("Version date", "request_date")
    yield _row("Decision", policy.decision)


def _glossary(program: Program) -> Iterator[str]:
    yield "Glossary"
    yield _row("Name", "Code name", "Type", "Allowed values", "Blank means", "Calculated as")
    yield _row("request_date", "request_date", "date", "", "", "")
    outputs = (output for table in program.tables for output in table.outputs)
    for name in (*program.inputs, *outputs):
        yield _name(name, "")
    for calculation in program.calculations:
        yield _name(calculation.name, _calculated(calculation))


def _name(name: Name, calculated: str) -> str:
    kind = f"list of {name.type.kind}" if name.type.is_list else name.type.kind.value
    allowed = ", ".join(member.text for member in name.domain.members)
    if name.domain.intervals:
        allowed = _interval(name.domain.intervals[0])
    blank = "nothing" if name.blank_is_nothing else ""
    return _row(name.name, name.code_name, kind, allowed, blank, calculated)


def _calculated(calculation: Calculation) -> str:
    return _expression(calculation.expression)


def _expression(expression: Expr) -> str:
    match expression:
        case Read(ref=ref):
            return ref.name
        case Literal(value=str(value)):
            return f'"{value}"'
        case Binary(operator=Operator() as operator, left=left, right=right):
            return f"{_expression(left)} {operator} {_expression(right)}"
        case Call(function=Function() as function, arguments=arguments):
            return f"{function}({', '.join(_expression(each) for each in arguments)})"
        case _:
            raise NotImplementedError(expression)


# -- tables ----------------------------------------------------------------------------------------


def _table(table: Table) -> Iterator[str]:
    columns = _columns(table)
    policy = ("Hit policy", table.hit_policy.value, "Coverage", "complete")
    yield _row("Decision table", table.name, *policy)
    yield _row("Rule", *("If" for _ in columns), *("Then" for _ in table.outputs))
    yield _row("", *(_heading(ref) for ref, _ in columns), *(o.name for o in table.outputs))
    for rule in table.rules:
        cells = dict(zip(_occurrences(rule.guards), rule.guards, strict=True))
        conditions = (_condition(cells[column]) if column in cells else "-" for column in columns)
        outcomes = (_value(outcome.value) for outcome in rule.outcomes)
        yield _row("Otherwise" if rule.otherwise else f"'{rule.id}", *conditions, *outcomes)


def _columns(table: Table) -> list[tuple[Ref, int]]:
    """What the If columns read; a name heads as many columns as one rule has guards on it."""
    found = (column for rule in table.rules for column in _occurrences(rule.guards))
    return list(dict.fromkeys(found))


def _occurrences(guards: tuple[Guard, ...]) -> list[tuple[Ref, int]]:
    seen: Counter[Ref] = Counter()
    columns = []
    for guard in guards:
        columns.append((guard.ref, seen[guard.ref]))
        seen[guard.ref] += 1
    return columns


def _heading(ref: Ref) -> str:
    match ref.kind:
        case RefKind.ITEM:
            return f"[{ref.part}]"
        case RefKind.KINDS:
            return f"{ref.name} kinds not met"
        case RefKind.OUTPUT:
            return ref.part
        case _:
            return ref.name


def _value(value: Value | Special | None) -> str:
    return "" if value is None or isinstance(value, Special) else str(value)


# -- conditions ------------------------------------------------------------------------------------


def _condition(guard: Guard) -> str:
    truth = guard.ref.kind in {RefKind.CHECKLIST, RefKind.ITEM}
    return _test(guard.test, ("met", "not met") if truth else ("yes", "no"))


def _test(test: Test, words: tuple[str, str]) -> str:
    match test:
        case OneOf(values):
            texts = (words[not v] if isinstance(v, bool) else v for v in values)
            return ", ".join(texts)
        case Between(interval):
            return _interval(interval)
        case Count(interval):
            return f"count {_interval(interval)}"
        case Has(quantifier=quantifier, values=values):
            return f"has {quantifier} of {', '.join(str(value) for value in values)}"
        case Not(inner):
            return f"not({_test(inner, words)})"
        case Blank():
            return "blank"
        case Given():
            return "given"
        case _:
            raise NotImplementedError(test)


def _interval(interval: Interval) -> str:
    if interval.high is None:
        return f"{'>=' if interval.low_closed else '>'} {interval.low}"
    if interval.low is None:
        return f"{'<=' if interval.high_closed else '<'} {interval.high}"
    low, high = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    return f"{low}{interval.low}..{interval.high}{high}"


# -- checklists ------------------------------------------------------------------------------------


def _checklist(checklist: Checklist) -> Iterator[str]:
    yield _row("Checklist", checklist.name, "Met when", _combine(checklist.combine))
    yield _row("Item", "Combine", "Subject", "Test", "Only if", "Cite", "Kind")
    for item in items_of(checklist.items):
        yield _item(item)


def _combine(combine: Combine) -> str:
    return f"at least {combine.at_least} of" if combine.at_least else combine.kind.value


def _item(item: Item) -> str:
    subject = _heading(item.guard.ref) if item.guard else ""
    test = _condition(item.guard) if item.guard else ""
    cite = f"'{item.cite}" if item.own_cite else ""
    combine = _combine(item.combine) if item.combine else ""
    return _row(f"'{item.id}", combine, subject, test, _only_if(item), cite, item.kind)


def _only_if(item: Item) -> str:
    if item.only_if is None:
        return ""
    # `not x` would count a blank as yes; a test speaks of given values only.
    heading = _heading(item.only_if.ref)
    return f"{heading} = no" if item.only_if.test == OneOf((False,)) else heading
