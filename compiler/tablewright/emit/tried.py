"""What completions try for an unknown fact: segments of numbers and dates, samples of the rest."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.emit.lookup import Lookup, comparison, numeric
from tablewright.ir.expr import Expr, Read, Ref
from tablewright.ir.facts import attribute
from tablewright.ir.program import Name
from tablewright.ir.samples import samples
from tablewright.ir.segments import segments
from tablewright.ir.tests import Interval
from tablewright.ir.types import Value
from tablewright.ir.walk import operands


def segments_of(lookup: Lookup, name: Name) -> tuple[Interval, ...]:
    """The segments of a number or date; none of other types."""
    if not numeric(name):
        return ()
    return segments(name.type.kind, name.domain, lookup.tests.get(name.code_name, ()))


def samples_of(lookup: Lookup, name: Name) -> tuple[Value, ...]:
    """The values to try of a type without segments; none of numbers and dates."""
    if numeric(name):
        return ()
    tests = lookup.tests.get(name.code_name, ())
    every = name.code_name in whole_reads(lookup)
    return samples(name, tests, lookup.value_sets, every=every)


def is_split(lookup: Lookup, name: Name) -> bool:
    """Whether anything can tell values of an input apart."""
    return name.code_name in lookup.tests or name.code_name in whole_reads(lookup)


def span(name: Name) -> Interval:
    """From the lowest to the highest allowed value; of dates and whole numbers the values meant."""
    allowed = segments(name.type.kind, name.domain, ())
    first, last = allowed[0], allowed[-1]
    return Interval(
        low=first.low, low_closed=first.low_closed, high=last.high, high_closed=last.high_closed
    )


def whole_reads(lookup: Lookup) -> frozenset[str]:
    """The names whose value an expression takes whole, not by comparing it with constants."""
    return frozenset(
        attribute(ref) for c in lookup.program.calculations for ref in _whole(c.expression)
    )


def _whole(source: Expr) -> Iterator[Ref]:
    if comparison(source) is not None:
        return
    if isinstance(source, Read):
        yield source.ref
    for inner in operands(source):
        yield from _whole(inner)
