"""The walk of proofs/README.md, run as it stands there."""

import re
import shlex
import sys
from pathlib import Path

import pytest
from bornproof.proofs.cli import main

README = Path(__file__).parents[2] / "proofs" / "README.md"
WALK = README.read_text(encoding="utf-8").split("## Your own ledger\n")[1]
((CODE,), (COMMANDS,)) = (re.findall(rf"```{kind}\n(.*?)```", WALK, re.S) for kind in ("python", "sh"))


@pytest.mark.parametrize("line", COMMANDS.splitlines())
def test_each_command_does_what_is_said(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.py").write_text(CODE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    assert capsys.readouterr().out


def test_the_misprint_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["bornproof", "verify", "--ledger", f"{tmp_path}/mine.py:LEDGER"])
    with pytest.raises(SystemExit):
        main()
    assert "1 holds, 1 misprint" in capsys.readouterr().out
