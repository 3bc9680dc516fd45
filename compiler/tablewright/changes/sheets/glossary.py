"""The Glossary, value sets and impossible combinations of both versions, as rows of text."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from tablewright.changes.sheets.names import limits_text, ref_text, type_text
from tablewright.changes.sheets.rows import Block, Field, Row
from tablewright.checks.reason.names import Names
from tablewright.ir.changes import BlockKind, Nature
from tablewright.ir.program import (
    Calculation,
    Code,
    Guard,
    HitPolicy,
    Impossible,
    Name,
    Program,
    ValueSet,
)

_RANKING = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})


def glossary_block(program: Program) -> Block:
    """Every name: inputs, calculations and the outputs of tables."""
    outputs = (output for table in program.tables for output in table.outputs)
    calculations = (each for each in program.calculations if not each.hidden)
    ranking = {o.code_name for t in program.tables if t.hit_policy in _RANKING for o in t.outputs}
    return Block(
        kind=BlockKind.GLOSSARY,
        name="Glossary",
        keys=("glossary",),
        rows=(
            *(_row(name, _Use("input")) for name in program.inputs),
            *(_row(each.name, _Use("calculation", calculation=each)) for each in calculations),
            *(_row(name, _Use("outcome", ranks=name.code_name in ranking)) for name in outputs),
        ),
    )


def set_block(values: ValueSet) -> Block:
    """A value set, a row for each code."""
    return Block(
        kind=BlockKind.VALUE_SET,
        name=values.name,
        code=values.code_name,
        keys=(values.code_name, values.name),
        settings=(Field(key="name", heading="Name", text=values.name),),
        rows=tuple(_code(code, values) for code in values.codes),
        at=values.at,
    )


def impossible_block(names: Names) -> Block:
    """The combinations that cannot occur."""
    return Block(
        kind=BlockKind.IMPOSSIBLE,
        name="Impossible",
        keys=("impossible",),
        rows=tuple(_impossible(names, row) for row in names.program.impossible),
    )


# -- names -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Use:
    """What a name is used as; `ranks` when the order of its Allowed values decides."""

    word: str
    calculation: Calculation | None = None
    ranks: bool = False


def _row(name: Name, use: _Use) -> Row:
    return Row(
        name=name.name,
        code=name.code_name,
        reads=(name.name,),
        keys=(name.code_name, name.name),
        fields=tuple(_fields(name, use)),
        says=name.meaning,
        at=name.at,
    )


def _fields(name: Name, use: _Use) -> Iterator[Field]:
    def meaning(heading: str, text: str, says: Hashable) -> Field:
        return Field(
            key=heading,
            heading=heading,
            text=text,
            says=says,
            nature=Nature.MEANING,
            at=name.at,
        )

    yield Field(key="Name", heading="Name", text=name.name, at=name.at)
    yield meaning("Code name", name.code_name, name.code_name)
    yield meaning("Used as", use.word, use.word)
    yield meaning("Type", type_text(name.type), name.type)
    for member in name.domain.members:
        yield Field(
            key=("allowed", member.text),
            heading="Allowed value",
            text=member.text,
            says=member.text,
            nature=Nature.MEANING,
            at=name.at,
        )
    yield _order(name, ranks=use.ranks)
    yield meaning("Allowed values", limits_text(name), _limits(name))
    blank = "nothing" if name.blank_is_nothing else ""
    yield meaning("Blank means", blank, name.blank_is_nothing)
    if use.calculation is not None:
        yield meaning("Calculated as", use.calculation.text, use.calculation.expression)
    for heading, text in (
        ("Asked of", name.asked_of),
        ("Question", name.question),
        ("Meaning", name.meaning),
        ("Source", name.source),
    ):
        yield Field(key=heading, heading=heading, text=text, at=name.at)


def _order(name: Name, *, ranks: bool) -> Field:
    """The order of the Allowed values, compared where these are the same values."""
    members = tuple(member.text for member in name.domain.members)
    text = ", ".join(members)
    return Field(
        key=("order", frozenset(members)),
        heading="Order of allowed values",
        text=text,
        says=members if ranks else None,
        nature=Nature.MEANING,
        at=name.at,
        unsaid=text,
    )


def _limits(name: Name) -> Hashable:
    return name.domain.value_set, name.domain.intervals


# -- codes and combinations ------------------------------------------------------------------------


def _code(code: Code, values: ValueSet) -> Row:
    text = f"{code.written or code.code}{'*' if code.prefix else ''}"
    key = (code.code, code.prefix)
    return Row(
        name=text,
        keys=(key,),
        fields=(
            Field(key="code", heading="Code", text=text, says=key, nature=Nature.MEANING),
            Field(key="meaning", heading="Meaning", text=code.meaning),
            Field(key="source", heading="Source", text=code.source),
        ),
        says=code.meaning,
        at=values.at,
    )


def _impossible(names: Names, row: Impossible) -> Row:
    content = tuple((guard.ref, guard.test) for guard in row.guards)
    return Row(
        name=row.because,
        keys=((row.because, content), content, row.because),
        fields=(
            *(_condition(names, guard) for guard in row.guards),
            Field(key="because", heading="Because", text=row.because, at=row.at),
        ),
        at=row.at,
    )


def _condition(names: Names, guard: Guard) -> Field:
    return Field(
        key=guard.ref,
        heading=ref_text(names, guard.ref),
        text=guard.text,
        says=(guard.ref, guard.test),
        nature=Nature.MEANING,
        at=guard.at,
    )
