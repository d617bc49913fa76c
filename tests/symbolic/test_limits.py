"""The limits of every sector, vanishing signs included, against the solution at a late time and its own equation."""

from itertools import product

import pytest
from bornproof.symbolic.limits import limit as limit_of_sector
from bornproof.symbolic.limits import solution
from sympy import Integer, exp

from tests.symbolic.twins import spread_of_top

SECTORS = [signs for n in (1, 2, 3) for signs in product((1, -1, 0), repeat=n)]


@pytest.mark.parametrize("signs", SECTORS, ids=str)
def test_the_limit_is_that_of_the_solution(signs: tuple[int, ...]) -> None:
    states, ends = solution(signs), limit_of_sector(signs)
    for i, j in product(range(len(signs) + 1), repeat=2):
        late = states[i, j]
        assert late.replace(exp, lambda argument: Integer(1) if argument == 0 else Integer(0)) == ends[i, j]


def test_two_levels_do_not_move_where_sigma_vanishes() -> None:
    assert limit_of_sector((0,)) == solution((0,))


def test_the_top_spreads_evenly() -> None:
    assert spread_of_top(4) == (Integer(1) / 3,) * 3 + (0,)


def test_the_levels_below_move_as_their_signs_say() -> None:
    assert spread_of_top(3, (1,)) == (0, 1, 0)
    assert spread_of_top(3, (-1,)) == (1, 0, 0)
    assert spread_of_top(3, (0,)) == spread_of_top(3) == (Integer(1) / 2, Integer(1) / 2, 0)
