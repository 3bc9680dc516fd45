"""Random condition cells about a name, spelled in the ways that the notation allows."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.drawing.names import Named

Draw = Callable[[Random, Named], str]


def condition(rng: Random, named: Named, others: tuple[Named, ...], sets: tuple[str, ...]) -> str:
    """What a cell asks of a name; `others` are names that it may be compared with."""
    if named.nothing and rng.random() < 0.25:
        return rng.choice(("blank", "given", "not(blank)"))
    if not named.is_list and others and rng.random() < 0.2:
        compared = _compared(rng, named, others)
        if compared:
            return compared
    text = _plain(rng, named, sets)
    if named.nothing and rng.random() < 0.15 and not text.startswith(("has", "TRUE", "FALSE", "-")):
        text = f"{text}, blank"
    return text


def _plain(rng: Random, named: Named, sets: tuple[str, ...]) -> str:
    if named.is_list:
        return _of_list(rng, named, sets)
    match named.kind:
        case "yes/no":
            return rng.choice(("yes", "no", "TRUE", "FALSE", "!= yes", "not(no)"))
        case "text" | "code":
            return _of_words(rng, named, sets)
        case _:
            return _of_line(rng, named)


def quoted(rng: Random, named: Named, word: str) -> str:
    """A text as it stands, or in quotes where it must or may be."""
    may = named.kind in {"text", "code"} and rng.random() < 0.15
    return f'"{word}"' if "," in word or may else word


def _typed(word: str) -> str:
    """A single code that looks like a number is typed as text."""
    return f"'{word}" if word.replace("E", "").isdigit() else word


def _of_words(rng: Random, named: Named, sets: tuple[str, ...]) -> str:
    if named.kind == "code" and sets and (not named.words or rng.random() < 0.4):
        chosen = rng.choice(sets)
        return rng.choice((f"in {chosen}", f"not in {chosen}", f"not(in {chosen})"))
    if not named.words:
        return "-"
    one, two = rng.sample(named.words, 2)
    first, second = quoted(rng, named, one), quoted(rng, named, two)
    if named.kind == "code" and rng.random() < 0.3:
        first = first.upper() if rng.random() < 0.5 else first.lower()
    return rng.choice(
        (
            _typed(first),
            _typed(first),
            f"{first}, {second}",
            f"{first}\\n{second}",
            f"!= {first}",
            f"not({first})",
            f"not({first}, {second})" if len(named.words) > 2 else f"not({first})",
        )
    )


def _of_line(rng: Random, named: Named) -> str:
    """Numbers, dates and durations."""
    ends = named.words
    low, high = sorted(rng.sample(range(len(ends)), 2))
    a, b = ends[low], ends[high]
    unit = f" {named.unit}" if named.unit and rng.random() < 0.3 else ""
    one = rng.choice(ends)
    forms = [
        *(f"{sign} {one}{unit}" for sign in ("<=", ">=", "<", ">", "≤", "≥")),
        *(f"{one}{unit}" if unit else one, f"!= {one}", f"≠ {one}"),
        *(f"[{a}..{b}]", f"({a}..{b}]", f"[{a}..{b})", f"not([{a}..{b}])"),
        *(f"< {a}, >= {b}", f"< {a}\\n> {b}", f">= {a} and < {b}", f"> {a} and != {b}"),
    ]
    if named.kind != "duration":
        forms.append(f"{a} to {b}")
    return rng.choice(forms)


def _of_list(rng: Random, named: Named, sets: tuple[str, ...]) -> str:
    forms = ["empty", "count >= 1", "count 2", "count [1..2]", "not(empty)", "count != 1"]
    if named.words:
        one, two = (quoted(rng, named, word) for word in rng.sample(named.words, 2))
        forms += [f"has {one}", f"has any of {one}, {two}", f"has all of {one}, {two}"]
        forms += [f"has none of {one}, {two}", f"has none of {one}", f"not(has {one})"]
    if named.kind == "code" and sets:
        chosen = rng.choice(sets)
        forms += [f"has {quantifier} in {chosen}" for quantifier in ("any", "all", "none")]
    return rng.choice(forms)


def _compared(rng: Random, named: Named, others: tuple[Named, ...]) -> str:
    """A comparison with another name; nothing where none fits."""
    alike = [
        other
        for other in others
        if other.name != named.name
        if other.kind == named.kind or (other.numeric and named.numeric)
        if not other.is_list and other.unit == named.unit
    ]
    if not alike or named.kind == "text":
        return ""
    other = rng.choice(alike).free
    if named.kind in {"yes/no", "code"}:
        return f"!= {{{other}}}"
    forms = [f"{sign} {{{other}}}" for sign in ("<", "<=", ">", ">=", "!=")]
    if named.kind == "date":
        forms += [f"within 2 months before {{{other}}}", f"within 10 days after {{{other}}}"]
        forms += [f"<= {{{other} + 1 month}}", f"> {{{other} - 3 weeks}}"]
    if named.numeric:
        forms += [f"<= {{{other} * 2}}", f"> {{{other} + 1}}", f"[1..{{{other}}}]"]
    return rng.choice(forms)
