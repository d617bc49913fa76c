"""The appendix, first half: the master equation by components at N = 4, Eqs. (36)-(47)."""

from functools import partial

from bornproof.proofs.formulas.literal import written
from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import coherences, components
from bornproof.symbolic import four_levels as four
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import I, J, K, M, N, delta, down, kappa, rho, rho0, t, up
from bornproof.symbolic.notation.operators import L, ketbra, state
from bornproof.symbolic.notation.settings import f
from sympy import Add, IndexedBase, Mul, Ne, Rational, Sum, adjoint, exp

__all__ = ["CLAIMS"]


HALF = Rational(1, 2)
Lambda = IndexedBase("Lambda")
claim = in_section("Appendix", Lambda[I, J], f[K, M])

FOUR = {N: (4,)}
ANY_MATRIX = points.evolution.any_matrix((4,))
WHOLE = Domain(cases(FOUR), ANY_MATRIX, scope="N = 4, any sector, any matrix rho")
DIAGONAL = Domain(cases(FOUR | {J: range(1, 5)}), ANY_MATRIX, scope="N = 4, J = 1..4, any sector, any matrix rho")
PAIR_CASES = cases(FOUR | {I: range(1, 5), J: range(1, 5)})
OFF_DIAGONAL = Domain(
    PAIR_CASES, points.evolution.any_matrix((4,), distinct=True), (Ne(I, J),), scope="N = 4, all I != J, any sector, any matrix rho"
)

# 1 <= K < M <= 4 with the outer sum over M, or over K
OVER_M, OVER_K = ((K, 1, M - 1), (M, 2, 4)), ((M, K + 1, 4), (K, 1, 3))

JUMP, DAGGERED = L(M, K), adjoint(L(M, K))
PRINTED_JUMP = DAGGERED * state * DAGGERED - HALF * (state * DAGGERED * DAGGERED + DAGGERED * DAGGERED * state)
LINDBLAD_JUMP = JUMP * state * DAGGERED - HALF * (state * DAGGERED * JUMP + DAGGERED * JUMP * state)
FED = up(M) * (ketbra(M, K) * state * ketbra(K, M) - HALF * (state * ketbra(K, K) + ketbra(K, K) * state))
SPREAD = down(M) * (ketbra(K, M) * state * ketbra(M, K) - HALF * (state * ketbra(M, M) + ketbra(M, M) * state))

master = partial(
    claim,
    name=r"\partial_t\rho(t)",
    derive=always(four.master_equation),
    domain=WHOLE,
    oracle=oracles.evolution.master_equation_at,
    uses=("eq.14", "eq.15"),
)

MASTER = (
    master(
        id="eq.36.1",
        statement="At N = 4 and H = 0 the master equation is kappa times the sum over K < M of the printed dissipators.",
        printed=(kappa * Sum(PRINTED_JUMP, *OVER_M),),
        corrected=Form((kappa * Sum(LINDBLAD_JUMP, *OVER_M),)),
        note="Two of the four daggers are too many: L rho L^+ - {rho, L^+ L}/2.",
    ),
    master(
        id="eq.36.2",
        statement="Inserting the jump operators gives one decay |K> -> |M> or |M> -> |K> for each pair, by the sign of sigma_M.",
        printed=(kappa * Sum(FED + SPREAD, *OVER_M),),
    ),
    claim(
        id="eq.37",
        statement="The master equation by components, with Kronecker deltas under the double sum.",
        name=r"\partial_t\rho_{IJ}(t)",
        printed=(
            kappa
            * Sum(
                up(M) * (delta(I, M) * delta(M, J) * rho[K, K] - HALF * delta(K, J) * rho[I, K] - HALF * delta(I, K) * rho[K, J])
                + down(M)
                * (delta(I, K) * delta(K, J) * rho[M, M] - HALF * rho[I, M] * delta(M, J) - HALF * delta(I, M) * rho[M, J]),
                *OVER_M,
            ),
        ),
        derive=always(four.scaled, components.component),
        domain=Domain(cases(FOUR), ANY_MATRIX, scope="N = 4, symbolic I and J, any sector, any matrix rho"),
        oracle=oracles.evolution.rate_at(I, J),
        uses=("eq.36.2",),
    ),
    claim(
        id="eq.38",
        statement="The double sum over K < M may be taken with either index outside.",
        name=r"\sum_{M>K}^4",
        printed=(Sum(f[K, M], *OVER_M), Sum(f[K, M], *OVER_K)),
        derive=always(four.pairs),
        domain=Domain(points=points.four_levels.pair_tables, scope="N = 4, any summand"),
        oracle=oracles.levels.all_pairs,
    ),
)

