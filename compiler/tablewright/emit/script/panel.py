"""The panel of a version's page: its policy as JSON, and the script that every page has alike."""

from __future__ import annotations

import re

from tablewright.emit.document import Panel, source_of
from tablewright.emit.script.model import model
from tablewright.ir.program import Program

ENGINE = (
    *("decimal", "calendar", "values", "truth", "calculate", "text", "answers", "model"),
    *("graph", "states", "completions", "request", "reasons", "decision"),
)
FORM = ("dom", "cells", "fields", "answer", "keep", "page")
ID = "try"


def panel(program: Program, digest: str) -> Panel:
    """What the page of this version needs so that a case can be tried in it."""
    return Panel(
        id=ID, script=script(), data=model(program, digest), style=_source("form/form.css")
    )


def script() -> str:
    """The engine and the form, in a scope of their own."""
    sources = (
        *(_source(f"engine/{name}.js") for name in ENGINE),
        *(_source(f"form/{name}.js") for name in FORM),
    )
    body = "".join(_bare(source) for source in sources)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


def _source(name: str) -> str:
    return source_of(f"script/{name}")


# What of a line keeps its blanks: texts, templates, and what a slash begins.
_KEPT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`.*`|/(?![ /]).*)""")
_LOOSE = re.compile(r"\s*(=>|[][{}()<>;,?:=*%&|!+-])\s*")


def _bare(source: str) -> str:
    """Without comment lines, indentation and blanks around signs: no line of ours spans a text."""
    lines = (line.strip() for line in source.splitlines())
    return "".join(f"{_tight(line)}\n" for line in lines if line and not line.startswith("//"))


def _tight(line: str) -> str:
    parts = _KEPT.split(line)
    return "".join(part if at % 2 else _LOOSE.sub(r"\1", part) for at, part in enumerate(parts))
