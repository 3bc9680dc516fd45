"""`tablewright decide`: one case put to the generated code, and its answer explained."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import cast

from tablewright.cli.answer import answer_text, undecided_text
from tablewright.cli.case import read_case
from tablewright.cli.contract import Decision, Package, Undecided
from tablewright.cli.terminal import Terminal
from tablewright.diagnostics.suggest import nearest
from tablewright.ir.paths import policy_folder
from tablewright.workspace.loading import load_folder
from tablewright.workspace.refusal import RefusalError
from tablewright.workspace.settings import settings_for


def run(arguments: Namespace, out: Terminal, err: Terminal) -> int:
    """Print the answer; 1 when the case is refused, with everything that is wrong with it."""
    case = read_case(arguments.case)
    folder: Path = arguments.out or settings_for(Path.cwd()).out
    package = package_of(folder, arguments.policy)
    try:
        answer = package.decide(case, on=arguments.on, version=arguments.version)
    except package.RequestError as refused:
        for problem in getattr(refused, "problems", (str(refused),)):
            err.line(f"tablewright: {problem}")
        return 1
    if arguments.format == "json":
        out.raw(json.dumps(answer.to_dict(), indent=2, ensure_ascii=False) + "\n")
    elif _is_undecided(answer):
        out.page(undecided_text(cast("Undecided", answer), out))
    else:
        out.page(answer_text(cast("Decision", answer), out))
    return 0


def _is_undecided(answer: Decision | Undecided) -> bool:
    return hasattr(answer, "reason")


def package_of(folder: Path, policy: str) -> Package:
    """The package of a policy that a build wrote. Raises RefusalError with what there is."""
    name = policy_folder(policy)
    if name is not None and (folder / name / "__init__.py").is_file():
        # A package that lacks the contract is seen by the first call, for it was not built by us.
        return cast("Package", load_folder(folder / name))
    known = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    if not known:
        raise RefusalError(f"{folder} holds no policy; run `tablewright build` first")
    meant = nearest(name or policy, tuple(known))
    hint = f"did you mean {meant}?" if meant else f"there are: {', '.join(known)}"
    raise RefusalError(f"{folder} holds no policy {policy}; {hint}")
