"""What cells hold stays text on the page, whatever it is."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from functools import cache

from tablewright.emit.html import emit
from tablewright.ir.program import Code, Member, Program
from tests.html_program import PROGRAM, RESULTS, told
from tests.html_reading import Reader

# Text that would break out of an element, an attribute, a style or a line, or turn what follows.
HOSTILE = (
    "</style><script>alert(1)</script>\"' onload=x {{ 1 }} {% x %} &amp; \\ }"
    "\u202e\u2066\u200b\x00\x1b\r\ud800*"
)
# Fields that the reader of the workbook has made safe or that refer to others, and constants.
KEPT = frozenset(
    {
        *("code_name", "id", "part", "value_set", "decision", "output", "version", "version_date"),
        *("ref", "at", "given"),
    }
)


def spoiled(thing: object, text: str = HOSTILE) -> object:
    """The same with hostile text appended to every text that comes from a cell."""
    if isinstance(thing, tuple):
        return tuple(spoiled(each, text) for each in thing)
    if type(thing) is str:
        return thing + text
    if not dataclasses.is_dataclass(thing) or isinstance(thing, type):
        return thing
    fields = ((each.name, getattr(thing, each.name)) for each in dataclasses.fields(thing))
    parts = {name: value if name in KEPT else spoiled(value, text) for name, value in fields}
    return type(thing)(*parts.values()) if positional(thing) else type(thing)(**parts)


def positional(thing: object) -> bool:
    """Whether the class takes its fields by place: some tests have one field and no keyword."""
    return not all(each.kw_only for each in dataclasses.fields(thing))  # type: ignore[arg-type]


@cache
def hostile_page() -> str:
    """The page of the sample policy with hostile text in every cell."""
    program = spoiled(PROGRAM)
    assert isinstance(program, Program)
    results = tuple(
        dataclasses.replace(
            each, case=each.case + HOSTILE, differences=tuple(HOSTILE for _ in each.differences)
        )
        for each in RESULTS
    )
    (text,) = emit(told(program, results)).values()
    return text


def shape(text: str) -> set[tuple[str, tuple[str, ...]]]:
    """Every kind of element with the names of its attributes."""
    return {(each.tag, tuple(sorted(each.attributes))) for each in Reader(text).elements}


def test_hostile_text_stays_text() -> None:
    """Whatever cells hold, the page has the same kinds of elements and attributes as before."""
    text = hostile_page()
    (plain,) = emit(told(PROGRAM, RESULTS)).values()
    assert shape(plain) == shape(text)
    assert plain.count("<script") == text.count("<script")
    assert "onload=x" in Reader(text).every("h1")[0].text


def test_characters_that_cannot_be_seen_are_shown() -> None:
    """Control, bidirectional and zero-width characters are written out on the whole page."""
    text = hostile_page()
    unseen = {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    assert {"\n"} == unseen
    assert "⟨U+202E⟩⟨U+2066⟩⟨U+200B⟩⟨U+0000⟩⟨U+001B⟩⟨U+000D⟩⟨U+D800⟩" in text
    assert text.encode()


def test_hostile_text_cannot_leave_the_printed_head() -> None:
    """Text on every printed page is escaped as CSS, character by character."""
    text = hostile_page()
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (head,) = re.findall(r"@top-left \{ content: (.*?); font", style)
    assert r"\202e " not in head
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', head)


def test_values_and_codes_are_escaped_too() -> None:
    """Allowed values and the codes of a value set are text like any other."""
    tag = "<i>x</i>"
    allowed = dataclasses.replace(
        PROGRAM.inputs[1].domain, members=(Member(text=tag, code_name="X"),)
    )
    changed = dataclasses.replace(PROGRAM.inputs[1], domain=allowed)
    sets = dataclasses.replace(PROGRAM.value_sets[0], codes=(Code(code=tag, meaning=tag),))
    program = dataclasses.replace(
        PROGRAM,
        inputs=(PROGRAM.inputs[0], changed, *PROGRAM.inputs[2:]),
        value_sets=(sets, *PROGRAM.value_sets[1:]),
    )
    (text,) = emit(told(program, RESULTS)).values()
    assert text.count("&lt;i&gt;x&lt;/i&gt;") == 3
    assert tag not in text
