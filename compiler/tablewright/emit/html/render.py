"""Rows into HTML: the templates, the inline style and the policy that lets nothing else load."""

from __future__ import annotations

import base64
import hashlib
from pathlib import PurePosixPath

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tablewright.emit.html.index import IndexEntry, policy_rows
from tablewright.emit.html.view import page_of
from tablewright.emit.html.words import visible
from tablewright.ir.paths import version_module
from tablewright.ir.program import Program
from tablewright.ir.results import ExampleResult


def emit(
    program: Program, digest: str, results: tuple[ExampleResult, ...]
) -> dict[PurePosixPath, str]:
    """The page of one version, under the name it has beside its module."""
    page = page_of(program, digest, results)
    marks = f"{page.number} {page.name} · version {page.version}", f"digest {digest[:12]}"
    text = _rendered("page.html.jinja", _style(*marks), page=page)
    return {PurePosixPath(page_name(page.version)): text}


def emit_index(programs: tuple[IndexEntry, ...]) -> dict[PurePosixPath, str]:
    """The page that lists every policy and version."""
    policies = policy_rows(programs)
    text = _rendered("index.html.jinja", _style("Policies", ""), policies=policies)
    return {PurePosixPath("index.html"): text}


def page_name(version: str) -> str:
    """`v2025.html`, beside the module `v2025.py`; a version without a name is refused before."""
    module = version_module(version)
    if module is None:
        raise ValueError(f"no page can be named for the version {version!r}")
    return f"{module}.html"


def _environment() -> Environment:
    # Only the templates of this package are rendered, and all are HTML: escaping is always on.
    return Environment(
        loader=PackageLoader("tablewright.emit.html", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _rendered(template: str, style: str, **rows: object) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    text = ENVIRONMENT.get_template(f"templates/{template}").render(
        style=Markup(style),  # noqa: S704 - our own file and escaped marks, see _style
        content_security_policy=policy,
        **rows,
    )
    # Cell text cannot bring a character that is not seen: the templates and the style hold none.
    return visible(text)


def _style(left: str, right: str) -> str:
    """The style sheet with the text that stands on every printed page."""
    loader = ENVIRONMENT.loader
    assert loader is not None  # noqa: S101 - for the type checker: given above
    source, _, _ = loader.get_source(ENVIRONMENT, "style.css")
    return source.replace("@left", _css_string(left)).replace("@right", _css_string(right))


def _css_string(text: str) -> str:
    """A CSS string in which every character but ASCII letters and digits is escaped."""
    safe = (
        char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in visible(text)
    )
    return f'"{"".join(safe)}"'


ENVIRONMENT = _environment()
