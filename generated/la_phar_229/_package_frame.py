"""A frame over all versions of a policy: each row goes to the version in force on its day.

Needs numpy and pandas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._columns_frame import in_rows, read_column
from ._model import Version
from ._package import Choice, choose_version
from ._run_frame import REASONS, FrameError, Options, Policy, run
from ._support import Status

VERSION: Final = "version"


class Group(NamedTuple):
    """The rows of a frame that one version answers, or that none does."""

    choice: Choice
    rows: NDArray[np.int64]


def run_versions(
    policies: Mapping[Version, Policy],
    frame: pd.DataFrame,
    version_date: str,
    options: Options,
    choose: Callable[[Any], Choice],
) -> pd.DataFrame:
    """Answer every row by its version; `version` says by which. Raises FrameError."""
    parts = [
        _answered(policies, frame, version_date, options, group)
        for group in _groups(policies, frame, version_date, choose)
    ]
    whole = _joined(parts)
    order = np.argsort(np.concatenate([rows for rows, _ in parts]), kind="stable")
    made = whole.iloc[order]
    made.index = frame.index
    return made


def _groups(
    policies: Mapping[Version, Policy],
    frame: pd.DataFrame,
    version_date: str,
    choose: Callable[[Any], Choice],
) -> list[Group]:
    """The rows by what is chosen for their day, in order of first appearance."""
    newest = list(policies.values())[-1].model
    days = frame.get(version_date, pd.Series([None] * len(frame), index=frame.index, dtype=object))
    read = read_column(newest.inputs[version_date], days)
    if read.problems:
        raise FrameError(read.problems)
    fact = read.column.exact()
    chosen = [choose(value) for value in fact.values]
    kinds = list(dict.fromkeys(chosen))
    places = np.array([kinds.index(choice) for choice in chosen]).take(fact.codes)
    found = [Group(choice, np.flatnonzero(places == at)) for at, choice in enumerate(kinds)]
    return [group for group in found if len(group.rows)] or [Group(kinds[0], np.empty(0, np.int64))]


def _answered(
    policies: Mapping[Version, Policy],
    frame: pd.DataFrame,
    version_date: str,
    options: Options,
    group: Group,
) -> tuple[NDArray[np.int64], pd.DataFrame]:
    choice, rows = group
    policy = policies[choice.version]
    part = _known_columns(policies, policy, frame.iloc[rows])
    made = run(policy, part, options)
    if choice.status is None:
        made[VERSION] = pd.Categorical([choice.version.version] * len(rows))
        return rows, made
    # No version answers: what the newest would say is no answer.
    empty = pd.DataFrame({name: made[name] for name in options.keep}, index=made.index)
    empty["status"] = pd.Categorical([choice.status.value] * len(rows))
    if options.reasons:
        asked = choice.status is Status.NEEDS_INFORMATION
        missing = made["missing"] if asked else [()] * len(rows)
        empty["missing"] = [
            (version_date, *(name for name in names if name != version_date)) if asked else ()
            for names in missing
        ]
        for name in REASONS[1:]:
            empty[name] = [()] * len(rows)
    return rows, empty


def _known_columns(
    policies: Mapping[Version, Policy], policy: Policy, frame: pd.DataFrame
) -> pd.DataFrame:
    """The frame without columns that only other versions ask for, as long as they say nothing."""
    others = {name for each in policies.values() for name in each.model.inputs}
    extra = [n for n in frame.columns if n in others and n not in policy.model.inputs]
    said = [(name, np.flatnonzero(frame[name].notna())) for name in extra]
    wrong = [
        f"{name!r} is no input of version {policy.model.version.version} "
        f"{in_rows(frame.index, rows)}"
        for name, rows in said
        if len(rows)
    ]
    if wrong:
        raise FrameError(wrong)
    return frame.drop(columns=extra)


def _joined(parts: Sequence[tuple[NDArray[np.int64], pd.DataFrame]]) -> pd.DataFrame:
    """The parts below each other; categories are those of all parts."""
    names = list(dict.fromkeys(name for _, part in parts for name in part.columns))
    names = [*(name for name in names if name != VERSION), VERSION]
    columns = {}
    for name in names:
        pieces = [part[name] if name in part else _nothing(len(part)) for _, part in parts]
        kinds = [p.cat.categories for p in pieces if isinstance(p.dtype, pd.CategoricalDtype)]
        if kinds:
            categories = list(dict.fromkeys(value for kind in kinds for value in kind))
            both = pd.CategoricalDtype(pd.Index(categories, dtype=object))
            pieces = [piece.astype(both) for piece in pieces]
        elif (kept := [p for p in pieces if p.dtype != object]) and len(kept) < len(pieces):
            pieces = [p.astype(kept[0].dtype) if p.isna().all() else p for p in pieces]
        columns[name] = pd.concat(pieces, ignore_index=True)
    return pd.DataFrame(columns)


def _nothing(rows: int) -> pd.Series[Any]:
    return pd.Series([None] * rows, dtype=object)


def chooser(
    versions: tuple[Version, ...], version_date: str, on: date | None, version: str | None
) -> Callable[[Any], Choice]:
    """Which version answers a row with this version date."""

    def choose(day: Any) -> Choice:
        return choose_version(versions, {version_date: day}, version_date, on=on, version=version)

    return choose
