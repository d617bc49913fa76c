"""What `.ci/run` counts as a run of tests that passed: something passed, and nothing failed."""

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "run"


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
    text = SCRIPT.read_text()
    function = text[text.index("\ntests() {") : text.index("\n}\n", text.index("\ntests() {")) + 3]
    script = f"set -euo pipefail\nwork={tmp_path}{function}{call}\necho reached"
    done = subprocess.run(["bash", "-c", script, "bash", run], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert (done.returncode == 0, "reached" in done.stdout) == (passes, passes)


def test_every_run_of_pytest_is_counted() -> None:
    lines = [line for line in SCRIPT.read_text().splitlines() if "-m pytest" in line or "${line/" in line]
    assert len(lines) >= 3
    assert all(line.strip().startswith(("tests ", "line=$(grep")) for line in lines)
    assert any(line.startswith("set -euo pipefail") for line in SCRIPT.read_text().splitlines())
