"""Derivations of Section 4.4: the state (27), its hidden variables (30), evolution (31), averages (29), (33), reduced states."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from bornproof.symbolic import averages, entanglement
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import disk_fraction
from bornproof.symbolic.entanglement import LABELS
from bornproof.symbolic.levels import prefix_sums
from bornproof.symbolic.model import sigma_value
from bornproof.symbolic.notation.core import S, Sector, beta, imaginary_unit, lam
from bornproof.symbolic.notation.operators import L
from bornproof.symbolic.notation.settings import listed
from bornproof.symbolic.operators import represent
from sympy import Abs, Dummy, Expr, ImmutableMatrix, Integer, Max, Rational, SparseMatrix, expand, eye, kronecker_product

__all__ = [
    "amplitude", "average", "average_is_normalised", "averaged_coherences", "averaged_operator", "coherences", "correlation",
    "entries", "entry", "jump_pairs", "other_entries", "prepared_operator", "prepared_spins", "probability", "seen",
    "seen_from_spins", "seen_in_quantum_mechanics", "shares", "sigma_in_steps", "sigma_of", "sigma_positive_part", "total_spin",
    "trace",
]  # fmt: skip

Values = Mapping[Any, Any]

CLOSED_FORMS = "general closed forms at N = 4, started from Eq. (28)"
COHERENCES = ((1, 2), (2, 1))
AVERAGED = "the closed forms in each sector, weighted by the areas of the sectors"


# The prepared state


def prepared_spins() -> Derivation:
    """The prepared state of (27) by its spins, which are measured, whatever its levels are called."""
    return derivation("the spins of the first form, each a factor", entanglement.in_spins(entanglement.prepared_vector()))


def prepared_operator() -> Derivation:
    """|Psi><Psi| of the second form of (27)."""
    start = entanglement.start_of(entanglement.singlet_vector())
    return derivation("|Psi><Psi| of the second form of Eq. (27)", entanglement.as_operator(start))


def amplitude(level: int, power: int = 1) -> Derivation:
    """A power of alpha_I = <I|Psi> for the second form of (27)."""
    vector = entanglement.singlet_vector()
    steps = derivation("alpha_I = <I|Psi> by Eqs. (3) and (27)", ImmutableMatrix(vector))
    return steps.then(f"that of |{level}>, to the power {power}", vector[level - 1, 0] ** power)


def total_spin() -> Derivation:
    """<S^2> of the prepared state, S = (sigma_A + sigma_B)/2: 0 for a singlet, 2 for a triplet."""
    pauli = (
        ImmutableMatrix([[0, 1], [1, 0]]),
        ImmutableMatrix([[0, -imaginary_unit], [imaginary_unit, 0]]),
        ImmutableMatrix([[1, 0], [0, -1]]),
    )
    spins = [(kronecker_product(s, eye(2)) + kronecker_product(eye(2), s)) * Rational(1, 2) for s in pauli]
    square = sum((s * s for s in spins[1:]), spins[0] * spins[0])
    # the states that product_state calls |1>, ..., |4> when the labels are in the order of a Kronecker product
    vector = entanglement.prepared_vector((("up", "up"), ("up", "down"), ("down", "up"), ("down", "down")))
    steps = derivation("S^2 over (up up), (up down), (down up), (down down)", ImmutableMatrix(square))
    return steps.then("its expectation value in (27)", expand((vector.T * square * vector)[0, 0]))


# Hidden variables and jump operators


@cache
def sigma_of(level: int) -> Derivation:
    """sigma_level of the prepared state as a function of lambda_level, Eq. (30): Eq. (13) with its populations."""
    return derivation("Eq. (13) with the populations of the state", _with_populations(_sigma(level)))


def sigma_in_steps(level: int) -> Derivation:
    """The same by way of the partial sums."""
    steps = derivation("Eq. (13), with S_n for the partial sums of |beta_I|^2", _sigma(level))
    return steps.then("the amplitudes of Eq. (28)", _with_populations(_sigma(level)))


def _sigma(level: int) -> Expr:
    return prefix_sums(sigma_value(Integer(level)), beta)


def _with_populations(value: Expr) -> Expr:
    return expand(value.xreplace({S[n]: expand(sum(_populations()[:n])) for n in range(1, 5)}))


def _populations() -> list[Expr]:
    return list(entanglement.start_of(entanglement.singlet_vector()).diagonal())


def sigma_positive_part(level: int) -> Derivation:
    """max(0, sigma_level) on the closed disk."""
    depth = Dummy("d", nonnegative=True)
    inside = sigma_of(level).result.subs(Abs(lam[level]) ** 2, 1 - depth)
    return sigma_of(level).then("|lambda|^2 = 1 - d with d >= 0 on the closed disk; max(0, sigma)", Max(0, inside))


def jump_pairs() -> Derivation:
    """How many entries above the diagonal are joined by exactly one jump operator, N = 4."""
    pairs = [(upper, lower) for upper in range(1, 5) for lower in range(1, upper)]
    matrices = [represent(L(Integer(upper), Integer(lower)), 4) for upper, lower in pairs]
    hits = [(i, j) for m in matrices for i in range(4) for j in range(i + 1, 4) if m[i, j] != 0 and m[j, i] != 0]
    once = [place for place in hits if hits.count(place) == 1]
    return derivation("count the entries above the diagonal that exactly one jump operator joins", Integer(len(once)))


# Evolution in a sector


def entry(signs: Sector, row: int, column: int) -> Derivation:
    """rho_IJ(t) of the prepared state in a sector."""
    return derivation(CLOSED_FORMS, entanglement.evolved_singlet(signs)[row - 1, column - 1])


def entries(signs: Sector, *places: tuple[int, int]) -> Derivation:
    """Several of them as a row."""
    return derivation(CLOSED_FORMS, _row(entanglement.evolved_singlet(signs), places))


def coherences(signs: Sector) -> Derivation:
    """The column rho_12(t), rho_21(t) in a sector."""
    return derivation(CLOSED_FORMS, _row(entanglement.evolved_singlet(signs), COHERENCES).T)


def other_entries(signs: Sector, surely: tuple[tuple[int, int], ...]) -> Derivation:
    """rho(t) in a sector with 0 where (31) lists an entry: surely some, and rho_21 or not."""
    state = entanglement.evolved_singlet(signs).as_mutable()
    for row, column in surely:
        state[row - 1, column - 1] = 0
    state[1, 0] *= 1 - listed
    return derivation(CLOSED_FORMS, ImmutableMatrix(state))


def trace(signs: Sector) -> Derivation:
    """Tr rho(t) in a sector."""
    state = entanglement.evolved_singlet(signs)
    return derivation(CLOSED_FORMS, ImmutableMatrix(state)).then("the sum of its diagonal", state.trace())


def correlation(signs: Sector) -> Derivation:
    """P(down, up) - P(A finds down) P(B finds up), were outcomes read at the time t, in a sector."""
    state = entanglement.evolved_singlet(signs)
    steps = derivation(CLOSED_FORMS, ImmutableMatrix(state))
    product = (state[0, 0] + state[2, 2]) * (state[0, 0] + state[3, 3])
    return steps.then("rho_11 - (rho_11 + rho_33)(rho_11 + rho_44)", state[0, 0] - product)


def _row(state: SparseMatrix, places: tuple[tuple[int, int], ...]) -> ImmutableMatrix:
    return ImmutableMatrix([[state[row - 1, column - 1] for row, column in places]])


# Averages


def average_is_normalised() -> Derivation:
    """The trace of the average (29), with d lambda the normalised area element."""
    state = entanglement.averaged_singlet()
    steps = derivation(AVERAGED, ImmutableMatrix(state))
    rule = "its trace, times the normalised area of the three disks"
    return steps.then(rule, state.trace().expand() * disk_fraction(Integer(0), Integer(1)) ** 3)


def probability(of: int) -> Derivation:
    """P(sigma_2 > 0) or P(sigma_2 < 0) of the prepared state."""
    weights = averages.sector_weights(_populations())
    total = sum((weight for sector, weight in weights if sector[0] == of), Integer(0))
    return derivation("the areas of the rings (11), (18), added up over the signs of sigma_3, sigma_4", total)


def average(row: int, column: int | None = None) -> Derivation:
    """The average of rho_IJ(t) of the prepared state, of a population unless a column is given."""
    column = column or row
    state = entanglement.averaged_singlet()
    return derivation(AVERAGED, ImmutableMatrix(state)).then(f"the entry ({row}, {column})", state[row - 1, column - 1])


def shares(level: int) -> Derivation:
    """The column of what sigma_2 > 0 and sigma_2 < 0 contribute to the average of rho_JJ(t): the terms of Eq. (33)."""
    column = [Integer(0), Integer(0)]
    for sector, weight in averages.sector_weights(_populations()):
        column[int(sector[0] < 0)] += weight * entanglement.evolved_singlet(sector)[level - 1, level - 1]
    return derivation("the closed forms in each sector times its area, for either sign of sigma_2", ImmutableMatrix(column))


def averaged_coherences() -> Derivation:
    """The column of the averages of rho_12(t), rho_21(t)."""
    return derivation(AVERAGED, _row(entanglement.averaged_singlet(), COHERENCES).T)


def averaged_operator() -> Derivation:
    """The average of rho(t) as an operator."""
    return derivation(AVERAGED, entanglement.as_operator(entanglement.averaged_singlet()))


# What one observer sees


def seen(side: str) -> Derivation:
    """The average of rho(t) from the state (28), partially traced: what A or B sees, Eqs. (34), (35), whatever (26) says."""
    state = entanglement.averaged_singlet()
    products = entanglement.in_products(state)
    steps = derivation(AVERAGED, ImmutableMatrix(state)).then("the levels by their spins", ImmutableMatrix(products))
    return _reduced(products, side, steps)


def seen_from_spins(side: str) -> Derivation:
    """The same with the levels of (26), but for a state that starts from the first form of (27)."""
    state = entanglement.averaged_singlet(LABELS)
    return _reduced(state, side, derivation(AVERAGED, ImmutableMatrix(state)))


def seen_in_quantum_mechanics(side: str) -> Derivation:
    """The partial trace of the prepared state itself, given by its spins."""
    state = entanglement.start_of(entanglement.prepared_vector())
    return _reduced(state, side, derivation("|Psi><Psi|", ImmutableMatrix(state)))


def _reduced(state: SparseMatrix, side: str, steps: Derivation) -> Derivation:
    """The partial trace of a matrix over the product states in the order of (26)."""
    traced = {"A": "B", "B": "A"}[side]
    reduced = entanglement.partial_trace(state, traced)
    return steps.then(f"partial trace over the spin of {traced}", entanglement.in_dyads(reduced, side))
