"""Section 2.1, N = 2: the outcomes and their probabilities, Eqs. (10)-(12), and what the text says about the disk."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import cycle
from typing import Any

from flint import fmpq
from sympy import Abs, Eq, Expr, Gt, Integer, Symbol

from numeric_check import disks as quadrature
from proofs.claims.section_2_1 import SIGNS, limit_by_definition, limit_points
from proofs.domains import Domain
from proofs.events import P
from proofs.ledger import Claim, Form
from proofs.oracles.evolution import sign_of
from proofs.oracles.section_2 import amplitude_points, is_above, outcome_at, probability, squares_at
from symbolic import disks, model, outcomes
from symbolic.derivation import Derivation, derivation
from symbolic.notation import S, alpha, beta, lam, rho0, sigma

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]

R = Symbol("R", positive=True)  # radius of the disk on which lambda_2 is uniform
FIRST, SECOND = (Abs(alpha[level]) ** 2 for level in (1, 2))
SQUARE = Abs(lam[2]) ** 2
NORMALISED = (Eq(S[2], 1),)
STATES = Domain(points=lambda: amplitude_points((2,)), assumptions=NORMALISED, scope="N = 2, any amplitudes")


@cache
def _outcome(level: int) -> Derivation:
    """P(|level>): the limits of its population for both signs of sigma_2, weighted by the areas."""
    start = {rho0[1, 1]: S[1] / S[2], rho0[2, 2]: (S[2] - S[1]) / S[2]}  # a state, whatever the norm of its amplitudes
    areas = {1: disks.probability_up(Integer(2)).result, -1: disks.probability_down(Integer(2)).result}
    weighted = [areas[sign] * outcomes.limit_population((sign,), level).subs(start) for sign in (1, -1)]
    rule = "limits of the population for both signs of sigma_2, weighted by the areas"
    return derivation(rule, sum(weighted, Integer(0)))


def _above(_: Mapping[Any, Any]) -> Derivation:
    value = model.sigma_value(Integer(2)).replace(beta, alpha)
    return derivation("sigma_2 > 0 with beta_I = alpha_I", Gt(value, 0))


def _final_certainty(values: Mapping[Any, Any]) -> Derivation:
    signs = (sign_of(values[sigma[2]]),)
    squares = [outcomes.limit_population(signs, level) ** 2 for level in (1, 2)]
    return derivation("squares of the final populations in this sector", sum(squares, Integer(0)))


def _certainty_by_definition(point: Point) -> Any:
    final = limit_by_definition(point)
    return final[0][0] ** 2 + final[1][1] ** 2


def _with_radius() -> Iterator[Point]:
    radii = cycle((fmpq(1), fmpq(1, 2), fmpq(2), fmpq(5, 4), fmpq(4, 5)))
    for point, radius in zip(amplitude_points((2,)), radii, strict=False):
        yield {**point, R: radius}


def _on_another_disk(values: Mapping[Any, Any]) -> Derivation:
    """The ring from the threshold S_1 to R^2 over the disk; no ring is left where R^2 < S_1."""
    threshold = disks.threshold(Integer(2)).result.subs(S[2], 1)
    if R in values and values[R] ** 2 < values[S[1]]:
        return derivation("the threshold is outside the disk", Integer(0))
    area: Expr = (R**2 - threshold) / R**2
    return derivation("ring from |lambda_2|^2 = S_1 to R^2 over the disk, for R^2 >= S_1", area)


CLAIMS = (
    Claim(
        id="claim.2.1-certain-outcome",
        section="2.1",
        statement="For a given lambda_2 one final population is 1 and the other 0: the outcome is certain.",
        name=r"\sum_K\lim_{\kappa t\to\infty}\rho_{KK}(t)^2",
        printed=(Integer(1),),
        derive=_final_certainty,
        domain=Domain(
            SIGNS, limit_points, (Eq(rho0[1, 1], 1 - rho0[2, 2]),), scope="N = 2, H = 0, any state"
        ),
        oracle=_certainty_by_definition,
        conditions=(Gt(sigma[2] ** 2, 0),),
        note="At sigma_2 = 0 both steps vanish and the state stays as it is. That happens with probability 0.",
        uses=("eq.8", "eq.9"),
    ),
    Claim(
        id="claim.2.1-lambda-positive",
        corrected_statement="|2> is the outcome when sigma_2 is positive.",
        section="2.1",
        statement="The text before (10) makes |2> the outcome when lambda_2 is positive.",
        name=r"P(|2\rangle)",
        printed=(P(Gt(lam[2], 0)),),
        derive=lambda _: _outcome(2),
        domain=STATES,
        oracle=outcome_at(2),
        corrected=Form((P(Gt(sigma[2], 0)),)),
        note="lambda_2 is complex; it is positive only on a line, which has no area. Meant is sigma_2 > 0.",
        uses=("eq.8", "eq.9"),
    ),
    Claim(
        id="eq.10",
        section="2.1",
        statement="The outcome is |2> as often as sigma_2 is positive.",
        name=r"P(|2\rangle)",
        printed=(P(Gt(sigma[2], 0)),),
        derive=lambda _: _outcome(2),
        domain=STATES,
        oracle=lambda point: probability(2, squares_at(point), 1),
        uses=("eq.8", "eq.9"),
    ),
    *(
        Claim(
            id=f"eq.11.{line}",
            section="2.1",
            statement=f"sigma_2 > 0 as a condition on lambda_2: {words}.",
            name=r"\sigma_2>0",
            printed=(form,),
            derive=_above,
            domain=STATES,
            oracle=is_above(2),
            uses=("eq.6",) if line == 1 else (f"eq.11.{line - 1}",),
        )
        for line, words, form in (
            (1, "from the definition", Gt(Abs(lam[2] * alpha[2]) ** 2, (1 - SQUARE) * FIRST)),
            (2, "normalisation inserted", Gt(Abs(lam[2] * alpha[2]) ** 2, (1 - SQUARE) * (1 - SECOND))),
            (3, "a lower bound on its modulus", Gt(SQUARE, 1 - SECOND)),
        )
    ),
    Claim(
        id="eq.12",
        section="2.1",
        statement="The area of the ring is Born's probability of |2>.",
        name=r"P(|2\rangle)",
        printed=(SECOND,),
        derive=lambda _: _outcome(2),
        domain=STATES,
        oracle=lambda point: quadrature.sign_probability(2, squares_at(point), 1),
        uses=("eq.10", "eq.11.3"),
    ),
    Claim(
        id="claim.2.1-other-outcome",
        section="2.1",
        statement="The probability of the other outcome |1> is Born's as well.",
        name=r"P(|1\rangle)",
        printed=(FIRST,),
        derive=lambda _: _outcome(1),
        domain=STATES,
        oracle=outcome_at(1),
        uses=("eq.12",),
    ),
    Claim(
        id="claim.2.1-other-radius",
        section="2.1",
        statement="With lambda_2 uniform on a disk of radius R the probability of sigma_2 > 0 is still |alpha_2|^2.",
        name=r"P(\sigma_2>0)",
        printed=(SECOND,),
        derive=_on_another_disk,
        domain=Domain(
            points=_with_radius,
            assumptions=NORMALISED,
            scope="N = 2, any amplitudes, any radius R with R^2 >= |alpha_1|^2",
        ),
        oracle=lambda point: probability(2, squares_at(point), 1, point[R] ** 2),
        conditions=(Eq(R, 1),),
        note="It is 1 - |alpha_1|^2/R^2, or 0. A radius changes nothing only if lambda_2/R replaces lambda_2 in (6).",
        uses=("eq.6", "eq.11.3"),
    ),
)
