"""The generated code of one program, loaded from memory, with requests put to its tables.

From memory and not from the output folder: what is tested is the workbook as it stands. Whether the
output folder holds the same code is for `build --check` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol, cast

from tablewright.emit import python
from tablewright.ir.digest import digest
from tablewright.ir.paths import policy_folder, version_module
from tablewright.ir.program import Program
from tablewright.ir.types import Value
from tablewright.workspace.loading import load_texts

Request = Mapping[str, Value]


class Status(Protocol):
    """What became of a request."""

    @property
    def name(self) -> str:
        """`NEEDS_INFORMATION`."""

    @property
    def value(self) -> str:
        """`needs information`."""


class RuleRecord(Protocol):
    """A rule of the generated code."""

    id: str
    cell: str


class Missing(Protocol):
    """A question; each way is a tuple of inputs that answers it."""

    name: str
    ways: tuple[tuple[str, ...], ...]


class Decision(Protocol):
    """What a table of the generated code answers."""

    status: Status
    rules: tuple[RuleRecord, ...]
    unmet: tuple[str, ...]
    satisfied_by: tuple[str, ...]
    missing: tuple[Missing, ...]
    possible: tuple[object, ...]
    exact: bool


class RefusedError(Exception):
    """The generated code refuses a request; its problems, one per line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The module of one version."""

    module: ModuleType
    refused: type[Exception]

    def ask(self, table: str, request: Request) -> Decision:
        """The decision of a table, by its code name. Raises RefusedError."""
        try:
            checked = self.module.Request.from_mapping(request)
            # Calling by name: each table of the program is a function of its module.
            return cast("Decision", getattr(self.module, table)(checked))
        except self.refused as refused:
            raise RefusedError("\n".join(getattr(refused, "problems", ()))) from refused


def code_of(program: Program) -> Code:
    """The code that a build would write for this program alone, loaded."""
    mark = digest(program)
    files = {**python.emit_package(((program, mark),)), **python.emit(program, mark)}
    package = load_texts(policy_folder(program.policy.number) or "policy", files)
    module = getattr(package, version_module(program.policy.version) or "")
    return Code(module=module, refused=package.RequestError)
