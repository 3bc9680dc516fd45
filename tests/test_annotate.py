"""Copies of workbooks that show findings: colors, notes, the sheets in front, and what stays."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName

from tablewright.annotate.annotated import Told, annotated
from tablewright.annotate.remarks import WORDS
from tablewright.annotate.seal import is_untouched
from tablewright.authoring.markup import tree_of
from tablewright.checks import gap
from tablewright.checks.reason.study import Study
from tablewright.diagnostics.codes import GAP
from tablewright.diagnostics.model import CellSpan, Diagnostic
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_bytes
from tablewright.trials.judge import judge_of
from tablewright.workspace.copies import MARK
from tests.annotated_workbooks import (
    FINDINGS,
    GAPS,
    MISSING,
    colors,
    in_one_line,
    note_at,
    opened,
    shown,
)
from tests.grids import workbook_of
from tests.raw_workbooks import MAIN, OFFICE, packed, parts_of, sheet_of
from tests.xlsx_files import MISTAKES, policy, write_workbook, write_xlsx

PALE = {"FFFDECEE", "FFFFF8E1", "FFEAF3FA"}


@pytest.fixture(params=[GAPS, MISTAKES], ids=["gaps", "mistakes"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workbook with findings of the checks, and one with findings of the reading."""
    return write_xlsx(tmp_path / "book.xlsx", request.param)


def test_every_finding_is_a_colored_cell_with_a_note(book: Path) -> None:
    """The cell of a finding has the color of its severity and a note that says all of it."""
    found = shown(book)
    copy = opened(found.copy)
    assert found.findings
    for finding in found.findings:
        assert finding.primary is not None
        color = colors(copy[finding.primary.sheet])[finding.primary.range]
        assert color not in PALE
        note = in_one_line(note_at(copy, finding.primary))
        heading = f"{WORDS[finding.code.severity]} {finding.code.number} {finding.code.name}"
        pairs = () if finding.witness is None else finding.witness.given
        for said in (heading, finding.message, finding.help, *(f"{n}: {v}" for n, v in pairs)):
            assert in_one_line(said) in note


def test_cells_that_a_finding_has_to_do_with_are_paler(book: Path) -> None:
    """A label is a pale cell unless it has a finding of its own; its note names the finding."""
    found = shown(book)
    copy = opened(found.copy)
    own = {finding.primary for finding in found.findings}
    labels = [(f, label) for f in found.findings for label in f.labels]
    assert labels
    for finding, label in labels:
        color = colors(copy[label.span.sheet])[label.span.range]
        assert (color in PALE) is (label.span not in own)
        note = note_at(copy, label.span)
        assert label.text in note
        assert finding.code.number in note


def test_several_findings_share_a_note_in_order(tmp_path: Path) -> None:
    """One cell has one note, which says its own findings first, each as people read them."""
    found = shown(write_xlsx(tmp_path / "book.xlsx", MISTAKES))
    places = [finding.primary for finding in found.findings]
    shared = [at for at in dict.fromkeys(places) if at is not None and places.count(at) > 1]
    assert shared
    for at in shared:
        messages = [finding.message for finding in found.findings if finding.primary == at]
        note = note_at(opened(found.copy), at)
        assert sorted(map(note.index, messages)) == [note.index(message) for message in messages]


def test_the_sheet_of_findings_has_a_row_for_each(book: Path) -> None:
    """The first sheet says of each finding, in order, all that the terminal says."""
    found = shown(book)
    rows = rows_of_findings(found.copy)
    assert len(found.findings) == len(rows)
    for finding, row in zip(found.findings, rows, strict=True):
        assert finding.primary is not None
        assert WORDS[finding.code.severity] == row["Severity"]
        assert f"{finding.code.number} {finding.code.name}" == row["Code"]
        assert finding.primary.address == row["Cell"]
        assert row["What is wrong"].startswith(finding.message)
        assert finding.help == row["What to do"]
        for label in finding.labels[:5]:
            assert f"{label.span.address}: {label.text}" in row["See also"]


