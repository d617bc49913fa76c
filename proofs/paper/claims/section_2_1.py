"""Section 2.1, N = 2: the state, the hidden variable and the dynamical law, Eqs. (1)-(9)."""

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import model, schroedinger, stationary
from bornproof.symbolic.cases import always, by_sign
from bornproof.symbolic.notation.core import N, alpha, c, energy, rho0, sigma, t, t_p, u, v
from bornproof.symbolic.notation.operators import h, rho_t, state
from bornproof.symbolic.notation.relations import Eq, Gt, Lt
from sympy import Function, ImmutableMatrix, IndexedBase, conjugate, diag, exp
from sympy import I as imaginary_unit

__all__ = ["CLAIMS", "NO_COUPLING", "SIGNS"]

TWO = {N: (2,)}
SIGNS = cases(TWO | {sigma[2]: (1, -1, 0)})
NO_COUPLING = Eq(h[1, 2], 0)

# Kets are symbols; Psi*(t) is what the Hamiltonian alone makes of the prepared state.
ket = Function("ket", commutative=False, latex=r"|{0}\rangle")
braket = Function("braket", latex=r"\langle {0}|{1}\rangle")
Psi, Psi_star = Function("Psi", latex=r"\Psi({0})"), Function("Psi_star", latex=r"\Psi^*({0})")
a_1, a_2 = Function("a_1"), Function("a_2")
chi, y = IndexedBase("chi"), IndexedBase("y")

claim = in_section("2.1", ket, braket, Psi, Psi_star, a_1, a_2, chi, rho_t)

# A basis turned by an angle whose half has the tangent u, and a phase whose half has the tangent v
COSINE, SINE, PHASE = (1 - u**2) / (1 + u**2), 2 * u / (1 + u**2), (1 + imaginary_unit * v) ** 2 / (1 + v**2)
EIGENVECTORS = ImmutableMatrix([[-SINE * conjugate(PHASE), COSINE], [COSINE, PHASE * SINE]])
TURNING = tuple(exp(-imaginary_unit * energy[k] * (t - t_p)) for k in (1, 2))
EVOLVED = EIGENVECTORS * diag(*TURNING, unpack=True) * EIGENVECTORS.H * ImmutableMatrix([c[1], c[2]])

FACTORS = tuple((TURNING[0] * (c[1] - c[2]) + sign * TURNING[1] * (c[1] + c[2])) / 2 for sign in (1, -1))  # a_1, -a_2

# the squared moduli of two components in the basis that is turned by the angle, added up
TURNED = {
    z: (COSINE * z[1] - SINE * z[2]) * conjugate(COSINE * z[1] - SINE * z[2])
    + (SINE * z[1] + COSINE * z[2]) * conjugate(SINE * z[1] + COSINE * z[2])
    for z in (y, alpha)
}

PREPARED = (
    claim(
        id="eq.1",
        statement="The state of two levels at any time; its factors are normalised.",
        checked=Form((FACTORS[0] * conjugate(FACTORS[0]) + FACTORS[1] * conjugate(FACTORS[1]),), name=r"|a_1(t)|^2+|a_2(t)|^2"),
        derive=always(schroedinger.prepared_norm),
        domain=Domain(points=points.two_levels.prepared(t), scope="N = 2, H_11 = H_22 and real H_12, any prepared state"),
        oracle=oracles.two_levels.evolved_norm_at,
        definition=True,
        note="Checked is that (2) keeps the norm, so that it can be 1 at all times, for H with the eigenvectors |1> - |2> and |1> "
        "+ |2>. That rho(t) of a run is |Psi(t)><Psi(t)| is another matter: claim.2.1-pure-state.",
    ),
    claim(
        id="eq.2",
        statement="The state that the Hamiltonian alone would have made of the prepared one.",
        checked=Form((EVOLVED,), name=r"(\langle 1|\Psi^*(t)\rangle,\langle 2|\Psi^*(t)\rangle)"),
        derive=always(schroedinger.evolved),
        domain=Domain(points=points.two_levels.evolutions, scope="N = 2, any Hermitian H, any prepared state"),
        oracle=oracles.two_levels.evolved_state_at,
        definition=True,
        note="Checked is the exponential by the eigenvectors of H, given by two angles with the tangents u, v of their halves.",
        uses=("eq.1",),
    ),
    claim(
        id="eq.3",
        statement="The amplitudes of the evolved state over the detector's eigenstates.",
        checked=Form((TURNED[y],), name=r"\sum_I|\alpha_I|^2"),
        derive=always(schroedinger.parseval, y),
        domain=Domain(points=points.two_levels.pairs(y), scope="N = 2, any state y, any orthonormal basis up to phases"),
        oracle=oracles.two_levels.norm_at(y),
        definition=True,
        note="Checked is that amplitudes over any orthonormal basis have the state's norm, as probabilities need.",
        uses=("eq.2",),
    ),
)

