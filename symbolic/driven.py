"""Any number of levels with a Hamiltonian: what the winner of a sector misses, Eqs. (8), (9), and the energy, Section 5.

With v^2 the sum of |H_JW|^2 over J != W and delta = 1 - rho_WW: rho is positive, so that `completed_square` gives
delta' <= -(kappa/2 + 2 v^2/kappa) delta + 2 v^2/kappa, from any state at any time, and where nothing moves
delta <= 4 v^2/(kappa^2 + 4 v^2). `driven_bound` has what is left there beside `leading_loss`/kappa^2.
"""

from functools import cache

from bornproof.symbolic import model
from bornproof.symbolic.components import damping_exponent, population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import apply_deltas
from bornproof.symbolic.notation.core import I, J, K, M, N, W, delta, down, imaginary_unit, kappa, n, rho, up
from bornproof.symbolic.notation.driven import lost
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.operators import matrix_element
from bornproof.symbolic.winner import DECIDED_ABOVE, IS_WINNER, winner_rate
from sympy import Add, Expr, Integer, KroneckerDelta, Mul, Sum, conjugate, expand

__all__ = [
    "COHERENCES_REST", "HAS_TRACE_1", "WINNER_RESTS", "completed_square", "driven_rate", "energy_rate", "leading_loss",
    "loss_at_rest", "rate_at_winner", "winner_damping",
]  # fmt: skip

HAS_TRACE_1 = Eq(Sum(rho[K, K], (K, 1, N)), 1)


@cache
def driven_rate() -> Derivation:
    """d rho_WW/dt of the winner with any Hamiltonian, for symbolic N and W; it supposes a trace of 1 and what `winner_rate` does.

    >>> expand(driven_rate().result.subs({N: 2, W: 1}).doit() - kappa * (1 - rho[1, 1]))
    -I*H[1, 2]*rho[2, 1] + I*H[2, 1]*rho[1, 2]
    """
    gained = kappa * winner_rate().result
    steps = derivation("what the collapse gives the winner, by thm.winner", gained)
    steps = steps.supposing(*IS_WINNER, DECIDED_ABOVE, HAS_TRACE_1)
    return steps.then("add -i <W|[H, rho]|W>", gained + _unitary(W, W))


@cache
def winner_damping() -> Derivation:
    """Lambda_WJ for symbolic N: what the level J alone loses, for the winner loses nothing; it supposes `IS_WINNER`.

    >>> winner_damping().result.subs({N: 2, J: 1}).doit()
    Heaviside(sigma[2], 0)
    """
    steps = damping_exponent().supposing(*IS_WINNER)
    steps = steps.then("I = W; a population is damped by twice its loss, so that J = W gives 0", steps.result.subs(I, W))
    return steps.then("by what W is: theta(sigma_M) = 0 for all M > W, theta(-sigma_W) = 0 or W = 1", _without_loss(steps.result))


@cache
def leading_loss() -> Derivation:
    """The limit of kappa^2 (1 - rho_WW) for kappa -> infinity where nothing moves, for any H, symbolic N, W; Lambda_WJ by name.

    What each step drops vanishes in this limit by `driven_bound`.

    >>> leading_loss().result.subs({N: 2, W: 2}).doit()
    4*H[1, 2]*H[2, 1]/Gamma[1]
    """
    if expand(driven_rate().result - _unitary(W, W) - kappa * (1 - rho[W, W])) != 0:
        raise SymbolicError("the winner must gain at the rate kappa")
    rule = "kappa^2 (1 - rho_WW) where the state does not move, its trace being 1, by thm.driven-winner"
    steps = derivation(rule, -kappa * _unitary(W, W)).supposing(*IS_WINNER, DECIDED_ABOVE)
    if _picked(_unitary(J, W).xreplace({rho[J, n]: Integer(0), rho[n, W]: delta(n, W)})) != -imaginary_unit * h[J, W]:
        raise SymbolicError("a coherence of the winner must be fed by H_JW alone")
    coherence, adjoint = (2 * sign * imaginary_unit * element / lost[J] for sign, element in ((-1, h[J, W]), (1, h[W, J])))
    steps = steps.then("rho_JW does not move: kappa rho_JW -> -2i H_JW/Lambda_WJ, as rho -> |W><W|", coherence)
    inserted = {rho[n, W]: coherence.subs(J, n) / kappa, rho[W, n]: adjoint.subs(J, n) / kappa}
    term = expand((-kappa * _unitary(W, W).function).xreplace(inserted)).subs(n, K)
    return steps.then("insert it and its adjoint", _others(term))


