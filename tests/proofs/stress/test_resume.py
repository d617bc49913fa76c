"""The file of finished trials: what was written is read again, what was cut off is left out, anything else is refused."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.stress import resume as resuming
from bornproof.proofs.stress.resume import ResumeFile
from bornproof.proofs.stress.trials import Trial, try_claim

IDS = ("eq.10", "eq.61", "claim.4.4-trace")


@pytest.fixture(scope="module")
def trials() -> list[Trial]:
    return [try_claim(PAPER[claim_id]) for claim_id in IDS]


@pytest.fixture
def saved(tmp_path: Path, trials: list[Trial]) -> Path:
    path = tmp_path / "trials.jsonl"
    file = ResumeFile(path, 50)
    for trial in trials:
        file.add(trial)
    return path


def test_what_was_written_is_read_again(saved: Path, trials: list[Trial]) -> None:
    assert list(ResumeFile(saved, 50).trials.values()) == trials
    assert len(saved.read_text().splitlines()) == 1 + len(trials)


def test_a_line_that_was_cut_off_is_left_out(saved: Path, trials: list[Trial]) -> None:
    text = saved.read_text()
    saved.write_text(text[:-40])
    file = ResumeFile(saved, 50)
    assert list(file.trials.values()) == trials[:-1]
    file.add(trials[-1])
    assert saved.read_text() == text


def test_a_file_that_was_cut_off_in_its_first_line_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    path.write_text('{"bornproof mu')
    assert ResumeFile(path, 50).trials == {}


def test_trials_with_other_digits_are_refused(saved: Path) -> None:
    with pytest.raises(LedgerError, match="this version with these digits"):
        ResumeFile(saved, 60)


def test_trials_of_other_code_are_refused(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resuming, "fingerprint", lambda home: f"another than that of {home}")
    with pytest.raises(LedgerError, match="this version with these digits"):
        ResumeFile(saved, 50)


def changed(plain: dict[str, Any], *path: Any, to: Any) -> dict[str, Any]:
    place: Any = plain
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return plain


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), 7),
        (("power",), "60"),
        (("power",), True),
        (("mutations",), None),
        (("mutations", 0), "sign"),
        (("mutations", 0, "fate"), "escaped"),
        (("mutations", 0, "fate"), "survived"),
        (("mutations", 0, "formula"), ["a"]),
        (("mutations", 0, "witness"), None),
        (("mutations", 0, "witness", "point"), [["a", 1]]),
        (("mutations", 0, "witness", "point"), [["a"]]),
    ],
    ids=str,
)
def test_anything_but_a_trial_is_refused(saved: Path, path: tuple[Any, ...], value: Any) -> None:
    first, second, *rest = saved.read_text().splitlines()
    saved.write_text("\n".join([first, json.dumps(changed(json.loads(second), *path, to=value)), *rest]) + "\n")
    with pytest.raises((LedgerError), match="line 2: not a trial"):
        ResumeFile(saved, 50)


@pytest.mark.parametrize("path", [("id",), ("failure",), ("mutations", 0, "kind"), ("mutations", 0, "formula")], ids=str)
@pytest.mark.parametrize("value", ["\033[31mHELLO", "a\n::error::no"], ids=ascii)
def test_a_text_that_is_an_instruction_is_refused(saved: Path, path: tuple[Any, ...], value: str) -> None:
    first, second, *rest = saved.read_text().splitlines()
    saved.write_text("\n".join([first, json.dumps(changed(json.loads(second), *path, to=value)), *rest]) + "\n")
    with pytest.raises(LedgerError, match="line 2 must have no control characters, no :: and no ##"):
        ResumeFile(saved, 50)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"mutations": [' * 100_000, "}", "null", "\x00", "[1, 2]"],
    ids=["deep", "nested", "}", "null", "NUL", "list"],
)
def test_any_other_line_is_refused(saved: Path, text: str) -> None:
    saved.write_text(f"{saved.read_text()}{text}\n")
    with pytest.raises(LedgerError, match=f"line {2 + len(IDS)}: not a trial"):
        ResumeFile(saved, 50)


@pytest.mark.parametrize("text", ["[" * 100_000, "}", "null", "\x00", "[1, 2]"], ids=["deep", "}", "null", "NUL", "list"])
def test_any_other_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other"
    path.write_text(f"{text}\n")
    with pytest.raises(LedgerError, match="this version with these digits"):
        ResumeFile(path, 50)
    assert path.read_text() == f"{text}\n"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary"
    path.write_bytes(b"\xff\xfe\n")
    with pytest.raises(LedgerError, match="must hold trials"):
        ResumeFile(path, 50)
    assert path.read_bytes() == b"\xff\xfe\n"


def test_two_runs_do_not_mix(saved: Path, trials: list[Trial]) -> None:
    first = ResumeFile(saved, 50)
    with pytest.raises(LedgerError, match="another run is writing it"):
        ResumeFile(saved, 50)
    assert list(first.trials.values()) == trials
    del first
    ResumeFile(saved, 50)


def test_a_full_disk_leaves_what_was_whole(saved: Path, trials: list[Trial], monkeypatch: pytest.MonkeyPatch) -> None:
    file, write = ResumeFile(saved, 50), os.write

    def half(handle: int, line: bytes) -> int:
        if len(line) < 20:
            raise OSError(28, "No space left on device")
        return write(handle, line[: len(line) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(LedgerError, match=r"cannot write .*: No space left"):
        file.add(trials[0])
    monkeypatch.undo()
    del file
    assert list(ResumeFile(saved, 50).trials.values()) == trials


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot write"):
        ResumeFile(tmp_path / "nowhere" / "trials.jsonl", 50)
    with pytest.raises(LedgerError, match="needs a file"):
        ResumeFile(tmp_path, 50)
