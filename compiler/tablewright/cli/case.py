"""From a file or standard input to a case: an object of JSON with exact numbers."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

from tablewright.workspace.refusal import RefusalError

_LARGEST = 1_000_000  # characters; a case is a page of text


class CaseError(RefusalError):
    """The case cannot be read."""


def read_case(file: str) -> dict[str, object]:
    """The case in a file, `-` for standard input. Raises CaseError."""
    text = _text_of(file)
    try:
        case = json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_each_once,
        )
    except (ValueError, RecursionError) as fault:
        raise CaseError(f"{_name(file)} is no JSON: {fault}") from fault
    if not isinstance(case, dict):
        raise CaseError(f'{_name(file)} holds no JSON object, such as {{"age_years": 54}}')
    return case


def _text_of(file: str) -> str:
    try:
        if file == "-":
            content = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise CaseError(f"{_name(file)} is larger than {_LARGEST} bytes, too large for a case")
        return content.decode("utf-8-sig")
    except OSError as fault:
        raise CaseError(f"{file} cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise CaseError(f"{_name(file)} is not UTF-8 text") from fault


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _no_number(text: str) -> object:
    raise ValueError(f"{text} is no number")


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    case = dict(pairs)
    if len(case) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice} is given twice")
    return case
