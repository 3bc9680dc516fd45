"""Why an answer is what it is: citations, what is missing, and every cell explained.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ._graph import graph
from ._model import Checklist, Item, Model, Rule, Table, Truths
from ._ranges import Truth
from ._support import all_of, any_of, negate

if TYPE_CHECKING:
    from ._completions import Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A question whose answer can change the outcome.

    `ways` are the alternatives to answer it, each a tuple of inputs by code name. `evidence` are
    the documents that would show it and `settles` the citations of the open items that read it.
    """

    name: str
    code_name: str
    ways: tuple[tuple[str, ...], ...]
    question: str = ""
    asked_of: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """Every input that helps, by code name."""
        return tuple(dict.fromkeys(name for way in self.ways for name in way))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "name": self.name,
            "code_name": self.code_name,
            "ways": [list(way) for way in self.ways],
            "question": self.question,
            "asked_of": list(self.asked_of),
            "evidence": list(self.evidence),
            "settles": list(self.settles),
        }


class Reasons(NamedTuple):
    """Citations of the items that failed, that carried a group, that are unknown."""

    unmet: tuple[str, ...]
    satisfied_by: tuple[str, ...]
    open: tuple[str, ...]


# -- citations -----------------------------------------------------------------------------------


def reasons(model: Model, table: Table, facts: Any, rules: tuple[Rule, ...]) -> Reasons:
    """The citations of the checklists that count for an answer by these rules."""
    unmet: list[str] = []
    satisfied: list[str] = []
    unknown: list[str] = []
    for checklist in dict.fromkeys(_counting(model, table, facts, rules)):
        truths = getattr(facts, checklist.truths)
        unmet.extend(item.label for item in failed(checklist, truths))
        satisfied.extend(item.label for item in _carrying(checklist, truths, facts, 0))
        unknown.extend(item.label for item in _unknown(checklist, truths))
    return Reasons(*(tuple(dict.fromkeys(labels)) for labels in (unmet, satisfied, unknown)))


def _counting(
    model: Model, table: Table, facts: Any, rules: tuple[Rule, ...]
) -> Iterator[Checklist]:
    """The checklists that a rule down to the answering one tests, if no other cell fails."""
    last = max((table.rules.index(rule) for rule in rules), default=len(table.rules) - 1)
    for rule in table.rules[: last + 1]:
        truths = tuple(cell.met(facts) for cell in rule.cells)
        for at, cell in enumerate(rule.cells):
            if False not in (*truths[:at], *truths[at + 1 :]):
                yield from _behind(model, cell.reads, facts)


def _behind(model: Model, fact: str, facts: Any) -> Iterator[Checklist]:
    if fact in model.items:
        yield model.items[fact][0]
    elif fact in model.kinds:
        yield model.kinds[fact][0]
    elif fact in model.outputs:
        table = model.outputs[fact][0]
        yield from _counting(model, table, facts, getattr(facts, table.hits)[0])
    elif fact in model.calculations:
        for name in model.calculations[fact].reads:
            yield from _behind(model, name, facts)


def failed(checklist: Checklist, truths: Truths, position: int = 0) -> Iterator[Item]:
    """The items to cite for a failure: down all-of groups to the first with its own Cite."""
    if truths[position] is not False:
        return
    item = checklist.items[position]
    children = checklist.children[position]
    if item.combine == "none of":
        held = [child for child in children if truths[child]]
        yield from (checklist.items[child] for child in held)
    elif checklist.cited[position]:
        yield item
    else:
        for child in children:
            yield from failed(checklist, truths, child)


def _carrying(checklist: Checklist, truths: Truths, facts: Any, position: int) -> Iterator[Item]:
    """The children that held of met any-of and at-least groups; not of items that do not apply."""
    item = checklist.items[position]
    if item.applies(facts) is False:
        return
    children = checklist.children[position]
    if truths[position] and item.combine.startswith(("any of", "at least")):
        for child in children:
            if truths[child] and checklist.items[child].applies(facts) is not False:
                yield checklist.items[child]
    for child in children:
        yield from _carrying(checklist, truths, facts, child)


def _unknown(checklist: Checklist, truths: Truths) -> Iterator[Item]:
    """The unknown items, groups included."""
    for item, truth in zip(checklist.items[1:], truths[1:], strict=True):
        if truth is None:
            yield item


