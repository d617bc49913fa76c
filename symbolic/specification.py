"""What lambda, the basis, the state and the settings each specify of a run, Sections 4.1-4.3: a second run beside a first."""

from functools import cache

from bornproof.symbolic.components import population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_up
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import prefix_sums
from bornproof.symbolic.model import generator, generator_matrix, sigma_value
from bornproof.symbolic.notation.core import J, N, S, beta, kappa, p, rho, sigma
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.notation.settings import other_drive, other_kappa, other_p, other_state, state, turn
from bornproof.symbolic.operators import represent
from bornproof.symbolic.rewriting import theta_algebra, write_out
from sympy import Abs, Expr, ImmutableMatrix, Integer, Rational, expand, sign

__all__ = [
    "IS_TURN", "first_outcomes", "mixed_state_rate", "other_prediction", "other_rate", "purity_rate", "rates_by_lambda",
    "second_setting", "sigma_by_state", "sigma_of_other_state",
]  # fmt: skip

IS_TURN = Eq(turn[0] ** 2 + turn[1] ** 2, 1)


def sigma_of_other_state(level: int) -> Derivation:
    """sigma_level with the weights |beta_I|^2 of another prepared state or Hamiltonian, N = 3."""
    steps = derivation("Eq. (13) for the other state", prefix_sums(sigma_value(Integer(level)), beta))
    return steps.then("S_n = p'_1 + ... + p'_n", steps.result.xreplace(_sums(other_p)))


def other_rate() -> Derivation:
    """d rho_11/dt of a run with kappa', H = omega' (|1><2| + |2><1|) and weights p', N = 2, by Eq. (15)."""
    energy = {h[i, j]: other_drive if i != j else Integer(0) for i in (1, 2) for j in (1, 2)}
    first = represent(generator(Integer(2)), 2)[0, 0].xreplace(energy)
    steps = derivation("the entry 1, 1 of Eq. (15) with H = omega' (|1><2| + |2><1|)", first)
    value = prefix_sums(sigma_value(Integer(2)), beta).xreplace({S[2]: Integer(1), S[1]: 1 - other_p[2]})
    inserted = theta_algebra(first).xreplace({sigma[2]: expand(value)}).subs(kappa, other_kappa)
    return steps.then("sigma_2 by Eq. (13), and kappa' for kappa", inserted)


def rates_by_lambda() -> Derivation:
    """The column of d rho_JJ/d(kappa t), J = 1..3, by (39) with sigma_2, sigma_3 made of lambda_2, lambda_3 and the state."""
    rates = [write_out(population_rate().result.subs({N: 3, J: level})) for level in (1, 2, 3)]
    steps = derivation("Eq. (39) at N = 3", ImmutableMatrix([expand(rate) for rate in rates]))
    return steps.then("sigma_n by Eq. (13)", steps.result.subs({sigma[level]: sigma_by_state(level) for level in (2, 3)}))


def sigma_by_state(level: int) -> Expr:
    """sigma_2 or sigma_3 of three levels by lambda_n and the weights p_1, p_2, p_3, Eq. (13)."""
    return prefix_sums(sigma_value(Integer(level)), beta).xreplace(_sums(p))


def purity_rate() -> Derivation:
    """d Tr(rho^2)/dt of the pure state a_1 |1> + a_2 |2> by Eq. (15), H = 0; a Schroedinger equation would give 0."""
    a, b = state
    pure = ImmutableMatrix([[a * a, a * b], [a * b, b * b]])
    steps = derivation("Eq. (15) with rho = |Psi><Psi|", _rates(pure))
    return steps.then("2 Tr(rho d rho/dt)", expand(2 * (pure * steps.result).trace()))


def mixed_state_rate() -> Derivation:
    """<1| d rho/dt |1> at rho = 1/2 by Eq. (15) with the basis |chi_1> = c|1> + s|2>, |chi_2> = c|2> - s|1> of a setting."""
    c, s = turn
    half = ImmutableMatrix([[Rational(1, 2), 0], [0, Rational(1, 2)]])
    steps = derivation("Eq. (15) at rho = 1/2, over |chi_1>, |chi_2>", _rates(half))
    bra = ImmutableMatrix([[c, -s]])  # <1|chi_1>, <1|chi_2>
    return steps.then("its entry 1, 1", expand((bra * steps.result * bra.T)[0, 0]))


def _rates(matrix: ImmutableMatrix) -> ImmutableMatrix:
    """The right-hand side of Eq. (15) for two levels."""
    inserted = {rho[i, j]: matrix[i - 1, j - 1] for i in (1, 2) for j in (1, 2)}
    return generator_matrix(2).xreplace(inserted).applyfunc(expand)


def other_prediction() -> Derivation:
    """P(|chi_2>) of the other prepared state in the basis of the settings, N = 2: the ring of Eq. (12)."""
    c, s = turn
    amplitude = c * other_state[1] - s * other_state[0]  # <chi_2|Psi>
    steps = derivation("P(sigma_2 > 0)", probability_up(Integer(2)).result)
    inserted = steps.result.xreplace({S[2]: Integer(1), S[1]: 1 - amplitude**2})
    return steps.then("|beta_1|^2 = 1 - |beta_2|^2, beta_2 = c b_2 - s b_1", inserted)


def _sums(weights: Expr) -> dict[Expr, Expr]:
    return {S[k]: sum((weights[i] for i in range(1, k + 1)), Integer(0)) for k in range(1, 4)}


@cache
def first_outcomes() -> Derivation:
    """P(O_a = up) and P(O_a = up, O_b = up) by Born's rule, B's setting being turned by |up'> = c|up> + s|down>.

    The state is a_1|up up> + a_2|up down> + b_1|down up> + b_2|down down>, with real amplitudes. It supposes `IS_TURN`.
    """
    c, s = turn
    up, down = state
    both, one = (c * up + s * down) ** 2, (c * down - s * up) ** 2
    steps = derivation("O_a is up and O_b is up, or down", ImmutableMatrix([both + one, both])).supposing(IS_TURN)
    total = expand(both + one)
    alone = up**2 + down**2
    if expand(total - (c**2 + s**2) * alone) != 0:
        raise SymbolicError("the sum over the second outcome must contain the setting by c^2 + s^2 alone")
    return steps.then("c^2 + s^2 = 1", ImmutableMatrix([alone, both]))


@cache
def second_setting() -> Derivation:
    """1 if P(O_a = up) differs from what it is for B's setting along z, c = 1, s = 0; else 0. It supposes `IS_TURN`."""
    steps = first_outcomes()
    c, s = turn
    alone = steps.result[0]
    return steps.then("P(O_a) less that for c = 1, s = 0; the modulus of its sign", Abs(sign(alone - alone.subs({c: 1, s: 0}))))