def rows_of_findings(copy: bytes) -> list[dict[str, str]]:
    """The rows of the sheet of findings by heading; a blank cell is an empty text."""
    headings, *rows = opened(copy)[FINDINGS].iter_rows(min_row=3, values_only=True)
    return [
        {str(name): str(text or "") for name, text in zip(headings, row, strict=True)}
        for row in rows
    ]


def test_the_sheet_of_findings_leads_to_the_cells(book: Path) -> None:
    """The sheet is seen first, links to places in the workbook, can be filtered and scrolled."""
    found = shown(book)
    copy = opened(found.copy)
    page = copy[FINDINGS]
    links = [cell.hyperlink for (cell,) in page.iter_rows(min_row=4, min_col=3, max_col=3)]
    places = [f.primary for f in found.findings]
    assert [at and f"'{at.sheet}'!{at.range}" for at in places] == [
        link and link.location for link in links
    ]
    assert not [link for link in links if link is not None and link.target is not None]
    assert copy.sheetnames[0] == FINDINGS
    assert page.freeze_panes == "B4"
    assert page.auto_filter.ref == f"A3:{page.dimensions.split(':')[1]}"
    assert [sheet for sheet in copy if sheet.sheet_view.tabSelected] == [page]
    assert copy.active is page


def test_the_cells_say_what_they_said(book: Path) -> None:
    """The copy has the sheets of its workbook, cell by cell, behind two of free text."""
    found = shown(book)
    copy = read_bytes(found.copy, found.workbook.label).workbook
    assert copy is not None
    count = len(found.workbook.sheets)
    assert found.workbook.sheets == copy.sheets[-count:]
    assert all(sheet.name.startswith("Notes") for sheet in copy.sheets[:-count])
    assert lower(found.workbook).diagnostics == lower(copy).diagnostics
    assert lower(found.workbook).program == lower(copy).program


def test_the_same_findings_give_the_same_bytes(book: Path) -> None:
    """No time, no machine and no order that depends on a hash is in a copy."""
    assert shown(book).copy == shown(book).copy


def rows_to_paste(copy: bytes, title: str) -> list[dict[int, object]]:
    """The rows of a table on the sheet of missing rules, by column."""
    page = opened(copy)[MISSING]
    captions = [cell.row for cell in page["A"] if str(cell.value).endswith(f"  {title}")]
    rows: list[dict[int, object]] = []
    for row in page.iter_rows(min_row=captions[0] + 3):
        if row[0].value is None:
            break
        rows.append({cell.column: cell.value for cell in row if cell.value is not None})
    return rows


def test_missing_rules_are_rows_of_their_table(tmp_path: Path) -> None:
    """Pasted with an outcome, the rows leave no gap; what is typed as a number is a number."""
    found = shown(write_xlsx(tmp_path / "book.xlsx", GAPS))
    text = GAPS
    for title, outcomes in (("Answer", {6: "approve"}), ("Dose", {4: 3})):
        rows = rows_to_paste(found.copy, title)
        assert rows
        assert not any(column in row for row in rows for column in outcomes)
        lines = text.split("\n")
        start = next(n for n, at in enumerate(lines) if at.startswith(f"Decision table | {title}"))
        end = lines.index("", start)
        width = 5 if title == "Answer" else 3
        pasted = [
            " | ".join(drawn({**row, **outcomes}.get(n)) for n in range(1, width + 2))
            for row in rows
        ]
        text = "\n".join((*lines[:end], *pasted, *lines[end:]))
    program = lower(workbook_of(text)).program
    assert program is not None
    study = Study(program, judge_of(program))
    assert [each.finding for each in gap.check(study)] == [None, None]


def drawn(content: object) -> str:
    """A cell as the text grid draws it: what is stored as text stays text."""
    if content is None:
        return ""
    return f"'{content}" if isinstance(content, str) and content.isdecimal() else str(content)


