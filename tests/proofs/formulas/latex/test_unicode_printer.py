"""One line for a terminal, in Unicode, or in the plain notation where the terminal has none."""

import pytest
from bornproof.proofs.formulas.latex.unicode_printer import as_line, as_unicode
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.notation.core import K, M, N, kappa, q, rho, sigma, t, theta
from bornproof.symbolic.notation.operators import L, hamiltonian, ketbra, state
from sympy import Basic, Eq, ImmutableMatrix, Sum, adjoint, exp, sqrt

x = exp(-kappa * t)


@pytest.mark.parametrize(
    ("expr", "line"),
    [
        (-q * sqrt(1 - q**2) * exp(-kappa * t / 2), "−q√(1 − q²) e^(−κt/2)"),
        (theta(sigma[2]) * q**2 * x + theta(-sigma[2]) * (1 - (1 - q**2) * x), "θ(σ₂)q² e^(−κt) + θ(−σ₂)(1 − (1 − q²) e^(−κt))"),
        (rho[1, 12] + rho[N, N - 1] + rho[K, M], "ρ_KM(t) + ρ_(N,N−1)(t) + ρ_(1,12)(t)"),
        (Sum(rho[K, M], (M, 1, K - 1), (K, 2, N)), "Σ_(K>M=1)^N ρ_KM(t)"),
        (hamiltonian * state - state * hamiltonian, "[H,ρ(t)]"),
        (adjoint(L(2, 1)) * ketbra(1, 2), "L₂₁†|1⟩⟨2|"),
        (ImmutableMatrix([[0, q]]), "[0, q;]"),
        (Eq(sigma[2], 0, evaluate=False), "σ₂ = 0"),
    ],
    ids=str,
)
def test_a_line(expr: Basic, line: str) -> None:
    assert as_unicode(expr, LANGUAGE.notation) == line


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "no-such-encoding"])
def test_without_unicode_the_line_is_plain(encoding: str) -> None:
    assert as_line(-q * sqrt(1 - q**2), LANGUAGE.notation, encoding) == as_text(-q * sqrt(1 - q**2))
    assert as_line(-q * sqrt(1 - q**2), LANGUAGE.notation) == "−q√(1 − q²)"
