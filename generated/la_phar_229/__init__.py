"""LA.PHAR.229 Ado-trastuzumab emtansine (Kadcyla): the versions and the one in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from . import v2024, v2025
from ._decision import BaseDecision
from ._model import Version
from ._package import Undecided, choose_version
from ._support import RequestError, Status

__all__ = ["RequestError", "Status", "Version", "decide", "versions"]

MODULES = (
    v2024,
    v2025,
)
versions: tuple[Version, ...] = (
    v2024.VERSION,
    v2025.VERSION,
)


def decide(
    request: Mapping[str, Any], *, on: date | None = None, version: str | None = None
) -> BaseDecision | Undecided:
    """Answer by the version in force on a day: `on`, or the request's own version date.

    A version can be asked for by name, drafts too. Raises RequestError with all problems.
    """
    chosen = choose_version(versions, request, "request_date", on=on, version=version)
    if isinstance(chosen, Undecided):
        return chosen
    for module in MODULES:
        if module.VERSION is chosen:
            decision: BaseDecision = module.decide(module.Request.from_mapping(request))
            return decision
    raise LookupError(chosen.version)
