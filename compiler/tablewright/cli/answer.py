"""From a decision to a page for people: what was decided, by which rule, why, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from tablewright.cli.contract import Decision, Explained, Missing, Rule, Undecided
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.printable import padded, printable, width
from tablewright.diagnostics.render.paint import Ink

_SIGNS = {True: "✓", False: "✗", None: "?"}
_WORDS = {True: "met", False: "not met", None: "unknown"}
_INKS = {True: Ink.HELP, False: Ink.ERROR, None: Ink.WARNING}
_CITE = 10  # columns for a citation, where it is as short as most are


def answer_text(decision: Decision, to: Terminal) -> str:
    """The whole answer."""
    record = decision.to_dict()
    blocks = (
        _heading(decision, f"{record['policy']}, version {record['version']}", to),
        _rules(decision, to),
        *_missing(decision, to),
        _possible(decision, to),
        *_checklists(decision, to),
        [to.paint(f"{record['workbook']} · digest {str(record['digest'])[:12]}", Ink.FRAME)],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def undecided_text(answer: Undecided, to: Terminal) -> str:
    """Why no version could be asked."""
    policy = str(answer.to_dict()["policy"])
    head = to.paint(f"{printable(policy)}: {answer.status.value}", Ink.STRONG)
    lines = [head, f"  {printable(answer.reason)}"]
    if answer.missing:
        first = printable(answer.missing[0].code_name)
        lines.append(f"  Give {first} in the case, or a day with --on.")
        lines.append("  What follows is what the newest version asks beside it.")
    blocks = (lines, *_missing(answer, to))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


# -- what was decided ------------------------------------------------------------------------------


def _heading(decision: Decision, policy: str, to: Terminal) -> list[str]:
    status = decision.status
    ink = Ink.HELP if status.name == "DECIDED" else Ink.WARNING
    lines = [f"{to.paint(printable(policy), Ink.STRONG)}: {to.paint(status.value, ink)}"]
    if status.name == "DECIDED":
        for outcome in decision.possible:
            lines += [f"  {line}" for line in _outcome_lines(outcome)]
    if not decision.exact:
        lines.append("  The search ended early: less may be possible, or missing, than is shown.")
    return lines


def _outcome_lines(outcome: object) -> Iterator[str]:
    """Each output on its line; of list policies each rule's outcome on one."""
    pairs = _pairs(outcome)
    if pairs is None:
        parts = outcome if isinstance(outcome, tuple) else (outcome,)
        yield from (_in_one_line(part) for part in parts)
        return
    names = [printable(name.replace("_", " ")) for name, _ in pairs]
    column = max(map(width, names), default=0) + 2
    for name, (_, value) in zip(names, pairs, strict=True):
        yield f"{padded(name, column)}{_value(value)}"


def _in_one_line(outcome: object) -> str:
    pairs = _pairs(outcome)
    if pairs is None:
        return _value(outcome)
    given = [(name, value) for name, value in pairs if value is not None]
    return ", ".join(
        f"{printable(name.replace('_', ' '))} {_value(value)}" for name, value in given
    )


def _pairs(outcome: object) -> tuple[tuple[str, object], ...] | None:
    """The outputs of an outcome by code name; None when it is no single outcome."""
    fields = getattr(outcome, "_fields", None)
    if not isinstance(outcome, tuple) or fields is None:
        return None
    return tuple(zip(fields, outcome, strict=True))


