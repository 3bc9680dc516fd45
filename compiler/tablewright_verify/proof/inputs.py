"""What the code knows of inputs: their records, limits, codes, and what completions try."""

from __future__ import annotations

import ast
import datetime as dt
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from tablewright_verify.proof.candidates import known
from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.proof.representatives import interval_of, prove_representatives
from tablewright_verify.proof.rule_records import only
from tablewright_verify.sheet.names import Bound, Interval, Name, Subject
from tablewright_verify.sheet.naming import class_name
from tablewright_verify.text.evaluate import evaluate
from tablewright_verify.text.records import Record
from tablewright_verify.values import LARGEST, Duration, UnprovedError, WrongError, shown

_INPUT = frozenset(
    {
        *("name", "code_name", "kind", "cell", "members", "is_list", "ranges", "span", "allowed"),
        *("codes", "unit", "blank_is_nothing", "asked_of", "question", "samples", "segments"),
    }
)


def prove_inputs(context: Context) -> None:
    """The inputs, each once and in glossary order."""
    held = context.model.get("inputs")
    codes = [name.code for name in context.book.inputs]
    if not isinstance(held, dict):
        raise UnprovedError("MODEL.inputs is no dictionary")
    context.ledger.same("input", "the inputs", codes, list(held))
    context.ledger.same("input", "the inputs of facts", codes, list(context.index.inputs))
    for name in context.book.inputs:
        record = held.get(name.code)
        if not isinstance(record, Record) or record.kind != "Input":
            context.ledger.unproved("input", name.address, "the input has no record")
            continue
        try:
            _prove_input(context, name, record)
        except UnprovedError as fault:
            context.ledger.stuck("input", name.address, fault)


def _prove_input(context: Context, name: Name, record: Record) -> None:
    only(record, _INPUT)
    said: dict[str, object] = {
        "name": name.name,
        "code_name": name.code,
        "kind": name.kind,
        "cell": name.address,
        "unit": name.unit,
        "asked_of": name.asked_of,
        "question": name.question,
    }
    for field, value in said.items():
        context.ledger.same("input", f"{name.address} {field}", value, record.get(field, ""))
    for field, flag in {"is_list": name.is_list, "blank_is_nothing": name.nothing}.items():
        context.ledger.same("input", f"{name.address} {field}", flag, record.get(field, False))
    context.ledger.same(
        "input", f"{name.address} allowed", allowed_text(name), record.get("allowed", "")
    )
    _prove_members(context, name, record)
    _prove_limits(context, name, record)
    _prove_codes(context, name, record)
    prove_representatives(context, Subject("input", name.code), name, record)


def allowed_text(name: Name) -> str:
    """The allowed values as an error message gives them."""
    if name.members:
        return f"one of {', '.join(name.texts)}"
    if name.value_set is not None:
        return f"in {name.value_set.code_name}"
    return " or ".join(_shown(interval) for interval in name.intervals)


def _shown(interval: Interval) -> str:
    low, low_open, high, high_open = interval
    if low is None:
        return f"{'below' if high_open else 'at most'} {high}"
    if high is None:
        return f"{'above' if low_open else 'at least'} {low}"
    return f"{'(' if low_open else '['}{low}..{high}{')' if high_open else ']'}"


def _prove_members(context: Context, name: Name, record: Record) -> None:
    members = record.get("members")
    if not name.members or name.kind != "text":
        context.ledger.same("input", f"{name.address} members", None, members)
        return
    wanted = (class_name(name.code), tuple((code, text) for text, code in name.members))
    held: object = members
    if isinstance(members, type):
        enum = context.module.enums.get(members.__name__)
        pairs = tuple((key, str(each)) for key, each in enum.__members__.items()) if enum else ()
        held = (members.__name__, pairs)
    context.ledger.same("allowed values", name.address, wanted, held)


