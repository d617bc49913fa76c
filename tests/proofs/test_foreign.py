"""What comes from outside: what is no file is refused at once, and no text reaches a terminal or a log as an instruction."""

import os
from pathlib import Path

import pytest
from bornproof.proofs.cli.streams import say
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.foreign import check_file, check_plain, is_plain, plain, read_bytes

BAD = ["\033[31mHELLO", "a\nb", "\r", "\x9b2J", "\0", "\u202eq", "\u2028", "::error::no", " ::error", "a::b", "##[error]", ":::"]


@pytest.mark.parametrize("text", BAD, ids=ascii)
def test_an_instruction_is_seen_and_made_plain(text: str) -> None:
    assert not is_plain(text)
    assert is_plain(plain(text))
    for value in (text, [text], {"a": [{"b": text}]}, {text: 1}, ("", (text,))):
        with pytest.raises(LedgerError, match=r"^f must have no control characters, no :: and no ##\[ in a text, not ") as refused:
            check_plain(value, "f")
        assert str(refused.value).isprintable()


@pytest.mark.parametrize("text", ["", "ρ₁₂(t) = −q e^(−κt/2)", "for N = 2, 3; any q: yes", "#[x]", "a : : b"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert is_plain(text)
    assert plain(text) == text
    check_plain({"a": [text, 1, None, 2.5, True]}, "f")


@pytest.mark.parametrize("place", ["pipe", ".", "/dev/zero", "-"])
@pytest.mark.parametrize("error", [LedgerError, ReadError])
def test_what_is_no_file_is_not_waited_for(
    place: str, error: type[LedgerError | ReadError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with pytest.raises(error, match=f"a sum needs a file, not {place}"):
        check_file(Path(place), "a sum needs a file", error)
    with pytest.raises(error, match=f"a sum needs a file, not {place}"):
        read_bytes(Path(place), 9, "a sum", error)


def test_files_are_read_up_to_a_bound(tmp_path: Path) -> None:
    (path := tmp_path / "a").write_bytes(b"123")
    assert read_bytes(path, 3, "a sum") == b"123"
    with pytest.raises(LedgerError, match="must be a file of at most 2 bytes: a sum is never larger"):
        read_bytes(path, 2, "a sum")
    for name in ("nothing", "a\0b", "x" * 300):
        with pytest.raises(LedgerError, match="cannot read"):
            read_bytes(tmp_path / name, 2, "a sum")


def test_an_error_is_one_line_that_a_terminal_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    say("bornproof: no file \033[31mρ\n::error::no")
    assert capsys.readouterr().err == "bornproof: no file \\x1b[31mρ\\n::error::no\n"
