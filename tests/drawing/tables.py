"""Random decision tables of every hit policy, and what others may read of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.drawing.conditions import condition
from tests.drawing.names import Named

POLICIES = {
    "Unique": "U",
    "Any": "A",
    "Priority": "P",
    "First": "F",
    "Rule order": "R",
    "Output order": "O",
    "Collect": "C",
    "Collect sum": "C+",
    "Collect min": "C<",
    "Collect max": "C>",
    "Collect count": "C#",
}
RANKED = frozenset({"Priority", "Output order"})
LISTS = frozenset({"Rule order", "Output order", "Collect"})
FOLDS = frozenset({"Collect sum", "Collect min", "Collect max"})
OUTCOMES = ("approve, deny, pend", "one = FIRST_ONE, two, three, four", "yes please, no thanks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What an If column may be about: its heading, and what cells may ask of it."""

    heading: str
    named: Named
    truth: bool = False  # a checklist or item: met, not met


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a table can use."""

    columns: tuple[Column, ...]
    names: tuple[Named, ...]  # for comparisons and outcomes that are worked out
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTable:
    """A table as lines, its outputs, and how others read these."""

    name: str
    lines: tuple[str, ...]
    outputs: tuple[Named, ...]
    given: tuple[Named, ...]


def row(*cells: str) -> str:
    """A line of the grid."""
    return " | ".join(cells)


def drawn_table(rng: Random, name: str, prefix: str, world: World) -> DrawnTable:
    """A table; the names of its outputs begin with the prefix."""
    policy = rng.choice(tuple(POLICIES))
    outputs = _outputs(rng, policy, prefix)
    chosen = rng.sample(world.columns, min(len(world.columns), rng.choice((1, 2, 2, 3, 4))))
    if rng.random() < 0.15:
        chosen = [*chosen, chosen[0]]  # a name may head two columns
    return DrawnTable(
        name=name,
        lines=tuple(_lines(rng, (name, policy), chosen, outputs, world)),
        outputs=outputs,
        given=tuple(_given(policy, output) for output in outputs),
    )


def _lines(
    rng: Random,
    title: tuple[str, str],
    columns: list[Column],
    outputs: tuple[Named, ...],
    world: World,
) -> Iterator[str]:
    name, policy = title
    spelled = rng.choice((policy, policy.lower(), POLICIES[policy]))
    coverage = rng.choice(("complete", "partial because it was drawn"))
    cited = rng.random() < 0.5
    extra = ("Cite", "Note") if cited else ()
    yield row("Decision table", name, "Hit policy", spelled, "Coverage", coverage)
    yield row("Rule", *("If" for _ in columns), *("Then" for _ in outputs), *extra)
    yield row("", *(c.heading for c in columns), *(o.name for o in outputs))
    before: tuple[str, ...] = ()
    for number in range(1, rng.choice((1, 2, 3, 3, 4, 5)) + 1):
        cells = tuple(_cell(rng, column, world) for column in columns)
        texts = tuple("^" if _merges(rng, *pair) else pair[0] for pair in _paired(cells, before))
        before = tuple(b if t == "^" else t for t, b in _paired(texts, before))
        said = (f"'{number}.{rng.randrange(3)}", rng.choice(("", "a note"))) if cited else ()
        yield row(_rule_id(rng, number), *texts, *_outcomes(rng, policy, outputs, world), *said)
    if rng.random() < 0.5:
        blank = tuple(rng.choice(("", "-")) for _ in columns)
        yield row(rng.choice(("Otherwise", "otherwise")), *blank, *_constants(rng, policy, outputs))


def _paired(cells: tuple[str, ...], before: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(zip(cells, before or ("",) * len(cells), strict=True))


def _merges(rng: Random, cell: str, before: str) -> bool:
    """Whether the cell is merged with the one above."""
    return bool(before) and rng.random() < 0.08


def _rule_id(rng: Random, number: int) -> str:
    return rng.choice((f"'{number}", f"R{number}", f"rule {number}", f"'{number}.a"))


def _cell(rng: Random, column: Column, world: World) -> str:
    if rng.random() < 0.3:
        return "-"
    if column.truth:
        return rng.choice(("met", "met", "not met"))
    return condition(rng, column.named, world.names, world.sets)


# -- outputs and outcomes --------------------------------------------------------------------------


def _outputs(rng: Random, policy: str, prefix: str) -> tuple[Named, ...]:
    single = policy.startswith("Collect ")
    count = 1 if single else rng.choice((1, 1, 1, 2))
    return tuple(
        replace(_output(rng, policy), name=f"{prefix}{suffix}", nothing=rng.random() < 0.3)
        for suffix in (" answer", " amount")[:count]
    )


def _output(rng: Random, policy: str) -> Named:
    kinds = ["text", "text", "number", "whole number", "yes/no", "date", "code"]
    if policy in RANKED:
        kinds = ["text"]
    if policy in FOLDS:
        kinds = ["number", "whole number"]
    kind = rng.choice(kinds)
    allowed = {"text": rng.choice(OUTCOMES), "whole number": "[0..9]"}.get(kind, "")
    members = tuple(part.partition(" = ")[0] for part in allowed.split(", "))
    words = {
        "text": members,
        "number": ("0", "1.5", "3.6"),
        "whole number": ("0", "1", "2"),
        "yes/no": ("yes", "no"),
        "date": ("2025-02-28", "2025-03-01"),
        "code": ("C50", "x1", "any code"),
    }
    is_list = policy not in {*RANKED, *LISTS, *FOLDS} and kind == "text" and rng.random() < 0.1
    return Named(name="", kind=kind, allowed=allowed, words=words[kind], is_list=is_list)


def _given(policy: str, output: Named) -> Named:
    """An output as others read it."""
    if policy in LISTS:
        return replace(output, is_list=True)
    if policy == "Collect count":
        words = ("0", "1", "2")
        return replace(output, kind="whole number", allowed="", words=words, is_list=False)
    return output


def _outcomes(
    rng: Random, policy: str, outputs: tuple[Named, ...], world: World
) -> tuple[str, ...]:
    if policy in RANKED or policy in FOLDS or rng.random() < 0.75:
        return _constants(rng, policy, outputs)
    return tuple(_worked_out(rng, output, world) for output in outputs)


def _constants(rng: Random, policy: str, outputs: tuple[Named, ...]) -> tuple[str, ...]:
    return tuple(_constant(rng, policy, output) for output in outputs)


def _constant(rng: Random, policy: str, output: Named) -> str:
    if output.nothing and policy not in FOLDS and rng.random() < 0.2:
        return ""
    if output.is_list:
        chosen = rng.sample(output.words, rng.choice((0, 1, 2)))
        return ", ".join(chosen) or "empty"
    return rng.choice(output.words)


def _worked_out(rng: Random, output: Named, world: World) -> str:
    """An outcome between braces where a name gives one, else a constant."""
    alike = [
        each
        for each in world.names
        if each.kind == output.kind and each.is_list == output.is_list and not each.unit
        if not each.nothing or output.nothing
        if each.kind != "text"
    ]
    if not alike:
        return _constant(rng, "", output)
    one = rng.choice(alike).free
    if output.numeric:
        return rng.choice((f"{{{one}}}", f"{{{one} * 2}}", f"{{smaller of({one}, 2)}}"))
    if output.kind == "date":
        return rng.choice((f"{{{one}}}", f"{{{one} + 1 month}}"))
    return f"{{{one}}}"
