"""A master equation solved with proof: Arb balls that enclose the exact density matrix.

The exponential of a matrix whose pattern of exact zeros falls into blocks is the exponential block by block; the blocks
are found by a search of the pattern, not from any formula of a model. Each goes to the rigorous `exp` of FLINT; a
large complex one to a Taylor series for its product with the state, the remainder enclosed.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from bornproof.numeric_check.arithmetic.complex_rational import ZERO
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.lindblad.equation import Entries, LindbladEquation, arithmetic_cost, check_problem, row_sum
from flint import acb, acb_mat, arb, arb_mat, ctx, fmpq, fmpq_mat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix

__all__ = ["Balls", "deviation", "evolve_balls", "seconds"]

_LARGEST_DENSE = 8  # above this size a vector's Taylor series costs less than the exponential of a complex matrix
_LARGEST_STEP = 16
_MOST_STEPS = 8

Balls: TypeAlias = tuple[tuple[arb | acb, ...], ...]


def evolve_balls(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int | None = None) -> Balls:
    """Return an enclosure of rho(t), N by N balls: real ones where the imaginary part is exactly 0.

    It is rigorous whatever the digits are; they set its width. Parameters are those of `check_problem`. Raises NumericError as
    `check_problem` does.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> decay = LindbladEquation((matrix([[0, 0], [1, 0]]),))
    >>> evolve_balls(decay, pure_state([1, 0]), 1, digits=30)[0][0].str(20)
    '[0.36787944117144232160 +/- 4.48e-21]'
    """
    moment, wanted = check_problem(equation, rho, time, digits)
    size = equation.levels
    final: list[arb | acb] = [arb(0)] * size**2
    with working_precision(wanted):
        for block in equation.blocks:
            real, imag = ([part[divmod(k, size)] for k in block] for part in (rho.real, rho.imag))
            if not any(real) and not any(imag):
                continue
            rate = equation.coefficients.get((block[0], block[0]), ZERO)
            if len(block) == 1 and isinstance(rate, fmpq):
                final[block[0]] = _decayed(rate * moment, real[0], imag[0])
                continue
            parts = (fmpq_mat(len(block), 1, part) for part in (real, imag))
            for k, entry in zip(block, _evolve_block(equation.part(block).scale(moment), *parts), strict=True):
                final[k] = entry
    return tuple(tuple(final[i * size : (i + 1) * size]) for i in range(size))


def seconds(equation: LindbladEquation, _time: fmpq, digits: int) -> float:
    """Estimate what `evolve_balls` takes on one core: the cubes of the blocks' sizes."""
    return 1.5e-8 * arithmetic_cost(equation, digits + 15) * sum(len(block) ** 3 for block in equation.blocks)


def deviation(a: Entries, b: Entries, digits: int | None = None) -> arb:
    """Return the largest |a_IJ - b_IJ|, numbers of mpmath, Arb, Python and NumPy taken for what they are exactly.

    >>> deviation(((1, 2j),), ((1, 2j + 1),)) == 1
    True
    """
    with working_precision(digits):
        pairs = (pair for rows in zip(a, b, strict=True) for pair in zip(*rows, strict=True))
        return reduce(arb.max, (abs(_ball(left) - _ball(right)) for left, right in pairs), arb(0))


def _decayed(exponent: fmpq, real: fmpq, imag: fmpq) -> arb | acb:
    """Return exp(exponent) (real + i imag)."""
    with ctx.workprec(ctx.prec + _bits_lost(abs(exponent)) + 1):
        factor = arb(exponent).exp()
        return acb(factor * real, factor * imag) if imag else factor * real


def _evolve_block(generator: ExactMatrix, real: fmpq_mat, imag: fmpq_mat) -> Sequence[arb | acb]:
    """Return exp(generator) (real + i imag)."""
    size = generator.shape[0]
    norm = max(row_sum(generator, row) for row in range(size))
    if generator.is_real():
        with ctx.workprec(ctx.prec + _bits_lost(norm) + size):
            propagator = arb_mat(generator.real).exp()
            final = (propagator * arb_mat(real)).entries()
            if not imag:
                return final
            pairs = zip(final, (propagator * arb_mat(imag)).entries(), strict=True)
            return [x if y.is_zero() else acb(x, y) for x, y in pairs]
    if size <= _LARGEST_DENSE or norm > _LARGEST_STEP * _MOST_STEPS:
        with ctx.workprec(ctx.prec + _bits_lost(norm) + size):
            return (_complex(generator.real, generator.imag).exp() * _complex(real, imag)).entries()
    steps = max(1, int((norm / _LARGEST_STEP).ceil()))
    # A step may widen the balls before it by exp(norm / steps): all of them start the narrower for it.
    with ctx.workprec(ctx.prec + steps * _bits_lost(norm / steps)):
        step = _complex(generator.real, generator.imag) * arb(fmpq(1, steps))
        return _taylor(step, arb(norm / steps), steps, _complex(real, imag)).entries()


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


def _bits_lost(norm: fmpq) -> int:
    # Terms as large as exp(norm) cancel in a Taylor series; scaling and squaring loses about as many bits as norm has.
    return 2 * int(norm.ceil()).bit_length() if norm > _LARGEST_STEP else 3 * int(norm.ceil())


def _ball(number: Any) -> acb:
    if hasattr(number, "_mpc_"):
        real, imag = number.real, number.imag
        return acb(arb(real), arb(imag))
    return acb(number if isinstance(number, arb | acb | int) or hasattr(number, "_mpf_") else complex(number))
