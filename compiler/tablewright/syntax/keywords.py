"""The words of the notation that an analyst writes around cells: keywords, headings, options.

Knows nothing of what stands under them.
"""

from __future__ import annotations

from enum import StrEnum


class Keyword(StrEnum):
    """What opens a block."""

    POLICY = "Policy"
    GLOSSARY = "Glossary"
    TABLE = "Decision table"
    CHECKLIST = "Checklist"
    VALUE_SET = "Value set"
    IMPOSSIBLE = "Impossible"
    EXAMPLES = "Examples"
    REVISIONS = "Revisions"
    REFERENCES = "References"
    INFORMATION = "Information"


# Blocks of the notation that are told apart but not read yet: a reader for one moves it up.
PLANNED = ("Matrix", "Record", "Rows")

# Text for the summary, under whatever headings.
TEXT_BLOCKS = frozenset({Keyword.REVISIONS, Keyword.REFERENCES, Keyword.INFORMATION})

# Blocks whose title row holds a title, and those that may do without.
TITLED = frozenset(Keyword) - {Keyword.POLICY, Keyword.GLOSSARY, Keyword.IMPOSSIBLE}
TITLE_IS_OPTIONAL = frozenset({Keyword.REVISIONS, Keyword.REFERENCES})

NOTES_PREFIX = "Notes"


def options_of(keyword: Keyword) -> tuple[str, ...]:
    """What may stand in the title row after the title, as `option | value` pairs."""
    match keyword:
        case Keyword.TABLE:
            return ("Hit policy", "Coverage", "Code name")
        case Keyword.CHECKLIST:
            return ("Met when", "Code name")
        case Keyword.VALUE_SET:
            return ("From", "Code name")
        case _:
            return ()


def headings_of(keyword: Keyword) -> tuple[str, ...]:
    """The fixed headings of a block; those of decision tables and examples are roles."""
    match keyword:
        case Keyword.GLOSSARY:
            return (
                *("Name", "Code name", "Type", "Unit", "Allowed values", "Blank means"),
                *("Asked of", "Question", "Calculated as", "Meaning", "Source"),
            )
        case Keyword.TABLE:
            return ("Rule", "If", "Then", "Cite", "Note")
        case Keyword.CHECKLIST:
            return (
                *("Item", "Combine", "Subject", "Test", "Only if", "Cite"),
                *("Criterion", "Evidence", "If not met", "Kind"),
            )
        case Keyword.VALUE_SET:
            return ("Code", "Meaning", "Source")
        case Keyword.EXAMPLES:
            return ("Case", "Given", "Expect", "Why")
        case _:
            return ()


# Columns of free text: typographic characters and outer blanks are no fault in them.
PROSE = frozenset(
    {
        *("Asked of", "Question", "Meaning", "Source", "Note", "Criterion", "Evidence"),
        *("If not met", "Because", "Case", "Why"),
    }
)


def plain(text: str) -> str:
    """A name or word as it is compared: without case and runs of blanks."""
    return " ".join(text.casefold().split())
