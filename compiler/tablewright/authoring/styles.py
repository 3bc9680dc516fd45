"""The cell styles of a workbook: a style with something changed, as the number that cells refer to.

Adds to the styles part what is not there yet and changes nothing that is: other cells use it.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tablewright.authoring.markup import add, bytes_of, children, first, section, tree_of
from tablewright.authoring.package import Package

_PATH = "xl/styles.xml"  # where many programs look without being told
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BARE = f"""\
<styleSheet xmlns="{_MAIN}">\
<fonts count="1"><font><sz val="10"/><name val="Arial"/><family val="2"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""
# The order in which the format wants the children of these elements.
_PARTS = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
_FONT = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"),
    *("color", "name", "family", "charset", "scheme"),
)
_XF = ("alignment", "protection", "extLst")
# The numbers that the format itself gives to number formats; those of a workbook follow.
_BUILT_IN = {"General": 0, "@": 49}
_FIRST_OWN_FORMAT = 164
_AS_IT_COMES = frozenset({"general", "left"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What to change about how a cell looks; what is None stays. Colors are `RRGGBB`."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    size: str | None = None
    ink: str | None = None
    fill: str | None = None
    border: str | None = None  # the color of thin lines on all four sides
    wrap: bool | None = None
    across: str | None = None  # left, center, right
    indent: int | None = None
    down: str | None = None  # top, center, bottom
    number_format: str | None = None
    quoted: bool | None = None  # what starts like a formula stays text when it is typed over


class Styles:
    """The styles part of one workbook; cell styles are numbers, 0 is the plain one."""

    def __init__(self, root: Element) -> None:
        """Take the root of the part, to be edited in place."""
        self._root = root

    def __len__(self) -> int:
        return len(self._all("cellXfs"))

    def restyled(self, style: int, look: Look) -> int:
        """The number of a cell style with that changed."""
        return self._place("cellXfs", self._changed(self._style(style), look))

    def own(self, name: str, look: Look, over: int = 0) -> int:
        """A cell style in the look that the gallery has under a name; made if it has none.

        One that is there may have been changed in the gallery, and stays as it is. What a style
        says beside its look (number format, protection) is that of the style it is laid over.
        """
        belongs_to = self._in_gallery(name, look)
        own = self._all("cellStyleXfs")[belongs_to]
        style = deepcopy(self._style(over))
        style.set("xfId", str(belongs_to))
        for kind in ("font", "fill", "border"):
            self._set(style, kind, int(own.get(f"{kind}Id", "0")))
        alignment = first(own, "alignment")
        if alignment is not None:
            _drop(style, "alignment")
            style.insert(0, deepcopy(alignment))
            style.set("applyAlignment", "1")
        return self._place("cellXfs", style)

    def name(self, style: int) -> str:
        """The name in the gallery of the style that a cell style belongs to."""
        belongs_to = self._style(style).get("xfId", "0")
        listed = first(self._root, "cellStyles")
        for each in () if listed is None else children(listed, "cellStyle"):
            if each.get("xfId") == belongs_to:
                return each.get("name", "")
        return ""

    def is_general(self, style: int) -> bool:
        """Whether cells of this style have no number format of their own."""
        return self._style(style).get("numFmtId", "0") == "0"

    def is_plain(self, style: int) -> bool:
        """Whether cells of this style look like those that nobody has touched."""
        own, plain = self._style(style), self._style(0)
        alignment = first(own, "alignment")
        if alignment is not None and alignment.get("horizontal", "left") not in _AS_IT_COMES:
            return False
        return all(
            self._same(f"{kind}s", own.get(f"{kind}Id", "0"), plain.get(f"{kind}Id", "0"))
            for kind in ("font", "fill", "border")
        )

    def conditional(self, ink: str | None = None, fill: str | None = None) -> int:
        """The number of a conditional style: the color of letters, of the ground, or of both."""
        letters = f'<font><color rgb="FF{ink}"/></font>' if ink else ""
        ground = f'<fill><patternFill><bgColor rgb="FF{fill}"/></patternFill></fill>'
        text = f"<dxf>{letters}{ground if fill else ''}</dxf>"
        return self._place("dxfs", self._element(text))

    # -- one style -------------------------------------------------------------------------------

    def _in_gallery(self, name: str, look: Look) -> int:
        names = self._section("cellStyles")
        for each in children(names, "cellStyle"):
            if each.get("name") == name:
                return int(each.get("xfId", "0"))
        made = self._changed(self._all("cellStyleXfs")[0], look)
        self._section("cellStyleXfs").append(made)
        number = self._count("cellStyleXfs") - 1
        add(names, "cellStyle", name=name, xfId=str(number))
        self._count("cellStyles")
        return number

    def _changed(self, base: Element, look: Look) -> Element:
        style = deepcopy(base)
        if any(each is not None for each in (look.bold, look.italic, look.underline)) or (
            look.size or look.ink
        ):
            self._set(style, "font", self._font(int(style.get("fontId", "0")), look))
        if look.fill is not None:
            self._set(style, "fill", self._place("fills", self._element(_fill(look.fill))))
        if look.border is not None:
            self._set(style, "border", self._place("borders", self._element(_border(look.border))))
        if look.number_format is not None:
            style.set("numFmtId", str(self._format(look.number_format)))
            style.set("applyNumberFormat", "1")
        if look.quoted is not None:
            style.set("quotePrefix", "1" if look.quoted else "0")
        _align(style, look)
        return style

    @staticmethod
    def _set(style: Element, kind: str, number: int) -> None:
        style.set(f"{kind}Id", str(number))
        style.set(f"apply{kind.capitalize()}", "1")

    def _font(self, number: int, look: Look) -> int:
        fonts = self._all("fonts")
        font = deepcopy(fonts[number if number < len(fonts) else 0])
        for name, wanted in (("b", look.bold), ("i", look.italic), ("u", look.underline)):
            if wanted is not None:
                _drop(font, name)
            if wanted:
                section(font, name, _FONT)
        if look.size is not None:
            section(font, "sz", _FONT).set("val", look.size)
        if look.ink is not None:
            color = section(font, "color", _FONT)
            color.attrib.clear()
            color.set("rgb", f"FF{look.ink}")
        return self._place("fonts", font)

    def _format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        formats = self._section("numFmts")
        used = {each.get("formatCode"): int(each.get("numFmtId", "0")) for each in formats}
        if code not in used:
            used[code] = max((_FIRST_OWN_FORMAT - 1, *used.values())) + 1
            add(formats, "numFmt", numFmtId=str(used[code]), formatCode=code)
            self._count("numFmts")
        return used[code]

    # -- the lists of the part ---------------------------------------------------------------------

    def _style(self, number: int) -> Element:
        styles = self._all("cellXfs")
        return styles[number] if number < len(styles) else styles[0]

    def _section(self, name: str) -> Element:
        return section(self._root, name, _PARTS)

    def _all(self, name: str) -> list[Element]:
        """The elements of a list; the plain ones that every workbook needs if it has none."""
        found = self._section(name)
        if not len(found):
            bare = first(tree_of(_BARE.encode()), name)
            found.extend(self._element(bytes_of(each).decode()) for each in bare or ())
            self._count(name)
        return list(found)

    def _count(self, name: str) -> int:
        count = len(self._section(name))
        self._section(name).set("count", str(count))
        return count

    def _place(self, name: str, wanted: Element) -> int:
        """The number of an element in its list, which it joins when nothing equal is there."""
        text = bytes_of(wanted)
        for number, each in enumerate(self._all(name)):
            if bytes_of(each) == text:
                return number
        self._section(name).append(wanted)
        return self._count(name) - 1

    def _same(self, name: str, one: str, other: str) -> bool:
        elements = self._all(name)
        return one == other or bytes_of(elements[int(one)]) == bytes_of(elements[int(other)])

    def _element(self, text: str) -> Element:
        """An element of the part, under its prefix."""
        root = tree_of(text.encode())
        prefix, colon, _ = self._root.tag.rpartition(":")
        for each in root.iter():
            each.tag = f"{prefix}{colon}{each.tag}"
        return root


def styles_of(package: Package) -> Styles:
    """The styles of a workbook, which gets some if it has none."""
    path = package.related(package.workbook, "styles")
    if path is None:
        path = _PATH if _PATH not in package else package.free_path("xl/styles{}.xml")
        package.add(path, _BARE.replace(_MAIN, package.main).encode(), _TYPE)
        package.relate(package.workbook, "styles", path)
    return Styles(package.part(path))


def _align(style: Element, look: Look) -> None:
    wanted = {
        "horizontal": look.across,
        "vertical": look.down,
        "wrapText": None if look.wrap is None else str(int(look.wrap)),
        "indent": None if look.indent is None else str(look.indent),
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    if given:
        section(style, "alignment", _XF).attrib.update(given)
        style.set("applyAlignment", "1")


def _fill(color: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{color}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )


def _border(color: str) -> str:
    sides = ("left", "right", "top", "bottom")
    lines = "".join(f'<{side} style="thin"><color rgb="FF{color}"/></{side}>' for side in sides)
    return f"<border>{lines}<diagonal/></border>"


def _drop(parent: Element, name: str) -> None:
    for each in tuple(children(parent, name)):
        parent.remove(each)
