"""Formulas that people type in the place of printed ones: equal ones are proved, and those that only look equal are not."""

from dataclasses import replace

import pytest
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.names import names_of
from bornproof.proofs.formulas.formula import read_formula
from bornproof.proofs.ledger import Claim, Result
from bornproof.proofs.ledger.domain import cases
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.notation.core import N, kappa, q, t
from sympy import cos, exp, sqrt

EQUAL = {
    "thm.born": [
        "abs(alpha[K])**2+sum(1/(k-3),(k,4,N))-sum(1/k,(k,1,N-3))",
        "abs(alpha[K])**2+sum(1/(N+1-k),(k,1,N))-sum(1/k,(k,1,N))",
        "abs(alpha[K])**2+sum(1/(N-k),(k,1,N-1))-sum(1/(k-2),(k,3,N+1))",
        "alpha[K]*conj(alpha[K])",
        "abs(alpha[K]**2)",
        "sum(abs(alpha[I])**2*delta(I,K),(I,1,N))",
        "1-sum(abs(alpha[I])**2,(I,1,K-1))-sum(abs(alpha[I])**2,(I,K+1,N))",
        "1-sum(abs(alpha[I])**2*(1-delta(I,K)),(I,1,N))",
        "sum(abs(alpha[I+1])**2,(I,K-1,K-1))",
        "abs(alpha[K])*sqrt(alpha[K]*conj(alpha[K]))",
        "abs(alpha[K])**2*(-1)**(2*K)",
        "abs(alpha[K])**2+sum(1,(I,N,1))",
    ],
    "claim.2.2-operator-count": [
        "sum(K-1,(K,2,N))",
        "sum(N-K,(K,1,N-1))",
        "sum(sum(1,(K,1,M-1)),(M,2,N))",
        "sum(sum(1,(M,K+1,N)),(K,1,N-1))",
        "sum(theta(M-K),(M,1,N),(K,1,N))",
        "(sum(K**2,(K,1,N))*6/(2*N+1)-2*N)/2",
    ],
    "eq.30.1": ["abs(lambda[2]**2)-q**2", "lambda[2]*conj(lambda[2])-q**2"],
    "eq.61": ["-sqrt(q**2-q**4)*exp(-kappa*t/2)", "-q*sqrt(1-q)*sqrt(1+q)*exp(-kappa*t/2)", "-sqrt(q**2*(1-q**2)*exp(-kappa*t))"],
    "eq.33.1": [
        "q**2*(cos(q)**2+sin(q)**2)", "abs(q)**2", "q**(1+1)", "q**2*abs(q+i*sqrt(1-q**2))", "q**2+abs(3+4*i)-5",
        "q**2+abs(q+i*t)-sqrt(q**2+t**2)", "q**2+theta(abs(q+i*(t-1)))-theta(q**2+(t-1)**2)",
    ],
    "thm.winner": ["1-(1-rho0[W,W])*exp(-kappa*t)+abs((t-1)**(2*N))-(t-1)**(2*N)"],
    "thm.components-diagonal": [
        ("theta(sigma[J])*sum(rho[M-1,M-1],(M,2,J))-(J-1)*theta(-sigma[J])*rho[J,J]"
        "+sum(theta(-sigma[M])*rho[M,M]-theta(sigma[M])*rho[J,J],(M,J+1,N))"),
        ("theta(sigma[J])*(sum(rho[K,K],(K,1,N))-rho[J,J]-sum(rho[K,K],(K,J+1,N)))-(J-1)*theta(-sigma[J])*rho[J,J]"
        "+sum(theta(-sigma[M])*rho[M,M],(M,J,N))-theta(-sigma[J])*rho[J,J]-rho[J,J]*sum(theta(sigma[M]),(M,J+1,N))"),
        ("sum(sum(delta(J,M)*(theta(sigma[M])*rho[K,K]-theta(-sigma[M])*rho[M,M])"
        "+delta(J,K)*(theta(-sigma[M])*rho[M,M]-theta(sigma[M])*rho[K,K]),(M,K+1,N)),(K,1,N-1))"),
    ],
}
DISSIPATOR = "(L(M,K)*rho*dagger(L(M,K))-(rho*dagger(L(M,K))*L(M,K)+dagger(L(M,K))*L(M,K)*rho)/2)"
EQUAL["eq.15"] = [f"-i*(H*rho-rho*H)+kappa*sum(sum({DISSIPATOR},(M,K+1,N)),(K,1,N-1))"]
DIFFERENT = {
    "thm.born": [
        "abs(alpha[K])**2+sum(1/(k-1),(k,2,N))-sum(1/k,(k,1,N))",
        "abs(alpha[K])**2+sum(1/(k-1),(k,2,N))+sum(1/(1-k),(k,3,N+1))",
        "abs(alpha[K])**2+sum(delta(k,0),(k,9-N,9))",
        "abs(alpha[K])**2+sum(1,(I,5,N))",
        "abs(alpha[K])**2*theta(K-1)",
        "abs(alpha[K])**2*sign(K-N+1)",
        "abs(alpha[K])**2+delta(N,9)",
        "abs(alpha[K])**2*abs(alpha[1])/abs(alpha[1])",
        "abs(alpha[K])**2+(N-2)*(N-3)*(N-4)*(N-5)",
    ],
    "eq.33.1": [
        "q**2+theta(q-1/3)*theta(1/3-q)**max(0,abs(q-3/7)-1/50)",
        "q**4/q**2",
        "(q**3-q**2)/(q-1)",
        "q**2+0**q-theta(1-q)*0",
        "q**2+theta(q-1)**0-1+theta(q-1/2)*theta(2/3-q)",
        "q**2+abs(sqrt(q-2)+i*sqrt(3-q))-1",
        "q**2+abs(q+i*sqrt(q-t))-sqrt(q**2+q-t)",
    ],
    "thm.winner": [
        "1-(1-rho0[W,W])*exp(-kappa*t)+abs((t-1)**(3*N))-(t-1)**(3*N)",
        "1-(1-rho0[W,W])*exp(-kappa*t)+theta((t-1)**(2*N))-1",
        "1-(1-rho0[W,W])*exp(-kappa*t)+theta((I-J)**(2*(N-2)))-theta(abs(I-J))",  # asks for more cases while one is renewed
    ],
    "eq.15": [
        (f"-i*(H*rho-rho*H)+kappa*sum(sum({DISSIPATOR},(K,1,M-1)),(M,2,N))"
        "+sum(L(N,K+1)*dagger(L(N,K+1))*L(N,K)*dagger(L(N,M))*rho,(K,1,N-3),(M,1,N-3))"),
        f"-i*(H*rho-rho*H)+kappa*sum(sum({DISSIPATOR},(K,1,M-1)),(M,1,N-1))",
    ],
}


