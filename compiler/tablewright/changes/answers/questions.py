"""What can be asked alone in both versions: tables, and checklists and calculations as tables.

A checklist becomes a table that says whether it is met, a calculation one that says its value; so
one way of asking and of comparing serves for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tablewright.checks.reason.names import Names
from tablewright.diagnostics.model import CellSpan
from tablewright.ir.expr import Read, Ref, RefKind
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Domain,
    Guard,
    HitPolicy,
    Name,
    Outcome,
    Program,
    Rule,
    Table,
)
from tablewright.ir.tests import NO, YES
from tablewright.ir.types import Kind, Type

_ASKED = "asked_alone_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing to ask of both versions: its kind and name for people, its tables to ask.

    `has_rules` is so of tables that the analyst wrote. `old_code` and `new_code` are the code names
    of what is asked, `old` and `new` those of its tables.
    """

    kind: str
    name: str
    has_rules: bool
    old: str
    new: str
    old_code: str
    new_code: str
    decides: bool
    old_at: CellSpan
    new_at: CellSpan


def with_questions(program: Program) -> Program:
    """The program with a table for each checklist and each calculation."""
    return replace(
        program,
        tables=(
            *program.tables,
            *(_of_checklist(checklist) for checklist in program.checklists),
            *(_of_calculation(each) for each in program.calculations if not each.hidden),
        ),
    )


def with_only(program: Program, asked: frozenset[str]) -> Program:
    """The program without the tables added above that are not asked."""
    kept = (t for t in program.tables if t.code_name in asked or not _is_added(t))
    return replace(program, tables=tuple(kept))


def asked_of(old: Names, new: Names) -> Iterator[Asked]:
    """Everything that both programs, with their questions, can be asked; the decision first."""
    before, after = old.program.policy.decision, new.program.policy.decision
    yield _asked("Decision", old.tables[before], new.tables[after], decides=True)
    for code, table in old.tables.items():
        if code in new.tables and (code, code) != (before, after):
            yield _asked(_kind(old, table), table, new.tables[code], decides=False)


def _asked(kind: str, old: Table, new: Table, *, decides: bool) -> Asked:
    return Asked(
        kind=kind,
        name=new.name,
        has_rules=not _is_added(new),
        old=old.code_name,
        new=new.code_name,
        old_code=old.code_name.removeprefix(_ASKED),
        new_code=new.code_name.removeprefix(_ASKED),
        decides=decides,
        old_at=old.at,
        new_at=new.at,
    )


def _kind(names: Names, table: Table) -> str:
    if not _is_added(table):
        return "Decision table"
    asked = table.code_name.removeprefix(_ASKED)
    return "Checklist" if asked in names.checklists else "Calculation"


def _is_added(table: Table) -> bool:
    return table.code_name.startswith(_ASKED)


# -- as tables -------------------------------------------------------------------------------------


def _of_checklist(checklist: Checklist) -> Table:
    ref = Ref(kind=RefKind.CHECKLIST, name=checklist.code_name)
    output = Name(
        name=checklist.name,
        code_name=checklist.code_name,
        type=Type(kind=Kind.YES_NO),
        domain=Domain(),
        at=checklist.at,
    )
    return _table(output, _truths(ref, output, ("met", "not met")))


def _of_calculation(calculation: Calculation) -> Table:
    ref = Ref(kind=RefKind.CALCULATION, name=calculation.name.code_name)
    name = replace(calculation.name, domain=Domain())
    if name.type.kind is Kind.YES_NO and not name.type.is_list:
        return _table(name, _truths(ref, name, ("yes", "no")))
    value = Outcome(expression=Read(type=name.type, ref=ref), text=calculation.text, at=name.at)
    return _table(name, (Rule(id="value", guards=(), outcomes=(value,), at=name.at),))


def _truths(ref: Ref, output: Name, words: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            id=word,
            guards=(Guard(ref=ref, test=test, text=word, at=output.at),),
            outcomes=(Outcome(value=value, text=word, at=output.at),),
            at=output.at,
        )
        for word, test, value in zip(words, (YES, NO), (True, False), strict=True)
    )


def _table(output: Name, rules: tuple[Rule, ...]) -> Table:
    return Table(
        name=output.name,
        code_name=f"{_ASKED}{output.code_name}",
        hit_policy=HitPolicy.UNIQUE,
        partial_because="",
        columns=(),
        outputs=(replace(output, code_name=f"{_ASKED}{output.code_name}_value"),),
        rules=rules,
        at=output.at,
    )
