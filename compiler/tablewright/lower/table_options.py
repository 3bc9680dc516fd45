"""The options of a decision table's title row: its hit policy and its coverage."""

from __future__ import annotations

from tablewright.diagnostics.codes import UNREADABLE_CELL
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.outputs import LISTS
from tablewright.ir.program import HitPolicy, Name
from tablewright.ir.types import Kind
from tablewright.lower.findings import Findings
from tablewright.lower.fold import NUMBERS
from tablewright.lower.titles import Titled
from tablewright.syntax.keywords import plain

_LETTERS = {
    "u": HitPolicy.UNIQUE,
    "a": HitPolicy.ANY,
    "p": HitPolicy.PRIORITY,
    "f": HitPolicy.FIRST,
    "r": HitPolicy.RULE_ORDER,
    "o": HitPolicy.OUTPUT_ORDER,
    "c": HitPolicy.COLLECT,
    "c+": HitPolicy.COLLECT_SUM,
    "c<": HitPolicy.COLLECT_MIN,
    "c>": HitPolicy.COLLECT_MAX,
    "c#": HitPolicy.COLLECT_COUNT,
}
RANKED = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})
_AGGREGATED = frozenset(
    {
        HitPolicy.COLLECT_SUM,
        HitPolicy.COLLECT_MIN,
        HitPolicy.COLLECT_MAX,
        HitPolicy.COLLECT_COUNT,
    }
)
_PARTIAL = "partial because "
_COMPLETE = "complete"


def read_hit_policy(titled: Titled, outputs: tuple[Name, ...], findings: Findings) -> HitPolicy:
    """The hit policy by its word or letter; Unique after a fault."""
    option = titled.title.option("Hit policy")
    words = ", ".join(HitPolicy)
    if option is None:
        findings.report(
            UNREADABLE_CELL,
            titled.title.at,
            f"The table `{titled.title.text}` has no hit policy.",
            f"Write Hit policy and one of these into the title row: {words}.",
        )
        return HitPolicy.UNIQUE
    word = plain(option.text)
    policy = next((each for each in HitPolicy if plain(each) == word), _LETTERS.get(word))
    at = titled.block.span(option.cell)
    if policy is None:
        meant = nearest(option.text, HitPolicy)
        action = f"Did you mean `{meant}`?" if meant else f"The hit policies are: {words}."
        findings.report(UNREADABLE_CELL, at, f"`{option.text}` is no hit policy.", action)
        return HitPolicy.UNIQUE
    problem = _problem(policy, outputs)
    if problem:
        findings.report(
            UNREADABLE_CELL, at, problem, "Choose another hit policy, or change the Then columns."
        )
    return policy


def _problem(policy: HitPolicy, outputs: tuple[Name, ...]) -> str:
    """Why the outputs do not suit the hit policy; empty when they do."""
    if policy in RANKED:
        unranked = [name.name for name in outputs if not name.domain.members]
        if unranked:
            return f"{policy} ranks by Allowed values, and `{unranked[0]}` lists none."
    lists = [name.name for name in outputs if name.type.is_list]
    if policy in LISTS and lists:
        return f"{policy} makes a list of outcomes, and `{lists[0]}` is one already."
    if policy in _AGGREGATED and len(outputs) > 1:
        return f"{policy} has one output, and this table has {len(outputs)}."
    if policy in _AGGREGATED - {HitPolicy.COLLECT_COUNT} and outputs:
        first = outputs[0]
        if first.type.kind not in NUMBERS or first.type.is_list:
            return f"{policy} needs numbers, and `{first.name}` is {first.type.kind}."
    if policy is HitPolicy.COLLECT_COUNT and outputs and outputs[0].type.kind is Kind.DURATION:
        return f"{policy} counts values, and `{outputs[0].name}` is a duration."
    return ""


def read_coverage(titled: Titled, findings: Findings) -> str:
    """Why the table is partial; empty when it is complete, or after a fault."""
    option = titled.title.option("Coverage")
    if option is None:
        findings.report(
            UNREADABLE_CELL,
            titled.title.at,
            f"The table `{titled.title.text}` does not say what it covers.",
            "Write Coverage | complete, or Coverage | partial because and the reason, beside it.",
        )
        return ""
    text = " ".join(option.text.split())
    if plain(text) == _COMPLETE:
        return ""
    if plain(text).startswith(_PARTIAL):
        return text[len(_PARTIAL) :]
    findings.report(
        UNREADABLE_CELL,
        titled.block.span(option.cell),
        f"`{option.text}` is no coverage.",
        "Write complete, or partial because and the reason.",
    )
    return ""
