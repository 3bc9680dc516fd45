"""Texts of a policy's package: a module per version, `__init__.py`, and the shared runtime."""

from __future__ import annotations

from importlib import resources
from pathlib import PurePosixPath

import jinja2

from tablewright.emit.python.frames import frame_module
from tablewright.emit.python.imports import imports_of
from tablewright.emit.python.literals import docstring, text
from tablewright.emit.python.view import module_view
from tablewright.ir.paths import version_module
from tablewright.ir.program import Program

RUNTIME = (
    *(
        "_calculate.py",
        "_calendar.py",
        "_completions.py",
        "_decision.py",
        "_explain.py",
        "_graph.py",
        "_model.py",
        "_package.py",
    ),
    *("_ranges.py", "_reasons.py", "_request.py", "_states.py", "_support.py"),
    # What answers whole frames; nothing above imports it.
    *("_checklists_frame.py", "_columns_frame.py", "_engine_frame.py", "_kleene_frame.py"),
    *("_match_frame.py", "_numbers_frame.py", "_open_frame.py", "_output_frame.py"),
    *("_package_frame.py", "_run_frame.py", "_sound_frame.py"),
)


def _environment() -> jinja2.Environment:
    # Python text is escaped by `literals`, value by value; HTML escaping would spoil it.
    return jinja2.Environment(
        loader=jinja2.PackageLoader("tablewright.emit.python"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - see above
    )


def _module(program: Program) -> str:
    name = version_module(program.policy.version)
    if name is None:
        message = f"version {program.policy.version!r} names no module"
        raise ValueError(message)
    return name


def emit(program: Program, digest: str) -> dict[PurePosixPath, str]:
    """The modules of one version, not yet formatted; paths are relative to the policy's folder."""
    environment, name = _environment(), _module(program)
    template = environment.get_template("module.py.jinja")
    view = module_view(program, digest)
    # Rendered twice: which imports a module needs is read off its own text.
    bare = template.render(view=view, imports="")
    body = template.render(view=view, imports=imports_of(bare))
    frames = frame_module(environment, program, name)
    return {PurePosixPath(f"{name}.py"): body, PurePosixPath(f"{name}_frame.py"): frames}


def emit_package(versions: tuple[tuple[Program, str], ...]) -> dict[PurePosixPath, str]:
    """What the versions of a policy share, oldest first; the same runtime in every package."""
    programs = sorted((program for program, _ in versions), key=_age)
    policy = programs[-1].policy
    body = (
        _environment()
        .get_template("package.py.jinja")
        .render(
            docstring=docstring(
                f"{policy.number} {policy.title}: the versions and the one in force."
            ),
            modules=[_module(program) for program in programs],
            version_date=text(policy.version_date),
        )
    )
    folder = resources.files("tablewright.emit.python").joinpath("runtime")
    shared = {PurePosixPath(n): folder.joinpath(n).read_text("utf-8") for n in RUNTIME}
    return {PurePosixPath("__init__.py"): body, PurePosixPath("py.typed"): "", **shared}


def _age(program: Program) -> tuple[bool, str, str]:
    """Drafts, which have no first day in force, come last."""
    start = program.policy.in_force_from
    return (start is None, start.isoformat() if start else "", program.policy.version)
