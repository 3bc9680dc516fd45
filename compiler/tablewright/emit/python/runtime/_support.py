"""What the rule modules of every version share: truth, types, and what a table answers.

Unknown is None everywhere. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, TypeGuard, overload

from ._calculate import total
from ._model import Cell, Checklist, Hits, Rule, Table
from ._ranges import EXACT, LARGEST, NOTHING, Duration, Truth


class Status(StrEnum):
    """What became of a request."""

    DECIDED = "decided"
    NEEDS_INFORMATION = "needs information"
    NO_RULE = "no rule"
    CONFLICT = "conflict"
    NOT_IN_FORCE = "not in force"


# -- truth ---------------------------------------------------------------------------------------


def all_of(*items: Truth) -> Truth:
    """Met when every item is met; one failed item settles it, known or not the others."""
    return False if False in items else None if None in items else True


def any_of(*items: Truth) -> Truth:
    """Met when an item is met; one met item settles it."""
    return True if True in items else None if None in items else False


def none_of(*items: Truth) -> Truth:
    """Met when no item is met."""
    return negate(any_of(*items))


def at_least(number: int, *items: Truth) -> Truth:
    """Met when so many items are met."""
    met = items.count(True)
    return True if met >= number else None if met + items.count(None) >= number else False


def only_if(condition: Truth, item: Truth) -> Truth:
    """An item that applies only if the condition holds; without it, it is met."""
    if condition:
        return item
    return True if condition is False or item else None


def negate(truth: Truth) -> Truth:
    """No for yes, yes for no, unknown for unknown."""
    return None if truth is None else not truth


def has_any(values: Iterable[Any], *wanted: Any) -> bool:
    """Whether a list holds one of these."""
    return any(value in wanted for value in values)


def has_all(values: Iterable[Any], *wanted: Any) -> bool:
    """Whether a list holds all of these."""
    held = frozenset(values)
    return all(value in held for value in wanted)


# -- answers -------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What a table answers: a status, and the outcome when it is decided."""

    status: Status
    outcome: Any = None


LISTS = frozenset({"Rule order", "Output order", "Collect"})
FOLDS = frozenset({"Collect sum", "Collect min", "Collect max", "Collect count"})
_FOLDS: Mapping[str, Callable[[tuple[Any, ...]], Any]] = {
    "Collect sum": total,
    "Collect min": min,
    "Collect max": max,
}


def needed(rules: tuple[Rule, ...], facts: Any) -> tuple[str, ...]:
    """The unknown facts from which the outcomes of these rules are worked out."""
    names = dict.fromkeys(name for rule in rules for name in rule.worked_out_from)
    return tuple(name for name in names if getattr(facts, name) is None)


