"""The runner of the kernel has been seen to say no: on sabotaged developments, with a false coqc, and without Coq."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bornproof.proofs.cli.verify import verify
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.kernel import coq, sources
from bornproof.proofs.kernel.results import Bearing, KernelReport, KernelVerdict, Theorem
from bornproof.proofs.kernel.runner import SOURCES, run
from bornproof.proofs.paper.coq_dictionary import DICTIONARY
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.theorems import THEOREMS

STATEMENTS = """(** Three statements, of which the last is false. *)

Definition twice (n : nat) : nat := n + n.

(** (1): what twice is. *)
Definition eq_1 : Prop := forall n : nat,
  twice n = n + n.

(** (2): an order. *)
Definition eq_2 : Prop := forall n : nat, n + 0 = n.

(** (3): nothing proves it. *)
Definition eq_3 : Prop := twice 1 = 3.
"""
THEORY = """From Trusted Require Import Statements.

Theorem eq_1 : Statements.eq_1.
Proof. intros n; reflexivity. Qed.

Theorem eq_2 : Statements.eq_2.
Proof. intros n; induction n; simpl; congruence. Qed.

"""
HONEST = "Theorem eq_3 : Statements.eq_3.\nProof. discriminate. Qed."
LOOP = "Lemma loop : nat -> False.\nProof. exact (fix go (n : nat) : False := go n). Qed."
BY_AXIOM = "Theorem eq_3 : Statements.eq_3.\nProof. destruct bad. Qed."
TABLE = tuple(Theorem(f"Small.eq_{number}", part={"eq.38": "nothing"}) for number in (1, 2, 3))

SABOTAGES = {  # what is written in the place of a proof of the false statement
    "not proved": HONEST,
    "removed": "",
    "renamed": "Theorem eq_4 : True.\nProof. exact I. Qed.",
    "admitted": "Theorem eq_3 : Statements.eq_3.\nProof. Admitted.",
    "admitted lemma": f"Lemma bad : False.\nAdmitted.\n{BY_AXIOM}",
    "axiom": f"Axiom bad : False.\n{BY_AXIOM}",
    "axiom under another word": f"#[local] Conjectures bad : False.\n{BY_AXIOM}",
    "hypothesis outside a section": f"Hypothesis bad : False.\n{BY_AXIOM}",
    "axiom named like a standard one": (
        "Module Classical_Prop. Axiom classic : False. End Classical_Prop.\n"
        "Theorem eq_3 : Statements.eq_3.\nProof. destruct Classical_Prop.classic. Qed."
    ),
    "guard": f"Unset Guard Checking.\n{LOOP}\nSet Guard Checking.\nTheorem eq_3 : Statements.eq_3.\nProof. destruct (loop 0). Qed.",
    "bypassed guard": f"#[bypass_check(guard)] Fixpoint bad (n : nat) : False := bad n.\n{BY_AXIOM.replace('bad', '(bad 0)')}",
    "positivity": (
        "Unset Positivity Checking.\nInductive odd : Prop := Odd : (odd -> False) -> odd.\nSet Positivity Checking.\n"
        "Lemma bad : False.\nProof. assert (no : odd -> False) by (intros [f]; exact (f (Odd f))). exact (no (Odd no)). Qed.\n"
        f"{BY_AXIOM}"
    ),
    "type in type": (
        "From Coq Require Hurkens.\nUnset Universe Checking.\nLemma bad : False.\n"
        f"Proof. exact (Hurkens.TypeNeqSmallType.paradox Type eq_refl). Qed.\nSet Universe Checking.\n{BY_AXIOM}"
    ),
    "type in type for all who load it": (
        "From Coq Require Hurkens.\n#[global] Unset Universe Checking.\nTheorem eq_3 : Statements.eq_3.\n"
        "Proof. destruct (Hurkens.TypeNeqSmallType.paradox Type eq_refl). Qed."
    ),
    "a private definition": "Definition twice (n : nat) : nat := 3.\nTheorem eq_3 : twice 1 = 3.\nProof. reflexivity. Qed.",
    "a second statement": (
        "Module Statements. Definition eq_3 := True. End Statements.\nTheorem eq_3 : Statements.eq_3.\nProof. exact I. Qed."
    ),
    "a local notation": "Local Notation \"'Statements.eq_3'\" := True.\nTheorem eq_3 : Statements.eq_3.\nProof. exact I. Qed.",
    "a notation": 'Notation "n = m" := (n = m \\/ True) : type_scope.\nTheorem eq_3 : twice 1 = 3.\nProof. now right. Qed.',
    "an example": "Example eq_3 : True := I.",
    "a lemma in a module": "Module Small. Lemma eq_3 : True. Proof. exact I. Qed. End Small.",
    "an instance": "Class Given (P : Prop) := given : P.\n#[global] Instance eq_3 : Given True := I.",
    "a weakened hypothesis": "Theorem eq_3 : False -> Statements.eq_3.\nProof. intros []. Qed.",
    "a coercion": (
        "Axiom bad : False.\nDefinition fake (x : True) : Statements.eq_3 := match bad with end.\n"
        "#[global] Coercion fake : True >-> Statements.eq_3.\nTheorem eq_3 : True.\nProof. exact I. Qed."
    ),
    "a coercion from a private class": (
        "Definition given := True.\nDefinition fake (x : given) : Prop := x = x.\n#[global] Coercion fake : given >-> Sortclass.\n"
        "Theorem eq_3 : given.\nProof. exact I. Qed."
    ),
    "a canonical structure": (
        "Structure claim := { carrier : Prop; proof : carrier }.\n"
        "#[global] Canonical Structure easy := {| carrier := True; proof := I |}.\n"
        "Definition eq_3 := proof easy."
    ),
    "a printing option": f"#[global] Set Printing All.\nAxiom bad : False.\n{BY_AXIOM}",
    "warnings turned off": f'#[global] Set Warnings "-all".\nAxiom bad : False.\n{BY_AXIOM}',
    "a check turned off where abstract proves": (
        "Lemma bad : False.\nProof. Unset Guard Checking. assert (loop : nat -> False) by abstract (exact (fix go (n : nat) : "
        f"False := go n)). Set Guard Checking. exact (loop 0). Qed.\n{BY_AXIOM}"
    ),
    "universes unchecked where abstract proves": (
        "From Coq Require Hurkens.\nLemma bad : False.\nProof. Unset Universe Checking. assert (no : False) by abstract (exact "
        f"(Hurkens.TypeNeqSmallType.paradox Type eq_refl)). Set Universe Checking. exact no. Qed.\n{BY_AXIOM}"
    ),
    "a plugin": 'Declare ML Module "anything".',
    "a file of the user's": 'Load "/tmp/anything".',
    "a command that writes": f'Redirect "../trusted/Statements" Print nat.\n{HONEST}',
}
OTHER_FILES = {  # a theory whose file's name is that of something trusted
    "Statements": "Definition eq_3 : Prop := True.",
    "Trusted": "Module Statements. Definition eq_3 : Prop := True. End Statements.",
    "Classical_Prop": "Axiom classic : False.",
}


@pytest.fixture
def needs_coq() -> None:
    if shutil.which("coqc") is None:
        pytest.skip(f"NOT TESTED, coqc is not installed: {coq.INSTALL}")


def small(folder: Path, proof: str, statements: str = STATEMENTS) -> Path:
    """A development of three statements and one theory, which ends with the given proof of the third."""
    (folder / "theories").mkdir(parents=True)
    (folder / "Statements.v").write_text(statements, encoding="utf-8")
    (folder / "theories" / "Small.v").write_text(f"{THEORY}{proof}\n", encoding="utf-8")
    return folder


def true(folder: Path) -> Path:
    """The same with a third statement that is true, and proved."""
    return small(folder, "Theorem eq_3 : Statements.eq_3.\nProof. exact eq_refl. Qed.", STATEMENTS.replace("1 = 3", "1 = 2"))


def _silenced(assumptions: Callable[..., tuple[dict[str, str], str]]) -> Callable[..., tuple[dict[str, str], str]]:
    """A reader of assumptions that forgets what it has read."""
    return lambda *arguments: ({}, assumptions(*arguments)[1])


def verdict_of(report: KernelReport, name: str) -> KernelVerdict:
    return next(theorem.verdict for theorem in report.theorems if theorem.name == name)


def false_coqc(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a coqc, and a coqdep, that are this shell script in front of the PATH."""
    (folder / "bin").mkdir()
    for tool in ("coqc", "coqdep"):
        (folder / "bin" / tool).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / "bin" / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("needs_coq")
