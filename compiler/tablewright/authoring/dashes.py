"""Condition cells that say `-`, for any value, step back: a table shows at once what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tablewright.authoring.area import Area, areas_of, left, ranges_of
from tablewright.authoring.field import Field
from tablewright.authoring.markup import add, children, first, insert
from tablewright.authoring.page import SECTIONS, Page
from tablewright.authoring.styles import Styles

_DASH = '"-"'
_GREY = "6B747E"  # dark enough to be read


def grey_dashes(page: Page, fields: Iterable[Field], styles: Styles) -> None:
    """Show dashes in grey wherever no rule about them is in place yet."""
    conditions = (field.area for field in fields if field.use.condition)
    areas = left(conditions, _covered(page))
    if not areas:
        return
    priorities = [
        int(rule.get("priority", "0"))
        for listed in children(page.root, "conditionalFormatting")
        for rule in children(listed, "cfRule")
    ]
    made = insert(page.root, "conditionalFormatting", SECTIONS)
    made.set("sqref", ranges_of(areas))
    rule = add(made, "cfRule", type="cellIs", dxfId=str(styles.conditional(_GREY)))
    rule.attrib.update({"priority": str(max(priorities, default=0) + 1), "operator": "equal"})
    add(rule, "formula").text = _DASH


def _covered(page: Page) -> Iterator[Area]:
    """Where a rule about dashes is in place, whoever made it."""
    for listed in children(page.root, "conditionalFormatting"):
        for rule in children(listed, "cfRule"):
            formula = first(rule, "formula")
            if formula is not None and formula.text == _DASH:
                yield from areas_of(listed.get("sqref", ""))
