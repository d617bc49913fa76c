"""Jump operators are those of Eq. (14), sign for sign, and a sector's master equation is made of them."""

from itertools import combinations

import pytest
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.model.jump_operators import jump_operator, jump_operators, master_equation


def ket_bra(levels: int, row: int, column: int) -> ExactMatrix:
    return matrix([[int((i, j) == (row, column)) for j in range(1, levels + 1)] for i in range(1, levels + 1)])


def test_jump_operators_by_ket_and_bra() -> None:
    assert jump_operator(4, 3, 1, 1) == ket_bra(4, 3, 1)
    assert jump_operator(4, 3, 1, -1) == ket_bra(4, 1, 3)
    assert jump_operator(4, 3, 1, 0) == zeros(4, 4)


def test_a_sector_has_one_for_each_pair_of_levels() -> None:
    found = jump_operators((1, -1, 0))
    signs = {2: 1, 3: -1, 4: 0}
    assert list(found) == [jump_operator(4, n, m, signs[n]) for m, n in combinations((1, 2, 3, 4), 2)]
    assert master_equation((1, -1, 0)).jumps == found
    assert master_equation((1, -1, 0)) is master_equation((1, -1, 0))


def test_refusals() -> None:
    with pytest.raises(NumericError, match="the Hamiltonian must be 3 by 3, not 2 by 2"):
        master_equation((1, 1), matrix([[0, 1], [1, 0]]))
    with pytest.raises(NumericError, match="a sign must be -1, 0 or 1, not 2"):
        master_equation((2,))
    with pytest.raises(NumericError, match="number of levels must be at least 2"):
        master_equation(())
    with pytest.raises(NumericError, match="1 <= m < n <= 3, not m = 2, n = 2"):
        jump_operator(3, 2, 2, 1)
