"""Two spins as four levels, Eqs. (26)-(28), and partial traces as operations, Eqs. (34), (35)."""

from collections.abc import Sequence

from sympy import Expr, Integer, SparseMatrix, sqrt

from symbolic.coherences import coherence
from symbolic.errors import SymbolicError
from symbolic.notation import q
from symbolic.populations import populations

__all__ = ["LABELS", "evolved_singlet", "level_of", "partial_trace", "product_state", "singlet_vector", "start_of"]

UP, DOWN = "up", "down"
LABELS = ((DOWN, UP), (UP, DOWN), (DOWN, DOWN), (UP, UP))  # the spins of A and B in |1>, ..., |4>, Eq. (26)


def level_of(spin_a: str, spin_b: str) -> int:
    """The level whose spins are these, by Eq. (26).

    >>> level_of("up", "down")
    2
    """
    if (spin_a, spin_b) not in LABELS:
        raise SymbolicError(f"a spin must be 'up' or 'down', not {spin_a!r}, {spin_b!r}")
    return LABELS.index((spin_a, spin_b)) + 1


def product_state(spin_a: str, spin_b: str) -> SparseMatrix:
    """|spin_a> (x) |spin_b> as a column of four amplitudes over |1>, ..., |4>."""
    return SparseMatrix(4, 1, {(level_of(spin_a, spin_b) - 1, 0): 1})


def singlet_vector() -> SparseMatrix:
    """The prepared state by its coefficients over |1> and |2>: q |1> - sqrt(1 - q^2) |2>, the second form of Eq. (27)."""
    return SparseMatrix(4, 1, {(0, 0): q, (1, 0): -sqrt(1 - q**2)})


def start_of(vector: SparseMatrix) -> SparseMatrix:
    """The density matrix |Psi><Psi| of a state vector with real amplitudes, as those of Eq. (27) are for 0 <= q <= 1."""
    return vector * vector.T


def evolved_singlet(signs: Sequence[int]) -> SparseMatrix:
    """rho(t) of the prepared state in one sector, Eq. (31): the general results at N = 4, specialised.

    `signs` are those of (sigma_2, sigma_3, sigma_4).
    """
    start = start_of(singlet_vector())
    diagonal = populations(signs, [start[i, i] for i in range(4)])
    return SparseMatrix(
        4, 4, lambda i, j: diagonal[i] if i == j else start[i, j] * coherence(signs, i + 1, j + 1) if start[i, j] else 0
    )


def partial_trace(state: SparseMatrix, traced: str) -> SparseMatrix:
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
        return sum((state[level_of(*bra) - 1, level_of(*ket) - 1] for bra, ket in pairs), Integer(0))

    return SparseMatrix(2, 2, entry)
