"""The pages of this target: one per version, and the index of all."""

from __future__ import annotations

from pathlib import PurePosixPath

from tablewright.emit.document import Heads, Panel, rendered, source_of
from tablewright.emit.html.index import IndexEntry, policy_rows
from tablewright.emit.html.told import Told
from tablewright.emit.html.view import page_of
from tablewright.ir.paths import version_module


def emit(told: Told) -> dict[PurePosixPath, str]:
    """The page of one version, under the name it has beside its module."""
    page = page_of(told)
    heads = Heads(
        left=f"{page.number} {page.name} · version {page.version}",
        right=f"digest {page.digest[:12]}",
    )
    search = Panel(id="search", script=source_of("html/search.js"))
    text = rendered("html/templates/page.html.jinja", heads, (search, told.panel), page=page)
    return {PurePosixPath(page_name(page.version)): text}


def emit_index(programs: tuple[IndexEntry, ...]) -> dict[PurePosixPath, str]:
    """The page that lists every policy and version."""
    policies = policy_rows(programs)
    text = rendered("html/templates/index.html.jinja", Heads(left="Policies"), policies=policies)
    return {PurePosixPath("index.html"): text}


def page_name(version: str) -> str:
    """`v2025.html`, beside the module `v2025.py`; a version without a name is refused before."""
    module = version_module(version)
    if module is None:
        raise ValueError(f"no page can be named for the version {version!r}")
    return f"{module}.html"
