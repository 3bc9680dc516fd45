"""The shape of the code: which layer may import which, and who may touch the disk."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.python_files import (
    GENERATED,
    PACKAGE,
    Called,
    by_name,
    calls_of,
    dotted,
    imports_of,
    modules_below,
    parsed,
)

# The layers, and what each may import of ours. A name stands for the module and all below it.
# A target of `emit` may also import what lies in its own folder or directly below `emit`.
ARROWS: dict[str, frozenset[str]] = {
    "diagnostics": frozenset({"diagnostics"}),
    "ir": frozenset({"ir", "diagnostics.model"}),
    "source": frozenset({"source", "diagnostics"}),
    "syntax": frozenset({"syntax", "source", "ir", "diagnostics"}),
    "lower": frozenset({"lower", "syntax", "source", "ir", "diagnostics"}),
    "checks": frozenset({"checks", "ir", "diagnostics"}),
    # Which answers change is found by what the checks reason with, over both versions at once.
    "changes": frozenset({"changes", "checks.reason", "ir", "diagnostics"}),
    "interpret": frozenset({"interpret", "ir", "diagnostics.model"}),
    "emit": frozenset({"ir", "diagnostics.model"}),
    # What a cell may say is known to `lower`; drop-downs and messages are made from its answers.
    "authoring": frozenset({"authoring", "lower", "syntax", "source", "ir", "diagnostics.model"}),
    "annotate": frozenset({"annotate", "authoring", "syntax", "source", "ir", "diagnostics"}),
    "workspace": frozenset({"workspace"}),
    "output": frozenset({"output", "workspace"}),
}
# The shell around the core: these put the layers together, and nothing of the core imports them.
SHELL = frozenset({"__init__", "__main__", "building", "cli", "driver", "pytest_plugin", "trials"})

# The pure layers know no clock, no environment, no disk.
PURE = frozenset({"diagnostics", "ir", "syntax", "lower", "checks", "changes", "interpret", "emit"})
IMPURE_IMPORTS = frozenset(
    {
        *("getpass", "glob", "io", "locale", "multiprocessing", "os", "platform", "random"),
        *("secrets", "shutil", "socket", "subprocess", "tempfile", "time", "urllib", "uuid"),
    }
)
IMPURE_CALLS = frozenset({"today", "now", "utcnow", "open", "read_bytes", "input", "print"})

WRITING_CALLS = frozenset(
    {
        *("chmod", "copy2", "copyfile", "copytree", "hardlink_to", "link", "makedirs", "mkdir"),
        *("mkdtemp", "mkstemp", "move", "remove", "removedirs", "rename", "renames", "rmdir"),
        *("rmtree", "save", "symlink", "symlink_to", "touch", "truncate", "unlink"),
        *("NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile"),
        *("write_bytes", "write_text", "writelines"),
    }
)
# Methods of collections that share a name with a way to write, unless called on these modules.
SHARED_NAMES = frozenset({"remove"})
DISK_MODULES = frozenset({"os", "shutil"})
# A workbook is a zip file, so its bytes are put together by opening one for writing, in memory.
PACKS_IN_MEMORY = {"authoring.package": "ZipFile"}


def layer_of(module: str) -> str:
    """The layer a module belongs to: the first part of its name."""
    return module.split(".", maxsplit=1)[0]


def targets_of_emit() -> frozenset[str]:
    """The targets: folders of `emit` that hold a module."""
    folders = (PACKAGE / "emit").glob("*/*.py")
    return frozenset(path.parent.name for path in folders)


def may_emit_import(module: str, imported: str) -> bool:
    """Whether a module of `emit` may import another: its own folder, or what the targets share."""
    targets = targets_of_emit()
    own, *_ = [*module.split(".")[1:], ""]
    theirs, *_ = [*imported.split(".")[1:], ""]
    if own in targets:
        return theirs == own or (theirs != "" and theirs not in targets)
    return (
        own == "" or theirs not in targets
    )  # only the registry, emit/__init__.py, knows the targets


def is_allowed(module: str, imported: str) -> bool:
    """Whether the arrow from one module of ours to another is one of those drawn above."""
    layer = layer_of(module)
    if layer in SHELL:
        outer = {"cli", "pytest_plugin"}
        return module not in {"building", "driver"} or layer_of(imported) not in outer
    if layer == "emit" and layer_of(imported) == "emit":
        return may_emit_import(module, imported)
    allowed = ARROWS.get(layer, frozenset())
    return any(imported == name or imported.startswith(f"{name}.") for name in allowed)


def writes(call: Called) -> bool:
    """Whether a call creates, changes or removes a file, as far as its name and arguments tell."""
    if call.name in SHARED_NAMES:
        return call.on in DISK_MODULES
    if call.name == "replace":  # text.replace takes two arguments, Path.replace one
        return call.on == "os" or (len(call.node.args) == 1 and not call.node.keywords)
    if call.name in {"open", "ZipFile"}:
        given = [
            *call.node.args,
            *(word.value for word in call.node.keywords if word.arg == "mode"),
        ]
        modes = [arg.value for arg in given if isinstance(arg, ast.Constant)]
        return any(
            isinstance(mode, str) and set(mode) & set("wax+") and len(mode) <= 3 for mode in modes
        )
    return call.name in WRITING_CALLS


COMPILER = modules_below(PACKAGE)
EVERY_GENERATED_FILE = modules_below(GENERATED)


@pytest.mark.parametrize("path", COMPILER, ids=by_name)
def test_imports_run_one_way(path: Path) -> None:
    """A module imports only the layers that the drawing in docs/architecture.md lets it import."""
    module = dotted(path, PACKAGE)
    wrong = [
        f"line {line}: {module} imports {name}"
        for name, line in imports_of(parsed(path), path, PACKAGE)
        if name.startswith("tablewright.")
        and not is_allowed(module, name.removeprefix("tablewright."))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", COMPILER, ids=by_name)
def test_every_module_belongs_to_a_layer(path: Path) -> None:
    """A new top-level module is drawn into the layers before it is imported."""
    assert layer_of(dotted(path, PACKAGE)) in SHELL | ARROWS.keys()


@pytest.mark.parametrize("path", COMPILER, ids=by_name)
def test_only_source_imports_the_excel_reader(path: Path) -> None:
    """The Excel reader is known to `source` alone."""
    if layer_of(dotted(path, PACKAGE)) == "source":
        return
    names = {name.split(".")[0] for name, _ in imports_of(parsed(path), path, PACKAGE)}
    assert "openpyxl" not in names


@pytest.mark.parametrize("path", COMPILER, ids=by_name)
def test_only_output_writes_files(path: Path) -> None:
    """No module but output.py creates, changes or removes a file."""
    module = dotted(path, PACKAGE)
    if module == "output":
        return
    wrong = [
        f"line {call.node.lineno}: {call.name}"
        for call in calls_of(parsed(path))
        if writes(call) and PACKS_IN_MEMORY.get(module) != call.name
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "path", [path for path in COMPILER if layer_of(dotted(path, PACKAGE)) in PURE], ids=by_name
)
def test_the_core_is_pure(path: Path) -> None:
    """The layers of the core know no clock, no environment and no disk."""
    tree = parsed(path)
    wrong = [
        f"line {line}: imports {name}"
        for name, line in imports_of(tree, path, PACKAGE)
        if name.split(".")[0] in IMPURE_IMPORTS
    ]
    wrong += [
        f"line {node.lineno}: imports Path; PurePosixPath names a file without touching it"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        if node.module == "pathlib"
        if any(not alias.name.startswith("Pure") for alias in node.names)
    ]
    wrong += [
        f"line {call.node.lineno}: calls {call.name}"
        for call in calls_of(tree)
        if call.name in IMPURE_CALLS
    ]
    assert not wrong, "\n".join(wrong)


def test_the_plugin_imports_nothing_heavy() -> None:
    """The plugin, loaded in every run of pytest, imports at its head nothing but pytest itself."""
    path = PACKAGE / "pytest_plugin.py"
    head = ast.Module([node for node in parsed(path).body if not is_type_checking(node)], [])
    for node in ast.walk(head):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = []
    names = {name.split(".")[0] for name, _ in imports_of(head, path, PACKAGE)}
    assert names <= sys.stdlib_module_names | {"pytest", "_pytest"}


def is_type_checking(node: ast.stmt) -> bool:
    """Whether a statement is a block for the type checker alone."""
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


@pytest.mark.parametrize("path", EVERY_GENERATED_FILE, ids=by_name)
def test_generated_modules_stand_alone(path: Path) -> None:
    """A generated module imports the standard library and its own package, and nothing else."""
    if path.stem.endswith(("_frame", "_spark")):
        return
    package = ".".join((GENERATED.name, *path.relative_to(GENERATED).parent.parts))
    foreign = [
        f"line {line}: {name}"
        for name, line in imports_of(parsed(path), path, GENERATED)
        if name.split(".")[0] not in sys.stdlib_module_names
        if f"{name}.".removeprefix(f"{package}.") == f"{name}."
    ]
    assert not foreign, "\n".join(foreign)


@pytest.mark.parametrize("path", EVERY_GENERATED_FILE, ids=by_name)
def test_generated_versions_do_not_know_each_other(path: Path) -> None:
    """A version module imports of its package only what is common, never another version."""
    if path.stem.startswith("_"):
        return
    ours = {
        name.split(".")[-1]
        for name, _ in imports_of(parsed(path), path, GENERATED)
        if name.split(".")[0] == GENERATED.name
    }
    own = path.stem.removesuffix("_frame").removesuffix("_spark")
    assert all(name == own or name.startswith("_") for name in ours)


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("ir.tables", "diagnostics.codes"),
        ("ir.tables", "syntax.blocks"),
        ("syntax.blocks", "lower.tables"),
        ("checks.gap", "emit.python"),
        ("checks.gap", "interpret"),
        ("emit.nowhere", "checks.gap"),
        ("emit.nowhere", "output"),
        ("interpret", "driver"),
        ("authoring.dress", "checks.gap"),
        ("lower.tables", "authoring.field"),
        ("driver", "cli"),
    ],
)
def test_a_wrong_arrow_is_seen(module: str, imported: str) -> None:
    """An arrow that is not drawn is refused, so that the test above can fail at all."""
    assert not is_allowed(module, imported)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("path.write_text(text)", True),
        ("path.open('w')", True),
        ("open(path, mode='ab')", True),
        ("ZipFile(path, 'w')", True),
        ("path.replace(other)", True),
        ("os.remove(path)", True),
        ("open(path)", False),
        ("path.open('rb')", False),
        ("text.replace('a', 'b')", False),
        ("rows.remove(row)", False),
    ],
)
def test_a_write_is_seen(source: str, *, expected: bool) -> None:
    """A call that writes is told from its harmless namesakes."""
    (call,) = calls_of(ast.parse(source))
    assert writes(call) is expected
