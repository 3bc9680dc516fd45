"""What surrounds the cells of a sheet: headings that stay in sight, and how it prints.

Each is set where nothing was said about it, and what someone has set stays.
"""

from __future__ import annotations

from tablewright.authoring.markup import add, children, first, insert, section
from tablewright.authoring.page import Page
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import Keyword

_VIEW = ("pane", "selection", "pivotSelection", "extLst")
_PROPERTIES = ("tabColor", "outlinePr", "pageSetUpPr")
_MARGINS = (
    *(("left", "0.4"), ("right", "0.4"), ("top", "0.6"), ("bottom", "0.7")),
    *(("header", "0.3"), ("footer", "0.3")),
)
_HEADINGS = {Keyword.TABLE: 3, Keyword.EXAMPLES: 3}


def headings_of(blocks: tuple[Block, ...]) -> int:
    """How many rows at the top are headings; none where several blocks stand on the sheet."""
    if len(blocks) != 1 or blocks[0].title.number != 1 or blocks[0].keyword is Keyword.POLICY:
        return 0
    rows = _HEADINGS.get(blocks[0].keyword, 2)
    return rows if len(blocks[0].rows) >= rows else 0


def freeze(page: Page, rows: int) -> None:
    """Keep the headings and the first column in sight."""
    view = first(page.section("sheetViews"), "sheetView")
    if view is None:
        view = add(page.section("sheetViews"), "sheetView", workbookViewId="0")
    if not rows or first(view, "pane") is not None:
        return
    pane = section(view, "pane", _VIEW)
    pane.attrib.update({"xSplit": "1", "ySplit": str(rows), "topLeftCell": f"B{rows + 1}"})
    pane.attrib.update({"activePane": "bottomRight", "state": "frozen"})
    for each in tuple(children(view, "selection")):
        view.remove(each)
    for place in ("topRight", "bottomLeft", "bottomRight"):
        insert(view, "selection", _VIEW).set("pane", place)


def set_print(page: Page) -> None:
    """Print across the page and as wide as it, with the names of file and sheet and the page."""
    fit = section(page.section("sheetPr"), "pageSetUpPr", _PROPERTIES)
    if "fitToPage" not in fit.attrib and page.find("pageSetup") is None:
        fit.set("fitToPage", "1")
        wanted = {"orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}
        page.section("pageSetup").attrib.update(wanted)
    if page.find("pageMargins") is None:
        page.section("pageMargins").attrib.update(_MARGINS)
    if page.find("headerFooter") is None:
        footer = add(page.section("headerFooter"), "oddFooter")
        footer.text = "&L&F, &A&RPage &P of &N"
