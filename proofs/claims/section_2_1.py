"""Section 2.1, N = 2: the state, the hidden variable and the dynamical law, Eqs. (1)-(9)."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Any

from flint import acb, acb_mat, arb, ctx, fmpq
from sympy import (
    Abs,
    Eq,
    Expr,
    Gt,
    ImmutableMatrix,
    IndexedBase,
    Integer,
    Lt,
    Rational,
    Symbol,
    adjoint,
    conjugate,
    diff,
    exp,
)
from sympy import I as imaginary_unit

from numeric_check.exact import ONE, ComplexRational, divide
from numeric_check.operators import jump_operator
from numeric_check.oracles import stationary
from numeric_check.precision import precision_bits
from numeric_check.sampling import amplitudes, times
from proofs.domains import Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles.evolution import component_points, evolution_points, generator_value, sign_of, signs_at, start_at
from proofs.oracles.section_2 import amplitude_points, squares_at
from symbolic import model, outcomes
from symbolic.derivation import Derivation, derivation
from symbolic.errors import SymbolicError
from symbolic.notation import N, alpha, beta, down, kappa, lam, rho0, sigma, t, up
from symbolic.operators import L, hamiltonian, ketbra, state

__all__ = ["CLAIMS", "PRINTED_DISSIPATOR", "RIGHT_DISSIPATOR", "SIGNS", "limit_by_definition", "limit_points"]

Point = Mapping[Any, Any]

HALF = Rational(1, 2)
TWO = {N: (2,)}
SIGNS = cases(TWO | {sigma[2]: (1, -1, 0)})
a, c, energy = IndexedBase("a"), IndexedBase("c"), IndexedBase("E", real=True)
t_p = Symbol("t_p", real=True)
u = Symbol("u", real=True)  # tan of half the angle between two orthonormal bases; phases drop out of |alpha_I|^2
y = IndexedBase("y")  # components of the evolved state in any orthonormal basis


def rotated(components: IndexedBase) -> Expr:
    """The sum over I of |<I|Psi>|^2, where <I| is turned by an angle against the basis of the components."""
    cosine, sine = (1 - u**2) / (1 + u**2), 2 * u / (1 + u**2)
    turned = (cosine * components[1] - sine * components[2], sine * components[1] + cosine * components[2])
    return sum((value * conjugate(value) for value in turned), Integer(0))


def _parseval(components: IndexedBase) -> Derivation:
    norm = sum((components[i] * conjugate(components[i]) for i in (1, 2)), Integer(0))
    return derivation("an orthonormal basis resolves the identity: Parseval", norm)


def _pairs(name: IndexedBase) -> Iterator[Point]:
    for count, (vector, turn) in enumerate(zip(amplitudes(2), cycle((0, 1, fmpq(-1, 2), fmpq(3))), strict=False)):
        factor = 3 if count % 5 == 4 else 1
        yield {name[1]: vector[0] * factor, name[2]: vector[1] * factor, u: turn}


def _norm(name: IndexedBase, point: Point) -> Any:
    values = (point[name[1]], point[name[2]])
    return sum(v.norm() if isinstance(v, ComplexRational) else v * v for v in values)


def _schroedinger(_: Mapping[Any, Any]) -> Derivation:
    """The solution of i y' = E y with y(t_p) = c for each energy, checked by inserting it."""
    solution = [c[k] * exp(imaginary_unit * energy[k] * (t_p - t)) for k in (1, 2)]
    for k, value in enumerate(solution, start=1):
        if diff(value, t) + imaginary_unit * energy[k] * value != 0 or value.subs(t, t_p) != c[k]:
            raise SymbolicError("the evolved state must solve the Schroedinger equation and start at t_p")
    return derivation("solve i y' = E y from t_p in the eigenbasis of H", ImmutableMatrix(solution))


def _schroedinger_points() -> Iterator[Point]:
    start, spectra = fmpq(1, 3), cycle(((0, 0), (1, 2), (-3, fmpq(1, 2))))
    for vector, later, (low, high) in zip(amplitudes(2), times(), spectra, strict=False):
        yield {c[1]: vector[0], c[2]: vector[1], energy[1]: low, energy[2]: high, t: start + later, t_p: start}


