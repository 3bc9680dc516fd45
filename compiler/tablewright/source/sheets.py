"""From a sheet's part to its stored cells with addresses, and what of it is hidden or merged.

Walks what is stored, never the size that a sheet claims. Knows nothing of blocks.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError

from tablewright.source.date_format import date_of, shown_date, shows_date
from tablewright.source.grid import Cell, CellValue, ErrorValue, Merge, Sheet
from tablewright.source.limits import MAX_MERGES, Allowance, too_large, unreadable
from tablewright.source.markup import first, is_on, local, stream, whole
from tablewright.source.number_format import shown_number, shown_text
from tablewright.source.parts import Parts, SheetPart, Style
from tablewright.source.texts import Text, rich_text

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PLAIN = Style()


@dataclass(slots=True, kw_only=True)
class _Met:
    """What one walk over a sheet has met so far."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    row: int = 0
    allowance: Allowance


def read_sheet(
    package: zipfile.ZipFile, part: SheetPart, parts: Parts, allowance: Allowance
) -> Sheet:
    """One sheet; refuses it when an address is impossible or a cell is stored twice."""
    met = _Met(allowance=allowance)
    try:
        for element in stream(package, part.path, 2):
            _meet(element, met, parts)
    except ParseError as fault:
        raise unreadable(f"Sheet {part.name!r} is not well-formed XML") from fault
    _count_merges(met)
    last = max((column for _, column in met.cells), default=0)
    return Sheet(
        name=part.name,
        cells=met.cells,
        merges=tuple(met.merges),
        hidden_rows=frozenset(met.hidden_rows),
        hidden_columns=frozenset(
            column
            for left, right in met.hidden_columns
            for column in range(left, min(right, last) + 1)
        ),
        hidden=part.hidden,
    )


def _meet(element: Element, met: _Met, parts: Parts) -> None:
    match local(element.tag):
        case "row":
            _meet_row(element, met, parts)
        case "col" if _is_hidden(element, "width"):
            left, right = whole(element.get("min", "1")), whole(element.get("max", "1"))
            met.hidden_columns.append((max(left, 1), right))
        case "mergeCell":
            met.merges.append(_merge(element.get("ref", "")))
            if len(met.merges) > MAX_MERGES:
                raise too_large(f"A sheet has more than {MAX_MERGES:,} merged ranges")
        case _:
            pass


def _is_hidden(element: Element, size: str) -> bool:
    """Hidden by hand, by a filter or a closed outline, or made so narrow that nothing shows."""
    return is_on(element.get("hidden", "0")) or element.get(size) in {"0", "0.0"}


def _meet_row(row: Element, met: _Met, parts: Parts) -> None:
    met.row = whole(row.get("r", str(met.row + 1)))
    column = 0
    for node in row:
        if local(node.tag) != "c":
            continue
        address = node.get("r")
        at, column = (met.row, column + 1) if address is None else _address(address)
        if at != met.row or column > LAST_COLUMN or at > LAST_ROW:
            raise unreadable(f"The workbook stores cell {address} where it cannot be")
        cell = _cell(node, (at, column), parts)
        if cell is None:
            continue
        if (at, column) in met.cells:
            raise unreadable(f"The workbook stores cell {address} twice")
        met.cells[at, column] = cell
        met.allowance.spend(cells=1, characters=len(cell.display))
    if column and _is_hidden(row, "ht"):
        met.hidden_rows.add(met.row)


def _address(text: str) -> tuple[int, int]:
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise unreadable(f"The workbook stores a cell at {text[:20]!r}, which is no address")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _merge(ref: str) -> Merge:
    start, _, end = ref.partition(":")
    top, left = _address(start)
    bottom, right = _address(end or start)
    return Merge(top=top, left=left, bottom=min(bottom, LAST_ROW), right=min(right, LAST_COLUMN))


def _count_merges(met: _Met) -> None:
    """A merged cell stands for every used row that it spans, so those rows count as used cells."""
    last = max((row for row, _ in met.cells), default=0)
    met.allowance.spend(cells=sum(max(0, min(at.bottom, last) - at.top) for at in met.merges))


def _cell(node: Element, at: tuple[int, int], parts: Parts) -> Cell | None:
    """The cell, or None when it holds formatting only."""
    number = whole(node.get("s", "0"))
    style = parts.styles[number] if number < len(parts.styles) else _PLAIN
    formula = first(node, "f")
    text = _text(node, parts)
    value = text.text if text is not None else _value(node, style, from_1904=parts.from_1904)
    if formula is None and value in {None, ""}:
        return None
    return Cell(
        row=at[0],
        column=at[1],
        value=value,
        display=_display(value, style.number_format),
        number_format=style.number_format,
        formula=None if formula is None else f"={formula.text or ''}",
        struck=style.struck or (text is not None and text.struck),
        quoted=style.quoted and isinstance(value, str),
    )


def _text(node: Element, parts: Parts) -> Text | None:
    """The text of a cell that holds one: shared, in place, or given by a formula."""
    match node.get("t", "n"):
        case "s":
            number = whole(_raw(node) or "0")
            if number >= len(parts.texts):
                raise unreadable("A cell names a text that the workbook does not hold")
            return parts.texts[number]
        case "inlineStr":
            inline = first(node, "is")
            return Text(text="") if inline is None else rich_text(inline)
        case "str":
            return Text(text=_raw(node))
        case _:
            return None


def _raw(node: Element) -> str:
    value = first(node, "v")
    return (value.text or "") if value is not None else ""


def _value(node: Element, style: Style, *, from_1904: bool) -> CellValue | None:
    raw = _raw(node).strip()
    if not raw:
        return None
    match node.get("t", "n"):
        case "b":
            return is_on(raw)
        case "e":
            return ErrorValue(raw) if raw in set(ErrorValue) else ErrorValue.OTHER
        case "d":
            return _stored_date(raw)
        case _:
            number = _stored_number(raw)
            dated = shows_date(style.number_format)
            return (date_of(number, from_1904=from_1904) if dated else None) or number


def _stored_number(raw: str) -> Decimal:
    """The shortest decimal that is the same binary number: 1.1000000000000001 was typed as 1.1."""
    try:
        number = float(raw)
    except ValueError as fault:
        raise unreadable(f"A cell stores {raw[:20]!r} as a number") from fault
    if not abs(number) < float("inf"):
        raise unreadable(f"A cell stores {raw[:20]!r} as a number")
    return Decimal(repr(number).removesuffix(".0"))


def _stored_date(raw: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(raw).replace(tzinfo=None)
    except ValueError as fault:
        raise unreadable(f"A cell stores {raw[:20]!r} as a date") from fault


def _display(value: CellValue | None, number_format: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case ErrorValue():
            return value.value
        case str():
            return shown_text(value, number_format)
        case Decimal():
            return shown_number(value, number_format)
        case dt.datetime():
            return shown_date(value, number_format)
