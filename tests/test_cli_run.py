"""`tablewright run`: files of requests to files of answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generated import la_phar_229
from tablewright.cli import main
from tests.test_frames import USUAL, drawn_requests

pa = pytest.importorskip("pyarrow", reason="files of requests need pyarrow")
pd = pytest.importorskip("pandas", reason="files of requests need pandas")

ROOT = Path(__file__).resolve().parent.parent
OUT = ["--out", str(ROOT / "generated")]
HEADER = "member,request_date,drug,line_of_business,benefit,documentation_submitted,age_years"


def run(*arguments: str) -> int:
    """The exit code of `tablewright run` on the sample policy."""
    return main(["run", "la_phar_229", *arguments, *OUT])


def written(folder: Path, *lines: str) -> str:
    """A CSV of requests."""
    path = folder / "requests.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return str(path)


def test_each_row_of_a_csv_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows are answered in order, by the version of their day; an empty field is unknown."""
    requests = written(
        tmp_path,
        "M1,2025-10-15,Herceptin,Medicaid,medical,yes,54",
        "M2,2025-10-15,Kadcyla,Medicaid,medical,no,",
        "M3,,,,,,",
        "M4,2020-01-01,Kadcyla,Medicaid,medical,yes,60",
    )
    target = tmp_path / "answers.csv"
    assert run(requests, str(target), "--keep", "member") == 0
    found = pd.read_csv(target, dtype=str, keep_default_na=False)
    assert list(found["member"]) == ["M1", "M2", "M3", "M4"]
    statuses = ["decided", "decided", "needs information", "not in force"]
    assert statuses == list(found["status"])
    assert list(found["outcome"]) == ["not applicable", "pend", "", ""]
    assert list(found["version"]) == ["2025", "2025", "", ""]
    shown = capsys.readouterr().out
    assert "4 rows" in shown
    assert "not applicable" in shown


def test_parquet_gives_the_answers_of_the_package(tmp_path: Path) -> None:
    """A Parquet file in, a typed Parquet file out, each row as the package answers it."""
    requests = [{**each, "disease_status": None} for each in drawn_requests(11, 200)]
    shared = set(la_phar_229.v2024.MODEL.inputs) & set(la_phar_229.v2025.MODEL.inputs)
    asked = [{name: row[name] for name in row if name in shared} for row in requests]
    frame = pd.DataFrame(asked)
    for name in ("dose_mg", "dose_mg_per_kg", "weight_kg"):
        frame[name] = frame[name].astype("float64")
    frame.drop(columns="disease_status").to_parquet(tmp_path / "requests.parquet")
    target = tmp_path / "answers.parquet"
    assert run(str(tmp_path / "requests.parquet"), str(target), "--reasons") == 0
    found = pd.read_parquet(target)
    for at, row in enumerate(asked):
        decision = la_phar_229.decide(row)
        assert decision.status.value == found["status"].iloc[at]
        assert [each.code_name for each in decision.missing] == list(found["missing"].iloc[at])
        assert list(decision.unmet) == list(found["unmet"].iloc[at])


def test_lists_in_a_csv(tmp_path: Path) -> None:
    """`a; b` is a list, `empty` the empty one, an empty field unknown."""
    rows = ("recurrent; metastatic", "empty", "")
    names = [name for name in USUAL if name != "disease_status"]
    line = ",".join("" if USUAL[name] is None else str(USUAL[name]) for name in names)
    text = "\n".join((",".join((*names, "disease_status")), *(f"{line},{row}" for row in rows)))
    (tmp_path / "requests.csv").write_text(text + "\n", encoding="utf-8")
    target = tmp_path / "answers.csv"
    assert run(str(tmp_path / "requests.csv"), str(target), "--version", "2025") == 0
    assert len(pd.read_csv(target)) == 3


def test_refused_rows_leave_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong is told with rows as a spreadsheet numbers them; nothing is written."""
    requests = written(tmp_path, "M1,2025-10-15,Kadcyla,Medicare?,medical,maybe,54")
    target = tmp_path / "answers.csv"
    assert run(requests, str(target), "--keep", "member") == 1
    said = capsys.readouterr().err
    assert "line_of_business" in said
    assert "documentation_submitted" in said
    assert "in row 2" in said
    assert [path.name for path in tmp_path.iterdir()] == ["requests.csv"]


def test_a_column_that_is_no_input_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown column is refused, with how to pass it on."""
    assert run(written(tmp_path, "M1,,,,,,"), str(tmp_path / "answers.csv")) == 1
    assert "'member' is no input" in capsys.readouterr().err


def test_text_like_a_formula_is_text_on_request(tmp_path: Path) -> None:
    """A CSV holds data unchanged, unless it is to be safe for a spreadsheet program."""
    requests = written(tmp_path, '"=1+1",2025-10-15,Herceptin,Medicaid,medical,yes,54')
    for option, shown in (([], "=1+1"), (["--spreadsheet-safe"], "'=1+1")):
        target = tmp_path / "answers.csv"
        assert run(requests, str(target), "--keep", "member", *option) == 0
        assert [shown] == list(pd.read_csv(target)["member"])


@pytest.mark.parametrize("name", ["answers.xlsx", "answers"])
def test_other_kinds_of_files_are_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only CSV and Parquet are written."""
    assert run(written(tmp_path), str(tmp_path / name)) == 2
    assert "neither .csv nor .parquet" in capsys.readouterr().err
