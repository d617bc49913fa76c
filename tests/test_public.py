"""The public face of each package: what it exports is there, documented by one dialect, and nothing is imported before its use."""

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("symbolic", "numeric_check", "proofs")
EXPORTS = [(package, name) for package in PACKAGES for name in importlib.import_module(f"bornproof.{package}").__all__]


@pytest.mark.parametrize(("package", "name"), EXPORTS)
def test_what_is_exported_is_documented(package: str, name: str) -> None:
    found = getattr(importlib.import_module(f"bornproof.{package}"), name)
    if not callable(found):
        return
    for member in (found, *(one for key, one in vars(found).items() if inspect.isclass(found) and not key.startswith("_"))):
        text = inspect.getdoc(member.fget if isinstance(member, property) else member) or ""
        assert text, member
    if inspect.isfunction(found):
        assert ">>>" in (found.__doc__ or "")
        sections = {"Parameters", "Raises"} - set(re.findall(r"^(\w+)\n-+$", inspect.getdoc(found) or "", re.MULTILINE))
        assert not sections or "Arguments and errors are those of" in (found.__doc__ or "")


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_imported_before_its_use(package: str) -> None:
    code = f"import sys, bornproof.{package}; sys.exit(any(name in sys.modules for name in ('sympy', 'flint', 'numpy', 'rich')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


@pytest.mark.parametrize("how", ["typed", "file"])
def test_the_code_of_the_readme_runs(how: str, tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (Path(__file__).parents[1] / "README.md").read_text(), re.DOTALL)
    (script := tmp_path / "script.py").write_text(code)
    command = ["-c", code] if how == "typed" else [str(script)]
    done = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True)  # noqa: S603
    assert not done.stderr
    assert done.stdout == "equal if sigma[2] != 0: proved\n"


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_not_exported_is_not_there(package: str) -> None:
    module = importlib.import_module(f"bornproof.{package}")
    with pytest.raises(AttributeError, match="has no attribute 'frobnicate'"):
        module.frobnicate  # noqa: B018
    # A module and an export of one name would hide each other.
    assert not {name for name in module.__all__ if importlib.util.find_spec(f"bornproof.{package}.{name}")}
