"""The pytest plugin in a suite of a user's own: what it adds, what fails and how it is told; off, it adds nothing."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

# what the plugin imports, and pytester would forget after each run
from bornproof.proofs.checks import manuscript as _manuscript  # noqa: F401
from bornproof.proofs.formulas.manuscript import labels as _labels  # noqa: F401
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report import manuscript as _report  # noqa: F401

pytest_plugins = ["pytester"]

PLUGIN = "bornproof.proofs.pytest_plugin"
RIGHT = r"\begin{equation}\rho_{12}(t)=-q\sqrt{1-q^2}e^{-\kappa t/2}\label{eq:61}\end{equation}"
WRONG = RIGHT.replace("=-q", "=q")
README = (Path(__file__).parents[2] / "proofs" / "README.md").read_text(encoding="utf-8")
Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run in a folder of its own, with the plugin and no other that is installed."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def run(*args: str, apart: bool = False) -> pytest.RunResult:
        return (pytester.runpytest_subprocess if apart else pytester.runpytest_inprocess)("-p", PLUGIN, *args)

    return run


def test_off_it_adds_nothing_and_imports_nothing(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_mine="def test_mine(): pass")
    run().assert_outcomes(passed=1)
    code = f"""
import sys, time, pytest
before, start = set(sys.modules), time.process_time()
import {PLUGIN}
seconds, new = time.process_time() - start, set(sys.modules) - before
sys.exit(f"{{seconds}} s, {{new}}" if seconds > 0.02 or any(not name.startswith("bornproof") for name in new) else 0)
"""
    done = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False) for _ in range(10)]  # noqa: S603
    assert min(one.returncode for one in done) == 0, done


@pytest.mark.parametrize("option", ["ids=eq.61", "manuscript=paper.tex", "map=labels.toml", "fail-on=false", "ledger=a.py:B"])
def test_an_option_without_the_switch_is_refused(run: Run, option: str) -> None:
    result = run(f"--bornproof-{option}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: --bornproof-{option.partition('=')[0]} needs --bornproof"])


def test_each_entry_is_an_item(run: Run) -> None:
    result = run("--bornproof", "--collect-only", "-q")
    assert [line for line in result.outlines if "::" in line] == [f"bornproof::{claim.id}" for claim in PAPER]


def test_what_fails_is_told_as_a_person_needs_it(run: Run) -> None:
    ids = "--bornproof-ids=eq.61,eq.31.3,claim.5-lorentz"
    run("--bornproof", ids, "-p", "no:cacheprovider").assert_outcomes(passed=2, skipped=1)
    result = run("--bornproof", ids, "--bornproof-fail-on", "misprint,false", "-rfs")
    result.assert_outcomes(passed=1, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["misprint: right: *", "printed", "right", "witness"])
    result.stdout.fnmatch_lines(["FAILED bornproof::eq.31.3*"])
    result.stdout.fnmatch_lines(["SKIPPED*out-of-scope: The equations have a time t and no space*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_what_is_undecided_fails(run: Run, pytester: pytest.Pytester) -> None:
    code = README.split("```python\n")[1].split("```")[0]
    correction = code[code.index("            corrected=") : code.index("        ),\n    ),\n    source=")]
    (pytester.path / "mine.py").write_text(code, encoding="utf-8")
    run("--bornproof", "--bornproof-ledger", "mine.py:LEDGER").assert_outcomes(passed=2)
    (pytester.path / "unmended.py").write_text(code.replace(correction, ""), encoding="utf-8")
    result = run("--bornproof", "--bornproof-ledger", "unmended.py:LEDGER")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["undecided, not settled: *"])


def test_each_labelled_equation_is_an_item(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "paper.tex").write_text(
        f"\\section{{A}}\\label{{eq:60}}{RIGHT}{WRONG.replace('eq:61', 'mine')}{RIGHT.replace('eq:61', 'eq:12')}"
        f"{RIGHT.replace('eq:61', 'fig:1')}{RIGHT.replace('eq:61', 'eq:1')}\\label{{eq:9999}}"
    )
    (pytester.path / "labels.toml").write_text('mine = "eq.61"\n"eq:1" = ""\nnowhere = "eq.40"')
    result = run("--bornproof", "--bornproof-ids=", "--bornproof-manuscript=paper.tex", "--bornproof-map=labels.toml", "-v", "-rs")
    result.assert_outcomes(passed=1, failed=5, skipped=1)
    said = {line.split()[0]: line.split()[1] for line in result.outlines if line.startswith("bornproof::") and "%]" in line}
    assert said == {
        "bornproof::paper.tex::eq:61": "PASSED", "bornproof::paper.tex::mine": "FAILED", "bornproof::paper.tex::eq:12": "FAILED",
        "bornproof::paper.tex::eq:1": "SKIPPED", "bornproof::paper.tex::eq:60": "FAILED", "bornproof::paper.tex::nowhere": "FAILED",
        "bornproof::paper.tex::eq:9999": "FAILED",
    }  # fmt: skip
    result.stdout.fnmatch_lines(["mine (eq.61): different: at q = *, but true is *", "proved: ρ₁₂(t) = −q√(1 − q²) e^(−κt/2)"])
    result.stdout.fnmatch_lines(["eq:60: not found: its label stands outside of an equation*"])
    result.stdout.fnmatch_lines(["eq:9999: not found: no entry is called eq.9999*"])
    result.stdout.fnmatch_lines(["eq.40: not found: no label names it*"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--bornproof-ids=eq.99"], "no claim is called 'eq.99'*"),
        (["--bornproof-fail-on=never"], "no verdict is called 'never'*"),
        (["--bornproof-ledger=nowhere.py:LEDGER"], "there is no file nowhere.py"),
        (["--bornproof-map=labels.toml"], "--bornproof-map needs --bornproof-manuscript"),
        (["--bornproof-manuscript=nowhere.tex"], "cannot read *nowhere.tex: No such file or directory"),
        (["--bornproof-manuscript=twice.tex"], "*the label eq:61 stands already at twice.tex, line 1"),
        (["--bornproof-manuscript=empty.tex"], "no equation has a label that names an entry"),
        (["bornproof::eq.61", "bornproof::eq.99"], "there is no bornproof::eq.99"),
        (["--bornproof-manuscript=one.tex", "bornproof::one.tex::eq:12"], "there is no bornproof::one.tex::eq:12"),
    ],
)
def test_what_cannot_be_collected_ends_the_run(run: Run, pytester: pytest.Pytester, args: list[str], said: str) -> None:
    (pytester.path / "twice.tex").write_text(RIGHT * 2)
    (pytester.path / "one.tex").write_text(RIGHT)
    (pytester.path / "empty.tex").touch()
    result = run("--bornproof", *args)
    result.assert_outcomes(errors=1)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines([said])


def test_items_are_chosen_as_any_other(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_mine="def test_mine(): pass")
    (pytester.path / "paper.tex").write_text(RIGHT)
    every = ("--bornproof", "--bornproof-manuscript=paper.tex")
    run(*every, "bornproof::eq.61", "bornproof::paper.tex::eq:61", "test_mine.py").assert_outcomes(passed=3)
    run(*every, "../bornproof::eq.61", "../../bornproof::paper.tex::eq:61").assert_outcomes(passed=2)  # as below the top folder
    run(*every, "bornproof::paper.tex").assert_outcomes(passed=1)
    run(*every, "-k", "test_mine or (eq.61 and not paper)").assert_outcomes(passed=2, deselected=len(PAPER.claims))
    run(*every, "-m", "not bornproof").assert_outcomes(passed=1, deselected=len(PAPER.claims) + 1)


def test_with_xdist_beside_folders_of_the_same_names(run: Run, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    for name in ("proofs", "symbolic", "numeric_check", "tests"):
        folder = pytester.mkpydir(name)
        (folder / "test_own.py").write_text(f"import {name}\n\ndef test_own(): assert {name}.__path__ == [{str(folder)!r}]\n")
    (pytester.path / "paper.tex").write_text(WRONG)
    args = ("-p", "xdist", "-n", "2", "--bornproof", "--bornproof-ids=eq.40,eq.61", "--bornproof-manuscript=paper.tex")
    result = run(*args, apart=True)
    result.assert_outcomes(passed=6, failed=1)
    result.stdout.fnmatch_lines(["eq:61: different: *", "FAILED bornproof::paper.tex::eq:61*"])
    run(*args, "bornproof::eq.61", apart=True).assert_outcomes(passed=1)


def test_pytest_finds_it_where_it_is_installed() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["project"]["entry-points"]["pytest11"] == {"bornproof": PLUGIN}
    installed = {point.value for point in entry_points(group="pytest11")}
    if PLUGIN not in installed:
        pytest.skip("what is installed is not this checkout: without its entry point")
