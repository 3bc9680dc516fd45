"""Random small programs of every hit policy, type and kind of fact, from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tablewright.ir.expr import Function, Operator, Read, Ref, RefKind
from tablewright.ir.facts import items_of
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Combine,
    Guard,
    HitPolicy,
    Item,
    Name,
    Program,
    Rule,
    Table,
)
from tablewright.ir.tests import (
    NO,
    YES,
    Between,
    Blank,
    Count,
    Given,
    Has,
    Interval,
    Not,
    OneOf,
    Quantifier,
    Test,
)
from tablewright.ir.types import NOTHING, Kind, Type, Value
from tests import small_programs as small

COMBINES = (small.ALL, small.ANY, small.NONE, small.at_least(2))
# Text outcomes that several rules share, so that different rules can give one answer.
OUTCOMES = ("yes", "no", "person")

# Half of the asked tables answer by one rule; Any can contradict itself, and Priority is like it.
ASKED_POLICIES = (
    *(HitPolicy.UNIQUE, HitPolicy.FIRST) * 4,
    *(each for each in HitPolicy if each not in {HitPolicy.UNIQUE, HitPolicy.FIRST}),
)

# What else than inputs a rule may read, each with the tests to choose from.
Readable = tuple[tuple[Ref, tuple[Test, ...]], ...]

INPUTS = (
    small.yes_no("sure"),
    small.yes_no("late"),
    small.text("color", "red", "green", "blue"),
    small.number("dose", "0", "10"),
    small.whole("boxes", "0", "20"),
    small.whole("crates", "0", "20"),
    small.whole("stated", "0", "40"),
    small.texts("marks", "x", "y"),
    small.name("code", Kind.CODE, nothing=True),
    replace(small.yes_no("maybe"), blank_is_nothing=True),
)
BY_NAME = {name.code_name: name for name in INPUTS}


def a_program(seed: int) -> Program:
    """The program of a seed: an answering table, an asked one, a checklist, three calculations."""
    rng = random.Random(seed)
    listed = _checklist(rng)
    cited = [item for item in items_of(listed.items) if item.own_cite]
    rng.shuffle(cited)
    kinds = sorted({item.kind for item in items_of(listed.items)} - {""})
    asked = _table(rng, "asked", rng.choice(ASKED_POLICIES), ())
    has_kind = tuple(Has(quantifier=Quantifier.ANY, values=(kind,)) for kind in kinds)
    readable: Readable = (
        (small.met("listed"), (YES, NO)),
        *((Ref(kind=RefKind.ITEM, name="listed", part=item.id), (YES, NO)) for item in cited[:1]),
        *([(Ref(kind=RefKind.KINDS, name="listed"), has_kind)] if kinds else ()),
        (small.output("asked", asked.outputs[0].code_name), _output_tests(rng, asked.hit_policy)),
    )
    answering = _table(rng, "answering", rng.choice(tuple(HitPolicy)), readable)
    return small.program(
        small.Parts(
            inputs=INPUTS,
            tables=(answering, asked),
            checklists=(listed,),
            calculations=_calculations(),
        )
    )


def _output_tests(rng: random.Random, policy: HitPolicy) -> tuple[Test, ...]:
    """Tests on what a table gives: a text, a list of texts, or a number."""
    match policy:
        case HitPolicy.RULE_ORDER | HitPolicy.OUTPUT_ORDER | HitPolicy.COLLECT:
            values = tuple(rng.sample(OUTCOMES, 2))
            several = Count(Interval(low=Decimal(2)))
            return (*(Has(quantifier=each, values=values) for each in Quantifier), several)
        case (
            HitPolicy.COLLECT_SUM
            | HitPolicy.COLLECT_MIN
            | HitPolicy.COLLECT_MAX
            | HitPolicy.COLLECT_COUNT
        ):
            return tuple(Between(Interval(low=Decimal(least))) for least in (1, 2, 3))
        case _:
            return tuple(OneOf((text,)) for text in OUTCOMES)


def _calculations() -> tuple[Calculation, ...]:
    total = small.binary(Operator.ADD, _read("boxes"), _read("crates"), Kind.WHOLE)
    known = small.call(Function.FIRST_KNOWN_OF, _read("stated"), total, kind=Kind.WHOLE)
    is_red = small.binary(
        Operator.EQUAL,
        _read("color"),
        replace(small.literal("red"), type=Type(kind=Kind.TEXT)),
        Kind.YES_NO,
    )
    both = small.binary(Operator.AND, is_red, _read("late"), Kind.YES_NO)
    return (
        small.calculation(small.whole("best", "0", "40"), known),
        small.calculation(small.yes_no("red_and_late"), both),
    )


def _read(name: str) -> Read:
    return Read(type=BY_NAME[name].type, ref=small.ref(name))


# -- conditions ----------------------------------------------------------------------------------


def _guard(rng: random.Random, readable: Readable) -> Guard:
    """A condition on an input or calculation, or, more often, on one of the others."""
    # `boxes`, `crates` and `stated` are read by the calculation alone: completions are exact then.
    inputs = [small.ref(name) for name in BY_NAME if name not in {"boxes", "crates", "stated"}]
    refs = [*inputs, small.calculated("best"), small.calculated("red_and_late")]
    choices = [(ref, (_input_test(rng, ref.name),)) for ref in refs]
    ref, tests = rng.choice([*choices, *readable, *readable])
    return Guard(ref=ref, test=rng.choice(tests), text="", at=small.AT)


def _input_test(rng: random.Random, name: str) -> Test:
    test: Test
    match name:
        case "dose":
            # Not all of [0..10]: a condition that takes every value is written `-`.
            low, high = sorted(rng.sample(range(1, 10), 2))
            test = Between(
                Interval(low=Decimal(low), high=Decimal(high), high_closed=rng.random() < 0.5)
            )
        case "best":
            test = Between(Interval(high=Decimal(rng.choice((5, 14, 30)))))
        case "color":
            test = OneOf(tuple(rng.sample(("red", "green", "blue"), rng.choice((1, 2)))))
        case "marks":
            test = Has(quantifier=rng.choice(tuple(Quantifier)), values=(rng.choice("xy"),))
        case "code":
            return rng.choice((OneOf(("c1",)), Blank(), Given(), Not(OneOf(("c1",)))))
        case _:
            test = rng.choice((YES, NO))
    return Not(test) if rng.random() < 0.2 else test


# -- blocks --------------------------------------------------------------------------------------


def _checklist(rng: random.Random) -> Checklist:
    items = tuple(_item(rng, str(position), 2) for position in range(1, rng.choice((2, 3)) + 1))
    return small.checklist("listed", _combine(rng, len(items)), *_cited(items, ""))


def _cited(items: tuple[Item, ...], above: str) -> Iterator[Item]:
    """The items, a blank Cite filled with the parent's."""
    for item in items:
        cite = item.cite or above
        yield replace(item, cite=cite, children=tuple(_cited(item.children, cite)))