def _value(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return printable(str(getattr(value, "value", value)))


def _rules(decision: Decision, to: Terminal) -> list[str]:
    """The rules that answer, with their notes; while information is needed, those that may."""
    if not decision.rules:
        return []
    if decision.status.name != "DECIDED":
        title, lines = "Rules that may answer", [_rule(rule, to) for rule in decision.rules]
    else:
        title = "Rule" if len(decision.rules) == 1 else "Rules"
        lines = [line for rule in decision.rules for line in (_rule(rule, to), *_note(rule, to))]
    return [to.paint(title, Ink.STRONG), *(f"  {line}" for line in lines)]


def _rule(rule: Rule, to: Terminal) -> str:
    text = " · ".join(printable(each) for each in (f"{rule.table} {rule.id}", rule.cite) if each)
    return f"{text}  {to.paint(printable(rule.cell), Ink.FRAME)}"


def _note(rule: Rule, to: Terminal) -> list[str]:
    return [f"  {line}" for line in wrap(printable(rule.note), to.columns - 6)]


# -- why -------------------------------------------------------------------------------------------


def _checklists(decision: Decision, to: Terminal) -> Iterator[list[str]]:
    """The checklists that count, item by item; of others only those that are met, in one line."""
    cited = {*decision.unmet, *decision.satisfied_by, *decision.open}
    for checklist, (whole, *items) in decision.explain().checklists:
        name = to.paint(printable(checklist.name), Ink.STRONG)
        place = to.paint(printable(whole.where), Ink.FRAME)
        head = f"{name}: {_truth(whole.met, to)}  {place}"
        if any(item.cite in cited for item in items):
            yield [head, *_items(tuple(_that_matter(items)), to)]
        elif whole.met:
            yield [head]


def _that_matter(items: Iterable[Explained]) -> Iterator[Explained]:
    """All but what stands below a met item: there only what met it under a citation of its own."""
    met: list[Explained] = []
    left_out: Explained | None = None  # with everything below it
    for item in items:
        if left_out is not None and item.depth > left_out.depth:
            continue
        left_out = None
        while met and met[-1].depth >= item.depth:
            met.pop()
        if met and (not item.met or item.cite == met[-1].cite):
            left_out = item
            continue
        yield item
        if item.met:
            met.append(item)


def _items(items: tuple[Explained, ...], to: Terminal) -> Iterator[str]:
    top = min((item.depth for item in items), default=0)
    cite = ""
    for item in items:
        shown = item.cite if item.cite != cite else ""  # an inherited citation is not repeated
        cite = item.cite
        yield from _item(item, shown, "  " * (item.depth - top + 1), to)


def _item(item: Explained, cite: str, margin: str, to: Terminal) -> Iterator[str]:
    """Sign, citation and wording, then the cell; its sheet is that of the heading."""
    start = f"{margin}{to.paint(padded(_told(item.met), 9), _INKS[item.met])} "
    hang = margin + " " * (_CITE + 11)
    room = max(to.columns - len(hang), 20)
    text = item.text or f"{item.name} {item.test}".strip()
    lines = wrap(printable(text), room) or [""]
    if item.met is not True and item.reads:
        lines += wrap(printable(f"{item.name} is {item.value}; asked is {item.test}"), room)
    where = printable(item.where.rpartition("!")[2])
    if width(lines[-1]) + 2 + width(where) > room:
        lines.append("")
    for number, line in enumerate(lines, 1):
        lead = hang if number > 1 else f"{start}{padded(printable(cite), _CITE)} "
        gap = "  " if line else ""
        cell = f"{gap}{to.paint(where, Ink.FRAME)}" if number == len(lines) else ""
        yield f"{lead}{line}{cell}"


def _told(met: bool | None) -> str:  # noqa: FBT001 - a truth has three values
    return f"{_SIGNS[met]} {_WORDS[met]}"


def _truth(met: bool | None, to: Terminal) -> str:  # noqa: FBT001 - a truth has three values
    return to.paint(_WORDS[met], _INKS[met])


# -- what is missing -------------------------------------------------------------------------------


def _missing(decision: Decision | Undecided, to: Terminal) -> Iterator[list[str]]:
    if decision.missing:
        first, *others = (list(_question(each, to)) for each in decision.missing)
        yield [to.paint("Missing", Ink.STRONG), *first]
        yield from others


def _question(missing: Missing, to: Terminal) -> Iterator[str]:
    asked = f" · ask the {_listed(missing.asked_of, 'or')}" if missing.asked_of else ""
    yield f"  {to.paint(printable(missing.name), Ink.STRONG)}{asked}"
    facts = (
        ("question", missing.question),
        ("input", _listed((" and ".join(way) for way in missing.ways), "or")),
        ("shown by", "; ".join(missing.evidence)),
        ("settles", ", ".join(missing.settles)),
    )
    for name, text in facts:
        lines = wrap(printable(text), to.columns - 16)
        for margin, line in zip([f"    {name:<10}", *[" " * 14] * len(lines)], lines, strict=False):
            yield f"{margin}{line}"


def _listed(texts: Iterable[str], word: str) -> str:
    *first, last = [printable(text) for text in texts] or [""]
    return f"{', '.join(first)} {word} {last}" if first else last


def _possible(decision: Decision, to: Terminal) -> list[str]:
    if len(decision.possible) < 2:  # noqa: PLR2004 - one outcome is the answer
        return []
    lines = dict.fromkeys(_in_one_line(outcome) for outcome in decision.possible)
    return [to.paint("Still possible", Ink.STRONG), *(f"  {line}" for line in lines)]
