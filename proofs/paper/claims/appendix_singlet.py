"""The appendix, second half: the solution for the singlet, Eqs. (48)-(61)."""

from functools import partial

from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import four_levels as four
from bornproof.symbolic import singlet
from bornproof.symbolic.cases import always, by_sector
from bornproof.symbolic.notation.core import N, q, rho, rho0, sigma
from bornproof.symbolic.notation.relations import Eq, Le, Ne
from sympy import Integer

__all__ = ["CLAIMS", "DECIDED", "NOT_POSITIVE", "SIGNS", "SINGLET", "WEIGHTS"]

claim = in_section("Appendix")

WEIGHTS = (q**2, 1 - q**2, Integer(0), Integer(0))  # |alpha_I|^2 of the singlet, Eq. (28), which determine the sigmas
NOT_POSITIVE = (Le(sigma[3], 0), Le(sigma[4], 0))  # what the text means by "lambda_{3,4} <= 0"
NEGATIVE = {3: Ne(sigma[3], 0), 4: Ne(sigma[4], 0)}  # besides, what (48)-(53) need
DECIDED = (Ne(sigma[2], 0),)
SIGNS = cases({N: (4,), sigma[2]: (1, -1, 0), sigma[3]: (1, -1, 0), sigma[4]: (1, -1, 0)})
ANY_MATRIX, ANY_STATE = points.evolution.any_matrix((4,)), points.evolution.any_state((4,))
SECTORS = "N = 4, any sign of sigma_2, every sign of sigma_3, sigma_4 that the assumptions leave"

FROZEN = points.evolution.plain((-1, -1, 0), occupied=4)
REDUCED = Domain(SIGNS, ANY_MATRIX, NOT_POSITIVE, f"{SECTORS}; any matrix rho", WEIGHTS, plain=FROZEN)
EMPTY_TOP = (Eq(rho[3, 3], 0), Eq(rho[4, 4], 0))
TWO_LEVELS = Domain(SIGNS, points.four_levels.empty_top, (*NOT_POSITIVE, *EMPTY_TOP), f"{SECTORS}; rho_33 = rho_44 = 0", WEIGHTS)
SOLVED = Domain(SIGNS, ANY_STATE, NOT_POSITIVE, f"{SECTORS}; any state", WEIGHTS)
START_EMPTY_TOP = (Eq(rho0[3, 3], 0), Eq(rho0[4, 4], 0))
SOLVED_TWO = Domain(
    SIGNS,
    points.four_levels.empty_top_states,
    (*NOT_POSITIVE, *START_EMPTY_TOP),
    f"{SECTORS}; any state with rho_33(0) = rho_44(0) = 0",
    WEIGHTS,
)
SINGLET = Domain(SIGNS, points.evolution.singlets, NOT_POSITIVE, f"{SECTORS}; any 0 <= q <= 1", WEIGHTS)

evolves = partial(claim, domain=SINGLET, dynamics=True, conditions=DECIDED)

CLAIMS = (
    *(
        claim(
            id=f"eq.{number}",
            statement=f"The rate of rho_{level}{level} when sigma_3 and sigma_4 are not positive.",
            derive=always(four.scaled, four.rate, level),
            domain=REDUCED,
            oracle=oracles.evolution.rate_at(level, level),
            conditions=tuple(NEGATIVE[above] for above in (3, 4) if above >= level),
            note="theta(0) = 0: on the rim |lambda| = 1, sigma_3 or sigma_4 vanishes and its level is frozen.",
            uses=(f"eq.{number - 8}", "claim.4.4-never-positive"),
        )
        for number, level in ((48, 1), (49, 2), (50, 3), (51, 4))
    ),
    *(
        claim(
            id=f"eq.{number}",
            statement=f"The solution of the rate equation of rho_{level}{level} when sigma_3 and sigma_4 are not positive.",
            derive=by_sector(four.population, level),
            domain=SOLVED,
            oracle=oracles.evolution.evolved_entry(level, level),
            dynamics=True,
            conditions=tuple(NEGATIVE[above] for above in (3, 4) if above >= level),
            note="As for (50) and (51): where sigma_3 or sigma_4 vanishes, its level is frozen.",
            uses=("eq.50", "eq.51"),
        )
        for number, level in ((52, 4), (53, 3))
    ),
    *(
        claim(
            id=f"eq.{number}",
            statement=f"The rate of rho_{level}{level} once rho_33 = rho_44 = 0.",
            derive=always(four.scaled, four.rate, level),
            domain=TWO_LEVELS,
            oracle=oracles.evolution.rate_at(level, level),
            uses=(f"eq.{number - 6}", "eq.52", "eq.53"),
        )
        for number, level in ((54, 1), (55, 2))
    ),
    *(
        claim(
            id=f"eq.{number}",
            statement=f"The population rho_{level}{level} of the two remaining levels as a function of time.",
            derive=by_sector(four.population, level),
            domain=SOLVED_TWO,
            oracle=oracles.evolution.evolved_entry(level, level),
            dynamics=True,
            conditions=DECIDED,
            note="At sigma_2 = 0 both steps vanish, so the formula gives 0, but the population stays where it is.",
            uses=("eq.54", "eq.55"),
        )
        for number, level in ((56, 1), (57, 2))
    ),
    *(
        evolves(
            id=f"eq.{number}",
            statement=f"The population rho_{level}{level} of the singlet as a function of time.",
            derive=by_sector(singlet.entry, level, level),
            oracle=oracles.evolution.evolved_entry(level, level, oracles.singlet.singlet_at),
            note="At sigma_2 = 0 both steps vanish, but the population stays where it is.",
            uses=(f"eq.{number - 2}", "eq.28"),
        )
        for number, level in ((58, 1), (59, 2))
    ),
    claim(
        id="eq.60",
        statement="Lambda_12 of the singlet is theta(sigma_2) + theta(-sigma_2), which is 1.",
        derive=by_sector(four.damping, 1, 2),
        domain=SINGLET,
        oracle=oracles.evolution.damping_at(1, 2),
        conditions=DECIDED,
        note="At sigma_2 = 0 it is 0: the coherence does not decay.",
        uses=("eq.46", "claim.4.4-never-positive"),
    ),
    evolves(
        id="eq.61",
        statement="The coherence rho_12 of the singlet decays at the rate kappa/2.",
        derive=by_sector(singlet.entry, 1, 2),
        oracle=oracles.evolution.evolved_entry(1, 2, oracles.singlet.singlet_at),
        note="At sigma_2 = 0 the coherence does not decay.",
        uses=("eq.47", "eq.60", "eq.28"),
    ),
)
