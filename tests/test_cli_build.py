"""`tablewright build` and `check` on folders of workbooks: what is written, said and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tablewright import driver
from tablewright.cli import main
from tests.xlsx_files import MISTAKES, policy, write_xlsx


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one policy in two versions, and the command line run from it."""
    home = tmp_path / "project"
    write_xlsx(home / "tables" / "la_1" / "2024.xlsx", policy("2024", "2024-01-01", age=21))
    write_xlsx(home / "tables" / "la_1" / "2025.xlsx", policy("2025", "2025-01-01"))
    monkeypatch.chdir(home)
    return home


def output_of(home: Path) -> dict[str, bytes]:
    """Every file of the output folder."""
    out = home / "generated"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def test_a_build_writes_a_package_for_each_policy(project: Path) -> None:
    """A build writes modules, pages, what they share, the index and the manifest."""
    assert main(["build"]) == 0
    written = output_of(project)
    wanted = {"index.html", "MANIFEST.json", "la_1/__init__.py", "la_1/_support.py"}
    wanted |= {f"la_1/v{version}.{end}" for version in (2024, 2025) for end in ("py", "html")}
    assert wanted <= written.keys()
    manifest = json.loads(written["MANIFEST.json"])
    assert {"la_1/2024.xlsx", "la_1/2025.xlsx"} == manifest["workbooks"].keys()
    assert manifest["files"]["la_1/v2025.py"]["workbooks"] == ["la_1/2025.xlsx"]
    assert manifest["files"].keys() | {"MANIFEST.json"} == written.keys()


def test_a_second_build_rewrites_nothing(project: Path) -> None:
    """A build without a change keeps every file as it is, its time too."""
    main(["build"])
    before = {path: path.stat().st_mtime_ns for path in (project / "generated").rglob("*")}
    assert main(["build"]) == 0
    assert before == {path: path.stat().st_mtime_ns for path in (project / "generated").rglob("*")}


