"""What the code knows of inputs and calculations: records, limits, how each is worked out."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator

from tablewright_verify.proof.candidates import known
from tablewright_verify.proof.context import Context, is_function
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.proof.pivots import Pivot, pivot_of
from tablewright_verify.proof.representatives import interval_of, prove_representatives
from tablewright_verify.proof.rule_records import body_of_lambda, only
from tablewright_verify.sheet.book import Calculation
from tablewright_verify.sheet.names import Interval, Name, Subject
from tablewright_verify.sheet.naming import class_name
from tablewright_verify.text.evaluate import evaluate
from tablewright_verify.text.functions import argument_of
from tablewright_verify.text.module import body_of
from tablewright_verify.text.records import Record
from tablewright_verify.text.trees import tree_of
from tablewright_verify.trees import Call, Tree, reads
from tablewright_verify.values import UnprovedError, shown

_INPUT = frozenset(
    {
        *("name", "code_name", "kind", "cell", "members", "is_list", "ranges", "span", "allowed"),
        *("codes", "unit", "blank_is_nothing", "asked_of", "question", "samples", "segments"),
    }
)
_CALCULATION = frozenset(
    {
        *("name", "code_name", "cell", "text", "reads", "work_out", "pivot", "exact"),
        *("alternatives", "ways", "free", "question", "samples", "segments"),
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
        "input", f"{name.address} allowed", allowed_text(context, name), record.get("allowed", "")
    )
    _prove_members(context, name, record)
    _prove_limits(context, name, record)
    _prove_codes(context, name, record)
    prove_representatives(context, Subject("input", name.code), name, record)


def allowed_text(context: Context, name: Name) -> str:
    """The allowed values as an error message gives them."""
    if name.members:
        return f"one of {', '.join(name.texts)}"
    if name.value_set:
        return next(
            f"in {each.code_name}"
            for each in context.book.value_sets
            if each == context_set(context, name)
        )
    return " or ".join(_shown(interval) for interval in name.intervals)


def context_set(context: Context, name: Name) -> object:
    """The value set that limits a name."""
    wanted = name.value_set
    return next(
        each for each in context.book.value_sets if " ".join(each.name.casefold().split()) == wanted
    )


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
        free = Name(name=name.name, code=name.code, kind=name.kind)
        ends = [e for i in (*held, *name.intervals) for e in (i.low, i.high) if e is not None]
        for value in known(free, ends):
            context.ledger.evaluated += 1
            sheet = any(each.holds(value) for each in name.intervals)
            if sheet is not any(each.holds(value) for each in held):
                message = f"{shown(value)} is {'' if sheet else 'not '}allowed, the code differs"
                case = {name.name: value}
                context.ledger.refuted("allowed values", name.address, message, Shown(case=case))
                break
        else:
            context.ledger.proved("allowed values", f"{name.address} ranges", How.SEGMENTS)
    span = record.get("span")
    wanted: object = None
    if name.ordered:
        first, last = (name.intervals or (Interval(),))[0], (name.intervals or (Interval(),))[-1]
        wanted = Interval(first.low, first.low_open, last.high, last.high_open)
    context.ledger.same("input", f"{name.address} span", wanted, _span(span))


def _span(record: object) -> Interval | None:
    """A span; where it has no end of its own, it reaches to that of the calendar or has none."""
    if record is None:
        return None
    low, low_open, high, high_open = interval_of(record)
    if low == dt.date.min:
        low, low_open = None, False
    if high == dt.date.max:
        high, high_open = None, False
    return Interval(low, low_open and low is not None, high, high_open and high is not None)


def _prove_codes(context: Context, name: Name, record: Record) -> None:
    codes = record.get("codes")
    if not name.value_set:
        context.ledger.same("input", f"{name.address} codes", None, codes)
        return
    if not isinstance(codes, ast.Lambda):
        raise UnprovedError(f"line {record.line}: nothing checks the codes")
    wanted, variable = context_set(context, name), codes.args.args[0].arg
    constants = [wanted, *context.constants_in(codes.body)]
    for code in known(Name(name="", code="", kind="code"), constants):
        result = evaluate(codes.body, context.scope({variable: code}, {}))
        if bool(result) is not wanted.holds(str(code)):  # type: ignore[attr-defined]
            case = {name.name: code}
            context.ledger.refuted(
                "allowed values", name.address, f"{code} differs", Shown(case=case)
            )
            return
    context.ledger.proved("allowed values", f"{name.address} codes", How.SEGMENTS)


# -- calculations ----------------------------------------------------------------------------------


def prove_calculations(context: Context) -> None:
    """The calculations, each once."""
    held = context.model.get("calculations")
    if not isinstance(held, dict):
        raise UnprovedError("MODEL.calculations is no dictionary")
    codes = sorted(each.name.code for each in context.book.calculations)
    context.ledger.same("calculation", "the calculations", codes, sorted(held))
    for calculation in context.book.calculations:
        record = held.get(calculation.name.code)
        if not isinstance(record, Record) or record.kind != "Calculation":
            context.ledger.unproved("calculation", calculation.name.address, "it has no record")
            continue
        try:
            _prove_calculation(context, calculation, record)
        except UnprovedError as fault:
            context.ledger.stuck("calculation", calculation.name.address, fault)


def _prove_calculation(context: Context, calculation: Calculation, record: Record) -> None:
    name, about = calculation.name, calculation.name.address
    only(record, _CALCULATION)
    function = context.function(name.code)
    if not is_function(record.get("work_out"), function.name):
        raise UnprovedError(f"line {record.line}: {name.code} is worked out in two ways")
    _prove_same(
        context, f"{about}, line {function.lineno}", calculation.tree, _tree(context, function)
    )
    said = {"name": name.name, "code_name": name.code, "cell": about, "text": calculation.text}
    for field, value in {**said, "question": name.question}.items():
        context.ledger.same("calculation", f"{about} {field}", value, record.get(field, ""))
    context.ledger.same(
        "calculation",
        f"{about} reads",
        reads(calculation.tree),
        _subjects(context, record.get("reads")),
    )
    pivot = pivot_of(context.book, calculation.tree)
    _prove_pivot(context, calculation, record, pivot)


def _tree(context: Context, function: ast.FunctionDef) -> Tree:
    argument_of(function)
    match body_of(function):
        case [
            ast.AnnAssign(ast.Name("result"), value=ast.expr() as value),
            ast.Return(ast.Name("result")),
        ]:
            return tree_of(value, context.index.subject, context.records)
        case _:
            raise UnprovedError(f"line {function.lineno}: {function.name} is not expected")


def _prove_same(context: Context, about: str, sheet: Tree, text: Tree) -> None:
    if sheet == text:
        context.ledger.proved("calculation", about, How.FORM)
    else:
        message = f"the sheet works out {sheet}, the code {text}"
        context.ledger.refuted("calculation", about, message, Shown(how=How.FORM))


def _subjects(context: Context, names: object) -> tuple[Subject, ...]:
    if not isinstance(names, tuple):
        raise UnprovedError("what a calculation reads is no tuple")
    return tuple(context.index.subject(str(name)) for name in names)


def _prove_pivot(
    context: Context, calculation: Calculation, record: Record, pivot: Pivot | None
) -> None:
    about, ledger = calculation.name.address, context.ledger
    ledger.same("completion", f"{about} pivot", pivot is not None, record.get("pivot", False))
    exact = pivot is None or pivot.exact
    ledger.same("completion", f"{about} exact", exact, record.get("exact", True))
    ledger.same("completion", f"{about} ways", pivot.ways if pivot else (), record.get("ways", ()))
    ledger.same("completion", f"{about} free", pivot.free if pivot else "", record.get("free", ""))
    alternatives = record.get("alternatives")
    if pivot is None or not pivot.ways:
        ledger.same("completion", f"{about} alternatives", None, alternatives)
    else:
        _prove_alternatives(context, calculation, body_of_lambda(alternatives))
    if pivot is not None:
        subject = Subject("calculation", calculation.name.code)
        prove_representatives(context, subject, calculation.name, record)
    else:
        tried = (record.get("samples", ()), record.get("segments", ()))
        ledger.same("completion", f"{about} tries", ((), ()), tried)


def _prove_alternatives(context: Context, calculation: Calculation, node: ast.expr) -> None:
    if not isinstance(node, ast.Tuple) or not isinstance(calculation.tree, Call):
        raise UnprovedError(f"line {node.lineno}: the alternatives are not expected")
    trees = tuple(tree_of(each, context.index.subject, context.records) for each in node.elts)
    about = f"{calculation.name.address} alternatives"
    context.ledger.same("completion", about, calculation.tree.arguments, trees)


def alternatives_of(context: Context) -> Iterator[tuple[Calculation, Pivot]]:
    """The calculations that have several ways, with them."""
    for calculation in context.book.calculations:
        pivot = pivot_of(context.book, calculation.tree)
        if pivot is not None and pivot.ways:
            yield calculation, pivot
