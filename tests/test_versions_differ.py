"""What changed from the 2024 to the 2025 version of LA.PHAR.229, and that nothing else did."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from tests.generated_answers import VERSIONS, Version, seeded, times
from tests.oracle.examples import examples_of
from tests.oracle.requests import Requests
from tests.oracle.segments import Point, candidates, reached_from

OLD, NEW = (version for version in VERSIONS if version.path.parent.name == "la_phar_229")
ITEM = "[I.A.5]"


def read_by_item(version: Version) -> set[str]:
    """The inputs that item I.A.5 reads."""
    reached = reached_from(version.book, [ITEM])
    return {name.name for name in version.book.inputs if name.name in reached}


def is_adjuvant_without_both(given: Point) -> bool:
    """Whether a request is adjuvant and lacks one of the two earlier treatments."""
    both = given["Prior trastuzumab"] is True and given["Prior taxane"] is True
    return given["Treatment setting"] == "adjuvant" and not both


def combinations() -> Iterator[Point]:
    """All combinations of all values of the inputs that either version of I.A.5 reads."""
    book = NEW.book
    names = [book.names[name] for name in sorted(read_by_item(OLD) | read_by_item(NEW))]
    assert {"Treatment setting", "Prior trastuzumab", "Prior taxane"} == {n.name for n in names}
    for values in product(*(candidates(name, ()) for name in names)):
        yield {name.name: value for name, value in zip(names, values, strict=True)}


def test_item_i_a_5_differs_for_adjuvant_requests_without_both_prior_therapies() -> None:
    """Otherwise approvable requests differ exactly where adjuvant use lacks a prior therapy."""
    (base,) = (e.given for e in examples_of(NEW.book) if e.case == "adjuvant, all met")
    asked = [{**base, **each} for each in combinations()]
    differing = [each for each in asked if result(OLD, each) != result(NEW, each)]
    assert [each for each in asked if is_adjuvant_without_both(each)] == differing
    assert len(asked) == 16
    for each in differing:
        assert result(OLD, each) == ("not met", None)
        assert result(NEW, each) == ("approve", 6)


def test_no_other_request_differs(request: pytest.FixtureRequest) -> None:
    """Over all requests near the examples, any difference is an adjuvant one without both."""
    requests = Requests(book=NEW.book, root=NEW.decision)
    random = seeded("versions")
    differing = 0
    for _ in range(times(request, 400)):
        base = requests.mutant(random)
        for each in combinations():
            given = {**base, **each}
            if result(OLD, given) != result(NEW, given):
                differing += 1
                assert is_adjuvant_without_both(given), given
                assert given["Diagnosis"] == "breast cancer", given
    assert differing


def result(version: Version, given: Point) -> tuple[object, object]:
    """Outcome and months by the generated module."""
    decision = version.module.decide(version.request(given))
    return decision.outcome and decision.outcome.value, decision.approval_months