def _item(rng: random.Random, item_id: str, depth: int) -> Item:
    only_if = _guard(rng, ()) if rng.random() < 0.2 else None
    if only_if is not None and only_if.test not in (YES, NO):
        only_if = small.guard("sure", YES)
    if depth and rng.random() < 0.5:
        children = tuple(_item(rng, f"{item_id}.{c}", depth - 1) for c in "ab")
        item = small.group(item_id, _combine(rng, 2), *children, only_if=only_if)
    else:
        kind = rng.choice(("use", "history", ""))
        item = small.leaf(item_id, _guard(rng, ()), only_if=only_if, kind=kind)
    return small.without_cite(item) if rng.random() < 0.2 else item


def _combine(rng: random.Random, children: int) -> Combine:
    return rng.choice(COMBINES if children > 1 else COMBINES[:3])


def _table(rng: random.Random, name: str, policy: HitPolicy, readable: Readable) -> Table:
    numeric = policy in {HitPolicy.COLLECT_SUM, HitPolicy.COLLECT_MIN, HitPolicy.COLLECT_MAX}
    output = _output(rng, name, numeric=numeric)
    rules = [_rule(rng, str(at), output, readable) for at in range(1, rng.choice((2, 3, 4)) + 1)]
    if rng.random() < 0.6:
        rules.append(small.otherwise("Otherwise", then=(_outcome(rng, output),)))
    return small.table(name, policy, (output,), *rules)


def _output(rng: random.Random, name: str, *, numeric: bool) -> Name:
    if numeric:
        return small.whole(f"{name}_number", "0", "9")
    output = small.text(f"{name}_text", *OUTCOMES)
    return replace(output, blank_is_nothing=rng.random() < 0.3)


def _outcome(rng: random.Random, output: Name) -> Value:
    if output.type.kind is Kind.WHOLE:
        return Decimal(rng.randrange(3))
    if output.blank_is_nothing and rng.random() < 0.2:
        return NOTHING  # type: ignore[return-value]
    return rng.choice(OUTCOMES)


def _rule(rng: random.Random, rule_id: str, output: Name, readable: Readable) -> Rule:
    guards = tuple(_guard(rng, readable) for _ in range(rng.choice((1, 1, 2, 3))))
    return small.rule(rule_id, *guards, then=(_outcome(rng, output),))


# -- requests ------------------------------------------------------------------------------------

VALUES: dict[str, tuple[Value, ...]] = {
    "sure": (True, False),
    "late": (True, False),
    "maybe": (True, False),
    "color": ("red", "green", "blue"),
    "dose": tuple(Decimal(n) / 2 for n in range(21)),
    "boxes": tuple(map(Decimal, (0, 3, 10, 20))),
    "crates": tuple(map(Decimal, (0, 2, 11, 20))),
    "marks": ((), ("x",), ("y",), ("x", "y")),
    "code": ("c1", "c2"),
}


def a_request(seed: int, *, known: float = 0.6) -> dict[str, Value]:
    """A partial request: each input said with this probability; one way at most to say `best`."""
    rng = random.Random(seed)
    given = {name: rng.choice(values) for name, values in VALUES.items() if rng.random() < known}
    if "boxes" not in given and "crates" not in given and rng.random() < known:
        given["stated"] = Decimal(rng.choice((0, 5, 6, 14, 15, 40)))
    return given
