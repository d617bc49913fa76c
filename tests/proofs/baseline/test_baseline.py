"""Baselines see what was lost, and are refused where they are not what was written."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs.baseline.baseline_file import read, write
from bornproof.proofs.baseline.differences import Change, Sort, changes, lost
from bornproof.proofs.baseline.snapshot import Record, Snapshot, digest, sealed, snapshot, texts
from bornproof.proofs.checks.run import verify
from bornproof.proofs.cli import main
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.derivation import derivation
from msgspec import convert, to_builtins
from sympy import Integer, Symbol

SHOWN = ("eq.12", "eq.61", "eq.15")
ROOT = Path(__file__).parents[3]


def taken(ledger: Ledger, *ids: str) -> Snapshot:
    return snapshot(verify(ids, ledger=ledger), ledger, {"digits": 50})


def without_premises(*claims: Claim) -> Ledger:
    return Ledger(tuple(replace(claim, uses=()) for claim in claims), source=PAPER.source, language=PAPER.language)


@pytest.fixture(scope="module")
def before() -> Snapshot:
    return taken(without_premises(*(PAPER[one] for one in SHOWN)))


def compared(before: Snapshot, **changed: Claim) -> tuple[Change, ...]:
    claims = [changed.get(one.replace(".", "_"), PAPER[one]) for one in SHOWN]
    return changes(before, taken(without_premises(*claims)))


def test_nothing_has_changed(before: Snapshot) -> None:
    assert compared(before) == ()


def test_what_is_found_where_it_is_judged_is_what_is_found_afterwards(before: Snapshot) -> None:
    asked = ("eq.61", "eq.12", "thm.born")  # the last is not in the baseline
    for jobs in (1, 2):
        run = verify(asked, ledger=PAPER, beside=texts, jobs=jobs)
        assert {*asked} <= {*run.beside}
        for lines in (None, before):
            assert snapshot(run, PAPER, {}, lines) == snapshot(replace(run, beside={}), PAPER, {}, lines)
    lines = snapshot(run, PAPER, {})
    lies = replace(run, beside={**run.beside, "eq.12": run.beside["eq.61"]})  # so it is they that are taken
    assert snapshot(lies, PAPER, {}, lines) != snapshot(run, PAPER, {}, lines)


def test_a_changed_sign_in_a_derivation_is_shown_before_and_after(before: Snapshot) -> None:
    claim = PAPER["eq.61"]
    assert claim.derive
    derive: Callable[[Any], Any] = claim.derive
    wrong = replace(claim, derive=lambda values: derivation("the wrong sign", -derive(values).result))
    found = compared(before, eq_61=wrong)
    assert {change.id for change in found} == {"eq.61"}
    formula = next(change for change in found if change.sort is Sort.DIFFERENT)
    assert formula.what.startswith("derived")
    assert formula.before.replace("−", "") == formula.now.replace("−", "")
    assert formula.before != formula.now
    assert next(change for change in found if change.sort is Sort.WEAKER).now == "undecided"
    assert lost(found)


def test_other_printed_forms_and_assumptions_are_seen(before: Snapshot) -> None:
    claim = PAPER["eq.12"]
    (form,) = claim.printed
    found = compared(before, eq_12=replace(claim, printed=(form, form + 1)))
    assert [(one.what, one.before) for one in found if one.sort is Sort.DIFFERENT] == [("printed", "")]
    assert lost(found)
    fewer = replace(claim, domain=replace(claim.domain, assumptions=()))
    assert any(change.what == "assumptions" and not change.now for change in compared(before, eq_12=fewer))


def narrower(claim: Claim) -> Claim:
    """With another domain of its symbols, which keep their names."""
    domains = {symbol: Symbol(symbol.name, positive=True) for form in claim.printed for symbol in form.free_symbols}
    return replace(claim, printed=tuple(form.xreplace(domains) for form in claim.printed))


@pytest.mark.parametrize(
    ("change", "sort", "what"),
    [
        (lambda claim: replace(claim, name=r"\rho_{21}(t)"), Sort.DIFFERENT, "quantity"),
        (narrower, Sort.DIFFERENT, "symbols"),
        (lambda claim: replace(claim, statement="Another sentence."), Sort.SENTENCE, "statement"),
        (lambda claim: replace(claim, where=((Symbol("a"), Integer(2)),)), Sort.DIFFERENT, "where, a"),
    ],
)
def test_what_else_an_entry_says_is_guarded(before: Snapshot, change: Callable[[Claim], Claim], sort: Sort, what: str) -> None:
    found = compared(before, eq_61=change(PAPER["eq.61"]))
    assert (sort, what) in [(one.sort, one.what) for one in found]
    assert lost(found)


def test_premises_are_guarded() -> None:
    pair = (PAPER["eq.12"], PAPER["eq.61"])
    one, other = (
        taken(Ledger((replace(pair[0], uses=()), replace(pair[1], uses=uses)), source=PAPER.source, language=PAPER.language))
        for uses in (("eq.12",), ())
    )
    assert [(change.sort, change.what, change.before) for change in changes(one, other)] == [(Sort.PREMISES, "premises", "eq.12")]


def test_added_is_no_loss_unless_it_is_meant_strictly(before: Snapshot) -> None:
    one = taken(without_premises(PAPER["eq.12"]))
    found = changes(one, before)
    assert {change.sort for change in found} == {Sort.ADDED}
    assert not lost(found)
    assert lost(found, strict=True)
    assert {change.sort for change in changes(before, one)} == {Sort.REMOVED}
    assert lost(changes(before, one))
    assert changes(before, one, frozenset(("eq.12",))) == ()


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        ("for every N (symbolic); any q", "for N = 2, 3; any q", Sort.NARROWER),
        ("for N = 2, 3; any q", "for N = 2; any q", Sort.NARROWER),
        ("for N = 2; any q", "for N = 2, 3; any q", Sort.WIDER),
        ("for N = 2, J = 1, 2; any q", "for every N (symbolic), J = 1, 2; any q", Sort.WIDER),
        ("for N = 2, J = 1, 2; any q", "for every N (symbolic), J = 1; any q", Sort.NARROWER),
        ("any q", "any q < 1", Sort.NARROWER),
        ("for every N >= 2 (symbolic); x", "for every N >= 5 (symbolic); x", Sort.NARROWER),  # what is not understood
        ("for every N (symbolic); x", "for every N >= 5 (symbolic); x", Sort.NARROWER),
        ("for N = 2; x", "for every N >= 2 (symbolic); x", Sort.NARROWER),
        ("for N = 2 and 3; x", "for N = 2; x", Sort.NARROWER),
        ("for N = 2; x", "for N = 2, 3 with J < N; x", Sort.NARROWER),
        ("for N = 2; x", "for N = 2, n + 1; x", Sort.NARROWER),
        ("for N = 2; x", "for every N; x", Sort.NARROWER),
        ("for N = 3, N = 2; x", "for N = 2, N = 3, 2; x", Sort.NARROWER),
        ("for I = 1, 2, J = 1, 2; x", "for I = 1, 2, 3, J = 2, 1; x", Sort.NARROWER),  # pairs: (1, 1) is not among them
        ("for I = 1, 2, J = 2, 1; x", "for I = 1, 2, 3, J = 1; x", Sort.NARROWER),
        ("for I = 1, J = 2; x", "for I = 1, 3, J = 2; x", Sort.WIDER),
        ("for N = 2; any q", "for N = 2, 3; q = 0", Sort.NARROWER),
    ],
)
def test_scopes(before: Snapshot, old: str, new: str, sort: Sort) -> None:
    def scoped(scope: str) -> Snapshot:
        records = tuple(replaced(record, scope=scope) for record in before.entries[:1])
        return Snapshot(before.schema, before.paper, {}, records)

    assert [change.sort for change in changes(scoped(old), scoped(new))] == [sort]


def replaced(record: Any, **parts: Any) -> Any:
    return type(record)(**({name: getattr(record, name) for name in record.__struct_fields__} | parts))


def called(record: dict[str, Any], name: str) -> dict[str, Any]:
    """A record of a file under another id, with the hash that belongs to it."""
    found: dict[str, Any] = to_builtins(sealed(convert(record | {"id": name}, Record)))
    return found


def test_a_file_is_read_back(before: Snapshot, tmp_path: Path) -> None:
    write(tmp_path / "b.json", before)
    assert read(tmp_path / "b.json") == before


def test_another_way_to_write_the_same_formulas_is_no_change(before: Snapshot) -> None:
    def rewritten(part: Any) -> Any:
        texts = tuple(replaced(text, line=f"{text.line} ") for text in part.texts)
        return replaced(part, sha256=digest(texts), texts=texts)

    records = (replaced(one, parts={name: rewritten(part) for name, part in one.parts.items()}) for one in before.entries)
    assert changes(before, replaced(before, entries=tuple(records))) == ()


def test_what_is_not_settled_is_not_written(before: Snapshot, tmp_path: Path) -> None:
    open_ = replaced(before, entries=(replaced(before.entries[0], settled=False),))
    with pytest.raises(LedgerError, match="a baseline is of what is settled, which eq"):
        write(tmp_path / "b.json", open_)
    assert not (tmp_path / "b.json").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-40], "is no baseline"),
        (lambda _: "[]", "is no baseline"),
        (lambda _: "[" * 100_000, "is no baseline"),
        (lambda _: "\xff\xfe", "is no baseline"),
        (lambda text: text.replace('"schema": 3', '"schema": 1'), "has schema 1"),
        (lambda text: text.replace('"verdict": "holds"', '"verdict": "false"', 1), "what is said of .* has not the hash"),
        (lambda text: text.replace('"scope": "', '"scope": "N = 2, ', 1), "what is said of .* has not the hash"),
        (lambda text: text.replace('"settled": true', '"settled": false, "settled": true', 1), "a name stands twice"),
        (lambda text: text.replace('"canonical": "(', '"canonical": "((', 1), "was changed: what is .* has not the hash"),
        (lambda text: text.replace('"line": "', '"line": "2 ', 1), "was changed: what is .* has not the hash"),
        (lambda text: text.replace('"holds"', '"true"'), "is no baseline"),
        (lambda text: text.replace('"settled"', '"more": 1, "settled"', 1), "is no baseline"),
        (lambda text: text.replace('"eq.15"', '"eq.12"'), "stands twice"),
        (lambda text: text.replace('"settled": true', '"settled": false', 1), "a baseline is of what is settled, which eq"),
        (lambda text: text[: text.index('"entries"')] + '"entries": []}', "must have an entry"),
    ],
)
def test_other_files_are_refused(before: Snapshot, tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    place = tmp_path / "b.json"
    write(place, before)
    place.write_text(change(place.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(LedgerError, match=said):
        read(place)


@pytest.mark.parametrize(
    "said", ["\033[31mHELLO", "a\n::error::pwn", "::error::pwn", "a ##[error]no", "\x9b2J", "\u202eq", "\0"], ids=ascii
)
def test_a_text_that_is_an_instruction_is_refused_wherever_it_stands(before: Snapshot, tmp_path: Path, said: str) -> None:
    place = tmp_path / "b.json"
    first = ("entries", 0)
    texts = (*first, "parts", "evidence", "texts", 0)
    for *way, last in (
        ("paper",), ("written with", "python"), ("written with", said), (*first, "id"), (*first, "scope"), (*first, "parts", said),
        (*texts, "canonical"), (*texts, "line"), (*texts, "of"),
    ):  # fmt: skip
        write(place, before)
        whole = json.loads(place.read_text(encoding="utf-8"))
        inner = whole
        for step in way:
            inner = inner[step]
        inner[last] = {"sha256": "", "texts": []} if "parts" in way[-1:] else said
        place.write_text(json.dumps(whole), encoding="utf-8")
        with pytest.raises(LedgerError, match="must have no control characters, no :: and no ##") as refused:
            read(place)
        assert str(refused.value).isprintable()


@pytest.mark.parametrize("place", ["nowhere.json", ".", "/dev/zero", "pipe", "-", "a\0b", "x" * 300])
def test_what_is_no_file_is_refused(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with pytest.raises(LedgerError, match=r"a baseline needs a file, not|cannot read"):
        read(Path(place))


def test_what_could_not_be_read_again_is_not_written(before: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="must have no control characters, no :: and no ##"):
        write(tmp_path / "b.json", replaced(before, entries=(replaced(before.entries[0], scope="\033[2J"),)))
    assert not list(tmp_path.iterdir())


def run(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.setattr(sys, "argv", ["bornproof", *args])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "b.json")
    assert run(monkeypatch, "baseline", "write", place, "eq.12", "eq.61") == 0
    assert run(monkeypatch, "baseline", "compare", place, "--strict", "eq.12") == 0
    assert run(monkeypatch, "verify", "--against", place, "eq.61") == 0
    capsys.readouterr()
    data = json.loads(Path(place).read_text(encoding="utf-8"))
    data["entries"] = data["entries"][:1]
    Path(place).write_text(json.dumps(data), encoding="utf-8")
    assert run(monkeypatch, "verify", "--against", place, "eq.12", "eq.61") == 0
    out = capsys.readouterr().out
    assert "eq.61  entry added" in out
    assert "entry added: 1\n1 entry not in " in out
    assert run(monkeypatch, "verify", "--against", place, "--strict", "eq.12", "eq.61") == 1
    data["entries"][0] = called(data["entries"][0], "eq.61.7")
    Path(place).write_text(json.dumps(data), encoding="utf-8")
    assert run(monkeypatch, "verify", "--against", place, "61") == 1
    assert "eq.61.7  entry removed" in capsys.readouterr().out
    data["entries"][0] = called(data["entries"][0], "eq.12")
    Path(place).write_text(json.dumps(data), encoding="utf-8")
    capsys.readouterr()
    assert run(monkeypatch, "baseline", "compare", place, "--json", "-", "--strict", "eq.61") == 1
    assert json.loads(capsys.readouterr().out)[0]["change"] == "entry added"


def test_what_guards_more_is_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, before: Snapshot
) -> None:
    write(place := tmp_path / "b.json", before)
    kept = place.read_bytes()
    assert run(monkeypatch, "baseline", "write", str(place), "eq.12") == 2
    assert "would lose 2 of its 3 entries (eq.61, eq.15): --force replaces it" in capsys.readouterr().err
    place.write_bytes(kept.replace(b'"schema": 3', b'"schema": 1'))
    assert run(monkeypatch, "baseline", "write", str(place), "eq.12") == 2
    write(place, replaced(before, paper="another paper"))
    assert run(monkeypatch, "baseline", "write", str(place), *SHOWN) == 2
    assert "would lose 3 of its 3 entries" in capsys.readouterr().err
    place.write_text(r"\documentclass{article}")
    assert run(monkeypatch, "baseline", "write", str(place), "eq.12") == 2
    assert "is no baseline: --force replaces it" in capsys.readouterr().err
    assert run(monkeypatch, "baseline", "write", str(place), "eq.12", "--force") == 0
    assert f"{place}: 1 entry\n" in capsys.readouterr().out
    assert run(monkeypatch, "baseline", "write", str(place), "eq.12", "eq.61") == 0


def test_a_baseline_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "none.json"
    for args in (("baseline", "compare", str(place)), ("verify", "eq.61", "--against", str(place))):
        assert run(monkeypatch, *args) == 2
        assert capsys.readouterr().err == f"bornproof: there is no file {place}: `bornproof baseline write {place}` makes it\n"


def test_a_run_that_is_not_settled_is_not_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "mine.py"
    claim = "Claim('eq.1', '1', 'Wrong.', name='a', printed=(a + 1,), derive=lambda _: derivation('a', a))"
    ledger.write_text(
        "from bornproof.proofs.ledger import Claim, Ledger\n"
        "from bornproof.symbolic.derivation import derivation\nfrom sympy import Symbol\na = Symbol('a')\n"
        f"LEDGER = Ledger(({claim},))\n"
    )
    place = tmp_path / "b.json"
    assert run(monkeypatch, "baseline", "write", str(place), "--ledger", f"{ledger}:LEDGER") == 1
    assert "not written: eq.1 is not settled: " in capsys.readouterr().err
    assert not place.exists()


def test_a_baseline_of_another_ledger_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, before: Snapshot
) -> None:
    write(tmp_path / "b.json", replaced(before, paper="another paper"))
    assert run(monkeypatch, "baseline", "compare", str(tmp_path / "b.json"), "eq.12") == 2
    assert "the baseline is of another ledger: another paper" in capsys.readouterr().err


def test_the_bytes_depend_on_no_hash_seed(tmp_path: Path) -> None:
    files = []
    for seed in ("0", "1", "4242"):
        files.append(tmp_path / f"{seed}.json")
        script = "from bornproof.proofs.cli import main; main()"
        subprocess.run(  # noqa: S603  (our own command)
            [sys.executable, "-c", script, "baseline", "write", str(files[-1]), "eq.15", "eq.22", "eq.31", "thm.spectrum"],
            check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C"},
        )  # fmt: skip
    assert len({file.read_bytes() for file in files}) == 1


def test_the_projects_own_baseline_names_every_entry() -> None:
    kept = read(ROOT / "tests" / "baseline.json")
    assert [record.id for record in kept.entries] == [claim.id for claim in PAPER]