LAW = (
    claim(
        id="eq.4",
        statement="The dynamical law of two levels: a commutator, and a dissipator with a dagger on all its operators.",
        where=((rho_t, state),),
        derive=always(model.law_of_two),
        domain=Domain(
            cases(TWO),
            points.evolution.any_matrix((2,), hamiltonian=True),
            scope="N = 2, any sign of sigma_2, any H, any rho",
            plain=points.evolution.plain((1,), (-1,)),
        ),
        oracle=oracles.evolution.master_equation_at,
        note="As L^+ L^+ = 0, the printed dissipator moves no population and does not keep rho Hermitian. With L_21 as (14) "
        "defines it: L rho L^+ - {rho, L^+ L}/2. If (5) is read as it stands, L and L^+ change places: L^+ rho L - {rho, L "
        "L^+}/2. A dagger on every operator is wrong either way (thm.readings). In the anticommutator rho_t is printed for rho(t).",
        uses=("eq.5", "eq.6"),
    ),
    claim(
        id="eq.5",
        statement="The adjoint of the jump operator of two levels.",
        derive=always(model.adjoint_jump_of_two),
        domain=Domain(cases(TWO), points.evolution.any_matrix((2,)), scope="N = 2, any sign of sigma_2"),
        oracle=oracles.evolution.jump_at(2, 1, adjoint=True),
        note="(14) gives the same right-hand side to L_NM without a dagger; both cannot hold. Either drop the dagger here, or "
        "exchange the two dyads as in the corrected form.",
        uses=("eq.14",),
    ),
    claim(
        id="eq.6",
        statement="The number whose sign decides the outcome of two levels.",
        derive=always(model.sigma_of_two),
        domain=Domain(points=points.amplitudes.any_amplitudes((2,)), scope="N = 2, any beta, any lambda_2"),
        oracle=oracles.outcomes.sigma_at(2),
        definition=True,
        note="Equal to |lambda_2|^2 S_2 - S_1.",
        uses=("eq.7",),
    ),
    claim(
        id="eq.7",
        statement="The amplitudes of the evolved state over any orthonormal basis; u = 0 gives beta_I = alpha_I.",
        checked=Form((TURNED[alpha],), name=r"\sum_I|\beta_I|^2"),
        derive=always(schroedinger.parseval, alpha),
        domain=Domain(points=points.two_levels.pairs(alpha), scope="N = 2, any state, any orthonormal basis up to phases"),
        oracle=oracles.two_levels.norm_at(alpha),
        definition=True,
        note="Checked is that the amplitudes over the |chi_I> have the norm of those over the |I>.",
        uses=("eq.3",),
    ),
)

LIMITS = tuple(
    claim(
        id=f"eq.{number}",
        statement=f"The limit of rho(t) when sigma_2 is {sign}: everything ends in |{winner}>.",
        derive=by_sign(stationary.final_state, 2),
        domain=Domain(
            SIGNS,
            points.two_levels.limits,
            (assumption, Eq(rho0[1, 1] + rho0[2, 2], 1)),
            scope="N = 2, any Hamiltonian, any initial state",
        ),
        oracle=oracles.limits.limit_at,
        conditions=(NO_COUPLING,),
        note="A Hamiltonian that couples |1> and |2> leaves a part of 4|H_12|^2/(kappa^2 + 4(H_11 - H_22)^2 + 8|H_12|^2) in the "
        "losing level: thm.two-level-stationary. It goes to 0 for kappa far above all energies, and the limit is exact where H "
        "commutes with the |I><I|.",
        uses=("eq.4",),
    )
    for number, assumption, sign, winner in ((8, Gt(sigma[2], 0), "positive", 2), (9, Lt(sigma[2], 0), "negative", 1))
)

CLAIMS = (*PREPARED, *LAW, *LIMITS)
