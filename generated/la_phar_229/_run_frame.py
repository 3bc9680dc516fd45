"""A frame of requests to a frame of answers, the same as the module gives row by row.

What is certain is read off arrays. Rows that leave something open are tried with a few completions:
two that differ are proof that information is needed. What is still open goes to the module itself,
once for each different request. Needs numpy and pandas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ._columns_frame import Column, absent, in_rows, read_column
from ._decision import BaseDecision
from ._engine_frame import Alternatives, Arrays, Engine, Program
from ._match_frame import OPEN_ROW
from ._model import Model
from ._open_frame import places_of_open, requests
from ._output_frame import Reasons, assembled
from ._sound_frame import problems
from ._support import RequestError

Frame = pd.DataFrame  # for modules that must not import pandas
CHUNK: Final = 1 << 16
REASONS: Final = ("missing", "unmet", "satisfied_by", "open")


class FrameError(RequestError):
    """Everything that is wrong with a frame: columns, and the first rows of each problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A version as frames need it: its model, how a request is decided, calculations as arrays."""

    model: Model
    decide: Callable[[Mapping[str, Any]], BaseDecision]
    arrays: Arrays
    alternatives: Alternatives


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a frame is answered: columns that are passed on, reasons, threads, who is told."""

    keep: Sequence[str] = ()
    reasons: bool = False
    threads: int = 1
    tell: Callable[[int, int], None] | None = None


class Block(NamedTuple):
    """The answers of some rows, or what is wrong with them."""

    places: NDArray[np.int64]
    reasons: Reasons | None
    problems: tuple[str, ...]


def run(policy: Policy, frame: pd.DataFrame, options: Options) -> pd.DataFrame:
    """Answer every row. Raises FrameError with everything that is wrong."""
    columns = _columns(policy.model, frame, options.keep)
    program = Program(policy.model, policy.arrays, policy.alternatives, {}, {}, {})
    table = policy.model.tables[0]

    def answered(part: slice) -> Block:
        rows = part.stop - part.start
        engine = Engine(program, {name: c.part(part) for name, c in columns.items()}, rows)
        found = tuple(f"{p.message} {in_rows(frame.index[part], p.rows)}" for p in problems(engine))
        if found:
            return Block(np.empty(0, np.int64), None, found)
        places = engine.answers(table)
        left = np.flatnonzero(places == OPEN_ROW)
        if len(left):
            places[left] = places_of_open(engine.part(left), table, policy.decide)
        reasons = _reasons(engine, policy.decide) if options.reasons else None
        return Block(places, reasons, ())

    blocks = list(_in_order(answered, len(frame), options))
    wrong = [problem for block in blocks for problem in block.problems]
    if wrong:
        raise FrameError(wrong)
    known = program.answers[table.hits].all if blocks else ()
    places = np.concatenate([np.empty(0, np.int64), *(block.places for block in blocks)])
    made = assembled(table, known, places, frame.index)
    for at, name in enumerate(REASONS if options.reasons else ()):
        made[name] = [value for block in blocks if block.reasons for value in block.reasons[at]]
    for name in options.keep:
        made.insert(0, name, frame[name])
    return made


def _in_order(answered: Callable[[slice], Block], rows: int, options: Options) -> Iterator[Block]:
    """The blocks of a frame, several at a time, in order."""
    parts = [slice(at, min(at + CHUNK, rows)) for at in range(0, rows, CHUNK)]
    with ThreadPoolExecutor(options.threads) as pool:
        found = pool.map(answered, parts) if options.threads > 1 else map(answered, parts)
        for part, block in zip(parts, found, strict=True):
            if options.tell is not None:
                options.tell(part.stop, rows)
            yield block


def _columns(model: Model, frame: pd.DataFrame, keep: Sequence[str]) -> dict[str, Column]:
    """Every input as a column. Raises FrameError with everything that is wrong."""
    names = frame.columns
    wrong = [_unknown_name(str(n), model) for n in names if n not in {*model.inputs, *keep}]
    wrong += [f"{name!r} stands over several columns" for name in names[names.duplicated()]]
    wrong += [f"{name!r} is to be kept and is no column" for name in keep if name not in names]
    if wrong:
        raise FrameError(wrong)
    columns = {}
    for name, source in model.inputs.items():
        if name in frame.columns:
            read = read_column(source, frame[name])
            wrong += read.problems
            columns[name] = read.column
        else:
            columns[name] = absent(source, len(frame))
    if wrong:
        raise FrameError(wrong)
    return columns


def _unknown_name(name: str, model: Model) -> str:
    close = get_close_matches(name, list(model.inputs), n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"{name!r} is no input of this policy{hint} (name it in `keep` to pass it on)"


def _reasons(engine: Engine, decide: Callable[[Mapping[str, Any]], BaseDecision]) -> Reasons:
    """What is missing and why, row by row; worked out once for each different request."""
    # Citations speak of whole checklists, also of items that no rule asks for.
    first, kinds, request = requests(engine, engine.model.inputs)
    found = []
    for row in first:
        decision = decide(request(row))
        names = tuple(question.code_name for question in decision.missing)
        found.append((names, decision.unmet, decision.satisfied_by, decision.open))
    lists = list(zip(*found, strict=True))
    return Reasons(*([each[kind] for kind in kinds] for each in lists))
