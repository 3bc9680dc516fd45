"""Brute force: every complete request that representatives make of an incomplete one.

The definition that trees are tested against, and requests for the tests of generated code.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import localcontext
from itertools import product

from tablewright.interpret.exact import CONTEXT
from tablewright.interpret.readings import TooMany
from tablewright.interpret.representatives import Representatives, representatives
from tablewright.interpret.request import Facts, checked
from tablewright.ir.program import Program


def unknown_values(program: Program, request: Facts) -> Representatives:
    """What each unknown input of a valid request may be: one value for all that act alike."""
    with localcontext(CONTEXT):
        return representatives(program, checked(program, request))


def completions(
    program: Program, request: Facts, names: Sequence[str], limit: int = 10_000
) -> Iterator[Facts]:
    """The request with every combination of values for these unknown inputs, by code name.

    Raises TooMany, before the first, when there are more than `limit`.
    """
    values = unknown_values(program, request)
    choices = [values.of(name) for name in names]
    number = math.prod(map(len, choices))
    if number > limit:
        raise TooMany(f"{number} completions of {', '.join(names)} are more than {limit}")
    return ({**request, **dict(zip(names, each, strict=True))} for each in product(*choices))
