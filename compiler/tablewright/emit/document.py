"""Rows into one HTML file: templates, inline style and scripts, and the policy for nothing else.

Shared by every target that makes a page. Knows no program; reads no file but our own templates.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tablewright.emit.words import visible

COMMENT, LINE_END = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s*\n\s*")
# What would end a script element, or begin a comment or another script inside it.
UNSAFE_IN_SCRIPT = ("</script", "<script", "<!--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What a target adds to a page: a script, the JSON that it reads, and rules for its looks.

    The JSON stands in a script element with the id `<id>-data`, before the script itself.
    `script` and `style` are our own ASCII text, `data` is JSON in ASCII; all three go in as they
    are, so whatever comes from a cell stands in `data`, or in `script` with its characters escaped.
    """

    id: str = ""
    script: str = ""
    data: str = ""
    style: str = ""


NO_PANEL = Panel()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What stands at the head and at the foot of every printed page."""

    left: str
    right: str = ""


def rendered(template: str, heads: Heads, panels: tuple[Panel, ...] = (), **rows: object) -> str:
    """The page of a template, with the scripts and styles of these panels and no others."""
    style = _style(heads) + "".join(style_text(panel.style) for panel in panels)
    text = ENVIRONMENT.get_template(template).render(
        style=Markup(style),  # noqa: S704 - our own file and escaped marks, see _style
        content_security_policy=_policy(style, (panel.script for panel in panels)),
        panels=panels,
        **rows,
    )
    # Cell text cannot bring a character that is not seen: the templates and the style hold none.
    return visible(text)


def script_text(text: str) -> Markup:
    """A script of ours as it stands in its element; one that could leave it is a bug of ours."""
    if not text.isascii() or any(mark in text.lower() for mark in UNSAFE_IN_SCRIPT):
        raise ValueError("a script must be ASCII and may neither end nor begin an element")
    return Markup(text)  # noqa: S704 - holds nothing that ends the element


def style_text(text: str) -> str:
    """Rules of ours as they stand in the style element."""
    if not text.isascii() or "<" in text:
        raise ValueError("rules for looks must be ASCII without `<`")
    return text


def data_text(json: str) -> Markup:
    """JSON as it stands in a script element: no character of it means anything to HTML."""
    if not json.isascii():
        raise ValueError("JSON for a page is written in ASCII")
    safe = json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 - neither `<` nor `&` is left


def _policy(style: str, scripts: Iterable[str]) -> str:
    """Only these scripts and this style run; nothing is loaded, sent or framed."""
    runs = " ".join(_hash(text) for text in scripts if text)
    script = f" script-src {runs};" if runs else ""
    return (
        f"default-src 'none'; style-src {_hash(style)};{script} base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _environment() -> Environment:
    # Only the templates of this package are rendered, and all are HTML: escaping is always on.
    environment = Environment(
        loader=PackageLoader("tablewright.emit", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["script"] = script_text
    environment.filters["json"] = data_text
    return environment


def _style(heads: Heads) -> str:
    """The style sheet with the text that stands on every printed page."""
    source = COMMENT.sub("", source_of("shared/style.css"))
    return (
        LINE_END.sub("", source)
        .replace("@left", _css_string(heads.left))
        .replace("@right", _css_string(heads.right))
    )


def source_of(name: str) -> str:
    """The text of a file that lies among the templates."""
    loader = ENVIRONMENT.loader
    assert loader is not None  # noqa: S101 - for the type checker: given above
    source, _, _ = loader.get_source(ENVIRONMENT, name)
    return source


def _css_string(text: str) -> str:
    """A CSS string in which every character but ASCII letters and digits is escaped."""
    safe = (
        char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in visible(text)
    )
    return f'"{"".join(safe)}"'


ENVIRONMENT = _environment()
