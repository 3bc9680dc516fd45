"""What a program calls the things that conditions read, and its values and domains as text."""

from __future__ import annotations

from tablewright.checks.reason.names import Names
from tablewright.checks.reason.words import value_text
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.program import Domain, Name
from tablewright.ir.tests import Interval
from tablewright.ir.types import Type


def ref_text(names: Names, ref: Ref) -> str:
    """The analyst's name of what a ref reads."""
    match ref.kind:
        case RefKind.CHECKLIST:
            return names.checklists[ref.name].name
        case RefKind.ITEM:
            return f"{names.checklists[ref.name].name} [{ref.part}]"
        case RefKind.KINDS:
            group = f" [{ref.part}]" if ref.part else ""
            return f"{names.checklists[ref.name].name}{group} kinds not met"
        case _:
            name = names.name_of(ref)
            return ref.name if name is None else name.name


def type_text(type_: Type) -> str:
    """The type as the Glossary writes it, with its unit."""
    kind = f"list of {type_.kind}" if type_.is_list else type_.kind.value
    return f"{kind} in {type_.unit}" if type_.unit else kind


def limits_text(name: Name) -> str:
    """Allowed values that are a value set or intervals; members of closed text are no limits."""
    domain: Domain = name.domain
    if domain.value_set:
        return f"in {domain.value_set}"
    return ", ".join(_interval(each, name.type.unit) for each in domain.intervals)


def _interval(interval: Interval, unit: str) -> str:
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        start, end = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
        return f"{start}{value_text(low)}..{value_text(high, unit)}{end}"
    if low is not None:
        return f"{'>=' if interval.low_closed else '>'} {value_text(low, unit)}"
    if high is not None:
        return f"{'<=' if interval.high_closed else '<'} {value_text(high, unit)}"
    return "any"
