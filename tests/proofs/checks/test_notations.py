r"""Notations that authors type: what is right is the same in each of them, and what is wrong in it is different, with a witness."""

from pathlib import Path

import pytest
from bornproof.proofs import check
from bornproof.proofs.checks.manuscript import Status, check_manuscript
from bornproof.proofs.checks.submitted import Outcome
from bornproof.proofs.errors import ProofsError
from bornproof.proofs.formulas.manuscript.equations import read_manuscript
from bornproof.proofs.paper.entries import PAPER

DECAY = r"-q\sqrt{1-q^2}e^{-\kappa t/2}"
PURE = r"q^2|\uparrow_A\rangle\langle\uparrow_A| + (1-q^2)|\downarrow_A\rangle\langle\downarrow_A|"
JUMP = r"L_{NM} = \theta(\sigma_N)|N\rangle\langle M|+\theta(-\sigma_N)|M\rangle\langle N|"
# An entry, a line of it, and what is put in the place of what to make it wrong.
TYPED = [
    # probabilities
    ("32.1", r"\Pr(\sigma_2<0) = q^2", "q^2", "q^3"),
    ("32.1", r"\mathbb{P}(\sigma_2<0) = q^2", "q^2", "q^3"),
    ("32.1", r"\mathbb P[\sigma_2<0] = q^2", "q^2", "q^3"),
    ("32.1", r"\mathrm{Prob}(\sigma_2<0) = q^2", "q^2", "q^3"),
    ("32.1", r"\mathbf P\left(\sigma_2<0\right) = q^2", "q^2", "q^3"),
    ("32.1", r"\operatorname{Pr}\{\sigma_2<0\}=q^{2}", "q^{2}", "q"),
    ("17", r"\Pr(|N-1\rangle) = \Pr(\sigma_N<0 \land \sigma_{N-1}>0) = \Pr(\sigma_N<0)\Pr(\sigma_{N-1}>0)", "N<0)", "N>0)"),
    ("12", r"\Pr\bigl(|2\rangle\bigr) = \left|\alpha_2\right|^{2}", "^{2}", ""),
    # traces
    ("claim.4.4-trace", r"\operatorname{Tr}\rho(t)=1", "=1", "=2"),
    ("claim.4.4-trace", r"\tr[\rho(t)]=1", "=1", "=2"),
    ("claim.4.4-trace", r"\mathrm{tr}\left(\rho(t)\right)=1", "=1", "=2"),
    ("34", rf"\rho_A = \mathrm{{Tr}}_B(\rho) = {PURE}", "q^2|", "q|"),
    ("34", rf"\rho_A = \tr_B\rho = {PURE}", "q^2|", "q|"),
    ("34", rf"\Tr_{{B}}[\rho] = {PURE}", "q^2|", "q|"),
    # what is above and below
    ("5", r"L_{21}^\dagger=\theta(\sigma_2)|\chi_1\rangle\langle\chi_2|+\theta(-\sigma_2)|\chi_2\rangle\langle\chi_1|", "=", "=2"),
    # averages
    ("thm.weighted-average", r"\left\langle\rho_{JJ}(t)\right\rangle = p_J", "= p", "= 2p"),
    ("thm.weighted-average", r"\overline{\rho}_{JJ}(t) = p_J", "= p", "= 2p"),
    ("thm.weighted-average", r"\bar\rho_{JJ}(t) = p_J", "= p", "= 2p"),
    ("thm.weighted-average", r"\mathbb{E}[\rho_{JJ}(t)] = p_J", "= p", "= 2p"),
    ("thm.weighted-average", "⟨ρ_JJ(t)⟩ = p_J", "= p", "= 2p"),
    ("33.1", r"\overline{\rho_{11}(t)} = q^2", "q^2", "q"),
    ("33.1", r"\bar\rho_{11}(t) = q^2", "q^2", "q"),
    ("33.1", "⟨ρ₁₁(t)⟩ = q²", "q²", "q"),
    ("33.3", r"\overline{\rho_{21}(t)} = -q\sqrt{1-q^2}e^{-\kappa t/2}", "= -", "= "),
    # conditions beside a formula
    ("14", rf"{JUMP} \qquad M<N", "|M", "|N"),
    ("14", rf"{JUMP}, \quad (M<N)", "|M", "|N"),
    ("14", rf"{JUMP} (M<N)", "|M", "|N"),
    ("14", rf"{JUMP} && M<N", "|M", "|N"),
    ("14", rf"{JUMP} \quad \text{{if }} M<N", "|M", "|N"),
    ("14", rf"{JUMP} \quad \forall M<N", "|M", "|N"),
    ("14", rf"{JUMP}, \quad\text{{where }} M<N.", "|M", "|N"),
    ("14", rf"{JUMP} \quad \text{{for all }} M<N", "|M", "|N"),
    ("14", rf"{JUMP}, M<N", "|M", "|N"),
    ("14", rf"{JUMP} \qquad M\in\{{1,\dots,N-1\}}", "|M", "|N"),
    ("14", rf"{JUMP} \qquad (M=1,\dots,N-1)", "|M", "|N"),
    # limits of sums
    ("claim.2.2-partial-sum", r"\sum_{i<N}|\alpha_i|^2 = 1-|\alpha_N|^2", "1-", "2-"),
    ("13", r"\sigma_N = |\beta_N\lambda_N|^2-\sum_{I<N}|\beta_I|^2(1-|\lambda_N|^2)", "I<N", r"I\le N"),
    ("13", r"\sigma_N = |\beta_N\lambda_N|^2-\sum_{1\le I<N}|\beta_I|^2(1-|\lambda_N|^2)", r"1\le", r"2\le"),
    ("13", r"\sigma_N = |\beta_N\lambda_N|^2-\sum_{I=1}^{N-1}|\beta_I|^2(1-|\lambda_N|^2)", "N-1}", "N}"),
    # exponentials, environments, signs of equality
    ("61", r"\rho_{12}(t) = -q\sqrt{1-q^2}\,\mathrm{e}^{-\frac{\kappa t}{2}}", "q^2", "q"),
    ("61", rf"\begin{{gather*}}\rho_{{12}}(t) = {DECAY}\end{{gather*}}", "q^2", "q"),
    ("61", rf"\begin{{eqnarray}}\rho_{{12}}(t) &=& {DECAY} \notag\end{{eqnarray}}", "q^2", "q"),
    ("61", rf"\begin{{equation}}\begin{{aligned}}\rho_{{12}}(t) &\equiv {DECAY}\end{{aligned}}\end{{equation}}", "q^2", "q"),
    ("61", rf"$$\boxed{{\rho_{{12}}(t) = {DECAY}}}$$", "q^2", "q"),
    ("61", rf"\[\rho_{{12}}(t) \overset{{!}}{{=}} {DECAY}\]", "q^2", "q"),
    ("61", rf"\rho_{{12}}(t) \stackrel{{\eqref{{eq:47}}}}{{=}} {DECAY}", "q^2", "q"),
    # a multiple of the quantity at the left
    ("43", r"\dot\rho_{44} = \kappa[\theta(\sigma_4)(\rho_{11}+\rho_{22}+\rho_{33})-3\theta(-\sigma_4)\rho_{44}]", "-3", "-2"),
    ("61", r"2\rho_{12}(t) = -2q\sqrt{1-q^2}e^{-\kappa t/2}", "-2q", "-q"),
    ("claim.2.2-even-spread-alone", r"(N-1)\rho_{JJ}(t) = 1-e^{-(N-1)\kappa t}", "-(N-1)", "-N"),
    # rows of names
    ("31.3", r"\rho_{12}(t)=\rho_{21}(t)=" + DECAY, "=-q", "=q"),
    ("31.3", rf"(\rho_{{12}}(t),\rho_{{21}}(t)) = ({DECAY}, {DECAY})", "(-q", "(q"),
    ("31.3", r"\rho_{12}(t) = \rho_{21}^*(t)", "^*(t)", "(t)/2"),
    ("31.3", "ρ₁₂(t) = ρ₂₁(t)", "= ρ₂₁(t)", "= 2ρ₂₁(t)"),
    ("31.3", "rho[1, 2] = rho[2, 1]", "= rho", "= 2*rho"),
    ("31.3", "(ρ₁₂(t), ρ₂₁(t)) = [−q√(1 − q²) e^(−κt/2); −q√(1 − q²) e^(−κt/2)]", "[−q", "[q"),
    ("31.3", "ρ₁₂(t) = -q*sqrt(1-q**2)*exp(-kappa*t/2)", "-q*", "q*"),
    ("31.3", "rho[2,1] = -q*sqrt(1-q**2)*exp(-kappa*t/2)", "-q*", "q*"),
    # tables, relations, integrals
    ("8", "[0, 0; 0, 1]", "0, 1", "0, 2"),
    ("8", "[[0, 0], [0, 1]]", "0, 1", "0, 2"),
    ("8", r"\lim_{\kappa t\rightarrow\infty}\rho(t) = \begin{bmatrix}0&0\\0&1\end{bmatrix}", "&1", "&2"),
    ("11.3", "σ₂ > 0 ⇔ |λ₂|² > 1 − |α₂|²", "1 −", "2 −"),
    ("11.3", "sigma[2] > 0 <=> abs(lambda[2])**2 > 1 - abs(alpha[2])**2", "1 -", "2 -"),
    ("11.3", r"\sigma_2>0 \iff |\lambda_2|^2 > 1-|\alpha_2|^2", "> 1", r"\ge 1"),
    ("29", "Tr∫ρ(t)Π_(I=2)⁴ dλ_I = int_d_lambda**3", "**3", "**3+1"),
    ("17", "P(sigma[N] < 0, sigma[N - 1] > 0)", "N] < 0", "N] > 0"),
    ("52", "rho[4, 4] = rho0[4, 4]*exp(-3*kappa*t) if kappa*t < 1", "-3", "-2"),
]