def kind_failed(checklist: Checklist, truths: Truths, kind: str, position: int = 0) -> Truth:
    """Whether a failed item of this kind is cited; unknown while an unknown item could be."""
    item, truth = checklist.items[position], truths[position]
    children = checklist.children[position]
    if truth:
        return False
    if item.combine == "none of":
        held = (truths[child] for child in children if checklist.kinds[child] == kind)
        return all_of(negate(truth), any_of(*held))
    if checklist.cited[position]:
        return negate(truth) if checklist.kinds[position] == kind else False
    below = any_of(*(kind_failed(checklist, truths, kind, child) for child in children))
    # One failed item of a plain all-of group fails it, so the group itself adds nothing.
    return below if item.combine == "all of" else all_of(negate(truth), below)


def kinds_not_met(checklist: Checklist, truths: Truths) -> tuple[str, ...] | None:
    """The kinds of the failed items that are cited; None while an unknown item could add one."""
    if truths[0] or None in truths:
        return () if truths[0] else None
    places = {item.id: at for at, item in enumerate(checklist.items)}
    kinds = (checklist.kinds[places[item.id]] for item in failed(checklist, truths))
    return tuple(dict.fromkeys(kind for kind in kinds if kind))


# -- what is missing -----------------------------------------------------------------------------


def missing(model: Model, table: Table, facts: Any, settlement: Settlement) -> tuple[Missing, ...]:
    """The questions behind the unknown facts of a settlement, in the order of the diagram."""
    ways: dict[str, tuple[tuple[str, ...], ...]] = {}
    for fact in settlement.facts:
        for name, alternatives in _questions(model, facts, fact):
            ways.setdefault(name, alternatives)
    # A question that others ask already in all its ways is not asked twice.
    alone = {name for name, alternatives in ways.items() if alternatives == ((name,),)}
    counting = dict.fromkeys(_counting(model, table, facts, settlement.rules))
    items = tuple(item for checklist in counting for item in _open_leaves(checklist, facts))
    return tuple(
        _missing(model, name, alternatives, items)
        for name, alternatives in ways.items()
        if name in alone or not alone.issuperset(n for way in alternatives for n in way)
    )


def _questions(
    model: Model, facts: Any, fact: str
) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """The unknown inputs behind a fact; alternatives of `first known of` are one question."""
    if fact in model.inputs:
        yield fact, ((fact,),)
        return
    calculation = model.calculations[fact]
    groups = [tuple(n for n in way if _is_unknown(model, facts, n)) for way in calculation.ways]
    if groups:
        yield fact, tuple(groups)
        return
    for name in graph(model).bases[fact]:
        if _is_unknown(model, facts, name):
            yield name, ((name,),)


def _is_unknown(model: Model, facts: Any, name: str) -> bool:
    return name not in graph(model).never_unknown and getattr(facts, name) is None


def _missing(
    model: Model, name: str, ways: tuple[tuple[str, ...], ...], open_items: tuple[Item, ...]
) -> Missing:
    inputs = [model.inputs[n] for n in dict.fromkeys(n for way in ways for n in way)]
    own = model.inputs[name] if name in model.inputs else model.calculations[name]
    names = {each.code_name for each in inputs}
    items = [item for item in open_items if _reads(model, item, names)]
    questions = [own.question] if own.question else [i.question for i in inputs if i.question]
    return Missing(
        name=own.name,
        code_name=name,
        ways=ways,
        question=" / ".join(questions),
        asked_of=tuple(dict.fromkeys(i.asked_of for i in inputs if i.asked_of)),
        evidence=tuple(dict.fromkeys(item.evidence for item in items if item.evidence)),
        settles=tuple(dict.fromkeys(item.label for item in items)),
    )


def _open_leaves(checklist: Checklist, facts: Any) -> Iterator[Item]:
    """The unknown leaves under groups that are unknown all the way up."""
    truths = getattr(facts, checklist.truths)
    for at, item in enumerate(checklist.items):
        if at and item.reads and truths[at] is None and _hangs(checklist, truths, at):
            yield item


def _hangs(checklist: Checklist, truths: Truths, position: int) -> bool:
    while position:
        position = checklist.items[position].parent
        if truths[position] is not None:
            return False
    return True


def _reads(model: Model, item: Item, inputs: set[str]) -> bool:
    """Whether one of the inputs, or something worked out from it, is what the item reads."""
    behind = {n for name in inputs for n in (name, *graph(model).dependents[name])}
    return item.reads in behind or item.only_if in behind
