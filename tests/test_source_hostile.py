"""Files that are no workbook, or were made to harm: each ends in one finding, soon and small."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tablewright.diagnostics.codes import UNREADABLE_WORKBOOK, WORKBOOK_TOO_LARGE
from tablewright.diagnostics.model import Diagnostic
from tablewright.source import limits
from tablewright.source.reader import read_workbook
from tests.raw_workbooks import SHEET, packed, parts_of, saved, sheet_of

ONE_CELL = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>')
FAR_CELL = sheet_of('<row r="1048576"><c r="XFD1048576" t="str"><v>far</v></c></row>')
DTD = '<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def only_finding(path: Path) -> Diagnostic:
    """The one finding that a file ends in."""
    reading = read_workbook(path, "book.xlsx")
    assert reading.workbook is None
    (finding,) = reading.diagnostics
    assert (finding.workbook, finding.primary) == ("book.xlsx", None)
    assert finding.help
    return finding


def bomb() -> bytes:
    """A file of 4 kB that unpacks to a thousand times its size."""
    data = packed(parts_of(sheet_of(" " * 4_000_000)))
    assert len(data) < 8_000
    return data


def with_part(name: str, text: str = "x") -> bytes:
    """A sound workbook with one part more."""
    return packed(parts_of(ONE_CELL, {name: text}))


def twice() -> bytes:
    """A workbook that holds its sheet twice, under names that differ in capitals."""
    return packed(parts_of(ONE_CELL, {SHEET.upper(): ONE_CELL}))


def locked() -> bytes:
    """A workbook whose parts are marked as encrypted."""
    data = bytearray(packed(parts_of(ONE_CELL)))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        flags = struct.unpack_from("<H", data, start + 8)[0] | 1
        struct.pack_into("<H", data, start + 8, flags)
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def strangely_packed() -> bytes:
    """A workbook packed by a method that no spreadsheet uses."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as package:
        for name, text in parts_of(ONE_CELL).items():
            package.writestr(name, text)
    return target.getvalue()


def sheet(text: str) -> bytes:
    """A workbook with that sheet."""
    return packed(parts_of(text))


def plain_zip() -> bytes:
    """An archive with a letter in it."""
    return packed({"letter.txt": "hello"})


