"""A program as this target looks things up in it: variables, Python types, names of constants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tablewright.emit.lookup import Lookup
from tablewright.emit.python.conditions import Holder, Sets
from tablewright.ir.expr import Ref
from tablewright.ir.facts import attribute
from tablewright.ir.program import Name
from tablewright.ir.types import Kind, Type


@dataclass(frozen=True, kw_only=True)
class Index(Lookup):
    """Look-ups into one program, with the variables that hold its facts."""

    @cached_property
    def sets(self) -> dict[str, Sets]:
        """The constants of each value set."""
        return {
            name: Sets(
                exact=name.upper(),
                prefixes=f"{name.upper()}_PREFIXES" if any(c.prefix for c in s.codes) else "",
            )
            for name, s in self.value_sets.items()
        }

    def holder(self, ref: Ref, name: str | None = None) -> Holder:
        """The variable that holds a fact: an attribute of `f` unless named otherwise."""
        return Holder(
            name=name or f"f.{attribute(ref)}",
            unknown=self.can_be_unknown(ref),
            nothing=self.can_be_nothing(ref),
        )


def class_name(code_name: str) -> str:
    """The class for a closed text: `her2_status` is `Her2Status`."""
    return "".join(part.capitalize() for part in code_name.split("_"))


def annotation(name: Name) -> str:
    """The Python type of a value of this name, without None."""
    single = _single(name.type, name)
    return f"tuple[{single}, ...]" if name.type.is_list else single


def _single(kind: Type, name: Name) -> str:
    match kind.kind:
        case Kind.YES_NO:
            return "bool"
        case Kind.NUMBER:
            return "int | Decimal"
        case Kind.WHOLE:
            return "int"
        case Kind.TEXT if name.domain.members:
            return class_name(name.code_name)
        case Kind.TEXT | Kind.CODE:
            return "str"
        case Kind.DATE:
            return "date"
        case Kind.DURATION:
            return "Duration"


def identifier(text: str) -> str:
    """Any text as an upper-case part of a constant's name."""
    return re.sub(r"[^0-9A-Z]+", "_", text.upper()).strip("_") or "BLANK"


def is_closed_text(name: Name) -> bool:
    """Whether its values are members of a class of their own."""
    return name.type.kind is Kind.TEXT and bool(name.domain.members)