def _fed(row: Expr, column: Expr) -> Expr:
    """<row|[H, rho]|column>."""
    return Sum(h[row, n] * rho[n, column] - rho[row, n] * h[n, column], (n, 1, N))


_RATES = [  # of rho_KW and rho_WK, whose damping is Lambda_WK
    -kappa * lost[K] / 2 * rho[row, column] - imaginary_unit * _fed(row, column) for row, column in ((K, W), (W, K))
]
_SQUARES = Add(*(rate * conjugate(rate) for rate in _RATES))
COHERENCES_REST = Eq(Sum(_SQUARES, (K, 1, W - 1)) + Sum(_SQUARES, (K, W + 1, N)), 0)  # none of these moves
_COLLAPSE = Add(  # of rho_WW, by Eq. (39), for any level W
    up(W) * Sum(rho[M, M], (M, 1, W - 1)) - (W - 1) * down(W) * rho[W, W],
    Sum(down(M) * rho[M, M], (M, W + 1, N)) - rho[W, W] * Sum(up(M), (M, W + 1, N)),
)
WINNER_RESTS = Eq(kappa * _COLLAPSE - imaginary_unit * _fed(W, W), 0)  # rho_WW does not move


@cache
def loss_at_rest() -> Derivation:
    """kappa^2 (1 - rho_WW) where rho_WW and the coherences of W do not move, for every kappa, any H, symbolic N and W.

    It supposes `COHERENCES_REST`, `WINNER_RESTS` and what `driven_rate` does; rho may move elsewhere. Raises SymbolicError unless
    the rates are those of Eq. (15).
    """
    if expand(_unitary(W, W).function + imaginary_unit * _fed(W, W).function) != 0:
        raise SymbolicError("H must feed a level by its commutator with rho")
    collapse = population_rate().result.subs(J, W).subs({delta(1, W): 0, delta(N, W): 0})  # where one is 1 its sum is empty
    if expand(collapse - _COLLAPSE) != 0:
        raise SymbolicError("the collapse must move rho_WW as in Eq. (39)")
    coherence, transposed = (-2 * imaginary_unit * _fed(*place) / (kappa * lost[K]) for place in ((K, W), (W, K)))
    for rate, place, value in zip(_RATES, (rho[K, W], rho[W, K]), (coherence, transposed), strict=True):
        if expand(rate.coeff(place) * value - imaginary_unit * _fed(*place.indices)) != 0:
            raise SymbolicError("a coherence at rest must be fed by as much as it loses")
    rule = "rho_KW does not move: kappa Gamma_K rho_KW = -2i <K|[H, rho]|W>, and so rho_WK"
    steps = derivation(rule, coherence).supposing(*IS_WINNER, DECIDED_ABOVE, HAS_TRACE_1, COHERENCES_REST, WINNER_RESTS)
    if expand(driven_rate().result - _unitary(W, W) - kappa * (1 - rho[W, W])) != 0:
        raise SymbolicError("the winner must gain at the rate kappa")
    rule = "rho_WW does not move: kappa^2 (1 - rho_WW) = i kappa <W|[H, rho]|W> by thm.driven-winner; insert both for each K != W"
    return steps.then(rule, _others(expand(imaginary_unit * kappa * (h[W, K] * coherence - transposed * h[K, W]))))


