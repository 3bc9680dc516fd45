"""From checked versions to every file of a build, all in memory: modules, pages, the manifest.

Asks the formatter; writes nothing, prints nothing, reads no workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from tablewright import __version__
from tablewright.changes.compare import changes
from tablewright.driver import Version
from tablewright.emit import changes as change_pages
from tablewright.emit import html, python, script
from tablewright.ir.changes import Changes
from tablewright.ir.paths import version_module
from tablewright.ir.results import Change, Since
from tablewright.trials.sides import side_of
from tablewright.workspace.formatter import format_python
from tablewright.workspace.manifest import MANIFEST, Entry, Manifest, sha256

Files = Mapping[PurePosixPath, str]


def build(versions: tuple[Version, ...]) -> dict[PurePosixPath, bytes]:
    """Every file of a build by its path below the output folder, the manifest among them."""
    code = tuple(_modules(versions))
    modules = format_python({path: text for files, _ in code for path, text in files.items()})
    pages = tuple(_pages(versions, modules))
    texts = modules | {path: text for files, _ in pages for path, text in files.items()}
    contents = {path: text.encode() for path, text in texts.items()}
    origin = {
        path: tuple(sorted(each.program.label for each in made_from))
        for files, made_from in (*code, *pages)
        for path in files
    }
    manifest = Manifest(
        tool=f"tablewright {__version__}",
        workbooks={each.program.label: each.digest for each in versions},
        files={
            path: Entry(sha256=sha256(content), workbooks=origin[path])
            for path, content in contents.items()
        },
    )
    return {**contents, MANIFEST: manifest.to_json().encode()}


Emitted = Iterator[tuple[Files, tuple[Version, ...]]]  # files, and the versions they are made from


def _modules(versions: tuple[Version, ...]) -> Emitted:
    """The packages, each version's module among them."""
    for folder, group in groupby(versions, key=lambda version: version.folder):
        policy = tuple(group)
        pairs = tuple((each.program, each.digest) for each in policy)
        yield _below(folder, python.emit_package(pairs)), policy
        for each in policy:
            yield _below(folder, python.emit(each.program, each.digest)), (each,)


def _pages(versions: tuple[Version, ...], modules: Files) -> Emitted:
    """The pages. Each names the module beside it, and tells what changed since the one before."""
    before: Version | None = None
    entries: list[html.IndexEntry] = []
    for each in versions:
        entry = _index_entry(each)
        told = _told(each, modules)
        made_from: tuple[Version, ...] = (each,)
        if before is not None and before.folder == each.folder:
            found, made_from = changes(before.program, each.program, side_of), (before, each)
            yield _below(each.folder, change_pages.emit(found)), made_from
            since = _since(found)
            told = replace(told, since=since)
            page = PurePosixPath(each.folder) / since.page
            entry = replace(entry, before=since.version, changes=page)
        yield _below(each.folder, html.emit(told)), made_from
        before = each
        entries.append(entry)
    yield html.emit_index(tuple(entries)), versions


def _told(version: Version, modules: Files) -> html.Told:
    name = f"{version_module(version.program.policy.version)}.py"
    module = modules[PurePosixPath(version.folder) / name]
    return html.Told(
        program=version.program,
        digest=version.digest,
        results=version.results,
        analysis=version.survey.analysis,
        module=sha256(module.encode()),
        panel=script.panel(version.program, version.digest),
    )


def _since(found: Changes) -> Since:
    """What the first page of the newer version tells of the changes, with the way to their page."""
    return Since(
        version=found.old.version,
        page=change_pages.page_name(found.old.version, found.new.version),
        changes=tuple(Change(text=sentence) for sentence in found.summary),
    )


def _below(folder: str, files: Files) -> Files:
    return {PurePosixPath(folder) / path: text for path, text in files.items()}


def _index_entry(version: Version) -> html.IndexEntry:
    policy = version.program.policy
    return html.IndexEntry(
        policy=policy,
        path=PurePosixPath(version.folder) / html.page_name(policy.version),
        digest=version.digest,
        passed=sum(result.passed for result in version.results),
        examples=len(version.results),
    )
