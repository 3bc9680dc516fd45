"""What is said about a column when one of its cells is selected, in the words of the notation.

Two short sentences at most: what belongs here, and how it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from tablewright.authoring.field import Hint
from tablewright.ir.types import Kind
from tablewright.lower.allowed_values import show_interval
from tablewright.lower.scope import Symbol
from tablewright.syntax.keywords import Keyword

POLICY: Mapping[str, str] = {
    "Number": "The policy's own number. It names the folder of the program: LA.PHAR.229 becomes "
    "la_phar_229.",
    "Title": "The title of the policy, for readers.",
    "Version": "A short name for this text of the policy, such as 2025. Each version is a "
    "workbook of its own.",
    "Approved on": "A date, for readers. May stay blank.",
    "In force from": "The first day on which this text counts. Blank while it is a draft.",
    "In force until": "The last day on which this text counts. Blank: until the next version.",
    "Version date": "The date in a request that selects the version: a name of type date in the "
    "Glossary.",
    "Decision": "The decision table that answers a request.",
}
HEADINGS: Mapping[Keyword, Mapping[str, str]] = {
    Keyword.GLOSSARY: {
        "Name": "The name as people say it. Every name that a rule uses has one row.",
        "Code name": "The name in the program: small letters, digits, _. Blank: made of the name.",
        "Type": "What kind of value it is. text: one of the allowed values. code: words outside "
        "any list, such as J9354.",
        "Unit": "Of numbers: years, kg, mg/kg. Write the same one wherever you mean the same.",
        "Allowed values": "Of text: the values, with a comma and a blank between. Of numbers: "
        "[0..130] (both ends belong to it), (0..300] (0 does not), >= 0. Or a value set.",
        "Blank means": "unknown (or blank): someone has to be asked. nothing: there is none, and "
        "that is an answer.",
        "Asked of": "Who can answer: provider, reviewer, system.",
        "Question": "What to ask when the value is missing.",
        "Calculated as": "How it follows from other names, such as Dose / Weight. Such a name is "
        "never asked for.",
        "Meaning": "For readers: what exactly is meant.",
        "Source": "For readers: where the name or its values come from.",
    },
    Keyword.TABLE: {
        "Rule": "The id of the rule. Keep it when rows move: decisions are recorded with it. The "
        "last row may be Otherwise.",
        "Cite": "The passage of the policy that the rule comes from.",
        "Note": "A remark for readers. It decides nothing.",
    },
    Keyword.CHECKLIST: {
        "Item": "The id of the item: 5.a.1 is a part of 5.a, which is a part of 5.",
        "Combine": "Makes the row a group: how its parts, which stand below it, are combined. "
        "Blank for an item that tests something itself.",
        "Subject": "What the item looks at: a name, a checklist, or an item in brackets, such as "
        "[A.2]. Blank for a group.",
        "Test": "What the subject has to meet, such as yes, >= 18 or severe. Blank for a group.",
        "Only if": "When the item applies at all: an expression, or [A.2] met. When it does not "
        "apply, the item counts as met.",
        "Cite": "The passage of the policy. Blank: that of the group above.",
        "Criterion": "The criterion in words, for readers.",
        "Evidence": "What shows that the item is met, for readers.",
        "If not met": "What to tell the provider when the item is not met.",
        "Kind": "A word of your own for the kind of item, such as use or history. A table can ask "
        "which kinds are not met.",
    },
    Keyword.VALUE_SET: {
        "Code": "One code or word a row. A * at the end stands for any rest: M05* takes M05.9.",
        "Meaning": "For readers: what the code stands for.",
        "Source": "For readers: where the code comes from.",
    },
    Keyword.EXAMPLES: {
        "Case": "A few words for what the case shows; no two cases have the same.",
        "Why": "Why this answer is right, for readers.",
    },
}
ROLES: Mapping[str, str] = {
    "Rule": "This column holds the ids of the rules.",
    "If": "This column holds conditions on the name below.",
    "Then": "This column holds what the rules give for the name below.",
    "Cite": "This column holds the passages of the policy.",
    "Note": "This column holds remarks for readers.",
    "Case": "This column holds the names of the cases.",
    "Given": "This column holds what a case says of the input below.",
    "Expect": "This column holds what must come out.",
    "Why": "This column holds the reasons, for readers.",
}
OPTIONS: Mapping[str, str] = {
    "Hit policy": "Which of the matching rules answer. First: the one that stands highest. "
    "Unique: no two rules may match. Any: they may if they say the same.",
    "Coverage": "complete: some rule takes every request. Else: partial because, and the reason.",
    "Met when": "How the items of the first level are combined.",
    "From": "A file beside the workbook that holds the codes, such as hospitals.csv.",
    "Code name": "The name in the program: small letters, digits and _.",
}
EXPECTED: Mapping[str, str] = {
    "status": "What becomes of the case. Blank expects nothing in particular.",
    "rule": "The ids of the rules that answer, with a comma between; none if there is none.",
    "missing": "All inputs that the answer still needs, with a comma between; none if it needs "
    "none.",
    "unmet": "The citations of all failed items, with a comma between; none if none failed.",
}


def condition_hint(symbol: Symbol) -> Hint:
    """How to write a condition on a name."""
    return Hint(title=symbol.name, text=_joined(_how_to_ask(symbol), _of_nothing(symbol)))


def value_hint(symbol: Symbol, blank: str) -> Hint:
    """How to write a value of a name, and what a blank cell says."""
    return Hint(title=symbol.name, text=_joined(_how_to_say(symbol), blank))


def _how_to_ask(symbol: Symbol) -> str:
    if symbol.is_truth:
        return "met, not met, or - for either."
    if symbol.type.is_list:
        return "has x, has any of x, y, has all of x, y, count >= 2, empty; - for anything."
    match symbol.type.kind:
        case Kind.YES_NO:
            return "yes, no, or - for either."
        case Kind.TEXT:
            return "A value, several with a comma and a blank between, not(...); - for anything."
        case Kind.CODE:
            return "A code, in or not in a value set, not(...); - for anything."
        case Kind.NUMBER | Kind.WHOLE:
            return f"{_number(symbol)}, >= 18, 18 to 64, (18..64], <= {{another name}}; - for any."
        case Kind.DATE:
            return "A date, >= 2025-03-01, within 6 months before {another date}; - for any date."
        case Kind.DURATION:
            return "6 months, >= 21 days; - for any."
        case _:
            assert_never(symbol.type.kind)


def _how_to_say(symbol: Symbol) -> str:
    if symbol.type.is_list:
        return "All of them, with a comma and a blank between; empty for none."
    match symbol.type.kind:
        case Kind.YES_NO:
            return "yes or no."
        case Kind.TEXT:
            return f"One of: {', '.join(symbol.members)}."
        case Kind.CODE:
            return "A code, as it is written."
        case Kind.NUMBER | Kind.WHOLE:
            allowed = ", ".join(show_interval(each) for each in symbol.domain.intervals)
            return f"{_number(symbol)}{f', {allowed}' if allowed else ''}."
        case Kind.DATE:
            return "A date."
        case Kind.DURATION:
            return "A span of time, such as 6 months or 21 days."
        case _:
            assert_never(symbol.type.kind)


def _number(symbol: Symbol) -> str:
    what = "A whole number" if symbol.type.kind is Kind.WHOLE else "A number"
    return f"{what} of {symbol.type.unit}" if symbol.type.unit else what


def _of_nothing(symbol: Symbol) -> str:
    return "blank: there is none; given: there is one." if symbol.nullable else ""


def _joined(*sentences: str) -> str:
    return "\n".join(sentence for sentence in sentences if sentence)
