"""From changes to the rows of their page. Places nothing and decides nothing about meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from tablewright.emit.changes.links import Pages
from tablewright.emit.changes.marks import marked
from tablewright.emit.changes.rows import (
    AnswerRow,
    BlockSection,
    CellRow,
    ChangeRow,
    EffectCard,
    Page,
    QuestionSection,
    VersionRow,
)
from tablewright.emit.words import ISO_DATE, Words, text_words
from tablewright.ir.changes import (
    BlockChange,
    BlockKind,
    CellChange,
    Changes,
    Deed,
    Edition,
    Nature,
    RowChange,
)
from tablewright.ir.effects import Effect, Question, Said, Verdict, counted
from tablewright.ir.phrases import (
    examples_lines,
    places,
    same_text,
    source_text,
    title_of,
    told_cells,
)

_DEEDS = {Deed.ADDED: "new", Deed.REMOVED: "gone", Deed.CHANGED: "changed"}
_NATURES = {Nature.MEANING: "meaning", Nature.CITATION: "citation", Nature.WORDING: "wording"}


def page_of(changes: Changes, pages: Pages) -> Page:
    """Everything the page says."""
    view = _View(changes, pages)
    changed = [each for each in changes.questions if each.verdict is not Verdict.UNCHANGED]
    same = [each for each in changes.questions if each.verdict is Verdict.UNCHANGED]
    return Page(
        number=changes.new.number,
        title=changes.new.title,
        old=_version(changes.old, pages.old),
        new=_version(changes.new, pages.new),
        summary=tuple(map(_dated, changes.summary)),
        blocks=tuple(view.block(at, block) for at, block in enumerate(changes.blocks, 1)),
        questions=tuple(view.question(at, each) for at, each in enumerate(changed, 1)),
        unchanged=tuple(pages.asked(each) for each in same),
        scope=changes.scope,
    )


def _version(edition: Edition, page: PurePosixPath | None) -> VersionRow:
    return VersionRow(
        name=edition.name,
        href="" if page is None else str(page),
        workbook=edition.workbook,
        digest=edition.digest,
    )


@dataclass(frozen=True, slots=True)
class _View:
    """The changes with the pages that they link to."""

    changes: Changes
    pages: Pages

    # -- rows

    def block(self, at: int, block: BlockChange) -> BlockSection:
        """A block with its settings and rows."""
        examples = block.kind is BlockKind.EXAMPLES
        deed = "" if block.deed is Deed.CHANGED else f"is {_DEEDS[block.deed]}"
        return BlockSection(
            anchor=f"block-{at}",
            title=title_of(block),
            remark=", ".join(filter(None, (deed, same_text(block)))),
            settings=tuple(_setting(block, cell) for cell in block.settings),
            rows=() if examples else tuple(self._row(block, row) for row in block.rows),
            lines=tuple(examples_lines(block)) if examples else (),
        )

    def _row(self, block: BlockChange, row: RowChange) -> ChangeRow:
        old, new = self.pages.row(block, row)
        return ChangeRow(
            deed="moved" if row.moved and not row.cells else _DEEDS[row.deed],
            old=old,
            new=new,
            old_says="" if any(cell.new == row.says for cell in row.cells) else row.says,
            new_says=row.says,
            remarks=tuple(_remarks(row)),
            nature="" if block.kind is BlockKind.TEXT else _NATURES[row.nature],
            cells=tuple(map(_cell, told_cells(row))),
        )

    # -- requests

    def question(self, at: int, question: Question) -> QuestionSection:
        """A question with every way in which answers change, and what is open."""
        anchor = f"asked-{at}"
        return QuestionSection(
            anchor=anchor,
            title=question.name,
            kind="the decision" if question.decides else question.kind.lower(),
            effects=tuple(
                self._effect(question, effect, f"{anchor}-{number}")
                for number, effect in enumerate(question.effects, 1)
            ),
            notes=tuple(_notes(question)),
        )

    def _effect(self, question: Question, effect: Effect, anchor: str) -> EffectCard:
        return EffectCard(
            anchor=anchor,
            old=effect.old.text,
            new=effect.new.text,
            note="by another rule" if effect.by_other_rules else "",
            answers=(
                self._answer(question, effect.old, new=False),
                self._answer(question, effect.new, new=True),
            ),
            always=effect.always,
            source=source_text(effect),
            given=tuple(
                (g.name, f"{g.text} (only in {g.only_in})" if g.only_in else g.text)
                for g in effect.request
            ),
            count=effect.count,
        )

    def _answer(self, question: Question, said: Said, *, new: bool) -> AnswerRow:
        return AnswerRow(
            version=self.changes.new.name if new else self.changes.old.name,
            text=said.text,
            rules=tuple(self.pages.rule(question, rule, new=new) for rule in said.rules),
            unmet=", ".join(said.unmet),
            met_by=", ".join(said.satisfied_by),
            problems=said.problems,
        )


def _dated(sentence: str) -> Words:
    """The sentence with its dates as people write them."""
    parts = re.split(f"({ISO_DATE.pattern})", sentence)
    return tuple(run for part in parts for run in text_words(part))


def _cell(cell: CellChange) -> CellRow:
    old, new = marked(cell.old, cell.new)
    return CellRow(
        heading=cell.heading,
        old=old,
        new=new,
        nature=_NATURES[cell.nature],
        at=places(cell.old_at, cell.new_at),
    )


def _setting(block: BlockChange, cell: CellChange) -> CellRow:
    """Of the policy itself only what decides something has a kind; the rest is neither."""
    row = _cell(cell)
    plain = block.kind is BlockKind.POLICY and cell.nature is not Nature.MEANING
    return replace(row, nature="") if plain else row


def _remarks(row: RowChange) -> Iterator[str]:
    if row.deed is Deed.CHANGED and row.old_place != row.place:
        yield f"stands below {row.place} now" if row.place else "stands by itself now"
    if row.moved:
        yield "stands elsewhere in the order"


def _notes(question: Question) -> Iterator[str]:
    for each in question.examples:
        yield (
            f"The case {each.example} does not say all that matters; it was answered "
            f"“{each.old.text}” and is “{each.new.text}” now."
        )
    for open_one in question.suspected:
        count = counted(open_one.ways, open_one.share, exact=False)
        yield (
            f"Not settled: from “{open_one.old}” to “{open_one.new}”. "
            f"No request was found that shows it, {count}."
        )
    if question.verdict is Verdict.UNSETTLED and not question.suspected:
        yield "Not settled within the steps."
    yield from question.notes
