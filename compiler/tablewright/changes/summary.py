"""Everything that changed in a few plain sentences, for people who sign and do not read tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from tablewright.ir.changes import (
    BlockChange,
    BlockKind,
    CellChange,
    Deed,
    Edition,
    Nature,
    RowChange,
)
from tablewright.ir.effects import Effect, Question, Verdict

_NOUNS = {
    BlockKind.TABLE: "rule",
    BlockKind.CHECKLIST: "item",
    BlockKind.GLOSSARY: "name",
    BlockKind.VALUE_SET: "code",
    BlockKind.IMPOSSIBLE: "combination",
    BlockKind.EXAMPLES: "example",
}
_NOTHING = "Nothing changed: both say the same in every cell that is read."
_ELSEWHERE = "Nothing changed in what is said; some of it only stands elsewhere."
_FACTS = 3  # of what requests have in common, that are told
_MANY = 6  # changes of one block that are told one by one
_READ_ONLY = frozenset({BlockKind.EXAMPLES, BlockKind.TEXT})


def summary(
    editions: tuple[Edition, Edition],
    blocks: tuple[BlockChange, ...],
    questions: tuple[Question, ...],
) -> tuple[str, ...]:
    """What a reader has to know; one sentence if nothing changed."""
    if not blocks and all(each.verdict is Verdict.UNCHANGED for each in questions):
        same = editions[0].digest == editions[1].digest
        return (_NOTHING if same else _ELSEWHERE,)
    return tuple(
        chain(
            _force(*editions),
            chain.from_iterable(map(_block, blocks)),
            _answers(questions, editions[1].name, _touched(blocks)),
            _read_only(blocks),
        )
    )


# -- rows ------------------------------------------------------------------------------------------


def _force(old: Edition, new: Edition) -> Iterator[str]:
    if old.in_force_from != new.in_force_from:
        before, after = (_since(edition) for edition in (old, new))
        yield f"{new.name} is in force {after}; {old.name} was {before}."


def _since(edition: Edition) -> str:
    since = edition.in_force_from
    return "from no date yet" if since is None else f"from {since.isoformat()}"


def _block(block: BlockChange) -> Iterator[str]:
    """What a block asks or answers otherwise; its other changes are counted elsewhere."""
    if block.kind in _READ_ONLY or block.nature is not Nature.MEANING:
        return
    if block.kind is BlockKind.POLICY:
        return
    name = str(block.kind) if block.kind.value == block.name else f"{block.kind} {block.name}"
    if block.deed is not Deed.CHANGED:
        yield f"{name} is {'new' if block.deed is Deed.ADDED else 'gone'}."
        return
    rows = [row for row in block.rows if row.nature is Nature.MEANING]
    told = [
        *(_cell(cell) for cell in block.settings if cell.nature is Nature.MEANING),
        *(_row(row, _NOUNS.get(block.kind, "row")) for row in rows),
    ]
    more = len(told) - _MANY
    told = [*told[:_MANY], *([f"and {more} more changes"] if more > 0 else [])]
    yield f"{name}: {'; '.join(told)}."


def _row(row: RowChange, noun: str) -> str:
    says = f" ({row.says.rstrip('.')})" if row.says else ""
    if row.deed is Deed.ADDED:
        return f"new {noun} {row.new_name}{says}"
    if row.deed is Deed.REMOVED:
        return f"{noun} {row.old_name} is gone{says}"
    parts = [f"{noun} {row.old_name}"]
    if row.renamed:
        parts = [f"{noun} {row.old_name} is {row.new_name} now"]
    if row.old_place != row.place:
        parts.append(f"below {row.place}" if row.place else "by itself")
    if row.moved and row.ordered:
        parts.append("elsewhere in the order")
    parts += [_cell(cell) for cell in row.cells if cell.nature is Nature.MEANING]
    return ", ".join(parts)


def _cell(cell: CellChange) -> str:
    return f"{cell.heading} is {cell.new or 'blank'}, was {cell.old or 'blank'}"


def _read_only(blocks: Iterable[BlockChange]) -> Iterator[str]:
    """Where only citations, wording, examples or texts changed."""
    found = [
        f"{row_count} in {block.name}"
        for block in blocks
        if (row_count := _counted(block, sum(r.nature is not Nature.MEANING for r in block.rows)))
        if block.kind not in _READ_ONLY
    ]
    if found:
        yield f"Cited, numbered or worded otherwise only: {', '.join(found)}."
    names = [block.name for block in blocks if block.kind in _READ_ONLY]
    if names:
        yield f"For readers only: {', '.join(names)}."


def _counted(block: BlockChange, count: int) -> str:
    noun = _NOUNS.get(block.kind, "row")
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""


# -- answers ---------------------------------------------------------------------------------------


def _touched(blocks: Iterable[BlockChange]) -> frozenset[str]:
    """The names that changed rows ask about, or are."""
    rows = (row for block in blocks if block.kind not in _READ_ONLY for row in block.rows)
    return frozenset(n for row in rows if row.nature is Nature.MEANING for n in row.reads)


def _answers(questions: tuple[Question, ...], new: str, touched: frozenset[str]) -> Iterator[str]:
    decision, *others = questions
    yield from _decision(decision, new, touched)
    changed = [each.name for each in others if each.verdict is Verdict.CHANGED]
    if changed:
        yield f"Asked alone, {_and(changed)} {_do(changed)} answer some requests otherwise too."
    unsettled = [each.name for each in questions if each.verdict is Verdict.UNSETTLED]
    if unsettled:
        yield f"It is not settled whether {_and(unsettled)} {_do(unsettled)} answer as before."
    same = sum(each.verdict is Verdict.UNCHANGED for each in others)
    if same:
        of = "all others" if same < len(others) else "everything else"
        yield f"For {of} ({same} of {len(others)}) it is proven that no answer changed."


def _decision(decision: Question, new: str, touched: frozenset[str]) -> Iterator[str]:
    if decision.verdict is Verdict.UNCHANGED:
        yield f"No complete request gets another answer from {decision.name}; that is proven."
    ways = [each for each in decision.effects if not each.by_other_rules]
    for each in ways:
        told = f"answered “{each.old.text}” before are “{each.new.text}” in {new}"
        yield f"Some requests{_with(each, touched)} {told}."
    if decision.effects and decision.settled:
        rest = "All other complete requests" if ways else "All complete requests"
        but = ", but for what its notes leave out" if decision.notes else ""
        yield f"{rest} get the same answer from {decision.name}; that is proven{but}."


def _with(effect: Effect, touched: frozenset[str]) -> str:
    """What such requests have in common among what changed: ` with Treatment setting adjuvant`."""
    facts = (fact for fact in effect.always if fact[0].partition(" (")[0] in touched)
    told = [f"{name} {values}" for name, values in facts][:_FACTS]
    return f" with {_and(told)}" if told else ""


def _and(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _do(names: list[str]) -> str:
    return "does" if len(names) == 1 else "do"
