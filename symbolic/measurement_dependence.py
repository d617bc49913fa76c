"""How much hidden variables must know of the settings, Eqs. (23)-(25), in L1 and in bits: those of the paper, and the fewest.

M is the greatest sum of |p(Lambda|s) - p(Lambda|s')| over two pairs of settings, I the mutual information, in bits, of Lambda
and the pair, which is one of four. A local deterministic strategy fails one or three of the pairs: a_1 b_1 = a_1 b_2 = a_2 b_1
= 1 and a_2 b_2 = -1 cannot all hold. The bounds are weak duality of a linear and of a convex program, strategy by strategy.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, combinations, product
from typing import Any

from bornproof.symbolic.chsh import SIGNS
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.correlations import chance, chosen_pair, correlation
from bornproof.symbolic.notation.relations import Eq, Ge, Gt, Lt
from bornproof.symbolic.notation.settings import other_state, state
from bornproof.symbolic.rational_functions import lowest_terms
from sympy import Abs, Add, Expr, Integer, Poly, Rational, Symbol, log

__all__ = [
    "BEYOND_LOCAL", "CHOSEN", "OCCUR", "SHORT_OF_ONE", "least_distance", "least_information", "of_basis", "of_outcomes",
    "room_of_distance", "room_of_information",
]  # fmt: skip

Given = Sequence[Mapping[Any, Expr]]  # the distribution of Lambda for each pair of settings

BEYOND_LOCAL, SHORT_OF_ONE = Ge(correlation, Rational(1, 2)), Lt(correlation, 1)
CHOSEN = (Eq(chosen_pair[4], 1 - Add(*(chosen_pair[s] for s in (1, 2, 3)))), *(Gt(chosen_pair[s], 0) for s in (1, 2, 3, 4)))
OCCUR = tuple(Gt(chance[s], 0) for s in (1, 2, 3, 4))

_FAIR = (Rational(1, 4),) * 4
_WANTED = (1, 1, 1, -1)
_GAIN = Symbol("g", positive=True)  # 2 z - 1
_KNOWN = Symbol("Z", positive=True)


@cache
def of_basis(what: str) -> Derivation:
    """M ("distance") or I log(2) ("information") of Lambda = (lambda, basis), with four bases for four pairs.

    >>> of_basis("distance").result
    2
    """
    given = [{pair: Integer(1)} for pair in range(4)]  # lambda is uniform whatever the pair: its cells count together
    weights = [chosen_pair[pair] for pair in (1, 2, 3, 4)]
    steps = derivation("the basis says which of the four pairs it is: p(basis|s) is 1 or 0", Integer(1))
    steps = steps.supposing(*CHOSEN) if what == "information" else steps
    return steps.then(*_measured(given, weights, what))


@cache
def of_outcomes(what: str) -> Derivation:
    """The same of the pair of outcomes alone, both of which are as probable for each observer: Lambda = (O_a, O_b).

    >>> of_outcomes("distance").result
    2*z
    """
    given = [{(a, b): (1 + a * b * sign * _KNOWN) / 4 for a, b in product((1, -1), repeat=2)} for sign in _WANTED]
    steps = derivation("p(O_a, O_b) for a pair with the correlation z", (1 + correlation) / 4)
    steps = steps.supposing(SHORT_OF_ONE) if what == "information" else steps
    return steps.then(*_measured(given, _FAIR, what))


@cache
def least_distance() -> Derivation:
    """M of the local deterministic model in which each strategy fails one pair of settings, with the correlations z, z, z, -z.

    >>> least_distance().result.subs(correlation, 1)
    2/3
    """
    return _of_model("distance")


@cache
def least_information() -> Derivation:
    """I log(2) of it, each pair of settings being as probable.

    >>> least_information().result.subs(correlation, Rational(1, 2))
    0
    """
    return _of_model("information")


@cache
def room_of_distance() -> Derivation:
    """What one strategy adds to 2 + sum |p(Lambda|s) - p(Lambda|1)| - CHSH: terms none of which is negative.

    It supposes `SIGNS`: a strategy's outcomes are 1 or -1. Raises SymbolicError unless it is the sum of these terms.
    """
    wins, first = _wins(), chance[1]
    changes = {s: chance[s] - first for s in (2, 3, 4)}
    seen = 2 * first + Add(*(Abs(change) for change in changes.values())) - Add(*(chance[s] * win for s, win in wins.items()))
    terms = Add(
        *((1 + wins[s]) / 2 * (Abs(each) - each) + (1 - wins[s]) / 2 * (Abs(each) + each) for s, each in changes.items()),
        first * (2 - Add(*wins.values())) ** 2 / 4,
    )
    steps = _proved(seen, terms, "each is a square, or half of 1 + 1 or 1 - 1 times |y| - y or |y| + y: none is negative")
    return steps.supposing(*SIGNS)


@cache
def room_of_information() -> Derivation:
    """What one strategy adds to (I - I_0) log(2), I_0 being `least_information`: terms none of which is negative.

    With `BEYOND_LOCAL`. It supposes `OCCUR`, `SHORT_OF_ONE`. Raises SymbolicError unless it is the sum of these terms.
    """
    wins, mean, z = _wins(), Add(*(chance[s] for s in (1, 2, 3, 4))) / 4, correlation
    best = {s: mean * ((1 + win) * (1 + z) / 3 + (1 - win) * (1 - z)) for s, win in wins.items()}
    won, lost = log(2 * (1 + z) / 3), log(2 * (1 - z))
    logs = {s: log(chance[s]) - log(mean) - (1 + win) / 2 * won - (1 - win) / 2 * lost for s, win in wins.items()}
    seen = Add(*(chance[s] * logs[s] for s in logs)) / 4
    terms = Add(*(chance[s] * logs[s] - chance[s] + best[s] for s in logs)) / 4  # m log(m/y) - m + y, y the best model's
    terms += mean * (2 - Add(*wins.values())) * (2 * z - 1) / 6
    steps = _proved(seen, terms, "log(y) >= 1 - 1/y, and the sum of the four signs is 2 or -2: none is negative")
    return steps.supposing(*OCCUR, SHORT_OF_ONE)


def _of_model(what: str) -> Derivation:
    z = (1 + _GAIN) / 2
    given: list[dict[Any, Expr]] = [{} for _ in _WANTED]
    for said in product((1, -1), repeat=4):
        wins = [sign * said[i] * said[2 + j] for sign, (i, j) in zip(_WANTED, product((0, 1), repeat=2), strict=True)]
        if sum(wins) == 2:
            for table, win in zip(given, wins, strict=True):
                table[said] = (1 + z) / 12 if win == 1 else (1 - z) / 4
    _check_correlations(given, z)
    steps = derivation("each of the 8 strategies that fail one pair, if it is another", (1 + correlation) / 12)
    steps = steps.then("if it is that pair", (1 - correlation) / 4)
    steps = steps.supposing(BEYOND_LOCAL, *([SHORT_OF_ONE] if what == "information" else []))
    return steps.then(*_measured(given, _FAIR, what))


def _check_correlations(given: Given, z: Expr) -> None:
    """Raise SymbolicError unless the strategies have the correlations z, z, z, -z, and each outcome is as probable."""
    for table, (i, j), sign in zip(given, product((0, 1), repeat=2), _WANTED, strict=True):
        seen = [(1, sign * said[i] * said[2 + j], said[i], said[2 + j]) for said in table]
        means = [
            Add(*(value * size for value, size in zip(column, table.values(), strict=True))) for column in zip(*seen, strict=True)
        ]
        if [(mean - wanted).expand() for mean, wanted in zip(means, (1, z, 0, 0), strict=True)] != [0] * 4:
            raise SymbolicError("the strategies must have the correlations of the singlet")


def _measured(given: Given, weights: Sequence[Expr], what: str) -> tuple[str, Expr]:
    if what == "distance":
        return "the greatest sum of |p(Lambda|s) - p(Lambda|s')|", _named(_distance(given))
    return "sum of p(s) p(Lambda|s) log(p(Lambda|s)/p(Lambda))", _named(_information(given, weights))


def _distance(given: Given) -> Expr:
    """The greatest L1 distance; raises SymbolicError where none is seen to be the greatest."""
    values = {
        Add(*(Abs((one.get(key, Integer(0)) - other.get(key, Integer(0))).expand()) for key in {**one, **other})).expand()
        for one, other in combinations(given, 2)
    }
    greatest = [value for value in values if all((value - other).is_nonnegative for other in values)]
    if len(greatest) != 1:
        raise SymbolicError("one distance must be the greatest")
    return greatest[0]


def _information(given: Given, weights: Sequence[Expr]) -> Expr:
    """In nats; equal logarithms together."""
    found: dict[Expr, Expr] = {}
    for key in dict.fromkeys(chain(*given)):
        mean = Add(*(weight * table.get(key, Integer(0)) for weight, table in zip(weights, given, strict=True))).expand()
        for weight, table in zip(weights, given, strict=True):
            if key in table:
                share = weight * table[key]
                parts = ((table[key] / mean, share),) if mean.is_number else ((table[key], share), (mean, -share))
                for inside, factor in parts:
                    name = _in_factors(inside)
                    found[name] = found.get(name, Integer(0)) + factor
    return Add(*(_in_factors(factor) * log(inside) for inside, factor in found.items()))


@cache
def _in_factors(expr: Expr) -> Expr:
    return lowest_terms(expr, factored=True)


def _named(value: Expr) -> Expr:
    """In z itself."""
    return value.subs(_GAIN, 2 * correlation - 1).subs(_KNOWN, correlation)


def _wins() -> dict[int, Expr]:
    """For each pair of settings the product of what the strategy says, in the last with a minus: 1 or -1."""
    return {s: sign * a * b for s, (sign, (a, b)) in enumerate(zip(_WANTED, product(state, other_state), strict=True), 1)}


def _proved(seen: Expr, terms: Expr, rule: str) -> Derivation:
    rest = (seen - terms).expand()
    for sign in (*state, *other_state):
        rest = Add(*(coefficient * sign ** (power[0] % 2) for power, coefficient in Poly(rest, sign).terms())).expand()
    if rest != 0:
        raise SymbolicError("what is left must be the sum of the terms")
    return derivation("what one strategy adds", seen).then(rule, terms)