def test_an_id_of_a_missing_rule_is_new(tmp_path: Path) -> None:
    """Rules that are numbered go on being numbered; others get an id that no rule has."""
    found = shown(write_xlsx(tmp_path / "book.xlsx", GAPS))
    numbered, named = (rows_to_paste(found.copy, title) for title in ("Answer", "Dose"))
    assert [row[1] for row in numbered][:3] == [4, 5, 6]
    assert [row[1] for row in named] == ["new 1", "new 2"]


# -- what the author has made ----------------------------------------------------------------------


def edited(path: Path) -> Path:
    """The workbook with notes, a color rule and names of its author's own."""
    book = opened(path.read_bytes())
    page = book["Answer"]
    page["A1"].comment = Comment("Ask Kim & <co>", "The author", height=40, width=90)
    page["H9"].comment = Comment("Elsewhere", "The author")
    style = DifferentialStyle(fill=PatternFill(bgColor="00FF00"))
    rule = Rule(type="cellIs", dxf=style, operator="equal", formula=["1"])
    page.conditional_formatting.add("A1:H9", rule)
    page.defined_names["Here"] = DefinedName("Here", attr_text="Answer!$A$1")
    book.active = book.index(page)
    page.sheet_view.tabSelected = True
    book.save(path)
    return path


def test_what_the_author_has_set_survives(tmp_path: Path) -> None:
    """Notes of the author stay, ours behind them; rules of color follow ours; names find sheets."""
    found = shown(edited(write_xlsx(tmp_path / "book.xlsx", GAPS)))
    copy = opened(found.copy)
    page = copy["Answer"]
    note = page["A1"].comment.text
    assert note.startswith("Ask Kim & <co>\n\n\u2014 Tablewright \u2014\nError TW301 gap\n")
    assert page["H9"].comment.text == "Elsewhere"
    assert page["H9"].comment.author == "The author"
    (first,) = (shape for shape in shapes_of(found.copy) if "Row>0<" in shape)
    assert "Column>0<" in first
    assert "height:40" not in first
    rules = sorted(
        (rule.priority, rule.type)
        for listed in page.conditional_formatting
        for rule in listed.rules
    )
    assert [number for number, _ in rules] == list(range(1, len(rules) + 1))
    assert rules[-1][1] == "cellIs"
    assert list(page.defined_names) == ["Here"]
    assert [sheet.title for sheet in copy if sheet.sheet_view.tabSelected] == [FINDINGS]
    assert len(notes_on(page)) == len(shapes_of(found.copy))


def notes_on(page: object) -> list[str]:
    """The cells of a sheet that have a note."""
    cells = (cell for row in page.iter_rows() for cell in row)  # type: ignore[attr-defined]
    return [cell.coordinate for cell in cells if cell.comment is not None]


