"""Section 4.4: the jump operators and hidden variables of the entangled state, Eq. (30) and the text around it."""

from bornproof.proofs.ledger import Fewer, Form
from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_4_4 import WEIGHTS
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import invariants, singlet
from bornproof.symbolic.cases import always, by_level
from bornproof.symbolic.notation.core import J, K, N, lam, sigma
from bornproof.symbolic.notation.relations import Eq, Gt, Le
from bornproof.symbolic.notation.settings import other_sigma
from sympy import Abs, Integer, Symbol, sign

__all__ = ["CLAIMS", "RETIRED"]

claim = in_section("4.4")

RETIRED = {
    "claim.4.4-second-weight": "Its correction (the amplitude) and its note (the weight) disagreed: see claim.4.4-second-square."
}

SIZE = Symbol("s", positive=True)  # of sigma'_2
SIGNS_OF_BOTH = tuple(
    Case((*own.values, (other_sigma[2], size)), some=(SIZE,) if size else ())
    for own in cases({N: (2,), sigma[2]: (1, -1, 0)})
    for size in (SIZE, -SIZE, Integer(0))
)
SOME_Q = Domain(points=points.spins.amplitudes, scope="any 0 <= q <= 1")

SQUARES = {
    level: Form(derive=always(singlet.amplitude, level, 2), oracle=oracles.singlet.amplitude_at(level, 2)) for level in range(1, 5)
}

CLAIMS = (
    claim(
        id="claim.4.4-six-operators",
        statement="At N = 4 there are six jump operators, one for each entry above the diagonal.",
        derive=always(singlet.jump_pairs),
        domain=Domain(points=points.levels.sizes((4,)), scope="N = 4"),
        oracle=oracles.singlet.operator_count,
        fewer=Fewer(1, "it is about one number, the count at N = 4"),
        uses=("eq.14",),
    ),
    claim(
        id="thm.linear",
        statement="For fixed signs of the sigma's the master equation is linear in rho, for every N and any Hamiltonian.",
        derive=always(invariants.linearity_defect),
        domain=Domain(
            points=points.mixtures.mixtures, scope="N symbolic, any matrices, any Hamiltonian, the same signs in all terms"
        ),
        oracle=oracles.evolution.defect_at,
        uses=("eq.15",),
    ),
    claim(
        id="claim.4.4-linear",
        statement="The master equation is linear in rho: that of a mixture is the mixture of those of its parts.",
        derive=always(invariants.linearity_defect_of_two),
        domain=Domain(
            SIGNS_OF_BOTH,
            points.mixtures.with_other_signs,
            scope="N = 2, any matrices, rho' with signs of its own",
            plain=points.mixtures.plain_of_other_sign,
        ),
        oracle=oracles.evolution.other_defect_at,
        conditions=(Eq(sign(other_sigma[2]), sign(sigma[2])),),
        note="By (13) the signs depend on the prepared state, so that the parts of a mixture have equations of their own. For "
        "fixed signs it is linear, for every N and any H: thm.linear; what the averages show of it is claim.4.4-two-ensembles.",
        uses=("thm.linear", "eq.13"),
    ),
    claim(
        id="claim.4.4-weights",
        statement="The squared amplitudes 1, 3 and 4 of the prepared state are q^2, 0 and 0.",
        name=r"(\alpha_1^2,\alpha_3^2,\alpha_4^2)",
        family=(SQUARES[1], SQUARES[3], SQUARES[4]),
        domain=SOME_Q,
        uses=("eq.28",),
    ),
    claim(
        id="claim.4.4-second-square",
        statement="The amplitude alpha_2 of the prepared state is 1 - q^2.",
        derive=always(singlet.amplitude, 2),
        domain=SOME_Q,
        oracle=oracles.singlet.amplitude_at(2),
        corrected=SQUARES[2],
        corrected_statement="The square alpha_2^2 of the amplitude is 1 - q^2.",
        note="A square is missing, which the other three have.",
        uses=("eq.28",),
    ),
    *(
        claim(
            id=f"eq.30.{level - 1}",
            statement=f"sigma_{level} of the prepared state.",
            derive=always(singlet.sigma_of, level),
            domain=Domain(points=points.spins.on_disks, scope="lambda in the closed unit disk, any 0 <= q <= 1", state=WEIGHTS),
            oracle=oracles.singlet.sigma_at(level),
            uses=("eq.13", "claim.4.4-weights", "claim.4.4-second-square"),
        )
        for level in (2, 3, 4)
    ),
    claim(
        id="claim.4.4-never-positive",
        statement="sigma_3 and sigma_4 of the prepared state are never positive.",
        derive=by_level(singlet.sigma_positive_part, K),
        domain=Domain(cases({N: (4,), K: (3, 4)}), points.spins.levels_in_disks, (Gt(K, 2), Le(Abs(lam[K]), 1)), scope="K = 3, 4"),
        oracle=oracles.singlet.positive_part_at,
        uses=("eq.30.2", "eq.30.3"),
    ),
    claim(
        id="claim.4.4-unreachable",
        statement="The outcomes |3> and |4> have the probability 0.",
        derive=by_level(singlet.average, J),
        domain=Domain(
            cases({N: (4,), J: (3, 4)}),
            points.spins.with_levels(points.spins.averages, N, J, values=((4, 3), (4, 4), (4, 4), (4, 3), (4, 1))),
            (Gt(J, 2),),
            scope="J = 3, 4",
        ),
        oracle=oracles.singlet.outcome_probability_at,
        uses=("claim.4.4-never-positive",),
    ),
)
