"""From what analysts call things to what Python calls them."""

from __future__ import annotations

import re
import unicodedata

_WORDS = (
    ("<=", "at most"),
    ("\u2264", "at most"),
    (">=", "at least"),
    ("\u2265", "at least"),
    ("!=", "not"),
    ("\u2260", "not"),
    ("<", "less than"),
    (">", "more than"),
    ("+", "plus"),
    ("%", "percent"),
)


def code_name(text: str) -> str:
    """The identifier of a name: plain letters and digits joined by underscores."""
    for sign, words in _WORDS:
        text = text.replace(sign, f" {words} ")
    text = re.sub("['\u2019]", "", text)
    # Between two letters or digits a hyphen joins; elsewhere it is a minus.
    text = re.sub(r"(?<=[^\W_])[-\u2212](?=[^\W_])", " ", text)
    text = re.sub(r"[-\u2212]", " minus ", text)
    spelled = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in spelled if not unicodedata.combining(sign))
    return "_".join(re.findall("[a-z0-9]+", kept))


def class_name(code: str) -> str:
    """The class of a closed text."""
    return "".join(part.capitalize() for part in code.split("_"))


def slug(text: str) -> str:
    """An item id within an identifier."""
    return "_".join(re.findall("[a-z0-9]+", text.casefold()))
