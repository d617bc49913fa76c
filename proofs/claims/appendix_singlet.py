"""The appendix, second half: the solution for the singlet, Eqs. (48)-(61)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flint import fmpq
from sympy import Eq, Indexed, IndexedBase, Integer, Le, Lt, Ne, exp, sqrt

from proofs.claims.appendix_components import rate_at, scaled
from proofs.domains import Domain, cases
from proofs.ledger import Claim
from proofs.oracles.evolution import (
    component_points,
    damping_by_definition,
    evolution_points,
    evolved,
    generator_entry,
    signs_at,
    singlet_at,
    singlet_points,
    start_at,
)  # fmt: skip
from symbolic import coherences, entanglement, populations
from symbolic.derivation import Derivation, derivation
from symbolic.notation import I, J, N, down, kappa, q, rho, rho0, sigma, t, up

__all__ = ["CLAIMS", "evolved_singlet_entry", "singlet_entry"]

NOT_POSITIVE = (Le(sigma[3], 0), Le(sigma[4], 0))  # what the text means by "lambda_{3,4} <= 0"
NEGATIVE = (Lt(sigma[3], 0), Lt(sigma[4], 0))
DECIDED = (Ne(sigma[2], 0),)
SIGNS = cases({N: (4,), sigma[2]: (1, -1, 0), sigma[3]: (1, -1, 0), sigma[4]: (1, -1, 0)})
SECTORS = "N = 4, sigma_2 = +, -, 0 and every sign of sigma_3, sigma_4 that the assumptions leave"



def _empty_top_points() -> Iterator[Mapping[Any, Any]]:
    """Matrices whose populations 3 and 4 vanish; now and then one of them does not."""
    for number, point in enumerate(component_points((4,))):
        yield {**point, rho[3, 3]: 0, rho[4, 4]: 0} | _now_and_then(rho, point, number)


def _now_and_then(base: IndexedBase, point: Mapping[Any, Any], number: int) -> dict[Any, Any]:
    """Every seventh time, the value of one population that was to vanish."""
    level = 3 + number // 7 % 2
    return {} if number % 7 else {base[level, level]: point[base[level, level]]}


def _empty_top_states() -> Iterator[Mapping[Any, Any]]:
    """States on the levels 1 and 2; now and then a mixture of one with the level 3 or 4."""
    for number, (small, large) in enumerate(zip(evolution_points((2,)), evolution_points((4,)), strict=False)):
        blank = {key: 0 for key in large if isinstance(key, Indexed) and key.base == rho0}
        inner = {key: value for key, value in small.items() if isinstance(key, Indexed) and key.base == rho0}
        if number % 7 == 0:
            level = 3 + number // 7 % 2
            inner = {key: value * fmpq(1, 2) for key, value in inner.items()} | {rho0[level, level]: fmpq(1, 2)}
        yield {**large, **blank, **inner}


REDUCED = Domain(SIGNS, lambda: component_points((4,)), NOT_POSITIVE, scope=f"{SECTORS}; any matrix rho")
EMPTY_TOP = (Eq(rho[3, 3], 0), Eq(rho[4, 4], 0))
TWO_LEVELS = Domain(SIGNS, _empty_top_points, (*NOT_POSITIVE, *EMPTY_TOP), scope=f"{SECTORS}; rho_33 = rho_44 = 0")
SOLVED = Domain(SIGNS, lambda: evolution_points((4,)), NEGATIVE, scope="N = 4, sigma_2 = +, -, 0; sigma_3, sigma_4 < 0; any state")
START_EMPTY_TOP = (Eq(rho0[3, 3], 0), Eq(rho0[4, 4], 0))
SOLVED_TWO = Domain(
    SIGNS, _empty_top_states, (*NOT_POSITIVE, *START_EMPTY_TOP), scope=f"{SECTORS}; any state with rho_33(0) = rho_44(0) = 0"
)
SINGLET = Domain(SIGNS, lambda: singlet_points(any_sector=True), NOT_POSITIVE, scope=f"{SECTORS}; any 0 <= q <= 1")

SINGLET_RATES = {
    48: (1, kappa * (down(2) * rho[2, 2] + rho[3, 3] + rho[4, 4] - up(2) * rho[1, 1])),
    49: (2, kappa * (up(2) * rho[1, 1] - down(2) * rho[2, 2] + rho[3, 3] + rho[4, 4])),
    50: (3, -2 * kappa * rho[3, 3] + kappa * rho[4, 4]),
    51: (4, -3 * kappa * rho[4, 4]),
}
TOP_SOLUTIONS = {
    52: (4, rho0[4, 4] * exp(-3 * kappa * t)),
    53: (3, -rho0[4, 4] * exp(-3 * kappa * t) + (rho0[3, 3] + rho0[4, 4]) * exp(-2 * kappa * t)),
}
TWO_LEVEL_RATES = {
    54: (1, kappa * down(2) * rho[2, 2] - kappa * up(2) * rho[1, 1]),
    55: (2, kappa * up(2) * rho[1, 1] - kappa * down(2) * rho[2, 2]),
}
TWO_LEVEL_SOLUTIONS = {
    56: (1, up(2) * rho0[1, 1] * exp(-kappa * t) + down(2) * (rho0[1, 1] + rho0[2, 2] * (1 - exp(-kappa * t)))),
    57: (2, up(2) * (rho0[2, 2] + rho0[1, 1] * (1 - exp(-kappa * t))) + down(2) * rho0[2, 2] * exp(-kappa * t)),
}
SINGLET_SOLUTIONS = {
    58: (1, up(2) * q**2 * exp(-kappa * t) + down(2) * (1 - (1 - q**2) * exp(-kappa * t))),
    59: (2, up(2) * (1 - q**2 * exp(-kappa * t)) + down(2) * (1 - q**2) * exp(-kappa * t)),
}


def _population(level: int) -> Callable[[Mapping[Any, Any]], Derivation]:
    """rho_JJ(t) at N = 4 in the sector of the case, from an arbitrary diagonal."""

    def derive(values: Mapping[Any, Any]) -> Derivation:
        solution = populations.populations(signs_at(values), [rho0[i, i] for i in range(1, 5)])
        return derivation("closed form in this sector, from the top level down", solution[level - 1])

    return derive


def _evolved_entry(row: int, column: int) -> Callable[[Mapping[Any, Any]], Any]:
    return lambda point: evolved(point, start_at(point))[row - 1][column - 1]


def singlet_entry(row: int, column: int) -> Callable[[Mapping[Any, Any]], Derivation]:
    """rho_IJ(t) of the singlet in the sector of the case: the general results, specialised."""
    return lambda values: derivation(
        "general closed forms at N = 4, started from Eq. (28)", entanglement.evolved_singlet(signs_at(values))[row - 1, column - 1]
    )


def evolved_singlet_entry(row: int, column: int) -> Callable[[Mapping[Any, Any]], Any]:
    """The same entry by brute force."""
    return lambda point: evolved(point, singlet_at(point))[row - 1][column - 1]


def _scaled_rate(level: int) -> Callable[[Mapping[Any, Any]], Derivation]:
    """D rho_JJ/dt at N = 4 and J = level."""
    return lambda values: scaled(rate_at(level)(values))


def _generator_rate(level: int) -> Callable[[Mapping[Any, Any]], Any]:
    return lambda point: generator_entry(level, level)(point) * point[kappa]


CLAIMS = (
    *(
        Claim(
            id=f"eq.{number}",
            section="Appendix",
            statement=f"The rate of rho_{level}{level} when sigma_3 and sigma_4 are not positive.",
            name=rf"\partial_t\rho_{{{level}{level}}}(t)",
            printed=(form,),
            derive=_scaled_rate(level),
            domain=REDUCED,
            oracle=_generator_rate(level),
            conditions=NEGATIVE,
            note="theta(0) = 0: on the rim |lambda| = 1, sigma_3 or sigma_4 vanishes and its level is frozen.",
            uses=(f"eq.{number - 8}", "claim.4.4-never-positive"),
        )
        for number, (level, form) in SINGLET_RATES.items()
    ),
    *(
        Claim(
            id=f"eq.{number}",
            section="Appendix",
            statement=f"The solution of the rate equation of rho_{level}{level} for sigma_3, sigma_4 < 0.",
            name=rf"\rho_{{{level}{level}}}(t)",
            printed=(form,),
            derive=_population(level),
            domain=SOLVED,
            oracle=_evolved_entry(level, level),
            dynamics=True,
            uses=("eq.50", "eq.51"),
        )
        for number, (level, form) in TOP_SOLUTIONS.items()
    ),
    *(
        Claim(
            id=f"eq.{number}",
            section="Appendix",
            statement=f"The rate of rho_{level}{level} once rho_33 = rho_44 = 0.",
            name=rf"\partial_t\rho_{{{level}{level}}}(t)",
            printed=(form,),
            derive=_scaled_rate(level),
            domain=TWO_LEVELS,
            oracle=_generator_rate(level),
            uses=(f"eq.{number - 6}", "eq.52", "eq.53"),
        )
        for number, (level, form) in TWO_LEVEL_RATES.items()
    ),
    *(
        Claim(
            id=f"eq.{number}",
            section="Appendix",
            statement=f"The population rho_{level}{level} of the two remaining levels as a function of time.",
            name=rf"\rho_{{{level}{level}}}(t)",
            printed=(form,),
            derive=_population(level),
            domain=SOLVED_TWO,
            oracle=_evolved_entry(level, level),
            dynamics=True,
            conditions=DECIDED,
            note="At sigma_2 = 0 both steps vanish, so the formula gives 0, but the population stays where it is.",
            uses=("eq.54", "eq.55"),
        )
        for number, (level, form) in TWO_LEVEL_SOLUTIONS.items()
    ),
    *(
        Claim(
            id=f"eq.{number}",
            section="Appendix",
            statement=f"The population rho_{level}{level} of the singlet as a function of time.",
            name=rf"\rho_{{{level}{level}}}(t)",
            printed=(form,),
            derive=singlet_entry(level, level),
            domain=SINGLET,
            oracle=evolved_singlet_entry(level, level),
            dynamics=True,
            conditions=DECIDED,
            note="At sigma_2 = 0 both steps vanish, but the population stays where it is.",
            uses=(f"eq.{number - 2}", "eq.28"),
        )
        for number, (level, form) in SINGLET_SOLUTIONS.items()
    ),
    Claim(
        id="eq.60",
        section="Appendix",
        statement="Lambda_12 of the singlet is theta(sigma_2) + theta(-sigma_2), which is 1.",
        name=r"\Lambda_{12}",
        printed=(up(2) + down(2), Integer(1)),
        derive=lambda values: derivation(
            "Eq. (46) in this sector", Integer(coherences.damping(signs_at(values), 1, 2))
        ),
        domain=Domain(SIGNS, lambda: singlet_points(any_sector=True), NOT_POSITIVE, scope=SECTORS),
        oracle=lambda point: damping_by_definition({**point, I: 1, J: 2}),
        conditions=DECIDED,
        note="At sigma_2 = 0 it is 0: the coherence does not decay.",
        uses=("eq.46", "claim.4.4-never-positive"),
    ),
    Claim(
        id="eq.61",
        section="Appendix",
        statement="The coherence rho_12 of the singlet decays at the rate kappa/2.",
        name=r"\rho_{12}(t)",
        printed=(-q * sqrt(1 - q**2) * exp(-kappa / 2 * t),),
        derive=singlet_entry(1, 2),
        domain=SINGLET,
        oracle=evolved_singlet_entry(1, 2),
        dynamics=True,
        conditions=DECIDED,
        note="At sigma_2 = 0 the coherence does not decay.",
        uses=("eq.47", "eq.60", "eq.28"),
    ),
)
