"""Everything that the page of one version is made from; the driver puts it together."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.emit.document import NO_PANEL, Panel
from tablewright.ir.program import Program
from tablewright.ir.results import NOTHING_ASKED, Analysis, ExampleResult, Since


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A program and what others found out about it. `digest` is the program's own.

    `module` is the sha256 of the generated module's text, empty when none was made; `panel` is
    the place where a case can be tried, empty when there is none.
    """

    program: Program
    digest: str
    results: tuple[ExampleResult, ...] = ()
    analysis: Analysis = NOTHING_ASKED
    module: str = ""
    since: Since | None = None
    panel: Panel = NO_PANEL
