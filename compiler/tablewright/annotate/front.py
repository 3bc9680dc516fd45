"""A sheet put in front of the others: shown first, and the only one that is selected.

What a workbook says of its sheets by their place is moved along.
"""

from __future__ import annotations

from tablewright.authoring.bare import Contents, add_sheet
from tablewright.authoring.markup import children, first, section
from tablewright.authoring.package import Package

_ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr"),
)


def add_in_front(package: Package, sheets: tuple[Contents, ...]) -> tuple[str, ...]:
    """Add sheets, the first of them first of all; gives the paths of their parts."""
    paths = tuple(add_sheet(package, each) for each in sheets)
    root = package.part(package.workbook)
    listed = section(root, "sheets", _ORDER)
    last = list(listed)[-len(sheets) :]
    for each in last:
        listed.remove(each)
    for place, each in enumerate(last):
        listed.insert(place, each)
    names = first(root, "definedNames")
    for each in () if names is None else children(names, "definedName"):
        at = each.get("localSheetId", "")
        if at.isdecimal():
            each.set("localSheetId", str(int(at) + len(sheets)))
    _show_first(package, paths[0])
    return paths


def free_name(wanted: str, package: Package) -> str:
    """The name, or the name and a number where another sheet has it."""
    taken = {each.name.casefold() for each in package.sheets}
    names = (wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each.casefold() not in taken)


def _show_first(package: Package, path: str) -> None:
    views = section(package.part(package.workbook), "bookViews", _ORDER)
    for view in children(views, "workbookView"):
        view.attrib.update({"activeTab": "0", "firstSheet": "0"})
    for sheet in package.sheets:
        shown = first(package.part(sheet.path), "sheetViews")
        for view in () if shown is None else children(shown, "sheetView"):
            # Two selected sheets would be edited together.
            view.attrib.pop("tabSelected", None)
            if sheet.path == path:
                view.set("tabSelected", "1")
