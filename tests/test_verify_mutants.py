"""A seeded sample of mutants: whatever is spoiled is settled, and nothing spoiled is proved."""

from __future__ import annotations

import pytest

from benchmarks.mutants import OPERATORS
from benchmarks.mutation import Module

EVERY = 600
# Mutants of a sample that mean the same as the module: found by hand to be so. What the quick half
# of the entry check refuses for nothing ("joint"), its slow half takes: the answers stay the same.
HARMLESS = frozenset({"argument", "joint", "member", "swapped statements", "lost guard", "truth"})


@pytest.fixture(scope="module")
def module() -> Module:
    """The module that is spoiled."""
    return Module("2025")


@pytest.mark.parametrize("operator", OPERATORS)
def test_mutants_are_refuted_or_harmless(module: Module, operator: str) -> None:
    """Every sampled mutant is refuted with a request, unknown to the checker, or means the same."""
    sample = [mutant for mutant in module.sample(EVERY, seed=7) if mutant.operator == operator]
    for mutant in sample or module.sample(1, seed=7)[:1]:
        settled = module.settle(mutant)
        if settled is None:
            continue
        assert settled.verdict != "refuted" or settled.has_request, mutant.edit
        assert settled.verdict != "equal" or operator in HARMLESS, mutant.edit
