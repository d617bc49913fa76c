"""The appendix for any number of levels: what damps a coherence, and the populations from the top level down."""

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper.claims.beyond import EXPONENT
from bornproof.proofs.paper.oracles.evolution import component_points, damping_by_definition, generator_entry
from bornproof.proofs.paper.oracles.levels import normalised_rate_points
from bornproof.symbolic import components
from bornproof.symbolic.notation.core import I, J, K, M, N, down, rho, up
from sympy import Eq, Ne, Sum

__all__ = ["CLAIMS", "DECAY", "SOURCE"]

DECAY = Sum(up(M), (M, J + 1, N)) + up(J) + (J - 1) * down(J)
SOURCE = Sum(down(M) * rho[M, M], (M, J + 1, N)) + up(J) * (1 - Sum(rho[M, M], (M, J + 1, N)))

CLAIMS = (
    Claim(
        id="thm.exponent",
        section="Appendix",
        statement="Lambda_IJ for any N: the levels above I and J that feed, and those below I or J into which they decay.",
        name=r"\Lambda_{IJ}",
        printed=(EXPONENT,),
        derive=lambda _: components.damping_exponent(),
        domain=Domain(
            points=lambda: component_points(range(2, 9), distinct=True),
            assumptions=(Ne(I, J),),
            scope="N, I, J symbolic; any sector",
        ),
        oracle=damping_by_definition,
        uses=("thm.components-offdiagonal",),
    ),
    Claim(
        id="thm.from-the-top",
        section="Appendix",
        statement=(
            "With the trace 1 a population decays at a rate, and is fed from a source, that the levels above it alone determine: "
            "the equations are solved from the top level down, for any N."
        ),
        name=r"\partial_t\rho_{JJ}(t)/\kappa",
        printed=(SOURCE - DECAY * rho[J, J],),
        derive=lambda _: components.population_rate(),
        domain=Domain(
            points=normalised_rate_points,
            assumptions=(Eq(Sum(rho[K, K], (K, 1, N)), 1),),
            scope="N, J symbolic; any sector, any matrix rho with the trace 1",
        ),
        oracle=generator_entry(J, J),
        uses=("thm.components-diagonal",),
    ),
)
