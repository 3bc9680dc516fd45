"""Spoils the generated modules at every site, and counts what the proof makes of each mutant.

    python benchmarks/mutation.py --every 8 --show

`--every 8` takes one mutant in eight of each operator, from a place that the seed gives. A mutant
is refuted (with a request on which it differs), proved equal (the edit means the same), or
unproved: the text is no longer what the checker knows, and fails for that.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.mutants import Mutant, mutants  # noqa: E402 - found by the line above
from tablewright.source.reader import read_workbook  # noqa: E402
from tablewright_verify.proof.ledger import Verdict  # noqa: E402
from tablewright_verify.sheet.read import read_book  # noqa: E402
from tablewright_verify.verify import prove_module  # noqa: E402
from tablewright_verify.witness.search import Search  # noqa: E402

GENERATED = ROOT / "generated" / "la_phar_229"
TABLES = ROOT / "tables" / "la_phar_229"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a mutant: refuted, equal or unproved, and why."""

    mutant: Mutant
    verdict: str
    why: str
    has_request: bool


class Module:
    """A generated module, its workbook and its runtime, read once."""

    def __init__(self, version: str, folder: Path = GENERATED) -> None:
        label = f"la_phar_229/{version}.xlsx"
        workbook = read_workbook(TABLES / f"{version}.xlsx", label).workbook
        if workbook is None:
            raise LookupError(label)
        self.text = (folder / f"v{version}.py").read_text(encoding="utf-8")
        self.runtime = {
            path.name: path.read_text(encoding="utf-8")
            for path in folder.glob("_*.py")
            if path.name != "__init__.py"
        }
        self.book = read_book(workbook)
        self.search = Search(self.book)
        # The digest of the program is not worked out here; the module states it itself.
        self.digest = self.text.rpartition('digest="')[2][:64]

    def sample(self, every: int, seed: int) -> list[Mutant]:
        """One mutant in so many of each operator."""
        found: dict[str, list[Mutant]] = {}
        for mutant in mutants(self.text):
            found.setdefault(mutant.operator, []).append(mutant)
        chance = random.Random(seed)
        return [m for each in found.values() for m in each[chance.randrange(every) :: every]]

    def settle(self, mutant: Mutant) -> Settled | None:
        """What the proof makes of a mutant; None for one that is no Python."""
        text = mutant.of(self.text)
        try:
            compile(text, "mutant", "exec")
        except SyntaxError:
            return None
        ledger = prove_module(self.book, text, self.runtime, self.digest, self.search)
        verdict, why, has_request = "equal", "", False
        for each in ledger.found:
            if each.verdict is Verdict.REFUTED and verdict != "refuted":
                verdict, why = "refuted", f"{each.kind}: {each.about}: {each.message}"
                has_request = each.request is not None
            if each.verdict is Verdict.UNPROVED and verdict == "equal":
                verdict, why = "unproved", f"{each.kind}: {each.about}: {each.message}"
        return Settled(mutant=mutant, verdict=verdict, why=why, has_request=has_request)


_MODULES: dict[str, Module] = {}


def settle(version: str, mutant: Mutant) -> Settled | None:
    """One mutant of a version."""
    if version not in _MODULES:
        _MODULES[version] = Module(version)
    return _MODULES[version].settle(mutant)


def run(version: str, every: int, seed: int, processes: int) -> Iterator[Settled]:
    """A sample of a version's mutants, on several cores."""
    chosen = Module(version).sample(every, seed)
    with ProcessPoolExecutor(processes) as pool:
        found = pool.map(settle, [version] * len(chosen), chosen, chunksize=8)
        yield from (each for each in found if each is not None)


def main() -> int:
    """Run and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--versions", nargs="*", default=["2024", "2025"])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print what was not refuted")
    given = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    without = 0
    for version in given.versions:
        for each in run(version, given.every, given.seed, given.processes):
            counts[each.mutant.operator, each.verdict] += 1
            without += each.verdict == "refuted" and not each.has_request
            if given.show and (each.verdict != "refuted" or not each.has_request):
                where = f"{version}:{each.mutant.line}"
                sys.stdout.write(f"{each.verdict} {each.mutant.operator} {where}: ")
                sys.stdout.write(f"{each.mutant.edit} | {each.why}\n")
    verdicts = ("refuted", "equal", "unproved")
    for operator in sorted({operator for operator, _ in counts}):
        row = "".join(f"{counts[operator, verdict]:10}" for verdict in verdicts)
        sys.stdout.write(f"{operator:22}{row}\n")
    totals = [sum(n for (_, v), n in counts.items() if v == verdict) for verdict in verdicts]
    sys.stdout.write(f"{'all':22}{''.join(f'{total:10}' for total in totals)}\n")
    sys.stdout.write(f"refuted without a request: {without}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
