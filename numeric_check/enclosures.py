"""The master equation (15) solved with proof: Arb balls that enclose the exact density matrix.

The exponential of a matrix whose pattern of exact zeros falls into blocks is the exponential block by block; the blocks
are found by a search of the pattern, not from any formula of the model. Each goes to the rigorous `exp` of FLINT; a
large complex one to a Taylor series for its product with the state, the remainder enclosed.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from flint import acb, acb_mat, arb, arb_mat, ctx, fmpq, fmpq_mat

from numeric_check.operators import MasterEquation, check_problem
from numeric_check.precision import exclusive, precision_bits, working_digits, working_precision

if TYPE_CHECKING:
    from numeric_check.evolution import Entries
    from numeric_check.exact import ExactInput
    from numeric_check.matrices import ExactMatrix

__all__ = ["Balls", "blocks", "deviation", "evolve_balls"]

_LARGEST_DENSE = 8  # above this size a vector's Taylor series costs less than the exponential of a complex matrix
_LARGEST_STEP = 16
_MOST_STEPS = 8

Balls: TypeAlias = tuple[tuple[arb | acb, ...], ...]


def evolve_balls(equation: MasterEquation, rho: ExactMatrix, kappa_t: ExactInput, digits: int | None = None) -> Balls:
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
        Decimal digits, at least 15; without any, those of `working_digits`. The enclosure is rigorous whatever they are;
        they set its width.

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
    wanted = working_digits(digits)
    time = check_problem(equation, rho, kappa_t, wanted)
    size = equation.levels
    generator = equation.liouvillian
    final: list[arb | acb] = [arb(0)] * size**2
    with exclusive():
        for block in blocks(generator):
            state = [rho[divmod(position, size)] for position in block]
            if any(entry != fmpq(0) for entry in state):
                ctx.prec = precision_bits(wanted)  # each block raises it by as many bits as it loses
                _evolve_block(generator, rho, block, time, final)
    return tuple(tuple(final[i * size : (i + 1) * size]) for i in range(size))


@lru_cache(maxsize=256)
def blocks(square: ExactMatrix) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the diagonal blocks of a square matrix, told from its exact zeros.

    Examples
    --------
    >>> from numeric_check.matrices import matrix
    >>> blocks(matrix([[1, 0, 2], [0, 3, 0], [0, 0, 4]]))
    ((0, 2), (1,))
    """
    size = square.shape[0]
    block_of = list(range(size))
    for part in (square.real, square.imag):
        for place, entry in enumerate(part.entries()):
            if entry:
                one, other = (block_of[k] for k in divmod(place, size))
                if one != other:
                    block_of = [min(one, other) if block == max(one, other) else block for block in block_of]
    return tuple(tuple(k for k in range(size) if block_of[k] == first) for first in sorted(set(block_of)))


def deviation(a: Entries, b: Entries, digits: int | None = None) -> arb:
    """Return the largest |a_IJ - b_IJ|, numbers of mpmath, Arb, Python and NumPy taken for what they are exactly.

    Examples
    --------
    >>> deviation(((1, 2j),), ((1, 2j + 1),)) == 1
    True
    """
    with working_precision(digits):
        largest = arb(0)
        for row, other in zip(a, b, strict=True):
            for left, right in zip(row, other, strict=True):
                largest = largest.max(abs(_ball(left) - _ball(right)))
        return largest


def _evolve_block(
    generator: ExactMatrix, rho: ExactMatrix, block: tuple[int, ...], time: fmpq, final: list[arb | acb]
) -> None:
    levels, size = rho.shape[0], len(block)
    real = fmpq_mat(size, size, [generator.real[i, j] * time for i in block for j in block])
    imag = fmpq_mat(size, size, [generator.imag[i, j] * time for i in block for j in block])
    parts = [fmpq_mat(size, 1, [part[divmod(k, levels)] for k in block]) for part in (rho.real, rho.imag)]
    if not any(imag.entries()):
        ctx.prec += _bits_lost(_row_norm(real, imag)) + size
        propagator = arb_mat(real).exp()
        for k, x, y in zip(block, *((propagator * arb_mat(part)).entries() for part in parts), strict=True):
            final[k] = x if y.is_zero() else acb(x, y)
        return
    norm = _row_norm(real, imag)
    if size <= _LARGEST_DENSE or norm > _LARGEST_STEP * _MOST_STEPS:
        ctx.prec += _bits_lost(norm) + size
        state = _complex(real, imag).exp() * _complex(*parts)
    else:
        steps = max(1, int((norm / _LARGEST_STEP).ceil()))
        # A step may widen the balls before it by exp(norm / steps): all of them start the narrower for it.
        ctx.prec += steps * _bits_lost(norm / steps)
        state = _taylor(_complex(real, imag) * arb(fmpq(1, steps)), arb(norm / steps), steps, _complex(*parts))
    for k, entry in zip(block, state.entries(), strict=True):
        final[k] = entry


def _taylor(generator: acb_mat, reach: arb, steps: int, state: acb_mat) -> acb_mat:
    """Return exp(generator)**steps times the state by Taylor series, each with its remainder enclosed.

    With z = `reach`, the largest sum of moduli over a row of the generator, the terms after the k-th are, in the norm
    max |v_k|, below z^(k+1) / (k+1)! / (1 - z / (k+2)) |v|.
    """
    for _ in range(steps):
        term = total = state
        bound = reduce(arb.max, (abs(entry) for entry in state.entries()))
        order = 0
        while True:
            order += 1
            term = generator * term * arb(fmpq(1, order))
            total += term
            bound *= reach / order
            rest = bound * reach / (order + 1) / (1 - reach / (order + 2))
            if rest.is_finite() and 0 <= rest < arb(2) ** -ctx.prec:
                break
        uncertain = acb(arb(0, rest.abs_upper()), arb(0, rest.abs_upper()))
        state = total + acb_mat(total.nrows(), 1, [uncertain] * total.nrows())
    return state


def _complex(real: fmpq_mat, imag: fmpq_mat) -> acb_mat:
    return acb_mat(real) + acb_mat(imag) * acb(0, 1)


def _row_norm(real: fmpq_mat, imag: fmpq_mat) -> fmpq:
    rows = zip(real.tolist(), imag.tolist(), strict=True)
    return max(sum((abs(x) + abs(y) for x, y in zip(*pair, strict=True)), fmpq(0)) for pair in rows)


def _bits_lost(norm: fmpq) -> int:
    # Terms as large as exp(norm) cancel in a Taylor series; scaling and squaring loses about as many bits as norm has.
    return 2 * int(norm.ceil()).bit_length() if norm > _LARGEST_STEP else 3 * int(norm.ceil())


def _ball(number: Any) -> acb:
    if hasattr(number, "_mpc_"):
        real, imag = number.real, number.imag
        return acb(arb(real), arb(imag))
    return acb(number if isinstance(number, arb | acb | int) or hasattr(number, "_mpf_") else complex(number))
