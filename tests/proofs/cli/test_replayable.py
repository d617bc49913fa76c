"""One entry's JSON alone lets a maintainer replay it; a run's says what it was made with, in a key of its own."""

import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import pytest
import sympy
from bornproof.proofs.cli import main
from bornproof.proofs.formulas.formula import read_formula
from sympy import IndexedBase, Symbol

Called = Any
LEVELS = ("I", "J", "K", "M", "N", "W", "n")


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Called:
    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["bornproof", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), capsys.readouterr().out

    return run


def shown(called: Called, entry: str, path: Path) -> dict[str, Any]:
    assert called("show", entry, "--full", "--json", str(path))[0] == 0
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["entries"][0]
    return found


@pytest.mark.parametrize("entry", ["eq.61", "eq.31.3", "eq.58", "thm.winner"])
def test_an_entry_is_replayed_from_its_json_alone(entry: str, called: Called, tmp_path: Path) -> None:
    found = shown(called, entry, tmp_path / "entry.json")
    for package in (sympy, mpmath):
        (tmp_path / package.__name__).symlink_to(Path(package.__file__).parent)
    (tmp_path / "certificate.py").write_text(found["certificate"], encoding="utf-8")
    code = f"import sys, runpy; sys.path.insert(0, {str(tmp_path)!r}); runpy.run_path({str(tmp_path / 'certificate.py')!r})"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    for quantity in found["quantities"][:1]:  # the correction of (31) is a table
        assert quantity["derivation"][-1]["result"]
        assert len(quantity["points"]) >= 20
        for told in quantity["points"]:
            values = [value(form, told["point"], found) for form in quantity["forms"]]
            assert all(abs(one - number(text)) < 1e-9 for one, text in zip(values, told["values"], strict=True))


def value(form: str, point: dict[str, str], found: dict[str, Any]) -> Any:
    """The value of a formula at a point, read with the names that the JSON tells, and nothing else."""
    names: dict[str, Any] = {}
    for symbol in found["symbols"]:
        name = re.split(r"[\[(]", symbol)[0]
        names[name] = IndexedBase(name) if "[" in symbol else Symbol(name, integer=True if name in LEVELS else None)
    for name, text in found["where"].items():
        form = form.replace(name, f"({text})")
    tree = read_formula(form, names).doit()
    for name, text in sorted(point.items(), key=lambda pair: "[" in pair[0]):  # levels first: they are indices of tables
        tree = tree.subs(read_formula(name, names), read_formula(text, {}))
    return complex(tree.evalf())


def number(text: str) -> float:
    return float(Fraction(re.sub(r"\[(\S*) \+/- .*\]", r"\1", text)))


def test_what_is_right_is_what_check_takes(called: Called, tmp_path: Path) -> None:
    found = shown(called, "eq.61", tmp_path / "entry.json")
    assert called("check", "eq.61", found["printed"][0])[0] == 0
    assert called("check", "eq.61", found["printed"][0].removeprefix("-"))[0] == 1


def test_an_entry_without_certificate_says_why(called: Called, tmp_path: Path) -> None:
    found = shown(called, "eq.1", tmp_path / "entry.json")
    assert found["certificate"] is None
    assert "nothing to prove" in found["no_certificate"]
    assert found["quantities"][0]["points"]
    assert shown(called, "claim.5-lorentz", tmp_path / "other.json")["quantities"] == []


def test_without_full_nothing_is_added(called: Called, tmp_path: Path) -> None:
    assert called("show", "eq.61", "--json", str(tmp_path / "short.json"))[0] == 0
    (short,) = json.loads((tmp_path / "short.json").read_text(encoding="utf-8"))["entries"]
    long = shown(called, "eq.61", tmp_path / "long.json")
    assert not {"certificate", "quantities", "where", "symbols"} & set(short)
    assert {key: long[key] for key in short} == short


def test_provenance_stands_in_a_key_of_its_own(called: Called, tmp_path: Path) -> None:
    plain, told = tmp_path / "plain.json", tmp_path / "told.json"
    assert called("verify", "eq.12", "--json", str(plain))[0] == 0
    assert called("verify", "eq.12", "--json", str(told), "--provenance")[0] == 0
    report = json.loads(told.read_text(encoding="utf-8"))
    found = report.pop("provenance")
    assert json.dumps(report, indent=1, ensure_ascii=False) + "\n" == plain.read_text(encoding="utf-8")
    assert found["version"] == report["environment"]["bornproof"]
    assert found["commit"] is None or re.fullmatch("[0-9a-f]{40}", found["commit"])
    assert found["dependencies"]["sympy"] == sympy.__version__
    assert found["platform"]["python"] == sys.version.split()[0]
    for hidden in (str(Path(__file__).parents[3]), str(Path.home())):
        assert hidden not in told.read_text(encoding="utf-8")


def test_provenance_needs_a_file(called: Called) -> None:
    assert called("verify", "eq.12", "--provenance")[0] == 2
