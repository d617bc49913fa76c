"""LaTeX says what the expression says: nothing lost, nothing ambiguous, in every form of the ledger and beyond it."""

import re
from collections.abc import Iterator

import pytest
from bornproof.proofs.checks.exact import example_case
from bornproof.proofs.formulas import printing
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.formulas.printing import as_latex
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.notation.core import J, K, N, delta, kappa, rho, rho0, sigma, theta
from bornproof.symbolic.notation.operators import L, ketbra
from sympy import Add, Basic, Function, Ne, Pow, Product, Sum, Symbol, adjoint
from sympy.tensor.indexed import Indexed, IndexedBase

WORDS = {"matrix", "cases", "array", "substack", "text", "otherwise", "for", "sign"}


@pytest.mark.parametrize(
    ("expr", "latex"),
    [
        (rho0[3, 3], r"\rho_{33}(0)"),
        (rho0[10, 3] ** 2, r"\rho_{10,3}(0)^{2}"),
        (rho[10, 10], r"\rho_{10,10}"),
        (rho[1, 11] + rho[11, 1], r"\rho_{1,11} + \rho_{11,1}"),
        (rho[N - 1, N], r"\rho_{N - 1,N}"),
        (sigma[12], r"\sigma_{12}"),
        (Symbol("kappa'") ** 2 * IndexedBase("rho'")[1, 10], r"\kappa'^{2} \rho'_{1,10}"),
        (L(2, 1) ** 2, r"L_{21}^{2}"),
        (L(12, 1), r"L_{12,1}"),
        (L(K + 1, K) * L(2, 1), r"L_{K + 1,K} L_{21}"),
        (adjoint(L(2, 1)) ** 2, r"\left(L_{21}^{\dagger}\right)^{2}"),
        (ketbra(10, 2) ** 2, r"\left(|10\rangle\langle 2|\right)^{2}"),
        (delta(J, 10), r"\delta_{10,J}"),
        (delta(J, K), r"\delta_{JK}"),
        (Pow(delta(J, K), 2, evaluate=False), r"\delta_{JK}^{2}"),
        (Pow(theta(sigma[2]), 2, evaluate=False), r"\theta\left(\sigma_{2}\right)^{2}"),
        (P(sigma[2] > 0) ** 2, r"P\left(\sigma_{2} > 0\right)^{2}"),
        (
            P(Each(sigma[J] < 0, J, 3, N), sigma[2] > 0),
            r"P\left(\left(\bigwedge_{J=3}^{N} \sigma_{J} < 0\right) \wedge \sigma_{2} > 0\right)",
        ),
        (Sum(rho[K, K] - rho[K, 1], (K, 1, N)), r"\sum_{K=1}^{N} \left(- \rho_{K1} + \rho_{KK}\right)"),
        (Sum(-rho[K, K], (K, 1, N)), r"\sum_{K=1}^{N} \left(- \rho_{KK}\right)"),
        (Product(-rho[K, K], (K, 1, N)), r"\prod_{K=1}^{N} \left(- \rho_{KK}\right)"),
        (
            kappa * Sum(1 - rho[K, K], (K, 1, J - 1), (J, 2, N)),
            r"\kappa \sum_{\substack{1 \leq K \leq J - 1\\2 \leq J \leq N}} \left(1 - \rho_{KK}\right)",
        ),
    ],
    ids=str,
)
def test_latex(expr: Basic, latex: str) -> None:
    assert as_latex(expr) == latex


def forms(claim: Claim) -> Iterator[Basic]:
    """Whatever of an entry is printed: forms, abbreviations, assumptions, conditions and the steps of the derivation."""
    yield from (*claim.printed, *claim.conditions, *claim.domain.assumptions)
    yield from (part for pair in claim.where for part in pair)
    for subject in dict.fromkeys((*claim.subjects, *claim.true_forms)):
        yield from (*subject.printed, *subject.domain.assumptions)
        assert subject.derive is not None
        yield from (step.result for step in subject.derive(example_case(subject).mapping).steps)


def faults(expr: Basic) -> Iterator[str]:
    """What can be wrong with the LaTeX of an expression, told from the expression itself."""
    text = as_latex(expr)
    if text.count("{") != text.count("}") or len(re.findall(r"\\left\b", text)) != len(re.findall(r"\\right\b", text)):
        yield f"unbalanced: {text}"
    if re.search(r"_\{[^{}]*\}_|\^\{[^{}]*\}\^", text):
        yield f"two scripts at one place: {text}"
    bare = re.sub(r"\\(begin|end)\{[a-z]+\}(\{c+\})?|\\operatorname\{\w+\}|\\text\{[^}]*\}|_\{\w+\}", " ", text)
    if words := set(re.findall(r"(?<![\\A-Za-z])[A-Za-z]{2,}", bare)) - WORDS:
        yield f"no command and no symbol: {sorted(words)} in {text}"
    for node in expr.atoms(Pow):
        if as_latex(node) == as_latex(node.base):
            yield f"an exponent is lost: {node}"
    for node in expr.atoms(Sum, Product):
        inner = as_latex(node.function)
        if (isinstance(node.function, Add) or inner.startswith("-")) and not as_latex(node).endswith(r"\right)"):
            yield f"no parentheses: {as_latex(node)}"
    printed: dict[str, Basic] = {}
    for node in sorted(expr.atoms(Indexed, Function, Pow, Sum, Product), key=str):
        if printed.setdefault(as_latex(node), node) != node:
            yield f"one text for two: {node} and {printed[as_latex(node)]}"


@pytest.mark.parametrize("claim", PAPER.claims, ids=lambda claim: claim.id)
def test_no_form_of_the_ledger_has_a_fault(claim: Claim) -> None:
    assert [fault for form in forms(claim) for fault in faults(form)] == []


def test_indices_of_many_levels_are_told_apart() -> None:
    levels = (*range(1, 23), N, N - 1, J, J + 1)
    for name in (lambda i, j: rho[i, j], lambda i, j: rho0[i, j], L, lambda i, j: delta(i, j), ketbra):
        entries = {name(i, j) for i in levels for j in levels}
        assert len({as_latex(entry) for entry in entries}) == len(entries)


def test_the_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing._Latex, "_indices", lambda self, indices: "".join(map(self._print, indices)))
    assert any("one text for two" in fault for fault in faults(rho[1, 11] - rho[11, 1]))
    monkeypatch.setattr(printing, "_powered", lambda text, _exp: text)
    assert any("exponent" in fault for fault in faults(L(2, 1) ** 2 + Symbol("x")))
    monkeypatch.setattr(printing._Latex, "_print_Sum", lambda self, expr: rf"\sum {self._print(expr.function)}")
    assert any("parentheses" in fault for fault in faults(Sum(1 - rho[K, K], (K, 1, N))))
    monkeypatch.setattr(printing._Latex, "_print_Indexed", lambda _self, _expr: "rho_{33}(0)")
    assert any("no command" in fault for fault in faults(Ne(rho0[3, 3], 0)))