def asked(claim_id: str, line: str) -> Outcome:
    return check(claim_id, line)


@pytest.mark.parametrize(("claim_id", "line", "right", "wrong"), TYPED, ids=lambda text: text[:50])
def test_right_is_the_same_and_wrong_is_different(claim_id: str, line: str, right: str, wrong: str) -> None:
    assert right in line
    outcome = asked(claim_id, line)
    assert outcome.plain["result"] in ("equal", "conditional"), outcome.text
    false = asked(claim_id, line.replace(right, wrong, 1))
    assert false.plain["result"] == "different", false.text
    assert false.plain["witness"]


@pytest.mark.parametrize(
    ("claim_id", "line", "said"),
    [
        ("13", r"\sigma_N = \sum_{I<J} 1", "line 1, column 12: whether one level runs or two is not clear; write `"),
        ("61", r"\rho_{12}(t) = q, \quad q = 1", "it states something else besides"),
        ("61", r"\rho_{12}(t) = q \qquad q = 1", "it states something else besides"),
        ("61", r"\foo = q", r"line 1, column 1: `\foo` is not a command of the notation; a left side may be \rho_{12}(t)"),
        ("61", "rho[1, 2] = 2*foo", "line 1, column 15: unknown name `foo`"),
        ("61", "rho[1, 2] = 2 if q > 0 for t > 0", "has two conditions; join them by `and`"),
        ("61", "rho[1, 2] = (1 < q) + 1", "line 1, column 14: a relation where a number is needed"),
        ("61", "rho[1, 2] = [1; 2, 3]", "rows must have one length, not 1, 2"),
        ("61", "rho[1, 2] = ", "cannot read `rho[1, 2] = `: invalid syntax, near character 13"),
        ("61", "rho[1, 2] = [1, 2;", "cannot read"),
        ("claim.4.4-trace", r"\begin{pmatrix}1\end{pmatrix}", "is a number, not a table of 1 row and 1 column"),
        ("claim.2.2-requirements", "1", "claim.2.2-requirements is out of scope: no formula can be typed for it"),
    ],
)
def test_what_is_refused_is_told_in_one_line(claim_id: str, line: str, said: str) -> None:
    with pytest.raises(ProofsError) as error:
        asked(claim_id, line)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


