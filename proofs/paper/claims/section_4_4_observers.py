"""Section 4.4: what each observer sees of the averaged state, Eqs. (34), (35)."""

from bornproof.proofs.ledger import Form, Mending, Said
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_4_4 import ANY, MENDED
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import singlet
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import DOWN, UP, dyad, overlap, spin_ket
from sympy import Integer

__all__ = ["CLAIMS", "RETIRED"]

claim = in_section("4.4", *(dyad(side, spin, spin) for side in "AB" for spin in (UP, DOWN)))

RETIRED = {
    "thm.relabelling": "It is now what eq.26 says (corrected), and what makes eq.27, eq.34 and eq.35 hold once eq.26 is mended."
}

OVERLAPS = tuple(  # a level as (26) says it, with 1 for one spin of each observer, and 0 for the other
    Said(
        overlap(level, a, b),
        level - 1,
        tuple((spin_ket(spin, side), Integer(spin == own)) for own, side in ((a, "A"), (b, "B")) for spin in (UP, DOWN)),
    )
    for level in range(1, 5)
    for a in (UP, DOWN)
    for b in (UP, DOWN)
)

TRACED = Domain(points=points.spins.dyads, scope=ANY)

# what each sees of the prepared state in quantum mechanics, and of the average that starts from its spins
IN_QUANTUM_MECHANICS, STARTED_FROM_SPINS = (
    tuple(Form(derive=always(derive, side), oracle=oracle(side)) for side in "AB")
    for derive, oracle in (
        (singlet.seen_in_quantum_mechanics, oracles.spins.quantum_at),
        (singlet.seen_from_spins, oracles.spins.seen_from_spins_at),
    )
)

CLAIMS = (
    *(
        claim(
            id=f"eq.{number}",
            statement=f"What {side} sees of the averaged state (33), with the levels of (26).",
            derive=always(singlet.seen, side),
            domain=Domain(points=points.spins.observed, scope=ANY),
            oracle=oracles.spins.seen_at(side),
            once_mended=Mending(MENDED, OVERLAPS),
            note="With (26) and (33) as they stand the arrows are exchanged.",
            uses=("eq.26", "eq.33.1", "eq.33.2", "eq.33.3"),
        )
        for number, side in ((34, "A"), (35, "B"))
    ),
    claim(
        id="claim.4.4-quantum-result",
        statement="(34) and (35) are the partial traces of the prepared state in quantum mechanics.",
        name=r"(\rho_A,\rho_B)",
        family=IN_QUANTUM_MECHANICS,
        domain=TRACED,
        note="The prepared state is taken by its spins, the first form of (27), without levels.",
        uses=("eq.27",),
    ),
    claim(
        id="thm.averaged-reduced-states",
        statement="The model's average, started from the first form of (27) with the levels of (26), gives (34), (35).",
        name=r"(\mathrm{Tr}_B\rho(t),\mathrm{Tr}_A\rho(t))",
        family=STARTED_FROM_SPINS,
        domain=TRACED,
        note="So the labels do not matter as long as they are used throughout; (26) and the second form of (27) do not fit.",
        uses=("eq.27", "eq.29", "claim.4.4-quantum-result"),
    ),
)
