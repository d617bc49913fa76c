"""Two spins as four levels, Eqs. (26)-(28), their evolution (31) and average (33), and partial traces, (34), (35)."""

from collections.abc import Sequence
from functools import cache

from bornproof.symbolic.averages import average_state, evolved_state
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import DOWN, UP, Sector, dyad, ket, overlap, pair_ket, q, spin_ket
from bornproof.symbolic.notation.operators import ketbra
from sympy import Add, Expr, ImmutableMatrix, Integer, SparseMatrix, diag, linsolve, sqrt, symbols

__all__ = [
    "EXCHANGED", "LABELS", "as_operator", "averaged_singlet", "dual_basis", "evolved_singlet", "in_dyads", "in_products",
    "in_spins", "labels_that_mend", "level_of", "mended_levels", "partial_trace", "prepared_vector", "product_state",
    "singlet_vector", "start_of",
]  # fmt: skip

Labels = tuple[tuple[str, str], ...]

LABELS: Labels = ((DOWN, UP), (UP, DOWN), (DOWN, DOWN), (UP, UP))  # the spins of A and B in |1>, ..., |4>, Eq. (26)
EXCHANGED: Labels = (LABELS[1], LABELS[0], *LABELS[2:])  # with |1> and |2> exchanged
_PAIRS: Labels = tuple((a, b) for a in (UP, DOWN) for b in (UP, DOWN))


# States


def level_of(spin_a: str, spin_b: str, labels: Labels = LABELS) -> int:
    """The level whose spins are these, by Eq. (26).

    >>> level_of("up", "down")
    2
    """
    if (spin_a, spin_b) not in labels:
        raise SymbolicError(f"a spin must be 'up' or 'down', not {spin_a!r}, {spin_b!r}")
    return labels.index((spin_a, spin_b)) + 1


def product_state(spin_a: str, spin_b: str, labels: Labels = LABELS) -> SparseMatrix:
    """|spin_a> (x) |spin_b> as a column of four amplitudes over |1>, ..., |4>."""
    return SparseMatrix(4, 1, {(level_of(spin_a, spin_b, labels) - 1, 0): 1})


def prepared_vector(labels: Labels = LABELS) -> SparseMatrix:
    """The prepared state by its spins, q |up down> - sqrt(1 - q^2) |down up>: the first form of Eq. (27)."""
    return q * product_state(UP, DOWN, labels) - sqrt(1 - q**2) * product_state(DOWN, UP, labels)


def singlet_vector() -> SparseMatrix:
    """The prepared state by its levels, q |1> - sqrt(1 - q^2) |2>: the second form of Eq. (27)."""
    return SparseMatrix(4, 1, {(0, 0): q, (1, 0): -sqrt(1 - q**2)})


def start_of(vector: SparseMatrix) -> SparseMatrix:
    """The density matrix |Psi><Psi| of a vector with real amplitudes, as those of Eq. (27) are for 0 <= q <= 1."""
    return vector * vector.T


def dual_basis(labels: Labels = LABELS) -> SparseMatrix:
    """Row I: the dual of |I> over the product states (up up), (up down), (down up), (down down).

    A basis is orthonormal exactly when it is its own dual; four kets that are no basis raise SymbolicError.
    """
    rows = SparseMatrix(4, 4, lambda i, j: int(labels[i] == _PAIRS[j]))
    gram = rows * rows.T
    if gram.det() == 0:
        raise SymbolicError("the four labels must be a basis of the two spins")
    return gram.inv() * rows


# What Eqs. (27), (34), (35) make of the labels


@cache
def labels_that_mend() -> Labels:
    """The labels with which both forms of Eq. (27) are one for every q; |3> and |4> do not occur there.

    Raises SymbolicError unless Eqs. (34), (35) follow with them from the populations q^2, 1 - q^2 of Eq. (33).

    >>> labels_that_mend() == EXCHANGED
    True
    """
    one, other = symbols("c_1 c_2")  # q and sqrt(1 - q^2) are linearly independent functions of q
    names = {pair_ket(*pair): pair for pair in _PAIRS}
    gap = one * pair_ket(UP, DOWN) - other * pair_ket(DOWN, UP) - (one * ket(1) - other * ket(2))
    ((first, second),) = linsolve([gap.expand().coeff(one), gap.expand().coeff(other)], ket(1), ket(2))
    labels = (names[first], names[second], *LABELS[2:])
    populations = SparseMatrix(diag(q**2, 1 - q**2, 0, 0))
    if partial_trace(populations, "B", labels) != diag(q**2, 1 - q**2) or partial_trace(populations, "A", labels) != diag(
        1 - q**2, q**2
    ):
        raise SymbolicError("the labels of Eq. (27) must be those of Eqs. (34), (35)")
    return labels


