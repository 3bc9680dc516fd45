"""What was asked of the rules as rows: what is proven, what was found, what was not looked into."""

from __future__ import annotations

from tablewright.diagnostics.model import Severity
from tablewright.emit.html.page import AskedRow, Checks, FindingRow
from tablewright.emit.words import Words, joined, named, word
from tablewright.ir.results import Analysis, Asked

# Each question is put so that `proven` is the good answer; the names are those of the checks.
QUESTIONS = {
    "gap": "Does every table with complete coverage have a rule for every request?",
    "partial_but_complete": "Do tables with partial coverage leave requests open, as they say?",
    "overlap": "Do rules that must not hold together, or must agree, never clash?",
    "dead_rule": "Does every rule answer some request?",
    "redundant_rule": "Would answers change without the rule?",
    "redundant_column": "Would answers change without the column?",
    "item_never_matters": "Does every item of a checklist matter to some request?",
}
MOST_SHOWN = 50


def checks_of(analysis: Analysis) -> Checks:
    """The results of the analysis of one program."""
    shown = analysis.findings[:MOST_SHOWN]
    return Checks(
        summary=summary_of(analysis),
        asked=tuple(_asked_row(each) for each in analysis.asked if _total(each)),
        findings=tuple(
            FindingRow(
                code=f"{finding.code.number} {finding.code.name}",
                severity=finding.code.severity.value,
                message=quoted(finding.message),
                address=finding.primary.address if finding.primary else "",
            )
            for finding in shown
        ),
        more=len(analysis.findings) - len(shown),
        free=joined((named(name) for name in analysis.free), last=" and "),
    )


def summary_of(analysis: Analysis) -> str:
    """`173 questions about the rules: 172 proven, 1 refuted, 0 open`, without its full stop."""
    total = sum(map(_total, analysis.asked))
    if not total:
        return "Nothing was asked of the rules"
    proven = sum(each.proven for each in analysis.asked)
    refuted = sum(each.refuted for each in analysis.asked)
    unsettled = sum(each.unsettled for each in analysis.asked)
    questions = "1 question" if total == 1 else f"{total} questions"
    return f"{questions} about the rules: {proven} proven, {refuted} refuted, {unsettled} open"


def state_of(analysis: Analysis) -> str:
    """The name of the style of that sentence: passed only when all is proven."""
    asked = [each for each in analysis.asked if _total(each)]
    if any(finding.code.severity is not Severity.ADVICE for finding in analysis.findings):
        return "fail"
    return "pass" if asked and all(each.proven == _total(each) for each in asked) else "noted"


def quoted(message: str) -> Words:
    """A message whose parts between backticks are what the analyst named."""
    parts = message.split("`")
    if len(parts) % 2 == 0:  # a backtick without its partner belongs to a name
        return word(message)
    words: Words = ()
    for at, part in enumerate(parts):
        words += (named(part) if at % 2 else word(part)) if part else ()
    return words


def _total(asked: Asked) -> int:
    return asked.proven + asked.refuted + asked.unsettled


def _asked_row(asked: Asked) -> AskedRow:
    return AskedRow(
        question=QUESTIONS.get(asked.check, asked.check.replace("_", " ")),
        proven=asked.proven,
        refuted=asked.refuted,
        unsettled=asked.unsettled,
    )
