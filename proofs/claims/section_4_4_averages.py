"""Section 4.4: averages over the hidden variables, with the probabilities (32) and with others, Eqs. (32), (33)."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import cycle
from typing import Any

from flint import fmpq
from sympy import Abs, Eq, Expr, Ge, Gt, Integer, Symbol, exp, expand, factor, sign, together

from numeric_check import oracles
from numeric_check.matrices import matrix
from proofs.claims.section_4_4 import FOUR, OFF_DIAGONAL, ROOT
from proofs.domains import Case, Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles import spins
from proofs.oracles.spin_points import amplitude_points, average_points, with_levels
from symbolic import averages, entanglement
from symbolic.derivation import Derivation, derivation
from symbolic.notation import J, N, S, delta, kappa, p, q, rho, t, x
from symbolic.operators import ketbra
from symbolic.populations import as_expression

__all__ = ["ANY", "CLAIMS"]

Point = Mapping[Any, Any]

ANY = "any 0 <= q <= 1, any time"
deviation = Symbol(r"\delta", real=True, nonzero=True)  # of P(sigma_2 > 0) from 1 - q^2
SHIFTED = {1: 1 - q**2 + deviation, -1: q**2 - deviation}
PROBABILITIES = (Ge(SHIFTED[1], 0), Ge(SHIFTED[-1], 0))

POPULATIONS = {  # Eq. (33): the sum over both signs of sigma_2, and its value
    1: ((1 - q**2) * q**2 * exp(-kappa * t) + q**2 * (1 - (1 - q**2) * exp(-kappa * t)), q**2),
    2: ((1 - q**2) * (1 - q**2 * exp(-kappa * t)) + q**2 * (1 - q**2) * exp(-kappa * t), 1 - q**2),
}


def _probability(of: int) -> Callable[[Mapping[Any, Any]], Derivation]:
    start = entanglement.start_of(entanglement.singlet_vector())
    weights = averages.sector_weights([start[i, i] for i in range(4)])
    total = sum((weight for sector, weight in weights if sector[0] == of), Integer(0))
    return lambda _: derivation("the areas of the rings (11), (18), added up over the signs of sigma_3, sigma_4", total)


def _average(row: int, column: int) -> Derivation:
    rule = "the closed forms in each sector, weighted by the areas of the sectors"
    return derivation(rule, entanglement.averaged_singlet()[row - 1, column - 1])


def _three_level_points() -> Iterator[Point]:
    """Few populations, for each costs an integration over the disks; some that do not sum to 1."""
    chosen = ((1, 3, 5), (1, 1, 1), (0, 1, 1), (0, 0, 1))
    weights = [tuple(fmpq(part, sum(parts)) for part in parts) for parts in chosen]
    for count, (point, probabilities) in enumerate(zip(average_points(), cycle(weights), strict=False)):
        last = probabilities[2] + (fmpq(1, 7) if count % 9 == 8 else 0)
        yield {kappa: point[kappa], t: point[t], J: 3 - count // 4 % 3} | dict(
            zip((p[1], p[2], p[3]), (*probabilities[:2], last), strict=True)
        )


def _three_levels(values: Mapping[Any, Any]) -> Derivation:
    level = int(values[J]) - 1
    if values.get(p[1]) == values.get(p[2]) == 0:
        top = averages.average_populations((fmpq(0), fmpq(0), fmpq(1)))
        return derivation("S_2 = 0: sigma_2 = 0 and sigma_3 > 0 with certainty", as_expression(top[level]))
    return derivation("the closed forms in the four sectors, weighted by their areas", _symbolic()[level])


@cache
def _symbolic() -> tuple[Expr, ...]:
    sums = {S[1]: p[1], S[2]: p[1] + p[2]}
    return tuple(expand(value.xreplace(sums)) for value in averages.symbolic_populations(3))


def _three_levels_by_definition(point: Point) -> Any:
    level = int(point[J]) - 1
    diagonal = matrix([[point[p[i]] if i == j else 0 for j in (1, 2, 3)] for i in (1, 2, 3)])
    return oracles.averaged(diagonal, point[kappa] * point[t])[level][level]


def _deviations() -> Iterator[Point]:
    """Other probabilities of the signs of sigma_2, at time 0 and later; some leave [0, 1]."""
    sizes = cycle((fmpq(1, 10), fmpq(-1, 7), fmpq(1, 100), fmpq(-1, 3), fmpq(2, 3)))
    for count, (point, size) in enumerate(zip(average_points(), sizes, strict=False)):
        yield {**point, deviation: size, J: 1 + count // 3 % 2}


def _deviated_by_definition(point: Point) -> Any:
    weights = {1: 1 - point[q] ** 2 + point[deviation], -1: point[q] ** 2 - point[deviation]}
    return spins.deviated_at(point, weights, int(point.get(J, 1)))


def _differs(values: Mapping[Any, Any]) -> Derivation:
    difference = entanglement.two_levels(SHIFTED)[0] - q**2
    steps = derivation("the average of rho_11 with the other probabilities minus that of (33)", factor(difference))
    if values.get(t) == 0:
        return steps.then("t = 0; take the modulus of the sign", Abs(sign(steps.result.subs(t, 0))))
    later = Symbol("u", positive=True)
    steps = steps.then(
        "exp(-kappa t) = 1/(1 + u) with u > 0 for t > 0", factor(together(difference.subs(x, 1 / (1 + later))))
    )
    return steps.then("take the modulus of the sign", Abs(sign(steps.result)))


def _differs_by_definition(point: Point) -> int:
    """0 if the ball contains 0: nothing finer than the working precision is told apart."""
    gap = spins.total((_deviated_by_definition({**point, J: 1}), -(point[q] ** 2)))
    return int(gap != 0 if isinstance(gap, fmpq) else not gap.contains(0))


def _sign_claim(part: int, of: int, form: Expr) -> Claim:
    return Claim(
        id=f"eq.32.{part}",
        section="4.4",
        statement=f"The probability of sigma_2 {'<' if of < 0 else '>'} 0 for the prepared state.",
        name=rf"P(\sigma_2{'<' if of < 0 else '>'}0)",
        printed=(form,),
        derive=_probability(of),
        domain=Domain(points=amplitude_points, scope="any 0 <= q <= 1"),
        oracle=lambda point: spins.probability_at(point, of),
        uses=("eq.30.1",),
    )


def _population_claim(level: int, forms: tuple[Expr, ...]) -> Claim:
    return Claim(
        id=f"eq.33.{level}",
        section="4.4",
        statement=f"The average of rho_{level}{level}(t): the sum over both signs of sigma_2 is constant.",
        name=rf"\rho_{{{level}{level}}}(t)",
        printed=forms,
        derive=lambda _: _average(level, level),
        domain=Domain(points=average_points, scope=ANY),
        oracle=lambda point: spins.average_at(point)[level - 1][level - 1],
        uses=(f"eq.31.{level}", "eq.32.1", "eq.32.2"),
    )


CLAIMS = (
    *(_sign_claim(part, of, form) for part, of, form in ((1, -1, q**2), (2, 1, 1 - q**2))),
    *(_population_claim(level, forms) for level, forms in POPULATIONS.items()),
    Claim(
        id="eq.33.3",
        section="4.4",
        statement="The average of the coherence, and the entry that is to equal it.",
        name=r"\rho_{12}(t)",
        printed=(rho[2, 2], OFF_DIAGONAL),
        where=((rho[2, 2], POPULATIONS[2][1]),),
        derive=lambda _: _average(1, 2),
        domain=Domain(cases({J: (1, 2)}), with_levels(average_points, J, values=(1, 1, 2)), scope=f"J = 1, 2; {ANY}"),
        oracle=lambda point: spins.average_at(point)[0][1],
        corrected=Form(
            (-OFF_DIAGONAL,),
            derive=lambda values: _average(int(values[J]), 3 - int(values[J])),
            oracle=lambda point: spins.average_at(point)[int(point[J]) - 1][2 - int(point[J])],
        ),
        note="As in (31): the sign is lost, and rho_22 stands for rho_21. Corrected is rho_12 = rho_21.",
        uses=("eq.31.3",),
    ),
    Claim(
        id="claim.4.4-only-suppression",
        section="4.4",
        statement="For the prepared state the average damps the off-diagonal entries of (28) and does nothing else.",
        name=r"\rho(t)",
        printed=(
            q**2 * ketbra(1, 1)
            + (1 - q**2) * ketbra(2, 2)
            - q * ROOT * exp(-kappa * t / 2) * (ketbra(1, 2) + ketbra(2, 1)),
        ),
        derive=lambda _: derivation(
            "the closed forms in each sector, weighted by the areas of the sectors",
            entanglement.as_operator(entanglement.averaged_singlet()),
        ),
        domain=Domain(cases(FOUR), with_levels(average_points, N, values=(4,)), scope=ANY),
        oracle=spins.average_at,
        uses=("eq.33.1", "eq.33.2", "eq.33.3"),
    ),
    Claim(
        id="claim.4.4-only-suppression-generic",
        corrected_statement="For three levels the averaged populations move away from p_J and return as t -> infinity.",
        section="4.4",
        statement="For a generic state of three levels the average leaves the populations as they are.",
        name=r"\rho_{JJ}(t)",
        printed=(p[J],),
        derive=_three_levels,
        domain=Domain(
            tuple(
                Case((*case.values, *more), given)
                for case in cases({J: (1, 2, 3)})
                for more, given in (
                    ((), (Gt(p[1] + p[2], 0),)),
                    (((p[1], Integer(0)), (p[2], Integer(0))), (Eq(p[1], 0), Eq(p[2], 0))),
                )
            ),
            _three_level_points,
            (Eq(p[3], 1 - p[1] - p[2]),),
            scope="N = 3, J = 1, 2, 3, any populations, any time",
        ),
        oracle=_three_levels_by_definition,
        corrected=Form((p[J] + p[3] * (delta(J, 1) * p[2] + delta(J, 2) * p[1] - delta(J, 3) * (p[1] + p[2])) * (x - x**2),)),
        note="The averaged populations move away from p_J and return as t -> infinity; at N = 2 they do not move.",
        uses=("eq.29", "eq.39.4", "eq.22"),
    ),
    Claim(
        id="thm.deviation",
        section="4.4",
        statement="With P(sigma_2 > 0) = 1 - q^2 + delta the averages are off by delta (1 - exp(-kappa t)).",
        name=r"\rho_{JJ}(t)",
        printed=(delta(J, 1) * (q**2 - deviation * (1 - x)) + delta(J, 2) * (1 - q**2 + deviation * (1 - x)),),
        derive=lambda values: derivation(
            "both closed forms, weighted by the other probabilities",
            entanglement.two_levels(SHIFTED)[int(values[J]) - 1],
        ),
        domain=Domain(
            cases({J: (1, 2)}), _deviations, scope=f"N = 2, J = 1, 2, any weights that sum to 1, {ANY}"
        ),
        oracle=_deviated_by_definition,
        uses=("eq.31.1", "eq.31.2"),
    ),
    Claim(
        id="claim.4.4-other-probabilities",
        section="4.4",
        statement="Averages with probabilities other than (32) do not give (33) (1: they differ).",
        name=r"\left|\operatorname{sgn}\left(\rho_{11}(t)-q^2\right)\right|",
        printed=(Integer(1),),
        derive=_differs,
        domain=Domain(
            (Case(((t, Integer(0)),)), Case(given=(Gt(t, 0),))),
            _deviations,
            PROBABILITIES,
            scope=f"N = 2, any probabilities, {ANY}",
        ),
        oracle=_differs_by_definition,
        conditions=(Gt(t, 0),),
        note="The difference is -delta (1 - exp(-kappa t)), by thm.deviation: it vanishes at t = 0.",
        uses=("thm.deviation", "eq.33.1"),
    ),
)
