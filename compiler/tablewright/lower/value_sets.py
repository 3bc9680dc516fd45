"""From a Value set block, or the CSV file that it names, to its codes as they are compared."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tablewright.diagnostics.codes import DUPLICATE_NAME, UNREADABLE_CELL
from tablewright.diagnostics.model import CellSpan
from tablewright.ir.program import Code, ValueSet
from tablewright.ir.types import Kind, Type
from tablewright.lower.findings import Findings
from tablewright.lower.fit import normal_code
from tablewright.source.grid import Cell
from tablewright.syntax.blocks import Block
from tablewright.syntax.columns import Columns, HeadingRule, read_columns
from tablewright.syntax.expected import Expected
from tablewright.syntax.keywords import plain
from tablewright.syntax.rows import Row, text_of
from tablewright.syntax.titles import Title
from tablewright.syntax.value import parse_value

_RULE = HeadingRule(required=("Code",))
_CODE = Expected(type=Type(kind=Kind.CODE))
_FROM = "from"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A row as it was written, with where it stands."""

    code: str
    meaning: str
    source: str
    at: CellSpan


def lower_value_set(
    block: Block, title: Title, code_name: str, files: Mapping[str, str], findings: Findings
) -> ValueSet:
    """The value set; rows with a fault are left out."""
    file = _file_cell(block, title)
    written = (
        _from_file(block, file, files, findings) if file is not None else _rows(block, findings)
    )
    codes: dict[str, Code] = {}
    for each in written:
        code = _code(each, findings)
        if code is None:
            continue
        if each.code.casefold() in codes:
            findings.report(
                DUPLICATE_NAME,
                each.at,
                f"The code `{each.code}` stands twice in `{title.text}`.",
                "Keep one of the two rows.",
            )
        codes[each.code.casefold()] = code
    return ValueSet(name=title.text, code_name=code_name, codes=tuple(codes.values()), at=block.at)


def _file_cell(block: Block, title: Title) -> Cell | None:
    """The cell that names a file: an option of the title row, or the row `From | file.csv`."""
    option = title.option("From")
    if option is not None:
        return option.cell
    first = block.rows[0] if block.rows else None
    if first is not None and plain(text_of(first.cell(1))) == _FROM:
        return first.cell(2)
    return None


def _rows(block: Block, findings: Findings) -> Iterator[_Written]:
    columns, faults = read_columns(block, _RULE)
    findings.add(faults)
    for row in columns.rows:
        code = _code_text(block, columns, row, findings)
        if code:
            yield _Written(
                code=code,
                meaning=text_of(columns.cell(row, "Meaning")),
                source=text_of(columns.cell(row, "Source")),
                at=block.place(row, columns.number("Code")),
            )


def _code_text(block: Block, columns: Columns, row: Row, findings: Findings) -> str:
    cell = columns.cell(row, "Code")
    if cell is not None:
        code = findings.take(parse_value(cell, _CODE), block, cell)
        return code.strip() if isinstance(code, str) else ""
    at = block.place(row, columns.number("Code"))
    findings.report(UNREADABLE_CELL, at, "This row has no code.", "Write it, or clear the row.")
    return ""


def _from_file(
    block: Block, cell: Cell, files: Mapping[str, str], findings: Findings
) -> Iterator[_Written]:
    name, at = text_of(cell), block.span(cell)
    if name not in files:
        findings.report(
            UNREADABLE_CELL,
            at,
            f"There is no file `{name}` beside the workbook.",
            "Put the file into the workbook's own folder, and write its name without a path.",
        )
        return
    reader = csv.reader(files[name].removeprefix("\ufeff").splitlines())
    headings = [plain(heading) for heading in next(reader, [])]
    if "code" not in headings:
        findings.report(
            UNREADABLE_CELL,
            at,
            f"The file `{name}` has no column Code.",
            "Let its first line be Code,Meaning,Source.",
        )
        return
    for line in reader:
        fields = dict(zip(headings, (field.strip() for field in line), strict=False))
        if fields.get("code"):
            yield _Written(
                code=fields["code"],
                meaning=fields.get("meaning", ""),
                source=fields.get("source", ""),
                at=at,
            )


def _code(written: _Written, findings: Findings) -> Code | None:
    text = written.code.removesuffix("*")
    prefix = text != written.code
    if "*" in text or not text:
        findings.report(
            UNREADABLE_CELL,
            written.at,
            f"In `{written.code}` the * does not stand at the end.",
            "Write * only after the letters that all codes share, such as C50*.",
        )
        return None
    return Code(
        code=normal_code(text),
        prefix=prefix,
        meaning=written.meaning,
        source=written.source,
        written=text,
    )
