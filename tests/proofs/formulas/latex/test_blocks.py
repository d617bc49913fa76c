"""The reader of LaTeX: TeX's own rules, how far things reach, which bar is which, and what it says where it cannot read."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.events import Each, P, rate
from bornproof.proofs.formulas.latex import phrases
from bornproof.proofs.formulas.latex.blocks import read_latex, read_statements
from bornproof.proofs.formulas.latex.round_trip import Likeness, likeness
from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import demands
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.notation.core import I, J, K, M, N, alpha, delta, kappa, lam, p, q, rho, rho0, sigma, t, theta
from bornproof.symbolic.notation.operators import L, hamiltonian, ketbra, state
from lark import Lark, logger
from sympy import And, Basic, Integer, Ne, Or, Piecewise, Product, Rational, Sum, Symbol, symbols, sympify
from sympy.functions import Abs, conjugate, cos, exp, log, sin, sqrt

from tests.proofs.formulas.latex.typed_blocks import NAMES

VOCABULARY = Vocabulary(NAMES, LANGUAGE.notation)


def read(text: str) -> Basic:
    found: Basic = read_latex(text, VOCABULARY)
    return found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"|\chi_2\rangle\langle\chi_1|", ketbra(2, 1)),
        (r"|\chi_N\rangle\langle M|", ketbra(N, M)),
        (r"M\in\{1..N-1\}", And(Integer(1) <= M, M <= N - 1, evaluate=False)),
        (r"M \in \{1,\dots,N-1\}", And(Integer(1) <= M, M <= N - 1, evaluate=False)),
        (r"q^12", 2 * q),
        (r"q^{12}", q**12),
        (r"\frac12", Rational(1, 2)),
        (r"\frac123", Rational(3, 2)),
        (r"\frac q2", q / 2),
        (r"\sqrt23", 3 * sqrt(2)),
        (r"\sqrt[3]27", 7 * Rational(2) ** Rational(1, 3)),
        (r"\sigma_12", 2 * sigma[1]),
        (r"\sigma_{12}", sigma[12]),
        (r"\rho_{12}", rho[1, 2]),
        (r"\rho_{1,12}", rho[1, 12]),
        (r"\rho_{I1}", rho[I, 1]),
        (r"{q}^{2}", q**2),
        (r"0.25q", q / 4),
        (r"q\cdot q*q", q**3),
        (r"-q^2", -(q**2)),
        (r"\kappa t", kappa * t),
        (r"e^{\kappa t}", exp(kappa * t)),
        (r"|\alpha_1||\alpha_2|", Abs(alpha[1]) * Abs(alpha[2])),
        (r"||\alpha_1|-|\alpha_2||", Abs(Abs(alpha[1]) - Abs(alpha[2]))),
        (r"|\alpha_1|^2|K\rangle\langle M|", Abs(alpha[1]) ** 2 * ketbra(K, M)),
        (r"\alpha_1^*{}^2", conjugate(alpha[1]) ** 2),
        (r"\overline{\alpha_1\alpha_2}", conjugate(alpha[1] * alpha[2])),
        (r"\theta^2(\sigma_2)", theta(sigma[2]) ** 2),
        (r"\theta(\sigma_2)^2", theta(sigma[2]) ** 2),
        (r"\rho_{11}(t)^2", rho[1, 1] ** 2),
        (r"\rho_{11}(0)(1-q)", rho0[1, 1] * (1 - q)),
        (r"\frac{d}{dt}\rho_{11}", rate(rho[1, 1])),
        (r"[H,\rho(t)]", hamiltonian * state - state * hamiltonian),
        (r"\{L_{21},\rho\}", L(2, 1) * state + state * L(2, 1)),
        (r"q/2", q / 2),
        (r"2(3)", 6),
        (r"\rho_{1\,2}", rho[1, 2]),
        (r"\sum_{i=1}^2 \mathrm{e}^{\mathrm{i} i}", Sum(exp(sympify("I") * K), (K, 1, 2))),
        (r"q/2\cdot t", q * t / 2),
        (r"q\kappa/(2t)", q * kappa / (2 * t)),
    ],
)
def test_tex_rules(text: str, meant: Basic) -> None:
    assert likeness(read(text), sympify(meant)) is Likeness.SAME


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\sum_{K=1}^N p_K q", Sum(p[K] * q, (K, 1, N))),
        (r"q\sum_{K=1}^N p_K + q", q * Sum(p[K], (K, 1, N)) + q),
        (r"\left(\sum_{K=1}^N p_K\right)q", q * Sum(p[K], (K, 1, N))),
        (r"\prod_{K=1}^N (1-p_K) q", q * Product(1 - p[K], (K, 1, N))),
        (r"\prod_{K=1}^N q p_K t", t * Product(q * p[K], (K, 1, N))),
        (r"\prod_{K=1}^N q", Product(q, (K, 1, N))),
        (r"1/\sum_{K=1}^N p_K", 1 / Sum(p[K], (K, 1, N))),
        (r"\sum_{K>M=1}^{N} p_K p_M", Sum(p[K] * p[M], (M, 1, K - 1), (K, 2, N))),
        (r"\sum_{1\le M<K\le N} p_K p_M", Sum(p[K] * p[M], (M, 1, K - 1), (K, 2, N))),
        (r"\sum_{K=1}^{3}\sum_{M=K+1}^{4} p_K p_M", Sum(p[K] * p[M], (M, K + 1, 4), (K, 1, 3))),
        (r"\sum_{i=1}^N |\alpha_i|^2 + i", Sum(Abs(alpha[I]) ** 2, (I, 1, N)) + sympify("I")),
    ],
)
def test_how_far_a_sum_reaches(text: str, meant: Basic) -> None:
    assert likeness(read(text), meant) is Likeness.SAME


OTHERS = Sum((1 - delta(J, K)) * p[J], (J, 1, N))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\sum_K p_K", Sum(p[K], (K, 1, N))),
        (r"\sum_K^3 p_K", Sum(p[K], (K, 1, 3))),
        (r"\sum_{J,K} p_J p_K", Sum(p[J] * p[K], (J, 1, N), (K, 1, N))),
        (r"\sum_{J,K=2}^N p_J p_K", Sum(p[J] * p[K], (J, 2, N), (K, 2, N))),
        (r"\sum_{J\ne K} p_J", OTHERS),
        (r"\sum_{J\neq K}^N p_J", OTHERS),
        (r"\sum_{J=1,\,J\ne K}^N p_J", OTHERS),
        (r"\sum_{\substack{J=1\\J\neq K}}^N p_J", OTHERS),
        (r"\sum_{J=1\atop J\neq K}^N p_J", OTHERS),
        (r"\sum_{J\ne 2} p_J", Sum((1 - delta(J, 2)) * p[J], (J, 1, N))),
        (r"\sum_{J\ne K=1}^N p_J p_K", Sum((1 - delta(J, K)) * p[J] * p[K], (J, 1, N), (K, 1, N))),
        (r"\sum_K\sum_{J\ne K} p_J p_K", Sum(Sum((1 - delta(J, K)) * p[J] * p[K], (J, 1, N)), (K, 1, N))),
        (r"\prod_{J\ne K} p_J", Product((1 - delta(J, K)) * p[J] + delta(J, K), (J, 1, N))),
        (r"\sum_{J\ne K} 1/p_J", Sum(Piecewise((1 / p[J], Ne(J, K)), (0, True)), (J, 1, N))),
        (r"\prod_{J\ne K} \frac{1}{p_J}", Product(Piecewise((1 / p[J], Ne(J, K)), (1, True)), (J, 1, N))),
        (r"\sum_{J<K} p_J", Sum(p[J], (J, 1, K - 1))),
        (r"\sum_{J\le K} p_J", Sum(p[J], (J, 1, K))),
        (r"\sum_{J>K} p_J", Sum(p[J], (J, K + 1, N))),
        (r"\sum_{J\ge K}^{3} p_J", Sum(p[J], (J, K, 3))),
    ],
)
def test_limits_of_one_level_or_several(text: str, meant: Basic) -> None:
    assert likeness(read(text), meant) is Likeness.SAME


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"{q \over 2}", q / 2),
        (r"q^{1+{q\over 2}}", q ** (1 + q / 2)),
        (r"\sqrt{q\over 1+q}", sqrt(q / (1 + q))),
        (r"\mathbb{1} q + \mathds 1 - \mathbb I", q),
        (r"\rho_{12}(t=0)", rho0[1, 2]),
        (r"{\bf q}\rho_{12}(t=0) q", q**2 * rho0[1, 2]),
    ],
)
def test_older_and_other_ways_to_write_it(text: str, meant: Basic) -> None:
    assert likeness(read(text), meant) is Likeness.SAME


def test_events_and_conditions() -> None:
    below = P(Each(sigma[J] < 0, J, K + 1, N))
    dots = r"\wedge\dots\wedge"
    for text in (rf"\sigma_N<0{dots}\sigma_{{K+1}}<0", rf"\sigma_{{K+1}}<0{dots}\sigma_N<0", r"\bigwedge_{J=K+1}^N\sigma_J<0"):
        assert likeness(read(f"P({text})"), below) is Likeness.SAME
    assert read(r"\sigma_2\neq0 \lor (\sigma_3>0\land\sigma_4<0)").func is Or
    assert [str(part) for part in read("0<q<1").args] == ["0 < q", "q < 1"]


def test_nothing_is_cancelled() -> None:
    assert [demand.condition for demand in demands(read(r"\frac{q}{q}"))] == [Ne(q, 0)]
    assert [demand.condition for demand in demands(read("q/q"))] == [Ne(q, 0)]


def test_statements_and_their_rows() -> None:
    found = read_statements(
        r"\begin{align} p_1 &= q \\ &\quad + t \nonumber\\ &= 1, \\ p_2 &< q \quad\text{if } q>0 \end{align}", VOCABULARY
    )
    assert [statement.relations for statement in found] == [("=", "="), ("<",)]
    assert found[0].sides == (p[1], q + t, 1)
    assert found[1].condition == (q > 0)


def test_macros() -> None:
    macros = {r"\pop": (1, r"\lvert\alpha_{#1}\rvert^2"), r"\lind": (0, r"\sum_{K>M=1}^N")}
    found = read_latex(r"\lind\pop K\pop{M}", VOCABULARY, macros)
    assert likeness(found, Sum(Abs(alpha[K]) ** 2 * Abs(alpha[M]) ** 2, (M, 1, K - 1), (K, 2, N))) is Likeness.SAME


REFUSED = {
    "a misspelled command": (r"1+\kapa", r"column 3: `\kapa` is not a command of the notation; did you mean `\kappa`?"),
    "the second line": ("q\n + \\rhoo_{11}", r"line 2, column 4: `\rhoo` is not a command of the notation; did you mean `\rho`?"),
    "an unknown name": ("q+z", "column 3: unknown name `z`; known: "),
    "a slash before two factors": (r"1/2\kappa", r"column 4: what the slash before this divides by is not clear"),
    "a symbol at a time": ("H(t)", "column 2: `H` does not depend on time here"),
    "a table at time 0": (r"\sigma_2(0)", "column 9: `\\sigma` does not depend on time here"),
    "two numbers": (r"10\,000", "column 5: two numbers beside each other"),
    "an inverse function": (r"\sin^{-1}(q)", "may mean an inverse function"),
    "a function without brackets": (r"\theta\sigma_2", r"`\theta` needs brackets"),
    "an event without brackets": ("P + 1", "column 1: `P` needs arguments"),
    "another time": (r"\rho_{11}(q)", "column 10: `\\rho` takes the time or 0 in parentheses"),
    "a time after a bar": (r"\overline{\rho_{11}+q}(t)", "write the time before the bar"),
    "too few indices": (r"\rho_{1}", r"`\rho` takes 2 indices, not 1; write commas between them"),
    "too many digits": (r"\rho_{110}", r"`\rho` takes 2 indices, not 3"),
    "no index": (r"\sigma", r"`\sigma` needs indices"),
    "an index at a symbol": ("q_1", "`q` takes no indices; with indices: "),
    "an open bracket": ("(q", "column 1: this `(` is never closed"),
    "another bracket": (r"\left(q\right]", "this `]` closes nothing, where `(` is open"),
    "a brace": ("q^{2", "this `{` is never closed"),
    "an open bar": ("|q", "this `|` is never closed"),
    "two exponents after nothing": ("^2", "`^` cannot stand here; expected "),
    "nothing": ("  % only a comment", "input must not be empty"),
    "a half": ("q+", "the end cannot stand here; expected "),
    "an environment": (r"\begin{tikz}\end{tikz}", "the environment `tikz` is not part of the notation"),
    "an environment that goes on": (r"\begin{align}q", "this `align` is never closed"),
    "limits": (r"\sum_{K=1} p_K", r"`\sum` needs limits"),
    "no limits": (r"\sum p_K", r"`\sum` needs limits"),
    "limits of a number": (r"\sum_{1\ne K}^N p_K", r"whether one level runs or two is not clear"),
    "one name twice": (r"\sum_{K,K=1}^N p_K", r"`\sum` needs limits"),
    "two upper limits": (r"\sum_{K=1}^{N,2} p_K", r"a comma in an exponent"),
    "a condition about others": (r"\sum_{K=1,I\ne J}^N p_K", r"`\sum` needs limits"),
    "two levels that differ": (r"\sum_{J\ne K} p_J p_K", r"write `\sum_{J=1,J\ne K}^{N}`"),
    "two levels that are counted": (r"\sum_{J\ne K} q", r"whether one level runs or two is not clear"),
    "two levels in order": (r"\sum_{J>K}^N p_J p_K", r"whether one level runs or two is not clear"),
    "events that differ": (r"P(\bigwedge_{J\ne K}\sigma_J>0)", r"`\bigwedge` takes limits alone"),
    "cases in two sums": (
        r"\sum_{I=1}^N p_I\sum_{J=1}^N\begin{cases}p_J & J\ne I\\0 & \text{otherwise}\end{cases}",
        "cases in a sum must not be decided by its index where they name that of a sum around it",
    ),
    "over without braces": (r"q\over 2", r"`\over` is read in braces alone, as in `{a\over b}`"),
    "over twice": (r"{q\over 2\over t}", r"a second `\over` in one pair of braces"),
    "a double letter": (r"\mathbb{Q}", r"`\mathbb{Q}` is not of the notation; the identity is `\mathbb{1}`"),
    "a real command": (r"\xi", r"column 1: `\xi` is not a command of the notation"),
    "words": (r"q \text{ roughly}", r"column 3: the words `roughly` are not read here"),
    "rows": (r"\begin{pmatrix}1&2\\3\end{pmatrix}", "rows must have one length, not 2, 1"),
    "a table of relations": (r"\begin{pmatrix}q<1\end{pmatrix}", "the entries of a matrix must be numbers or operators"),
    "a matrix of matrices": (
        r"\begin{pmatrix}\begin{pmatrix}1\end{pmatrix}\end{pmatrix}",
        "the entries of a matrix must be numbers",
    ),
    "the derivative of a sum": (r"\partial_t\sum_{K=1}^N p_K", r"`\sum` stands in brackets here"),
    "a sum without brackets": (r"\exp\sum_{K=1}^N p_K", r"`\exp` needs an argument"),
    "a prime": (r"(q)'", "a prime stands at a name alone"),
    "a relation inside": (r"q(1<2)", "a relation where a number is needed"),
    "a number as a condition": (r"q\wedge q<1", "a number where a condition is needed"),
    "a bra": (r"\langle 1|\rho", "a bra stands in a dyad, a bracket or a matrix element"),
    "another derivative": (r"\frac{dq}{d\kappa}", "a derivative that is not one by the time"),
    "division by zero": (r"\frac{q}{0}", "divides by zero"),
    "a large power": ("9^{9^9}", "numbers and powers must stay below exp(500)"),
    "many terms": ("(1+q+t)^{999}", "numbers and powers must stay below exp(500)"),
    "deep brackets": ("(" * 26 + "q" + ")" * 26, "brackets must be nested at most 25 deep"),
    "a comma": ("[q,t,q]", "a comma outside of arguments"),
    "a list in a formula": ("2(q,t)", "a matrix or a list inside of a formula"),
    "dots alone": (r"P(\dots)", r"one `\dots` stands between two events"),
    "file access": (r"\input{/etc/passwd}", r"`\input` is not a command of the notation"),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises(ReadError) as error:
        read(text)
    assert why in str(error.value)
    assert len(str(error.value)) < 400


def test_names_of_a_notation() -> None:
    gap, width = symbols("gap D'")
    vocabulary = Vocabulary((gap, width, Symbol("Delta_t"), Symbol("t_d1")), Notation({Symbol("Delta_t"): r"\Delta t"}))
    found = read_latex(r"\mathrm{gap}\,D'\Delta t\,t_{d1}", vocabulary)
    assert likeness(found, gap * width * Symbol("Delta_t") * Symbol("t_d1")) is Likeness.SAME


def test_the_grammar_has_no_conflict(caplog: pytest.LogCaptureFixture) -> None:
    logger.setLevel("DEBUG")
    try:
        text = Path(phrases.__file__).with_name("grammar.lark").read_text(encoding="utf-8")
        Lark(text, parser="lalr", lexer=phrases._Given, start="block", debug=True)
        assert "onflict" not in caplog.text
        Lark('start: sum\nsum: sum "+" sum | "1"', parser="lalr", start="start", debug=True)
        assert "onflict" in caplog.text
    finally:
        logger.setLevel("CRITICAL")


def test_the_grammar_is_made_when_it_is_needed() -> None:
    code = "import sys, bornproof.proofs.paper.entries, bornproof.proofs.report.json_report; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_reading_is_fast() -> None:
    text = r"\theta(\sigma_2)q^2e^{-\kappa t}+\theta(-\sigma_2)\left[1-(1-q^2)e^{-\kappa t}\right]+|\lambda_2|^2"
    read(text)
    start = time.process_time()
    for _ in range(20):
        assert read(text).has(lam)
    assert time.process_time() - start < 20 * 0.05  # about 1.5 ms each on an idle machine


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\sin q", sin(q)),
        (r"\ln\alpha_1", log(alpha[1])),
        (r"\sin\frac{q}{2}+\kappa", sin(q / 2) + kappa),
        (r"\sin^2q", sin(q) ** 2),
        (r"\sin q\cos\kappa", sin(q) * cos(kappa)),
        (r"\sin q\,e^{-\kappa t}", sin(q) * exp(-kappa * t)),
        (r"\sin q\cdot t", sin(q) * t),
        (r"\sin(q)t", sin(q) * t),
        (r"\ln|q|t", log(Abs(q)) * t),
        (r"t\sin q", sin(q) * t),
        (r"\cos q|1\rangle\langle1|", None),
    ],
)
def test_function_without_brackets_takes_one_factor(text: str, meant: Basic | None) -> None:
    if meant is None:
        with pytest.raises(ReadError, match="is not clear"):
            read(text)
    else:
        assert likeness(read(text), meant) is not Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (r"\sin\kappa t", 12),
        (r"\cos\kappa\,t", 13),
        (r"\cos{\kappa t}", 13),
        (r"\cos 2q\sqrt{n+1}t", 7),
        (r"1+\ln 2q", 8),
        (r"\sin q(1+t)", 7),
        (r"\sin q\sum_{K=1}^N p_K", 7),
        (r"\cos\cos q t", 12),
        (r"e^{-\sin q t}", 12),
        (r"\ln q/2", 1),
    ],
)
def test_second_factor_after_function_without_brackets_is_refused(text: str, column: int) -> None:
    with pytest.raises(ReadError, match=rf"line 1, column {column}: whether .* belongs to the argument .* write brackets, as in"):
        read(text)


def test_sign_after_function_without_brackets_is_refused() -> None:
    with pytest.raises(ReadError, match=r"column 1: `\\exp` needs an argument; write brackets, as in `\\exp\(\\dots\)`"):
        read(r"\exp -\kappa t")


def test_index_where_nothing_has_indices_is_told_what_is_known() -> None:
    with pytest.raises(ReadError, match=r"`P` takes no indices; nothing has indices here; known: a, x$"):
        read_latex("P_e", Vocabulary(symbols("a x")))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\text{where } q = \kappa", (q, kappa)),
        (r"\begin{align} \text{Hence,}\quad q &= \kappa \end{align}", (q, kappa)),
        (r"q = \kappa,\quad\text{and}", (q, kappa)),
        (r"q = \kappa\ \text{, where}", (q, kappa)),
        (r"q = \underbrace{\kappa}_{\text{rate}}", (q, kappa)),
        (r"q = \overbrace{\kappa + t}^{\text{gain}} - p_1", (q, kappa + t - p[1])),
        (r"\mathcal P(\sigma_2>0) = q", (P(sigma[2] > 0), q)),
        (r"\mathcal{P}(\sigma_2>0) = q", (P(sigma[2] > 0), q)),
    ],
)
def test_what_stands_around_a_formula(text: str, meant: tuple[Basic, ...]) -> None:
    (statement,) = read_statements(text, VOCABULARY)
    assert statement.condition is None
    assert all(likeness(*pair) is Likeness.SAME for pair in zip(statement.sides, meant, strict=True))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"q = \underbrace{\kappa}_{=t}", "column 26: what stands at .* is not judged"),
        (r"q = \underbrace{\kappa+t}_{\text{loss}} q", "column 5: whether .* stands for brackets is not clear"),
        (r"q = q\underbrace{\kappa+t}_{\text{loss}}", "column 6: whether .* stands for brackets is not clear"),
        (r"q = -\underbrace{\kappa+t}", "stands for brackets is not clear"),
        (r"\mathcal L q", "is not a command of the notation"),
        (r"\text{for } t>0, q = \kappa", "cannot stand here"),
        (r"\text{where } q = \kapa", "column 19: `.kapa` is not a command"),
    ],
)
def test_what_around_a_formula_may_matter_is_refused(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_statements(text, VOCABULARY)


def test_where_before_a_condition_is_still_one() -> None:
    (statement,) = read_statements(r"q = \kappa \text{ where } t>0", VOCABULARY)
    assert statement.condition == (t > 0)