def test_the_whole_development_is_proved() -> None:
    report = run(table=THEOREMS, claims={claim.id: claim for claim in PAPER}, words=DICTIONARY)
    assert report.problems == ()
    assert report.settled
    assert {theorem.verdict for theorem in report.theorems} == {KernelVerdict.PROVED}
    assert set(report.axioms) <= set(coq.ALLOWED)
    links = {link.entry: link for theorem in report.theorems for link in theorem.links if link.bearing is not Bearing.PART}
    assert links["eq.22"].bearing is Bearing.CORRECTED
    assert links["eq.19"].bearing is Bearing.UNDER_CONDITIONS
    assert links["eq.40"].bearing is Bearing.PRINTED
    refuted = {link.entry for theorem in report.theorems for link in theorem.links if link.bearing is Bearing.REFUTES}
    assert refuted == {"eq.4", "eq.5", "eq.15", "eq.31.3", "eq.36.1"}
    assert all(link.note for theorem in report.theorems for link in theorem.links if link.bearing is Bearing.PART)
    plain = json.loads(json.dumps(report.to_json()))
    assert plain["settled"] is True
    assert {theorem["axioms_of"] for theorem in plain["theorems"]} == {"all theorems together"}


FALSE = {  # what is written into Statements.v that is not true, and the theory that then proves it no more
    "AveragedCoherences": (r"(closed_factor (?:.|\n)*?)exp \(2 \* a\)", r"\1exp a"),
    "AveragedOrder": (r"(averaged_order_strict (?:.|\n)*?)1 < n", r"\g<1>1 <= n"),
    "StateIndependent": (r"(no_state_independent_rates (?:.|\n)*?)3 <= M", r"\g<1>2 <= M"),
    "Weighted": (r"(looks_above (?:.|\n)*?)M < K", r"\1K < M"),
}


