"""Every block of two programs compared: policy, glossary, tables, checklists, sets, texts.

Looks at what stands in the rows; what follows for answers is worked out elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from itertools import chain

from tablewright.changes.sheets.checklists import checklist_block
from tablewright.changes.sheets.glossary import glossary_block, impossible_block, set_block
from tablewright.changes.sheets.rows import Block, Field, Row, block_changed, blocks_changed
from tablewright.changes.sheets.tables import table_block
from tablewright.checks.reason.names import Names
from tablewright.checks.reason.words import value_text
from tablewright.ir.changes import BlockChange, BlockKind, Nature
from tablewright.ir.program import Example, Policy, Program, TextTable


def sheets_changed(old: Program, new: Program) -> tuple[BlockChange, ...]:
    """Every block in which something changed, in the order in which a reader asks for them."""
    before, after = Names(old), Names(new)
    return tuple(
        chain(
            _one(policy_block(before), policy_block(after)),
            blocks_changed(
                [table_block(before, table) for table in old.tables],
                [table_block(after, table) for table in new.tables],
            ),
            blocks_changed(
                [checklist_block(before, each) for each in old.checklists],
                [checklist_block(after, each) for each in new.checklists],
            ),
            _one(glossary_block(old), glossary_block(new)),
            blocks_changed(
                list(map(set_block, old.value_sets)), list(map(set_block, new.value_sets))
            ),
            _one(impossible_block(before), impossible_block(after)),
            _one(examples_block(before), examples_block(after)),
            blocks_changed(list(_texts(old)), list(_texts(new))),
        )
    )


def _one(old: Block, new: Block) -> Iterator[BlockChange]:
    changed = block_changed(old, new)
    if changed is not None:
        yield changed


# -- the policy ------------------------------------------------------------------------------------


def policy_block(names: Names) -> Block:
    """Number, title, version, dates, and every further row."""
    policy = names.program.policy
    chosen = names.inputs.get(policy.version_date)
    decision = names.tables.get(policy.decision)
    rows = (
        ("Number", policy.number),
        ("Title", policy.title),
        ("Version", policy.version),
        ("Approved on", _date(policy.approved_on)),
        ("In force from", _date(policy.in_force_from)),
        ("In force until", _date(policy.in_force_until)),
        ("Version date", "" if chosen is None else chosen.name),
        ("Decision", "" if decision is None else decision.name),
        *policy.further,
    )
    fields = tuple(_of_policy(policy, heading, text) for heading, text in rows)
    return Block(kind=BlockKind.POLICY, name="Policy", settings=fields, at=policy.at)


_DECIDING = frozenset({"In force from", "In force until", "Version date", "Decision"})


def _of_policy(policy: Policy, heading: str, text: str) -> Field:
    """What selects the version or the answering table has a meaning for answers."""
    nature = Nature.MEANING if heading in _DECIDING else Nature.WORDING
    return Field(key=heading, heading=heading, text=text, says=text, nature=nature, at=policy.at)


def _date(date: dt.date | None) -> str:
    return "" if date is None else date.isoformat()


# -- examples and texts ----------------------------------------------------------------------------


def examples_block(names: Names) -> Block:
    """The examples of all tables."""
    return Block(
        kind=BlockKind.EXAMPLES,
        name="Examples",
        rows=tuple(_example(names, example) for example in names.program.examples),
    )


def _example(names: Names, example: Example) -> Row:
    given = (names.inputs[code_name] for code_name, _ in example.given)
    table = names.tables[example.decision]
    outputs = {output.code_name: output.name for output in table.outputs}
    content: Hashable = (example.decision, example.given, example.expect)
    return Row(
        name=example.case,
        keys=((example.decision, example.case), content),
        fields=(
            Field(key="case", heading="Case", text=example.case, at=example.at),
            *(
                Field(
                    key=("given", name.code_name),
                    heading=name.name,
                    text=value_text(value, name.type.unit),
                    says=(type(value).__name__, value),
                    nature=Nature.MEANING,
                    at=example.at,
                )
                for name, (_, value) in zip(given, example.given, strict=True)
            ),
            *(
                Field(
                    key=("expect", each.kind, each.output),
                    heading=f"Expect {outputs.get(each.output, each.kind.value.capitalize())}",
                    text=each.text,
                    says=each,
                    nature=Nature.MEANING,
                    at=each.at,
                )
                for each in example.expect
            ),
            Field(key="why", heading="Why", text=example.why, at=example.at),
        ),
        says=example.why,
        at=example.at,
    )


def _texts(program: Program) -> Iterator[Block]:
    for table in (*program.revisions, *program.references, *program.information):
        yield Block(
            kind=BlockKind.TEXT,
            name=table.title,
            keys=(table.title,),
            rows=tuple(_line(table, row) for row in table.rows),
            at=table.at,
        )


def _line(table: TextTable, row: tuple[str, ...]) -> Row:
    first = next((text for text in row if text), "")
    cells = zip(table.headings, row, strict=False)
    return Row(
        name=first,
        keys=(row, first),
        fields=tuple(Field(key=heading, heading=heading, text=text) for heading, text in cells),
        at=table.at,
    )
