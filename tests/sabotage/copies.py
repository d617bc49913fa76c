"""Run `verify`, then the tests that a changed module bears on, in a copy of the project."""

import os
import shutil
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

from tests.sabotage.calls import RECORD, callers

__all__ = ["ROOT", "Fate", "Workshop"]

ROOT = Path(__file__).parents[2]
PACKAGES = ("symbolic", "numeric_check", "proofs")
SLOW = ("tests/benchmarks", "tests/sabotage", "tests/proofs/test_kernel", "tests/proofs/cli", "tests/test_wheel", "tests/test_ci")
SECONDS = 900  # far more than verify or the tests of one module take
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")


class Fate(StrEnum):
    """What became of a sabotaged source."""

    VERIFY = "caught by verify"
    TESTS = "caught by tests"
    SURVIVED = "survived"


class Workshop:
    """A copy of the project in which one source at a time is changed."""

    def __init__(self, folder: Path, record: Path) -> None:
        self.folder, self.record, self.arguments = folder, record, folder / "tests.txt"
        for name in (*PACKAGES, "tests"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.vo", "*.glob"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, folder / name)
        (folder / "bornproof").mkdir()
        for name in PACKAGES:
            (folder / "bornproof" / name).symlink_to(folder / name)
        self.verify = ("-m", "tests.sabotage.judged", str(record.with_suffix(".entries")))
        if not record.with_suffix(".entries").exists() and not self._passes(*self.verify, seconds=7200):
            raise RuntimeError("the sources must pass before they are changed")
        if not record.exists() and not self._passes(*PYTEST, "-p", "tests.sabotage.calls", *_quick_tests(), seconds=7200):
            raise RuntimeError("the tests must pass before the sources are changed")

    def fate(self, module: str, source: str, function: str = "module") -> Fate:
        """What becomes of the module with that source, changed in a function of it; the original is put back."""
        path = self.folder / module
        original = path.read_text(encoding="utf-8")
        path.write_text(source, encoding="utf-8")
        try:
            if not self._passes(*self.verify, module, function):
                return Fate.VERIFY
            self.arguments.write_text("\n".join(callers(self.record, module, function) or ["tests/test_doctests.py"]), "utf-8")
            return Fate.SURVIVED if self._passes(*PYTEST, "-x", f"@{self.arguments}") else Fate.TESTS
        finally:
            path.write_text(original, encoding="utf-8")

    def _passes(self, *arguments: str, seconds: float = SECONDS) -> bool:
        """Whether a run of Python in the copy ends well; one that does not end does not."""
        environment = os.environ | {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1", RECORD: str(self.record)}
        command = [sys.executable, *arguments]
        try:
            done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, timeout=seconds, check=False)  # noqa: S603  (our own command)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def _quick_tests() -> list[str]:
    """The files of tests that are not slow, those of what is pinned first."""
    files = (path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").rglob("test_*.py")))
    return [place for place in files if not place.startswith(SLOW)]
