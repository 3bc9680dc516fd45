"""The output folder: what a build replaces, deletes, reports and refuses, and what it survives."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from unittest.mock import Mock, patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tablewright import output
from tablewright.output import OutputError, replace_output
from tablewright.workspace.comparison import (
    LOCK,
    DifferenceKind,
    differences,
    on_its_way,
    read_snapshot,
)
from tablewright.workspace.manifest import MANIFEST, Entry, Manifest, read_manifest, sha256

OLD = {"p/__init__.py": "a = 1\n", "p/v1.py": "b = 1\n", "index.html": "<p>old"}
NEW = {"p/__init__.py": "a = 1\n", "p/v2.py": "b = 2\n", "index.html": "<p>new"}


def build_of(texts: Mapping[str, str]) -> dict[PurePosixPath, bytes]:
    """A build of these files, with its manifest."""
    files = {PurePosixPath(path): text.encode() for path, text in texts.items()}
    entries = {path: Entry(sha256=sha256(text), workbooks=("w",)) for path, text in files.items()}
    manifest = Manifest(tool="t", files=entries, workbooks={"w": "d"})
    return {**files, MANIFEST: manifest.to_json().encode()}


def texts_in(out: Path) -> dict[str, bytes]:
    """Every file below a folder, links and all, but the manifest."""
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != MANIFEST.name}


def as_bytes(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Texts as they stand on disk."""
    return {path: text.encode() for path, text in texts.items()}


