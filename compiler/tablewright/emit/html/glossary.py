"""The glossary, value sets and impossible combinations as rows."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from tablewright.emit.html.rows import (
    CodeRow,
    ImpossibleRow,
    NameRow,
    SetSection,
)
from tablewright.emit.names import Names, name_id, table_id
from tablewright.emit.predicates import interval_words
from tablewright.emit.sentences import expression_words, guard_words
from tablewright.emit.words import Words, joined, named, respelled, value, word
from tablewright.ir.outputs import as_given
from tablewright.ir.program import Calculation, Code, Impossible, Name, Program, ValueSet
from tablewright.ir.types import Kind, Type


def input_rows(program: Program, names: Names) -> tuple[NameRow, ...]:
    """What is asked."""
    return tuple(name_row(each, names) for each in program.inputs)


def calculated_rows(program: Program, names: Names) -> tuple[NameRow, ...]:
    """What is worked out; comparisons inside condition cells have no row of their own."""
    shown = (each for each in program.calculations if not each.hidden)
    return tuple(_calculated_row(each, names) for each in shown)


def output_rows(program: Program, names: Names) -> tuple[NameRow, ...]:
    """What the tables give."""
    return tuple(
        name_row(
            as_given(table.hit_policy, output),
            names,
            given_by=named(table.name, table_id(table.code_name)),
        )
        for table in program.tables
        for output in table.outputs
    )


def name_row(name: Name, names: Names, *, given_by: Words = ()) -> NameRow:
    """A row of the glossary."""
    return NameRow(
        anchor=name_id(name.code_name),
        name=name.name,
        code_name=name.code_name,
        answer=_answer_words(name, names),
        blank="nothing" if name.blank_is_nothing else "unknown",
        question=name.question,
        asked_of=name.asked_of,
        expression="",
        said=(),
        meaning=name.meaning,
        source=names.cited(name.source),
        given_by=given_by,
        address=name.at.address,
    )


def set_section(value_set: ValueSet) -> SetSection:
    """A value set with its codes."""
    return SetSection(
        anchor=f"set-{value_set.code_name}",
        name=value_set.name,
        address=value_set.at.address,
        codes=tuple(_code_row(code) for code in value_set.codes),
    )


def impossible_row(impossible: Impossible, names: Names) -> ImpossibleRow:
    """A combination that cannot occur, in words."""
    conditions = (guard_words(guard, names) for guard in impossible.guards)
    return ImpossibleRow(
        conditions=joined(conditions, separator=" and "),
        because=impossible.because,
        address=impossible.at.address,
    )


def _calculated_row(calculation: Calculation, names: Names) -> NameRow:
    said = respelled(expression_words(calculation.expression, names), calculation.text)
    return replace(
        name_row(calculation.name, names),
        expression=calculation.text,
        said=said,
        blank="nothing" if calculation.may_be_nothing else "unknown",
    )


def _answer_words(name: Name, names: Names) -> Words:
    """What can be answered: `breast cancer or NSCLC`, `a number in kg, from 0.5 to 400 kg`."""
    domain, declared = name.domain, name.type
    several = word("any number of: ") if declared.is_list else ()
    if domain.members:
        return several + joined((value(member.text) for member in domain.members), last=" or ")
    if domain.value_set:
        return (several or word("one of ")) + names.set_words(domain.value_set)
    allowed = joined(
        (interval_words(each, declared.unit) for each in domain.intervals), last=" or "
    )
    return joined((several + word(_kind_text(declared)), allowed))


def _kind_text(declared: Type) -> str:
    match declared.kind:
        case Kind.YES_NO:
            return "yes or no"
        case Kind.TEXT:
            return "text in any words"
        case Kind.NUMBER | Kind.WHOLE | Kind.CODE | Kind.DATE | Kind.DURATION:
            kind = f"a {declared.kind.value}"
            return f"{kind} in {declared.unit}" if declared.unit else kind
        case _:
            assert_never(declared.kind)


def _code_row(code: Code) -> CodeRow:
    return CodeRow(
        code=code.written or code.code,
        prefix=code.prefix,
        meaning=code.meaning,
        source=code.source,
    )
