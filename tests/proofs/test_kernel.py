"""The runner of the kernel has been seen to say no: on sabotaged copies, and without Coq."""

import json
import re
import shutil
from pathlib import Path

import pytest

from proofs.kernel import coq, sources
from proofs.kernel.results import Bearing, KernelReport, KernelVerdict, Link
from proofs.kernel.runner import SOURCES, run
from proofs.kernel.theorems import THEOREMS, Theorem

PARTS = ("Model", "Sums", "Spectrum")  # enough to sabotage, and quick to compile
TABLE = tuple(theorem for theorem in THEOREMS if theorem.file in PARTS)
VICTIM = "total_is_conserved"
PROOF = "Proof. rewrite partial_sums, !(sum_empty (N + 1)) by lia; ring. Qed."


@pytest.fixture
def needs_coq() -> None:
    if shutil.which("coqc") is None:
        pytest.skip(f"NOT TESTED, coqc is not installed: {coq.INSTALL}")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of three of the sources, with their pins and meanings only."""
    for stem in PARTS:
        shutil.copy(SOURCES / f"{stem}.v", tmp_path)
    for aid in ("Pins", "Meanings"):
        head, *modules = re.split(r"(?m)^(?=Module )", (SOURCES / f"{aid}.v").read_text(encoding="utf-8"))
        kept = [module for module in modules if module.split()[1].split("_")[0] in PARTS]
        head = re.sub(r"From bornproof Require[^.]*\.", f"From bornproof Require {' '.join(PARTS)}.", head)
        (tmp_path / f"{aid}.v").write_text(head + "".join(kept), encoding="utf-8")
    return tmp_path


def change(folder: Path, stem: str, old: str, new: str) -> None:
    """Replace a text that occurs exactly once."""
    path = folder / f"{stem}.v"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must occur once in {stem}.v, not {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def verdict_of(report: KernelReport, name: str) -> KernelVerdict:
    return next(theorem.verdict for theorem in report.theorems if theorem.name == name)


FREE = "free : forall N s p, sum 1 N (population_rate N s p) = 0."
LOOP = "Lemma loop : nat -> False.\nProof. exact (fix go (n : nat) : False := go n). Qed."
UNFOUNDED = {  # what is declared beforehand, and the proof that abuses it
    "admitted": ("", "Proof. Admitted."),
    "axiom": (f"Axiom {FREE}", "Proof. exact (free N s p). Qed."),
    "parameter": (f"Parameter {FREE}", "Proof. exact (free N s p). Qed."),
    "hypothesis outside a section": (f"Hypothesis {FREE}", "Proof. exact (free N s p). Qed."),
    "admitted lemma": (f"Lemma {FREE}\nAdmitted.", "Proof. exact (free N s p). Qed."),
    "guard": (f"Unset Guard Checking.\n{LOOP}\nSet Guard Checking.", "Proof. destruct (loop 0). Qed."),
    "fake standard axiom": (
        "Module Classical_Prop. Axiom classic : False. End Classical_Prop.",
        "Proof. destruct Classical_Prop.classic. Qed.",
    ),
}


def declare(folder: Path, declaration: str) -> None:
    first = "(** (39): the partial sums S_n obey"
    change(folder, "Spectrum", first, f"{declaration}\n{first}")


@pytest.mark.usefixtures("needs_coq")
def test_the_whole_development_is_proved() -> None:
    report = run()
    assert report.problems == ()
    assert report.settled
    assert {theorem.verdict for theorem in report.theorems} == {KernelVerdict.PROVED}
    assert set(report.axioms) <= set(coq.ALLOWED)
    assert json.loads(json.dumps(report.to_json()))["settled"] is True


@pytest.mark.usefixtures("needs_coq")
def test_the_copy_is_proved(copy: Path) -> None:
    report = run(copy, table=TABLE)
    assert report.problems == ()
    assert report.settled
    assert not list(copy.glob("*.vo"))


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize(("declaration", "proof"), UNFOUNDED.values(), ids=UNFOUNDED)
def test_an_unfounded_proof_is_refused(declaration: str, proof: str, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(copy, declaration)
    change(copy, "Spectrum", PROOF, proof)
    monkeypatch.setattr(sources, "forbidden", lambda _: ())  # by its effect alone
    report = run(copy, table=TABLE)
    assert not report.settled
    assert verdict_of(report, VICTIM) is not KernelVerdict.PROVED
    assert any("more than the standard axioms" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
def test_a_weakened_hypothesis_is_refused(copy: Path) -> None:
    change(copy, "Spectrum", f"{VICTIM} N s p : sum", f"{VICTIM} N s p : (1 <= N)%nat -> sum")
    change(copy, "Spectrum", PROOF, PROOF.replace("Proof. ", "Proof. intros _; "))
    report = run(copy, table=TABLE)
    assert verdict_of(report, VICTIM) is KernelVerdict.REFUSED
    assert verdict_of(report, "double_sum_orders") is KernelVerdict.UNSETTLED
    assert any("Pins.v does not compile" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
def test_a_removed_theorem_is_refused(copy: Path) -> None:
    change(copy, "Spectrum", f"Theorem {VICTIM} N s p : sum 1 N (population_rate N s p) = 0.\n{PROOF}", "")
    report = run(copy, table=TABLE)
    assert verdict_of(report, VICTIM) is KernelVerdict.REFUSED
    assert f"Spectrum.{VICTIM} is missing from the sources" in report.problems


@pytest.mark.usefixtures("needs_coq")
def test_a_theorem_without_an_entry_is_refused(copy: Path) -> None:
    report = run(copy, table=tuple(theorem for theorem in TABLE if theorem.name != VICTIM))
    assert not report.settled
    assert report.problems == (f"Spectrum.{VICTIM} is missing from the table",)


@pytest.mark.usefixtures("needs_coq")
def test_a_theorem_without_a_pin_is_refused(copy: Path) -> None:
    change(copy, "Spectrum", "(** ** The rates *)", "(** (39): true. *)\nTheorem extra : True.\nProof. exact I. Qed.")
    report = run(copy, table=(*TABLE, Theorem("extra", "Spectrum", (Link("eq.39.4", Bearing.PART),))))
    assert report.problems == ("Spectrum.extra is missing from the pins",)
    assert verdict_of(report, "extra") is KernelVerdict.REFUSED


@pytest.mark.usefixtures("needs_coq")
def test_a_pin_of_another_statement_is_refused(copy: Path) -> None:
    change(copy, "Pins", f"  := Spectrum.{VICTIM}.", f"  := Spectrum.{VICTIM} N.")
    report = run(copy, table=TABLE)
    assert verdict_of(report, VICTIM) is KernelVerdict.REFUSED


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize(
    ("stem", "old", "new"),
    [
        ("Spectrum", "if Nat.ltb m n then 0", "if Nat.ltb m n then 1"),  # every proof still compiles
        ("Model", "if b then 1 else 0", "if b then 2 else 0"),
        ("Meanings", "if Nat.ltb m n then 0", "if Nat.ltb m n then 1"),
    ],
    ids=["unused value", "step", "meaning"],
)
def test_a_mutated_constant_is_refused(stem: str, old: str, new: str, copy: Path) -> None:
    change(copy, stem, old, new)
    report = run(copy, table=TABLE)
    assert not report.settled
    assert KernelVerdict.PROVED not in {theorem.verdict for theorem in report.theorems}
    assert any("does not compile" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
def test_a_definition_that_is_not_typed_again_is_refused(copy: Path) -> None:
    change(copy, "Spectrum", "(** ** The rates *)", "Definition extra : nat := 0.")
    assert run(copy, table=TABLE).problems == ("Spectrum.extra is a definition that is not typed again",)


@pytest.mark.usefixtures("needs_coq")
def test_an_empty_folder_is_not_settled(tmp_path: Path) -> None:
    assert not run(tmp_path).settled
    assert not run(tmp_path, table=()).settled


def test_without_coq_every_theorem_is_unable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = run()
    assert not report.settled
    assert {theorem.verdict for theorem in report.theorems} == {KernelVerdict.UNABLE}
    assert report.problems == (f"coqc is not installed: {coq.INSTALL}",)


def test_without_coquelicot_every_theorem_is_unable(monkeypatch: pytest.MonkeyPatch) -> None:
    message = "Error: Cannot find a physical path bound to logical path\nCoquelicot with prefix Coquelicot."
    monkeypatch.setattr(coq, "version", lambda: "8.16.1")
    monkeypatch.setattr(coq, "_dependencies", lambda _: {"Sums": set()})
    monkeypatch.setattr(coq, "_compile", lambda *_: message)
    report = run()
    assert {theorem.verdict for theorem in report.theorems} == {KernelVerdict.UNABLE}
    assert report.problems == (f"Coquelicot is not installed: {coq.INSTALL}",)


def test_table_pins_and_sources_name_the_same_theorems() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SOURCES.glob("*.v")}
    table = {(theorem.file, theorem.name) for theorem in THEOREMS}
    assert len(table) == len(THEOREMS)
    assert table == {(pin.file, name) for name, pin in sources.pins(texts["Pins"]).items()}
    assert table == {(stem, name) for stem, text in texts.items() for name in sources.theorems(text)}


def test_every_theorem_has_a_sentence_of_words() -> None:
    for path in SOURCES.glob("*.v"):
        for name, sentence in sources.theorems(path.read_text(encoding="utf-8")).items():
            assert re.search(r"[a-z]{3}", sentence), name


@pytest.mark.parametrize(("declaration", "proof"), UNFOUNDED.values(), ids=UNFOUNDED)
def test_an_unfounded_proof_is_refused_by_its_words_too(declaration: str, proof: str) -> None:
    assert sources.forbidden(f"{declaration}\nTheorem a : True.\n{proof}") or declaration.startswith("Hypothesis")


def test_comments_hide_nothing() -> None:
    assert sources.forbidden('(* "*)" Axiom. *) Lemma a : True. (* Admitted. *)') == ()
    assert sources.forbidden("(* (* *) Axiom *) Parameter x : False.") == ("Parameter",)
    assert sources.forbidden("Unset Guard  Checking.") == ("Guard Checking",)
    assert sources.forbidden('Notation "0 = 1" := True.') == ("Notation",)
    assert sources.forbidden('Local Notation "0 = 1" := True.') == ()


@pytest.mark.parametrize("jobs", [0, -1])
def test_jobs_must_be_positive(jobs: int) -> None:
    with pytest.raises(ValueError, match=f"jobs must be at least 1, not {jobs}"):
        run(jobs=jobs)
