"""From a workbook to its typed program, pass by pass, with every finding on the way.

A fault leaves out its own cell and nothing more; with any error there is no program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tablewright.diagnostics.model import Diagnostic, Severity
from tablewright.diagnostics.order import in_order
from tablewright.ir.program import Policy, Program, Table
from tablewright.lower.calculations import lower_calculations
from tablewright.lower.checklists import lower_checklist
from tablewright.lower.cycles import Decisions, calculations_in_order
from tablewright.lower.definitions import Defined, define
from tablewright.lower.examples import check_cases, lower_examples
from tablewright.lower.findings import Findings
from tablewright.lower.hidden import HiddenCalculations
from tablewright.lower.impossible import lower_impossible
from tablewright.lower.policy import lower_policy
from tablewright.lower.reading import report_cell_faults, report_missing
from tablewright.lower.tables import lower_table
from tablewright.lower.texts import lower_text
from tablewright.lower.workspace import Workspace
from tablewright.source.grid import Workbook
from tablewright.syntax.blocks import find_blocks
from tablewright.syntax.keywords import Keyword

_NO_FILES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """The program, unless a finding is an error; findings in sheet order."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]


def lower(workbook: Workbook, files: Mapping[str, str] = _NO_FILES) -> Lowered:
    """Everything the workbook says; `files` are the texts of the CSV files beside it, by name."""
    findings = Findings()
    found = find_blocks(workbook)
    findings.add(found.diagnostics)
    report_cell_faults(found.blocks, findings)
    report_missing(workbook, found.blocks, findings)
    program = None
    if any(block.keyword is Keyword.GLOSSARY for block in found.blocks):
        defined = define(found.blocks, files, findings)
        program = _program(workbook, defined, findings)
    diagnostics = in_order(findings.all(), {workbook.label: workbook})
    failed = any(each.code.severity is Severity.ERROR for each in diagnostics)
    return Lowered(program=None if failed else program, diagnostics=diagnostics)


def _program(workbook: Workbook, defined: Defined, findings: Findings) -> Program | None:
    calculated = lower_calculations(defined.entries, defined.scope, findings)
    workspace = Workspace(
        scope=calculated.scope, findings=findings, hidden=HiddenCalculations(defined.code_names)
    )
    checklists = tuple(lower_checklist(each, workspace) for each in defined.checklists)
    tables = tuple(lower_table(each, workspace) for each in defined.tables)
    impossible = tuple(
        row
        for titled in defined.blocks(Keyword.IMPOSSIBLE)
        for row in lower_impossible(titled.block, workspace)
    )
    blocks = (
        lower_examples(titled, tables, workspace) for titled in defined.blocks(Keyword.EXAMPLES)
    )
    cases = tuple(block for block in blocks if block is not None)
    examples = tuple(example for block in cases for example in block.examples)
    check_cases(examples, workspace)
    policy = _policy(defined, tables, workspace)
    everything = (*calculated.calculations, *workspace.hidden.all())
    calculations = calculations_in_order(
        Decisions(calculations=everything, tables=tables, checklists=checklists), findings
    )
    if policy is None:
        return None
    return Program(
        policy=policy,
        inputs=defined.inputs,
        calculations=calculations,
        tables=tables,
        checklists=checklists,
        value_sets=tuple(defined.scope.value_sets.values()),
        impossible=impossible,
        examples=examples,
        layouts=tuple(block.layout for block in cases),
        revisions=tuple(map(lower_text, defined.blocks(Keyword.REVISIONS))),
        references=tuple(map(lower_text, defined.blocks(Keyword.REFERENCES))),
        information=tuple(map(lower_text, defined.blocks(Keyword.INFORMATION))),
        label=workbook.label,
    )


def _policy(defined: Defined, tables: tuple[Table, ...], workspace: Workspace) -> Policy | None:
    blocks = defined.blocks(Keyword.POLICY)
    return lower_policy(blocks[0].block, tables, workspace) if blocks else None
