"""Where a linear flow ends: the projection onto the kernel of its generator, exactly."""

from __future__ import annotations

from bornproof.numeric_check.errors import NumericError
from flint import fmpq, fmpq_mat, fmpq_poly

__all__ = ["kernel", "limit_projection", "turns_forever"]


def kernel(rows: fmpq_mat) -> fmpq_mat:
    """Return a matrix whose columns span the kernel, by reduction to echelon form.

    >>> kernel(fmpq_mat(2, 2, [1, 2, 2, 4])).tolist()
    [[-2], [1]]
    """
    reduced, rank = rows.rref()
    size = rows.ncols()
    pivots = [next(j for j in range(size) if reduced[i, j]) for i in range(rank)]
    free = [j for j in range(size) if j not in pivots]
    basis = fmpq_mat(size, len(free))
    for k, j in enumerate(free):
        basis[j, k] = fmpq(1)
        for i, pivot in enumerate(pivots):
            basis[pivot, k] = -reduced[i, j]
    return basis


def limit_projection(generator: fmpq_mat) -> fmpq_mat:
    """Return the limit of exp(A t) at infinite t for a generator A whose nonzero eigenvalues decay.

    It is the projection onto the kernel of A along its range, right (left^T right)^-1 left^T with the kernels of A and of its
    transpose. It exists for every matrix of rates of a classical master equation. Raises NumericError when the kernel and the
    range have a vector in common.

    >>> limit_projection(fmpq_mat(2, 2, [-1, 0, 1, 0])).tolist()
    [[0, 0], [1, 1]]
    """
    right, left = kernel(generator), kernel(generator.transpose())
    if not right.ncols():
        return fmpq_mat(generator.nrows(), generator.ncols())
    overlap = left.transpose() * right
    if not overlap.det():
        raise NumericError("a generator must have a range without its kernel's vectors for a limit to exist")
    return right * overlap.inv() * left.transpose()


def turns_forever(generator: fmpq_mat) -> bool:
    """Tell whether a generator of a contraction, none of whose eigenvalues grows, has an imaginary eigenvalue other than 0.

    Then its characteristic polynomial, split into even and odd powers, has a common factor other than a power of X. That
    there is such a factor is also true of eigenvalues X and -X, of which one would grow.

    >>> turns_forever(fmpq_mat(2, 2, [0, 1, -1, 0])), turns_forever(fmpq_mat(2, 2, [-1, 1, -1, -1]))
    (True, False)
    """
    coefficients = generator.charpoly().coeffs()
    while not coefficients[0]:
        del coefficients[0]
    even, odd = (fmpq_poly(coefficients[start::2]) for start in (0, 1))
    return even.gcd(odd).degree() > 0 if odd else even.degree() > 0
