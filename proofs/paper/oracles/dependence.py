"""Measurement dependence by enumeration: tables of p(Lambda|s) in fractions, the 16 local strategies, sums of every cell.

The least dependence is bounded from both sides: by a model of the 16 strategies, whose correlations are checked, and by what
the best strategy can do; both must be one number.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.correlations import chance, chosen_pair, correlation
from bornproof.symbolic.notation.settings import other_state, state
from flint import arb, fmpq

__all__ = ["distance_room_at", "information_room_at", "least_at", "of_basis_at", "of_outcomes_at"]

Tables = Sequence[Mapping[Any, fmpq]]

_PLACES = tuple(product((0, 1), repeat=2))
_SIGNS = (1, 1, 1, -1)
_STRATEGIES = tuple(product((1, -1), repeat=4))
_FAIR = [fmpq(1, 4)] * 4


def of_basis_at(what: str) -> Oracle:
    """lambda in one of three cells, whatever the pair of settings, and the basis of the pair."""

    def value(point: Point) -> Any:
        cells = (fmpq(1, 2), fmpq(1, 3), fmpq(1, 6))
        tables = [{(number, basis): size for number, size in enumerate(cells)} for basis in range(4)]
        return _measure(tables, [point[chosen_pair[s]] for s in (1, 2, 3, 4)], what)

    return value


def of_outcomes_at(what: str) -> Oracle:
    """Outcomes that agree with the probability (1 + E)/2, each observer's being as probable."""
    return lambda point: _measure(_outcomes([sign * point[correlation] for sign in _SIGNS]), _FAIR, what)


def least_at(what: str) -> Oracle:
    """What the 16 strategies need, if this is settled."""

    def value(point: Point) -> Any:
        z = point[correlation]
        model = _model(z)
        if _outcomes([sign * z for sign in _SIGNS]) != [_seen(table, *place) for table, place in zip(model, _PLACES, strict=True)]:
            raise NumericError("the model must give the outcomes of the singlet")
        found = _measure(model, _FAIR, what)
        best = max(sum(_wins(strategy)) for strategy in _STRATEGIES)
        if what == "distance" and found != max(fmpq(0), (4 * z - best) / 3):
            raise NumericError("the model must not need more than every model does")
        if what == "information" and z > fmpq(1, 2):
            _check_multipliers(model)
        return found

    return value


def distance_room_at(point: Point) -> Any:
    """2 m_1 and the moduli of the differences, less what the strategy adds to CHSH."""
    weights = [point[chance[s]] for s in (1, 2, 3, 4)]
    gains = [weight * win for weight, win in zip(weights, _said(point), strict=True)]
    return 2 * weights[0] + sum((abs(weight - weights[0]) for weight in weights), fmpq(0)) - sum(gains, fmpq(0))


def information_room_at(point: Point) -> Any:
    """sum of m_s/4 log(p(Lambda|s)/p(Lambda)), less the same with the likelihoods of the best model, linear in the sign."""
    weights, z = [point[chance[s]] for s in (1, 2, 3, 4)], point[correlation]
    mean = sum(weights, fmpq(0)) / 4
    with working_precision():
        total = arb(0)
        for weight, win in zip(weights, _said(point), strict=True):
            won, lost = arb(2 * (1 + z) / 3).log(), arb(2 * (1 - z)).log()
            total += weight * (arb(weight / mean).log() - (won + lost) / 2 - win * (won - lost) / 2) / 4
        return total


def _said(point: Point) -> list[fmpq]:
    return [sign * point[state[i]] * point[other_state[j]] for sign, (i, j) in zip(_SIGNS, _PLACES, strict=True)]


def _wins(strategy: Sequence[int]) -> list[int]:
    return [sign * strategy[i] * strategy[2 + j] for sign, (i, j) in zip(_SIGNS, _PLACES, strict=True)]


def _outcomes(values: Sequence[fmpq]) -> list[Mapping[Any, fmpq]]:
    return [{(a, b): (1 + a * b * value) / 4 for a, b in product((1, -1), repeat=2)} for value in values]


def _seen(table: Mapping[Any, fmpq], i: int, j: int) -> dict[Any, fmpq]:
    found: dict[Any, fmpq] = dict.fromkeys(product((1, -1), repeat=2), fmpq(0))
    for strategy, weight in table.items():
        found[strategy[i], strategy[2 + j]] += weight
    return found


def _model(z: fmpq) -> list[dict[Any, fmpq]]:
    """Strategies that fail one pair, as often as the pair's correlation asks for; for z < 1/2 those that fail three as well."""
    local, tables = fmpq(1, 2) + min(z, fmpq(1, 2)), []
    fails = (1 - max(z, fmpq(1, 2))) / 2
    for s in range(4):
        table: dict[Any, fmpq] = {}
        for strategy in _STRATEGIES:
            wins = _wins(strategy)
            odd = wins[s] < 0 if sum(wins) > 0 else wins[s] > 0
            rare = fails if odd else (1 - fails) / 3
            table[strategy] = rare / 2 * (local if sum(wins) > 0 else 1 - local)
        tables.append(table)
    return tables


def _check_multipliers(model: Tables) -> None:
    """The likelihoods p(Lambda|s)/p(Lambda) of the strategies in use depend on the sign alone; no strategy has a mean above 1."""
    likelihoods: dict[int, set[fmpq]] = {1: set(), -1: set()}
    for strategy in _STRATEGIES:
        mean = sum((table[strategy] for table in model), fmpq(0)) / 4
        for table, win in zip(model, _wins(strategy), strict=True):
            likelihoods[win] |= {table[strategy] / mean} if mean else set()
    (won,), (lost,) = likelihoods[1], likelihoods[-1]
    if any(sum((won if win > 0 else lost for win in _wins(strategy)), fmpq(0)) > 4 for strategy in _STRATEGIES):
        raise NumericError("no strategy may gain more than those in use")


def _measure(tables: Tables, weights: Sequence[fmpq], what: str) -> Any:
    return _MEASURES[what](tables, weights)


def _distance(tables: Tables, _: Sequence[fmpq]) -> fmpq:
    def apart(one: Mapping[Any, fmpq], other: Mapping[Any, fmpq]) -> fmpq:
        return sum((abs(one.get(key, fmpq(0)) - other.get(key, fmpq(0))) for key in {*one, *other}), fmpq(0))

    return max(apart(one, other) for one, other in combinations(tables, 2))


def _information(tables: Tables, weights: Sequence[fmpq]) -> arb:
    """Entropies: of Lambda, and of the pair, less that of both."""
    total = sum(weights, fmpq(0))
    together = {(key, s): weights[s] * value for s, table in enumerate(tables) for key, value in table.items()}
    of_lambda: dict[Any, fmpq] = {}
    for (key, _), value in together.items():
        of_lambda[key] = of_lambda.get(key, fmpq(0)) + value
    with working_precision():
        entropies = [_entropy(values) for values in (of_lambda.values(), weights, together.values())]
        return (entropies[0] + entropies[1] - entropies[2]) / total


def _entropy(values: Any) -> arb:
    return sum((-arb(value) * arb(value).log() for value in values if value != 0), arb(0))


_MEASURES: Mapping[str, Callable[[Tables, Sequence[fmpq]], Any]] = {"distance": _distance, "information": _information}
