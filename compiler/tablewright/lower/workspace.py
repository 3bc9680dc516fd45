"""What every pass over the blocks shares: the names, the findings, the hidden calculations."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.lower.findings import Findings
from tablewright.lower.hidden import HiddenCalculations
from tablewright.lower.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The scope is settled; findings and hidden calculations grow."""

    scope: Scope
    findings: Findings
    hidden: HiddenCalculations
