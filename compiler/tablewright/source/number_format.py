"""From a number or text and its number format to the text that the sheet shows.

Renders the formats that people use; where it does not know one, the plain value stands in. Knows
nothing of cells, and no locale: decimal points are points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

GENERAL: Final = "General"

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*")|(?P<escaped>\\.)|(?P<space>[_*].)|(?P<currency>\[\$[^\]]*\])
    |(?P<bracket>\[[^\]]*\])|(?P<general>General)|(?P<power>E[+-]0+)|(?P<noon>AM/PM|A/P)
    |(?P<date>y+|m+|d+|h+|s+)|(?P<digits>[0#?.,]*[0#?][0#?.,]*)|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[_*].|\[[^\]]*\]|[^;])*', re.DOTALL)
_COLOUR = re.compile(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]", re.IGNORECASE
)
_EXACT = Context(prec=1_000, rounding=ROUND_HALF_UP)  # any stored number, to any number of places
_LONGEST = 200  # no format worth rendering is longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One element of a number format, by kind (the group names above)."""

    kind: str
    text: str

    @property
    def literal(self) -> str:
        """What the sheet shows for an element that stands for itself."""
        match self.kind:
            case "quoted":
                return self.text[1:-1]
            case "escaped":
                return self.text[1:]
            case "currency":
                return self.text[2:-1].partition("-")[0]
            case "space":
                return " "
            case _:
                return self.text


Section = tuple[Token, ...]


def plain(value: Decimal) -> str:
    """A number in full, without a power of ten unless it would be very long."""
    return f"{value:f}" if abs(value.adjusted()) < 20 else str(value)  # noqa: PLR2004


def sections(number_format: str) -> tuple[Section, ...]:
    """The parts of a format: for numbers above zero, below zero, zero, and for text."""
    found: list[Section] = []
    start = 0
    number_format = number_format[:_LONGEST]
    while start <= len(number_format):
        match = _SECTION.match(number_format, start)
        end = match.end() if match is not None else start
        found.append(_tokens(number_format[start:end]))
        start = end + 1
    return tuple(found)


def _tokens(section: str) -> Section:
    matches = _TOKEN.finditer(_COLOUR.sub("", section))
    return tuple(Token(kind=match.lastgroup or "other", text=match[0]) for match in matches)


def shown_number(value: Decimal, number_format: str) -> str:
    """A number as the sheet shows it."""
    if number_format in {GENERAL, "@", ""}:
        return plain(value)
    match sections(number_format):
        case (_, _, zero, *_) if value == 0:
            shown = _number(value, zero)
        case (_, negative, *_) if value < 0:
            shown = _number(abs(value), negative)
        case (first, *_):
            shown = _number(abs(value), first)
            shown = f"-{shown}" if shown is not None and value < 0 else shown
        case _:
            shown = None
    return plain(value) if shown is None else shown.strip()


def shown_text(text: str, number_format: str) -> str:
    """A text as the sheet shows it: the fourth part of a format may hide it or add to it."""
    match sections(number_format) if ";" in number_format else ():
        case (_, _, _, of_text):
            return "".join(text if token.text == "@" else token.literal for token in of_text)
        case _:
            return text


def _number(value: Decimal, section: Section) -> str | None:
    """The number under one part of a format; None when the part is of a kind not rendered here."""
    kinds = [token.kind for token in section]
    if kinds.count("digits") > 1 or not {"bracket", "power", "date"}.isdisjoint(kinds):
        return None
    percents = sum(token.kind == "other" and token.text == "%" for token in section)
    scaled = _EXACT.scaleb(value, 2 * percents)
    return "".join(_piece(scaled, token) for token in section)


def _piece(value: Decimal, token: Token) -> str:
    if token.kind == "digits":
        return _digits(value, token.text)
    if token.kind == "general" or token.text == "@":
        return plain(value)
    return token.literal


def _digits(value: Decimal, pattern: str) -> str:
    """The number under placeholders: `0` shows a digit always, `#` when there is one."""
    unscaled = pattern.rstrip(",")  # each comma at the end divides by a thousand
    whole, point, places = unscaled.partition(".")
    scaled = _EXACT.scaleb(value, -3 * (len(pattern) - len(unscaled)))
    rounded = _EXACT.quantize(scaled, Decimal(1).scaleb(-len(places)))
    digits, _, rest = f"{rounded:f}".partition(".")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits)
    needed = len(places.rstrip("#?"))
    return digits + point + rest[:needed] + rest[needed:].rstrip("0")
