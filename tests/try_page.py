"""A page with its form in a browser: opened, filled in by its fields, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tablewright.emit.html import Told, emit
from tablewright.emit.script import panel
from tablewright.ir.digest import digest
from tablewright.ir.program import Program
from tests.html_browser import Opened, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator


def page_of(program: Program, folder: Path) -> Path:
    """The whole page of a program, as a build writes it."""
    key = digest(program)
    ((name, text),) = emit(Told(program=program, digest=key, panel=panel(program, key))).items()
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The section in which a case is tried."""

    found: Opened

    @property
    def place(self) -> Locator:
        """The section."""
        return self.found.page.locator("#try")

    @property
    def verdict(self) -> str:
        """The sentence that is read out."""
        return self.place.locator("[role=status]").first.inner_text()

    @property
    def answer(self) -> str:
        """All that is said about the case."""
        return self.place.get_by_role("region", name="Answer").inner_text()

    @property
    def faults(self) -> dict[str, str]:
        """What is said at the fields that are wrong, by code name."""
        marks = self.place.locator(".try-fault:not(:empty)").all()
        ids = [(str(each.get_attribute("id")), each.inner_text()) for each in marks]
        return {name.removeprefix("try-").removesuffix("-fault"): text for name, text in ids}

    def field(self, name: str) -> Locator:
        """The control with this label."""
        return self.place.get_by_label(name, exact=True)

    def load(self, case: Mapping[str, object] | str) -> None:
        """Open a saved case."""
        text = case if isinstance(case, str) else json.dumps(case)
        file: Any = {"name": "case.json", "mimeType": "application/json", "buffer": text.encode()}
        self.place.get_by_label("Open a saved case").set_input_files(file)
        # The field is emptied when the case is in the form.
        from playwright.sync_api import expect

        expect(self.place.get_by_label("Open a saved case")).to_have_value("")

    def copied(self, button: str) -> str:
        """What a button copies."""
        self.place.get_by_role("button", name=button).click()
        return self.place.locator("#try-kept").input_value()

    @property
    def case(self) -> dict[str, object]:
        """What the form says."""
        told: dict[str, object] = json.loads(self.copied("Copy JSON"))
        return told

    def decided(self, root: str | None = None) -> dict[str, Any]:
        """The answer of the script to what the form says."""
        ask = "([text, root]) => tablewright.decide(text, root)"
        told: dict[str, Any] = json.loads(
            self.found.page.evaluate(ask, [json.dumps(self.case), root])
        )
        return told


@contextmanager
def tried(
    browser: Browser, path: Path, *, width: int = 1280, scheme: str = "light"
) -> Iterator[Tried]:
    """The page with its form; at the end it has asked for nothing else and logged nothing."""
    with opened(browser, path, width=width, scheme=scheme) as found:
        yield Tried(found=found)
        assert [each for each in found.asked if not each.startswith("blob:")] == [path.as_uri()]
        assert found.log == []
