"""Tests of the names that a formula may use."""

from itertools import permutations

from bornproof.proofs.formulas.latex.vocabulary import by_name
from sympy import IndexedBase, Symbol


def test_of_two_with_one_name_the_order_is_one() -> None:
    plain, positive, table = Symbol("y"), Symbol("y", positive=True), IndexedBase("y")
    for atoms in permutations((plain, positive, table)):
        assert sorted(atoms, key=by_name) == [table, plain, positive]
