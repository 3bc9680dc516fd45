"""Options of the tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Time limits on single cases fail on a busy machine; what has to be quick has a test of its own.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

PLUGIN = "tablewright.pytest_plugin"


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add what a run of the tests may be asked for; `--exhaustive` is an option of our plugin."""
    if not (pluginmanager.has_plugin("tablewright") or pluginmanager.has_plugin(PLUGIN)):
        pluginmanager.import_plugin(PLUGIN)  # a checkout that is not installed
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what the cases give as what is expected; read the diff before committing it",
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be written anew, which CI never does."""
    wanted = bool(request.config.getoption("--update-goldens"))
    if wanted and os.environ.get("CI") == "true":
        pytest.fail("goldens are updated by hand, where someone reads the diff")
    return wanted
