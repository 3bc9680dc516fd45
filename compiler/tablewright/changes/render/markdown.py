"""From changes to Markdown for a pull request: short above, everything below in folds.

Texts of cells are hostile: no letter of them is markup, mentions nobody and links nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tablewright.diagnostics.printable import printable
from tablewright.ir.changes import (
    BlockChange,
    BlockKind,
    CellChange,
    Changes,
    Deed,
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

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$]|:(?=//|\w+:)|(?<!\S)[-+](?=\s)|^[-+#]|^\d+(?=[.)])")
_JOINED = re.compile(r"(?i)[@#](?=\w)|\bwww(?=\.)|\bgh(?=-\d)")
_SIGNS = {Deed.ADDED: "`+`", Deed.REMOVED: "`-`", Deed.CHANGED: "`~`"}


def render(changes: Changes) -> str:
    """Everything that changed."""
    return "\n".join(_lines(changes)).rstrip("\n") + "\n"


def text_of(text: str) -> str:
    """A text of a cell in which no letter is markup."""
    # A comment that is not shown parts what would be a mention or a link.
    parts = _JOINED.split(printable(text))
    joints = [found.group() for found in _JOINED.finditer(printable(text))]
    escaped = [_SPECIAL.sub(_entities, part) for part in parts]
    return "".join(f"{a}{b}<!-- -->" for a, b in zip(escaped, joints, strict=False)) + escaped[-1]


def _entities(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(letter)};" for letter in found.group())


def _lines(changes: Changes) -> Iterator[str]:
    old, new = text_of(changes.old.name), text_of(changes.new.name)
    yield f"## {text_of(changes.new.number)} {text_of(changes.new.title)}: {old} → {new}"
    yield ""
    yield from (f"- {text_of(sentence)}" for sentence in changes.summary)
    yield ""
    for question in changes.questions:
        if question.verdict is not Verdict.UNCHANGED:
            yield from _question(question, (old, new))
    if changes.blocks:
        yield "### What stands in the sheets"
        yield ""
    for block in changes.blocks:
        yield from _block(block, (old, new))
    same = [text_of(e.name) for e in changes.questions if e.verdict is Verdict.UNCHANGED]
    if same:
        yield from _fold("Proven to answer as before", [", ".join(same), "", *_scope(changes)])
    yield f"<sub>{text_of(changes.old.workbook)} → {text_of(changes.new.workbook)}</sub>"


def _scope(changes: Changes) -> Iterator[str]:
    yield from (f"{text_of(line)}  " for line in changes.scope)


def _fold(title: str, lines: Iterable[str], *, is_open: bool = False) -> Iterator[str]:
    """A part that is folded away; titles are HTML."""
    yield f"<details{' open' if is_open else ''}><summary>{title}</summary>"
    yield ""
    yield from lines
    yield ""
    yield "</details>"
    yield ""


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(headings)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


# -- rows ------------------------------------------------------------------------------------------


def _block(block: BlockChange, names: tuple[str, str]) -> Iterator[str]:
    facts = [same_text(block)] if block.deed is Deed.CHANGED else [block.deed.value]
    matters = block.nature is Nature.MEANING
    nature = [] if matters or block.kind in _READ_ONLY else ["no change of meaning"]
    told = ", ".join(filter(None, (*facts, *nature)))
    title = f"<b>{text_of(title_of(block))}</b>{f': {told}' if told else ''}"
    yield from _fold(title, _content(block, names), is_open=matters)


_READ_ONLY = frozenset({BlockKind.EXAMPLES, BlockKind.TEXT, BlockKind.POLICY})


def _content(block: BlockChange, names: tuple[str, str]) -> Iterator[str]:
    if block.kind is BlockKind.EXAMPLES:
        yield from (f"- {text_of(line)}" for line in examples_lines(block))
        return
    rows = [_cells(cell) for cell in block.settings]
    if rows:
        headings = ("", *names)
        yield from _table(headings, ((f"**{row[0]}**", row[1], row[2]) for row in rows))
        yield ""
    found = [line for row in block.rows for line in _row(row)]
    if found:
        yield from _table(("Row", "Cell", *names, "Kind", "Where"), found)


def _row(row: RowChange) -> Iterator[tuple[str, ...]]:
    """A line for the row itself, and one for each of its cells."""
    name = row.new_name or row.old_name
    if row.renamed:
        name = f"{row.old_name} → {row.new_name}"
    head = f"{_SIGNS[row.deed]} **{text_of(name)}**"
    said = [text_of(row.says)] if row.says else []
    if row.deed is Deed.CHANGED and row.old_place != row.place:
        said.append(f"*below {text_of(row.place)} now*" if row.place else "*by itself now*")
    if row.moved:
        said.append("*elsewhere in the order*")
    where = text_of(places(row.old_at, row.new_at))
    kind = row.nature.value
    sides = ("", "") if row.deed is Deed.CHANGED else (_told(row.deed is Deed.ADDED, said))
    cell = "<br>".join(said) if row.deed is Deed.CHANGED else ""
    yield head, cell, *sides, kind, where
    for each in told_cells(row):
        yield "", *_cells(each), each.nature.value, text_of(places(each.old_at, each.new_at))


def _told(added: bool, said: list[str]) -> tuple[str, str]:  # noqa: FBT001 - one of two sides
    text = "<br>".join(said)
    return ("", text) if added else (text, "")


def _cells(cell: CellChange) -> tuple[str, str, str]:
    return text_of(cell.heading), text_of(cell.old), text_of(cell.new)


# -- requests --------------------------------------------------------------------------------------


def _question(question: Question, names: tuple[str, str]) -> Iterator[str]:
    kind = "the decision" if question.decides else question.kind.lower()
    yield f"### {text_of(question.name)}, {kind}"
    yield ""
    for effect in question.effects:
        yield from _effect(effect, names)
    for each in question.examples:
        yield (
            f"- The case {text_of(each.example)}, which does not say all that matters: "
            f"**{text_of(each.old.text)}** → **{text_of(each.new.text)}**"
        )
    for open_one in question.suspected:
        count = counted(open_one.ways, open_one.share, exact=False)
        yield (
            f"- Not settled: {text_of(open_one.old)} → {text_of(open_one.new)}; no request was "
            f"found that shows it, {count}."
        )
    if question.verdict is Verdict.UNSETTLED and not question.suspected:
        yield "- Not settled within the steps; `--thorough` takes more."
    yield from (f"- {text_of(note)}" for note in question.notes)
    yield ""


def _effect(effect: Effect, names: tuple[str, str]) -> Iterator[str]:
    other = ", by another rule" if effect.by_other_rules else ""
    title = f"<b>{text_of(effect.old.text)} → {text_of(effect.new.text)}</b>{other}, {effect.count}"
    yield from _fold(title, _shown(effect, names))


def _shown(effect: Effect, names: tuple[str, str]) -> Iterator[str]:
    rows = (
        (f"**{n}**", *_said(said)) for n, said in zip(names, (effect.old, effect.new), strict=True)
    )
    yield from _table(("", "Answer", "Rule", "Not met", "Met by"), rows)
    yield ""
    if effect.always:
        told = "; ".join(f"{text_of(name)} **{text_of(v)}**" for name, v in effect.always)
        yield f"All such requests: {told}."
        yield ""
    yield f"{text_of(source_text(effect))}:"
    yield ""
    given = ((text_of(g.name), f"{text_of(g.text)}{_only(g.only_in)}") for g in effect.request)
    yield from _table(("Input", "Value"), given)


def _only(version: str) -> str:
    return f" (only in {text_of(version)})" if version else ""


def _said(said: Said) -> tuple[str, str, str, str]:
    rules = (" · ".join(filter(None, (r.id, r.cite, r.at.address))) for r in said.rules)
    answer = "<br>".join(text_of(text) for text in (said.text, *said.problems))
    return (
        answer,
        "<br>".join(map(text_of, rules)),
        text_of(", ".join(said.unmet)),
        text_of(", ".join(said.satisfied_by)),
    )
