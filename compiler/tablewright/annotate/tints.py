"""The colors of marks, laid over the cells of a sheet as conditional formats.

A cell keeps its own style below, and loses the color with the rule. Each rule says who made it.
"""

from __future__ import annotations

from tablewright.annotate.marks import Tint, Tinted
from tablewright.authoring.markup import add, insert, local
from tablewright.authoring.page import SECTIONS, Page
from tablewright.authoring.styles import Styles
from tablewright.diagnostics.model import CellSpan, Severity

# Always true; whoever looks at the rules of a sheet sees where this one is from.
OURS = 'LEN("Tablewright")>0'

# The color of letters and that of the ground. Letters on a pale ground are black, for below it may
# lie white ones on a dark ground.
_INKS = {Severity.ERROR: "9C0006", Severity.WARNING: "7F4F00", Severity.ADVICE: "1F4E79"}
_GROUNDS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFE699", Severity.ADVICE: "BDD7EE"}
_PALE = {Severity.ERROR: "FDECEE", Severity.WARNING: "FFF8E1", Severity.ADVICE: "EAF3FA"}
_BLACK = "1F1F1F"
_MOST = 200  # ranges of one rule


def ink(severity: Severity) -> str:
    """The color of letters that a severity has."""
    return _INKS[severity]


def ground(tint: Tint) -> str:
    """The color of the ground."""
    return (_PALE if tint.pale else _GROUNDS)[tint.severity]


def lay_over(page: Page, tinted: tuple[Tinted, ...], styles: Styles) -> None:
    """Color the ranges of a sheet, before any rule that the sheet has of its own."""
    rules = [
        (each.tint, each.spans[start : start + _MOST])
        for each in tinted
        for start in range(0, len(each.spans), _MOST)
    ]
    _make_room(page, len(rules))
    for priority, (tint, spans) in enumerate(rules, 1):
        letters = _BLACK if tint.pale else ink(tint.severity)
        style = styles.conditional(letters, ground(tint))
        made = insert(page.root, "conditionalFormatting", SECTIONS)
        made.set("sqref", " ".join(map(_range, spans)))
        rule = add(made, "cfRule", type="expression", dxfId=str(style), priority=str(priority))
        add(rule, "formula").text = OURS


def _range(span: CellSpan) -> str:
    return span.range


def _make_room(page: Page, count: int) -> None:
    """The author's own rules come after ours, in their order."""
    for element in page.root.iter():
        if local(element.tag) == "cfRule" and element.get("priority", "").isdecimal():
            element.set("priority", str(int(element.get("priority", "0")) + count))
