"""What a request leaves open: the answers of all its completions, and the facts they turn on.

Unknown facts are split one after the other, in the model's order, into one value per segment that
the tables can tell apart; states that leave the same open are met once. The result is a reduced
ordered decision diagram, so a fact matters if and only if the diagram asks for it. Counts steps,
never seconds: the answer is the same on every machine. Standard library only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from ._graph import graph
from ._model import Hits, Model, Rule, Table
from ._ranges import NOTHING, Range
from ._states import NONE, States
from ._support import Answer, Status, answer, answering, needed, settled

STEPS = 20_000
# What facts that are split can be, where it is more than the one value which stands for it: a
# range, or None for values that have none.
Parts = Mapping[str, Range | None]
_NO_PARTS: Parts = MappingProxyType({})


class Settlement(NamedTuple):
    """All answers still possible, the rules behind them, and the unknown facts they depend on."""

    possible: tuple[Answer, ...]
    rules: tuple[Rule, ...]
    facts: tuple[str, ...]
    exact: bool


class _Split(NamedTuple):
    """A node of the diagram: a fact, and the node for each of its samples by position."""

    fact: str
    children: tuple[tuple[int, int], ...]


class _End(NamedTuple):
    """A leaf: an answer, and the unknown facts that its outcome is worked out from."""

    answer: Answer
    needs: tuple[str, ...] = ()


class _OutOfStepsError(Exception):
    """The budget is spent."""


def settle(model: Model, table: Table, facts: Any, steps: int = STEPS) -> Settlement:
    """The settlement of a request; not `exact` when steps ran out or facts are entangled."""
    search = _Search(model, table, facts, steps)
    try:
        return search.settlement(search.explore())
    except _OutOfStepsError:
        return _superset(model, table, facts)


class Sample(NamedTuple):
    """A segment of an unknown fact: its position, a value inside, whether that is all of it.

    If not, `part` is the range of the segment, None for values that are not in a row.
    """

    position: int
    value: Any
    whole: bool = True
    part: Range | None = None


_UNKNOWN = Sample(-1, None)


class _Search:
    """A diagram under construction. Sets unknown facts on a copy, and takes them back.

    A value that stands for a segment is good for conditions, never for arithmetic: pivots stay
    unknown while `parts` holds one of their grounds, and are split within what that leaves.
    """

    def __init__(self, model: Model, table: Table, facts: Any, steps: int) -> None:
        self.model, self.table, self.given, self.steps = model, table, facts, steps
        self.facts = model.facts.copy(facts)
        self.states = States(model, self.facts)
        self.graph = graph(model)
        self.ranked = tuple(self.graph.order)
        self.known: dict[Hashable, int] = {}
        self.index: dict[_Split | _End, int] = {}
        self.nodes: list[_Split | _End] = []
        self.rules: set[Rule] = set()
        self.parts: dict[str, Range | None] = {}

    def explore(self) -> int:
        """The node of the facts as they stand."""
        self.steps -= 1
        if self.steps < 0:
            raise _OutOfStepsError
        hits: Hits = getattr(self.facts, self.table.hits)
        result = settled(self.table, hits, self.facts)
        if result is not None:
            return self.end(result, hits)
        state, first = self.states.of_table(self.table)
        node = self.known.get(state)
        if node is None:
            node = self.stuck() if first == NONE else self.split(self.ranked[first])
            self.known[state] = node
        return node

    def stuck(self) -> int:
        """Nothing is unknown and still there is no answer: a table asked on the way has none."""
        if not all(grounds.isdisjoint(self.parts) for grounds in self.graph.joined.values()):
            # Or it joins what only stands for a segment, of which nothing can be told.
            raise _OutOfStepsError
        return self.node(_End(_trouble(self.model, self.facts)))

    def split(self, fact: str) -> int:
        """Ask for an unknown fact; a node only if its samples lead apart."""
        children = []
        for sample in tuple(samples(self.model, fact, self.facts, self.parts)):
            self.replace(fact, sample)
            children.append((sample.position, self.explore()))
        self.replace(fact, _UNKNOWN)
        if len({node for _, node in children}) == 1:
            return children[0][1]
        return self.node(_Split(fact, tuple(children)))

    def replace(self, fact: str, sample: Sample) -> None:
        """Set a fact, and drop what was worked out from it."""
        for name in self.graph.dependents[fact]:
            try:
                delattr(self.facts, name)
            except AttributeError:  # not worked out since the last time
                continue
        self.parts.pop(fact, None)
        if not sample.whole:
            self.parts[fact] = sample.part
        if sample is _UNKNOWN and fact in self.model.calculations:
            delattr(self.facts, fact)
            self.keep_open(fact)
        else:
            setattr(self.facts, fact, sample.value)
        for pivot in self.graph.pivots[fact]:
            self.keep_open(pivot)

    def keep_open(self, pivot: str) -> None:
        """Leave a pivot unknown that would be worked out from what only stands for a segment."""
        if self.parts and any(ground in self.parts for ground in self.graph.grounds[pivot]):
            setattr(self.facts, pivot, None)

    def end(self, result: Answer, hits: Hits) -> int:
        self.rules.update(answering(self.table, hits[0]))
        needs = needed(hits[0], self.given)
        if needs:
            # A sample must not pass for a value: the outcome stays open where it reads the unknown.
            given = answer(self.table, hits[0], self.given)
            result = Answer(Status.NEEDS_INFORMATION, given.outcome)
        return self.node(_End(result, needs))

    def node(self, node: _Split | _End) -> int:
        if node not in self.index:
            self.index[node] = len(self.nodes)
            self.nodes.append(node)
        return self.index[node]

    def settlement(self, root: int) -> Settlement:
        """What the finished diagram says."""
        reached = list(self.reach(root))
        ends = [self.nodes[at] for at in reached]
        possible = dict.fromkeys(node.answer for node in ends if isinstance(node, _End))
        asked = {node.fact for node in ends if isinstance(node, _Split)}
        needs = {name for node in ends if isinstance(node, _End) for name in node.needs}
        facts = tuple(sorted(asked | needs, key=self.graph.order.__getitem__))
        exact = len(possible) == 1 or not _entangled(self.model, asked, self.given)
        rules = tuple(rule for rule in self.table.rules if rule in self.rules)
        return Settlement(tuple(possible), rules, facts, exact)

    def reach(self, root: int) -> Iterator[int]:
        """Every node below, each once."""
        seen, stack = {root}, [root]
        while stack:
            at = stack.pop()
            yield at
            node = self.nodes[at]
            if isinstance(node, _Split):
                new = dict.fromkeys(child for _, child in node.children if child not in seen)
                seen.update(new)
                stack.extend(new)


def samples(model: Model, fact: str, facts: Any, parts: Parts = _NO_PARTS) -> Iterator[Sample]:
    """One value for each segment of an unknown fact.

    The unknown inputs of a pivot leave a range, and only the segments that it meets are tried.
    """
    source = model.inputs.get(fact) or model.calculations[fact]
    left = None if fact in model.inputs else left_open(model, fact, facts, parts)
    if left is not None and type(left) is not Range:
        yield Sample(0, left)
        return
    for position, value in enumerate(source.samples if left is None else ()):
        closed = isinstance(value, bool | StrEnum) or getattr(source, "members", None)
        yield Sample(position, value, whole=bool(closed) or value is NOTHING)
    for position, segment in enumerate(source.segments, len(source.samples)):
        part = segment.meet(left) if type(left) is Range else segment
        if part is not None:
            yield Sample(position, part.sample(), part.low.value == part.high.value, part)


def left_open(model: Model, calculation: str, facts: Any, parts: Parts = _NO_PARTS) -> Any:
    """What its grounds leave of a calculation: a Range, a value, or None for anything."""
    view = model.facts.copy(facts)
    for name in graph(model).grounds[calculation]:
        if name in parts:
            setattr(view, name, parts[name])
        elif name in model.outputs:
            # Worked out from a value that stands for others, it is none.
            for_others = any(ground in parts for ground in graph(model).grounds[name])
            setattr(view, name, None if for_others else getattr(facts, name))
        elif name in model.inputs:
            if getattr(view, name) is None and model.inputs[name].span is not None:
                setattr(view, name, model.inputs[name].span)
        elif name not in model.calculations:
            setattr(view, name, getattr(facts, name))
    return model.calculations[calculation].work_out(view)


def narrowed(model: Model, facts: Any) -> Any:
    """The facts, with those pivots set that lie in one segment whatever is still unknown."""
    view = model.facts.copy(facts)
    for name, calculation in model.calculations.items():
        if calculation.pivot and getattr(facts, name) is None:
            left = tuple(samples(model, name, facts))
            setattr(view, name, left[0].value if len(left) == 1 else None)
    return view


def free_inputs(model: Model, fact: str, given: Any) -> tuple[str, ...]:
    """The unknown inputs that an unknown fact of the diagram hangs on."""
    if fact in model.inputs:
        return (fact,)
    source = model.calculations[fact]
    if source.free and getattr(given, source.free) is None:
        return (source.free,)
    unknown = (name for name in graph(model).bases[fact] if name not in graph(model).never_unknown)
    return tuple(name for name in unknown if getattr(given, name) is None)


def _trouble(model: Model, facts: Any) -> Answer:
    """The answer for want of another one's: conflict if an asked table has one, else no rule."""
    asked = (table for table, _ in model.outputs.values())
    answers = (settled(table, getattr(facts, table.hits), facts) for table in asked)
    conflict = any(found is not None and found.status is Status.CONFLICT for found in answers)
    return Answer(Status.CONFLICT if conflict else Status.NO_RULE)


def _superset(model: Model, table: Table, facts: Any) -> Settlement:
    """Without completions: whatever a rule that may match could answer."""
    hits: Hits = getattr(facts, table.hits)
    possible = dict.fromkeys(answer(table, (rule,), facts) for rule in hits[0])
    if not hits[1]:
        possible[Answer(Status.NO_RULE)] = None
    if table.policy in {"Unique", "Any"}:
        possible[Answer(Status.CONFLICT)] = None
    states = States(model, facts)
    states.of_table(table)
    open_facts = sorted(
        states.met.union(needed(hits[0], facts)), key=graph(model).order.__getitem__
    )
    return Settlement(tuple(possible), hits[0], tuple(open_facts), exact=False)


def _entangled(model: Model, asked: set[str], given: Any) -> bool:
    """Whether two facts of the diagram hang on one unknown input, and so do not vary freely."""
    behind: list[str] = []
    for fact in sorted(asked):
        calculation = model.calculations.get(fact)
        if calculation is not None and not calculation.exact:
            return True
        behind.extend(free_inputs(model, fact, given))
    return len(behind) != len(set(behind))