def answering(table: Table, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Of the rules that match, those that answer, in the order of their outcomes."""
    if table.policy in {"Priority", "Output order"}:
        rules = tuple(sorted(rules, key=lambda rule: rule.rank))
    return rules[:1] if table.policy == "Priority" else rules


def answer(table: Table, rules: tuple[Rule, ...], facts: Any) -> Answer:
    """What the table answers when exactly these rules match."""
    if not rules:
        return Answer(Status.NO_RULE)
    rules = answering(table, rules)
    outcomes = tuple(r.outcome if r.work_out is None else r.work_out(facts) for r in rules)
    if table.policy in LISTS:
        return Answer(Status.DECIDED, outcomes)
    if table.policy in FOLDS:
        return Answer(Status.DECIDED, _folded(table.policy, outcomes))
    clash = table.policy == "Unique" and len(rules) > 1
    if clash or (table.policy == "Any" and len(set(outcomes)) > 1):
        return Answer(Status.CONFLICT)
    return Answer(Status.DECIDED, outcomes[0])


def _folded(policy: str, outcomes: tuple[Any, ...]) -> Any:
    if policy == "Collect count":
        return outcomes[0]._make(len(outcomes) for _ in outcomes[0])
    columns = zip(*outcomes, strict=True)
    folded = (None if None in column else _FOLDS[policy](column) for column in columns)
    return outcomes[0]._make(folded)


def settled(table: Table, hits: Hits, facts: Any) -> Answer | None:
    """The answer if it is certain which rules match, else None."""
    may, sure = hits
    return answer(table, may, facts) if len(may) == len(sure) else None


def item_alone(checklist: Checklist, position: int, truth: Truth, facts: Any) -> Truth:
    """An item read by itself: under a group that does not apply it is met."""
    above = checklist.items[position].parent
    while above:
        truth = only_if(checklist.items[above].applies(facts), truth)
        above = checklist.items[above].parent
    return truth


class Met(NamedTuple):
    """What a checklist answers when it is asked by itself."""

    met: bool


def checklist_table(checklist: Checklist, name: str) -> Table:
    """A checklist as a table of two rules, so that it is answered and explained like one."""
    whole = checklist.items[0].cell

    def rule(text: str, met: Callable[[Any], Truth]) -> Rule:
        cells = (Cell(whole, text, name, met),)
        return Rule(
            table=checklist.name, id=text, cell=whole, cells=cells, outcome=Met(text == "met")
        )

    rules = (
        rule("met", lambda f: getattr(f, name)),
        rule("not met", lambda f: negate(getattr(f, name))),
    )
    return Table(
        name=checklist.name,
        cell=whole,
        policy="First",
        hits=f"{name}_rules",
        outputs=("met",),
        nothing=frozenset(),
        rules=rules,
    )


def checked(table: Table, met: Truth) -> Hits:
    """The hits of a checklist asked by itself."""
    if met is None:
        return table.rules, table.rules[1:]
    rule = table.rules[0 if met else 1]
    return (rule,), (rule,)


def output_of(table: Table, hits: Hits, position: int, facts: Any) -> Any:
    """An output as another table reads it: None while unknown, or when the table has no answer."""
    result = settled(table, hits, facts)
    if result is None or result.status is Status.CONFLICT or needed(hits[0], facts):
        return None
    if result.outcome is None:
        return NOTHING if position in table.nothing else None
    if table.policy in LISTS:
        held = dict.fromkeys(outcome[position] for outcome in result.outcome)
        return tuple(value for value in held if value is not None)
    value = result.outcome[position]
    return NOTHING if value is None and position in table.nothing else value


class RequestError(ValueError):
    """Everything that is wrong with a request, at once, in `problems`."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


YES_NO = frozenset({bool, type(None)})


def is_text(value: object) -> bool:
    """Whether this is a text that says something."""
    return type(value) is str and bool(value.strip())


def is_list(values: object, kind: type) -> bool:
    """Whether this is a tuple of different members of one type; of numbers, of exact ones."""
    if type(values) is not tuple:
        return False
    exact = map(is_number, values) if kind is Decimal else (type(v) is kind for v in values)
    return all(exact) and len(set(values)) == len(values)


@overload
def normal(code: str) -> str: ...
@overload
def normal(code: None) -> None: ...
def normal(code: str | None) -> str | None:
    """A code as it is compared: without case and outer blanks."""
    return None if code is None else code.strip().casefold()


def normal_codes(value: Any) -> Any:
    """An output of codes as conditions compare it; what stands for no code stays as it is."""
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(map(normal, value)))
    return normal(value) if isinstance(value, str) else value


def is_number(value: object) -> bool:
    """Whether this is an exact number: not a yes/no, not a float, not NaN or infinite.

    Arithmetic would round a number with more digits than it keeps.
    """
    if type(value) is not Decimal:
        return type(value) is int
    return value.is_finite() and EXACT.plus(value) == value


def is_duration(value: object) -> TypeGuard[Duration]:
    """Whether this is a duration of whole months and days."""
    return type(value) is Duration and all(
        type(number) is int and -LARGEST <= number <= LARGEST for number in value
    )
