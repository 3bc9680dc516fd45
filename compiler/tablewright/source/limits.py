"""From a file to an opened workbook package that is safe to parse, or one refusal.

Everything is measured before anything is parsed: real bytes rather than claimed ones. Knows the
container (zip, XML) and nothing of sheets or cells.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from tablewright.diagnostics.codes import UNREADABLE_WORKBOOK, WORKBOOK_TOO_LARGE
from tablewright.diagnostics.model import Code

MAX_FILE_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_RATIO = 200
MAX_ENTRIES = 2_000
MAX_CELLS = 1_000_000
MAX_MERGES = 10_000
MAX_TEXT = 20_000_000  # characters in all cells together
MAX_ELEMENTS = 10_000_000
MAX_NAMES = 2_000  # of elements and attributes in one part
MAX_DEPTH = 100
CHUNK = 1 << 20  # bytes unpacked at a time, and the longest single tag or comment

SAVE_AGAIN = "Open it in Excel, save it as an Excel workbook (.xlsx) and build again."
SPLIT = "Remove what the policy does not need, or split it into several workbooks."

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and the envelope of encrypted files
_ZIP = b"PK\x03\x04"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_UNSAFE_NAME = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|\\|\0")


class RefusedError(Exception):
    """A workbook that is not read. Caught by the reader alone, which turns it into one finding."""

    def __init__(self, code: Code, message: str, help: str) -> None:  # noqa: A002 - as in findings
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


def unreadable(message: str, help: str = SAVE_AGAIN) -> RefusedError:  # noqa: A002 - as above
    """A refusal because the file is not a workbook that we read."""
    return RefusedError(UNREADABLE_WORKBOOK, f"{message}.", help)


def too_large(message: str) -> RefusedError:
    """A refusal because a limit is passed."""
    return RefusedError(WORKBOOK_TOO_LARGE, f"{message}.", SPLIT)


@dataclass(slots=True, kw_only=True)
class Allowance:
    """What the sheets of one workbook may still use, together."""

    cells: int = MAX_CELLS
    characters: int = MAX_TEXT

    def spend(self, *, cells: int, characters: int = 0) -> None:
        """Take from what is left; refuses the workbook when nothing is."""
        self.cells -= cells
        self.characters -= characters
        if self.cells < 0:
            raise too_large(f"The workbook has more than {MAX_CELLS:,} used cells")
        if self.characters < 0:
            raise too_large(f"The cells hold more than {MAX_TEXT:,} characters")


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package in a file, every limit of the container checked and every XML part inspected."""
    _check_kind(data)
    if data.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
        raise too_large(f"The workbook holds more than {MAX_ENTRIES:,} parts")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        _check_entries(package.infolist())
        _unpack_all(package, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as fault:
        raise unreadable("The workbook is damaged or cut short") from fault
    return package


def file_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`; refuses links, folders and what is too large."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise unreadable("The file is a link", "Put the workbook itself in this folder.")
        if not stat.S_ISREG(status.st_mode):
            raise unreadable("This is not a file", "Name a workbook (.xlsx).")
        if status.st_size > MAX_FILE_BYTES:
            raise too_large(f"The file is larger than {MAX_FILE_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        help_text = "See that the file exists and that you may read it."
        raise unreadable(f"The file cannot be opened ({reason})", help_text) from fault


def _check_kind(data: bytes) -> None:
    if data.startswith(_COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise unreadable(
                "The workbook is encrypted with a password",
                "Remove the password in Excel (File, Info, Protect Workbook) and save it.",
            )
        raise unreadable("This is an old .xls workbook")
    if not data.startswith(_ZIP):
        what = "This is not an Excel workbook" if data else "The file is empty"
        raise unreadable(what)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename.casefold() for entry in entries}
    if len(names) < len(entries):
        raise unreadable("The workbook holds two parts of the same name")
    for entry in entries:
        if _UNSAFE_NAME.search(entry.orig_filename):
            raise unreadable("The workbook holds a part whose name leads outside of it")
        if entry.flag_bits & 1:
            raise unreadable("The workbook is encrypted", "Remove the password and save it.")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise unreadable("The workbook is packed in a way that Excel does not use")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise unreadable(
            "The workbook carries macros",
            "Save it as an Excel workbook without macros (.xlsx).",
        )
    if any(name.startswith("xl/externallinks/") for name in names):
        raise unreadable(
            "The workbook has links to other workbooks",
            "Break them in Excel (Data, Edit Links, Break Link), so that it stands on its own.",
        )
    if "xl/workbook.bin" in names:
        raise unreadable("This is a binary workbook (.xlsb)")
    if {"mimetype", "content.xml"} <= names:
        raise unreadable("This is an OpenDocument spreadsheet under the name of an Excel workbook")
    if "[content_types].xml" not in names:
        raise unreadable("This is a zip archive, not an Excel workbook")


def _unpack_all(package: zipfile.ZipFile, packed: int) -> None:
    """Every byte is unpacked once and thrown away: claims in headers are not believed."""
    allowed = min(MAX_UNPACKED_BYTES, MAX_RATIO * packed)
    unpacked = elements = 0
    for entry in package.infolist():
        inspector = _Inspector(entry.filename) if _is_xml(entry.filename) else None
        for chunk in _chunks(package, entry):
            unpacked += len(chunk)
            if unpacked > allowed:
                raise too_large(_unpacked_message(unpacked > MAX_UNPACKED_BYTES))
            if inspector is not None:
                inspector.feed(chunk)
        if inspector is not None:
            inspector.close()
            elements += inspector.elements
        if elements > MAX_ELEMENTS:
            raise too_large(f"The workbook has more than {MAX_ELEMENTS:,} elements")


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))


def _unpacked_message(absolute: bool) -> str:  # noqa: FBT001 - chooses between two wordings
    if absolute:
        return f"The workbook unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB"
    return f"The workbook unpacks to more than {MAX_RATIO} times its size"


def _chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


class _Inspector:
    """Walks one XML part as it is unpacked; refuses DTDs, deep nesting, endless tags."""

    def __init__(self, name: str) -> None:
        self.name = name[:80]
        self.elements = 0
        self._names: set[str] = set()
        self._depth = 0
        self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        self._fed += len(chunk)
        self._parse(chunk, final=False)
        # What the parser could not yet use is one unfinished tag; it reads that again each time.
        if self._fed - self._parser.CurrentByteIndex > 2 * CHUNK:
            raise too_large(f"Part {self.name} of the workbook has a tag of more than 1 MB")

    def close(self) -> None:
        self._parse(b"", final=True)

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(chunk, final)
        except (expat.ExpatError, LookupError, UnicodeError) as fault:
            raise unreadable(f"Part {self.name} of the workbook is not well-formed XML") from fault

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self._depth += 1
        self._names.add(tag)
        self._names.update(attributes)
        if len(self._names) > MAX_NAMES:
            raise too_large(f"Part {self.name} uses more than {MAX_NAMES:,} names")
        if self._depth > MAX_DEPTH:
            raise too_large(f"Part {self.name} nests deeper than {MAX_DEPTH} levels")
        if self.elements > MAX_ELEMENTS:
            raise too_large(f"The workbook has more than {MAX_ELEMENTS:,} elements")

    def _end(self, _tag: str) -> None:
        self._depth -= 1

    def _doctype(self, *_declaration: object) -> None:
        raise unreadable(f"Part {self.name} of the workbook carries a document type declaration")
