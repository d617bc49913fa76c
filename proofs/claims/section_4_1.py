"""Sections 4.1 and 4.2: what Bell's hidden variables are here, and local causality, Eqs. (23)-(25)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle, islice
from random import Random
from typing import Any

from flint import fmpq
from sympy import Abs, Eq, Expr, Gt, IndexedBase, Integer, Ne, Rational, Sum, Symbol, exp

from numeric_check.exact import divide
from numeric_check.hidden_variables import sigma as sigma_by_definition
from numeric_check.sampling import probabilities, unit_interval
from proofs.domains import Domain, cases
from proofs.ledger import Claim
from proofs.oracles.evolution import signs_at, singlet_points
from proofs.oracles.spins import collapsed_at, evolved_at
from symbolic import beables, entanglement
from symbolic.derivation import Derivation, derivation
from symbolic.model import sigma_value
from symbolic.notation import I, J, S, beta, delta, down, kappa, lam, n, p, q, rho, sigma, t, up, x
from symbolic.rewriting import prefix_sums

__all__ = ["CLAIMS", "SECTORS", "by_sector"]

Point = Mapping[Any, Any]

w_1, w_2 = beables.settings
mu = beables.cell
basis = IndexedBase("b")  # b_s: which basis belongs to setting s
OCCUR = (Gt(w_1, 0), Gt(w_2, 0), Eq(w_1, 1 - w_2), Gt(mu, 0), Ne(basis[1], basis[2]))

other = IndexedBase("p'", nonnegative=True)  # |beta_I|^2 of another prepared state
STATES = tuple(Eq(base[3], 1 - base[1] - base[2]) for base in (p, other))
SAME_STATE = tuple(Eq(other[level], p[level]) for level in (1, 2))

remnant = Symbol("x", nonnegative=True)  # exp(-kappa t), with 0 for the limit kappa t -> infinity
p_a, p_b = Symbol(r"{p(O_a|a,\Lambda)}"), Symbol(r"{p(O_b|b,\Lambda)}")
p_a_alone, p_b_alone = Symbol(r"{p(O_a|\Lambda)}"), Symbol(r"{p(O_b|\Lambda)}")
COLLAPSED = (Eq(remnant, 0), Ne(sigma[2], 0))
SECTORS = {sigma[2]: (1, -1, 0), sigma[3]: (-1, 0), sigma[4]: (-1, 0)}  # what Eq. (30) leaves
OUTCOMES = Domain(
    cases({J: (1, 2, 3, 4), **SECTORS}),
    lambda: _outcome_points(),
    scope="every pair of outcomes |J>, every sector of the singlet with sigma_3, sigma_4 <= 0, 0 <= q <= 1, any time",
)
MARGINALS = (  # what A finds in |J> is found in |1>, |3> (down) or |2>, |4> (up), what B finds in |1>, |4> or |2>, |3>
    (
        p_a,
        (delta(J, 1) + delta(J, 3)) * (rho[1, 1] + rho[3, 3]) + (delta(J, 2) + delta(J, 4)) * (rho[2, 2] + rho[4, 4]),
    ),
    (
        p_b,
        (delta(J, 1) + delta(J, 4)) * (rho[1, 1] + rho[4, 4]) + (delta(J, 2) + delta(J, 3)) * (rho[2, 2] + rho[3, 3]),
    ),
    (rho[1, 1], up(2) * q**2 * remnant + down(2) * (1 - (1 - q**2) * remnant)),  # Eq. (31)
    (rho[2, 2], up(2) * (1 - q**2 * remnant) + down(2) * (1 - q**2) * remnant),
    (rho[3, 3], Integer(0)),
    (rho[4, 4], Integer(0)),
)


def by_sector(values: Mapping[Any, Any]) -> Any:
    """rho(t) of the singlet in the sector of a case or of a point."""
    return entanglement.evolved_singlet(signs_at(values))


def _setting_points() -> Iterator[Point]:
    """Two settings with their probabilities and bases: one never used, both with one basis, then in general.

    Now and then the cell is empty, or the settings are chosen less than always.
    """
    source = Random("settings")  # noqa: S311  (reproducible points, not secrets)
    for count, (weight, share) in enumerate(zip(unit_interval(1), islice(unit_interval(2), 1, None), strict=False)):
        names = (1, 1) if count % 5 == 4 else (source.randint(1, 3), source.randint(4, 6))
        size = fmpq(0) if count % 7 == 6 else share
        chosen = fmpq(1, 2) if count % 11 == 10 else fmpq(1)
        yield {w_1: chosen * weight, w_2: chosen * (1 - weight), mu: size, basis[1]: names[0], basis[2]: names[1]}


def _beables(point: Point) -> dict[tuple[int, int, int], fmpq]:
    """P(setting, cell of lambda, basis) by listing: lambda in the cell or not, and the basis is that of the setting."""
    return {
        (setting, inside, point[basis[setting]]): weight * (point[mu] if inside else 1 - point[mu])
        for setting, weight in ((1, point[w_1]), (2, point[w_2]))
        for inside in (0, 1)
    }


def _violated(point: Point) -> int:
    """1 if p(Lambda|setting) is not p(Lambda) for some Lambda and some setting, 0 if it always is."""
    joint = _beables(point)
    beable = {key[1:] for key in joint}
    marginal = {value: sum((v for key, v in joint.items() if key[1:] == value), fmpq(0)) for value in beable}
    given = {
        (s, value): divide(joint.get((s, *value), fmpq(0)), point[w])
        for s, w in ((1, w_1), (2, w_2))
        for value in beable
    }
    return int(any(share != marginal[value] for (_, value), share in given.items()))


def _cell_given_setting(point: Point) -> Any:
    return divide(sum((v for (s, inside, _), v in _beables(point).items() if s == inside == 1), fmpq(0)), point[w_1])


def _setting_given_beables(point: Point) -> Any:
    same = {key: v for key, v in _beables(point).items() if key[1:] == (1, point[basis[1]])}
    return divide(same[1, 1, point[basis[1]]], sum(same.values(), fmpq(0)))


def _state_points() -> Iterator[Point]:
    """One |lambda_n|^2 and two prepared states: the same, any two, or two levels of one exchanged."""
    first, second = probabilities(3, seed=1), probabilities(3, seed=2)
    for count, (square, one, two) in enumerate(zip(unit_interval(3), first, islice(second, 1, None), strict=False)):
        chosen = one if count % 2 else two if count % 4 else _exchanged(one, count // 4 % 2)
        point: dict[Any, Any] = {n: 2 + count // 8 % 2, lam[2]: square, lam[3]: square} | {
            base[k]: value for base, values in ((p, one), (other, chosen)) for k, value in enumerate(values, start=1)
        }
        excess = {7: p[3], 13: other[3]}.get(count % 14)  # now and then one of the two is no state
        yield point if excess is None else {**point, excess: point[excess] + fmpq(1, 5)}


def _exchanged(weights: Sequence[fmpq], place: int) -> tuple[fmpq, ...]:
    return tuple(weights[{place: 2, 2: place}.get(k, k)] for k in range(3))


@cache
def _sigma_of_other(level: int) -> Derivation:
    steps = derivation("Eq. (13) for the other state", prefix_sums(sigma_value(Integer(level)), beta))
    sums = {S[k]: sum((other[i] for i in range(1, k + 1)), Integer(0)) for k in range(1, 4)}
    return steps.then("S_n = p'_1 + ... + p'_n", steps.result.xreplace(sums))


def _outcome_points() -> Iterator[Point]:
    """The points of the singlet with an outcome J, some at infinite time, some at sigma_2 = 0."""
    for count, (point, level) in enumerate(zip(singlet_points(), cycle((1, 2, 3, 4, 2, 1, 3)), strict=False)):
        value = point[kappa] * point[t]
        yield {**point, J: level, remnant: Integer(0) if count % 2 else exp(-Rational(int(value.p), int(value.q)))}


def _joint(values: Mapping[Any, Any]) -> Derivation:
    level = int(values[J]) - 1
    population: Expr = by_sector(values)[level, level]
    return derivation("the population of |J> in this sector, Eq. (39) solved", population.subs(x, remnant))


def _joint_by_definition(point: Point) -> Any:
    level = int(point[J]) - 1
    return (evolved_at(point) if point[remnant] else collapsed_at(point))[level][level]


INDEPENDENCE = (
    Claim(
        id="eq.23",
        section="4.1",
        statement="p(Lambda|a, b) = p(Lambda) fails, since Lambda holds the basis of the settings (1: they differ).",
        name=r"\operatorname{sgn}\sum_\Lambda\left|p(\Lambda|a,b)-p(\Lambda)\right|",
        printed=(Integer(1),),
        derive=lambda _: beables.distance(),
        domain=Domain(
            points=_setting_points, assumptions=OCCUR, scope="two settings with different bases that both occur"
        ),
        oracle=_violated,
        note="If only one setting ever occurs, or if both have one basis, the equation is fulfilled.",
    ),
    Claim(
        id="claim.4.1-lambda-alone",
        section="4.1",
        statement="The lambda's without the basis are independent of the settings.",
        name=r"p(\lambda|a,b)",
        printed=(mu,),
        derive=lambda _: beables.lambda_alone(),
        domain=Domain(points=_setting_points, assumptions=OCCUR, scope="any cell of probability mu, any two settings"),
        oracle=_cell_given_setting,
        uses=("eq.23",),
    ),
    Claim(
        id="claim.4.1-sigma-function",
        section="4.1",
        statement="sigma_n is a function of lambda_n and the basis: another prepared state has the same sigma_n.",
        name=r"\sigma_n",
        printed=(Abs(lam[n]) ** 2 * Sum(p[I], (I, 1, n)) - Sum(p[I], (I, 1, n - 1)),),
        derive=lambda values: _sigma_of_other(int(values[n])),
        domain=Domain(cases({n: (2, 3)}), _state_points, STATES, scope="N = 3, n = 2, 3, any two prepared states"),
        oracle=lambda point: sigma_by_definition(
            point[n], [point[other[level]] for level in (1, 2, 3)], point[lam[point[n]]] ** 2
        ),
        conditions=SAME_STATE,
        note="Through beta_I, sigma_n depends on the prepared state as well: it is such a function for a given state.",
        uses=("eq.7", "eq.13"),
    ),
)

LOCALITY = (
    Claim(
        id="eq.24",
        section="4.2",
        statement="Given Lambda and the settings, the joint probability of the outcomes is a product of single ones.",
        name=r"p(O_a,O_b|a,b,\Lambda)",
        printed=(p_a * p_b,),
        where=MARGINALS,
        derive=_joint,
        domain=OUTCOMES,
        oracle=_joint_by_definition,
        conditions=COLLAPSED,
        note="Outcomes must be read after complete collapse (x = 0), and sigma_2 must not vanish: then each is 0 or 1. "
        "At finite time rho(t) of the singlet gives p(down, up) = rho_11 against the product rho_11^2.",
        uses=("eq.26", "eq.31.1", "eq.31.2"),
    ),
    Claim(
        id="claim.4.2-settings-redundant",
        section="4.2",
        statement="Lambda determines the settings, so that they are redundant once Lambda is given.",
        name=r"p(a,b|\Lambda)",
        printed=(Integer(1),),
        derive=lambda _: beables.setting_given_beables(),
        domain=Domain(
            points=_setting_points, assumptions=OCCUR, scope="two settings with different bases that both occur"
        ),
        oracle=_setting_given_beables,
        uses=("eq.23",),
    ),
    Claim(
        id="eq.25",
        section="4.2",
        statement="Given Lambda alone, the joint probability of the outcomes is the product of the single ones.",
        name=r"p(O_a,O_b|a,b,\Lambda)",
        printed=(p_a_alone * p_b_alone,),
        where=((p_a_alone, p_a), (p_b_alone, p_b), *MARGINALS),  # the settings are redundant
        derive=_joint,
        domain=OUTCOMES,
        oracle=_joint_by_definition,
        conditions=COLLAPSED,
        note="As for (24): the outcomes must be read after complete collapse, and sigma_2 must not vanish.",
        uses=("eq.24", "claim.4.2-settings-redundant"),
    ),
)

CLAIMS = (*INDEPENDENCE, *LOCALITY)
