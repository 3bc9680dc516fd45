"""LA.PHAR.229 Ado-trastuzumab emtansine (Kadcyla): the versions and the one in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from . import v2024, v2025
from ._model import Version
from ._package import Unchosen, choose_version
from ._support import RequestError, Status

if TYPE_CHECKING:
    from ._run_frame import Frame

__all__ = ["NotAnswered", "RequestError", "Status", "Version", "decide", "decide_frame", "versions"]

versions: tuple[Version, ...] = (
    v2024.VERSION,
    v2025.VERSION,
)


class NotAnswered(Unchosen, v2025.Decision):
    """A decision without a version: it needs the day that selects one, or none is in force."""

    __slots__ = ()


def decide(
    request: Mapping[str, Any], *, on: date | None = None, version: str | None = None
) -> v2024.Decision | v2025.Decision | NotAnswered:
    """Answer by the version in force on a day: `on`, or the request's own version date.

    A version can be asked for by name, drafts too. Raises RequestError with all problems.
    """
    chosen = choose_version(versions, request, "request_date", on=on, version=version)
    if chosen.status is not None:
        newest = v2025.decide(v2025.Request.from_mapping(request))
        return NotAnswered(newest, chosen, "request_date")
    if chosen.version is v2024.VERSION:
        return v2024.decide(v2024.Request.from_mapping(request))
    return v2025.decide(v2025.Request.from_mapping(request))


def decide_frame(
    frame: Frame,
    *,
    on: date | None = None,
    version: str | None = None,
    keep: Sequence[str] = (),
    reasons: bool = False,
    threads: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> Frame:
    """Answer every row of a frame by the version in force on its day; needs pandas and numpy.

    Columns, options and errors are those of a version's own `decide_frame`; the column `version`
    says which version answered.
    """
    from . import v2024_frame, v2025_frame  # noqa: PLC0415 - only who asks for frames pays for pandas
    from ._package_frame import chooser, run_versions  # noqa: PLC0415 - as above
    from ._run_frame import Options  # noqa: PLC0415 - as above

    policies = {
        v2024.VERSION: v2024_frame.POLICY,
        v2025.VERSION: v2025_frame.POLICY,
    }
    options = Options(keep=keep, reasons=reasons, threads=threads, tell=tell)
    choose = chooser(versions, "request_date", on, version)
    return run_versions(policies, frame, "request_date", options, choose)
