"""What tests need from the system beside Python: there, or a reason to skip the test.

Only here is it decided which: on a bare machine a test is skipped, with CI=true it fails.
"""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def lacking(reason: str) -> NoReturn:
    """Skip the test for this reason; CI installs everything, so there it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str) -> str:
    """The path of the first of these programs that is installed."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    lacking(f"needs {' or '.join(names)}, which is not installed")
