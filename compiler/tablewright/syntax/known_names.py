"""The words of expressions and the names of one workbook, ready to be looked up in a text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tablewright.ir.expr import Function, Operator
from tablewright.syntax import literals
from tablewright.syntax.expected import Vocabulary
from tablewright.syntax.phrases import Phrases, phrases_of, words_of

# The terminal of each word of the language, and what it stands for where that matters.
KEYWORDS: Mapping[str, tuple[str, Operator | bool | None]] = {
    "if": ("IF", None),
    "then": ("_THEN", None),
    "else": ("_ELSE", None),
    "and": ("AND", Operator.AND),
    "or": ("OR", Operator.OR),
    "not": ("NOT", None),
    "between": ("_BETWEEN", None),
    "in": ("_IN", None),
    "within": ("_WITHIN", None),
    "before": ("SIDE", True),
    "after": ("SIDE", False),
}
TRUTHS = {"yes": True, "no": False}


FUNCTIONS: Phrases[Function] = phrases_of(
    (function.value, function)
    for function in Function
    if function not in {Function.WITHIN_BEFORE, Function.WITHIN_AFTER}
)
FUNCTION_NAMES = tuple(function.value for function in FUNCTIONS.table.values())


def is_plain_name(name: str) -> bool:
    """Whether the name can stand in an expression without brackets."""
    words = words_of(name)
    return words is not None and not (
        name.casefold() in KEYWORDS
        or name.casefold() in TRUTHS
        or literals.NUMBER.fullmatch(name)
        or literals.DURATION.fullmatch(name)
    )


@lru_cache(maxsize=64)
def plain_names(vocabulary: Vocabulary) -> Phrases[tuple[str, str]]:
    """The names that need no brackets, each with its terminal and its spelling."""
    pairs = [(name, ("NAME", name)) for name in vocabulary.names]
    pairs += [(name, ("SET", name)) for name in vocabulary.value_sets]
    return phrases_of((name, pair) for name, pair in pairs if is_plain_name(name))


@lru_cache(maxsize=64)
def all_names(vocabulary: Vocabulary) -> Mapping[str, tuple[str, str]]:
    """Every name by its folded spelling, with its terminal and its spelling."""
    names = {literals.fold(name): ("NAME", name) for name in vocabulary.names}
    return {literals.fold(name): ("SET", name) for name in vocabulary.value_sets} | names


@lru_cache(maxsize=64)
def odd_names(vocabulary: Vocabulary) -> literals.Spellings:
    """The names that stand in brackets, to be recognised where the brackets were left out."""
    names = (*vocabulary.names, *vocabulary.value_sets)
    return literals.units_of(tuple(name for name in names if not is_plain_name(name)))
