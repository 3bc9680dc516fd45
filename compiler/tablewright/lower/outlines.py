"""What tables and checklists define, read before any condition: outputs, items, citations."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.codes import DUPLICATE_NAME, UNKNOWN_NAME, UNREADABLE_CELL
from tablewright.diagnostics.model import Label
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.program import HitPolicy, Name
from tablewright.lower.findings import Findings
from tablewright.lower.glossary import Glossary
from tablewright.lower.roles import Heading, Roles, read_roles
from tablewright.lower.scope import ItemEntry
from tablewright.lower.table_options import read_hit_policy
from tablewright.lower.titles import Titled
from tablewright.syntax.columns import Columns, HeadingRule, read_columns
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import Row, text_of
from tablewright.syntax.value import parse_label

_TABLE = HeadingRule(required=("Rule", "Then"), repeated=frozenset({"If", "Then"}))
_CHECKLIST = HeadingRule(required=("Item", "Subject", "Test"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutline:
    """A decision table: its columns, its hit policy, and which Then columns give which names."""

    titled: Titled
    roles: Roles
    thens: tuple[Heading, ...]
    outputs: tuple[Name, ...]  # as one rule gives them, in the order of `thens`
    hit_policy: HitPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A row of a checklist with its id and its own citation."""

    id: str
    cite: str
    kind: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistOutline:
    """A checklist: its rows by id."""

    titled: Titled
    columns: Columns
    items: tuple[ItemRow, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The analyst's own words for its items."""
        return tuple(dict.fromkeys(item.kind for item in self.items if item.kind))

    @property
    def entries(self) -> tuple[ItemEntry, ...]:
        """Its items as others can name them."""
        block = self.titled.block
        return tuple(
            ItemEntry(
                checklist=self.titled.code_name,
                id=item.id,
                cite=item.cite,
                at=block.place(item.row, self.columns.number("Item")),
            )
            for item in self.items
        )


def outline_tables(
    titled: tuple[Titled, ...], glossary: Glossary, findings: Findings
) -> tuple[TableOutline, ...]:
    """Every table with its outputs; a name is the output of one table only."""
    taken: dict[str, tuple[Titled, Heading]] = {}
    outlines: list[TableOutline] = []
    for each in titled:
        roles = read_roles(each.block, _TABLE, frozenset({"If", "Then"}), findings)
        thens: list[Heading] = []
        outputs: list[Name] = []
        for heading in roles.headings:
            if heading.role != "Then":
                continue
            output = _output(each, heading, glossary, findings)
            if output is not None and _is_first(each, heading, taken, findings):
                thens.append(heading)
                outputs.append(output)
        outlines.append(
            TableOutline(
                titled=each,
                roles=roles,
                thens=tuple(thens),
                outputs=tuple(outputs),
                hit_policy=read_hit_policy(each, tuple(outputs), findings),
            )
        )
    return tuple(outlines)


def _output(
    titled: Titled, heading: Heading, glossary: Glossary, findings: Findings
) -> Name | None:
    names = [entry.name.name for entry in glossary.entries]
    for entry in glossary.entries:
        if plain(entry.name.name) == plain(heading.name):
            if entry.calculated is None:
                return entry.name
            findings.report(
                DUPLICATE_NAME,
                titled.block.span(heading.cell),
                f"`{heading.name}` is calculated, so no table can give it.",
                "Clear its Calculated as, or let the table give another name.",
                (Label(span=entry.name.at, text="calculated here"),),
            )
            return None
    if plain(heading.name) not in {plain(name) for name in glossary.broken}:
        meant = nearest(heading.name, names)
        findings.report(
            UNKNOWN_NAME,
            titled.block.span(heading.cell),
            f"`{heading.name}` is not in the Glossary, which gives an output its type.",
            f"Did you mean `{meant}`?"
            if meant
            else "Write a name of the Glossary, or add a row for it there.",
        )
    return None


def _is_first(
    titled: Titled,
    heading: Heading,
    taken: dict[str, tuple[Titled, Heading]],
    findings: Findings,
) -> bool:
    first = taken.setdefault(plain(heading.name), (titled, heading))
    if first[1] is heading:
        return True
    findings.report(
        DUPLICATE_NAME,
        titled.block.span(heading.cell),
        f"`{heading.name}` is given twice.",
        "Let one column of one table give it.",
        (Label(span=first[0].block.span(first[1].cell), text="given here already"),),
    )
    return False


def outline_checklist(titled: Titled, findings: Findings) -> ChecklistOutline:
    """The rows of a checklist with their ids."""
    columns, faults = read_columns(titled.block, _CHECKLIST)
    findings.add(faults)
    items: list[ItemRow] = []
    for row in columns.rows:
        item_id = _label(titled, columns, row, "Item", findings)
        if not item_id:
            if columns.cell(row, "Item") is None:
                findings.report(
                    UNREADABLE_CELL,
                    titled.block.place(row, columns.number("Item")),
                    "This row has no item id.",
                    "Write an id such as 5.a in the column Item.",
                )
            continue
        items.append(
            ItemRow(
                id=item_id,
                cite=_label(titled, columns, row, "Cite", findings),
                kind=text_of(columns.cell(row, "Kind")),
                row=row,
            )
        )
    return ChecklistOutline(titled=titled, columns=columns, items=tuple(items))


def _label(titled: Titled, columns: Columns, row: Row, heading: str, findings: Findings) -> str:
    cell = columns.cell(row, heading)
    if cell is None:
        return ""
    return (findings.take(parse_label(cell), titled.block, cell) or "").strip()
