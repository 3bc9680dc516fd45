"""From an analyst's name to the name that stands for it in the code, or why there is none.

Never repairs a name by a suffix: two names that would meet are the analyst's to tell apart.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import assert_never

from tablewright.ir.reserved import RESERVED, RESERVED_FOR_CLASSES, RESERVED_FOR_FUNCTIONS

# Longest first: `<=` before `<`. A hyphen between two letters or digits only joins them.
_SPELLED = (
    (re.compile(r"<=|\u2264"), " at most "),
    (re.compile(r">=|\u2265"), " at least "),
    (re.compile(r"!=|\u2260"), " not "),
    (re.compile(r"<"), " less than "),
    (re.compile(r">"), " more than "),
    (re.compile(r"\+"), " plus "),
    (re.compile(r"(?<![^\W_])[-\u2212]|[-\u2212](?![^\W_])"), " minus "),
    (re.compile(r"%"), " percent "),
    (re.compile(r"[\u2019']"), ""),
)
# What is longer is a sentence, and no line of code could hold it.
LONGEST = 80
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_CONSTANT = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")


def code_name(text: str) -> str:
    """The code name of a text: ASCII words joined by `_`; empty when letters would be lost."""
    for pattern, words in _SPELLED:
        text = pattern.sub(words, text)
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    if any(each.isalnum() and not each.isascii() for each in letters):
        return ""
    return "_".join(re.findall(r"[a-z0-9]+", letters.lower()))


def member_name(text: str) -> str:
    """The code name of an allowed value: `breast cancer` is BREAST_CANCER."""
    return code_name(text).upper()


class Becomes(Enum):
    """What a name turns into in the generated code."""

    ATTRIBUTE = "attribute"
    CLASS = "class"  # a closed text, whose allowed values are the members of an enumeration
    FUNCTION = "function"  # a decision table or checklist


def objection(name: str, becomes: Becomes) -> str:
    """Why a code name of an input, table or the like cannot be used; empty when it can."""
    taken = name in RESERVED
    match becomes:
        case Becomes.CLASS:
            taken = taken or squeezed(name) in RESERVED_FOR_CLASSES
        case Becomes.FUNCTION:
            taken = taken or name in RESERVED_FOR_FUNCTIONS
        case Becomes.ATTRIBUTE:
            pass
        case _:
            assert_never(becomes)
    if taken:
        return f"`{name}` has a meaning of its own in the generated code"
    fits = len(name) <= LONGEST and _SNAKE.fullmatch(name)
    return "" if fits else _shape(name, "small letters")


def member_objection(name: str) -> str:
    """Why a code name of an allowed value cannot be used; empty when it can."""
    fits = len(name) <= LONGEST and _CONSTANT.fullmatch(name)
    return "" if fits else _shape(name, "capital letters")


def squeezed(name: str) -> str:
    """Code names that agree in this form would meet as names of classes."""
    return name.replace("_", "").casefold()


def _shape(name: str, letters: str) -> str:
    if not name:
        return "no code name can be made from it"
    if len(name) > LONGEST:
        return f"its {len(name):,} letters and digits are more than {LONGEST}"
    return f"`{name}` is not {letters}, digits and single underscores that start with a letter"