SECOND = r"\theta(\sigma_2)(1-q^2e^{-\kappa t}) + \theta(-\sigma_2)(1-q^2)e^{-\kappa t}"
ONE_LESS = rf"1-\rho_{{11}}(t) = {SECOND}"


@pytest.mark.parametrize(
    ("claim_id", "line", "said"),
    [
        ("61", r"\rho_{12}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2} \quad (q > 2)", "undecided: "),  # nowhere
        ("61", r"\rho_{12}(t) < 1", "different: the relation is <, not ="),
        ("61", r"\rho_{11}(t) = -q\sqrt{1-q^2}e^{-\kappa t/2}", "different: the left side is "),
        ("61", r"\rho_{12}(t) = 1 = -q\sqrt{1-q^2}e^{-\kappa t/2}", "different if sigma[2] != 0: at "),
        ("31.3", r"\rho_{12}(t) = \rho_{22}(t) = q\sqrt{1-q^2}e^{-\kappa t/2}", "different: at "),
        ("claim.4.4-second-square", r"\alpha_2 = 1-q^2", "different: at "),
        ("claim.4.4-second-square", r"\alpha_2^2 = 1-q^2", "equal: proved"),
        ("29", r"\rho(t) := \int\rho(t)\,d\lambda_2\,d\lambda_3\,d\lambda_4", "equal"),
        ("29", r"\rho(t) := \int\rho(t)\,d\lambda_2\,d\lambda_3", "undecided: it is not written as the entry prints it"),
        ("thm.weighted-average", r"\rho_{JJ}^*(t) = p_J", "undecided: the left side is "),
        ("59", ONE_LESS, r"undecided: the left side is 1 - \rho_{11}(t), and not known to be \rho_{22}(t)"),
        ("59", ONE_LESS + "+1", "undecided: the left side is "),
        ("59", rf"1-\rho_{{22}}(t) = 1-({SECOND})", "undecided: the left side is "),
        ("59", rf"|\rho_{{22}}(t)| = {SECOND}", "undecided: the left side is "),
        ("59", rf"\rho_{{22}}(t)+\frac{{0}}{{\rho_{{33}}(t)}} = {SECOND}", "undecided: the left side is "),
        ("59", rf"\rho_{{22}}(t)^2/\rho_{{22}}(t) = {SECOND}", "undecided: the left side is "),
        ("59", rf"\rho_{{22}}(t)+\log t-\log t = {SECOND}", "equal if sigma[2] != 0 and t != 0"),
        ("59", rf"e^{{\log\rho_{{22}}(t)}} = {SECOND}", "undecided: the left side is "),
        ("59", rf"\frac{{\theta(t)\theta(-t)}}{{\theta(t)\theta(-t)}}\rho_{{22}}(t) = {SECOND}", "different: at "),
        ("59", rf"\rho_{{22}}(t)q/q = {SECOND}", "equal if sigma[2] != 0 and q != 0"),
        ("59", rf"\frac{{1}}{{\kappa}}\rho_{{22}}(t) = \frac{{1}}{{\kappa}}({SECOND})", "equal if sigma[2] != 0: "),
        ("61", r"\rho_{12}(t)/q = -\sqrt{1-q^2}e^{-\kappa t/2}", "equal if sigma[2] != 0 and q != 0"),
    ],
)
def test_what_a_left_side_and_a_condition_change(claim_id: str, line: str, said: str) -> None:
    outcome = asked(claim_id, line)
    assert outcome.text.startswith(said), outcome.text
    assert outcome.exit_code == (0 if said.startswith("equal") else 1)


