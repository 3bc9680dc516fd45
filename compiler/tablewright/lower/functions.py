"""The types that each function takes and gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tablewright.ir.expr import Call, Expr, Function, Literal
from tablewright.ir.types import Kind, Type
from tablewright.lower.fit import CHOOSING, Misfit, Wanted, describe, fit
from tablewright.lower.fold import NUMBERS, number
from tablewright.lower.typist import Typist
from tablewright.syntax.tree import Call as CallTree

_DATES = {Function.AGE: "years", Function.DAYS_BETWEEN: "days"}
_ROUNDING = frozenset({Function.ROUND_UP, Function.ROUND_DOWN, Function.ROUND_HALF_EVEN})
_ORDERED = NUMBERS | {Kind.DATE, Kind.DURATION}


def infer_call(
    node: CallTree, function: Function, arguments: tuple[Expr, ...], typist: Typist
) -> Expr | None:
    """The typed call, or None after a fault."""
    if function in CHOOSING:
        return _choosing(node, function, arguments, typist)
    if function in _DATES:
        return _dates(node, function, arguments, typist)
    if function in _ROUNDING:
        return _rounding(node, function, arguments, typist)
    return _of_list(node, function, arguments, typist)


def _choosing(
    node: CallTree, function: Function, arguments: tuple[Expr, ...], typist: Typist
) -> Expr | None:
    """One of the arguments: they agree with the first that is no constant."""
    if len(arguments) < 2:  # noqa: PLR2004 - a choice needs two
        typist.fault(node, f"`{function}` takes two or more.", f"Write {function}(a, b).")
        return None
    first = next((each for each in arguments if not isinstance(each, Literal)), arguments[0])
    wanted = typist.wanted_beside(first)
    if function is not Function.FIRST_KNOWN_OF and wanted.type.kind not in _ORDERED:
        typist.fault(
            node,
            f"`{function}` cannot compare {describe(first.type)}.",
            "Use it for numbers, dates and durations.",
        )
        return None
    fitted = tuple(
        typist.fitted(part, each, wanted)
        for part, each in zip(node.arguments, arguments, strict=True)
    )
    good = tuple(each for each in fitted if each is not None)
    if len(good) != len(fitted):
        return None
    whole = all(each.type.kind is Kind.WHOLE for each in good)
    type_ = replace(wanted.type, kind=Kind.WHOLE) if whole else wanted.type
    return Call(type=type_, function=function, arguments=good)


def _dates(
    node: CallTree, function: Function, arguments: tuple[Expr, ...], typist: Typist
) -> Expr | None:
    if len(arguments) != 2:  # noqa: PLR2004 - from and to
        form = "age(birth date, on date)" if function is Function.AGE else "days between(from, to)"
        typist.fault(node, f"`{function}` takes two dates.", f"Write {form}.")
        return None
    wanted = Wanted(type=Type(kind=Kind.DATE))
    fitted = [
        typist.fitted(part, each, wanted)
        for part, each in zip(node.arguments, arguments, strict=True)
    ]
    good = tuple(each for each in fitted if each is not None)
    type_ = Type(kind=Kind.WHOLE, unit=_DATES[function])
    return Call(type=type_, function=function, arguments=good) if len(good) == 2 else None  # noqa: PLR2004 - as above


def _rounding(
    node: CallTree, function: Function, arguments: tuple[Expr, ...], typist: Typist
) -> Expr | None:
    rounded, *rest = arguments
    step = rest[0] if len(rest) == 1 else number(Decimal(1))
    if len(rest) > 1 or rounded.type.is_list or rounded.type.kind not in NUMBERS:
        typist.fault(node, f"`{function}` takes a number.", f"Write {function}(number, step).")
        return None
    wanted = Wanted(type=Type(kind=Kind.NUMBER, unit=rounded.type.unit))
    fitted = fit(step, wanted)
    if (
        isinstance(fitted, Misfit)
        or not isinstance(fitted, Literal)
        or not isinstance(fitted.value, Decimal)
        or fitted.value <= 0
    ):
        message = "The step to round to is no number above 0."
        typist.fault(node.arguments[-1], message, "Write a number such as 1 or 0.5.")
        return None
    type_ = Type(kind=fitted.type.kind, unit=rounded.type.unit)
    return Call(type=type_, function=function, arguments=(rounded, fitted))


def _of_list(
    node: CallTree, function: Function, arguments: tuple[Expr, ...], typist: Typist
) -> Expr | None:
    if len(arguments) != 1 or not arguments[0].type.is_list:
        typist.fault(
            node,
            f"`{function}` takes one list.",
            "Use smaller of(a, b), larger of(a, b) or + for numbers that are no list.",
        )
        return None
    member = replace(arguments[0].type, is_list=False)
    if function is Function.COUNT:
        member = Type(kind=Kind.WHOLE)
    elif function in {Function.SUM, Function.MEAN} and member.kind not in NUMBERS:
        typist.fault(node, f"`{function}` takes numbers.", "Name a list of numbers.")
        return None
    elif member.kind not in _ORDERED:
        typist.fault(node, f"`{function}` takes numbers or dates.", "Name such a list.")
        return None
    if function is Function.MEAN:
        member = replace(member, kind=Kind.NUMBER)
    return Call(type=member, function=function, arguments=arguments)
