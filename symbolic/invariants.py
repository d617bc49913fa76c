"""What the master equation (15) has for every N, with any Hamiltonian: it is linear, and it keeps the trace."""

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.model import generator, generator_matrix
from bornproof.symbolic.notation.core import I, J, K, M, kappa, n, rho, sigma
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.settings import first_weight, other_sigma, second_state, second_weight
from bornproof.symbolic.operators import matrix_element
from sympy import Add, Expr, Integer, KroneckerDelta, Sum, expand

__all__ = ["linearity_defect", "linearity_defect_of_two", "trace_rate"]


def linearity_defect() -> Derivation:
    """G(a rho + b rho') - a G(rho) - b G(rho') for the right-hand side G of Eq. (15), entry (I, J), symbolic N.

    >>> linearity_defect().result
    0
    """
    steps = derivation("take the entry I, J of Eq. (15) of the paper", matrix_element(generator()))
    entry = {node.indices: node for node in steps.result.atoms(rho[I, J].func) if node.base == rho}
    mixed = {node: first_weight * node + second_weight * second_state[where] for where, node in entry.items()}
    other = {node: second_state[where] for where, node in entry.items()}

    def defect(node: Sum) -> Expr:
        body = node.function
        rest = expand(body.xreplace(mixed) - first_weight * body - second_weight * body.xreplace(other))
        return Sum(rest, *node.limits) if rest != 0 else Integer(0)

    result = steps.result.replace(lambda node: isinstance(node, Sum), defect)
    return steps.then("insert a rho + b rho' and subtract a G(rho) + b G(rho'), summand by summand", result)


def linearity_defect_of_two() -> Derivation:
    """(G(a rho + b rho') - a G(rho) - b G'(rho'))/kappa, N = 2, where G' is the right-hand side of (15) with sigma'_2."""
    rates = generator_matrix(2).applyfunc(lambda entry: expand(entry / kappa))
    places = [(i, j) for i in (1, 2) for j in (1, 2)]
    mixed = {rho[place]: first_weight * rho[place] + second_weight * second_state[place] for place in places}
    second = {rho[place]: second_state[place] for place in places} | {sigma[2]: other_sigma[2]}
    steps = derivation("Eq. (15) over kappa, H = 0, as a 2 x 2 matrix", rates)
    defect = rates.xreplace(mixed) - first_weight * rates - second_weight * rates.xreplace(second)
    return steps.then("insert a rho + b rho', subtract a G(rho) + b G'(rho')", defect.applyfunc(expand))


def trace_rate() -> Derivation:
    """The rate of Tr rho by Eq. (15) for symbolic N: the sum of the entries (J, J) over J.

    >>> trace_rate().result
    0
    """
    steps = derivation("take the entry J, J of Eq. (15) of the paper", matrix_element(generator()).xreplace({I: J}))
    total = Add(*(_summed(term) for term in Add.make_args(steps.result)))
    steps = steps.then("sum over J: a delta fixes J to K or M; H_nJ rho_Jn is H_Jn rho_nJ with J and n exchanged", total)
    return steps.then("collect the summands", _collected(total))


def _summed(term: Expr) -> Expr:
    """One term c Sum(...) of the component (J, J), summed over J = 1..N."""
    (node,) = term.atoms(Sum)
    factor, body = term / node, expand(node.function)
    if body.has(h):
        if not body.has(h[J, n]):
            body = body.xreplace({n: J, J: n})
        return Sum(factor * body, *node.limits, (J, 1, node.limits[-1][-1]))
    return Sum(factor * Add(*(_contracted(part) for part in Add.make_args(body))), *node.limits)


def _contracted(part: Expr) -> Expr:
    """Sum over J of a term with a Kronecker delta of J and a level of the pair 1 <= K < M <= N."""
    levels = {level for node in part.atoms(KroneckerDelta) for level in node.args} & {K, M}
    if not levels:
        raise SymbolicError(f"a term must fix J by a level of the pair, not {part}")
    return part.xreplace({J: levels.pop()}) if len(levels) == 1 else Integer(0)  # J cannot be both K and M


def _collected(expr: Expr) -> Expr:
    """Add the summands of sums with the same limits."""
    bodies: dict[tuple[Expr, ...], Expr] = {}
    for node in expr.atoms(Sum):
        bodies[node.limits] = bodies.get(node.limits, Integer(0)) + expr.coeff(node) * node.function
    kept = ((expand(body), limits) for limits, body in bodies.items())
    return Add(*(Sum(body, *limits) for body, limits in kept if body != 0))
