"""Random calculated names: expressions of every type over names that are there already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.drawing.names import Named

Names = tuple[Named, ...]


def calculated(rng: Random, name: str, names: Names) -> Named | None:
    """A calculated name; None where the names at hand do not give one of the type drawn."""
    draw: Callable[[Random, Names], Named | None] = rng.choice(
        (_number, _number, _truth, _truth, _date, _duration, _of_list, _text)
    )
    drawn = draw(rng, names)
    return None if drawn is None else replace(drawn, name=name, question=f"{name}?")


def _numbers(names: Names) -> list[Named]:
    return [each for each in names if each.numeric]


def _alike(rng: Random, names: list[Named]) -> tuple[Named, Named] | None:
    """Two different names of one unit."""
    pairs = [(a, b) for a in names for b in names if a.name != b.name and a.unit == b.unit]
    return rng.choice(pairs) if pairs else None


def _plain(kind: str, expression: str, words: tuple[str, ...], unit: str = "") -> Named:
    return Named(name="", kind=kind, calculated=expression, words=words, unit=unit)


def _number(rng: Random, names: Names) -> Named | None:
    numbers = _numbers(names)
    if not numbers:
        return None
    a = rng.choice(numbers)
    whole = a.kind
    words = ("1", "2", "3")
    steps = [
        (f"{a.free} * 2", whole),
        (f"{a.free} + 1", whole),
        (f"-{a.free}", whole),
        (f"round up({a.free}, 2)", whole),
        (f"round down({a.free} / 2)", "number"),
        (f"round half even({a.free} / 2, 0.5)", "number"),
        (f"smaller of({a.free}, 3)", whole),
        (f"{a.free} / 2", "number"),
    ]
    truth = _truth_text(rng, names)
    if truth:
        steps.append((f"if {truth} then {a.free} else 2", whole))
        steps.append((f"if {truth} then 1 else if {a.free} > 2 then 3 else {a.free}", whole))
    steps.append((f"if {a.free} != 0 then 6 / {a.free} else 0", "ratio"))
    if not a.nothing and not a.calculated:
        steps.append((f"12 / ({a.free} * {a.free} + 1)", "never"))
    pair = _alike(rng, numbers)
    if pair is not None:
        steps += _of_pair(pair)
    steps = [step for step in steps if step[1] not in {"never", "ratio"} or not a.unit]
    text, kind = rng.choice([step for step in steps if step[1] != "never"])
    unit = "" if kind == "ratio" else a.unit
    if pair is not None and text in {step[0] for step in _of_pair(pair)}:
        unit = pair[0].unit
    return _plain("number" if kind == "ratio" else kind, text, words, unit)


def _of_pair(pair: tuple[Named, Named]) -> list[tuple[str, str]]:
    a, b = pair
    kind = "whole number" if {a.kind, b.kind} == {"whole number"} else "number"
    signs = [(f"{a.free} {sign} {b.free}", kind) for sign in "+-"]
    chosen = [
        (f"{call}({a.free}, {b.free})", kind)
        for call in ("smaller of", "larger of", "first known of")
    ]
    return [*signs, *chosen, (f"2 * {a.free} - ({b.free} + 1)", kind)]


def _truth_text(rng: Random, names: Names) -> str:
    """An expression that is yes or no; nothing where no name gives one."""
    forms: list[str] = []
    for each in names:
        if each.is_list:
            forms.append(f"count({each.free}) >= 1")
        elif each.kind == "yes/no":
            forms += [each.free, f"not {each.free}", f"{each.free} = yes"]
        elif each.kind in {"text", "code"} and each.words:
            forms += [f'{each.free} {sign} "{each.words[0]}"' for sign in ("=", "!=")]
        elif each.numeric:
            forms += [f"{each.free} {s} {each.words[0]}" for s in ("<", "<=", ">", ">=", "=")]
            forms.append(f"{each.free} between {each.words[0]} and {each.words[-1]}")
        elif each.kind == "date":
            forms += [f"{each.free} {sign} {each.words[0]}" for sign in ("<", ">=", "!=")]
        elif each.kind == "duration":
            forms += [f"{each.free} {sign} {each.words[-1]}" for sign in ("<", ">=")]
    dates = [each for each in names if each.kind == "date" and not each.is_list]
    if len(dates) > 1:
        one, two = rng.sample(dates, 2)
        forms += [f"{one.free} within 2 months before {two.free}", f"{one.free} <= {two.free}"]
    return rng.choice(forms) if forms else ""


def _truth(rng: Random, names: Names) -> Named | None:
    texts = [text for text in (_truth_text(rng, names) for _ in range(3)) if text]
    if not texts:
        return None
    forms = [texts[0], f"{texts[0]} and {texts[-1]}", f"{texts[0]} or {texts[-1]}"]
    forms += [f"not ({texts[0]} and {texts[-1]})", " or ".join(texts)]
    forms += [f"if {texts[0]} then {texts[-1]} else no"]
    return _plain("yes/no", rng.choice(forms), ("yes", "no"))


def _date(rng: Random, names: Names) -> Named | None:
    dates = [each for each in names if each.kind == "date" and not each.is_list]
    if not dates:
        return None
    day, other = rng.choice(dates), rng.choice(dates)
    words = ("2025-02-28", "2025-03-01")
    forms = [f"{day.free} + 1 month", f"{day.free} - 3 weeks", f"{day.free} + 1 year"]
    if day.name != other.name:
        forms += [f"{call}({day.free}, {other.free})" for call in ("smaller of", "larger of")]
        forms.append(f"first known of({day.free}, {other.free})")
    spans = [each for each in names if each.kind == "duration"]
    if spans:
        forms += [f"{day.free} {sign} {rng.choice(spans).free}" for sign in "+-"]
    truth = _truth_text(rng, names)
    if truth:
        forms.append(f"if {truth} then {day.free} else 2025-02-28")
    if day.name != other.name and rng.random() < 0.4:
        counted = f"days between({day.free}, {other.free})"
        if rng.random() < 0.5:
            return _plain("whole number", f"age({day.free}, {other.free})", ("0", "1"), "years")
        return _plain("whole number", counted, ("0", "28", "59"), "days")
    return _plain("date", rng.choice(forms), words)


def _duration(rng: Random, names: Names) -> Named | None:
    spans = [each for each in names if each.kind == "duration"]
    truth = _truth_text(rng, names)
    forms = [f"if {truth} then 21 days else 2 months"] if truth else []
    if spans:
        one = rng.choice(spans).free
        forms += [f"{one} + 1 month", f"{one} - 2 weeks", f"larger of({one}, 21 days)", f"-{one}"]
    return _plain("duration", rng.choice(forms), ("21 days", "2 months")) if forms else None


def _of_list(rng: Random, names: Names) -> Named | None:
    lists = [each for each in names if each.is_list]
    if not lists:
        return None
    one = rng.choice(lists)
    forms = [("count", "whole number")]
    if one.kind in {"number", "whole number"}:
        forms += [("sum", one.kind), ("min", one.kind), ("max", one.kind), ("mean", "number")]
    elif one.kind == "date":
        forms += [("min", "date"), ("max", "date")]
    call, kind = rng.choice(forms)
    words = one.words if kind == "date" else ("1", "2", "3")
    unit = "" if call == "count" else one.unit
    drawn = _plain(kind, f"{call}({one.free})", words, unit)
    return replace(drawn, nothing=call in {"min", "max", "mean"})


def _text(rng: Random, names: Names) -> Named | None:
    """A closed text: one of two, or the first known of two names."""
    truth = _truth_text(rng, names)
    if not truth:
        return None
    drawn = _plain("text", f'if {truth} then "low" else "high"', ("low", "high"))
    return replace(drawn, allowed="low, middle, high")
