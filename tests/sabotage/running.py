"""Run `verify`, then the tests that a changed module bears on, in a copy of the project."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

__all__ = ["ROOT", "Fate", "Workshop", "affected_tests"]

ROOT = Path(__file__).parents[2]
PACKAGES = ("symbolic", "numeric_check", "proofs")
SLOW = ("tests/benchmarks", "tests/sabotage", "tests/proofs/test_kernel")
SECONDS = 900  # far more than verify or the tests of one module take
REACH = 2  # over how many imports a test file reaches the module that it bears on

# The same as `bornproof verify` but for the order: what is judged quickly comes first, and the first that is not settled ends it.
VERIFY = """
import json, pathlib, sys, time
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.paper.entries import PAPER
order, judged, seconds = pathlib.Path("order.json"), {}, {}
ids = json.loads(order.read_text()) if order.exists() else [claim.id for claim in PAPER]
for claim_id in ids:
    start = time.process_time()
    judged[claim_id] = judge(PAPER[claim_id])
    seconds[claim_id] = time.process_time() - start
    if judged[claim_id].verdict is Verdict.UNDECIDED:
        sys.exit(1)
if not order.exists():
    order.write_text(json.dumps(sorted(seconds, key=seconds.__getitem__)))
sys.exit(not all(entry.settled for entry in PAPER.settle(judged)))
"""


class Fate(StrEnum):
    """What became of a sabotaged source."""

    VERIFY = "caught by verify"
    TESTS = "caught by tests"
    SURVIVED = "survived"


class Workshop:
    """A copy of the project in which one source at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (*PACKAGES, "tests"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.vo", "*.glob"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, folder / name)
        if not self._passes("-c", VERIFY):
            raise RuntimeError("the sources must pass before they are changed")

    def fate(self, module: str, source: str) -> Fate:
        """What becomes of the module with that source; the original is put back."""
        path = self.folder / module
        original = path.read_text(encoding="utf-8")
        path.write_text(source, encoding="utf-8")
        try:
            if not self._passes("-c", VERIFY):
                return Fate.VERIFY
            files = [module, *affected_tests(module)]
            return Fate.SURVIVED if self._passes("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *files) else Fate.TESTS
        finally:
            path.write_text(original, encoding="utf-8")

    def _passes(self, *arguments: str) -> bool:
        """Whether a run of Python in the copy ends well; one that does not end does not."""
        environment = os.environ | {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, *arguments]
        try:
            done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  (our own command)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def affected_tests(module: str) -> list[str]:
    """The test files that import a module within `REACH` steps: those of its own room first, then by how far away they are."""
    name = module.removesuffix(".py").replace("/", ".")
    found = list[tuple[bool, bool, int, str]]()
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        place = path.relative_to(ROOT).as_posix()
        if not place.startswith(SLOW) and (distance := _distance(path, name)) is not None:
            room = Path(module).parent
            deep = len(room.parts) - 1  # a room within a package is reached through one module more
            own = place.endswith(f"test_{Path(module).stem}.py"), bool(deep) and place.startswith(f"tests/{room}/")
            if distance <= REACH + deep or any(own):
                found.append((not own[0], not own[1], distance, place))
    return [place for *_, place in sorted(found)]


def _distance(path: Path, wanted: str) -> int | None:
    """Over how many imports a file reaches a module."""
    seen, ring, distance = set[str](), _imports(path), 1
    while ring:
        if wanted in ring:
            return distance
        seen |= ring
        ring = set[str]().union(*(_imports(file) for name in ring if (file := _file(name)))) - seen
        distance += 1
    return None


@cache
def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set(_ours(names))


def _ours(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if name.split(".")[0] in PACKAGES)


def _file(name: str) -> Path | None:
    place = ROOT.joinpath(*name.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)