def test_two_clones_give_the_same_bytes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same workbooks in another folder, reached by another path, give the same output."""
    main(["build"])
    clone = tmp_path / "elsewhere" / "a clone"
    for path in (project / "tables").rglob("*.xlsx"):
        copy = clone / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.chdir(clone.parent)
    assert main(["build", "a clone/tables", "--out", "a clone/generated"]) == 0
    assert output_of(project) == output_of(clone)


def test_many_mistakes_are_found_at_once_and_leave_the_output_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workbook with twenty mistakes gives twenty findings in one run, and nothing is written."""
    main(["build"])
    before = output_of(project)
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", MISTAKES)
    capsys.readouterr()
    assert main(["check", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert len(findings) >= 20
    assert all(each["sheet"] and each["range"] for each in findings)
    assert main(["build"]) == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert before == output_of(project)


def test_a_missing_output_is_stale(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`build --check` fails before the first build and writes nothing."""
    assert main(["build", "--check"]) == 1
    assert "la_1/v2025.py is missing" in capsys.readouterr().out
    assert not (project / "generated").exists()


def test_a_changed_workbook_is_stale(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`build --check` shows what a changed cell changes, and a build makes it up to date."""
    main(["build"])
    assert main(["build", "--check"]) == 0
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", policy(age=19))
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    said = capsys.readouterr().out
    assert "la_1/v2025.py is out of date" in said
    assert "v2024.py" not in said
    assert any(line.strip().startswith("+") and "19" in line for line in said.splitlines())
    assert main(["build"]) == 0
    assert main(["build", "--check"]) == 0


def test_what_is_not_ours_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`build --check` tells a file edited by hand from one that no build has written."""
    main(["build"])
    (project / "generated" / "la_1" / "v2025.py").write_text("x = 1\n")
    (project / "generated" / "notes.txt").write_text("mine")
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    said = capsys.readouterr().out
    assert "v2025.py was changed by hand" in said
    assert "notes.txt was not written by a build" in said
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert "v2025.py had been changed by hand, and was replaced" in said
    assert "notes.txt was not written by a build; it was left alone" in said


def test_a_removed_workbook_takes_its_files_along(project: Path) -> None:
    """When a version's workbook is gone, so are its module and page."""
    main(["build"])
    (project / "tables" / "la_1" / "2024.xlsx").unlink()
    assert main(["build"]) == 0
    assert not {name for name in output_of(project) if "2024" in name}


def test_a_build_of_a_part_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build of some workbooks would delete the output of the others, so it is wrong usage."""
    main(["build"])
    before = output_of(project)
    assert main(["build", "tables/la_1/2025.xlsx"]) == 2
    assert "la_1/2024.xlsx" in capsys.readouterr().err
    assert before == output_of(project)
    assert main(["check", "tables/la_1/2025.xlsx"]) == 0


def test_other_spreadsheets_are_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A spreadsheet without a Policy block is passed over and named."""
    write_xlsx(project / "tables" / "budget.xlsx", "Month | Cost\nJune | 12")
    (project / "tables" / "la_1" / "~$2025.xlsx").write_bytes(b"\0")
    (project / "tables" / "old.xls").write_bytes(b"\0")
    (project / "tables" / "link.xlsx").symlink_to(project / "tables" / "la_1" / "2025.xlsx")
    assert main(["build"]) == 0
    said = capsys.readouterr().err
    assert "skipped budget.xlsx: it has no Policy block" in said
    assert "skipped old.xls" in said
    assert "skipped link.xlsx: it is a link" in said
    assert "~$" not in said


def test_nothing_to_do_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that meets no policy exits with 2 and says what it passed over, and why."""
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "tables" / "names.xlsx", "Glossary\nName | Type\nAge | number")
    for command in ("check", "build"):
        assert main([command]) == 2
        said = capsys.readouterr().err
        assert "skipped names.xlsx: it has no Policy block" in said
        assert f"so there is nothing to {command}" in said
    (tmp_path / "old.ods").write_bytes(b"")
    assert main(["check", "old.ods"]) == 2
    assert "it is an OpenDocument spreadsheet; open it and save it" in capsys.readouterr().err


def test_a_check_ends_with_how_many_workbooks_have_findings(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last line counts the workbooks, with findings and in all."""
    assert main(["check"]) == 0
    assert "No findings in 2 workbooks; 4 examples pass." in capsys.readouterr().out
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", MISTAKES)
    assert main(["check"]) == 1
    assert "Findings in 1 of 2 workbooks." in capsys.readouterr().out


def test_a_policy_that_lost_its_policy_block_is_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workbook with decision tables and no Policy block is a finding, and is not passed over."""
    main(["build"])
    before = output_of(project)
    text = policy().replace("Policy\nNumber", "Polcy\nNumber")
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", text)
    assert main(["build"]) == 1
    assert "Did you mean `Policy`?" in capsys.readouterr().err
    assert before == output_of(project)


def test_one_version_in_two_workbooks_is_a_finding(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two workbooks of one policy and version are reported with both addresses."""
    write_xlsx(project / "tables" / "la_1" / "copy of 2025.xlsx", policy())
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "duplicate-version" in said
    assert "copy of 2025.xlsx" in said


def test_two_numbers_of_one_folder_are_a_finding(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers that differ but would give one folder are no versions of one policy."""
    text = policy().replace("LA.1", "LA-1")
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", text)
    assert main(["check"]) == 1
    assert "would share one folder" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["../LA", "LA/../../x", "con", "class", "é", "LA.1\u202e"])
def test_a_number_that_names_no_folder_is_a_finding(
    project: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    """A policy number that could lead elsewhere, or is no name, is reported by its cell."""
    text = policy().replace("LA.1", number)
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", text)
    assert main(["check", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert {"name-not-usable", "look-alike-character"} & {each["name"] for each in findings}


def test_an_example_that_differs_is_a_finding(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An example that expects another answer fails the check, with both answers and its row."""
    text = policy().replace("child | 3 | refer", "child | 3 | approve")
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", text)
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "example-differs" in said
    assert "Result: expected approve, found refer" in said


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_findings_for_machines_are_alone_on_standard_output(
    project: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Each format for machines is printed whole and by itself, with the path of the workbook."""
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", MISTAKES)
    write_xlsx(project / "tables" / "budget.xlsx", "Month | Cost\nJune | 12")
    assert main(["check", "--format", form]) == 1
    said = capsys.readouterr().out
    assert "skipped" not in said
    if form == "github":
        assert all(line.startswith("::error file=tables/la_1/") for line in said.splitlines())
    else:
        assert json.loads(said)


def test_wrong_usage_is_told_from_findings(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that is not there, an empty folder and unknown settings exit with 2."""
    assert main(["check", "nowhere"]) == 2
    assert "there is no file or folder" in capsys.readouterr().err
    (project / "empty").mkdir()
    assert main(["build", "empty"]) == 2
    assert not (project / "generated").exists()
    (project / "pyproject.toml").write_text('[tool.tablewright]\npath = "tables"\n')
    assert main(["check"]) == 2
    assert "it takes out and paths" in capsys.readouterr().err


def test_settings_come_from_the_nearest_pyproject(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths and output of pyproject.toml count from its own folder, wherever a command runs."""
    text = '[tool.tablewright]\npaths = ["tables"]\nout = "built"\n'
    (project / "pyproject.toml").write_text(text)
    monkeypatch.chdir(project / "tables" / "la_1")
    assert main(["build"]) == 0
    assert (project / "built" / "la_1" / "v2025.py").is_file()


def test_a_fault_of_the_compiler_is_told_as_ours(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exception that escapes is TW901 without a stack trace, names the workbook, and exits 3."""

    def fail(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(driver, "lower", fail)
    assert main(["build"]) == 3
    said = capsys.readouterr().err
    assert "TW901" in said
    assert "la_1/2024.xlsx" in said
    assert "Traceback" not in said
    with pytest.raises(KeyError):
        main(["--traceback", "build"])


def test_a_formatter_of_another_version_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another formatter would give other bytes, so it is refused with the version to install."""
    monkeypatch.setattr("tablewright.workspace.formatter.RUFF", "0.0.1")
    assert main(["build"]) == 2
    assert "ruff==0.0.1" in capsys.readouterr().err
    assert not (project / "generated").exists()


def test_a_value_set_is_read_from_a_file_beside_the_workbook(project: Path) -> None:
    """A CSV file beside the workbook is read; the same name through a link is as good as absent."""
    sets = "== Sets ==\nValue set | Drugs | From | drugs.csv\n"
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", policy() + sets)
    beside = project / "tables" / "la_1" / "drugs.csv"
    assert main(["build"]) == 1
    beside.write_text("Code,Meaning,Source\nKadcyla,,\n")
    assert main(["build"]) == 0
    elsewhere = project / "drugs.csv"
    beside.rename(elsewhere)
    beside.symlink_to(elsewhere)
    assert main(["build"]) == 1


def test_the_formatter_is_the_one_that_the_project_pins() -> None:
    """The version that the compiler asks for is the version that is installed with it."""
    from tablewright.workspace.formatter import RUFF

    text = (Path(__file__).parent.parent / "pyproject.toml").read_text()
    assert f'"ruff=={RUFF}"' in text


def test_an_example_that_differs_speaks_of_names_as_the_glossary_does(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing but was not expected is told by its name, not by that in the program."""
    text = policy().replace("| Age | Result | Rule", "| Age | Status | Missing")
    text = text.replace("adult | 18 | approve | 1", "adult | | needs information | none")
    text = text.replace("child | 3 | refer | Otherwise", "child | 3 | decided | none")
    write_xlsx(project / "tables" / "la_1" / "2025.xlsx", text)
    assert main(["check"]) == 1
    assert "Missing: found Age, which is not expected" in capsys.readouterr().out