def proved(claim_id: str, formula: str) -> bool:
    printed = PAPER[claim_id]
    claim: Claim = (printed.stating(printed.corrected) if printed.corrected else printed).subjects[0]
    form = read_formula(formula, names_of(printed))
    return any(prove(claim, (form,), "typed", given).result is Result.PROVED for given in {(), printed.conditions})


@pytest.mark.parametrize(("claim_id", "formula"), [(key, formula) for key, forms in EQUAL.items() for formula in forms])
def test_equal_formulas_are_proved(claim_id: str, formula: str) -> None:
    assert proved(claim_id, formula)


@pytest.mark.parametrize(("claim_id", "formula"), [(key, formula) for key, forms in DIFFERENT.items() for formula in forms])
def test_what_is_not_equal_everywhere_is_not(claim_id: str, formula: str) -> None:
    assert not proved(claim_id, formula)


def test_a_loop_over_n_is_called_one() -> None:
    every = PAPER["thm.components-diagonal"].subjects[0]
    looped = replace(every, domain=replace(every.domain, cases=cases({N: (2, 3, 4, 5)})))
    assert prove(looped, looped.printed, "printed").scope == "for N = 2..5; I, J symbolic; any sector, any matrix rho"
    assert prove(every, every.printed, "printed").scope.startswith("for every N (symbolic)")


def test_effort_is_counted() -> None:
    claim = PAPER["eq.33.1"].subjects[0]
    form = (1 + q + kappa + t + sqrt(q) + exp(q) + cos(t)) ** 60
    first, second = (prove(claim, (form,), "typed") for _ in range(2))
    assert first == second
    assert "effort exhausted after" in first.detail
