"""From a typed program to the rows of its page. Places nothing and reads no disk."""

from __future__ import annotations

from tablewright.emit.html.checklists import checklist_section
from tablewright.emit.html.contents import contents_of
from tablewright.emit.html.examples import example_sections, passed_state, passed_text
from tablewright.emit.html.glossary import (
    calculated_rows,
    impossible_row,
    input_rows,
    output_rows,
    set_section,
)
from tablewright.emit.html.order import block_words, order_of
from tablewright.emit.html.rows import Body, FactRow, Page
from tablewright.emit.html.standing import standing_words
from tablewright.emit.html.tables import rule_rows, table_section
from tablewright.emit.html.texts import text_sections
from tablewright.emit.html.told import Told
from tablewright.emit.names import Names, name_id, names_of
from tablewright.emit.words import date_words, joined, named, text_words, word
from tablewright.ir.program import Policy, Program
from tablewright.ir.results import ExampleResult


def page_of(told: Told) -> Page:
    """Everything the page of one version says."""
    program, results = told.program, told.results
    policy = program.policy
    names = names_of(program)
    body = _body(program, results, names)
    passed = sum(result.passed for result in results)
    return Page(
        title=f"{policy.number} {policy.title}, version {policy.version}",
        number=policy.number,
        name=policy.title,
        version=policy.version,
        standing=standing_words(policy),
        draft=policy.in_force_from is None,
        checked=passed_text(passed, len(program.examples)),
        state=passed_state(passed, len(program.examples)),
        facts=_facts(policy, program.label, names),
        contents=contents_of(body),
        body=body,
        digest=told.digest,
        panel=bool(told.panel.script),
        workbook=program.label,
    )


def _body(program: Program, results: tuple[ExampleResult, ...], names: Names) -> Body:
    order = order_of(program, names)
    answering = next(
        table for table in program.tables if table.code_name == program.policy.decision
    )
    steps = order.steps(answering)
    others = (block for block in order.blocks.values() if block not in steps)
    return Body(
        decides=table_section(answering, (), names),
        rules=rule_rows(answering, names),
        steps=tuple(order.step_row(block) for block in steps),
        others=joined((block_words(block) for block in others), last=" and "),
        tables=tuple(table_section(each, order.used_by(each), names) for each in program.tables),
        checklists=tuple(
            checklist_section(each, order.used_by(each), names) for each in program.checklists
        ),
        inputs=input_rows(program, names),
        calculated=calculated_rows(program, names),
        outputs=output_rows(program, names),
        sets=tuple(set_section(each) for each in program.value_sets),
        impossible=tuple(impossible_row(each, names) for each in program.impossible),
        examples=example_sections(program, results, names),
        information=text_sections("information", program.information),
        references=text_sections("references", program.references),
        revisions=text_sections("revisions", program.revisions),
    )


def _facts(policy: Policy, label: str, names: Names) -> tuple[FactRow, ...]:
    chosen = policy.version_date
    facts = (
        FactRow(
            term="Approved on",
            words=date_words(policy.approved_on) if policy.approved_on else word("not stated"),
        ),
        FactRow(
            term="Version chosen by",
            words=named(names.names[chosen].name, name_id(chosen)) if chosen else (),
        ),
        *(FactRow(term=term, words=text_words(text)) for term, text in policy.further),
        FactRow(term="Source workbook", words=named(label)),
    )
    return tuple(fact for fact in facts if fact.words)
