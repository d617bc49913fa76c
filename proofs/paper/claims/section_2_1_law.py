"""Section 2.1, N = 2: what the text says of the law (4) and of the optimal basis, and how the daggers stand."""

from bornproof.proofs.ledger import Fewer
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_2_1 import SIGNS
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import driven_pair, footnotes, model, runs, stationary
from bornproof.symbolic.cases import always, by_sector, by_sign
from bornproof.symbolic.notation.core import I, J, N, kappa, rho0, sigma
from bornproof.symbolic.notation.driven import damped, frequency, gap
from bornproof.symbolic.notation.operators import rho_t, state
from bornproof.symbolic.notation.relations import Eq, Ne
from bornproof.symbolic.notation.settings import chi, energy_factor
from sympy import Sum, adjoint, conjugate

__all__ = ["CLAIMS", "RETIRED"]

claim = in_section("2.1", chi[I, J], energy_factor, rho_t, frequency, damped, gap)

TWO = cases({N: (2,)})

ORTHONORMAL = Eq(Sum(chi[I, J] * conjugate(chi[I, J]), (J, 1, N), (I, 1, N)), N)

ANY_BASIS = Domain(points=points.mixtures.bases, assumptions=(ORTHONORMAL,), scope="N symbolic, any orthonormal basis")

LAW = (
    claim(
        id="claim.2.1-lindblad",
        statement="(4) has the Lindblad form; so its right-hand side is Hermitian for a Hermitian rho.",
        where=((rho_t, state), (adjoint(state), state)),
        derive=always(model.anti_hermitian_rate),
        domain=Domain(
            TWO,
            points.two_levels.hermitian,
            scope="N = 2, any sign of sigma_2, any Hermitian rho",
            plain=points.evolution.plain((1,), (-1,), occupied=None),
        ),
        oracle=oracles.evolution.commuted_at,
        corrected_statement="L rho L^+ - {rho, L^+ L}/2 has the Lindblad form, and is Hermitian for a Hermitian rho.",
        note="As printed no population moves and rho does not stay Hermitian.",
        uses=("eq.4",),
    ),
    claim(
        id="claim.2.1-kappa-energy",
        statement="kappa is of dimension energy: in a unit of energy smaller by s, kappa, H and d rho/dt are larger by s.",
        derive=always(model.rescaled_generator, energy_factor),
        domain=Domain(TWO, points.two_levels.scaled, scope="N = 2, any sign of sigma_2, any H, any rho; hbar = 1"),
        oracle=oracles.evolution.scaled_rate_at,
        note="With the dissipator of (4) in Lindblad form.",
        uses=("eq.4",),
    ),
    claim(
        id="claim.2.1-amplitude-damping",
        statement="For two levels the law is amplitude damping, gamma = 1 - exp(-kappa t), to the level that wins.",
        derive=by_sector(runs.evolved),
        domain=Domain(SIGNS, points.evolution.any_state((2,)), scope="N = 2, H = 0, any initial state"),
        oracle=oracles.evolution.state_at,
        dynamics=True,
        conditions=(Ne(sigma[2], 0),),
        note="At sigma_2 = 0 nothing is damped.",
        uses=("eq.4",),
    ),
    claim(
        id="thm.two-level-stationary",
        statement="With sigma_2 != 0 and any Hamiltonian two levels tend to one stationary state, which holds 4|H_12|^2/(kappa^2 + "
        "4(H_11 - H_22)^2 + 8|H_12|^2) in the losing level.",
        derive=by_sign(stationary.first_population, 2),
        domain=Domain(
            SIGNS,
            points.two_levels.limits,
            (Ne(sigma[2], 0), Eq(rho0[1, 1] + rho0[2, 2], 1)),
            scope="N = 2, any Hamiltonian, any initial state",
        ),
        oracle=oracles.limits.limit_entry(1, 1),
        note="For kappa far above all energies the losing level is empty, as (8) and (9) have it.",
        uses=("eq.4",),
    ),
    claim(
        id="thm.two-level-driven",
        statement="Two levels with any Hermitian H at all times: the Laplace transform R_11 of rho_11(t). Its poles tell all of "
        "rho_11(t): s = 0 the limit, the zeros s_j of the cubic in s exponentials exp(s_j t).",
        where=((damped, frequency + kappa / 2),),
        derive=by_sign(driven_pair.transformed_population, 2),
        domain=Domain(
            SIGNS,
            points.two_levels.transforms,
            (Ne(sigma[2], 0), driven_pair.HAS_TRACE_1, driven_pair.IS_GAP),
            scope="N = 2, any Hamiltonian, any initial state, any s > 0",
        ),
        oracle=oracles.driven.transformed_at,
        note="The cubic is (s + kappa)(d^2 + Delta^2) + 4 d |H_12|^2; by Routh and Hurwitz all zeros have a negative real part. "
        "Where two zeros are one, as for Delta = 0 and |H_12| = kappa/8, there is t exp(s_j t) besides, and t^2 exp(s_j t) where "
        "three are. s R_11 for s -> 0 is thm.two-level-stationary. R_12 = (rho_12(0) - i H_12 (1/s - 2 R_11))/(d + i Delta), "
        "whichever level wins.",
        uses=("eq.4",),
    ),
)

BASIS = (
    claim(
        id="claim.fn3-maximum",
        statement="The sum in footnote 3 is 2 N minus the squared distance of the bases, so that 2 N is its maximum.",
        derive=always(footnotes.largest_overlap),
        domain=ANY_BASIS,
        oracle=oracles.levels.overlap_at,
        uses=("eq.7",),
    ),
    claim(
        id="claim.fn3-unique",
        statement="The sum in footnote 3 falls short of its maximum unless |chi_I> = |I> for all I.",
        derive=always(footnotes.short_of_largest),
        domain=ANY_BASIS,
        oracle=oracles.levels.differ_at,
        uses=("claim.fn3-maximum",),
    ),
    claim(
        id="thm.readings",
        section="2.2",
        statement="Two of the 32 ways to set the daggers give (36): L rho L^+ - {rho, L^+ L}/2 with L from (14), and L^+ rho L - "
        "{rho, L L^+}/2 with L^+ from (5).",
        derive=always(model.valid_readings),
        domain=Domain(points=points.levels.sizes((2, 3, 4, 8)), scope="N symbolic, any sector, any rho"),
        oracle=oracles.levels.readings_at,
        fewer=Fewer(4, "a point is a number of levels, at which all 32 ways are tried by matrices"),
        note="A row tells which of a, b, c, d in a rho b - {rho, c d}/2 carries a dagger.",
        uses=("eq.5", "eq.14", "eq.36.2"),
    ),
)

CLAIMS = (*LAW, *BASIS)

RETIRED = {"claim.2.1-lindblad-form": "its derivation was a matrix of zeros that was typed; claim.2.1-lindblad computes it."}
