"""A condition beside an equation says where it is claimed: what is claimed beyond what is proved is no pass."""

from pathlib import Path

import pytest
from bornproof.proofs.checks.claimed_range import beyond
from bornproof.proofs.checks.manuscript import Status, check_manuscript
from bornproof.proofs.checks.submitted import Outcome, check_formula
from bornproof.proofs.formulas.manuscript.equations import read_manuscript
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.notation.core import I, J
from sympy import Ge, Gt

RATE = r"\dot\rho_{IJ}(t)=-\tfrac{\kappa}{2}\Lambda_{IJ}\rho_{IJ}(t)"
SOLUTION = r"\rho_{IJ}(t)=\rho_{IJ}(0)e^{-\frac{\kappa}{2}\Lambda_{IJ}t}"
JUMP = r"L_{NM}=\theta(\sigma_N)|\chi_N\rangle\langle\chi_M|+\theta(-\sigma_N)|\chi_M\rangle\langle\chi_N|"
EVENT = (
    r"P(|K\rangle)=(1-|\alpha_N|^2)\prod_{J=K+1}^{N-1}\left(1-\frac{|\alpha_J|^2}{\sum_{I=1}^J|\alpha_I|^2}\right)"
    r"\left(\frac{|\alpha_K|^2}{\sum_{I=1}^K|\alpha_I|^2}\right)"
)


def said(claim_id: str, line: str, condition: str) -> Outcome:
    return check_formula(PAPER, claim_id, rf"{line},\quad {condition}")


@pytest.mark.parametrize(
    ("claim_id", "line", "condition", "result", "over"),
    [
        ("eq.45", RATE, r"I\ge J", "different", "I = J"),
        ("eq.47", SOLUTION, r"I\le J", "different", "I = J"),
        ("eq.14", JUMP, r"M\le N", "undecided", "N = 2 and M = 2"),
        ("eq.14", JUMP, r"M\in\{1..N\}", "undecided", "N = 2 and M = 2"),
        ("eq.14", JUMP, r"M\in\{0..N-1\}", "undecided", "N = 2 and M = 0"),
        ("eq.14", JUMP, r"M>N", "undecided", ""),
        ("eq.22", EVENT, r"1<K\le N", "different", "K > N - 1"),
    ],
)
def test_a_wider_range_is_no_pass(claim_id: str, line: str, condition: str, result: str, over: str) -> None:
    outcome = said(claim_id, line, condition)
    assert (outcome.plain["result"], outcome.exit_code) == (result, 1)
    assert not over or f"claimed beyond what is assumed: {over}" in outcome.text


@pytest.mark.parametrize(
    ("claim_id", "line", "condition", "text"),
    [
        ("eq.45", RATE, r"I\ne J", "equal: proved"),
        ("eq.45", RATE, r"I>J", "equal if I > J: proved"),
        ("eq.45", RATE, r"I\le 4", "equal if I != J and I <= 4: proved"),
        ("eq.47", SOLUTION, r"I<J", "equal if I < J: proved"),
        ("eq.14", JUMP, r"M<N", "equal if M < N: proved"),
        ("eq.14", JUMP, r"M\le N-1", "equal if M <= N - 1: proved"),
        ("eq.14", JUMP, r"M\in\{1..N-1\}", "equal if 1 <= M and M <= N - 1: proved"),
        ("eq.14", JUMP, r"M\ge 1", "equal if M >= 1: proved"),
        ("eq.22", EVENT, r"1<K<N", "equal if sum(abs(alpha[I])**2, (I, 1, K)) != 0 and 1 < K and K < N: proved"),
        ("eq.22", EVENT, r"2<K<N", "equal if sum(abs(alpha[I])**2, (I, 1, K)) != 0 and 2 < K and K < N: proved"),
        ("eq.22", r"P(|K\rangle)=|\alpha_K|^2", r"1<K\le N", "equal if 1 < K and K <= N: proved"),  # true there, too
    ],
)
def test_the_range_of_the_paper_and_narrower_ones_pass(claim_id: str, line: str, condition: str, text: str) -> None:
    outcome = said(claim_id, line, condition)
    assert (outcome.text, outcome.exit_code) == (text, 0)


def test_a_manuscript_is_told_the_same(tmp_path: Path) -> None:
    rows = {"eq:45": rf"{RATE},\quad I\ge J", "eq:47": rf"{SOLUTION},\quad I>J", "eq:14": rf"{JUMP},\quad M\le N"}
    text = "\n".join(rf"\begin{{equation}}{row}\label{{{label}}}\end{{equation}}" for label, row in rows.items())
    file = tmp_path / "main.tex"
    file.write_text(rf"\documentclass{{article}}\begin{{document}}{text}\end{{document}}")
    lines = {line.id: line for line in check_manuscript(read_manuscript(file), PAPER)}
    found = {claim_id: lines[claim_id].status for claim_id in ("eq.45", "eq.47", "eq.14")}
    assert found == {"eq.45": Status.DIFFERENT, "eq.47": Status.CONDITIONAL, "eq.14": Status.UNDECIDED}
    assert "I = J" in lines["eq.45"].detail
    assert "M = 2" in lines["eq.14"].detail


def test_the_witness_lies_where_too_much_is_claimed() -> None:
    claim = PAPER["eq.45"].true_forms[0]
    found = beyond(claim, claim.printed[0], Ge(I, J), (), 50)
    assert found is not None
    assert found.witness is not None
    point = dict(found.witness.point)
    assert point["I"] == point["J"]
    assert beyond(claim, claim.printed[0], Gt(I, J), (), 50) is None
