"""What an output is to those who read it: one value, a list of values, or a number for all of them.

The Glossary types what a rule says in one outcome cell; the hit policy types what the table gives.
"""

from __future__ import annotations

from dataclasses import replace

from tablewright.ir.program import Domain, HitPolicy, Name
from tablewright.ir.types import Kind, Type

LISTS = frozenset({HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT})


def as_given(policy: HitPolicy, output: Name) -> Name:
    """The output with the type and the allowed values of what a table of this policy gives."""
    match policy:
        case HitPolicy.RULE_ORDER | HitPolicy.OUTPUT_ORDER | HitPolicy.COLLECT:
            return replace(output, type=replace(output.type, is_list=True))
        case HitPolicy.COLLECT_COUNT:
            return replace(output, type=Type(kind=Kind.WHOLE), domain=Domain())
        case HitPolicy.COLLECT_SUM:
            # The allowed values are those of one rule; what they add up to can lie beyond.
            return replace(output, domain=Domain())
        case _:
            return output
