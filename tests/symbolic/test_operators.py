"""Matrix elements with symbolic levels against products of matrices, where names clash, levels coincide and sums multiply."""

from itertools import product

import pytest
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import I, J, K, M, N, n, rho, sigma
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from bornproof.symbolic.operators import matrix_element, represent
from flint import fmpq
from sympy import Add, Expr, Integer, Mul, Product, S, Sum, Symbol, adjoint

OPERATORS: dict[str, Expr] = {
    "equal levels K and M": Sum(L(N, K) * adjoint(L(N, M)) * state, (K, 1, N - 1), (M, 1, N - 1)),
    "the row is bound": Sum(ketbra(I, I) * state, (I, 1, N)),
    "the column is bound": state * Sum(J * ketbra(J, J) * state, (J, 1, N)),
    "a sum between operators": state * Sum(ketbra(K, K + 1), (K, 1, N - 1)) * state,
    "an adjoint of a sum": adjoint(Sum(ketbra(1, K) * state, (K, 1, N))),
    "an adjoint of a product, as it is written": adjoint(Mul(S.ImaginaryUnit, state, ketbra(1, 2), evaluate=False), evaluate=False),
    "an adjoint of a sum of operators": adjoint(Add(state, hamiltonian, evaluate=False), evaluate=False),
    "an adjoint of an adjoint": adjoint(adjoint(state, evaluate=False), evaluate=False),
    "a square of a sum": Sum(ketbra(K, 1), (K, 1, N)) ** 2,
    "two sums over one name": Sum(ketbra(K, 1), (K, 1, N)) * Sum(ketbra(1, K), (K, 1, N)),
    "a name bound within": Sum(ketbra(K, M) * Sum(ketbra(K, 1), (K, 1, N)), (K, 1, M - 1), (M, 2, N)),
    "two full operators and a level n": Sum(ketbra(n, n) * state * hamiltonian, (n, 1, N)),
    "ranges apart": Sum(L(M, K) * state * adjoint(L(M, K)), (K, 1, M - 1), (M, 2, N)),
    "ranges that meet": Sum(ketbra(K, M) * ketbra(K, M), (K, 1, M), (M, 1, N)),
    "a reversed range": Sum(ketbra(K, K), (K, N, 1)) + state,
}


def table(size: int) -> dict[Expr, fmpq]:
    places = product(range(1, size + 1), range(1, size + 1), ((rho, 1), (h, 2)))
    entries = {base[i, j]: fmpq(3 * i + i * j + 1, i + j + shift) for i, j, (base, shift) in places}
    return entries | {sigma[i]: fmpq((-1) ** i) for i in range(1, size + 1)}


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=OPERATORS.keys())
def test_elements_are_those_of_the_matrix(operator: Expr) -> None:
    element = matrix_element(operator)
    for size in (2, 3, 4):
        matrix = represent(operator.subs(N, size), size)
        for row, column in product(range(1, size + 1), repeat=2):
            shown = evaluate(element, {N: size, I: row, J: column} | table(size))
            true = evaluate(matrix[row - 1, column - 1], table(size))
            assert compare(shown, true) is not Agreement.DISJOINT, (size, row, column)


def test_levels_are_distinct_only_where_a_range_or_the_caller_says_so() -> None:
    assert matrix_element(ketbra(I, K) * ketbra(M, J)) != 0
    assert matrix_element(ketbra(I, K) * ketbra(M, J), distinct=frozenset((frozenset((K, M)),))) == 0


def test_a_name_that_is_positive_by_its_symbol_only_is_replaced() -> None:
    element = matrix_element(Sum(ketbra(K + 2, 1) * state, (K, -1, N - 2)))
    (node,) = element.atoms(Sum)
    assert not node.limits[0][0].is_positive


@pytest.mark.parametrize("operator", [Integer(1) + state, state ** Symbol("m"), state**-1, Product(L(2, 1), (K, 1, 3))], ids=str)
def test_what_is_no_operator_is_refused(operator: Expr) -> None:
    with pytest.raises(SymbolicError):
        matrix_element(operator)
