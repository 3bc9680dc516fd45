"""Which labels of a finding a page of text has room for; formats for machines have them all."""

from __future__ import annotations

from tablewright.diagnostics.model import Diagnostic, Label

_SHOWN = 8
_NAMED = 6


def shown(finding: Diagnostic) -> tuple[Label, ...]:
    """The first labels."""
    return finding.labels[:_SHOWN]


def others(finding: Diagnostic) -> str:
    """How many more there are, and where the first of them stand; empty when all are shown."""
    rest = finding.labels[_SHOWN:]
    if not rest:
        return ""
    named = ", ".join(label.span.range for label in rest[:_NAMED])
    more = ", …" if len(rest) > _NAMED else ""
    return f"{len(rest)} more {'cell' if len(rest) == 1 else 'cells'}: {named}{more}"
