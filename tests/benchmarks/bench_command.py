"""Times the whole command against `python -c "import sympy"`, in turn, in one run; prints ratios and peak memory.

Run from the top of the repository, where `bornproof` is installed: `python -m tests.benchmarks.bench_command`.
"""

import resource
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

ROUNDS = 5
COMMAND = str(Path(sys.executable).parent / "bornproof")
IMPORT_SYMPY = [sys.executable, "-c", "import sympy"]
IMPORT_CLI = [sys.executable, "-c", "import typer, rich"]


def seconds(command: list[str]) -> float:
    """The wall time of one run."""
    begin = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    return perf_counter() - begin


def ratio(command: list[str], reference: list[str]) -> str:
    """The median and range of the ratio, pair by pair."""
    found = [seconds(command) / seconds(reference) for _ in range(ROUNDS)]
    return f"{statistics.median(found):.1f} ({min(found):.1f} .. {max(found):.1f})"


def main() -> None:
    """Print the ratios."""
    sys.stdout.write(f"bornproof --help / import typer, rich: {ratio([COMMAND, '--help'], IMPORT_CLI)}\n")
    sys.stdout.write(f"bornproof verify / import sympy: {ratio([COMMAND, 'verify'], IMPORT_SYMPY)}\n")
    sys.stdout.write(f"bornproof verify --jobs 2 / import sympy: {ratio([COMMAND, 'verify', '--jobs', '2'], IMPORT_SYMPY)}\n")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"largest process: {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