IN_MANUSCRIPTS = {
    "brackets": rf"\[ \rho_{{12}}(t) = {DECAY} \tag{{61}}\label{{eq:61}} \]",
    "dollars": rf"$a$ $$ \rho_{{12}}(t) = {DECAY}, \label{{eq:61}} $$ b $c$",
    "displaymath": rf"\begin{{displaymath}} \rho_{{12}}(t) = {DECAY} \label{{eq:61}} \end{{displaymath}}",
    "IEEEeqnarray": rf"\begin{{IEEEeqnarray}}{{rCl}} \rho_{{12}}(t) &=& {DECAY} \label{{eq:61}} \end{{IEEEeqnarray}}",
    "equation*": rf"\begin{{equation*}} \rho_{{12}}(t) = {DECAY} \label{{eq:61}} \end{{equation*}}",
    "ensuremath": rf"\begin{{equation}} \ensuremath{{\rho_{{12}}(t) = {DECAY}}} \label{{eq:61}} \end{{equation}}",
    "operators": r"\DeclareMathOperator{\Tr}{Tr}" + rf"\begin{{align}} \rho_A = \Tr_B\rho &= {PURE} \label{{eq:34}}\end{{align}}",
    "intertext": r"\begin{align} P(\sigma_2<0) &= q^2 \label{eq:32.1}\\ \intertext{and by \eqref{eq:28}} "
    r"P(\sigma_2>0) &= 1-q^2 \label{eq:32.2} \end{align}",
    "subequations": r"\begin{subequations}\label{eq:32}\begin{align} P(\sigma_2<0) &= q^2 \\ P(\sigma_2>0) &= 1-q^2 "
    r"\end{align}\end{subequations}",
    "labels within": r"\begin{subequations}\label{eq:32}\begin{align} P(\sigma_2<0) &= q^2 \label{a}\\ "
    r"P(\sigma_2>0) &= 1-q^2 \label{b} \end{align}\end{subequations}",
    "cases": r"\begin{equation}\begin{cases} P(\sigma_2<0) = q^2 \\ P(\sigma_2>0) = 1-q^2 \end{cases}\label{eq:32}\end{equation}",
    "a brace": r"\begin{equation}\left\{\begin{aligned} P(\sigma_2<0) &= q^2 \\ P(\sigma_2>0) &= 1-q^2 \end{aligned}\right. "
    r"\label{eq:32}\end{equation}",
    "a row": rf"\begin{{equation}}(\rho_{{12}},\rho_{{21}}) = ({DECAY},{DECAY})\label{{eq:31.3}}\end{{equation}}",
}


@pytest.mark.parametrize("text", IN_MANUSCRIPTS.values(), ids=IN_MANUSCRIPTS)
def test_a_manuscript_in_other_environments(text: str, tmp_path: Path) -> None:
    def statuses(written: str) -> list[Status]:
        (tmp_path / "main.tex").write_text(written)
        return [line.status for line in check_manuscript(read_manuscript(tmp_path / "main.tex"), PAPER)]

    assert {*statuses(text)} <= {Status.SAME, Status.CONDITIONAL}
    assert Status.DIFFERENT in statuses(text.replace("q^2", "q^3", 1))


def test_a_formula_between_signs_that_does_not_end_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text(r"\[ 1 \label{eq:61} \begin{equation} 2 \label{eq:12} \end{equation}")
    found = check_manuscript(read_manuscript(tmp_path / "main.tex"), PAPER)
    assert {line.id: line.status for line in found} == {"eq.12": Status.DIFFERENT, "eq.61": Status.NOT_FOUND}
