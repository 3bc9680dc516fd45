"""What came of an example row when it was run: data that the driver fills and emitters print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResult:
    """The result of the example `case` of the table with the code name `decision`.

    `status` is a status of the generated contract (`DECIDED`), `rule` the id of the rule that
    answered or empty, `outcome` the outputs by the name the analyst gave them, as text.
    """

    decision: str
    case: str
    passed: bool
    differences: tuple[str, ...] = ()
    status: str = ""
    rule: str = ""
    outcome: tuple[tuple[str, str], ...] = ()