def open_document() -> bytes:
    """A spreadsheet of LibreOffice that was given another ending by hand."""
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""})


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing at all": (lambda: b"", "The file is empty."),
    "a text file": (lambda: b"Rule,If,Then\n", "This is not an Excel workbook."),
    "a renamed archive": (plain_zip, "This is a zip archive, not an Excel workbook."),
    "a renamed .ods": (
        open_document,
        "This is an OpenDocument spreadsheet under the name of an Excel workbook.",
    ),
    "cut short": (lambda: sheet(ONE_CELL)[:900], "The workbook is damaged or cut short."),
    "an old workbook": (lambda: COMPOUND, "This is an old .xls workbook."),
    "a password": (
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "The workbook is encrypted with a password.",
    ),
    "encrypted parts": (locked, "The workbook is encrypted."),
    "another packing": (
        strangely_packed,
        "The workbook is packed in a way that Excel does not use.",
    ),
    "macros": (lambda: with_part("xl/vbaProject.bin"), "The workbook carries macros."),
    "links to others": (
        lambda: with_part("xl/externalLinks/externalLink1.xml", "<a/>"),
        "The workbook has links to other workbooks.",
    ),
    "a binary workbook": (
        lambda: with_part("xl/workbook.bin"),
        "This is a binary workbook (.xlsb).",
    ),
    "a part twice": (twice, "The workbook holds two parts of the same name."),
    "a part outside": (
        lambda: with_part("xl/../../evil.xml", "<a/>"),
        "The workbook holds a part whose name leads outside of it.",
    ),
    "a document type": (
        lambda: sheet(DTD + ONE_CELL),
        f"Part {SHEET} of the workbook carries a document type declaration.",
    ),
    "broken XML": (
        lambda: sheet(ONE_CELL[:-3]),
        f"Part {SHEET} of the workbook is not well-formed XML.",
    ),
    "no address": (
        lambda: sheet(sheet_of('<row r="1"><c r="B-2"><v>1</v></c></row>')),
        "The workbook stores a cell at 'B-2', which is no address.",
    ),
    "a column too far": (
        lambda: sheet(sheet_of('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
        "The workbook stores cell XFE1 where it cannot be.",
    ),
    "a cell in another row": (
        lambda: sheet(sheet_of('<row r="1"><c r="A2"><v>1</v></c></row>')),
        "The workbook stores cell A2 where it cannot be.",
    ),
    "a cell twice": (
        lambda: sheet(sheet_of('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
        "The workbook stores cell A1 twice.",
    ),
    "not a number": (
        lambda: sheet(sheet_of('<row r="1"><c r="A1"><v>NaN</v></c></row>')),
        "A cell stores 'NaN' as a number.",
    ),
    "a missing text": (
        lambda: sheet(sheet_of('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')),
        "A cell names a text that the workbook does not hold.",
    ),
    "a missing sheet": (
        lambda: packed({k: v for k, v in parts_of(ONE_CELL).items() if k != SHEET}),
        f"Part {SHEET} of the workbook is missing.",
    ),
}

TOO_LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a small bomb": (bomb, "The workbook unpacks to more than 200 times its size."),
    "many parts": (
        lambda: packed(parts_of(ONE_CELL, {f"xl/{n}": "" for n in range(2_000)})),
        "The workbook holds more than 2,000 parts.",
    ),
    "many names": (
        lambda: sheet(sheet_of("".join(f"<a{n}/>" for n in range(2_000)))),
        f"Part {SHEET} uses more than 2,000 names.",
    ),
    "deep nesting": (
        lambda: sheet(sheet_of("<a>" * 101 + "</a>" * 101)),
        f"Part {SHEET} nests deeper than 100 levels.",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_is_no_workbook_ends_in_one_finding(case: str, tmp_path: Path) -> None:
    """A file of another kind, or a damaged or unsafe one, is refused in words that say why."""
    make, message = UNREADABLE[case]
    path = tmp_path / "book.xlsx"
    path.write_bytes(make())
    finding = only_finding(path)
    assert (UNREADABLE_WORKBOOK, message) == (finding.code, finding.message)


@pytest.mark.parametrize("case", TOO_LARGE)
def test_what_passes_a_limit_ends_in_one_finding(case: str, tmp_path: Path) -> None:
    """A file that passes a limit is refused before it is parsed."""
    make, message = TOO_LARGE[case]
    path = tmp_path / "book.xlsx"
    path.write_bytes(make())
    finding = only_finding(path)
    assert (WORKBOOK_TOO_LARGE, message) == (finding.code, finding.message)


@pytest.mark.parametrize("limit", ["MAX_FILE_BYTES", "MAX_UNPACKED_BYTES", "MAX_ELEMENTS"])
def test_limits_of_the_container_are_kept(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes of the file, bytes unpacked and elements are counted as they really are."""
    path = saved(tmp_path, ONE_CELL)
    assert read_workbook(path, "book.xlsx").workbook is not None
    monkeypatch.setattr(limits, limit, 12)
    assert only_finding(path).code == WORKBOOK_TOO_LARGE


def test_cells_of_all_sheets_are_counted_together() -> None:
    """What one sheet uses is no longer there for the next."""
    allowance = limits.Allowance(cells=2, characters=10)
    allowance.spend(cells=2, characters=4)
    with pytest.raises(limits.RefusedError, match="used cells"):
        allowance.spend(cells=1)


def test_characters_are_counted_where_they_are_used() -> None:
    """One long text used by many cells counts each time."""
    allowance = limits.Allowance(cells=100, characters=10)
    with pytest.raises(limits.RefusedError, match="characters"):
        allowance.spend(cells=1, characters=11)


def test_merged_cells_count_as_the_rows_they_span(tmp_path: Path) -> None:
    """Merges down a tall sheet pass the limit on cells, because each row gets a copy."""
    merges = "".join(f'<mergeCell ref="{c}1:{c}1048576"/>' for c in "ABC")
    far = sheet_of(
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        after=f"<mergeCells>{merges}</mergeCells>",
    )
    assert only_finding(saved(tmp_path, far)).code == WORKBOOK_TOO_LARGE


def test_merges_are_limited(tmp_path: Path) -> None:
    """A sheet may not have ten thousands of merged ranges."""
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 10_002))
    text = sheet_of("", after=f"<mergeCells>{merges}</mergeCells>")
    assert only_finding(saved(tmp_path, text)).code == WORKBOOK_TOO_LARGE


def test_an_endless_tag_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One tag of many megabytes is refused before the parser reads it again and again."""
    monkeypatch.setattr(limits, "CHUNK", 1_000)
    monkeypatch.setattr(limits, "MAX_RATIO", 10_000)
    path = saved(tmp_path, sheet_of(f'<row r="1" spans="{"1" * 10_000}"/>'))
    assert "has a tag of more than" in only_finding(path).message


def test_a_link_is_refused(tmp_path: Path) -> None:
    """A link to a workbook is not followed."""
    target = saved(tmp_path, ONE_CELL, name="target.xlsx")
    link = tmp_path / "book.xlsx"
    link.symlink_to(target)
    assert only_finding(link).message == "The file is a link."


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """A file that is not there is reported, not thrown."""
    finding = only_finding(tmp_path / "none.xlsx")
    assert finding.message == "The file cannot be opened (No such file or directory)."


def test_a_folder_is_a_finding(tmp_path: Path) -> None:
    """A folder named like a workbook is reported."""
    assert only_finding(tmp_path).message == "This is not a file."


def test_a_cell_in_the_last_corner_is_read_as_one_cell(tmp_path: Path) -> None:
    """The size that a sheet claims, and columns hidden to the end, cost nothing."""
    text = FAR_CELL.replace(
        "<sheetData>", '<cols><col min="2" max="16384" hidden="1"/></cols><sheetData>'
    )
    workbook = read_workbook(saved(tmp_path, text), "book.xlsx").workbook
    assert workbook is not None
    (sheet_read,) = workbook.sheets
    ((address, cell),) = sheet_read.cells.items()
    assert address == (1_048_576, 16_384)
    assert cell.value == "far"


# The peak of this program alone: what getrusage tells may be that of the process it came from.
MEASURE = """
import re, sys
from pathlib import Path
from tablewright.source.reader import read_workbook
read_workbook(Path(sys.argv[1]), "book.xlsx")
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int(peak[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured the Linux way")
@pytest.mark.parametrize("case", ["bomb", "far"])
def test_hostile_files_cost_little(case: str, tmp_path: Path) -> None:
    """A bomb, and a cell in the last corner, take under a second and under 200 MB."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(bomb() if case == "bomb" else sheet(FAR_CELL))
    start = time.perf_counter()
    read_workbook(path, "book.xlsx")
    assert time.perf_counter() - start < 1
    command = [sys.executable, "-c", MEASURE, str(path)]
    measured = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert int(measured) < 200
