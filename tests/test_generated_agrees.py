"""The generated code against the reference evaluator, on random workbooks and partial requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.agreement import compared

PROGRAMS = 60


@pytest.mark.parametrize("seed", range(PROGRAMS))
def test_generated_code_answers_as_the_reference_does(seed: int, tmp_path: Path) -> None:
    """Status, outcomes, rules, missing and citations agree on partial requests."""
    found = [each for each in compared(seed, tmp_path) if each.difference is not None]
    assert found
    assert not [each for each in found if each.difference]
