"""LaTeX as the paper sets it: names, order, brackets, commutators, sums."""

import pytest
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.notation.core import J, K, M, N, alpha, delta, kappa, lam, q, rho, rho0, sigma, spin_ket, t, theta
from bornproof.symbolic.notation.operators import L, hamiltonian, ketbra, state
from sympy import Abs, Add, Basic, I, Mul, Or, Pow, Product, Rational, Sum, Symbol, adjoint, conjugate, exp, sqrt
from sympy.tensor.indexed import IndexedBase

x = exp(-kappa * t)


@pytest.mark.parametrize(
    ("expr", "latex"),
    [
        (rho0[3, 3], r"\rho_{33}(0)"),
        (rho0[10, 3] ** 2, r"\rho_{10,3}(0)^2"),
        (rho[10, 10], r"\rho_{10,10}(t)"),
        (rho[N - 1, N], r"\rho_{N-1,N}(t)"),
        (sigma[12], r"\sigma_{12}"),
        (Symbol("kappa'") ** 2 * IndexedBase("rho'")[1, 10], r"\kappa'^2\rho'_{1,10}"),
        (L(2, 1) ** 2, r"L_{21}L_{21}"),
        (L(K + 1, K) * L(2, 1), r"L_{K+1,K}L_{21}"),
        (adjoint(L(2, 1)) ** 2, r"L_{21}^\dagger L_{21}^\dagger"),
        (ketbra(10, 2) ** 2, r"|10\rangle\langle 2||10\rangle\langle 2|"),
        (delta(J, 10), r"\delta_{J,10}"),
        (delta(1, J), r"\delta_{J1}"),
        (Pow(delta(J, K), 2, evaluate=False), r"\delta_{JK}^2"),
        (P(sigma[2] > 0) ** 2, r"P(\sigma_2 > 0)^2"),
        (P(Each(sigma[J] < 0, J, K + 1, N), sigma[K] > 0),
         r"P(\sigma_N < 0 \wedge \dots \wedge \sigma_{K+1} < 0 \wedge \sigma_K > 0)"),
        (Or(sigma[2] > 0, N > 3), r"N > 3 \vee \sigma_2 > 0"),
        (Sum(rho[K, K] - rho[K, 1], (K, 1, N)), r"\sum_{K=1}^N (\rho_{KK}(t) - \rho_{K1}(t))"),
        (Product(-sigma[K], (K, 1, N)), r"\prod_{K=1}^N (-\sigma_K)"),
        (kappa * Sum(rho[K, M], (M, 1, K - 1), (K, 2, N)), r"\kappa\sum_{K>M=1}^N \rho_{KM}(t)"),
        (Sum(rho[K, M], (M, K + 1, 4), (K, 1, 3)), r"\sum_{K=1}^3 \sum_{M=K+1}^4 \rho_{KM}(t)"),
        (Sum(sigma[K], (K, 1, N)) * Sum(sigma[M], (M, 1, N)), r"\left(\sum_{K=1}^N \sigma_K\right)\sum_{M=1}^N \sigma_M"),
        (-q * sqrt(1 - q**2) * exp(-kappa * t / 2), r"-q\sqrt{1 - q^2}e^{-\kappa t/2}"),
        (theta(sigma[2]) * q**2 * x + theta(-sigma[2]) * (1 - (1 - q**2) * x),
         r"\theta(\sigma_2)q^2 e^{-\kappa t} + \theta(-\sigma_2)[1 - (1 - q^2)e^{-\kappa t}]"),
        (-I * (hamiltonian * state - state * hamiltonian), r"-i[H,\rho(t)]"),
        (state * adjoint(L(2, 1)) * L(2, 1) + adjoint(L(2, 1)) * L(2, 1) * state, r"\{\rho(t),L_{21}^\dagger L_{21}\}"),
        (conjugate(alpha[1]) * alpha[1], r"\alpha_1\alpha_1^*"),
        (Abs(alpha[2] * lam[2]) ** 2, r"|\alpha_2\lambda_2|^2"),
        (Rational(-1, 2) * kappa * rho[1, 2], r"-\frac{\kappa}{2}\rho_{12}(t)"),
        (q * spin_ket("down", "B") * spin_ket("up", "A"), r"q|\uparrow_A\rangle \otimes |\downarrow_B\rangle"),
        (2 * Pow(3, q), r"2\cdot 3^q"),
        (Mul(-1, 1 - q, evaluate=False), r"-(1 - q)"),
        (Add(q, Mul(-1, 1 - t, evaluate=False), evaluate=False), r"q - (1 - t)"),
    ],
    ids=str,
)  # fmt: skip
def test_latex(expr: Basic, latex: str) -> None:
    assert as_latex(expr, LANGUAGE.notation) == latex


def test_indices_of_many_levels_are_told_apart() -> None:
    levels = (*range(1, 23), N, N - 1, J, J + 1)
    for name in (lambda i, j: rho[i, j], lambda i, j: rho0[i, j], L, lambda i, j: delta(i, j), ketbra):
        entries = {name(i, j) for i in levels for j in levels}
        assert len({as_latex(entry) for entry in entries}) == len(entries)
