"""What `.ci/run` counts as a run of tests that passed: something passed, and nothing failed."""

import re
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "run"


def function(name: str) -> str:
    """The text of a function of the script."""
    text = SCRIPT.read_text()
    start = text.index(f"\n{name}() {{")
    return text[start : text.index("\n}\n", start) + 3]


def ran(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-c", f"set -euo pipefail\n{script}", "bash", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.mark.parametrize(
    ("run", "passes"),
    [
        ("echo '===== 12 passed in 3.14s ====='", True),
        ("echo '12 passed, 2 skipped in 3.14s (0:00:03)'", True),
        ("echo '=== 1 failed, 12 passed in 3.14s ==='; exit 1", False),
        ("echo '12 passed in 3.14s'; exit 2", False),
        ("echo 'no tests ran in 0.01s'; exit 5", False),
        ("echo 'no tests ran in 0.01s'", False),
        ("echo '5 skipped in 0.01s'", False),
        ("echo '0 passed'", False),
        ("true", False),
        ("false", False),
    ],
)
@pytest.mark.parametrize("call", ['tests bash -c "$1"', 'if tests bash -c "$1"; then true; else exit 1; fi'], ids=["plain", "if"])
def test_a_run_of_tests(run: str, passes: bool, call: str, tmp_path: Path) -> None:
    done = ran(f"work={tmp_path}{function('tests')}{call}\necho reached", run)
    assert (done.returncode == 0, "reached" in done.stdout) == (passes, passes)


@pytest.mark.parametrize(
    ("one", "passes"),
    [("echo begun", True), ("echo begun; exit 3", False), ("echo begun; false; echo on", False), ("false | cat; echo on", False)],
)
def test_what_runs_beside_the_rest_is_shown_and_may_fail_it(one: str, passes: bool, tmp_path: Path) -> None:
    functions = f"work={tmp_path}\ndeclare -A running=(){function('beside')}{function('joined')}one() {{ {one}; }}\n"
    done = ran(functions + 'beside "the one" one; beside another sleep 0; joined another; joined "the one"; echo reached')
    assert (done.returncode == 0, "reached" in done.stdout, "on" in done.stdout.split()) == (passes, passes, False)
    assert ("== the one\nbegun" in done.stdout) == ("begun" in one)


def test_all_that_runs_beside_the_rest_is_joined() -> None:
    text = SCRIPT.read_text()
    names = {word: re.findall(rf'^ *{word} "([^"]+)"', text, re.MULTILINE) for word in ("beside", "joined")}
    assert sorted(names["beside"]) == sorted(names["joined"])
    assert len(names["beside"]) >= 3


def test_every_run_of_pytest_is_counted() -> None:
    lines = [line for line in SCRIPT.read_text().splitlines() if "-m pytest" in line or "${line/" in line]
    assert len(lines) >= 3
    assert all(line.strip().startswith(("tests ", "line=$(grep")) for line in lines)
    assert any(line.startswith("set -euo pipefail") for line in SCRIPT.read_text().splitlines())