def _evolved_state(point: Point) -> Any:
    """exp(-i H (t - t_p)) of a full matrix H with these energies: in a basis turned by the angle with cosine 3/5."""
    with ctx.workprec(precision_bits()):
        turn = acb_mat([[arb(fmpq(3, 5)), arb(fmpq(-4, 5))], [arb(fmpq(4, 5)), arb(fmpq(3, 5))]])
        energies = acb_mat([[acb(arb(point[energy[1]])), acb(0)], [acb(0), acb(arb(point[energy[2]]))]])
        vector = (point[c[1]], point[c[2]])
        start = acb_mat([[v.ball() if isinstance(v, ComplexRational) else acb(arb(v))] for v in vector])
        elapsed = acb(0, -1) * arb(point[t] - point[t_p])
        final = turn.transpose() * ((turn * energies * turn.transpose() * elapsed).exp() * (turn * start))
        return tuple((final[k, 0],) for k in (0, 1))


def limit_by_definition(point: Point) -> Any:
    """An oracle: the exact limit of rho(t), by projecting rho(0) onto the kernel of the Liouvillian."""
    start = start_at(point)
    trace = start.trace()
    return stationary(signs_at(point), start.scale(divide(ONE, trace))).scale(trace).rows()


def limit_points() -> Iterator[Point]:
    """States of two levels, the signs, kappa and t; some of the states do not have the trace 1."""
    for count, point in enumerate(evolution_points((2,))):
        factor = 2 if count % 7 == 6 else 1
        yield {key: value * factor if getattr(key, "base", None) == rho0 else value for key, value in point.items()}


def _limit(values: Mapping[Any, Any]) -> Derivation:
    steps = derivation("rho(t) in this sector, Eqs. (39), (47) at N = 2", outcomes.solution(signs_at(values)))
    return steps.then("exp(-kappa t) -> 0", outcomes.limit(signs_at(values)))


def _sigma_by_definition(point: Point) -> Any:
    p_1, p_2 = squares_at(point)
    square = _norm(lam, {lam[1]: 0, lam[2]: point[lam[2]]})
    return square * p_2 - (1 - square) * p_1


def _adjoint_jump(point: Point) -> Any:
    return jump_operator(2, 2, 1, sign_of(point[sigma[2]])).adjoint().rows()


def _bracket(jump: Expr, left: bool, right: bool, inner: tuple[bool, bool]) -> Expr:
    factor = {True: adjoint(jump), False: jump}
    product = factor[inner[0]] * factor[inner[1]]
    return factor[left] * state * factor[right] - HALF * (state * product + product * state)


PRINTED_DISSIPATOR = _bracket(L(2, 1), True, True, (True, True))
RIGHT_DISSIPATOR = _bracket(L(2, 1), False, True, (True, False))
COMMUTATOR = hamiltonian * state - state * hamiltonian
JUMP_OF_5 = up(2) * ketbra(2, 1) + down(2) * ketbra(1, 2)
LIMITS = {
    8: (ImmutableMatrix([[0, 0], [0, 1]]), Gt(sigma[2], 0), "positive: everything ends in |2>"),
    9: (ImmutableMatrix([[1, 0], [0, 0]]), Lt(sigma[2], 0), "negative: everything ends in |1>"),
}

