"""What no file of the repository may say, and what every test and the README must."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.system import lacking

ROOT = Path(__file__).parent.parent
README_LINES = 80

# The words are put together from pieces, so that this file does not break the rules it states.
HOME_FOLDERS = ("w" + "ork", "h" + "ome", "r" + "oot", "U" + "sers", "builds", "mnt")
MACHINE_PATH = re.compile(
    rf"(?<![\w.$}}/-])/(?:{'|'.join(HOME_FOLDERS)})/[\w.]|\b[A-Za-z]:\\{'U' + 'sers'}\\".encode()
)
REGISTRIES = (
    ("py" + "pi", "org"),
    ("py" + "thonhosted", "org"),
    ("np" + "mjs", "org"),
    ("np" + "mjs", "com"),
    ("ya" + "rnpkg", "com"),
    ("ana" + "conda", "org"),
    ("ana" + "conda", "com"),
    ("crates", "io"),
    ("ruby" + "gems", "org"),
    ("proxy.go" + "lang", "org"),
    ("do" + "cker", "io"),
    ("gh" + "cr", "io"),
)
REGISTRY = re.compile("|".join(re.escape(".".join(host)) for host in REGISTRIES).encode())


def files_in_git() -> list[Path]:
    """Every file that git knows or would add; without git the test is skipped, except in CI."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        lacking("needs git and the repository's history, not an unpacked archive")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    paths = (ROOT / name.decode() for name in listed.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def texts_of(path: Path) -> list[tuple[str, bytes]]:
    """What a file says: its bytes, or those of every part where it is a workbook."""
    name = path.relative_to(ROOT).as_posix()
    if path.suffix == ".xlsx" and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            return [(f"{name}!{part}", parts.read(part)) for part in parts.namelist()]
    return [(name, path.read_bytes())]


def places_of(pattern: re.Pattern[bytes]) -> list[str]:
    """Every place of the repository where a pattern is found, with what was found."""
    return [
        f"{name}, byte {found.start()}: {found.group()!r}"
        for path in files_in_git()
        for name, text in texts_of(path)
        for found in pattern.finditer(text)
    ]


def functions_named_test(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every test function of a file, those of classes too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [function for function in functions if function.name.startswith("test_")]


def test_no_file_names_a_path_of_a_machine() -> None:
    """No file of the repository names a folder of the machine it was written on."""
    assert not places_of(MACHINE_PATH)


def test_no_file_names_a_package_registry() -> None:
    """No file of the repository names the host of a package registry."""
    assert not places_of(REGISTRY)


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "tests").rglob("test_*.py")),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_every_test_opens_with_a_sentence(path: Path) -> None:
    """Every test opens with a docstring whose first line is one whole sentence."""
    wrong = [
        f"line {function.lineno}: {function.name}"
        for function in functions_named_test(path)
        if not re.match(r"[^a-z\s].*[.]$", (ast.get_docstring(function) or "").partition("\n")[0])
    ]
    assert not wrong, "\n".join(wrong)


def test_the_readme_is_short_and_starts_with_the_two_commands() -> None:
    """The README keeps to its length, and its first section gives `make build` and `make test`."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first_section = text.split("\n## ")[1]
    assert len(text.splitlines()) <= README_LINES
    assert first_section.index("make build") < first_section.index("make test")
