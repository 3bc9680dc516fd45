"""The fields of decision tables, of examples and of what is impossible: columns about names."""

from __future__ import annotations

from collections.abc import Iterator

from tablewright.authoring import hints
from tablewright.authoring.field import TEXT, Choices, Field, Hint, Role, Use
from tablewright.authoring.heads import (
    body_field,
    columns_of,
    fixed_hint,
    heading_fields,
    name_use,
    role_use,
    title_fields,
)
from tablewright.authoring.known import NAMES, Known, conditions_on, format_of, values_of
from tablewright.ir.program import Expect
from tablewright.lower.expectations import STATUSES
from tablewright.lower.impossible import BECAUSE
from tablewright.lower.scope import Symbol
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import text_of
from tablewright.syntax.titles import read_title

_ABOUT = {
    "If": "A name of the Glossary, a checklist, or a cited item in brackets, such as [A.2].",
    "Then": "A name of the Glossary that this table gives; no other table gives it.",
    "Given": "An input of the Glossary that the cases speak of.",
    "Expect": "A name that the decision table gives, or Status, Rule, Missing or Unmet.",
}
_KINDS = tuple(kind for kind in Expect if kind is not Expect.OUTPUT)
_NONE = "none"


def named_fields(block: Block, known: Known) -> Iterator[Field]:
    """Every field of a decision table or of examples."""
    yield from title_fields(block, known)
    if not block.rows:
        return
    roles, *below = block.rows
    columns = columns_of(block).columns
    uses = {each.number: role_use(block, each.heading) for each in columns}
    yield from heading_fields(block, roles, Role.ROLE, uses)
    if not below:
        return
    names = below[0]
    about = {each.number: each.heading for each in columns if each.heading in _ABOUT}
    uses = {
        column: name_use(_names(block, role, known), _ABOUT[role]) for column, role in about.items()
    }
    yield from heading_fields(block, names, Role.HEADING, uses)
    for each in columns:
        name = names.cell(each.number) if each.heading in _ABOUT else None
        symbol = known.symbol(block, name)
        use = _use(block, each.heading, symbol, known)
        if each.heading == "Expect" and symbol is None:
            use = _expected(block, plain(text_of(name)), known)
        yield body_field(block, names.number + 1, each.number, use)


def impossible_fields(block: Block, known: Known) -> Iterator[Field]:
    """Every field of an Impossible block."""
    yield from title_fields(block, known)
    if not block.rows:
        return
    headings = block.rows[0]
    because = {each.column for each in headings.cells if plain(text_of(each)) == plain(BECAUSE)}
    name = name_use(Choices(listed=NAMES), "An input or a calculated name of the Glossary.")
    uses = {each.column: name for each in headings.cells if each.column not in because}
    yield from heading_fields(block, headings, Role.HEADING, uses)
    for cell in headings.cells:
        hint = Hint(title=BECAUSE, text="Why no request can be like this. The reason is printed.")
        use = Use(role=Role.NOTE, hint=hint)
        if cell.column not in because:
            use = _condition(known.symbol(block, cell), known)
        yield body_field(block, headings.number + 1, cell.column, use)


def _names(block: Block, role: str, known: Known) -> Choices:
    if role != "Expect":
        return Choices(listed=NAMES)
    outputs = known.outputs_of(read_title(block)[0].text)
    return Choices(words=(*outputs, *(kind.capitalize() for kind in _KINDS)))


def _use(block: Block, role: str, symbol: Symbol | None, known: Known) -> Use:
    match role:
        case "If":
            return _condition(symbol, known)
        case "Then":
            blank = "Blank: there is none." if symbol is not None and symbol.nullable else ""
            return _value(symbol, known, Role.OUTCOME, f"Or an expression in braces. {blank}")
        case "Given":
            return _value(symbol, known, Role.CELL, _of_blank(symbol))
        case "Expect":
            return _value(symbol, known, Role.OUTCOME, "Blank: nothing in particular.", _NONE)
        case "Rule" | "Case":
            return _fixed(block, role, Role.KEY, TEXT)
        case "Cite":
            return _fixed(block, role, Role.CELL, TEXT)
        case _:
            return _fixed(block, role, Role.NOTE)


def _fixed(block: Block, heading: str, role: Role, number_format: str = "") -> Use:
    hint = fixed_hint(block.keyword, heading)
    return Use(role=role, number_format=number_format, hint=hint)


def _condition(symbol: Symbol | None, known: Known) -> Use:
    if symbol is None:
        return Use(role=Role.CELL, condition=True)
    return Use(
        role=Role.CELL,
        number_format=format_of(symbol),
        choices=conditions_on(symbol, known),
        hint=hints.condition_hint(symbol),
        condition=True,
    )


def _value(symbol: Symbol | None, known: Known, role: Role, blank: str, *further: str) -> Use:
    if symbol is None:
        return Use(role=role)
    return Use(
        role=role,
        number_format=format_of(symbol),
        choices=values_of(symbol, known, *further),
        hint=hints.value_hint(symbol, blank.strip()),
    )


def _of_blank(symbol: Symbol | None) -> str:
    nullable = symbol is not None and symbol.nullable
    return "Blank: there is none." if nullable else "Blank: not known."


def _expected(block: Block, word: str, known: Known) -> Use:
    """A column about the answer itself; none of one that is not known."""
    kind = next((kind for kind in _KINDS if kind == word), None)
    choices = None
    if kind is Expect.STATUS:
        choices = Choices(words=STATUSES, closed=True)
    elif kind is Expect.RULE:
        choices = Choices(words=(*known.rules_of(read_title(block)[0].text), _NONE))
    hint = None if kind is None else Hint(title=kind.capitalize(), text=hints.EXPECTED[kind])
    return Use(role=Role.OUTCOME, number_format=TEXT, choices=choices, hint=hint)
