"""From a program to its digest: the same on every machine for the same words in the same cells.

Addresses take part, for the generated code cites them; the workbook's own label and styles do not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum

from tablewright.diagnostics.model import CellSpan
from tablewright.ir.program import Program

# Where the workbook lies says nothing about what it says.
_LEFT_OUT = frozenset({"label"})


def digest(program: Program) -> str:
    """The sha256 of the program as canonical JSON, in hexadecimal."""
    text = json.dumps(_plain(program), ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    """The value in JSON's own types; every kind of value keeps a form of its own."""
    match value:
        case CellSpan():
            return value.address
        case Enum():
            return {"is": str(value.value)}
        case None | bool() | str() | int():
            return value
        case Decimal():
            return {"number": _shortest(value)}
        case dt.date():
            return {"date": value.isoformat()}
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = {
                field.name: _plain(getattr(value, field.name))
                for field in fields(value)
                if field.name not in _LEFT_OUT
            }
            return {"is": type(value).__name__, **parts}
        case _:
            raise TypeError(f"a program holds no {type(value).__name__}")


def _shortest(number: Decimal) -> str:
    """Equal numbers have one text: 3.60 and 3.6 are the same cell content."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
