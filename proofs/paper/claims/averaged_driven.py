"""Theorems on levels with a Hamiltonian: what the winner of a sector misses, and the energy, for any number of levels."""

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import driven, driven_bound, winner
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import W
from bornproof.symbolic.notation.driven import lost

__all__ = ["CLAIMS"]

claim = in_section("5", lost)

DECIDED = (*winner.IS_WINNER, winner.DECIDED_ABOVE)
SECTOR = "any H, any sector in which no sigma vanishes above the winner"

CLAIMS = (
    claim(
        id="thm.driven-winner",
        statement="With any Hamiltonian the winner still gains at the rate kappa what it misses; H acts through H_WJ alone.",
        derive=always(driven.driven_rate),
        domain=Domain(
            points=points.driven.winners, assumptions=(*DECIDED, driven.HAS_TRACE_1), scope=f"N, W symbolic; {SECTOR}, any rho"
        ),
        oracle=oracles.evolution.rate_at(W, W),
        uses=("thm.winner", "eq.15"),
    ),
    claim(
        id="thm.winner-damping",
        statement="A coherence of the winner with |J> != |W> decays at kappa/2 times what |J> loses: the winner loses nothing.",
        derive=always(driven.winner_damping),
        domain=Domain(points=points.driven.sectors, assumptions=winner.IS_WINNER, scope="N, W, J symbolic; any sector"),
        oracle=oracles.driven.winner_damping_at,
        uses=("thm.components-offdiagonal",),
    ),
    claim(
        id="thm.wrong-weight",
        statement="With any Hamiltonian the winner W misses in the end 4/kappa^2 times the sum of |H_JW|^2/Gamma_J over J != W, at "
        "the leading order in H/kappa; Gamma_J = Lambda_WJ, by which a coherence with it is damped, is that of thm.winner-damping.",
        derive=always(driven.leading_loss),
        domain=Domain(points=points.driven.losses, assumptions=DECIDED, scope=f"N, W symbolic; {SECTOR}"),
        oracle=oracles.driven.leading_loss_at,
        note="Gamma_J is at least 1, and J - 1 for J > W. thm.wrong-weight-rest bounds the next terms.",
        uses=("thm.driven-winner", "thm.winner-damping", "thm.driven-square", "thm.wrong-weight-exact"),
    ),
    claim(
        id="thm.wrong-weight-exact",
        statement="What the winner misses with any Hamiltonian, for every kappa, where neither its population nor its coherences "
        "move, as in a stationary state: as that goes to |W><W| it is thm.wrong-weight.",
        derive=always(driven.loss_at_rest),
        domain=Domain(
            points=points.driven.at_rest,
            assumptions=(*DECIDED, driven.HAS_TRACE_1, driven.COHERENCES_REST, driven.WINNER_RESTS),
            scope=f"N, W symbolic; {SECTOR}, any kappa; the rest of rho may move",
        ),
        oracle=oracles.driven.missed_at,
        note="Gamma_K is Lambda_WK; the last condition says that rho_WW rests. The terms with n = W are thm.wrong-weight times "
        "rho_WW. In the others stand entries of rho without |W>, at most delta = 1 - rho_WW, and coherences of W, a vector r "
        "with |r|^2 <= delta: once more inserted they give thm.wrong-weight-rest. Exact at kappa = 10^18 and "
        "10^24, too.",
        uses=("thm.driven-winner", "thm.winner-damping"),
    ),
    claim(
        id="thm.wrong-weight-rest",
        statement="In a stationary state, with any H, what the winner misses differs from l/kappa^2, l the limit in "
        "thm.wrong-weight, by (16 v^2/kappa^4)(b^2 + 2 v^2 + 2 b v^2/kappa) at most, for every kappa: v^2 is the sum of |H_JW|^2, "
        "b^2 that of |H_JK - delta_JK H_WW|^2, over J, K != W.",
        derive=always(driven_bound.beyond_bound),
        domain=Domain(points=points.driven.coupled, assumptions=DECIDED, scope=f"N, W symbolic; {SECTOR}, kappa, state at rest"),
        oracle=oracles.driven.beyond_bound_at,
        note="In thm.wrong-weight-exact the equation of rho_JW is inserted once more, and what is left is bounded by Cauchy and "
        "Schwarz, as rho is positive. For two levels it is -4 v^2 (4 b^2 + 8 v^2)/(kappa^2 (kappa^2 + 4 b^2 + 8 v^2)), by "
        "thm.two-level-stationary: at leading order just this bound.",
        uses=("thm.wrong-weight", "thm.wrong-weight-exact", "thm.driven-square", "thm.winner-damping"),
    ),
    claim(
        id="thm.driven-square",
        statement="The rate of rho_WW is bounded from below, for every kappa: besides what follows from 1 - rho_WW and rho_WW it "
        "contains only squares <phi_J|rho|phi_J> with <phi_J| = <J| + (2i/kappa) H_JW <W|.",
        derive=always(driven.completed_square),
        domain=Domain(
            points=points.driven.winners, assumptions=(*DECIDED, driven.HAS_TRACE_1), scope=f"N, W symbolic; {SECTOR}, any rho"
        ),
        oracle=oracles.evolution.rate_at(W, W),
        note="No state makes a square negative. So 1 - rho_WW is in the end at most 4 v^2/(kappa^2 + 4 v^2), v^2 the sum of "
        "|H_JW|^2 over J != W, and before it exceeds that by at most exp(-(kappa/2 + 2 v^2/kappa) t).",
        uses=("thm.driven-winner",),
    ),
    claim(
        id="thm.winner-unmoved",
        statement="(8), (9) for any N, with a Hamiltonian: |W><W| is stationary only if H_JW = 0 for every J != W.",
        derive=always(driven.rate_at_winner),
        domain=Domain(points=points.driven.sectors, assumptions=winner.IS_WINNER, scope="N, W, I, J symbolic; any H, any sector"),
        oracle=oracles.driven.rate_at_winner,
        note="The condition is that |W> is an eigenvector of H, and by thm.driven-square it is also enough.",
        uses=("thm.components-diagonal", "eq.15"),
    ),
    claim(
        id="thm.energy-rate",
        statement="How fast the energy changes in a sector, for any number of levels and any Hamiltonian.",
        derive=always(driven.energy_rate),
        domain=Domain(
            points=points.evolution.any_matrix((2, 3, 4, 2, 5, 3, 8, 4), hamiltonian=True),
            scope="N symbolic; any H, any sector, any matrix rho",
        ),
        oracle=oracles.driven.energy_rate_at,
        uses=("eq.15", "eq.14"),
    ),
)
