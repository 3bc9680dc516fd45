"""From changes to text for a terminal: in short, then the rows, then the requests.

Colour only when asked. Every text of a cell is made printable first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from tablewright.diagnostics.printable import padded, printable, width
from tablewright.diagnostics.render.paint import Ink, Paint, coloured, uncoloured
from tablewright.ir.changes import BlockChange, BlockKind, CellChange, Changes, Deed, RowChange
from tablewright.ir.effects import Effect, Question, Said, Verdict, counted
from tablewright.ir.phrases import (
    examples_lines,
    places,
    same_text,
    source_text,
    title_of,
    told_cells,
)

_SIGNS = {
    Deed.ADDED: ("+", Ink.HELP),
    Deed.REMOVED: ("-", Ink.ERROR),
    Deed.CHANGED: ("~", Ink.WARNING),
}
_NAME = 26  # columns for a name before its value, where it is as short as most are


def render(changes: Changes, *, color: bool = False, columns: int = 88) -> str:
    """Everything that changed."""
    page = _Page(changes=changes, columns=columns, paint=coloured if color else uncoloured)
    return "\n\n".join("\n".join(block) for block in page.blocks()) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the text is laid out on."""

    changes: Changes
    columns: int
    paint: Paint

    def blocks(self) -> Iterator[list[str]]:
        """Blocks of lines, a blank line between two."""
        changes = self.changes
        head = f"{changes.new.number} {changes.new.title}: {changes.old.name} → {changes.new.name}"
        yield [
            self.paint(printable(head), Ink.STRONG),
            self.paint(printable(f"{changes.old.workbook} → {changes.new.workbook}"), Ink.PLACE),
        ]
        yield [line for text in changes.summary for line in self._item(text)]
        if changes.blocks:
            yield [self.paint("What stands in the sheets", Ink.STRONG)]
        for block in changes.blocks:
            yield list(self._block(block))
        changed = [each for each in changes.questions if each.verdict is not Verdict.UNCHANGED]
        if changed:
            yield [self.paint("Which requests are answered otherwise", Ink.STRONG)]
        for question in changed:
            yield from self._question(question)
        yield list(self._unchanged())

    # -- rows

    def _block(self, block: BlockChange) -> Iterator[str]:
        facts = "" if block.deed is Deed.CHANGED else f" is {block.deed.value}"
        same = self.paint(same_text(block), Ink.FRAME)
        yield f"{self.paint(printable(title_of(block)), Ink.STRONG)}{facts}  {same}".rstrip()
        for cell in block.settings:
            yield from self._cell(cell, "  ")
        if block.kind is BlockKind.EXAMPLES:
            for line in examples_lines(block):
                yield from self._wrapped(line, "  ")
            return
        for row in block.rows:
            yield from self._row(row, "" if block.kind is BlockKind.TEXT else row.nature.value)

    def _row(self, row: RowChange, nature: str) -> Iterator[str]:
        sign, ink = _SIGNS[row.deed]
        name = row.new_name or row.old_name
        if row.renamed:
            name = f"{row.old_name} → {row.new_name}"
        place = self.paint(printable(places(row.old_at, row.new_at)), Ink.PLACE)
        facts = "  ".join(filter(None, (self.paint(nature, Ink.FRAME), place)))
        yield f"  {self.paint(sign, ink)} {self.paint(printable(name), Ink.STRONG)}  {facts}"
        yield from self._wrapped(row.says, "    ")
        if row.deed is Deed.CHANGED and row.old_place != row.place:
            where = f"below {row.place}" if row.place else "by itself"
            yield f"    stands {printable(where)} now"
        if row.moved:
            yield "    stands elsewhere in the order"
        for cell in told_cells(row):
            if row.deed is Deed.CHANGED:
                yield from self._cell(cell, "    ")
            else:
                yield from self._only(cell)

    def _only(self, cell: CellChange) -> Iterator[str]:
        """A cell of a row that only one version has."""
        lead = f"    {padded(printable(cell.heading), _NAME - 4)}  "
        first, *rest = wrap(printable(cell.new or cell.old), self.columns - _NAME - 2) or [""]
        yield f"{self.paint(lead, Ink.FRAME)}{first}"
        yield from (f"{'':{width(lead)}}{line}" for line in rest)

    def _cell(self, cell: CellChange, margin: str) -> Iterator[str]:
        """On one line where both texts fit, else one below the other."""
        old, new = printable(cell.old), printable(cell.new)
        lead = f"{margin}{padded(printable(cell.heading), _NAME - len(margin))}  "
        whole = f"{old or 'blank'} → {new or 'blank'}"
        if width(lead) + width(whole) <= self.columns:
            yield f"{self.paint(lead, Ink.FRAME)}{whole}"
            return
        yield self.paint(f"{margin}{printable(cell.heading)}", Ink.FRAME)
        yield from self._side("-", Ink.ERROR, old, margin)
        yield from self._side("+", Ink.HELP, new, margin)

    def _side(self, sign: str, ink: Ink, text: str, margin: str) -> Iterator[str]:
        lines = wrap(text or "blank", self.columns - len(margin) - 4) or [""]
        for at, line in enumerate(lines):
            yield f"{margin}  {self.paint(sign, ink) if at == 0 else ' '} {line}"

    # -- requests

    def _question(self, question: Question) -> Iterator[list[str]]:
        kind = "the decision" if question.decides else question.kind.lower()
        name = self.paint(printable(question.name), Ink.STRONG)
        place = self.paint(printable(places(question.old_at, question.new_at)), Ink.PLACE)
        yield [f"{name}, {kind}  {place}"]
        for effect in question.effects:
            yield list(self._effect(effect))
        for each in question.examples:
            old, new = self.changes.old.name, self.changes.new.name
            yield [
                f"  Example {printable(each.example)}, which does not say all that matters:",
                f"    {old}  {printable(each.old.text)}",
                f"    {new}  {printable(each.new.text)}",
            ]
        for open_one in question.suspected:
            count = counted(open_one.ways, open_one.share, exact=False)
            yield [
                f"  Not settled: {printable(open_one.old)} → {printable(open_one.new)}",
                f"    No request was found that shows it, {count}.",
            ]
        notes = [line for note in question.notes for line in self._wrapped(note, "  ")]
        if question.verdict is Verdict.UNSETTLED and not question.suspected:
            notes.append("  Not settled within the steps; --thorough takes more.")
        if notes:
            yield notes

    def _effect(self, effect: Effect) -> Iterator[str]:
        old, new = self.changes.old.name, self.changes.new.name
        other = ", by another rule" if effect.by_other_rules else ""
        arrow = f"{effect.old.text} → {effect.new.text}{other}"
        yield f"  {self.paint(printable(arrow), Ink.WARNING)}"
        column = max(width(old), width(new)) + 2
        for name, said in ((old, effect.old), (new, effect.new)):
            yield from self._said(padded(name, column), said)
        if effect.always:
            told = "; ".join(f"{name} {values}" for name, values in effect.always)
            yield from self._paragraph("always", told)
        yield f"    {self.paint(printable(source_text(effect)), Ink.STRONG)}"
        names = max((width(printable(given.name)) for given in effect.request), default=0)
        for given in effect.request:
            only = f"  (only in {given.only_in})" if given.only_in else ""
            name = padded(printable(given.name), names)
            yield f"      {name}  {printable(given.text)}{printable(only)}"
        yield from self._wrapped(effect.count, "    ", Ink.FRAME)

    def _said(self, lead: str, said: Said) -> Iterator[str]:
        facts = [
            *(f"rule {' · '.join(filter(None, (r.id, r.cite, r.at.address)))}" for r in said.rules),
            *([f"not met: {', '.join(said.unmet)}"] if said.unmet else []),
            *([f"met by: {', '.join(said.satisfied_by)}"] if said.satisfied_by else []),
            *said.problems,
        ]
        lines = [line for fact in facts for line in wrap(printable(fact), self.columns - 8)]
        yield f"    {printable(lead)}{printable(said.text)}"
        yield from (f"      {self.paint(line, Ink.FRAME)}" for line in lines)

    def _unchanged(self) -> Iterator[str]:
        same = [e.name for e in self.changes.questions if e.verdict is Verdict.UNCHANGED]
        if same:
            yield self.paint("Proven to answer as before", Ink.STRONG)
            yield from self._wrapped(", ".join(same), "  ")
        for line in self.changes.scope:
            yield from self._wrapped(line, "  ", Ink.FRAME)

    # -- lines

    def _item(self, text: str) -> Iterator[str]:
        first, *rest = wrap(printable(text), self.columns - 2) or [""]
        yield f"· {first}"
        yield from (f"  {line}" for line in rest)

    def _paragraph(self, lead: str, text: str) -> Iterator[str]:
        room = self.columns - len(lead) - 6
        first, *rest = wrap(printable(text), room) or [""]
        yield f"    {self.paint(lead, Ink.STRONG)}  {first}"
        yield from (f"    {'':{len(lead)}}  {line}" for line in rest)

    def _wrapped(self, text: str, margin: str, ink: Ink | None = None) -> Iterator[str]:
        for line in wrap(printable(text), self.columns - len(margin)):
            yield f"{margin}{self.paint(line, ink) if ink is not None else line}"