def mended_levels() -> Derivation:
    """The column |1>, ..., |4> as products of one spin each, as Eq. (26) must have it for (27), (34), (35) to hold."""
    labels = labels_that_mend()
    pairs = ImmutableMatrix([pair_ket(*pair) for pair in labels])
    steps = derivation("compare the two forms of (27) for every q; (34) and (35) agree; |3>, |4> as defined", pairs)
    products = ImmutableMatrix([spin_ket(a, "A") * spin_ket(b, "B") for a, b in _PAIRS])
    return steps.then("the dual basis: an orthonormal basis is its own dual", ImmutableMatrix(dual_basis(labels) * products))


# Evolution and average


@cache
def evolved_singlet(signs: Sector) -> SparseMatrix:
    """rho(t) of the prepared state in one sector, Eq. (31): the general results at N = 4, specialised.

    `signs` are those of (sigma_2, sigma_3, sigma_4).
    """
    return evolved_state(start_of(singlet_vector()), signs)


@cache
def averaged_singlet(labels: Labels | None = None) -> SparseMatrix:
    """The average of rho(t) of the prepared state over the hidden variables, Eq. (33).

    The state is given by its levels, Eq. (28), or, with `labels`, by its spins.
    """
    return average_state(start_of(singlet_vector() if labels is None else prepared_vector(labels)))


# One observer's part


def partial_trace(state: SparseMatrix, traced: str, labels: Labels = LABELS) -> SparseMatrix:
    """Trace a 4 x 4 matrix over the spin `traced`, "A" or "B"; rows and columns of the result are (up, down).

    >>> partial_trace(start_of(product_state("up", "down")), traced="B")
    Matrix([
    [1, 0],
    [0, 0]])
    """
    if traced not in ("A", "B"):
        raise SymbolicError(f"the spin that is traced out must be 'A' or 'B', not {traced!r}")

    def entry(row: int, column: int) -> Expr:
        kept = [(UP, DOWN)[row], (UP, DOWN)[column]]
        pairs = [[(spin, other) if traced == "B" else (other, spin) for spin in kept] for other in (UP, DOWN)]
        return sum((state[level_of(*bra, labels) - 1, level_of(*ket_, labels) - 1] for bra, ket_ in pairs), Integer(0))

    return SparseMatrix(2, 2, entry)


# From matrices to the notation of the paper


def in_spins(vector: SparseMatrix) -> Expr:
    """A column of amplitudes over |1>, ..., |4>, labelled by Eq. (26), as a linear form in products of one spin each."""
    return Add(*(vector[i, 0] * spin_ket(a, "A") * spin_ket(b, "B") for i, (a, b) in enumerate(LABELS)))


def in_products(state: SparseMatrix) -> SparseMatrix:
    """A matrix over |1>, ..., |4> as one over the product states that Eq. (26) names, whatever these have for overlaps."""
    basis = SparseMatrix(4, 4, lambda i, j: overlap(i + 1, *LABELS[j]))
    return basis.T * state * basis


def in_dyads(state: SparseMatrix, side: str) -> Expr:
    """A 2 x 2 matrix over (up, down) as a linear form in the dyads of one observer."""
    spins = (UP, DOWN)
    return Add(*(state[i, j] * dyad(side, spins[i], spins[j]) for i in range(2) for j in range(2)))


def as_operator(state: SparseMatrix) -> Expr:
    """A square matrix as an operator expression in |I><J|."""
    size: Sequence[int] = range(state.shape[0])
    return Add(*(state[i, j] * ketbra(i + 1, j + 1) for i in size for j in size))
