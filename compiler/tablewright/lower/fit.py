"""Whether an expression can stand where a type is asked for, and its form there.

A number without a unit takes the unit asked for; a text takes the spelling of the allowed value it
is; everything else must already be what is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tablewright.diagnostics.codes import UNIT_MISMATCH, UNREADABLE_CELL, VALUE_NOT_ALLOWED
from tablewright.diagnostics.model import Code
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.expr import Call, Expr, Function, If, Literal
from tablewright.ir.types import Duration, Kind, Type
from tablewright.lower.fold import NUMBERS, number
from tablewright.lower.units import count_of, same
from tablewright.syntax.keywords import plain

# Functions whose result is one of their arguments.
CHOOSING = frozenset({Function.FIRST_KNOWN_OF, Function.SMALLER_OF, Function.LARGER_OF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Why an expression cannot stand where it does."""

    code: Code
    message: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The type asked for; `members` are the allowed texts of closed text, empty for any text."""

    type: Type
    members: tuple[str, ...] = ()


def describe(type_: Type) -> str:
    """A type in the analyst's words."""
    words = f"list of {type_.kind}" if type_.is_list else str(type_.kind)
    return f"{words} in {type_.unit}" if type_.unit else words


def normal_code(text: str) -> str:
    """A code as it is compared: without outer blanks and without case."""
    return text.strip().casefold()


def fit(expression: Expr, wanted: Wanted) -> Expr | Misfit:
    """The expression as the type asked for."""
    match expression:
        case Literal():
            return _fit_literal(expression, wanted)
        case If(then=then, otherwise=otherwise):
            one, other = fit(then, wanted), fit(otherwise, wanted)
            if isinstance(one, Misfit):
                return one
            if isinstance(other, Misfit):
                return other
            type_ = _joined(one.type, other.type)
            return replace(expression, then=one, otherwise=other, type=type_)
        case Call(function=function, arguments=arguments) if function in CHOOSING:
            return _fit_arguments(expression, arguments, wanted)
        case _:
            return _fit_type(expression, wanted.type)


def _fit_arguments(call: Call, arguments: tuple[Expr, ...], wanted: Wanted) -> Expr | Misfit:
    fitted: list[Expr] = []
    for argument in arguments:
        found = fit(argument, wanted)
        if isinstance(found, Misfit):
            return found
        fitted.append(found)
    type_ = fitted[0].type
    for each in fitted[1:]:
        type_ = _joined(type_, each.type)
    return replace(call, arguments=tuple(fitted), type=type_)


def _joined(one: Type, other: Type) -> Type:
    """The type of either; a number unless both are whole."""
    return one if one.kind is other.kind or one.kind is Kind.NUMBER else other


def _fit_type(expression: Expr, wanted: Type) -> Expr | Misfit:
    given = expression.type
    numbers = given.kind in NUMBERS and wanted.kind in NUMBERS
    alike = given.kind is wanted.kind or (numbers and wanted.kind is Kind.NUMBER)
    if given.is_list != wanted.is_list or not (alike or numbers):
        return Misfit(
            code=UNREADABLE_CELL,
            message=f"This is {describe(given)}; {describe(wanted)} is asked for.",
            action=f"Write something that gives {describe(wanted)}.",
        )
    if not alike:
        return Misfit(
            code=UNREADABLE_CELL,
            message="This can give a number with decimals; a whole number is asked for.",
            action="Use round up, round down or round half even, or give the name the type number.",
        )
    return expression if same(given.unit, wanted.unit) else unit_misfit(given.unit, wanted.unit)


def unit_misfit(given: str, wanted: str) -> Misfit:
    """Two numbers of different units."""
    units = [f"`{unit}`" if unit else "no unit" for unit in (given, wanted)]
    return Misfit(
        code=UNIT_MISMATCH,
        message=f"A number with {units[0]} meets one with {units[1]}.",
        action="Use numbers of one unit, or give the name the unit it has in the Glossary.",
    )


def _fit_literal(literal: Literal, wanted: Wanted) -> Expr | Misfit:
    want = wanted.type
    match literal.value:
        case Duration() as period if want.kind in NUMBERS:
            amount = count_of(period, want.unit)
            if amount is not None:
                return number(Decimal(amount), want.unit)
        case Decimal() as value if want.kind in NUMBERS and not want.is_list:
            if literal.type.unit and not same(literal.type.unit, want.unit):
                return unit_misfit(literal.type.unit, want.unit)
            fitted = number(value, want.unit)
            return _fit_type(fitted, want)
        case str() as text if want.kind in {Kind.TEXT, Kind.CODE} and not want.is_list:
            return _fit_text(text, wanted)
        case _:
            pass
    return _fit_type(literal, want)


def _fit_text(text: str, wanted: Wanted) -> Expr | Misfit:
    if wanted.type.kind is Kind.CODE:
        return Literal(type=Type(kind=Kind.CODE), value=normal_code(text))
    for member in wanted.members:
        if plain(member) == plain(text):
            return Literal(type=Type(kind=Kind.TEXT), value=member)
    if not wanted.members:
        return Literal(type=Type(kind=Kind.TEXT), value=text)
    meant = nearest(text, wanted.members)
    return Misfit(
        code=VALUE_NOT_ALLOWED,
        message=f"`{text}` is not among the allowed values.",
        action=f"Did you mean `{meant}`?"
        if meant
        else f"Allowed are: {', '.join(wanted.members)}.",
    )