def shapes_of(data: bytes) -> list[str]:
    """The boxes of the notes of the sheet on which its author has some."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        drawings = [package.read(name) for name in package.namelist() if name.endswith(".vml")]
    (drawing,) = (each.decode() for each in drawings if b"Row>8<" in each)
    tree_of(drawing.encode())
    return re.findall(r"<\w+:shape\b.*?</\w+:shape>", drawing, re.DOTALL)


def test_a_threaded_comment_is_left_alone(tmp_path: Path) -> None:
    """A cell with a conversation gets its color and no note, which would hide the conversation."""
    path = edited(write_xlsx(tmp_path / "book.xlsx", GAPS))
    thread = b'<ThreadedComments xmlns="urn:t"><threadedComment ref="A1"/></ThreadedComments>'
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("_rels/sheet3.xml.rels"):
                end = b"</Relationships>"
                kind = b"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
                link = b'<Relationship Id="t" Type="%s" Target="/xl/threads.xml"/>' % kind
                content = content.replace(end, link + end)
            new.writestr(name, content)
        new.writestr("xl/threads.xml", thread)
    path.write_bytes(data.getvalue())
    page = opened(shown(path).copy)["Answer"]
    assert page["A1"].comment.text == "Ask Kim & <co>"
    assert "A1:I1" in colors(page)
    assert page["A4"].comment is not None


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Nothing that a cell says becomes a formula, markup, a link or a hidden sign in the copy."""
    hostile = '=HYPERLINK("http://x")<b>&amp;_x0041_\x07\u202e]]>'
    text = GAPS.replace("approve", hostile.replace("|", "")).replace("| J9354 |", "| @SUM(1) |")
    text = text.replace("== Answer ==", "== =Answer ==").replace("[0..130]", "=1+1")
    workbook = workbook_of(text)
    found = shown(write_workbook(tmp_path / "book.xlsx", workbook))
    assert any("HYPERLINK" in f.message or "HYPERLINK" in f.help for f in found.findings)
    copy = read_bytes(found.copy, "book.xlsx").workbook
    assert copy is not None
    ours = [sheet for sheet in copy.sheets if sheet.name.startswith("Notes")]
    cells = [cell for sheet in ours for cell in sheet.cells.values()]
    assert not [cell for cell in cells if cell.formula is not None]
    assert all(cell.quoted for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")))
    assert not [c for c in cells if isinstance(c.value, str) and set("\x07\u202e") & set(c.value)]
    assert [cell for cell in cells if str(cell.value).startswith("=Answer!")]
    with zipfile.ZipFile(io.BytesIO(found.copy)) as package:
        notes = [package.read(name).decode() for name in package.namelist() if "comments" in name]
        assert any("_x005F_x0041_" in text for text in notes)
        for name in package.namelist():
            content = package.read(name)
            assert b"http://x" not in content or name.endswith((".xml", ".vml"))
            if name.endswith(".rels"):
                assert b"External" not in content
            if name.endswith((".xml", ".rels", ".vml")):
                tree_of(content)


def test_a_clean_book_has_nothing_to_show(tmp_path: Path) -> None:
    """The sample that other tests build on is one without findings."""
    assert not shown(write_xlsx(tmp_path / "book.xlsx", policy())).findings


def test_a_copy_with_one_letter_changed_is_no_longer_ours(tmp_path: Path) -> None:
    """The digest that a copy carries is of what its parts say, not of how the file is packed."""
    copy = shown(write_xlsx(tmp_path / "book.xlsx", GAPS)).copy
    assert is_untouched(copy, MARK)
    assert is_untouched(with_text(copy, b"has no rule", b"has no rule"), MARK)
    assert not is_untouched(with_text(copy, b"has no rule", b"has no role"), MARK)


def with_text(copy: bytes, old: bytes, new: bytes) -> bytes:
    """A copy packed again with a text in the place of another."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(copy)) as package, zipfile.ZipFile(changed, "w") as target:
        for name in package.namelist():
            target.writestr(name, package.read(name).replace(old, new))
    assert changed.getvalue() != copy
    return changed.getvalue()


# -- a copy that became the workbook ---------------------------------------------------------------


def seen_in(data: bytes) -> dict[str, object]:
    """What a reader sees of the marks: sheets, colors, notes, the sheet of findings."""
    book = opened(data)
    notes = {
        f"{page.title}!{cell}": page[cell].comment.text for page in book for cell in notes_on(page)
    }
    return {
        "sheets": book.sheetnames,
        "colors": {page.title: colors(page) for page in book},
        "notes": notes,
        "findings": rows_of_findings(data),
        "names": [list(page.defined_names) for page in book],
    }


def test_the_marks_of_an_earlier_copy_go(tmp_path: Path) -> None:
    """A copy that was saved as the workbook is marked anew, not twice, and keeps the author's."""
    path = edited(write_xlsx(tmp_path / "book.xlsx", GAPS))
    first = shown(path).copy
    path.write_bytes(first)
    again = shown(path).copy
    assert seen_in(first) == seen_in(again)
    book = opened(again)
    book.save(path)  # as another program writes it
    assert seen_in(first) == seen_in(shown(path).copy)


def test_a_workbook_that_was_no_copy_is_left_alone(tmp_path: Path) -> None:
    """Sheets and notes that only look like ours belong to the author."""
    text = f"{GAPS}\n== {FINDINGS} ==\nmine\n"
    found = shown(write_xlsx(tmp_path / "book.xlsx", text))
    book = opened(found.copy)
    assert [f"{FINDINGS} 2", MISSING] == book.sheetnames[:2]
    assert book[FINDINGS]["A1"].value == "mine"


@pytest.mark.parametrize("strict", [False, True])
def test_a_bare_workbook_can_be_marked(strict: bool, tmp_path: Path) -> None:
    """A workbook without styles, and one of the strict dialect, get marks in their own words."""
    parts = parts_of(sheet_of('<row r="2"><c r="B2"><v>5</v></c></row>'))
    del parts["xl/styles.xml"]
    relations = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = re.sub("<Relationship Id=.r2.*?/>", "", relations)
    if strict:
        parts = {name: strictly(text) for name, text in parts.items()}
    data = packed(parts)
    workbook = read_bytes(data, "book.xlsx").workbook
    assert workbook is not None
    at = CellSpan(workbook="book.xlsx", sheet="Dose", top=2, left=2, bottom=2, right=2)
    finding = Diagnostic(code=GAP, message="Odd.", workbook="book.xlsx", primary=at)
    copy = annotated(data, Told(workbook=workbook, findings=(finding,), lacking=()), MARK)
    again = read_bytes(copy, "book.xlsx").workbook
    assert again is not None
    assert workbook.sheets == again.sheets[1:]
    assert is_untouched(copy, MARK)
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        texts = {name: package.read(name).decode() for name in package.namelist()}
    assert "Odd." in texts["xl/comments1.xml"]
    other = "schemas.openxmlformats.org/spreadsheetml" if strict else "purl.oclc.org"
    assert not [name for name, text in texts.items() if other in text]


def strictly(text: str) -> str:
    """A part in the namespaces of the strict dialect."""
    family = "http://purl.oclc.org/ooxml"
    text = text.replace(OFFICE, f"{family}/officeDocument/relationships")
    return text.replace(MAIN, f"{family}/spreadsheetml/main")


@pytest.mark.parametrize(
    ("part", "pattern", "odd"),
    [
        ("workbook.xml", r'sheetId="3"', 'sheetId="x"'),
        ("workbook.xml", r'localSheetId="\d"', 'localSheetId="x"'),
        ("sheet3.xml", r'defaultRowHeight="\d+"', 'defaultRowHeight="x"'),
        ("sheet3.xml", r'<row r="1"', '<row r="1" ht="1e999"'),
        ("sheet3.xml.rels", r'Target="[^"]*comment1.xml"', 'Target="/gone.xml"'),
        ("sheet3.xml.rels", r'Target="[^"]*vml"', 'Target="/gone.vml"'),
        ("styles.xml", r'fontId="0"', 'fontId="99999"'),
    ],
)
def test_odd_parts_do_not_stop_a_copy(part: str, pattern: str, odd: str, tmp_path: Path) -> None:
    """What the reader does not look at may say anything, or be missing."""
    path = edited(write_xlsx(tmp_path / "book.xlsx", GAPS))
    data = io.BytesIO()
    found = 0
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name.endswith(f"/{part}"):
                content, count = re.subn(pattern, odd, content)
                found += count
            new.writestr(name, content)
    assert found
    path.write_bytes(data.getvalue())
    for _ in range(2):
        copy = shown(path)
        again = read_bytes(copy.copy, "book.xlsx").workbook
        assert again is not None
        assert lower(copy.workbook).program == lower(again).program
        path.write_bytes(copy.copy)
