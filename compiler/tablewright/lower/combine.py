"""From the words of a group to how its items are combined."""

from __future__ import annotations

import re

from tablewright.ir.program import Combine, CombineKind
from tablewright.syntax.keywords import plain

_AT_LEAST = re.compile(r"at least ([1-9][0-9]?) of")


def parse_combine(text: str) -> Combine | None:
    """`all of`, `any of`, `none of` or `at least 2 of`; None for anything else."""
    words = plain(text)
    found = _AT_LEAST.fullmatch(words)
    if found:
        return Combine(kind=CombineKind.AT_LEAST, at_least=int(found[1]))
    kinds = (CombineKind.ALL_OF, CombineKind.ANY_OF, CombineKind.NONE_OF)
    return next((Combine(kind=kind) for kind in kinds if kind == words), None)