DIAGONAL_LINES = (
    # line 1: the six sums
    Sum(up(M) * delta(J, M) * delta(M, J) * rho[K, K], *OVER_M)
    - HALF * Sum(up(M) * delta(K, J) * rho[J, K], *OVER_K)
    - HALF * Sum(up(M) * delta(J, K) * rho[K, J], *OVER_K)
    + Sum(down(M) * delta(J, K) * delta(K, J) * rho[M, M], *OVER_K)
    - HALF * Sum(down(M) * rho[J, M] * delta(M, J), *OVER_M)
    - HALF * Sum(down(M) * delta(J, M) * rho[M, J], *OVER_M),
    # line 2: the deltas applied; each half is printed twice, which SymPy's own sum would add up
    written(
        Add,
        (1 - delta(J, 1)) * up(J) * Sum(rho[K, K], (K, 1, J - 1)),
        -HALF * ((1 - delta(J, 4)) * rho[J, J] * Sum(up(M), (M, J + 1, 4))),
        -HALF * ((1 - delta(J, 4)) * rho[J, J] * Sum(up(M), (M, J + 1, 4))),
        (1 - delta(J, 4)) * Sum(down(M) * rho[M, M], (M, J + 1, 4)),
        -HALF * ((1 - delta(J, 1)) * Sum(down(J) * rho[J, J], (K, 1, J - 1))),
        -HALF * ((1 - delta(J, 1)) * Sum(down(J) * rho[J, J], (K, 1, J - 1))),
    ),
    # line 3: collected
    (1 - delta(J, 1)) * (up(J) * Sum(rho[K, K], (K, 1, J - 1)) - Sum(down(J) * rho[J, J], (K, 1, J - 1)))
    + (1 - delta(J, 4)) * (Sum(down(M) * rho[M, M], (M, J + 1, 4)) - rho[J, J] * Sum(up(M), (M, J + 1, 4))),
    # line 4: the constant sum evaluated
    (1 - delta(J, 1)) * (up(J) * Sum(rho[K, K], (K, 1, J - 1)) - down(J) * rho[J, J] * (J - 1))
    + (1 - delta(J, 4)) * Sum(down(M) * rho[M, M] - up(M) * rho[J, J], (M, J + 1, 4)),
)

EXPONENT = ((1 - delta(J, 4)) * Sum(up(M), (M, J + 1, 4)) + (1 - delta(I, 4)) * Sum(up(M), (M, I + 1, 4))) + (
    (1 - delta(J, 1)) * (J - 1) * down(J) + (1 - delta(I, 1)) * (I - 1) * down(I)
)

COHERENCE_LINES = (
    Sum(up(M) * (-HALF * delta(K, J) * rho[I, K] - HALF * delta(I, K) * rho[K, J]), *OVER_K)
    + Sum(down(M) * (-HALF * rho[I, M] * delta(M, J) - HALF * delta(I, M) * rho[M, J]), *OVER_M),
    written(
        Mul,
        -HALF,
        Sum(up(M) * (1 - delta(J, 4)) * rho[I, J], (M, J + 1, 4)) + Sum((1 - delta(I, 4)) * up(M) * rho[I, J], (M, I + 1, 4)),
    )
    + written(
        Mul,
        -HALF,
        (1 - delta(J, 1)) * Sum(down(J) * rho[I, J], (K, 1, J - 1)) + (1 - delta(I, 1)) * Sum(down(I) * rho[I, J], (K, 1, I - 1)),
    ),
    written(
        Mul,
        -HALF,
        ((1 - delta(J, 4)) * Sum(up(M), (M, J + 1, 4)) + (1 - delta(I, 4)) * Sum(up(M), (M, I + 1, 4)))
        + ((1 - delta(J, 1)) * Sum(down(J), (K, 1, J - 1)) + (1 - delta(I, 1)) * Sum(down(I), (K, 1, I - 1))),
        rho[I, J],
    ),
    written(Mul, -HALF, EXPONENT, rho[I, J]),
)

