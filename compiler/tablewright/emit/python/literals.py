"""Values as Python source: cell text becomes a literal, comment or docstring here only."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from tablewright.ir.tests import Interval
from tablewright.ir.types import Duration, Scalar, Value


def text(value: str) -> str:
    """A string literal; `repr` escapes quotes, line ends, controls and bidi controls."""
    literal_text = repr(value)
    return literal_text if '"' in value else f'"{literal_text[1:-1]}"'


def printable(value: str) -> str:
    """Cell text on one line: blanks joined, everything that does not print spelled out."""
    joined = " ".join(value.split())
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in joined)


# What tools, and Python itself in the first lines of a file, take for an order to them.
_ORDER = re.compile(
    r"(?:^|#)\s*(?=(?:type|fmt|mypy|ruff|isort|yapf|pylint|pyright|flake8|pragma)\s*:|no(?:qa|sec)\b)",
    re.IGNORECASE,
)
_CODING = re.compile(r"(?<=coding)(?=[:=])", re.IGNORECASE)


def comment(value: str, width: int = 84) -> str:
    """Cell text for the end of a comment line, cut to a width; it gives no orders to tools."""
    line = unicodedata.normalize("NFC", printable(value))
    line = _CODING.sub(" ", _ORDER.sub("- ", line))
    return textwrap.shorten(line, width, placeholder=" ...") if len(line) > width else line


def docstring(value: str) -> str:
    """A one-line docstring with its quotes."""
    line = printable(value).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""{line} """' if line.endswith('"') else f'"""{line}"""'


def number(value: Decimal) -> str:
    """An exact number: whole ones as int, others by the name of a module constant."""
    if value == value.to_integral_value():
        return str(int(value))
    return constant_name(value)


def constant_name(value: Decimal | dt.date) -> str:
    """The name of the module constant for a number or date: `N_3_6`, `DAY_2025_08_01`."""
    if isinstance(value, dt.date):
        return f"DAY_{value.isoformat()}".replace("-", "_")
    digits = format(value.normalize(), "f").replace("-", "MINUS_").replace(".", "_")
    return f"N_{digits}"


def constant(value: Decimal | dt.date) -> str:
    """The definition of that constant's value."""
    if isinstance(value, dt.date):
        return f"date({value.year}, {value.month}, {value.day})"
    return f"Decimal({text(format(value.normalize(), 'f'))})"


def scalar(value: Scalar) -> str:
    """A single value."""
    match value:
        case bool():
            return str(value)
        case Decimal():
            return number(value)
        case str():
            return text(value)
        case dt.date():
            return constant_name(value)
        case Duration(months=months, days=days):
            return f"Duration({months}, {days})"


def literal(value: Value) -> str:
    """A value, lists as tuples."""
    return sequence(scalar(v) for v in value) if isinstance(value, tuple) else scalar(value)


def sequence(texts: Iterable[str]) -> str:
    """A tuple display of ready texts."""
    texts = tuple(texts)
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


def interval(value: Interval, low: str = "-INFINITY", high: str = "INFINITY") -> str:
    """An interval as a Range of the support module."""
    lower = low if value.low is None else scalar(value.low)
    upper = high if value.high is None else scalar(value.high)
    # Infinity is no value itself; the ends of the calendar are.
    low_open = low == "-INFINITY" if value.low is None else not value.low_closed
    high_open = high == "INFINITY" if value.high is None else not value.high_closed
    return f"Range({_end(lower, low_open)}, {_end(upper, high_open)})"


def _end(value: str, is_open: bool) -> str:  # noqa: FBT001 - an end is a value and this
    return f"End({value}, open=True)" if is_open else f"End({value})"