def kinds_in(out: Path, texts: Mapping[str, str]) -> dict[str, DifferenceKind]:
    """How the folder differs from a build, without the manifest."""
    found = differences(build_of(texts), read_snapshot(out))
    return {each.path.as_posix(): each.kind for each in found if each.path != MANIFEST}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that holds the old build."""
    folder = tmp_path / "generated"
    replace_output(folder, build_of(OLD))
    return folder


def test_a_build_takes_the_place_of_the_last(out: Path) -> None:
    """New files are written, changed ones replaced, and those of the last build alone deleted."""
    done = replace_output(out, build_of(NEW))
    assert as_bytes(NEW) == texts_in(out)
    assert {"p/v2.py", "index.html"} == {path.as_posix() for path in done.written}
    assert (PurePosixPath("p/v1.py"),) == done.deleted
    assert not differences(build_of(NEW), read_snapshot(out))


def test_the_same_build_again_touches_nothing(out: Path) -> None:
    """A second build without a change keeps every file and its time, and leaves no lock behind."""
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    for path in before:
        os.utime(path, ns=(1, 1))
    done = replace_output(out, build_of(OLD))
    assert not done.written
    assert not done.deleted
    assert dict.fromkeys(before, 1) == {path: path.stat().st_mtime_ns for path in out.rglob("*")}


def test_only_what_changed_is_written(out: Path) -> None:
    """A file that is equal already keeps its time while others are replaced."""
    same = out / "p" / "__init__.py"
    os.utime(same, ns=(1, 1))
    replace_output(out, build_of(NEW))
    assert same.stat().st_mtime_ns == 1


def test_a_left_over_that_was_edited_is_kept_and_reported(out: Path) -> None:
    """A file that comes from no workbook any more is not deleted once someone changed it."""
    (out / "p" / "v1.py").write_text("mine\n")
    done = replace_output(out, build_of(NEW))
    assert (out / "p" / "v1.py").read_text() == "mine\n"
    assert [each.kind for each in done.reported] == [DifferenceKind.EDITED_LEFT_OVER]
    assert kinds_in(out, NEW) == {"p/v1.py": DifferenceKind.UNKNOWN}


def test_an_unknown_file_is_kept_and_reported(out: Path) -> None:
    """A file that no build has written is never deleted."""
    (out / "notes.txt").write_text("mine")
    done = replace_output(out, build_of(NEW))
    assert (out / "notes.txt").read_text() == "mine"
    assert [PurePosixPath("notes.txt")] == [each.path for each in done.reported]


def test_a_generated_file_edited_by_hand_is_replaced_and_told(out: Path) -> None:
    """An edit of a generated file does not survive a build, and the build says so."""
    (out / "index.html").write_text("mine")
    assert kinds_in(out, OLD) == {"index.html": DifferenceKind.EDITED}
    done = replace_output(out, build_of(OLD))
    assert (PurePosixPath("index.html"),) == done.overwritten
    assert as_bytes(OLD) == texts_in(out)


def test_a_file_of_someone_else_is_never_overwritten(tmp_path: Path) -> None:
    """A folder with a file of its own where a build would write is refused and stays as it is."""
    (tmp_path / "index.html").write_text("my site")
    with pytest.raises(OutputError, match=r"index\.html"):
        replace_output(tmp_path, build_of(OLD))
    assert texts_in(tmp_path) == {"index.html": b"my site"}


def test_a_spoiled_manifest_is_mended(out: Path) -> None:
    """A manifest with the marks of a merge does not stop the next build."""
    (out / MANIFEST).write_text("<<<<<<< ours\n")
    (out / "p" / "v1.py").write_text("b = 0\n")
    replace_output(out, build_of(OLD))
    assert not differences(build_of(OLD), read_snapshot(out))


def test_a_manifest_cannot_name_a_file_outside(out: Path, tmp_path: Path) -> None:
    """A manifest that points out of its folder is no manifest: nothing outside is deleted."""
    outside = tmp_path / "precious.txt"
    outside.write_text("precious")
    hashed = sha256(b"precious")
    entry = {PurePosixPath("../precious.txt"): Entry(sha256=hashed, workbooks=())}
    (out / MANIFEST).write_text(Manifest(tool="t", files=entry).to_json())
    assert read_manifest((out / MANIFEST).read_bytes()) is None
    replace_output(out, build_of(OLD))
    assert outside.read_text() == "precious"


@pytest.mark.parametrize("place", ["../x.py", "/x.py", "a/../../x.py", "c:x.py", "a\\x.py", "."])
def test_nothing_is_written_outside(out: Path, place: str) -> None:
    """A path that leaves the output folder is a fault of the compiler, found before any writing."""
    with pytest.raises(ValueError, match="outside"):
        replace_output(out, {**build_of(NEW), PurePosixPath(place): b""})
    assert as_bytes(OLD) == texts_in(out)


def test_a_link_as_output_folder_is_refused(out: Path, tmp_path: Path) -> None:
    """Output is not written through a link that stands for the folder."""
    link = tmp_path / "link"
    link.symlink_to(out, target_is_directory=True)
    with pytest.raises(OutputError, match="link"):
        replace_output(link, build_of(NEW))
    assert as_bytes(OLD) == texts_in(out)


@pytest.mark.parametrize("place", ["p", "p/v2.py", "index.html"])
def test_a_link_inside_is_refused(out: Path, tmp_path: Path, place: str) -> None:
    """Output is not written through a link that stands for a folder or file within."""
    elsewhere = tmp_path / "elsewhere"
    target = out / place
    if target.exists():
        target.rename(elsewhere)
    else:
        elsewhere.write_text("precious")
    target.symlink_to(elsewhere)
    before = texts_in(tmp_path)
    with pytest.raises(OutputError, match="link"):
        replace_output(out, build_of(NEW))
    assert before == texts_in(tmp_path)


def test_a_left_over_that_is_a_link_is_kept(out: Path, tmp_path: Path) -> None:
    """A link under a name of the last build is reported; neither it nor its target is deleted."""
    elsewhere = tmp_path / "elsewhere.py"
    (out / "p" / "v1.py").rename(elsewhere)
    (out / "p" / "v1.py").symlink_to(elsewhere)
    done = replace_output(out, build_of(NEW))
    assert elsewhere.read_text() == "b = 1\n"
    assert [PurePosixPath("p/v1.py")] == [each.path for each in done.reported]


STEPS = ("_write_beside", "_rename", "_delete")


def stumble(monkeypatch: pytest.MonkeyPatch, survived: int, fault: BaseException) -> None:
    """Let so many steps of an exchange succeed, and the next one fail."""
    left = iter(range(survived))

    def failing(real: Callable[..., None]) -> Callable[..., None]:
        def step(*args: object) -> None:
            if next(left, None) is None:
                monkeypatch.undo()
                raise fault
            real(*args)

        return step

    for name in STEPS:
        monkeypatch.setattr(output._Exchange, name, failing(getattr(output._Exchange, name)))


@pytest.mark.parametrize("survived", range(7))
def test_a_failure_in_the_middle_leaves_the_old_output_whole(
    out: Path, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    """Whichever step of the exchange fails, the folder holds the old build and nothing else."""
    stumble(monkeypatch, survived, OSError(28, "No space left on device"))
    with pytest.raises(OutputError, match="No space left"):
        replace_output(out, build_of(NEW))
    assert as_bytes(OLD) == texts_in(out)
    assert not differences(build_of(OLD), read_snapshot(out))
    assert not (out / LOCK).exists()


@pytest.mark.parametrize("survived", range(7))
@pytest.mark.parametrize("then", [OLD, NEW, {"index.html": "<p>other"}], ids=["old", "new", "else"])
def test_a_killed_build_is_put_right_by_the_next(
    out: Path, monkeypatch: pytest.MonkeyPatch, survived: int, then: dict[str, str]
) -> None:
    """A build that could not even undo its steps leaves a folder that any next build mends."""
    stumble(monkeypatch, survived, KeyboardInterrupt())
    undo = Mock(side_effect=KeyboardInterrupt)
    with patch.object(output._Exchange, "_undo", undo), pytest.raises(KeyboardInterrupt):
        replace_output(out, build_of(NEW))
    done = replace_output(out, build_of(then))
    assert not done.reported
    assert as_bytes(then) == texts_in(out)


def test_the_seven_steps_are_all_there_are(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two tests above fail an exchange at each of its steps: it has no more than they try."""
    stumble(monkeypatch, 7, KeyboardInterrupt())
    replace_output(out, build_of(NEW))
    assert as_bytes(NEW) == texts_in(out)


