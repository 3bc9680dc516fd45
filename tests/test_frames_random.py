"""Frames of random programs: every hit policy, type and block, row by row as the module has it."""

from __future__ import annotations

import importlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tablewright.ir.expr import Function, Operator
from tablewright.ir.program import HitPolicy
from tablewright.ir.types import Kind
from tablewright.lower.workbook import lower
from tests import small_programs as small
from tests.generated import as_given, module
from tests.grids import workbook_of
from tests.program_text import drawn
from tests.random_programs import a_program, a_request

pd = pytest.importorskip("pandas", reason="frames need pandas")

PROGRAMS = 60
REQUESTS = 25
SOME = range(90_000, 90_000 + PROGRAMS)


@pytest.mark.parametrize("seed", SOME)
def test_frames_of_random_programs_answer_as_the_module_does(seed: int, tmp_path: Path) -> None:
    """A frame of random requests has the answers that `decide` gives to each of them."""
    program = lower(workbook_of(drawn(a_program(seed)), "small.xlsx")).program
    assert program is not None
    made = module(program, tmp_path)
    frames = importlib.import_module(f"{made.__name__}_frame")
    requests = [as_given(program, a_request(seed * 1_000 + at)) for at in range(REQUESTS)]
    accepted = [request for request in requests if is_accepted(made, request)]
    if not accepted:
        pytest.skip("every request that was drawn is refused")
    found = frames.decide_frame(pd.DataFrame(accepted, dtype=object), reasons=True)
    outputs = made.MODEL.tables[0].outputs
    for at, request in enumerate(accepted):
        decision = made.decide(made.Request(**request))
        row = found.iloc[at]
        assert decision.status.value == row["status"]
        assert (decision.rule and decision.rule.id) == none_for_na(row["rule"])
        assert [plain(getattr(decision, name)) for name in outputs] == [
            plain(none_for_na(row[name])) for name in outputs
        ]
        assert tuple(each.code_name for each in decision.missing) == row["missing"]
        assert decision.unmet == row["unmet"]


def is_accepted(made: Any, request: dict[str, object]) -> bool:
    """Whether the module takes the request."""
    try:
        made.decide(made.Request(**request))
    except ValueError:
        return False
    return True


def none_for_na(value: Any) -> Any:
    """None for what pandas has for no value."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def plain(value: Any) -> Any:
    """Members as their texts, as categories hold them."""
    if isinstance(value, tuple):
        return tuple(plain(member) for member in value)
    return getattr(value, "value", value)


def test_calculations_name_the_constants_of_their_module(tmp_path: Path) -> None:
    """Fractions and days in calculations are those that the version's module defines."""
    since = date(2000, 2, 29)
    days = small.call(
        Function.DAYS_BETWEEN, small.literal(since), small.read(small.name("day", Kind.DATE))
    )
    share = small.binary(
        Operator.MULTIPLY, small.read(small.number("dose", "0", "9")), small.literal(Decimal("0.5"))
    )
    rows = (
        small.calculation(small.name("days", Kind.WHOLE), days),
        small.calculation(small.name("share", Kind.NUMBER), share),
    )
    rule = small.rule(
        "1",
        small.guard(small.calculated("days"), small.from_(Decimal(366))),
        small.guard(small.calculated("share"), small.at_most(Decimal("1.5"))),
        then=("yes",),
    )
    table = small.table(
        "t",
        HitPolicy.FIRST,
        (small.text("out", "yes", "no"),),
        rule,
        small.otherwise("2", then=("no",)),
    )
    inputs = (small.name("day", Kind.DATE), small.number("dose", "0", "9"))
    made = module(
        small.program(small.Parts(inputs=inputs, tables=(table,), calculations=rows)), tmp_path
    )
    frames = importlib.import_module(f"{made.__name__}_frame")
    frame = pd.DataFrame({"day": [date(2001, 3, 1), date(2001, 2, 28)], "dose": [3, 3]})
    assert list(frames.decide_frame(frame.astype(object))["out"]) == ["yes", "no"]
