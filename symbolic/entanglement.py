"""Two spins as four levels, Eqs. (26)-(28), their evolution (30)-(33), and partial traces as operations, (34), (35)."""

from collections.abc import Mapping, Sequence
from functools import cache

from sympy import Add, Expr, Integer, SparseMatrix, Symbol, expand, sqrt

from symbolic.averages import average_state, evolved_state
from symbolic.errors import SymbolicError
from symbolic.model import sigma_value
from symbolic.notation import S, Sector, beta, q
from symbolic.operators import ketbra
from symbolic.populations import populations
from symbolic.rewriting import prefix_sums

__all__ = [
    "DOWN", "EXCHANGED", "LABELS", "UP", "as_operator", "averaged_singlet", "dual_basis", "dyad", "evolved_singlet",
    "in_dyads", "in_kets", "ket", "level_of", "pair_ket", "partial_trace", "prepared_vector", "product_state",
    "singlet_sigma", "singlet_vector", "spin_ket", "start_of", "two_levels",
]  # fmt: skip

Labels = tuple[tuple[str, str], ...]

UP, DOWN = "up", "down"
LABELS: Labels = ((DOWN, UP), (UP, DOWN), (DOWN, DOWN), (UP, UP))  # the spins of A and B in |1>, ..., |4>, Eq. (26)
EXCHANGED: Labels = (LABELS[1], LABELS[0], *LABELS[2:])  # with |1> and |2> exchanged
_ARROWS = {UP: r"\uparrow", DOWN: r"\downarrow"}


# Names: kets and dyads as indeterminates, so that a vector is a linear form in them


def ket(level: int) -> Symbol:
    """|level> as an indeterminate."""
    return Symbol(rf"|{level}\rangle")


def spin_ket(spin: str, side: str) -> Symbol:
    """|spin_side> of one observer, "A" or "B", as an indeterminate."""
    return Symbol(rf"|{{{_ARROWS[spin]}_{side}}}\rangle")


def pair_ket(spin_a: str, spin_b: str) -> Symbol:
    """|spin_A spin_B> as an indeterminate."""
    return Symbol(rf"|{{{_ARROWS[spin_a]}_A{_ARROWS[spin_b]}_B}}\rangle")


def dyad(side: str, bra: str, ket_: str) -> Symbol:
    """|bra><ket_| of one observer as an indeterminate."""
    return Symbol(rf"|{{{_ARROWS[bra]}_{side}}}\rangle\langle{{{_ARROWS[ket_]}_{side}}}|")


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
    order = [(a, b) for a in (UP, DOWN) for b in (UP, DOWN)]
    rows = SparseMatrix(4, 4, lambda i, j: int(labels[i] == order[j]))
    gram = rows * rows.T
    if gram.det() == 0:
        raise SymbolicError("the four labels must be a basis of the two spins")
    return gram.inv() * rows


# Evolution and average


@cache
def singlet_sigma(level: int) -> Expr:
    """sigma_level of the prepared state as a function of lambda_level, Eq. (30): Eq. (13) with its populations."""
    start = start_of(singlet_vector())
    value = prefix_sums(sigma_value(Integer(level)), beta)
    return expand(value.xreplace({S[n]: expand(sum(start[i, i] for i in range(n))) for n in range(1, 5)}))


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


def two_levels(odds: Mapping[int, Expr]) -> tuple[Expr, Expr]:
    """The averages of rho_11(t), rho_22(t) of the prepared state if the signs of sigma_2 have these probabilities.

    >>> two_levels({1: 1 - q**2, -1: q**2})
    (q**2, 1 - q**2)
    """
    values = {sign: populations((sign,), (q**2, 1 - q**2)) for sign in odds}
    return tuple(expand(Add(*(odds[sign] * values[sign][place] for sign in odds))) for place in (0, 1))


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


def in_kets(vector: SparseMatrix) -> Expr:
    """A column of amplitudes as a linear form in |1>, |2>, ...."""
    return Add(*(vector[i, 0] * ket(i + 1) for i in range(vector.shape[0])))


def in_dyads(state: SparseMatrix, side: str) -> Expr:
    """A 2 x 2 matrix over (up, down) as a linear form in the dyads of one observer."""
    spins = (UP, DOWN)
    return Add(*(state[i, j] * dyad(side, spins[i], spins[j]) for i in range(2) for j in range(2)))


def as_operator(state: SparseMatrix) -> Expr:
    """A square matrix as an operator expression in |I><J|."""
    size: Sequence[int] = range(state.shape[0])
    return Add(*(state[i, j] * ketbra(i + 1, j + 1) for i in size for j in size))
