"""The links from entries to theorems have been seen to say no: to other forms, weaker theorems, hypotheses that contradict."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.kernel import coq, links
from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.propositions import proposition, propositions, refutation
from bornproof.proofs.kernel.results import Bearing
from bornproof.proofs.kernel.runner import SOURCES
from bornproof.proofs.ledger import Claim, Form
from bornproof.proofs.paper.coq_dictionary import DICTIONARY
from bornproof.proofs.paper.coq_terms import PaperTerms
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.theorems import THEOREMS
from bornproof.symbolic.notation.core import I, J, K, M, N, S, alpha, delta, down, kappa, lam, n, q, rho, rho0, sigma, t, up
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from bornproof.symbolic.notation.variants import falling, mutual, rising, share, taken
from sympy import Basic, Eq, Function, Gt, Integer, Lt, Pow, Rational, Sum, Symbol
from sympy import I as imaginary_unit
from sympy.functions import Abs, Heaviside, adjoint, conjugate, cos, exp, sqrt

LEDGER = {claim.id: claim for claim in PAPER}
FLAGS = ("-q", "-w", "none")
i = Symbol("i", integer=True)  # as (19) names it


def claim_with(entry: str, old: Basic, new: Basic) -> Claim:
    """The entry with a part of the form that its link is about replaced."""
    claim = LEDGER[entry]
    printed = claim.corrected.expressions if claim.corrected else claim.printed
    forms = tuple(form.replace(lambda node: node == old, lambda _: new) for form in printed)
    assert forms != printed, f"{old} does not occur in {entry}"
    if claim.corrected:
        return replace(claim, corrected=replace(claim.corrected, expressions=forms))
    return replace(claim, printed=forms)


def family_with(entry: str, number: int, old: Basic, new: Basic) -> Claim:
    """The entry about several quantities with a part of one of the forms replaced."""
    claim, subject = LEDGER[entry], LEDGER[entry].true_forms[number]
    forms = tuple(form.replace(lambda node: node == old, lambda _: new) for form in subject.printed)
    assert forms != subject.printed, f"{old} does not occur in {entry}"
    changed = replace(claim.family[number], expressions=forms, name=subject.name)
    return replace(claim, family=(*claim.family[:number], changed, *claim.family[number + 1 :]))


def total(level: Basic, index: Basic = I) -> Sum:
    return Sum(Abs(alpha[index]) ** 2, (index, 1, level))


def with_form(entry: str, *forms: Basic) -> Claim:
    return replace(LEDGER[entry], printed=forms)


def with_conditions(entry: str, *conditions: Any) -> Claim:
    return replace(LEDGER[entry], conditions=(*LEDGER[entry].conditions, *conditions))


def corrected_as_printed(entry: str) -> Claim:
    """The entry with its corrected form printed, whose quantity is then that of the correction."""
    claim = LEDGER[entry]
    assert claim.corrected
    return replace(claim, printed=claim.corrected.expressions, name=claim.corrected.name or claim.name)


def with_assumptions(entry: str, *kept: int) -> Claim:
    """The entry with these of its assumptions alone."""
    domain = LEDGER[entry].domain
    return replace(LEDGER[entry], domain=replace(domain, assumptions=tuple(domain.assumptions[place] for place in kept)))


class Coq:
    """A folder with statements and tactics compiled, in which links are tried."""

    def __init__(self, folder: Path, changes: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        text = (SOURCES / "Statements.v").read_text(encoding="utf-8")
        for old, new in (changes or {}).items():
            assert len(re.findall(old, text)) >= 1, f"{old!r} does not occur in Statements.v"
            text = re.sub(old, new, text)
        for name in ("trusted", "ledger", "theories"):
            (folder / name).mkdir()
        self.compile("trusted/Statements.v", text)
        for stem in ("LinkingLemmas", "Linking", "Refuting"):
            self.compile(f"theories/{stem}.v", (SOURCES / "theories" / f"{stem}.v").read_text(encoding="utf-8"))

    def compile(self, path: str, text: str) -> str:
        (self.folder / path).write_text(text, encoding="utf-8")
        roots = ("-Q", "trusted", "Trusted", "-Q", "ledger", "Ledger", "-Q", "theories", "bornproof")
        command = ("coqc", *FLAGS, *roots, path)
        done = subprocess.run(command, cwd=self.folder, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refused(
        self, rows: list[tuple[str, str]], ledger: Mapping[str, Claim], refuting: list[tuple[str, str]] | None = None
    ) -> set[str]:
        """The entries whose links, or whose hypotheses' possibility, or whose printed form's failure, Coq does not prove."""
        made = links.generated(rows, ledger, DICTIONARY, refuting or [])
        self.compile("ledger/Propositions.v", made.propositions)
        theorems = [theorem for text in made.proofs.values() for theorem in re.split(r"\n(?=Theorem )", text)[1:]]
        attempts = [self._attempt(theorem, made.names) for theorem in theorems]
        output = self.compile("Attempts.v", links.PROOFS_HEAD + "\n" + "\n".join(attempts))
        assert len(re.findall(r"^(?:refused|proved) ", output, re.MULTILINE)) == len(theorems)
        return set(re.findall(r"^refused (.+)$", output, re.MULTILINE))

    @staticmethod
    def _attempt(theorem: str, names: Mapping[str, tuple[str, str]]) -> str:
        found = re.fullmatch(r"Theorem (\w+) : (.*)\.\nProof\. (.*)\. Qed\.\n*", theorem)
        assert found, theorem
        name, goal, tactic = found.groups()
        entry = names[name][1] + (" possible" if name.endswith("_possible") else " fails" if "_fails__" in name else "")
        return f'Goal {goal}.\nProof. first [{tactic}; idtac "proved {entry}" | idtac "refused {entry}"]. Abort.\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Coq:
    if shutil.which("coqc") is None:
        pytest.skip(f"NOT TESTED, coqc is not installed: {coq.INSTALL}")
    return Coq(tmp_path_factory.mktemp("links"))


MUTANTS: dict[str, tuple[str, Claim]] = {  # the theorem of the true form, and a form that differs from it
    "12 index": ("Born.eq_12", claim_with("eq.12", alpha[2], alpha[1])),
    "16 level": ("Born.eq_16", claim_with("eq.16", alpha[N], alpha[N - 1])),
    "16 event": ("Born.eq_16", claim_with("eq.16", P(Gt(sigma[N], 0)), P(Lt(sigma[N], 0)))),
    "18 limit": ("Disks.eq_18", claim_with("eq.18.1", total(N - 2), total(N - 1))),
    "18 relation": ("Disks.eq_18", with_form("eq.18.3", Lt(*LEDGER["eq.18.3"].printed[0].args))),
    "19 divisor": ("Born.eq_19", claim_with("eq.19", total(N - 1, i), total(N, i))),
    "4 dagger": ("Generator.eq_15_corrected", claim_with("eq.4", adjoint(L(2, 1)), L(2, 1))),
    "4 commutator": ("Generator.eq_15_corrected", claim_with("eq.4", imaginary_unit, -imaginary_unit)),
    "8 sign": ("Hamiltonian.eq_8", replace(LEDGER["eq.8"], domain=LEDGER["eq.9"].domain)),
    "8 coupled": ("Hamiltonian.eq_8", replace(LEDGER["eq.8"], conditions=(Eq(h[1, 1], 0),))),
    "9 winner": ("Hamiltonian.eq_9", with_form("eq.9", *LEDGER["eq.8"].printed)),
    "15 limit": ("Generator.eq_15_corrected", claim_with("eq.15", K - 1, K)),
    "19 unconditional": ("Born.eq_19", replace(LEDGER["eq.19"], conditions=())),
    "21 sign": ("Born.eq_21", claim_with("eq.21", 1 - Abs(alpha[N]) ** 2, 1 + Abs(alpha[N]) ** 2)),
    "22 limits": ("Born.eq_22", replace(LEDGER["eq.22"], corrected=None)),
    "22 K = N": ("Born.eq_22", replace(LEDGER["eq.22"], conditions=(Gt(K, 1), Gt(S[K], 0)))),
    "33 share": ("Capstone.eq_33_corrected", claim_with("eq.33.1", q**2, q)),
    "33 one sector": ("Capstone.eq_33_corrected", with_form("eq.33.2", LEDGER["eq.33.2"].printed[0].args[0])),
    "33 sign": ("Capstone.eq_33_corrected", replace(LEDGER["eq.33.3"], corrected=None, name=r"\rho_{12}(t)")),
    "36 dyad": ("Generator.eq_36_2", claim_with("eq.36.2", ketbra(M, M), ketbra(K, K))),
    "36 daggers": ("Generator.eq_36_1", replace(LEDGER["eq.36.1"], corrected=None)),
    "37 delta": ("Generator.eq_37", claim_with("eq.37", delta(I, K), delta(J, K))),
    "38 limit": ("Sums.eq_38", claim_with("eq.38", Integer(3), Integer(4))),
    "39 limit": ("Components.eq_39_4", claim_with("eq.39.4", J + 1, J)),
    "39 number": ("Components.eq_39_4", claim_with("eq.39.4", J - 1, J)),
    "39 first sum": ("Components.eq_39_1", claim_with("eq.39.1", rho[M, M], rho[K, K])),
    "40 index": ("Components.eq_40", claim_with("eq.40", rho[3, 3], rho[4, 4])),
    "41 sign": ("Components.eq_41", claim_with("eq.41", up(2), down(2))),
    "43 factor": ("Components.eq_43", claim_with("eq.43", Integer(-3), Integer(-2))),
    "44 delta": ("Components.eq_44_4", claim_with("eq.44.4", delta(J, 4), delta(J, 3))),
    "45 half": ("Components.eq_45", with_form("eq.45", 2 * LEDGER["eq.45"].printed[0])),
    "46 level": ("Components.eq_45", claim_with("eq.46", J - 1, J - 2)),
    "47 start": ("Solutions.eq_47", claim_with("eq.47", rho0[I, J], rho0[J, I])),
    "47 I = J": ("Solutions.eq_47", replace(LEDGER["eq.47"], domain=replace(LEDGER["eq.47"].domain, assumptions=()))),
    "48 unconditional": ("Appendix.eq_48", replace(LEDGER["eq.48"], conditions=())),
    "53 rate": ("Appendix.eq_53", claim_with("eq.53", exp(-2 * kappa * t), exp(-kappa * t))),
    "56 sign of time": ("Appendix.eq_56", claim_with("eq.56", exp(-kappa * t), exp(kappa * t))),
    "57 unconditional": ("Appendix.eq_57", replace(LEDGER["eq.57"], conditions=())),
    "58 any state": ("Appendix.eq_58", replace(LEDGER["eq.58"], uses=())),
    "59 power": ("Appendix.eq_59", claim_with("eq.59", q**2, q)),
    "60 value": ("Appendix.eq_60", with_form("eq.60", up(2) + down(2), Integer(2))),
    "61 sign": ("Appendix.eq_61", with_form("eq.61", -LEDGER["eq.61"].printed[0])),
    "winner not positive": ("Evolution.winner_law", with_assumptions("thm.winner", 1, 2, 3)),
    "winner below another": ("Evolution.winner_law", with_assumptions("thm.winner", 0, 2, 3)),
    "winner undecided": ("Evolution.winner_law", with_assumptions("thm.winner", 0, 1, 3)),
    "winner of no state": ("Evolution.winner_law", with_assumptions("thm.winner", 0, 1, 2)),
    "winner rate": ("Evolution.winner_law", claim_with("thm.winner", exp(-kappa * t), exp(-kappa * t / 2))),
    "drift of any weights": ("Beyond.average_derivative_top", with_assumptions("thm.average-not-constant")),
    "drift factor": ("Beyond.average_derivative_top", claim_with("thm.average-not-constant", N - 2, N - 1)),
    "drift sign": (
        "Beyond.average_derivative_top", with_form("thm.average-not-constant", -LEDGER["thm.average-not-constant"].printed[0])
    ),
    "sums rate": ("AveragedSums.averaged_sums_of_state", claim_with("thm.averaged-sums", exp(-kappa * n * t), exp(-kappa * t))),
    "sums start": ("AveragedSums.averaged_sums_of_state", claim_with("thm.averaged-sums", S[n], S[n - 1])),
    "sums over zeros": ("AveragedSums.averaged_sums_of_state", with_assumptions("thm.averaged-sums")),
    "propagator from the state alone": ("AveragedSums.averaged_sums_of_state", LEDGER["thm.averaged-propagator"]),
    "propagator of a coherence": ("AveragedSums.averaged_sums", claim_with("thm.averaged-propagator", rho0[M, M], rho0[M, n])),
    "zeros without shares": ("AveragedSums.averaged_sums_below", claim_with("thm.leading-zeros", 1 / K, Integer(1))),
    "zeros that are none": ("AveragedSums.averaged_sums_below", with_assumptions("thm.leading-zeros", 1, 2)),
    "coherence below": ("AveragedCoherences.averaged_coherences", claim_with("thm.averaged-coherences", S[I - 1], S[I])),
    "coherence of one level": ("AveragedCoherences.averaged_coherences", with_assumptions("thm.averaged-coherences", 1)),
    "coherence over zeros": ("AveragedCoherences.averaged_coherences", with_assumptions("thm.averaged-coherences", 0)),
    "order of the first for all": ("AveragedOrder.averaged_order_strict", with_assumptions("thm.averaged-order-strict", 0, 2)),
    "order at the start": ("AveragedOrder.averaged_order_strict", with_assumptions("thm.averaged-order-strict", 0, 1)),
    "order over zeros": ("AveragedOrder.averaged_order_strict", with_assumptions("thm.averaged-order-strict", 1, 2)),
    "order by the total": ("AveragedOrder.averaged_order_strict", with_form("thm.averaged-order-strict", Gt(S[N], 0))),
    "order of other levels": ("AveragedOrder.averaged_order", claim_with("thm.averaged-order", S[n], S[n - 1])),
    "order by a bound": ("AveragedBounds.averaged_bound", LEDGER["thm.averaged-order"]),
    "top of no state": ("AveragedBounds.averaged_top", with_assumptions("thm.averaged-top", 0)),
    "top rate": ("AveragedBounds.averaged_top", claim_with("thm.averaged-top", exp(-kappa * t * (N - 1)), exp(-kappa * t * N))),
    "spectrum undecided": ("CharacteristicPolynomial.characteristic_polynomial", with_assumptions("thm.spectrum")),
    "fed at another rate": ("Winners.winner_alone_is_fed", claim_with("thm.winner-alone-is-fed", taken[K, J, M], taken[K, M, J])),
    "fed by both": ("Winners.winner_alone_is_fed", with_assumptions("thm.winner-alone-is-fed", 0)),
    "winner gives": ("Winners.winner_rates", claim_with("thm.winner-rates", taken[M, M, K], taken[M, K, M])),
    "winner share": ("Winners.winner_rates", claim_with("thm.winner-rates", share**2, share)),
    "winner of one level": ("Winners.winner_rates", with_assumptions("thm.winner-rates")),
    "winner populations reversed": (
        "IntoWinner.winner_populations", claim_with("thm.winner-populations", mutual[K, J], mutual[J, K])
    ),
    "winner populations of no state": ("IntoWinner.winner_populations", with_assumptions("thm.winner-populations")),
    "winner coherences of one": (
        "IntoWinner.winner_coherences", claim_with("thm.winner-coherences", mutual[K, I] + mutual[K, J], 2 * mutual[K, J])
    ),
    "winner coherences of a level": ("IntoWinner.winner_coherences", with_assumptions("thm.winner-coherences", 0)),
    "spectrum shifted": ("CharacteristicPolynomial.characteristic_polynomial", claim_with("thm.spectrum", N - 1, N)),
}


ANOTHER = {
    ("AveragedSums.averaged_sums_of_state", "thm.averaged-propagator"),
    ("AveragedBounds.averaged_bound", "thm.averaged-order"),
}
FAMILIES = {
    ("BySigns.rates_by_signs", "thm.no-state-independent-rates"),
    ("IntoWinner.winner_linear", "thm.winner-linear"),
    ("Moving.moving_components", "thm.moving-operators"),
}
OTHERS = {("Appendix.eq_52", "eq.52")} | FAMILIES
ROWS = sorted({(theorem, claim.id) for theorem, claim in MUTANTS.values()} - ANOTHER | OTHERS)


@pytest.fixture(scope="module")
def refusals(folder: Coq) -> set[str]:
    """All mutants in one run of Coq: each has its own name, which no other entry names."""
    mutants = {name: replace(claim, id=f"eq.{number}") for number, (name, (_, claim)) in enumerate(MUTANTS.items(), start=1000)}
    rows = [(theorem, mutants[name].id) for name, (theorem, _) in MUTANTS.items()]
    refused = folder.refused(rows, LEDGER | {claim.id: claim for claim in mutants.values()})
    return {name for name, claim in mutants.items() if claim.id in refused}


@pytest.mark.parametrize("name", MUTANTS)
def test_another_form_is_refused(name: str, refusals: set[str]) -> None:
    assert name in refusals


def test_the_true_forms_are_proved(folder: Coq) -> None:
    assert folder.refused(ROWS, LEDGER) == set()


OTHER_FORMS = {  # of entries about two quantities, of which the other form stays
    "from itself": family_with("thm.no-state-independent-rates", 0, falling[M, J, M], falling[M, M, J]),
    "to another": family_with("thm.no-state-independent-rates", 1, rising[M, M, K], rising[M, K, M]),
    "another rate": family_with("thm.winner-linear", 0, exp(-kappa * t), exp(-kappa * t / 2)),
    "a level moves": family_with("thm.moving-operators", 0, rho[K, K], rho[J, J]),
    "a coherence moves": family_with("thm.moving-operators", 1, rho[I, J], rho[J, I]),
    "with the winner": family_with("thm.winner-linear", 1, exp(-kappa * t / 2), exp(-kappa * t)),
}


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_an_entry_about_two_quantities_needs_both(folder: Coq, name: str) -> None:
    claim = OTHER_FORMS[name]
    rows = [row for row in FAMILIES if row[1] == claim.id]
    assert folder.refused(rows, LEDGER | {claim.id: claim}) == {claim.id}


def test_an_entry_about_two_quantities_is_two_propositions() -> None:
    made = propositions(LEDGER["thm.winner-linear"], LEDGER, DICTIONARY)
    assert [entry.name for entry in made] == ["thm_winner_linear_part_1", "thm_winner_linear_part_2"]
    assert [entry.existence for entry in made] == ["equal_rates", "equal_but_one"]
    nameless = replace(LEDGER["thm.winner-linear"], id="thm.another")
    with pytest.raises(UnlinkableError, match="the winner is one of the levels"):
        propositions(nameless, LEDGER, DICTIONARY)


def test_an_entry_of_which_one_quantity_has_no_translation_is_a_part() -> None:
    claim = family_with("thm.winner-linear", 1, exp(-kappa * t / 2), cos(t))
    made = links.generated([("IntoWinner.winner_linear", claim.id)], LEDGER | {claim.id: claim}, DICTIONARY)
    assert made.bearings == {("IntoWinner.winner_linear", claim.id): Bearing.PART}
    assert not made.pins


def test_tables_of_rates_say_of_which_operators_an_entry_speaks() -> None:
    text = proposition(LEDGER["thm.winner-rates"], LEDGER, DICTIONARY).text
    assert "Statements.two_levels N K M s alpha ->" in text
    assert "Statements.hidden_jumping N kappa (Statements.by_winner N w alpha) rho0 rho ->" in text
    with pytest.raises(UnlinkableError, match="has no translation as a real number"):
        PaperTerms("4").real(taken[1, 2, 3])


WEAKENED = {  # what is written into Statements.v, and the entry that then lacks its theorem
    "eq.12": (r"(eq_12 : Prop := forall p, )", r"\1p 1%nat <> 0 -> "),
    "eq.16": (r"(eq_16 .*)\(2 <= N\)", r"\1(3 <= N)"),
    "eq.22": (r"(eq_22 (?:.|\n)*?)0 < sum 1 K p", r"\1 0 < p K"),
    "eq.38": (r"(eq_38 : Prop := forall N)", r"\1 (_ : (N <= 3)%nat)"),
    "eq.39.4": (r"(eq_39_4 : Prop := .*)\(1 <= J <= N\)", r"\1(1 <= J < N)"),
    "eq.47": (r"(eq_47 (?:.|\n)*?)\(0 <= t\)", r"\1(0 < t)"),
    "eq.52": (r"(eq_52 (?:.|\n)*?)\(0 <= t\)", r"\1(sigma 2%nat <> 0 /\\ 0 <= t)"),
    "eq.61": (r"(eq_61 (?:.|\n)*?)0 <= t", r"\1 0 < q /\\ 0 <= t"),
    "eq.8": (r"(eq_8 (?:.|\n)*?)hermitian 2 H", r"\1(forall I J, H I J = RtoC 0)"),
    "eq.15": (r"(eq_15_corrected : Prop := forall N kappa H sigma rho I J,)", r"\1 H 1%nat 1%nat = RtoC 0 ->"),
    "eq.33.1": (r"(eq_33_corrected (?:.|\n)*?)0 <= t", r"\1 0 < q /\\ 0 <= t"),
    "thm.averaged-coherences": (r"(averaged_coherences (?:.|\n)*?)0 < sum 1 I", r"\1 0 < sum 1 (I - 1)"),
    "thm.averaged-propagator": (r"(averaged_sums : (?:.|\n)*?)hidden_solutions", r"\1hidden_family"),
    "thm.averaged-sums": (r"(averaged_sums_of_state (?:.|\n)*?)n <= N", r"\1n < N"),
    "thm.averaged-order": (r"(averaged_order : (?:.|\n)*?)0 <= t", r"\1 0 < t"),
    "thm.averaged-order-strict": (r"(averaged_order_strict (?:.|\n)*?)1 < n", r"\1 2 < n"),
    "thm.averaged-top": (r"(averaged_top (?:.|\n)*?)hidden_solutions", r"\1hidden_family"),
    "thm.leading-zeros": (r"(averaged_sums_below (?:.|\n)*?)n <= z", r"\1n < z"),
    "thm.average-not-constant": (r"(average_derivative_top (?:.|\n)*?)\(2 <= N\)", r"\1(3 <= N)"),
    "thm.winner-alone-is-fed": (r"(winner_alone_is_fed (?:.|\n)*?)J <> M", r"\1K <> M -> J <> M"),
    "thm.winner-rates": (r"(winner_rates : (?:.|\n)*?)K <> M", r"\1(K < M)%nat"),
    "thm.winner-populations": (r"(winner_populations : (?:.|\n)*?)0 <= t", r"\1 0 < t"),
    "thm.winner-coherences": (r"(winner_coherences : (?:.|\n)*?)I <> J", r"\1(I < J)%nat"),
    "thm.winner-linear": (r"(winner_linear : (?:.|\n)*?I <> J(?:.|\n)*?)I <> J", r"\1(I < J)%nat"),
    "thm.no-state-independent-rates": (r"(rates_by_signs : (?:.|\n)*?)s < 1 ->", r"\1s < 1 -> 0 < s ->"),
    "thm.moving-operators": (r"(moving_components : (?:.|\n)*?I <> J.*?)0 <= t", r"\1 0 < t"),
    "thm.winner": (r"(winner_law (?:.|\n)*?)\\/ W = 1%nat", r"\1"),
    "thm.spectrum": (r"(characteristic_polynomial (?:.|\n)*?)\(1 <= N\)", r"\1(3 <= N)"),
}


@pytest.mark.usefixtures("folder")
def test_a_weakened_theorem_no_longer_proves_its_entry(tmp_path: Path) -> None:
    rows = [(theorem, entry) for theorem, entry in ROWS if entry in {*WEAKENED, "eq.40"}]
    assert Coq(tmp_path, dict(WEAKENED.values())).refused(rows, LEDGER) == {*WEAKENED}


@pytest.mark.usefixtures("folder")
def test_another_closed_form_does_not_prove_what_is_averaged(tmp_path: Path) -> None:
    changes = {r"\(1 - x \^ n\)": "(1 - x)", r"INR n / INR z": "INR n", r"exp \(2 \* a\)": "exp a"}
    rows = [(theorem, entry) for theorem, entry in ROWS if theorem.startswith(("AveragedSums", "AveragedCoherences"))]
    assert Coq(tmp_path, changes).refused(rows, LEDGER) == {entry for _, entry in rows}


@pytest.mark.usefixtures("folder")
def test_no_entry_is_proved_without_its_theorem(tmp_path: Path) -> None:
    names = r"(?:eq|winner|averaged?)_\w+|rates_by_signs|moving_components|characteristic_polynomial"
    stated = rf"(Definition (?:{names}) : Prop :=)"
    bare = Coq(tmp_path, {stated + r"[^.]*(?:\.[^.\s][^.]*)*\.\n": r"\1 True.\n"})
    assert bare.refused(ROWS, LEDGER) == {entry for _, entry in ROWS}


def test_hypotheses_that_contradict_each_other_are_refused(folder: Coq) -> None:
    impossible = {
        "eq.22": replace(LEDGER["eq.22"], conditions=(*LEDGER["eq.22"].conditions, Eq(S[K], 0))),
        "eq.48": replace(LEDGER["eq.48"], conditions=(*LEDGER["eq.48"].conditions, Gt(sigma[3], 0))),
        "eq.44.4": replace(LEDGER["eq.44.4"], conditions=(Gt(I, J + 4),)),
    }
    rows = [(theorem, entry) for theorem, entry in ROWS if entry in impossible]
    refused = folder.refused(rows, LEDGER | impossible)
    assert refused >= {f"{entry} possible" for entry in impossible}


def test_one_theorem_does_not_prove_every_entry(folder: Coq) -> None:
    entries = ["eq.12", "eq.16", "eq.36.1", "eq.38", "eq.39.4", "eq.40", "eq.41", "eq.46", "eq.48", "eq.52", "eq.61"]
    assert folder.refused([("Components.eq_40", entry) for entry in entries], LEDGER) == {*entries} - {"eq.40"}


REFUTING = [(row.place, entry) for row in THEOREMS for entry in row.refutes]
NOT_REFUTED: dict[str, tuple[str, Claim]] = {  # a theorem that refutes the printed form, and a form that it does not refute
    **{f"{entry} corrected": (theorem, corrected_as_printed(entry)) for theorem, entry in REFUTING},
    "31.3 with its sign": ("Errata.last_line_of_31_contradicts_28", with_form("eq.31.3", -LEDGER["eq.31.3"].printed[1])),
    "36.1 twice": ("Errata.printed_daggers_fail", with_form("eq.36.1", 2 * corrected_as_printed("eq.36.1").printed[0])),
    "5 transposed": ("Errata.eq_5_fails", with_form("eq.5", up(2) * ketbra(1, 1) + down(2) * ketbra(2, 2))),
    "5 by another": ("Errata.printed_daggers_fail", LEDGER["eq.5"]),
    "15 by another": ("Errata.eq_5_fails", LEDGER["eq.15"]),
    "31.3 nowhere": ("Errata.last_line_of_31_contradicts_28", with_conditions("eq.31.3", Eq(sigma[2], 0))),
    "31.3 undefined": ("Errata.last_line_of_31_contradicts_28", with_form("eq.31.3", sqrt(q**2 - 2))),
}


@pytest.fixture(scope="module")
def not_refuted(folder: Coq) -> set[str]:
    """All of them in one run of Coq: each has its own name."""
    forms = {name: replace(claim, id=f"eq.{number}") for number, (name, (_, claim)) in enumerate(NOT_REFUTED.items(), start=2000)}
    rows = [(theorem, forms[name].id) for name, (theorem, _) in NOT_REFUTED.items()]
    refused = folder.refused([], LEDGER | {claim.id: claim for claim in forms.values()}, rows)
    return {name for name, claim in forms.items() if f"{claim.id} fails" in refused}


@pytest.mark.parametrize("name", NOT_REFUTED)
def test_a_form_that_the_theorem_does_not_refute_is_not_refuted(name: str, not_refuted: set[str]) -> None:
    assert name in not_refuted


def test_the_printed_forms_are_refuted(folder: Coq) -> None:
    assert {entry for _, entry in REFUTING} == {"eq.4", "eq.5", "eq.15", "eq.31.3", "eq.36.1"}
    assert folder.refused([], LEDGER, REFUTING) == set()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("changes", "entries"),
    [  # each of its own theorem: they are compiled together
        (
            {
                r"(eq_5_fails : Prop := forall sigma, )": r"\1sigma 2%nat = 2 -> ",  # a premise
                r"\n  /\\ printed_generator N sigma rho J J <> generator N sigma rho J J": "",  # the other reading alone
            },
            {"eq.5", "eq.4", "eq.15", "eq.36.1"},
        ),
        (
            {
                r"(printed_daggers_fail .*)\(2 <= K <= N\)": r"\1(3 <= K <= N)",  # higher levels
                r"(contradicts_28 .*)0 < q < 1": r"\1 1 < q",  # no q
            },
            {"eq.4", "eq.15", "eq.36.1", "eq.31.3"},
        ),
        ({r"(eq_5_fails (?:.|\n)*?)<> madd": r"\1= madd"}, {"eq.5"}),
        ({r"(Definition \w+(?:_fails?|_contradicts_28) : Prop :=)[^.]*(?:\.[^.\s][^.]*)*\.\n": r"\1 True.\n"}, None),
    ],
    ids=["5: a premise, daggers: the other reading alone", "daggers: higher levels, 31: no q", "5: an equality", "nothing"],
)
def test_a_weakened_theorem_no_longer_refutes(changes: dict[str, str], entries: set[str] | None, tmp_path: Path) -> None:
    expected = {entry for _, entry in REFUTING} if entries is None else entries
    assert Coq(tmp_path, changes).refused([], LEDGER, REFUTING) == {f"{entry} fails" for entry in expected}


def test_what_is_refuted_is_the_quantity_that_is_corrected() -> None:
    assert refutation(LEDGER["eq.15"], LEDGER, DICTIONARY).left == proposition(LEDGER["eq.15"], LEDGER, DICTIONARY).left
    some, every = (said(LEDGER["eq.31.3"], LEDGER, DICTIONARY).left for said in (refutation, proposition))
    assert set(some) < set(every)
    corrected = Form((up(2),), name=r"\Lambda_{21}")
    with pytest.raises(UnlinkableError, match="the corrected form is not about"):
        refutation(replace(LEDGER["eq.5"], corrected=corrected), LEDGER, DICTIONARY)
    with pytest.raises(UnlinkableError, match="what is checked is not what is printed"):
        refutation(replace(LEDGER["eq.5"], checked=Form(LEDGER["eq.5"].printed, name="the same")), LEDGER, DICTIONARY)


def test_a_refutation_says_that_its_hypotheses_are_met_and_that_all_is_defined() -> None:
    text = refutation(LEDGER["eq.31.3"], LEDGER, DICTIONARY).text
    assert text.startswith("exists (kappa : R) (t : R) (q : R) (sigma : nat -> R) (rho : R -> Statements.matrix),\n  (0 < kappa)")
    assert "/\\ ((sigma 2%nat) <> 0)%R\n" in text  # the condition
    assert "/\\ ((0 <= (1 + (- (q ^ 2))))%R)\n  /\\ ~ (" in text  # the radicand, outside of what is denied


def test_the_text_of_an_entry() -> None:
    made = proposition(LEDGER["eq.51"], LEDGER, DICTIONARY)
    assert made.bearing is Bearing.UNDER_CONDITIONS
    assert made.text == (
        "forall (kappa : R) (sigma : nat -> R) (rho : Statements.matrix),\n"
        "  (0 < kappa)%R ->\n  ((sigma 3%nat) <= 0)%R ->\n  ((sigma 4%nat) <= 0)%R ->\n  ((sigma 4%nat) <> 0)%R ->\n"
        "  ((RtoC kappa * Statements.generator 4 sigma rho 4%nat 4%nat)"
        " = ((RtoC (-3)%R) * (RtoC (kappa)%R) * (rho 4%nat 4%nat)))%C"
    )
    assert made.possible.startswith("exists (kappa : R) (sigma : nat -> R) (rho : Statements.matrix),\n  (0 < kappa)%R\n  /\\ ")


def test_what_coq_would_pass_over_is_demanded() -> None:
    text = proposition(LEDGER["eq.19"], LEDGER, DICTIONARY).text
    assert "((Statements.sum 1%nat (N - 1)%nat (fun i : nat => (Cmod (alpha i)%C ^ 2))) <> 0)%R" in text  # the divisor
    assert "((1 <= (N - 1)%nat <= N)%nat)" in text  # the level
    assert "((0 <= (1 + (- (q ^ 2))))%R)" in proposition(LEDGER["eq.61"], LEDGER, DICTIONARY).text  # the radicand
    assert "(forall M : nat, (2%nat <= M <= 4%nat)%nat -> (1 <= M)%nat)" in proposition(LEDGER["eq.38"], LEDGER, DICTIONARY).text


def test_assumptions_conditions_and_ranges_are_hypotheses() -> None:
    premises = proposition(LEDGER["eq.22"], LEDGER, DICTIONARY).text.split(" ->\n")[:-1]
    assert premises[0].startswith("forall (N : nat) (K : nat) (alpha : nat -> C),")
    assert [premise.strip() for premise in premises[1:]] == [
        "(1 <= K <= N)%nat",
        "((Statements.sum 1 N (fun I : nat => (Cmod (alpha I) ^ 2)%R)) = 1)%R",
        "(K > 1)%nat",
        "((K + 1) <= N)%nat",  # K <= N - 1 without a subtraction
        "((Statements.sum 1 K (fun I : nat => (Cmod (alpha I) ^ 2)%R)) > 0)%R",
    ]


def test_a_definition_is_what_its_use_needs() -> None:
    one, other = (proposition(LEDGER[entry], LEDGER, DICTIONARY).text for entry in ("eq.45", "eq.46"))
    assert one == other


def terms(levels: str = "4", *, solution: bool = False) -> PaperTerms:
    return PaperTerms(levels, solution=solution)


UNTRANSLATED: dict[str, Any] = {
    "function": lambda: terms().real(cos(q)),
    "undefined function": lambda: terms().real(Function("g")(q)),
    "another symbol": lambda: terms().real(Symbol("s")),
    "t that may be negative": lambda: terms().real(Symbol("t")),
    "step with another value at 0": lambda: terms().real(Heaviside(sigma[2], Rational(1, 2))),
    "power": lambda: terms().real(Pow(q, Rational(1, 3))),
    "symbolic power": lambda: terms().real(q**kappa),
    "modulus of a real number": lambda: terms().real(Abs(sigma[2])),
    "conjugate": lambda: terms().complex(conjugate(rho[1, 2])),
    "power of a complex number": lambda: terms().complex(rho[1, 2] ** 2),
    "three indices": lambda: terms().complex(rho[1, 2, 3]),
    "one index": lambda: terms().complex(rho[1]),
    "rho in a solution": lambda: terms(solution=True).complex(rho[1, 2]),
    "rho(0) without a solution": lambda: terms().complex(rho0[1, 2]),
    "half a level": lambda: terms().level(J / 2),
    "product of levels": lambda: terms().level(J * K),
    "sum over a symbol that is no level": lambda: terms().real(Sum(q, (Symbol("s", integer=True), 1, 4))),
    "sum over N": lambda: terms("N").real(Sum(up(N), (N, 1, 4))),
    "event about lambda": lambda: terms().real(P(Lt(lam[2], 0))),
    "event about a number": lambda: terms().real(P(Gt(sigma[2], 1))),
    "no event": lambda: terms().real(P(sigma[2])),
    "each event about lambda": lambda: terms().real(P(Each(Lt(lam[J], 0), J, 2, 4), Gt(sigma[2], 0))),
    "Hamiltonian where the law has none": lambda: terms().entry(hamiltonian * state, "I", "J"),
    "operator function": lambda: terms().entry(Function("G", commutative=False)(1, 2) * state, "I", "J"),
    "number for an operator": lambda: terms().entry(Integer(1) + state, "I", "J"),
    "order of complex numbers": lambda: terms().proposition(Gt(Symbol("q", nonnegative=True), alpha[1], evaluate=False)),
    "unknown relation": lambda: terms().proposition(Symbol("A")),
}


@pytest.mark.parametrize("translate", UNTRANSLATED.values(), ids=UNTRANSLATED)
def test_what_is_not_on_the_list_is_refused(translate: Any) -> None:
    with pytest.raises(UnlinkableError):
        translate()


def test_a_bound_level_may_not_stand_in_its_own_limits() -> None:
    with pytest.raises(UnlinkableError, match="its own limits"), terms().binding(K, "1", "(K - 1)"):
        pass


def test_every_entry_is_printed_or_refused_with_a_reason() -> None:
    for claim in PAPER:
        try:
            assert proposition(claim, LEDGER, DICTIONARY).text.startswith("forall ")
        except UnlinkableError as error:
            assert str(error)  # noqa: PT017  (whatever else is raised is a fault)


LINKED = {
    *("eq.12", "eq.16", "eq.18.1", "eq.18.2", "eq.18.3", "eq.19", "eq.21", "eq.22", "eq.36.1", "eq.36.2", "eq.37", "eq.38"),
    *(f"eq.{number}" for number in (4, 5, 8, 9, 15, *range(40, 44), *range(45, 60), 61)),
    *(f"eq.{number}.{line}" for number in (39, 44) for line in (1, 2, 3, 4)),
    *("eq.33.1", "eq.33.2", "eq.33.3", "thm.winner", "thm.spectrum", "thm.average-not-constant"),
    *("thm.averaged-sums", "thm.averaged-propagator", "thm.leading-zeros", "thm.averaged-coherences", "thm.averaged-order"),
    *("thm.averaged-order-strict", "thm.averaged-top", "thm.no-state-independent-rates", "thm.winner-alone-is-fed"),
    *("thm.winner-rates", "thm.winner-populations", "thm.winner-coherences", "thm.winner-linear", "thm.moving-operators"),
}


def test_the_table_asks_for_links_to_these_entries() -> None:
    rows = [(row.place, entry) for row in THEOREMS for entry in row.proves]
    made = links.generated(rows, LEDGER, DICTIONARY)
    assert {entry for (_, entry), bearing in made.bearings.items() if bearing is not Bearing.PART} >= LINKED
    assert all(made.left_out[row] for row, bearing in made.bearings.items() if bearing is Bearing.PART)
    assert len({name for name, _, _ in made.pins}) == len(made.pins) == len(made.names)


def test_a_link_without_a_translation_is_a_part_and_says_why() -> None:
    made = links.generated([("Born.eq_12", "eq.404"), ("Born.eq_12", "eq.3"), ("Born.eq_12", "eq.14")], LEDGER, DICTIONARY)
    assert set(made.bearings.values()) == {Bearing.PART}
    assert made.left_out["Born.eq_12", "eq.404"] == "the ledger has no entry eq.404"
    assert made.left_out["Born.eq_12", "eq.14"]
    assert made.pins == []


def test_without_words_for_the_notation_no_link_is_made() -> None:
    made = links.links_of(THEOREMS, LEDGER)
    assert not made.pins
    assert set(made.bearings.values()) == {Bearing.PART}
    assert made.left_out["Born.eq_12", "eq.12"].endswith("has no translation")


def test_another_quantity_of_the_same_letters_is_refused() -> None:
    averaged = replace(LEDGER["eq.58"], dynamics=False)
    with pytest.raises(UnlinkableError, match="not of a solution"):
        proposition(averaged, LEDGER, DICTIONARY)
    several = replace(LEDGER["eq.40"], family=(Form((up(2),), name="up"), Form((down(2),), name="down")))
    with pytest.raises(UnlinkableError, match="several quantities"):
        proposition(several, LEDGER, DICTIONARY)
