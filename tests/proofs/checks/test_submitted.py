"""`check`: what is printed is read as itself, and hostile formulas get the answers that they deserve, never a wrong "equal"."""

from pathlib import Path
from typing import Any

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.checks import question as answering
from bornproof.proofs.checks.names import names_of
from bornproof.proofs.checks.submitted import Writing, check_formula
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.plain_printer import as_text, plain_name
from bornproof.proofs.ledger import Claim, Engine, Evidence, Fewer, Ledger, Result
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.notation.core import N, rho0, sigma
from sympy.core.facts import InconsistentAssumptions

HOSTILE = [
    line.split("|", 2)
    for line in (Path(__file__).parent / "hostile.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("wanted", "claim_id", "formula"), HOSTILE, ids=lambda text: text[:70])
def test_hostile_formulas_get_the_right_answer(wanted: str, claim_id: str, formula: str) -> None:
    result, code, text = answer(claim_id, formula)
    assert result in wanted.split("/"), text
    assert code == {"equal": 0, "conditional": 0, "refused": 2}.get(result, 1)
    assert result != "refused" or "\n" not in text


def answer(claim_id: str, formula: str) -> tuple[str, int, str]:
    try:
        outcome = check_formula(PAPER, claim_id, formula)
    except (ReadError, LedgerError, NumericError) as refusal:
        return "refused", 2, str(refusal)
    return outcome.plain["result"], outcome.exit_code, outcome.text


def test_what_is_true_once_another_line_is_mended_is_said_so() -> None:
    shown = check_formula(PAPER, "eq.34", "q**2*up_A_up_A+(1-q**2)*down_A_down_A")
    other = check_formula(PAPER, "eq.34", "q**2*down_A_down_A+(1-q**2)*up_A_up_A")
    assert (shown.text, shown.plain["once_mended"]) == ("equal once eq.26 is mended: proved", "eq.26")
    assert other.text.startswith("different once eq.26 is mended: at ")


def test_entries_are_written_in_brackets() -> None:
    with pytest.raises(ReadError, match=r"`alpha` is no function but has entries, as `alpha\[1\]`"):
        check_formula(PAPER, "thm.born", "abs(alpha(K))**2")


def test_there_are_many_hostile_ones() -> None:
    assert len(HOSTILE) > 200


@pytest.mark.parametrize(
    ("claim_id", "formula", "text"),
    [
        ("eq.19", "(1-abs(alpha[N])**2)*abs(alpha[N-1])**2/(1-abs(alpha[N])**2)", "equal if 1 - abs(alpha[N])**2 != 0: proved"),
        ("eq.19", "abs(alpha[N-1])**2", "equal: proved"),
        ("thm.born", "sqrt(abs(alpha[K])**4+theta(-N))*exp(0)", None),
    ],
)
def test_the_answer_says_what_is_known(claim_id: str, formula: str, text: str | None) -> None:
    outcome = check_formula(PAPER, claim_id, formula)
    if text is not None:
        assert outcome.text == text
    elif outcome.plain["result"] == "undecided":
        assert outcome.text.startswith("undecided: agrees at 60 exact points, 50 digits; no proof found")


@pytest.mark.parametrize(
    ("claim_id", "formula", "line"),
    [
        ("eq.52", "rho0[5,5]", "rho0[5, 5] does not exist for N = 4"),
        ("thm.born", "abs(alpha[N+1])**2", "does not exist for N = "),
        ("eq.61", "sigma[1]", "sigma[1] does not exist: the hidden variables are lambda[2] .. lambda[N]"),
        ("eq.6", "lambda[1]", "lambda[1] does not exist: the hidden variables are lambda[2] .. lambda[N]"),
        ("eq.4", "H+1", "the formula has no meaning: a number cannot be added to an operator"),
        ("eq.45", r"\langle I|\rho(0)|J\rangle", "eq.45 says nothing of rho0["),
        ("eq.45", r"\partial_t\rho_{IJ}\Lambda_{IJ}", "eq.45 says nothing of rate(rho[I, J]); write what this rate of change is"),
        ("eq.61", r"\rho_{12}=\rho_{34}", "eq.61 says nothing of rho[3, 4]"),
        ("eq.61", r"\rho_{12}=\rho_{15}", "eq.61 says nothing of rho[1, 5]"),
        ("eq.33.1", r"\omega^2", "eq.33.1 says nothing of omega"),
    ],
)
def test_what_does_not_exist_is_told_so_in_one_line(claim_id: str, formula: str, line: str) -> None:
    with pytest.raises(LedgerError) as refusal:
        check_formula(PAPER, claim_id, formula)
    assert line in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("claim_id", "formula", "result"),
    [
        ("eq.61", r"\rho_{12} = \rho_{21} = -q\sqrt{1-q^2}e^{-\kappa t/2}", "conditional"),
        ("eq.61", r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2} = \rho_{21}(t)", "conditional"),
        ("eq.61", r"\rho_{21}(t) = q\sqrt{1-q^2}e^{-\kappa t/2}", "different"),
        ("eq.47", r"\rho_{JI}(t) = \rho_{JI}(0)e^{-\kappa\Lambda_{IJ}t/2}", "equal"),
        ("eq.47", r"\rho_{JI}(t) = \rho_{IJ}(0)e^{-\kappa\Lambda_{IJ}t/2}", "different"),
    ],
)
def test_across_the_diagonal_of_a_density_matrix_is_the_conjugate(claim_id: str, formula: str, result: str) -> None:
    assert check_formula(PAPER, claim_id, formula).plain["result"] == result


def test_an_undefined_value_is_a_difference_that_says_why() -> None:
    outcome = check_formula(PAPER, "eq.12", "abs(alpha[2])**2+sum(0/(K-1),(K,1,2))")
    assert outcome.plain["witness"]["yours"] == "undefined"
    assert "0 must not be raised to the power -1" in outcome.text


def loop() -> Ledger:
    """A claim about any N whose proof is a loop over N = 2..5 and whose points end there, too."""
    claim = Claim(
        id="thm.loop",
        section="0",
        statement="The number of levels.",
        name="N",
        printed=(N,),
        derive=lambda values: derivation("N", N.subs(values)),
        domain=Domain(cases=cases({N: (2, 3, 4, 5)}), points=lambda: [{N: n} for n in (2, 3, 4, 5)]),
        fewer=Fewer(4, "a loop"),
    )
    return Ledger((claim,), language=LANGUAGE)


def test_a_loop_is_called_a_loop() -> None:
    outcome = check_formula(loop(), "thm.loop", "2*N-N")
    assert outcome.text == "equal: proved for N = 2..5"
    assert (outcome.plain["scope"], outcome.exit_code) == ("N = 2..5", 0)


def test_a_proof_that_fails_its_replay_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def yes(_claim: Any, _forms: Any, name: str, _given: Any = ()) -> Evidence:
        return Evidence(Engine.SYMBOLIC, Result.PROVED, name, "in general")

    monkeypatch.setattr(answering, "prove", yes)
    for formula in ("q**2+theta(q-1/3)*theta(1/3-q)**max(0,abs(q-3/7)-1/50)", "q**2+max(0,1/1000-abs(q-2/7))"):
        outcome = check_formula(PAPER, "eq.33.1", formula)
        assert outcome.text.startswith("internal error: the proof fails its replay: ")
        assert (outcome.plain["result"], outcome.exit_code) == ("internal-error", 1)
    outcome = check_formula(PAPER, "thm.born", "abs(alpha[K])**2+sum(delta(k,0),(k,9-N,9))")
    assert "internal error" in outcome.text
    assert "N = 9" in outcome.text


@pytest.mark.parametrize("error", [TypeError("no\nsuch"), RecursionError("deep"), InconsistentAssumptions({}, "even", True)])
def test_what_the_exact_engine_raises_is_told_and_undecided(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: Any) -> Evidence:
        raise error

    monkeypatch.setattr(answering, "prove", raising)
    outcome = check_formula(PAPER, "eq.12", "abs(alpha[2])**2")
    assert (outcome.plain["result"], outcome.exit_code) == ("undecided", 1)
    assert f"agrees at 60 exact points, 50 digits; no proof found (internal error: {type(error).__name__}: " in outcome.text
    assert "\n" not in outcome.text


def test_a_proof_that_cannot_be_replayed_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bornproof.proofs.checks.replay.adversarial_points", lambda *_: iter(()))
    outcome = check_formula(PAPER, "eq.12", "abs(alpha[2])**2")
    assert outcome.exit_code == 1
    assert "the proof was replayed at 0 distinct points, and" in outcome.text


@pytest.mark.parametrize("claim_id", [claim.id for claim in PAPER])
def test_every_name_can_be_typed_and_stands_for_one_thing(claim_id: str) -> None:
    names = names_of(PAPER[claim_id])
    assert all(name.isidentifier() for name in names)
    assert len({str(base) for base in names.values()}) == len(names)


def test_names_are_spelled_out() -> None:
    assert plain_name(str(rho0.label)) == "rho0"
    assert as_text(rho0[1, 2] + sigma[2]) == "rho0[1, 2] + sigma[2]"
    assert plain_name(r"|{1}\rangle") == "ket_1"
    assert plain_name(r"\delta") == "delta_"


def test_a_loop_over_degrees_is_called_by_them() -> None:
    claim = PAPER["thm.endpoint-variation"]
    (printed,) = claim.true_forms[0].printed
    degree = claim.domain.loops[0]
    outcome = check_formula(PAPER, claim.id, f"{as_text(printed)}+({degree}-1)*({degree}-2)*({degree}-3)")
    assert outcome.text.startswith(f"equal: proved for {degree} = 1..3")


@pytest.mark.parametrize(
    "named", ["0*alpha[1+N*max(0,K-100)]", "0*S[N+delta(K,25)]", "sum(0*alpha[k+N*delta(K,100)],(k,1,2))", "0*beta[max(N,2*N-200)]"]
)
def test_levels_that_exist_at_every_point_tried_must_exist_everywhere(named: str) -> None:
    assert check_formula(PAPER, "thm.born", f"abs(alpha[K])**2+{named}").plain["result"] == "undecided"


def test_events_are_evaluated_without_what_stands_around_them() -> None:
    claim, product = "claim.2.2-uncorrelated", r"P(\sigma_3<0)P(\sigma_2>0)"
    for added, result in (("", "conditional"), (r"+0\max(\alpha_1,\alpha_1)", "different"), (r"+0\max(1,1)", "conditional")):
        assert check_formula(PAPER, claim, product + added, writing=Writing.LATEX).plain["result"] == result
