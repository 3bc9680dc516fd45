"""How long the checks take over long tables, how much they settle, and whether they are right.

    python benchmarks/checks.py --families tree,rating --rules 1000,10000 --columns 8,12

Every table runs in a process of its own. Times are processor time of that process, for all checks
from a lowered program on; memory is its peak. What was planted must be found, what is found must
be seen by an evaluation of its own (see `reference`); exit 1 if anything is not.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.confirm import Confirmed, confirmed  # noqa: E402 - found by the line above
from benchmarks.families import FAMILIES, program_of  # noqa: E402
from tablewright.checks.reason.study import Study, Verdict  # noqa: E402
from tablewright.checks.survey import survey  # noqa: E402
from tablewright.trials.judge import judge_of  # noqa: E402


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which table to make."""

    family: str
    rules: int
    columns: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What came of one table."""

    asked: Asked
    rows: int
    seconds: float
    megabytes: int
    verdicts: tuple[int, int, int]  # proven, refuted, unsettled
    confirmed: Confirmed

    def __str__(self) -> str:
        """A row of the report."""
        asked, total = self.asked, sum(self.verdicts)
        shares = (f"{100 * count / total:.1f}" for count in self.verdicts)
        return (
            f"| {asked.family} | {self.rows:,} x {asked.columns} | {self.seconds:.2f} s "
            f"| {self.megabytes} MB | {total:,} | {' / '.join(shares)} | {self.confirmed} |"
        )


HEADING = """\
| table | size | time | peak | questions | proven / refuted / unsettled % | confirmed |
|---|---|---|---|---|---|---|"""


def measured(asked: Asked) -> Measured:
    """Make a table, check it, and see whether what is said of it is true."""
    made = FAMILIES[asked.family](asked.rules, asked.columns, asked.seed)
    program = program_of(made, asked.seed)
    study = Study(program, judge_of(program))
    began = time.process_time()
    found = survey(study)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts = [found.verdicts.get(verdict, 0) for verdict in Verdict]
    return Measured(
        asked=asked,
        rows=len(made.boxes),
        seconds=seconds,
        megabytes=peak,
        verdicts=(counts[0], counts[1], counts[2]),
        confirmed=confirmed(made, study, found, asked.seed),
    )


def run(tables: Iterable[Asked]) -> Iterator[Measured]:
    """One after the other, each in a new process."""
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        yield from pool.map(measured, tables)


def main() -> int:
    """Measure, print, tell what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument("--rules", default="100,1000,10000")
    parser.add_argument("--columns", default="4,8,12")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tables = [
        Asked(family=family, rules=int(rules), columns=int(columns), seed=given.seed)
        for family in given.families.split(",")
        for rules in given.rules.split(",")
        for columns in given.columns.split(",")
    ]
    print(HEADING)
    wrong = 0
    for each in run(tables):
        print(each, flush=True)
        for fault in each.confirmed.faults:
            print(f"    WRONG: {fault}", flush=True)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
