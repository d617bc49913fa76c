"""Operator expressions with noncommuting symbols, and two ways to take their matrix elements.

`L(K, M)`, `ketbra(a, b)` = |a><b|, `state` and `hamiltonian` are written in SymPy products, with `adjoint` for a dagger.
`matrix_element` contracts bras and kets with symbolic levels; `represent` multiplies N x N matrices. The second is slow
and literal, and the first must agree with it.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from itertools import chain, product, repeat

from bornproof.symbolic.errors import AbsentError, SymbolicError
from bornproof.symbolic.notation.core import I, J, N, check_levels, delta, down, n, rho, up
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from bornproof.symbolic.rewriting import write_out
from sympy import Add, Basic, Dummy, Expr, ImmutableMatrix, Integer, Mul, Pow, Sum, adjoint, conjugate

__all__ = ["in_dyads", "matrix_element", "represent"]

Dyad = tuple[Expr, Expr, Expr]  # weight, ket, bra
Dyads = tuple[Dyad, ...]
Place = tuple[int, int]
Entries = dict[Place, Expr]  # of an N x N matrix, rows and columns from 0, those that are not 0
Limit = tuple[Expr, Expr, Expr]
Pairs = frozenset[frozenset[Expr]]


def matrix_element(expr: Expr, *, swapped: bool = False, distinct: Pairs = frozenset()) -> Expr:
    """<I| expr |J> with symbolic levels; sums keep their limits.

    Rules: <a|b> = delta_ab, and 0 for pairs of levels that the caller says to be `distinct` or that the limits of the sums
    keep apart, as K <= M - 1 does; theta(s)^2 = theta(s) and theta(s) theta(-s) = 0 for the real sigmas. I and J may be
    bound in `expr`: they get other names. A dagger on a sum or a product is written out first. Swapped reads Eq. (14) as the
    definition of L_KM^dagger, as Eq. (5) does. Raises SymbolicError for a term without operators, and for any other operator.

    >>> from bornproof.symbolic.notation.core import K, M
    >>> matrix_element(ketbra(K, M) * state)
    KroneckerDelta(I, K)*rho[M, J]
    """
    if isinstance(expr, Sum):
        function, limits = _apart(expr, set().union(*distinct))
        return Sum(matrix_element(function, swapped=swapped, distinct=distinct | _kept_apart(limits)), *limits)
    expr = expr.replace(lambda node: isinstance(node, adjoint), lambda node: adjoint(node.args[0])).expand()
    if isinstance(expr, Add):
        return Add(*(matrix_element(term, swapped=swapped, distinct=distinct) for term in expr.args))
    scalars, operators = expr.args_cnc()
    if not operators:
        raise SymbolicError(f"an operator expression must contain operators, not {expr}")
    unfolded = _unfold(operators)
    for place, factor in enumerate(unfolded):
        sums = factor.args[0] if isinstance(factor, adjoint) else factor
        if isinstance(sums, Sum):
            others = Mul(*unfolded[:place], *unfolded[place + 1 :]).free_symbols
            function, limits = _apart(sums, others.union(*distinct))
            inner = adjoint(function) if isinstance(factor, adjoint) else function
            term = Mul(*unfolded[:place], inner, *unfolded[place + 1 :])
            within = distinct | _kept_apart(limits)
            return Mul(*scalars) * Sum(matrix_element(term, swapped=swapped, distinct=within), *limits)
    factors = [_choices(factor, swapped) for factor in unfolded]
    return Mul(*scalars) * Add(*(_chain(choice, distinct) for choice in product(*factors)))


def in_dyads(jump: Expr) -> Expr:
    """A jump operator L_NM of Eq. (14), or |a><b|, as a sum of dyads |a><b|; SymbolicError for any other operator.

    >>> in_dyads(L(3, 1))
    Heaviside(-sigma[3], 0)*ketbra(1, 3) + Heaviside(sigma[3], 0)*ketbra(3, 1)
    """
    return Add(*(weight * ketbra(ket, bra) for weight, ket, bra in _dyads(jump, swapped=False)))


def _apart(node: Sum, taken: set[Basic]) -> tuple[Expr, list[Limit]]:
    """The body and the limits of a sum; a bound name that is taken, or is said to be positive, is replaced.

    A name that is positive by its symbol is kept only where the range says so, too.
    """
    kept = [index not in (I, J, *taken) and (not index.is_positive or low.is_positive) for index, low, _ in node.limits]
    old = [limit[0] for limit in node.limits]
    names = {name: name if keep else Dummy(str(name), integer=True) for name, keep in zip(old, kept, strict=True)}
    limits = []
    for place, (index, low, high) in enumerate(node.limits):
        outer = {limit[0]: names[limit[0]] for limit in node.limits[place + 1 :]}
        limits.append((names[index], low.xreplace(outer), high.xreplace(outer)))
    return node.function.subs(names), limits


def _kept_apart(limits: list[Limit]) -> Pairs:
    """The pairs of a bound name and one that its range lies below or above."""
    return frozenset(
        frozenset((index, other))
        for index, low, high in limits
        for other in (low.free_symbols | high.free_symbols)
        if (other - high).is_positive or (low - other).is_positive
    )


def represent(expr: Expr, levels: int, *, swapped: bool = False) -> ImmutableMatrix:
    """The N x N matrix of an operator expression whose levels, after its sums are written out, are integers.

    Raises AbsentError for a level that is not in 1..N.

    >>> represent(ketbra(1, 2), 2)
    Matrix([
    [0, 1],
    [0, 0]])
    """
    size = check_levels(levels)

    def walk(node: Expr) -> Expr | Entries:
        if node.is_commutative:
            return node
        if isinstance(node, Add):
            terms = [term for arg in node.args if (term := walk(arg)) != 0]  # an empty sum is the number 0
            return _added([_entries_of(term, node) for term in terms]) if terms else Integer(0)
        if isinstance(node, Mul):
            return reduce(_multiplied, map(walk, node.args))
        if isinstance(node, Pow):
            return reduce(_multiplied, repeat(walk(node.base), _whole(node.exp)))
        if isinstance(node, Sum):
            return walk(write_out(node))
        if isinstance(node, adjoint):
            return {(j, i): conjugate(value) for (i, j), value in _entries_of(walk(node.args[0]), node).items()}
        return _operator(node, size, swapped)

    result = walk(expr)
    entries = {} if result == 0 else _entries_of(result, expr)
    return ImmutableMatrix(size, size, lambda i, j: entries.get((i, j), Integer(0)))


def _entries_of(term: Expr | Entries, whole: Expr) -> Entries:
    if isinstance(term, Expr):
        raise SymbolicError(f"a number cannot stand for an operator: {whole}")
    return term


def _added(terms: Iterable[Entries]) -> Entries:
    found = defaultdict[Place, list[Expr]](list)
    for place, value in chain.from_iterable(term.items() for term in terms):
        found[place].append(value)
    return {place: Add(*values) for place, values in found.items()}


def _multiplied(one: Expr | Entries, other: Expr | Entries) -> Expr | Entries:
    if isinstance(one, Expr) and isinstance(other, Expr):
        return one * other
    if isinstance(one, Expr) or isinstance(other, Expr):
        number, entries = (one, other) if isinstance(one, Expr) else (other, one)
        return {place: number * value for place, value in entries.items()}
    return _added({(i, j): left * right} for (i, k), left in one.items() for (m, j), right in other.items() if k == m)


def _operator(node: Expr, size: int, swapped: bool) -> Entries:
    if node in (state, hamiltonian):
        places = product(range(size), repeat=2)
        return {(i, j): (rho if node == state else h)[i + 1, j + 1] for i, j in places}
    if node.func not in (L, ketbra) or not all(level.is_Integer and 1 <= level <= size for level in node.args):
        raise AbsentError(f"no {size} x {size} matrix for {node}")
    return {(int(ket) - 1, int(bra) - 1): weight for weight, ket, bra in _dyads(node, swapped)}


def _dyads(node: Expr, swapped: bool) -> Dyads:
    """A jump operator or dyad as weighted |ket><bra|."""
    if node.func not in (L, ketbra):
        raise SymbolicError(f"no operator is known as {node}")
    a, b = node.args
    if node.func == ketbra:
        return ((Integer(1), a, b),)
    terms = ((up(a), a, b), (down(a), b, a))
    return _adjoint(terms) if swapped else terms


def _adjoint(dyads: Dyads) -> Dyads:
    return tuple((weight, bra, ket) for weight, ket, bra in dyads)


def _unfold(operators: list[Expr]) -> list[Expr]:
    """Write powers of operators as repeated factors."""
    return [base for factor in operators for base in [factor.as_base_exp()[0]] * _whole(factor.as_base_exp()[1])]


def _whole(power: Expr) -> int:
    if not (power.is_Integer and power.is_positive):
        raise SymbolicError(f"operators must have positive whole powers, not {power}")
    return int(power)


def _choices(factor: Expr, swapped: bool) -> tuple[Expr | Dyad, ...]:
    if factor in (state, hamiltonian, adjoint(state), adjoint(hamiltonian)):
        return (factor,)
    return _adjoint(_dyads(factor.args[0], swapped)) if isinstance(factor, adjoint) else _dyads(factor, swapped)


def _chain(factors: tuple[Expr | Dyad, ...], distinct: Pairs) -> Expr:
    """<I| factors |J>, where each factor is a full operator or one weighted dyad."""
    thetas = {factor[0] for factor in factors if isinstance(factor, tuple)}
    if any(down(a.args[0].indices[0]) in thetas for a in thetas if a.is_Function and a.args[0].is_Indexed):
        return Integer(0)
    weight, bra, full, inserted = Mul(*thetas), I, None, []
    for factor in (*factors, (Integer(1), J, J)):
        if isinstance(factor, tuple):
            _, ket, next_bra = factor
            weight *= _overlap(bra, ket, distinct) if full is None else _entry(full, bra, ket)
            bra, full = next_bra, None
        else:
            if full is not None:  # two full operators: insert 1 = sum_n |n><n|
                taken = any(part.has(n) for one in factors if isinstance(one, tuple) for part in one)
                between = Dummy("n", integer=True) if taken else n
                weight *= _entry(full, bra, between)
                bra = between
                inserted.append((between, 1, N))
            full = factor
    if len(inserted) > 1:
        raise SymbolicError("at most two full operators may follow one another")
    return Sum(weight, *inserted) if inserted else weight


def _overlap(a: Expr, b: Expr, distinct: Pairs) -> Expr:
    return Integer(0) if frozenset((a, b)) in distinct else delta(a, b)


def _entry(operator: Expr, row: Expr, column: Expr) -> Expr:
    if isinstance(operator, adjoint):
        return conjugate(_entry(operator.args[0], column, row))
    return (rho if operator == state else h)[row, column]
