"""From a program to the rows of its page. Places nothing and reads no disk."""

from __future__ import annotations

from tablewright.emit.html.checklists import checklist_section
from tablewright.emit.html.checks import checks_of
from tablewright.emit.html.citations import citation_rows
from tablewright.emit.html.contents import contents_of
from tablewright.emit.html.developers import developers_of
from tablewright.emit.html.drawing import drawing_of
from tablewright.emit.html.examples import example_sections
from tablewright.emit.html.front import front_of
from tablewright.emit.html.glossary import (
    calculated_rows,
    impossible_row,
    input_rows,
    output_rows,
    set_section,
)
from tablewright.emit.html.page import Body, Page
from tablewright.emit.html.parts import parts_of
from tablewright.emit.html.rules import rule_rows
from tablewright.emit.html.standing import standing_words
from tablewright.emit.html.steps import step_row
from tablewright.emit.html.tables import table_section
from tablewright.emit.html.texts import text_sections
from tablewright.emit.html.told import Told
from tablewright.emit.names import Names, names_of, table_id
from tablewright.ir.program import Table


def page_of(told: Told) -> Page:
    """Everything the page of one version says."""
    program, policy = told.program, told.program.policy
    names = names_of(program)
    answering = next(table for table in program.tables if table.code_name == policy.decision)
    body = _body(told, answering, names)
    return Page(
        title=f"{policy.number} {policy.title}, version {policy.version}",
        number=policy.number,
        name=policy.title,
        version=policy.version,
        standing=standing_words(policy),
        draft=policy.in_force_from is None,
        front=front_of(told, answering, names),
        contents=contents_of(body, panel=bool(told.panel.script)),
        body=body,
        digest=told.digest,
        workbook=program.label,
        panel=bool(told.panel.script),
    )


def _body(told: Told, answering: Table, names: Names) -> Body:
    program = told.program
    parts = parts_of(program, names)
    last = table_id(answering.code_name)
    steps = parts.steps(last)
    return Body(
        decides=table_section(answering, (), names, remarks=False),
        rules=rule_rows(answering, names),
        drawing=drawing_of(parts, last, names),
        steps=tuple(step_row(part, names) for part in steps),
        others=tuple(step_row(part, names) for part in parts.all.values() if part not in steps),
        checklists=tuple(checklist_section(each, parts, names) for each in program.checklists),
        tables=tuple(
            table_section(
                each,
                parts.used_by(table_id(each.code_name)),
                names,
                remarks=each is not answering,
            )
            for each in program.tables
        ),
        inputs=input_rows(program, names),
        calculated=calculated_rows(program, names),
        outputs=output_rows(program, names),
        sets=tuple(set_section(each) for each in program.value_sets),
        impossible=tuple(impossible_row(each, names) for each in program.impossible),
        checks=checks_of(told.analysis),
        examples=example_sections(program, told.results, names),
        information=text_sections("information", program.information),
        references=text_sections("references", program.references),
        revisions=text_sections("revisions", program.revisions),
        citations=citation_rows(program),
        developers=developers_of(told, names),
    )
