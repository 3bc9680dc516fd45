"""The one namespace of a workbook: no name twice, and for each a code name of its own."""

from __future__ import annotations

from dataclasses import dataclass

from tablewright.diagnostics.codes import DUPLICATE_NAME, NAME_NOT_USABLE
from tablewright.diagnostics.model import CellSpan, Label
from tablewright.lower.code_names import Becomes, code_name, objection, squeezed
from tablewright.lower.findings import Findings
from tablewright.syntax.blocks import Block
from tablewright.syntax.keywords import plain
from tablewright.syntax.titles import Title, read_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A block with its title row read."""

    block: Block
    title: Title
    code_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A name with its code name, and where it is defined."""

    name: str
    code_name: str
    becomes: Becomes
    at: CellSpan


def read_titles(blocks: tuple[Block, ...], findings: Findings) -> tuple[Titled, ...]:
    """Every block with its title and the code name made of it."""
    found: list[Titled] = []
    for block in blocks:
        title, faults = read_title(block)
        findings.add(faults)
        option = title.option("Code name")
        code = option.text if option is not None else code_name(title.text)
        found.append(Titled(block=block, title=title, code_name=code))
    return tuple(found)


def check_names(definitions: tuple[Definition, ...], findings: Findings) -> None:
    """Report names that are defined twice, and code names that cannot be used or would meet."""
    by_name: dict[str, Definition] = {}
    by_code: dict[str, Definition] = {}
    for each in definitions:
        first = by_name.setdefault(plain(each.name), each)
        if first is not each:
            findings.report(
                DUPLICATE_NAME,
                each.at,
                f"`{each.name}` is defined twice.",
                "Rename one of the two, or remove it.",
                (Label(span=first.at, text="also defined here"),),
            )
            continue
        _check_code_name(each, by_code, findings)


def _check_code_name(each: Definition, by_code: dict[str, Definition], findings: Findings) -> None:
    reason = objection(each.code_name, each.becomes)
    if reason:
        findings.report(
            NAME_NOT_USABLE,
            each.at,
            f"`{each.name}` has no usable code name: {reason}.",
            "Give it a Code name of small letters, digits and underscores, such as tumor_stage.",
        )
        return
    other = by_code.setdefault(squeezed(each.code_name), each)
    if other is not each:
        findings.report(
            NAME_NOT_USABLE,
            each.at,
            f"`{each.name}` and `{other.name}` would both be `{each.code_name}` in the code.",
            "Give one of them a Code name of its own.",
            (Label(span=other.at, text="the other one"),),
        )
