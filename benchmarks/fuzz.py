"""Random workbooks through the whole compiler, compared with the reference evaluator.

    python benchmarks/fuzz.py --from 0 --programs 10000

Prints the workbooks and requests compared and every disagreement; exit 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.agreement import Compared, compared  # noqa: E402 - tests are found by the line above


def one(seed: int) -> tuple[Compared, ...]:
    """The requests of one seed, its package in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(compared(seed, Path(folder)))


def run(seeds: range) -> Iterator[tuple[Compared, ...]]:
    """All seeds, on all cores, in order."""
    with ProcessPoolExecutor(max_tasks_per_child=200) as pool:
        yield from pool.map(one, seeds, chunksize=10)


def main() -> int:
    """Compare, print, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--programs", type=int, default=1000)
    arguments = parser.parse_args()
    requests = wrong = large = 0
    for found in run(range(arguments.first, arguments.first + arguments.programs)):
        for each in found:
            requests += 1
            large += each.difference is None
            if each.difference:
                wrong += 1
                print(f"seed {each.seed}: {each.difference} for {each.request}", flush=True)
    print(
        f"{arguments.programs} workbooks, {requests} requests, {large} too large for the"
        f" reference, {wrong} disagreements"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