EXPLICIT = {  # d rho_JJ/d(kappa t), Eqs. (40)-(43)
    1: down(2) * rho[2, 2] + down(3) * rho[3, 3] + down(4) * rho[4, 4] - Sum(up(M) * rho[1, 1], (M, 2, 4)),
    2: up(2) * rho[1, 1] - (down(2) + up(3) + up(4)) * rho[2, 2] + down(3) * rho[3, 3] + down(4) * rho[4, 4],
    3: up(3) * rho[1, 1] + up(3) * rho[2, 2] - (2 * down(3) + up(4)) * rho[3, 3] + down(4) * rho[4, 4],
    4: up(4) * rho[1, 1] + up(4) * rho[2, 2] + up(4) * rho[3, 3] - 3 * down(4) * rho[4, 4],
}

STEPS = ("six sums", "Kronecker deltas applied", "terms collected", "constant sum evaluated")

EQUATIONS_OF_MOTION = (
    *(
        claim(
            id=f"eq.39.{line}",
            statement=f"The rate of the population rho_JJ at N = 4: {STEPS[line - 1]}.",
            name=r"\partial_t\rho_{JJ}(t)/\kappa",
            printed=(form,),
            derive=always(components.population_rate),
            domain=DIAGONAL,
            oracle=oracles.evolution.generator_entry(J, J),
            uses=("eq.37", "eq.38") if line == 1 else (f"eq.39.{line - 1}",),
        )
        for line, form in enumerate(DIAGONAL_LINES, start=1)
    ),
    *(
        claim(
            id=f"eq.{39 + level}",
            statement=f"The rate of rho_{level}{level} written out for N = 4.",
            name=rf"\partial_t\rho_{{{level}{level}}}(t)/\kappa",
            printed=(form,),
            derive=always(four.rate, level),
            domain=WHOLE,
            oracle=oracles.evolution.generator_entry(level, level),
            uses=("eq.39.4",),
        )
        for level, form in EXPLICIT.items()
    ),
    *(
        claim(
            id=f"eq.44.{line}",
            statement=f"The rate of the coherence rho_IJ, I != J, at N = 4, line {line}: it is coupled to itself alone.",
            name=r"\partial_t\rho_{IJ}(t)/\kappa",
            printed=(form,),
            derive=always(components.coherence_rate),
            domain=OFF_DIAGONAL,
            oracle=oracles.evolution.generator_entry(I, J),
            uses=("eq.37", "eq.38") if line == 1 else (f"eq.44.{line - 1}",),
        )
        for line, form in enumerate(COHERENCE_LINES, start=1)
    ),
    claim(
        id="eq.45",
        statement="A coherence decays at the rate kappa Lambda_IJ/2.",
        name=r"\partial_t\rho_{IJ}(t)",
        printed=(-kappa / 2 * Lambda[I, J] * rho[I, J],),
        where=((Lambda[I, J], EXPONENT),),
        derive=always(four.scaled, components.coherence_rate),
        domain=OFF_DIAGONAL,
        oracle=oracles.evolution.rate_at(I, J),
        uses=("eq.44.4", "eq.46"),
    ),
    claim(
        id="eq.46",
        statement="Lambda_IJ counts the levels above I and J that feed, and the levels below I or J into which they decay.",
        name=r"\Lambda_{IJ}",
        printed=(EXPONENT,),
        derive=always(components.damping_exponent),
        domain=OFF_DIAGONAL,
        oracle=oracles.evolution.damping_by_definition,
        definition=True,
        uses=("eq.44.4",),
    ),
    claim(
        id="eq.47",
        statement="Each coherence decays exponentially with the exponent kappa Lambda_IJ t/2.",
        name=r"\rho_{IJ}(t)",
        printed=(rho0[I, J] * exp(-kappa / 2 * Lambda[I, J] * t),),
        where=((Lambda[I, J], EXPONENT),),
        derive=always(coherences.closed_form),
        domain=Domain(PAIR_CASES, points.evolution.any_state((4,)), (Ne(I, J),), scope="N = 4, all I != J, any sector, any state"),
        oracle=oracles.evolution.evolved_entry(I, J),
        dynamics=True,
        uses=("eq.45",),
    ),
)

CLAIMS = (*MASTER, *EQUATIONS_OF_MOTION)