def _prove_limits(context: Context, name: Name, record: Record) -> None:
    ranges = record.get("ranges", ())
    held = [interval_of(each) for each in ranges] if isinstance(ranges, tuple) else []
    if bool(held) != bool(name.intervals):
        context.ledger.same("allowed values", f"{name.address} ranges", name.intervals, tuple(held))
    elif held:
        _prove_ranges(context, name, held)
    span = record.get("span")
    if not name.ordered:
        context.ledger.same("input", f"{name.address} span", None, span)
        return
    wanted = span_of(name)
    context.ledger.same("input", f"{name.address} span", wanted, _span(name, span))


def _prove_ranges(context: Context, name: Name, held: list[Interval]) -> None:
    """That the record allows what the glossary allows."""
    free = Name(name=name.name, code=name.code, kind=name.kind)
    ends = [e for i in (*held, *name.intervals) for e in (i.low, i.high) if e is not None]
    for value in known(free, ends):
        if isinstance(value, Duration) and not all(-LARGEST <= n <= LARGEST for n in value):
            continue  # the entry check refuses what is beyond these, whatever the glossary says
        context.ledger.evaluated += 1
        sheet = name.allows(value)
        if sheet is not any(each.holds(value) for each in held):
            message = f"{shown(value)} is {'' if sheet else 'not '}allowed, the code differs"
            case = {name.name: value}
            context.ledger.refuted("allowed values", name.address, message, Shown(case=case))
            return
    context.ledger.proved("allowed values", f"{name.address} ranges", How.SEGMENTS)


def span_of(name: Name) -> Interval:
    """From the first to the last allowed value; of dates and whole numbers the values meant."""
    ends = name.intervals or (Interval(),)
    lows = [closed(name, each)[:2] for each in ends]
    highs = [closed(name, each)[2:] for each in ends]
    low = (None, False) if (None, False) in lows else min(lows, key=_low)
    high = (None, False) if (None, False) in highs else max(highs, key=_high)
    return Interval(*low, *high)


def _low(end: tuple[Bound | None, bool]) -> tuple[Bound | None, bool]:
    return end


def _high(end: tuple[Bound | None, bool]) -> tuple[Bound | None, bool]:
    return end[0], not end[1]


def closed(name: Name, interval: Interval) -> Interval:
    """The same values between ends that are values themselves, of kinds that have such."""
    low, low_open, high, high_open = interval
    match name.kind:
        case "whole number":
            if isinstance(low, Decimal):
                up = low.to_integral_value(ROUND_CEILING)
                low, low_open = up + 1 if low_open and up == low else up, False
            if isinstance(high, Decimal):
                down = high.to_integral_value(ROUND_FLOOR)
                high, high_open = down - 1 if high_open and down == high else down, False
        case "date":
            if isinstance(low, dt.date) and low_open:
                low, low_open = low + dt.timedelta(days=1), False
            if isinstance(high, dt.date) and high_open:
                high, high_open = high - dt.timedelta(days=1), False
        case _:
            pass
    return Interval(low, low_open, high, high_open)


def _span(name: Name, record: object) -> Interval | None:
    """A span; where it has no end of its own, it reaches to that of the calendar or has none."""
    if record is None:
        return None
    low, low_open, high, high_open = closed(name, interval_of(record))
    if low == dt.date.min:
        low, low_open = None, False
    if high == dt.date.max:
        high, high_open = None, False
    return Interval(low, low_open and low is not None, high, high_open and high is not None)


def _prove_codes(context: Context, name: Name, record: Record) -> None:
    codes = record.get("codes")
    if name.kind != "code" or not (name.members or name.value_set):
        context.ledger.same("input", f"{name.address} codes", None, codes)
        return
    if not isinstance(codes, ast.Lambda):
        raise WrongError(f"line {record.line}: nothing checks the codes of {name.name}")
    free, variable = Name(name="", code="", kind="code"), codes.args.args[0].arg
    constants = [*context.book.value_sets, *name.texts, *context.constants_in(codes.body)]
    for code in known(free, constants):
        result = evaluate(codes.body, context.scope({variable: code}, {}))
        if bool(result) is not name.allows(code):
            case = {name.name: code}
            message = f"{code} is {'' if name.allows(code) else 'not '}allowed, the code differs"
            context.ledger.refuted("allowed values", name.address, message, Shown(case=case))
            return
    context.ledger.proved("allowed values", f"{name.address} codes", How.SEGMENTS)
