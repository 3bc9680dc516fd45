"""The page's script and the generated module, asked the same: where their answers differ."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tablewright.emit.script import panel
from tablewright.ir.digest import digest
from tablewright.ir.program import Program
from tablewright.ir.types import Duration
from tablewright.lower.workbook import lower
from tablewright.source.reader import read_workbook
from tests.generated_answers import ROOT, Version
from tests.oracle.values import NOTHING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The script alone: without a place for the form it answers, and draws nothing.
PAGE = (
    '<!DOCTYPE html><title>t</title><script type="application/json" id="try-data">{data}</script>'
    "<script>{script}</script>"
)
ASK = "([cases, roots]) => roots.map(root => cases.map(each => tablewright.decide(each, root)))"
SHOWN = 3

Case = Mapping[str, object]


def as_json(value: object) -> object:
    """A value of a request as a case has it: exact numbers and days as texts."""
    match value:
        case Decimal():
            return format(value, "f")
        case dt.date():
            return value.isoformat()
        case Duration(months=months, days=days):
            return f"{months} months {days} days"
        case tuple():
            return [as_json(each) for each in value]
        case frozenset():
            return sorted(map(str, value))
        case _:
            return value


def as_case(given: Mapping[str, object]) -> dict[str, object]:
    """A request as a case."""
    return {name: as_json(value) for name, value in given.items() if value is not NOTHING}


def by_module(module: Any, case: Case, root: str) -> object:
    """The answer of the generated module, or all its problems with the case."""
    errors: type[Exception] = module.admitted.__globals__["RequestError"]
    try:
        answer = getattr(module, root)(module.Request.from_mapping(case)).to_dict()
    except errors as refused:
        return {"problems": list(getattr(refused, "problems", ()))}
    return json.loads(json.dumps(answer))


def by_script(
    browser: Browser, page: str, cases: Iterable[Case], roots: tuple[str, ...]
) -> list[list[object]]:
    """The answers of the script in a page of its own, root by root."""
    window = browser.new_page()
    try:
        window.set_content(page)
        told = window.evaluate(ASK, [[json.dumps(case) for case in cases], [*roots]])
    finally:
        window.close()
    return [[json.loads(each) for each in answers] for answers in told]


@dataclass(frozen=True, kw_only=True)
class Both:
    """A policy as the script of its page has it, and the module made from it."""

    program: Program
    digest: str
    module: ModuleType

    @property
    def roots(self) -> tuple[str, ...]:
        """Every decision table and checklist."""
        tables = (table.code_name for table in self.program.tables)
        return (*tables, *(checklist.code_name for checklist in self.program.checklists))

    @cached_property
    def page(self) -> str:
        """A page that holds the script and nothing else."""
        told = panel(self.program, self.digest)
        return PAGE.format(data=told.data.replace("<", "\\u003c"), script=told.script)

    def differences(self, browser: Browser, cases: list[Case], roots: tuple[str, ...]) -> list[str]:
        """The first few cases that are answered differently, with both answers."""
        wrong: list[str] = []
        told = by_script(browser, self.page, cases, roots)
        for root, answers in zip(roots, told, strict=True):
            for case, found in zip(cases, answers, strict=True):
                expected = by_module(self.module, case, root)
                if expected != found and len(wrong) < SHOWN:
                    wrong.append(f"{root} {case}\n{_apart(expected, found)}")
        return wrong


def _apart(expected: object, found: object) -> str:
    """The keys that differ."""
    if not isinstance(expected, dict) or not isinstance(found, dict):
        return f"  the module says {expected}, the page says {found}"
    return "\n".join(
        f"  {key}: the module says {expected.get(key)}, the page says {found.get(key)}"
        for key in {**expected, **found}
        if expected.get(key) != found.get(key)
    )


@cache
def both(version: Version) -> Both:
    """A version of a policy of this repository, as it is in generated/."""
    label = version.path.relative_to(ROOT / "tables").as_posix()
    workbook = read_workbook(version.path, label).workbook
    assert workbook is not None
    program = lower(workbook, {}).program
    assert program is not None
    assert version.module.VERSION.digest == digest(program), "generated/ is not of this workbook"
    return Both(program=program, digest=digest(program), module=version.module)
