"""What the appendix says in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from flint import fmpq
from sympy import Eq, ImmutableMatrix, Integer, exp, sqrt

from numeric_check.disks import sign_probability
from proofs.claims.appendix_singlet import DECIDED, NEGATIVE, NOT_POSITIVE, SIGNS, evolved_singlet_entry, singlet_entry
from proofs.domains import Case, Domain
from proofs.events import P
from proofs.ledger import Claim, Form
from proofs.oracles.evolution import (
    damping_by_definition,
    evolution_points,
    evolved,
    signs_at,
    singlet_at,
    singlet_points,
    start_at,
)
from symbolic import coherences, disks, entanglement, populations
from symbolic.derivation import Derivation, derivation
from symbolic.notation import I, J, S, down, kappa, lam, q, rho0, sigma, t, up

__all__ = ["CLAIMS"]

TOP_PAIRS = [(i, j) for i in range(1, 5) for j in range(1, 5) if i != j and max(i, j) > 2]
TOP_SECTORS = tuple(
    Case((*case.values, (I, Integer(i)), (J, Integer(j)))) for case in SIGNS for i, j in TOP_PAIRS if case.mapping[sigma[2]] != 0
)
TOTAL = sum((rho0[k, k] for k in range(1, 5)), Integer(0))


def _fourth_population(values: Mapping[Any, Any]) -> Derivation:
    solution = populations.populations(signs_at(values), [rho0[i, i] for i in range(1, 5)])
    return derivation("closed form in this sector, from the top level down", solution[3])


def _with_pairs() -> Iterator[Mapping[Any, Any]]:
    for number, point in enumerate(singlet_points(any_sector=True)):
        row, column = TOP_PAIRS[number % len(TOP_PAIRS)]
        yield {**point, I: row, J: column}


def _weights() -> Iterator[Mapping[Any, Any]]:
    """Q and the partial sums of q^2, 1 - q^2, 0, 0; now and then one of these is another number."""
    for number, point in enumerate(singlet_points()):
        sums = {S[1]: point[q] ** 2, S[2]: fmpq(1), S[3]: fmpq(1), S[4]: fmpq(1)}
        level = 2 + number // 7 % 3
        yield {**point, **sums} | ({S[level]: sums[S[level]] * fmpq(1 + point[q] ** 2, 2)} if number % 7 == 6 else {})


def _never_positive(_: Mapping[Any, Any]) -> Derivation:
    steps = disks.probability_up(Integer(3))
    rest = (1 - steps.result) * (1 - disks.probability_up(Integer(4)).result)
    return steps.then("neither sigma_3 > 0 nor sigma_4 > 0", rest)


def _never_positive_by_quadrature(point: Mapping[Any, Any]) -> Any:
    weights = tuple(point[S[k]] - (point[S[k - 1]] if k > 1 else 0) for k in range(1, 5))
    return (1 - sign_probability(3, weights, 1)) * (1 - sign_probability(4, weights, 1))


def _top_of_singlet(values: Mapping[Any, Any]) -> Derivation:
    state = entanglement.evolved_singlet(signs_at(values))
    return derivation("general closed forms at N = 4, started from Eq. (28)", ImmutableMatrix([[state[2, 2], state[3, 3]]]))


def _top_by_force(point: Mapping[Any, Any]) -> Any:
    state = evolved(point, singlet_at(point))
    return ((state[2][2], state[3][3]),)


CLAIMS = (
    Claim(
        id="claim.A-general-solution",
        corrected_statement="With sigma_4 > 0 the population of |4> is fed by the three others: 1 - (1 - rho_44(0)) exp(-kappa t).",
        section="Appendix",
        statement="The appendix gives the general solution for N = 4; put to the test with rho_44, Eq. (52).",
        name=r"\rho_{44}(t)",
        printed=(rho0[4, 4] * exp(-3 * kappa * t),),
        derive=_fourth_population,
        domain=Domain(SIGNS, lambda: evolution_points((4,)), scope="N = 4, every sector, any state"),
        oracle=lambda point: evolved(point, start_at(point))[3][3],
        dynamics=True,
        corrected=Form((
            up(4) * (TOTAL - (TOTAL - rho0[4, 4]) * exp(-kappa * t))
            + down(4) * rho0[4, 4] * exp(-3 * kappa * t)
            + (1 - up(4) - down(4)) * rho0[4, 4],
        )),
        note="The populations are solved for sigma_3, sigma_4 < 0 only; `bornproof solve` has them in every sector.",
        uses=("eq.43", "eq.52"),
    ),
    Claim(
        id="claim.A-lambda-nonpositive",
        corrected_statement="For the singlet sigma_3 and sigma_4 are negative, but on a set without area.",
        section="Appendix",
        statement="For the singlet, lambda_3 and lambda_4 are always at most 0.",
        name=r"P(\lambda_3 \le 0 \wedge \lambda_4 \le 0)",
        printed=(P(lam[3] < 0, lam[4] < 0),),
        derive=_never_positive,
        domain=Domain(
            (Case(),), _weights, (Eq(S[2], 1), Eq(S[3], 1), Eq(S[4], 1)), scope="singlet: S_2 = S_3 = S_4 = 1; any q"
        ),
        oracle=_never_positive_by_quadrature,
        corrected=Form((P(sigma[3] < 0, sigma[4] < 0),)),
        note="lambda is complex: at most 0 only on a set without area. It is sigma_3 and sigma_4 that are never positive.",
        uses=("claim.4.4-never-positive",),
    ),
    Claim(
        id="claim.A-top-empty",
        section="Appendix",
        statement="Started from the singlet, rho_33 and rho_44 vanish at all times.",
        name=r"(\rho_{33}(t), \rho_{44}(t))",
        printed=(ImmutableMatrix([[0, 0]]),),
        derive=_top_of_singlet,
        domain=Domain(
            SIGNS,
            lambda: singlet_points(any_sector=True),
            NOT_POSITIVE,
            scope="N = 4, sigma_2 = +, -, 0, sigma_3, sigma_4 <= 0; any q",
        ),
        oracle=_top_by_force,
        dynamics=True,
        uses=("eq.52", "eq.53", "eq.28"),
    ),
    Claim(
        id="claim.A-only-lambda-12",
        corrected_statement="For the singlet rho_IJ(t) vanishes where I or J is 3 or 4.",
        section="Appendix",
        statement="For the singlet, Lambda_IJ vanishes where I or J is 3 or 4.",
        name=r"\Lambda_{IJ}",
        printed=(Integer(0),),
        derive=lambda values: derivation(
            "Eq. (46) in this sector", Integer(coherences.damping(signs_at(values), int(values[I]), int(values[J])))
        ),
        domain=Domain(TOP_SECTORS, _with_pairs, NEGATIVE, scope="sigma_3, sigma_4 < 0; all I != J with I or J in 3, 4"),
        oracle=damping_by_definition,
        corrected=Form(
            (Integer(0),),
            derive=lambda values: singlet_entry(int(values[I]), int(values[J]))(values),
            oracle=lambda point: evolved_singlet_entry(int(point[I]), int(point[J]))(point)),
        conditions=DECIDED,
        note="Lambda_34 = 5, for one. What vanishes is rho_IJ(0), and so rho_IJ(t): that is the corrected statement.",
        uses=("eq.46", "eq.47", "eq.28"),
    ),
    Claim(
        id="claim.A-used-in-31",
        corrected_statement="The coherence of (61) has a minus sign, which the third line of (31) lacks.",
        section="Appendix",
        statement="Eq. (31) uses Eqs. (58), (59) and (61): the coherence in its third line is that of (61).",
        name=r"\rho_{12}(t)",
        printed=(q * sqrt(1 - q**2) * exp(-kappa * t / 2),),
        derive=singlet_entry(1, 2),
        domain=Domain(
            SIGNS, lambda: singlet_points(any_sector=True), NOT_POSITIVE, scope="N = 4, sigma_3, sigma_4 <= 0; any q"
        ),
        oracle=evolved_singlet_entry(1, 2),
        dynamics=True,
        corrected=Form((-q * sqrt(1 - q**2) * exp(-kappa * t / 2),)),
        conditions=DECIDED,
        note="The third line of (31) lacks the minus sign of (61).",
        uses=("eq.61", "eq.31.3"),
    ),
)
