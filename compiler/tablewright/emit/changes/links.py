"""From what changed to the places on the pages of both versions where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from tablewright.emit.changes.rows import Link
from tablewright.emit.names import checklist_id, item_id, name_id, rule_id, table_id
from tablewright.ir.changes import BlockChange, BlockKind, RowChange
from tablewright.ir.effects import Cited, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of both versions, beside this one; empty where there is none."""

    old: PurePosixPath | None
    new: PurePosixPath | None

    def row(self, block: BlockChange, row: RowChange) -> tuple[Link, Link]:
        """Where a row stood, and where it stands."""
        old = _row_id(block, block.old_code, row.old_name, row.code_name)
        new = _row_id(block, block.new_code, row.new_name, row.code_name)
        at_old = row.old_at.address if row.old_at is not None else ""
        at_new = row.new_at.address if row.new_at is not None else ""
        return (
            Link(text=row.old_name, href=_href(self.old, old if row.old_name else ""), at=at_old),
            Link(text=row.new_name, href=_href(self.new, new if row.new_name else ""), at=at_new),
        )

    def rule(self, question: Question, rule: Cited, *, new: bool) -> Link:
        """A rule that answers."""
        page = self.new if new else self.old
        code = question.new_code if new else question.old_code
        text = f"{rule.id} · {rule.cite}" if rule.cite else rule.id
        return Link(text=text, href=_href(page, rule_id(code, rule.id)), at=rule.at.address)

    def asked(self, question: Question) -> Link:
        """Where what is asked stands now."""
        match question.kind:
            case "Checklist":
                anchor = checklist_id(question.new_code)
            case "Calculation":
                anchor = name_id(question.new_code)
            case _:
                anchor = table_id(question.new_code)
        return Link(text=question.name, href=_href(self.new, anchor))


def _row_id(block: BlockChange, code: str, name: str, code_name: str) -> str:
    match block.kind:
        case BlockKind.TABLE:
            return rule_id(code, name)
        case BlockKind.CHECKLIST:
            return item_id(code, name)
        case BlockKind.GLOSSARY:
            return name_id(code_name)
        case _:
            return ""


def _href(page: PurePosixPath | None, anchor: str) -> str:
    return f"{page}#{anchor}" if page is not None and anchor else ""
