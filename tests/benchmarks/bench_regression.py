"""CPU seconds of what guards formulas in CI: a million rows of a campaign read again, a baseline compared, a plugin that is off.

Run from the top of the repository, where `bornproof` is installed: `python -m tests.benchmarks.bench_regression`. To resume is to
take less than 5 s, to compare less than 1 s, the plugin less than 20 ms.
"""

import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import process_time

from bornproof.numeric_check.lindblad.engines import ENCLOSURE
from bornproof.proofs.baseline.differences import changes
from bornproof.proofs.baseline.snapshot import snapshot
from bornproof.proofs.campaign.database import opened
from bornproof.proofs.campaign.plan import Plan
from bornproof.proofs.campaign.residual import Row, place
from bornproof.proofs.checks.run import verify
from bornproof.proofs.paper.entries import PAPER

PLAN = Plan(levels=10, sectors=500, states=1000, times=("1/2", "2"), second="0")
ROUNDS = 5


def rows() -> Iterator[Row]:
    """What a campaign of a million cases could have found."""
    for number in range(len(PLAN)):
        first, rest = 1 + number % 9, number % 97
        digits = math.floor(100 * (55 - math.log10(first + rest / 1000))) / 100
        yield Row(*place(PLAN, number, ENCLOSURE), f"[+/- {first}.{rest:03}e-55]", digits, "agrees", None)


def resumed(path: Path) -> float:
    """The time to open a file with all cases and to count what is in it."""
    with opened(path, PLAN) as database:
        database.add(rows())
    start = process_time()
    with opened(path, PLAN, resume=True) as database:
        assert len(database.done) == len(PLAN)
        assert database.summary(PLAN).settled
    return process_time() - start


def compared() -> tuple[float, float]:
    """The times to verify the paper, and to compare what was found with a baseline."""
    start = process_time()
    run = verify(ledger=PAPER)
    verified = process_time()
    before = snapshot(run, PAPER, {})
    begun = process_time()
    assert not changes(before, snapshot(run, PAPER, {}, before))
    return verified - start, process_time() - begun


def idle(folder: Path, *options: str) -> float:
    """The least time of pytest with nothing to do."""

    def once() -> float:
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "pytest", "-q", *options, str(folder)], check=False, capture_output=True)  # noqa: S603
        after = getrusage(RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _ in range(ROUNDS))


def main() -> None:
    """Print the times."""
    with TemporaryDirectory() as name:
        sys.stdout.write(f"{len(PLAN)} rows: resume {resumed(Path(name) / 'file'):.1f} s\n")
        on, off = (idle(Path(name), *options) for options in ((), ("-p", "no:bornproof")))
        sys.stdout.write(f"the plugin, off: {1000 * (on - off):.0f} ms of {1000 * on:.0f} ms\n")
    verified, more = compared()
    sys.stdout.write(f"verify {verified:.1f} s, and a baseline compared {more:.2f} s more\n")


if __name__ == "__main__":
    main()
