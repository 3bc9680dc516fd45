"""From one cell to what is wrong with it whatever its column's type, in the analyst's words.

Knows neither the cell's address nor its block; an address is added by who asks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tablewright.diagnostics import codes
from tablewright.diagnostics.model import Code
from tablewright.source.grid import Cell, ErrorValue
from tablewright.source.look_alikes import as_meant, look_alikes, reordering
from tablewright.source.number_format import plain

_TYPED_DIGITS = 15  # more cannot be typed, so they come from a calculation and do not show
_SHOWN_DIGITS = 11  # what a cell shows at most when no format asks for more
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?", re.IGNORECASE)
_CLIP = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, and what to do."""

    code: Code
    message: str
    help: str


def cell_faults(cell: Cell, *, prose: bool) -> Iterator[Fault]:
    """Every fault of a cell; in prose, typographic signs and blanks are fine."""
    if cell.formula is not None:  # what it last gave is not looked at, let alone used
        yield _formula(cell, cell.formula)
        return
    if cell.struck and cell.display.strip():
        yield Fault(
            code=codes.STRUCK_THROUGH,
            message=f"`{clipped(cell.display)}` is struck through, wholly or in part.",
            help="Delete what no longer counts; take the strike-through off what does.",
        )
    match cell.value:
        case ErrorValue():
            yield Fault(
                code=codes.ERROR_VALUE,
                message=f"The cell holds the spreadsheet error {cell.display}.",
                help="Type the value that belongs here.",
            )
        case str(text):
            yield from _of_prose(text) if prose else _of_value(text)
        case Decimal() as number:
            yield from _of_number(number, cell.display)
        case dt.datetime() as date if date.time() != dt.time.min:
            yield Fault(
                code=codes.DATE_WITH_TIME,
                message=f"The date {date.date().isoformat()} carries the time {date.time()}.",
                help=f"Type the date alone: {date.date().isoformat()}.",
            )
        case _:
            pass


def clipped(text: str) -> str:
    """A text on one line, cut when it is long."""
    line = " ".join(text[: 10 * _CLIP].split())
    return line if len(line) <= _CLIP else f"{line[: _CLIP - 1]}\u2026"


def _formula(cell: Cell, formula: str) -> Fault:
    result = f", which last gave `{clipped(cell.display)}`" if cell.display else ""
    what = "" if formula == "=" else f" `{clipped(formula)}`"
    return Fault(
        code=codes.FORMULA_CELL,
        message=f"The cell holds a formula{what}{result}.",
        help="Copy the cell and paste it back as a value (Paste Special, Values).",
    )


def _of_value(text: str) -> Iterator[Fault]:
    found = look_alikes(text)
    meant = as_meant(text, found)
    if meant == text:
        return
    names = list(dict.fromkeys(one.name for one in found))
    if not text.strip():
        message = "The cell looks blank but holds blanks."
    elif names:
        message = f"The cell holds {_listed(names)}."
    else:
        message = "The cell has blanks before or after its text."
    action = (
        f"Type it again with plain characters: `{clipped(meant)}`."
        if meant
        else "Clear the cell with the Delete key, then type what belongs here."
    )
    yield Fault(code=codes.LOOK_ALIKE_CHARACTER, message=message, help=action)


def _of_prose(text: str) -> Iterator[Fault]:
    found = reordering(text)
    if found:
        names = list(dict.fromkeys(one.name for one in found))
        yield Fault(
            code=codes.LOOK_ALIKE_CHARACTER,
            message=f"The cell holds {_listed(names)}, which shows text in another order.",
            help=f"Type it again with plain characters: `{clipped(as_meant(text, found))}`.",
        )


def _of_number(number: Decimal, display: str) -> Iterator[Fault]:
    held = plain(number)
    if _read_back(display) != number:
        shown = f"`{clipped(display)}`" if display else "nothing"
        action = f"Choose the number format General if {held} is meant; else type what is meant."
    elif len(number.normalize().as_tuple().digits) > _TYPED_DIGITS:
        shown = plain(Decimal(f"{number:.{_SHOWN_DIGITS}g}").normalize())
        action = f"Type the number again with the digits that are meant, such as {shown}."
    else:
        return
    message = f"The cell shows {shown} but holds {held}."
    yield Fault(code=codes.DISPLAY_DIFFERS, message=message, help=action)


def _read_back(display: str) -> Decimal | None:
    """The number that a reader takes from what a cell shows."""
    text = display.replace(",", "") if _GROUPED.fullmatch(display) else display
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _listed(names: list[str]) -> str:
    with_article = [f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in names]
    *rest, last = with_article
    return f"{', '.join(rest)} and {last}" if rest else last
