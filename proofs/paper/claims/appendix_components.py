"""The appendix, first half: the master equation by components at N = 4, Eqs. (36)-(47)."""

from functools import partial

from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import coherences, components
from bornproof.symbolic import four_levels as four
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import I, J, K, M, N
from bornproof.symbolic.notation.relations import Ne
from bornproof.symbolic.notation.settings import f
from sympy import IndexedBase

__all__ = ["CLAIMS"]

Lambda = IndexedBase("Lambda")
claim = in_section("Appendix", Lambda[I, J], f[K, M])

FOUR = {N: (4,)}
ANY_MATRIX = points.evolution.any_matrix((4,))
PLAIN = points.evolution.plain((1, 1, 1))
WHOLE = Domain(cases(FOUR), ANY_MATRIX, scope="N = 4, any sector, any matrix rho", plain=PLAIN)
DIAGONAL = Domain(cases(FOUR | {J: range(1, 5)}), ANY_MATRIX, scope="N = 4, J = 1..4, any sector, any matrix rho")
PAIR_CASES = cases(FOUR | {I: range(1, 5), J: range(1, 5)})
OFF_DIAGONAL = Domain(
    PAIR_CASES, points.evolution.any_matrix((4,), distinct=True), (Ne(I, J),), scope="N = 4, all I != J, any sector, any matrix rho"
)

master = partial(
    claim,
    derive=always(four.master_equation),
    domain=WHOLE,
    oracle=oracles.evolution.master_equation_at,
    uses=("eq.14", "eq.15"),
)

MASTER = (
    master(
        id="eq.36.1",
        statement="At N = 4 and H = 0 the master equation is kappa times the sum over K < M of the printed dissipators.",
        note="As in (4), two of the four daggers are too many.",
    ),
    master(
        id="eq.36.2",
        statement="Inserting the jump operators gives one decay |K> -> |M> or |M> -> |K> for each pair, by the sign of sigma_M.",
    ),
    claim(
        id="eq.37",
        statement="The master equation by components, with Kronecker deltas under the double sum.",
        derive=always(four.scaled, components.component),
        domain=Domain(cases(FOUR), ANY_MATRIX, scope="N = 4, symbolic I and J, any sector, any matrix rho"),
        oracle=oracles.evolution.rate_at(I, J),
        uses=("eq.36.2",),
    ),
    claim(
        id="eq.38",
        statement="The double sum over K < M may be taken with either index outside.",
        derive=always(four.pairs),
        domain=Domain(points=points.four_levels.pair_tables, scope="N = 4, any summand"),
        oracle=oracles.levels.all_pairs,
    ),
)

STEPS = ("six sums", "Kronecker deltas applied", "terms collected", "constant sum evaluated")

EQUATIONS_OF_MOTION = (
    *(
        claim(
            id=f"eq.39.{line}",
            statement=f"The rate of the population rho_JJ at N = 4: {STEPS[line - 1]}.",
            derive=always(components.population_rate),
            domain=DIAGONAL,
            oracle=oracles.evolution.generator_entry(J, J),
            uses=("eq.37", "eq.38") if line == 1 else (f"eq.39.{line - 1}",),
        )
        for line in range(1, 5)
    ),
    *(
        claim(
            id=f"eq.{39 + level}",
            statement=f"The rate of rho_{level}{level} written out for N = 4.",
            derive=always(four.rate, level),
            domain=WHOLE,
            oracle=oracles.evolution.generator_entry(level, level),
            uses=("eq.39.4",),
        )
        for level in range(1, 5)
    ),
    *(
        claim(
            id=f"eq.44.{line}",
            statement=f"The rate of the coherence rho_IJ, I != J, at N = 4, line {line}: it is coupled to itself alone.",
            derive=always(components.coherence_rate),
            domain=OFF_DIAGONAL,
            oracle=oracles.evolution.generator_entry(I, J),
            uses=("eq.37", "eq.38") if line == 1 else (f"eq.44.{line - 1}",),
        )
        for line in range(1, 5)
    ),
    claim(
        id="eq.45",
        statement="A coherence decays at the rate kappa Lambda_IJ/2.",
        where=((Lambda[I, J], "eq.46"),),
        derive=always(four.scaled, components.coherence_rate),
        domain=OFF_DIAGONAL,
        oracle=oracles.evolution.rate_at(I, J),
        uses=("eq.44.4", "eq.46"),
    ),
    claim(
        id="eq.46",
        statement="Lambda_IJ counts the levels above I and J that feed, and the levels below I or J into which they decay.",
        derive=always(components.damping_exponent),
        domain=OFF_DIAGONAL,
        oracle=oracles.evolution.damping_by_definition,
        definition=True,
        uses=("eq.44.4",),
    ),
    claim(
        id="eq.47",
        statement="Each coherence decays exponentially with the exponent kappa Lambda_IJ t/2.",
        where=((Lambda[I, J], "eq.46"),),
        derive=always(coherences.closed_form),
        domain=Domain(PAIR_CASES, points.evolution.any_state((4,)), (Ne(I, J),), scope="N = 4, all I != J, any sector, any state"),
        oracle=oracles.evolution.evolved_entry(I, J),
        dynamics=True,
        uses=("eq.45",),
    ),
)

CLAIMS = (*MASTER, *EQUATIONS_OF_MOTION)
