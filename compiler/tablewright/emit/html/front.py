"""The first page: the document of record, with what is decided, what changed and what was checked.

It is what a committee signs, so it repeats nothing that it cannot vouch for: the proof is made
after the page, and the page says only where it will be and how to tell that it fits.
"""

from __future__ import annotations

from tablewright.emit.html.checks import state_of, summary_of
from tablewright.emit.html.examples import passed_state, passed_text
from tablewright.emit.html.page import AnswerRow, CheckRow, Front, SinceRow
from tablewright.emit.html.rows import FactRow
from tablewright.emit.html.rules import outcomes_of
from tablewright.emit.html.told import Told
from tablewright.emit.names import Names, name_id, rule_id
from tablewright.emit.words import (
    Words,
    counted,
    date_words,
    joined,
    named,
    text_words,
    word,
)
from tablewright.ir.facts import items_of
from tablewright.ir.program import Policy, Program, Table
from tablewright.ir.results import Since

MOST_LISTED, MOST_CHANGES = 12, 14  # rules of one answer; sentences on what changed


def front_of(told: Told, answering: Table, names: Names) -> Front:
    """The first page of a version."""
    program = told.program
    passed, total = sum(each.passed for each in told.results), len(program.examples)
    return Front(
        record=_record(program.policy, program.label, names),
        outputs=tuple(
            FactRow(term=output.name, words=word(output.meaning))
            for output in answering.outputs
            if output.meaning
        ),
        answers=_answers(answering, names),
        extent=_extent(program),
        since=_since(told.since),
        checks=(
            CheckRow(
                state=passed_state(passed, total),
                text=f"{passed_text(passed, total)}.",
                target="examples" if total else "",
            ),
            CheckRow(
                state=state_of(told.analysis),
                text=f"{summary_of(told.analysis)}.",
                target="checks",
            ),
        ),
    )


def _record(policy: Policy, label: str, names: Names) -> tuple[FactRow, ...]:
    chosen = policy.version_date
    approved = date_words(policy.approved_on) if policy.approved_on else word("not stated")
    facts = (
        FactRow(term="Approved on", words=approved),
        FactRow(
            term="Version chosen by",
            words=named(names.names[chosen].name, name_id(chosen)) if chosen else (),
        ),
        *(FactRow(term=term, words=text_words(text)) for term, text in policy.further),
        FactRow(term="Workbook", words=named(label)),
    )
    return tuple(fact for fact in facts if fact.words)


def _answers(table: Table, names: Names) -> tuple[AnswerRow, ...]:
    """Every outcome with the rules that give it, in the order of the first of them."""
    by_outcome: dict[Words, list[Words]] = {}
    for rule in table.rules:
        outcomes = joined(outcomes_of(table, rule, names))
        link = named(rule.id, rule_id(table.code_name, rule.id))
        cite = word(f" ({rule.cite})") if rule.cite else ()
        by_outcome.setdefault(outcomes, []).append(link + cite)
    return tuple(
        AnswerRow(outcomes=outcomes, rules=_listed(rules)) for outcomes, rules in by_outcome.items()
    )


def _listed(rules: list[Words]) -> Words:
    """The rules; of many only the first, and how many more there are."""
    more = len(rules) - MOST_LISTED
    if more <= 0:
        return joined(rules)
    return joined(rules[:MOST_LISTED]) + word(f" and {counted(more, 'more rule')}")


def _extent(program: Program) -> str:
    """How much there is of everything."""
    items = sum(1 for each in program.checklists for _ in items_of(each.items))
    rules = sum(len(table.rules) for table in program.tables)
    parts = [
        f"at most {counted(len(program.inputs), 'question')}",
        f"{counted(len(program.tables), 'table')} with {counted(rules, 'rule')}",
    ]
    if items:
        lists = counted(len(program.checklists), "checklist")
        parts.insert(1, f"{lists} with {counted(items, 'item')}")
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def _since(since: Since | None) -> SinceRow | None:
    if since is None:
        return None
    told = tuple(
        named(change.text, change.target) if change.target else word(change.text)
        for change in since.changes[:MOST_CHANGES]
    )
    more = len(since.changes) - MOST_CHANGES
    rest = (word(f"and {counted(more, 'more change')}"),) if more > 0 else ()
    return SinceRow(version=since.version, page=since.page, changes=told + rest)
