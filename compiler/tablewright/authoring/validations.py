"""The drop-downs and messages of a sheet: ours are renewed, those of others stay as they are.

Ours are told by the title of their question. Two on one cell would make the file unreadable for
spreadsheet programs, so ours keep off the cells that have one already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tablewright.authoring.area import Area, areas_of, left, ranges_of
from tablewright.authoring.field import Choices, Field, Hint
from tablewright.authoring.markup import add, first, local
from tablewright.authoring.page import Page, stored

MARK = "Tablewright"
_LONGEST_TITLE = 32
_LONGEST_HINT = 255
_LONGEST_LIST = 255
_LONGEST_QUESTION = 225


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """What one validation says, wherever it says it."""

    choices: Choices | None
    hint: Hint | None


def renew_validations(page: Page, fields: Iterable[Field]) -> None:
    """Take our old drop-downs off the sheet, and put those of these fields on it."""
    _take_off_ours(page)
    taken = tuple(_areas_of_others(page))
    by_offer: dict[_Offer, list[Area]] = {}
    for field in fields:
        offer = _Offer(choices=_usable(field.use.choices), hint=field.use.hint)
        if offer.choices is not None or offer.hint is not None:
            by_offer.setdefault(offer, []).append(field.area)
    for offer, areas in by_offer.items():
        free = left(areas, taken)
        if free:
            _write(page, offer, ranges_of(free))
    listed = page.find("dataValidations")
    if listed is not None and not len(listed):
        page.root.remove(listed)
    elif listed is not None:
        listed.set("count", str(len(listed)))


# -- those that are there --------------------------------------------------------------------------


def _lists(page: Page) -> Iterator[Element]:
    """The lists of validations: that of the format, and that of its extension."""
    return (each for each in page.root.iter() if local(each.tag) == "dataValidations")


def _take_off_ours(page: Page) -> None:
    for listed in tuple(_lists(page)):
        ours = [each for each in listed if each.get("errorTitle") == MARK]
        for each in ours:
            listed.remove(each)
        if ours and not len(listed):
            _prune(page.root, listed)


def _prune(root: Element, empty: Element) -> None:
    """Take out an element, and whatever holds nothing else."""
    above = {child: parent for parent in root.iter() for child in parent}
    while empty is not root and not len(empty):
        parent = above[empty]
        parent.remove(empty)
        empty = parent


def _areas_of_others(page: Page) -> Iterator[Area]:
    for listed in _lists(page):
        for each in listed:
            inside = first(each, "sqref")  # where the extension has it
            text = each.get("sqref", "") if inside is None else inside.text or ""
            yield from areas_of(text)


# -- those that are put on -------------------------------------------------------------------------


def _usable(choices: Choices | None) -> Choices | None:
    """Choices that a drop-down can hold: not too long, and without the sign that parts them."""
    if choices is None or choices.listed:
        return choices
    text = ",".join(choices.words)
    fits = len(text) <= _LONGEST_LIST and not any("," in word for word in choices.words)
    return choices if choices.words and fits else None


def _write(page: Page, offer: _Offer, ranges: str) -> None:
    made = add(page.section("dataValidations"), "dataValidation")
    choices, hint = offer.choices, offer.hint
    if choices is not None:
        made.attrib.update({"type": "list", "errorStyle": "warning"})
    made.attrib.update({"allowBlank": "1", "showInputMessage": "1"})
    if choices is not None and choices.closed:
        question = f"This is none of: {', '.join(choices.words)}. Keep it all the same?"
        made.attrib.update(
            {"showErrorMessage": "1", "error": _clipped(question, _LONGEST_QUESTION)}
        )
    made.set("errorTitle", MARK)
    if hint is not None:
        made.set("promptTitle", _clipped(hint.title, _LONGEST_TITLE))
        made.set("prompt", _clipped(hint.text, _LONGEST_HINT))
    made.set("sqref", ranges)
    if choices is not None:
        words = stored(",".join(choices.words)).replace('"', '""')
        add(made, "formula1").text = choices.listed or f'"{words}"'


def _clipped(text: str, longest: int) -> str:
    text = stored(text)
    return text if len(text) <= longest else f"{text[: longest - 1]}\u2026"