CLAIMS = (
    Claim(
        id="eq.1",
        section="2.1",
        statement="The state of two levels; its factors are normalised.",
        name=r"\langle\Psi(t)|\Psi(t)\rangle",
        printed=(Abs(a[1]) ** 2 + Abs(a[2]) ** 2,),
        derive=lambda _: derivation("a state has the norm 1", Integer(1)),
        domain=Domain(
            points=lambda: _pairs(a),
            assumptions=(Eq(Abs(a[1]) ** 2, 1 - Abs(a[2]) ** 2),),
            scope="N = 2, any amplitudes",
        ),
        oracle=lambda point: _norm(a, point),
        definition=True,
    ),
    Claim(
        id="eq.2",
        section="2.1",
        statement="The state that the Hamiltonian alone would have made of the prepared one, in the eigenbasis of H.",
        name=r"|\Psi^*(t)\rangle",
        printed=(ImmutableMatrix([exp(-imaginary_unit * energy[k] * (t - t_p)) * c[k] for k in (1, 2)]),),
        derive=_schroedinger,
        domain=Domain(points=_schroedinger_points, scope="N = 2, any energies, any prepared state"),
        oracle=_evolved_state,
        definition=True,
        uses=("eq.1",),
    ),
    Claim(
        id="eq.3",
        section="2.1",
        statement="The amplitudes of the evolved state over the detector's eigenstates have its norm.",
        name=r"\sum_I|\alpha_I|^2",
        printed=(rotated(y),),
        derive=lambda _: _parseval(y),
        domain=Domain(points=lambda: _pairs(y), scope="N = 2, any state, any orthonormal basis up to phases"),
        oracle=lambda point: _norm(y, point),
        definition=True,
        uses=("eq.2",),
    ),
    Claim(
        id="eq.4",
        section="2.1",
        statement="The dynamical law of two levels: a commutator, and a dissipator with a dagger on all its operators.",
        name=r"\partial_t\rho(t)",
        printed=(-imaginary_unit * COMMUTATOR + kappa * PRINTED_DISSIPATOR,),
        derive=lambda _: derivation("Eq. (15) at N = 2 in Lindblad form, with Eq. (14)", model.generator(Integer(2))),
        domain=Domain(
            cases(TWO),
            lambda: component_points((2,), hamiltonian=True),
            scope="N = 2, any sign of sigma_2, any H, any rho",
        ),
        oracle=lambda point: generator_value(point).scale(point[kappa]).rows(),
        corrected=Form((-imaginary_unit * COMMUTATOR + kappa * RIGHT_DISSIPATOR,)),
        note="With L_21 as (14) defines it: L rho L^+ - {rho, L^+ L}/2. If (5) is read as it stands, L and L^+ change "
        "places: L^+ rho L - {rho, L L^+}/2. A dagger on every operator is wrong either way (thm.readings).",
        uses=("eq.5", "eq.6"),
    ),
    Claim(
        id="eq.5",
        section="2.1",
        statement="The adjoint of the jump operator of two levels.",
        name=r"L^\dagger_{21}",
        printed=(JUMP_OF_5,),
        derive=lambda _: derivation("the adjoint of Eq. (14) at N = 2", adjoint(L(2, 1))),
        domain=Domain(cases(TWO), lambda: component_points((2,)), scope="N = 2, any sign of sigma_2"),
        oracle=_adjoint_jump,
        corrected=Form((up(2) * ketbra(1, 2) + down(2) * ketbra(2, 1),)),
        note="(14) gives the same right-hand side to L_NM without a dagger; both cannot hold. Either drop the dagger "
        "here, or exchange the two dyads as in the corrected form.",
        uses=("eq.14",),
    ),
    Claim(
        id="eq.6",
        section="2.1",
        statement="The number whose sign decides the outcome of two levels.",
        name=r"\sigma_2",
        printed=(Abs(lam[2] * beta[2]) ** 2 - (1 - Abs(lam[2]) ** 2) * Abs(beta[1]) ** 2,),
        derive=lambda _: derivation("Eq. (13) at N = 2", model.sigma_value(Integer(2))),
        domain=Domain(points=lambda: amplitude_points((2,)), scope="N = 2, any beta, any lambda_2"),
        oracle=_sigma_by_definition,
        definition=True,
        note="Equal to |lambda_2|^2 S_2 - S_1.",
        uses=("eq.7",),
    ),
    Claim(
        id="eq.7",
        section="2.1",
        statement="The amplitudes over any orthonormal basis have the state's norm; u = 0 gives beta_I = alpha_I.",
        name=r"\sum_I|\beta_I|^2",
        printed=(rotated(alpha),),
        derive=lambda _: _parseval(alpha),
        domain=Domain(points=lambda: _pairs(alpha), scope="N = 2, any state, any orthonormal basis up to phases"),
        oracle=lambda point: _norm(alpha, point),
        definition=True,
        uses=("eq.3",),
    ),
    *(
        Claim(
            id=f"eq.{number}",
            section="2.1",
            statement=f"The limit of rho(t) when sigma_2 is {sign}.",
            name=r"\lim_{\kappa t\to\infty}\rho(t)",
            printed=(form,),
            derive=_limit,
            domain=Domain(
                SIGNS,
                limit_points,
                (assumption, Eq(rho0[1, 1] + rho0[2, 2], 1)),
                scope="N = 2, H = 0, any initial state",
            ),
            oracle=limit_by_definition,
            uses=("eq.4",),
        )
        for number, (form, assumption, sign) in LIMITS.items()
    ),
)
