"""Options of the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what a run of the tests may be asked for."""
    parser.addoption(
        "--exhaustive",
        action="store_true",
        help="compare generated code with the sheets over up to a million requests a table",
    )