@pytest.mark.usefixtures("needs_coq")
def test_false_statements_about_averages_are_refused(tmp_path: Path) -> None:
    shutil.copytree(SOURCES / "theories", tmp_path / "theories")
    text = (SOURCES / "Statements.v").read_text(encoding="utf-8")
    for old, new in FALSE.values():
        text, count = re.subn(old, new, text)
        assert count == 1
    (tmp_path / "Statements.v").write_text(text, encoding="utf-8")
    report = run(tmp_path, table=THEOREMS)
    refused = {theorem.file for theorem in report.theorems if theorem.verdict is KernelVerdict.REFUSED}
    above = {"LevelRates", "WinnerForced"}  # which rest on them
    assert refused == {*FALSE, *above}
    assert KernelVerdict.PROVED not in {theorem.verdict for theorem in report.theorems}


@pytest.mark.usefixtures("needs_coq")
def test_a_small_development_is_proved(tmp_path: Path) -> None:
    report = run(true(tmp_path), table=TABLE)
    assert report.problems == ()
    assert report.settled
    assert report.coq_version
    assert report.theorems[0].statement == "forall n : nat,\n  twice n = n + n"
    assert report.theorems[0].equation == (1,)
    assert not list(tmp_path.rglob("*.vo"))


@pytest.mark.usefixtures("needs_coq")
def test_what_was_compiled_is_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(tmp_path, SABOTAGES["axiom"])
    assert run(true(tmp_path / "true"), table=TABLE, recheck=True).settled
    monkeypatch.setattr(coq, "assumptions", _silenced(coq.assumptions))
    assert run(tmp_path, table=TABLE).settled, "only coqchk is to see it"
    report = run(tmp_path, table=TABLE, recheck=True)
    assert not report.settled
    assert any("coqchk objects" in problem and "bad" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize("proof", SABOTAGES.values(), ids=SABOTAGES)
def test_a_false_statement_is_not_proved(proof: str, tmp_path: Path) -> None:
    report = run(small(tmp_path, proof), table=TABLE)
    assert not report.settled
    assert KernelVerdict.PROVED not in {theorem.verdict for theorem in report.theorems}


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize("name", [name for name in SABOTAGES if "where abstract proves" in name])
def test_what_abstract_hides_is_checked_again(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "forbidden", lambda _: ())
    report = run(small(tmp_path, SABOTAGES[name]), table=TABLE)
    assert not report.settled
    assert any("coqchk objects" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize(("stem", "text"), OTHER_FILES.items(), ids=OTHER_FILES)
def test_a_theory_named_like_something_trusted_proves_nothing(stem: str, text: str, tmp_path: Path) -> None:
    use = "Theorem eq_3 : Statements.eq_3.\nProof. exact I. Qed."
    if stem == "Classical_Prop":
        use = "Theorem eq_3 : Statements.eq_3.\nProof. destruct Classical_Prop.classic. Qed."
    small(tmp_path, f"From bornproof Require Import {stem}.\n{use}")
    (tmp_path / "theories" / f"{stem}.v").write_text(f"{text}\n", encoding="utf-8")
    report = run(tmp_path, table=TABLE)
    assert verdict_of(report, "eq_3") is not KernelVerdict.PROVED
    assert not report.settled
    assert not any(f"{name}.v does not compile" in problem for problem in report.problems for name in (stem, "Small"))


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize("name", ["axiom", "guard", "type in type", "admitted", "axiom named like a standard one"])
def test_what_a_false_proof_rests_on_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "forbidden", lambda _: ())
    report = run(small(tmp_path, SABOTAGES[name]), table=TABLE)
    assert any("more than the standard axioms" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize("option", ["Universe", "Guard", "Positivity"])
def test_a_check_turned_off_for_all_is_felt_though_nothing_uses_it(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "forbidden", lambda _: ())
    folder = true(tmp_path)
    theory = folder / "theories" / "Small.v"
    theory.write_text(f"{theory.read_text(encoding='utf-8')}\n#[global] Unset {option} Checking.\n", encoding="utf-8")
    assert not run(folder, table=TABLE).settled


@pytest.mark.usefixtures("needs_coq")
def test_the_one_at_fault_is_refused_and_nothing_is_said_of_the_others(tmp_path: Path) -> None:
    report = run(small(tmp_path, "Theorem eq_3 : True.\nProof. exact I. Qed."), table=TABLE)
    assert verdict_of(report, "eq_3") is KernelVerdict.REFUSED
    assert verdict_of(report, "eq_1") is KernelVerdict.UNSETTLED
    assert any("Pins.v does not compile" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
def test_a_changed_definition_is_felt(tmp_path: Path) -> None:
    folder = true(tmp_path)
    text = (folder / "Statements.v").read_text(encoding="utf-8")
    (folder / "Statements.v").write_text(text.replace(":= n + n.", ":= n + n + 1."), encoding="utf-8")
    report = run(folder, table=TABLE)
    assert KernelVerdict.PROVED not in {theorem.verdict for theorem in report.theorems}


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (TABLE[:2], "eq_3 is missing from the table"),
        ((*TABLE, TABLE[0]), "eq_1 is more than once in the table"),
        ((*TABLE, Theorem("Small.eq_5", ("eq.38",))), "eq_5 is missing from Statements.v"),
        ((*TABLE[:2], Theorem("Other.eq_3", ("eq.38",))), "there is no theory Other.v"),
    ],
    ids=["statement without a row", "two rows", "row without a statement", "no such theory"],
)
def test_statements_and_table_name_the_same(table: tuple[Theorem, ...], problem: str, tmp_path: Path) -> None:
    report = run(true(tmp_path), table=table)
    assert not report.settled
    assert problem in report.problems


@pytest.mark.usefixtures("needs_coq")
def test_a_statement_without_a_sentence_is_refused(tmp_path: Path) -> None:
    folder = true(tmp_path)
    text = (folder / "Statements.v").read_text(encoding="utf-8")
    (folder / "Statements.v").write_text(text.replace("(** (2): an order. *)\n", ""), encoding="utf-8")
    assert run(folder, table=TABLE).problems == ("eq_2 has no sentence above it",)


@pytest.mark.usefixtures("needs_coq")
def test_a_statement_in_a_comment_is_not_shown_for_the_true_one(tmp_path: Path) -> None:
    folder = true(tmp_path)
    with (folder / "Statements.v").open("a", encoding="utf-8") as stream:
        stream.write("\n(* hidden\n\n(** (3): Fermat. *)\nDefinition eq_3 : Prop := twice 1 = 3.\n\n*)\n")
    report = run(folder, table=TABLE)
    assert not report.settled
    assert {theorem.statement for theorem in report.theorems if theorem.name == "eq_3"} == {""}


@pytest.mark.usefixtures("needs_coq")
def test_a_theory_that_is_no_text_proves_nothing(tmp_path: Path) -> None:
    folder = true(tmp_path)
    (folder / "theories" / "Small.v").write_bytes(b"\xff\xfe Definition.")
    report = run(folder, table=TABLE)
    assert not report.settled
    assert any("Small.v does not compile" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
def test_the_statements_may_not_rest_on_the_theories(tmp_path: Path) -> None:
    folder = true(tmp_path)
    text = (folder / "Statements.v").read_text(encoding="utf-8")
    (folder / "Statements.v").write_text(f"From bornproof Require Import Other.\n{text}", encoding="utf-8")
    (folder / "theories" / "Other.v").write_text("Definition other := 0.\n", encoding="utf-8")
    report = run(folder, table=TABLE)
    assert not report.settled
    assert any("Statements.v does not compile" in problem for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
def test_a_theory_does_not_see_the_last_file(tmp_path: Path) -> None:
    folder = small(tmp_path, "From Pins Require Pins.\nTheorem eq_3 : Statements.eq_3.\nProof. exact Pins.pin_eq_3. Qed.")
    assert not run(folder, table=TABLE).settled


@pytest.mark.usefixtures("needs_coq")
def test_an_empty_folder_is_not_settled(tmp_path: Path) -> None:
    assert not run(tmp_path, table=THEOREMS).settled
    assert not run(tmp_path, table=()).settled


@pytest.mark.usefixtures("needs_coq")
@pytest.mark.parametrize("variable", ["XDG_DATA_HOME", "XDG_DATA_DIRS", "COQPATH", "HOME"])
def test_a_users_libraries_are_out_of_reach(variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = {"HOME": ".local/share/coq", "COQPATH": "."}.get(variable, "coq")
    library = tmp_path / "user" / below
    library.mkdir(parents=True)
    (library / "Evil.v").write_text("Definition evil := 0.\n", encoding="utf-8")
    coq._run(library, "coqc", "-q", "Evil.v")
    assert (library / "Evil.vo").is_file()
    monkeypatch.setenv(variable, str(tmp_path / "user"))
    (tmp_path / "development").mkdir()
    folder = true(tmp_path / "development")
    theory = folder / "theories" / "Small.v"
    theory.write_text(f"Require Import Evil.\n{theory.read_text(encoding='utf-8')}", encoding="utf-8")
    report = run(folder, table=TABLE)
    assert any("Cannot find a physical path" in " ".join(problem.split()) for problem in report.problems)


@pytest.mark.usefixtures("needs_coq")
def test_a_users_flags_and_plugins_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in (("COQEXTRAFLAGS", "-type-in-type"), ("OCAMLPATH", "/nowhere"), ("COQLIB", "/nowhere")):
        monkeypatch.setenv(variable, value)
    assert run(true(tmp_path), table=TABLE).settled


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("echo 'The Coq Proof Assistant, version 8.16.1'; echo Axioms:", "accepts a proof of False"),
        ("exit 0", "does not name its version"),
        ("echo Closed under the global context", "does not name its version"),
        ('case "$*" in *Falsehood*) exit 1;; esac; echo Closed under the global context; echo "version 8.16.1"', "makes no .vo"),
        (
            'case "$*" in *Falsehood*) exit 1;; *--version*) echo "version 8.16.1";; esac; for f; do :; done; touch "${f}o"',
            "read no assumptions",
        ),
    ],
    ids=["prints", "does nothing", "prints one line", "makes nothing", "makes empty files"],
)
def test_a_coqc_that_only_pretends_settles_nothing(
    script: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    false_coqc(tmp_path, monkeypatch, script)
    report = run(true(tmp_path), table=TABLE)
    assert not report.settled
    assert KernelVerdict.PROVED not in {theorem.verdict for theorem in report.theorems}
    assert any(problem in message for message in report.problems)


def test_without_coq_every_theorem_is_unable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = run(table=THEOREMS)
    assert not report.settled
    assert {theorem.verdict for theorem in report.theorems} == {KernelVerdict.UNABLE}
    assert report.problems == (f"coqc is not installed: {coq.INSTALL}",)


def test_without_coquelicot_every_theorem_is_unable(monkeypatch: pytest.MonkeyPatch) -> None:
    message = "Error: Cannot find a physical path bound to logical path\nCoquelicot with prefix Coquelicot."
    monkeypatch.setattr(coq, "version", lambda _: "8.16.1")
    monkeypatch.setattr(coq, "believes_anything", lambda _: False)
    monkeypatch.setattr(coq, "_dependencies", lambda *_: {"trusted/Statements": set()})
    monkeypatch.setattr(coq, "_compile", lambda *_: message)
    report = run(table=THEOREMS)
    assert {theorem.verdict for theorem in report.theorems} == {KernelVerdict.UNABLE}
    assert report.problems == (f"Coquelicot is not installed: {coq.INSTALL}",)


def test_without_the_ledger_every_link_is_a_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {link.bearing for theorem in run(table=THEOREMS).theorems for link in theorem.links} == {Bearing.PART}


def test_statements_table_and_theories_name_the_same_theorems() -> None:
    stated = sources.statements((SOURCES / "Statements.v").read_text(encoding="utf-8"))
    theories = {path.stem: path.read_text(encoding="utf-8") for path in (SOURCES / "theories").glob("*.v")}
    theorem = re.compile(r"^Theorem (\w+) : Statements\.\1\.$", re.MULTILINE)
    proved = {(stem, name) for stem, text in theories.items() for name in theorem.findall(text)}
    assert len({row.name for row in THEOREMS}) == len(THEOREMS)
    assert {(row.file, row.name) for row in THEOREMS} == proved
    assert {row.name for row in THEOREMS} == set(stated)
    assert all(statement.text and re.search(r"[a-z]{3}", statement.sentence) for statement in stated.values())


def test_what_is_to_be_trusted_can_be_read_in_one_sitting() -> None:
    text = (SOURCES / "Statements.v").read_text(encoding="utf-8")
    assert text.count("\n") <= 1115
    libraries = re.findall(r"^From (\w+) Require", text, re.M)
    assert set(libraries) == {"Coq", "Coquelicot"}
    commands = {line.split()[0] for line in sources.bare(text).splitlines() if re.match(r"[A-Z]", line)}
    assert commands == {"From", "Import", "Open", "Close", "Definition", "Fixpoint"}


def test_comments_hide_nothing() -> None:
    assert sources.forbidden('(* "*)" Load. *) Lemma a : True. (* Redirect. *)') == ()
    assert sources.forbidden("(* (* *) Load *) Cd.") == ("Cd",)
    assert sources.forbidden("Declare  ML Module.") == ("Declare ML",)
    assert sources.forbidden('Declare(**)ML(*"*)"*)Module. Unset Guard(*(**)*)Checking.') == ("Declare ML", "Guard Checking")
    assert sources.forbidden('Print Sorted Universes "/tmp/x".') == ("Print Sorted Universes",)
    assert sources.forbidden("#[bypass_check(guard)] Set Guard (* *) Checking.") == ("Guard Checking", "bypass_check")


def test_a_theorem_bears_on_an_entry_in_one_way() -> None:
    with pytest.raises(LedgerError, match="in one way"):
        Theorem("Errata.eq_5_fails", ("eq.5",), ("eq.5",))
    with pytest.raises(LedgerError, match="at least one"):
        Theorem("Errata.eq_5_fails")


@pytest.mark.parametrize("jobs", [0, -1])
def test_jobs_must_be_positive(jobs: int) -> None:
    with pytest.raises(LedgerError, match=f"jobs must be at least 1, not {jobs}"):
        run(table=TABLE, jobs=jobs)


def test_verify_says_in_one_line_that_coq_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code = verify(["eq.12"], kernel=True)
    assert f"kernel: nothing is proved: coqc is not installed: {coq.INSTALL}" in capsys.readouterr().out.splitlines()
    assert code == 1
