"""The wheel holds the sources, all of them, and nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("symbolic", "numeric_check", "proofs")
SUFFIXES = (  # of what is shipped, where there is any
    ".py", ".v", ".typed", ".typ", ".html", ".css", ".js", ".woff2", ".txt", ".lark", ".tex", ".yml", ".jinja2",
)  # fmt: skip


def sources(top: Path) -> set[str]:
    files = (path for package in PACKAGES for path in (top / package).rglob("*") if path.suffix in SUFFIXES)
    return {f"bornproof/{path.relative_to(top)}" for path in files}


def shipped(top: Path) -> set[str]:
    build = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-W", "ignore", "-c", build, "wheels"], cwd=top, check=True, capture_output=True)  # noqa: S603
    (wheel,) = (top / "wheels").glob("*.whl")
    with ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if ".dist-info/" not in name}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.vo*", "*.glob", ".*"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_wheel_holds_the_sources(checkout: Path) -> None:
    assert shipped(checkout) == sources(checkout)


def test_a_folder_that_is_not_named_is_missed(checkout: Path) -> None:
    (checkout / "proofs" / "new").mkdir()
    (checkout / "proofs" / "new" / "__init__.py").touch()
    assert sources(checkout) - shipped(checkout) == {"bornproof/proofs/new/__init__.py"}


def test_what_was_renamed_is_shipped_again_from_a_stale_build(checkout: Path) -> None:
    stale = checkout / "build" / "lib" / "bornproof" / "proofs"
    stale.mkdir(parents=True)
    (stale / "old_name.py").touch()
    assert shipped(checkout) - sources(checkout) == {"bornproof/proofs/old_name.py"}
