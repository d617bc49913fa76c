"""The master equation (15) solved with proof: Arb balls that enclose the exact density matrix.

The exponential of a matrix whose pattern of exact zeros falls into blocks is the exponential block by block; the blocks
are found by a search of the pattern, not from any formula of the model. Each goes to the rigorous `exp` of FLINT.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from flint import acb, acb_mat, arb, arb_mat, ctx, fmpq, fmpq_mat

from numeric_check.operators import MasterEquation, check_problem
from numeric_check.values import precision_bits

if TYPE_CHECKING:
    from numeric_check.evolution import Entries
    from numeric_check.exact import ExactInput
    from numeric_check.matrices import ExactMatrix

__all__ = ["Balls", "blocks", "deviation", "evolve_balls"]

Balls: TypeAlias = tuple[tuple[arb | acb, ...], ...]


def evolve_balls(equation: MasterEquation, rho: ExactMatrix, kappa_t: ExactInput, digits: int = 50) -> Balls:
    """Return an enclosure of rho(t), N by N balls: real ones where the imaginary part is exactly 0.

    Parameters
    ----------
    equation
        The master equation in one sector, with or without a Hamiltonian.
    rho
        The initial density matrix, N by N.
    kappa_t
        The time in units of 1 / kappa, at least 0.
    digits
        Decimal digits, at least 15. The enclosure is rigorous whatever they are; they set its width.

    Raises
    ------
    NumericError
        When `rho` is no density matrix of N levels, the time is negative or the digits are below 15.

    Examples
    --------
    >>> from numeric_check.matrices import pure_state
    >>> from numeric_check.operators import MasterEquation
    >>> evolve_balls(MasterEquation((1,)), pure_state([1, 0]), 1, digits=30)[0][0].str(20)
    '[0.36787944117144232160 +/- 4.48e-21]'
    """
    time = check_problem(equation, rho, kappa_t, digits)
    size = equation.levels
    generator = equation.liouvillian
    final: list[arb | acb] = [arb(0)] * size**2
    before = ctx.prec
    ctx.prec = precision_bits(digits)
    try:
        for block in blocks(generator):
            state = [rho[divmod(position, size)] for position in block]
            if any(entry != fmpq(0) for entry in state):
                _evolve_block(generator, rho, block, time, final)
    finally:
        ctx.prec = before
    return tuple(tuple(final[i * size : (i + 1) * size]) for i in range(size))


def blocks(square: ExactMatrix) -> list[list[int]]:
    """Return the positions of the diagonal blocks of a square matrix, told from its exact zeros.

    Examples
    --------
    >>> from numeric_check.matrices import matrix
    >>> blocks(matrix([[1, 0, 2], [0, 3, 0], [0, 0, 4]]))
    [[0, 2], [1]]
    """
    size = square.shape[0]
    block_of = list(range(size))
    for part in (square.real, square.imag):
        for place, entry in enumerate(part.entries()):
            if entry:
                one, other = (block_of[k] for k in divmod(place, size))
                if one != other:
                    block_of = [min(one, other) if block == max(one, other) else block for block in block_of]
    return [[k for k in range(size) if block_of[k] == first] for first in sorted(set(block_of))]


def deviation(a: Entries, b: Entries, digits: int = 50) -> arb:
    """Return the largest |a_IJ - b_IJ|, numbers of mpmath, Arb, Python and NumPy taken for what they are exactly.

    Examples
    --------
    >>> deviation(((1, 2j),), ((1, 2j + 1),)) == 1
    True
    """
    before = ctx.prec
    ctx.prec = precision_bits(digits)
    try:
        largest = arb(0)
        for row, other in zip(a, b, strict=True):
            for left, right in zip(row, other, strict=True):
                largest = largest.max(abs(_ball(left) - _ball(right)))
        return largest
    finally:
        ctx.prec = before


def _evolve_block(
    generator: ExactMatrix, rho: ExactMatrix, block: list[int], time: fmpq, final: list[arb | acb]
) -> None:
    levels, size = rho.shape[0], len(block)
    real = fmpq_mat(size, size, [generator.real[i, j] * time for i in block for j in block])
    imag = fmpq_mat(size, size, [generator.imag[i, j] * time for i in block for j in block])
    # Scaling and squaring loses about as many bits as the norm has.
    ctx.prec += 2 * max(int(abs(entry).ceil()) for entry in (*real.entries(), *imag.entries())).bit_length() + 2 * size
    state_real = fmpq_mat(size, 1, [rho.real[divmod(k, levels)] for k in block])
    state_imag = fmpq_mat(size, 1, [rho.imag[divmod(k, levels)] for k in block])
    if any(imag.entries()):
        exponential = (acb_mat(real) + acb_mat(imag) * acb(0, 1)).exp()
        state = acb_mat(state_real) + acb_mat(state_imag) * acb(0, 1)
        for k, entry in zip(block, (exponential * state).entries(), strict=True):
            final[k] = entry
        return
    propagator = arb_mat(real).exp()
    parts = ((propagator * arb_mat(part)).entries() for part in (state_real, state_imag))
    for k, x, y in zip(block, *parts, strict=True):
        final[k] = x if y.is_zero() else acb(x, y)


def _ball(number: Any) -> acb:
    if hasattr(number, "_mpc_"):
        real, imag = number.real, number.imag
        return acb(arb(real), arb(imag))
    return acb(number if isinstance(number, arb | acb | int) or hasattr(number, "_mpf_") else complex(number))
