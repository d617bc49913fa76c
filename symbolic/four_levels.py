"""The appendix: the general results for N levels taken to N = 4, entry by entry, and to the singlet's state (28)."""

from collections.abc import Callable, Mapping
from typing import Any

from bornproof.symbolic import coherences, components, entanglement, model, populations
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.levels import prefix_sums
from bornproof.symbolic.notation.core import I, J, K, S, beta, kappa, lam, rho0, sector_of
from sympy import Expr, ImmutableMatrix, IndexedBase, Integer, expand

__all__ = [
    "damping", "f", "hidden_variable", "master_equation", "pairs", "population", "rate", "scaled", "scaled_rate", "singlet",
    "singlet_damping", "singlet_row", "singlet_sigma",
]  # fmt: skip

Values = Mapping[Any, Any]
LEVELS = range(1, 5)

f = IndexedBase("f")  # any summand of the double sum (38)


def master_equation(_: Values) -> Derivation:
    """The right-hand side of Eq. (15) at N = 4 and H = 0, in Lindblad form, as an operator."""
    return derivation("Eq. (15) at H = 0 in Lindblad form, with Eq. (14)", model.collapse(Integer(4)))


def pairs(_: Values) -> Derivation:
    """The sum of f_KM over all pairs of levels K < M, from a list of them."""
    listed: Expr = sum((f[k, m] for k in LEVELS for m in LEVELS if k < m), Integer(0))
    return derivation("list all pairs K < M in 1..4", listed)


def scaled(steps: Derivation) -> Derivation:
    """The same derivation for d/dt instead of d/d(kappa t)."""
    return steps.then("multiply by kappa", kappa * steps.result)


def rate(level: int) -> Callable[[Values], Derivation]:
    """d rho_JJ/d(kappa t) at N = 4 and J = level, from the general-N form."""

    def derive(_: Values) -> Derivation:
        general = components.population_rate()
        return general.then(f"N = 4, J = {level}", components.at_levels(general.result, 4, column=level))

    return derive


def scaled_rate(level: int) -> Callable[[Values], Derivation]:
    """d rho_JJ/dt at N = 4 and J = level."""
    return lambda values: scaled(rate(level)(values))


def population(level: int) -> Callable[[Values], Derivation]:
    """rho_JJ(t), J = level, in the sector of the case, from an arbitrary diagonal."""

    def derive(values: Values) -> Derivation:
        solution = populations.populations(sector_of(values), [rho0[i, i] for i in LEVELS])
        return derivation("closed form in this sector, from the top level down", solution[level - 1])

    return derive


def damping(row: int, column: int) -> Callable[[Values], Derivation]:
    """Lambda_IJ in the sector of the case."""
    return lambda values: derivation("Eq. (46) in this sector", Integer(coherences.damping(sector_of(values), row, column)))


def singlet_damping(values: Values) -> Derivation:
    """Lambda_IJ in the sector of the case, for the levels I, J of the case, equal ones included."""
    losses = coherences.losses(sector_of(values))
    total = sum(losses[int(values[level]) - 1] for level in (I, J))
    return derivation("Eq. (46) in this sector, a part for each level", Integer(total))


def singlet(row: int, column: int) -> Callable[[Values], Derivation]:
    """rho_IJ(t) of the singlet in the sector of the case."""
    return lambda values: derivation(
        "general closed forms at N = 4, started from Eq. (28)", entanglement.evolved_singlet(sector_of(values))[row - 1, column - 1]
    )


def singlet_row(*entries: tuple[int, int]) -> Callable[[Values], Derivation]:
    """Several entries of rho(t) of the singlet in the sector of the case, as one row."""

    def derive(values: Values) -> Derivation:
        state = entanglement.evolved_singlet(sector_of(values))
        row = ImmutableMatrix([[state[i - 1, j - 1] for i, j in entries]])
        return derivation("general closed forms at N = 4, started from Eq. (28)", row)

    return derive


def hidden_variable(_: Values) -> Derivation:
    """lambda_K, any complex number of the unit disk."""
    return derivation("lambda_K is uniform on the unit disk: any number of it", lam[K])


def singlet_sigma(values: Values) -> Derivation:
    """sigma_K of the singlet by Eq. (13), K = 3 or 4."""
    value = prefix_sums(model.sigma_value(Integer(int(values[K]))), beta)
    state = entanglement.start_of(entanglement.singlet_vector())
    sums = {S[m]: expand(sum(state[i, i] for i in range(m))) for m in LEVELS}
    steps = derivation("Eq. (13), with S_n for the partial sums of |beta_I|^2", value)
    return steps.then("the amplitudes of Eq. (28)", expand(value.xreplace(sums)))