def test_two_builds_do_not_write_at_once(out: Path) -> None:
    """While one build writes, another is refused and changes nothing."""
    with output._one_at_a_time(out), pytest.raises(OutputError, match="another build"):
        replace_output(out, build_of(NEW))
    assert as_bytes(OLD) == texts_in(out)
    replace_output(out, build_of(NEW))


def test_the_lock_of_a_killed_build_is_no_obstacle(out: Path) -> None:
    """A lock file that nobody holds any more is taken over."""
    (out / LOCK).write_text("")
    replace_output(out, build_of(NEW))
    assert as_bytes(NEW) == texts_in(out)


def test_a_folder_that_becomes_empty_goes(out: Path) -> None:
    """When the last file of a policy is deleted, so is its folder."""
    replace_output(out, build_of({"index.html": ""}))
    assert not (out / "p").exists()


def test_caches_of_python_are_no_output(out: Path) -> None:
    """Compiled modules that an import leaves behind are no difference."""
    (out / "p" / "__pycache__").mkdir()
    (out / "p" / "__pycache__" / "v1.cpython-311.pyc").write_bytes(b"\0")
    assert not differences(build_of(OLD), read_snapshot(out))


def test_files_on_their_way_are_cleared_away(out: Path) -> None:
    """What a killed build left beside is removed by the next one, even one without a change."""
    beside = out / on_its_way(PurePosixPath("p/v9.py"))
    beside.write_text("half a fi")
    replace_output(out, build_of(OLD))
    assert not beside.exists()


NAMES = st.sampled_from(["a.py", "b.py", "p/a.py", "p/b.py", "q/r/a.py"])
BUILDS = st.dictionaries(NAMES, st.sampled_from(["1", "2"]), max_size=5)


@settings(max_examples=60, deadline=None)
@given(builds=st.lists(BUILDS, min_size=1, max_size=4))
def test_any_row_of_builds_ends_with_the_last(
    tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, str]]
) -> None:
    """After any builds, the folder holds exactly what the last one gives, and its manifest."""
    out = tmp_path_factory.mktemp("builds")
    for build in builds:
        replace_output(out, build_of(build))
    assert as_bytes(builds[-1]) == texts_in(out)
    manifest = read_manifest((out / MANIFEST).read_bytes())
    assert manifest is not None
    assert builds[-1].keys() == {path.as_posix() for path in manifest.files}


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    """A file is written where there is none, with its folders; one that is there stays."""
    path = tmp_path / "a" / "b.xlsx"
    output.write_new(path, b"first")
    with pytest.raises(OutputError, match="is there already"):
        output.write_new(path, b"second")
    assert [path] == list(path.parent.iterdir())
    assert path.read_bytes() == b"first"


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is replaced, under its own permissions; what failed leaves no trace."""
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    output.replace_file(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640

    def full(*paths: Path) -> None:
        raise OSError(28, "the disk is full")

    monkeypatch.setattr("shutil.copymode", full)
    with pytest.raises(OutputError, match="the disk is full"):
        output.replace_file(path, b"new", b"newest")
    assert path.read_bytes() == b"new"
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("mark", ["~$b.xlsx", ".~lock.b.xlsx#"])
def test_a_file_that_someone_works_on_is_not_replaced(tmp_path: Path, mark: str) -> None:
    """A file that is open elsewhere, or was saved meanwhile, stays as it is."""
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"saved meanwhile")
    with pytest.raises(OutputError, match="was changed meanwhile"):
        output.replace_file(path, b"old", b"new")
    path.with_name(mark).write_bytes(b"")
    with pytest.raises(OutputError, match="is open in a spreadsheet program"):
        output.replace_file(path, b"saved meanwhile", b"new")
    assert path.read_bytes() == b"saved meanwhile"
