"""The appendix for any number of levels: what damps a coherence, and the populations from the top level down."""

from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import components
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import I, J, K, N, rho
from bornproof.symbolic.notation.relations import Eq, Ne
from sympy import Sum

__all__ = ["CLAIMS"]

claim = in_section("Appendix")

CLAIMS = (
    claim(
        id="thm.exponent",
        statement="Lambda_IJ for any N: the levels above I and J that feed, and those below I or J into which they decay.",
        derive=always(components.damping_exponent),
        domain=Domain(
            points=points.evolution.any_matrix(range(2, 9), distinct=True),
            assumptions=(Ne(I, J),),
            scope="N, I, J symbolic; any sector",
        ),
        oracle=oracles.evolution.damping_by_definition,
        uses=("thm.components-offdiagonal",),
    ),
    claim(
        id="thm.from-the-top",
        statement=(
            "With the trace 1 a population decays at a rate, and is fed from a source, that the levels above it alone determine: "
            "the equations are solved from the top level down, for any N."
        ),
        derive=always(components.population_rate),
        domain=Domain(
            points=points.levels.rates_with_trace,
            assumptions=(Eq(Sum(rho[K, K], (K, 1, N)), 1),),
            scope="N, J symbolic; any sector, any matrix rho with the trace 1",
        ),
        oracle=oracles.evolution.generator_entry(J, J),
        uses=("thm.components-diagonal",),
    ),
)
