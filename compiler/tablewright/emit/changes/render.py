"""The page of this target: one for two versions of a policy."""

from __future__ import annotations

from pathlib import PurePosixPath

from tablewright.emit.changes.links import Pages
from tablewright.emit.changes.view import page_of
from tablewright.emit.document import Heads, Panel, rendered, source_of
from tablewright.ir.changes import Changes
from tablewright.ir.paths import version_module


def emit(changes: Changes) -> dict[PurePosixPath, str]:
    """The page, under the name it has beside the pages of the two versions."""
    pages = Pages(old=_page(changes.old.version), new=_page(changes.new.version))
    page = page_of(changes, pages)
    heads = Heads(
        left=f"{page.number} {page.title} · changes from {page.old.name} to {page.new.name}",
        right=f"digests {page.old.digest[:12]}, {page.new.digest[:12]}",
    )
    looks = Panel(id="changes", style=source_of("changes/style.css"))
    text = rendered("changes/templates/changes.html.jinja", heads, (looks,), page=page)
    name = page_name(changes.old.version, changes.new.version)
    return {PurePosixPath(name): text}


def page_name(old: str, new: str) -> str:
    """`changes_2024_2025.html`; a version without a name is refused before."""
    modules = (version_module(version) for version in (old, new))
    names = [module.removeprefix("v") for module in modules if module is not None]
    return f"changes_{'_'.join(names)}.html"


def _page(version: str) -> PurePosixPath | None:
    """The page of a version beside this one."""
    module = version_module(version)
    return None if module is None else PurePosixPath(f"{module}.html")
