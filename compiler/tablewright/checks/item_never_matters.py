"""Items without which their checklist would be met by exactly the same requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tablewright.checks.reason.diagrams import Diagram, OutOfStepsError
from tablewright.checks.reason.facts import Facts
from tablewright.checks.reason.study import PROVEN, Settled, Study, refuted, unsettled
from tablewright.checks.reason.truth import Tally, Truth, combined, count, only_if
from tablewright.diagnostics.codes import ITEM_NEVER_MATTERS
from tablewright.diagnostics.model import Diagnostic
from tablewright.ir.expr import RefKind
from tablewright.ir.facts import asked, items_of
from tablewright.ir.program import Checklist, Combine, CombineKind, Item

_ALL = Combine(kind=CombineKind.ALL_OF)


def check(study: Study) -> Iterator[Settled]:
    """Ask of each item of a checklist, unless it is read for itself, whether it can matter."""
    read = {(r.name, r.part) for r in asked(study.program) if r.kind is RefKind.ITEM}
    for checklist in study.program.checklists:
        own = {part for name, part in read if name == checklist.code_name}
        for item in items_of(checklist.items):
            below = {each.id for each in items_of((item,))}
            inside = any(item.id.startswith(f"{part}.") for part in own)
            if not (below & own or inside):
                yield _settled(study, checklist, item)


def _settled(study: Study, checklist: Checklist, item: Item) -> Settled:
    try:
        whole = _Without(study.facts, None).group(checklist.combine, checklist.items)
        without = _Without(study.facts, item).group(checklist.combine, checklist.items)
    except OutOfStepsError:
        return unsettled(f"whether item `{item.id}` of `{checklist.name}` matters", item.at)
    return refuted(_finding(study, checklist, item)) if whole is without else PROVEN


@dataclass(frozen=True, slots=True)
class _Without:
    """Checklists as diagrams, one item left out."""

    facts: Facts
    left_out: Item | None

    def group(self, combine: Combine, items: tuple[Item, ...]) -> Diagram[Truth]:
        """Whether a group is met."""
        kept = [item for item in items if item is not self.left_out]
        start: Tally = (0, 0)
        tally = self.facts.diagrams.fold(count, map(self._item, kept), start)
        return self.facts.diagrams.each(partial(combined, combine, len(kept)), tally)

    def _item(self, item: Item) -> Diagram[Truth]:
        if self.left_out is None or not any(e is self.left_out for e in items_of(item.children)):
            return self.facts.met(item)
        own = self.group(item.combine or _ALL, item.children)
        if item.only_if is None:
            return own
        return self.facts.diagrams.both(only_if, self.facts.truth(item.only_if), own)


def _finding(study: Study, checklist: Checklist, item: Item) -> Diagnostic:
    return Diagnostic(
        code=ITEM_NEVER_MATTERS,
        message=f"`{checklist.name}` is met by the same requests without item `{item.id}`.",
        workbook=study.program.label,
        primary=item.at,
        help="Correct its test, or the items beside it that decide in its place.",
    )