@cache
def completed_square() -> Derivation:
    """d rho_WW/dt with one term <phi_J|rho|phi_J> for each J != W, which no state makes negative; for any H, symbolic N and W.

    Here <phi_J| = <J| + (2i/kappa) H_JW <W|.
    """
    steps = driven_rate()
    pair = -imaginary_unit * (h[W, K] * rho[K, W] - h[K, W] * rho[W, K])
    loss = 2 * h[W, K] * h[K, W] * rho[W, W] / kappa
    bra, ket = 2 * imaginary_unit * h[K, W] / kappa, -2 * imaginary_unit * h[W, K] / kappa
    form = rho[K, K] + bra * rho[W, K] + ket * rho[K, W] + bra * ket * rho[W, W]
    if expand(kappa * (form - rho[K, K]) / 2 - pair - loss) != 0:
        raise SymbolicError("the square must contain the terms of [H, rho] and the loss")
    if expand(steps.result - kappa * (1 - rho[W, W]) - _unitary(W, W)) != 0 or expand(_unitary(W, W).function.subs(n, W)) != 0:
        raise SymbolicError("the level W itself must not contribute to the rate of rho_WW")
    squares, losses = (_others(part) for part in (form, h[W, K] * h[K, W]))
    total = kappa * (1 - rho[W, W]) / 2 - 2 * rho[W, W] * losses / kappa + kappa * squares / 2
    return steps.then("complete the square for each n != W; the populations sum to 1", total)


@cache
def rate_at_winner() -> Derivation:
    """d rho_IJ/dt where the state is |W><W|, with any Hamiltonian, symbolic N: all of it 0 only if |W> is an eigenvector of H.

    >>> rate_at_winner().result.subs({I: W, J: W})
    0
    """
    kept = _without_loss(population_rate().result.subs(J, W)).coeff(rho[W, W])
    steps = derivation("the winner loses nothing: with H = 0 the state |W><W| does not move", kept).supposing(*IS_WINNER)
    inserted = _unitary(I, J).xreplace({rho[n, J]: delta(n, W) * delta(J, W), rho[I, n]: delta(I, W) * delta(n, W)})
    return steps.then("add -i [H, rho] with rho_IJ = delta_IW delta_JW", _picked(inserted))


@cache
def energy_rate() -> Derivation:
    """The rate of Tr(H rho) by Eq. (15), for symbolic N, any sector, any Hamiltonian and any matrix rho."""
    steps = derivation("-i Tr(H [H, rho]) = -i Tr([H, H] rho)", Integer(0))
    summand = Add(*(_with_energy(term) for term in Add.make_args(expand(model.component_summand()))))
    total = kappa * Sum(summand, (K, 1, M - 1), (M, 2, N))
    return steps.then("Tr(H d rho/dt): the deltas of each pair K < M, Eq. (37), fix one level or both", total)


def _with_energy(term: Expr) -> Expr:
    """One term of the entry (I, J) of a pair's dissipator, times H_JI and summed over I and J."""
    fixed = {}
    for factor in Mul.make_args(term):
        if isinstance(factor, KroneckerDelta):
            place = next(arg for arg in factor.args if arg in (I, J))
            fixed[place] = next(arg for arg in factor.args if arg != place)
    rest = Mul(*(factor for factor in Mul.make_args(term) if not isinstance(factor, KroneckerDelta))) * h[J, I]
    if len(fixed) == 2:
        return rest.xreplace(fixed)
    (free,) = {I, J} - set(fixed)
    return Sum(rest.xreplace({**fixed, free: n}), (n, 1, N))


def _without_loss(expr: Expr) -> Expr:
    """With `IS_WINNER` inserted; raise SymbolicError unless theta(-sigma_W) has a factor that vanishes for W = 1."""
    decided = expand(expr.subs(IS_WINNER[1].lhs, 0))
    if apply_deltas(decided.coeff(down(W)).subs(W, 1)) != 0:
        raise SymbolicError("the level 1 must lose nothing to levels below it")
    return decided.subs(down(W), 0)


def _picked(node: Sum) -> Expr:
    """A sum over n = 1..N whose terms all have the factor delta_nW, W in 1..N; raise SymbolicError for another."""
    summand = expand(node.function)
    if summand.coeff(delta(n, W), 0) != 0:
        raise SymbolicError("every term must have the factor delta_nW")
    return summand.coeff(delta(n, W)).subs(n, W)


def _others(term: Expr) -> Expr:
    """The sum over the levels K other than W."""
    return Sum(term, (K, 1, W - 1)) + Sum(term, (K, W + 1, N))


def _unitary(row: Expr, column: Expr) -> Sum:
    """-i <row|[H, rho]|column>."""
    entry = matrix_element(model.generator().subs(kappa, 0)).xreplace({I: row, J: column})
    factors = (Mul.make_args(term) for term in Add.make_args(entry))
    return Sum(Add(*(Mul(*(part.function if isinstance(part, Sum) else part for part in term)) for term in factors)), (n, 1, N))
