"""Section 4.4: the entangled state in one sector as a function of time, Eq. (31)."""

from dataclasses import replace
from functools import partial

from bornproof.proofs.ledger import Form, Listed, Mending
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.appendix_singlet import DECIDED, SIGNS, SINGLET
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import invariants, singlet
from bornproof.symbolic.cases import always, by_sector
from bornproof.symbolic.notation.core import rho
from bornproof.symbolic.notation.settings import listed

__all__ = ["CLAIMS"]

claim = in_section("4.4")

LISTED = ((1, 1), (2, 2), (1, 2))  # in (31), as printed and as corrected


evolves = partial(claim, domain=SINGLET, dynamics=True)

CLAIMS = (
    *(
        evolves(
            id=f"eq.31.{level}",
            statement=f"rho_{level}{level}(t) of the prepared state in one sector.",
            derive=by_sector(singlet.entry, level, level),
            oracle=oracles.evolution.evolved_entry(level, level, oracles.singlet.singlet_at),
            conditions=DECIDED,
            note="At sigma_2 = 0 both steps vanish, but the population stays where it is.",
            uses=("eq.28", f"eq.{57 + level}"),
        )
        for level in (1, 2)
    ),
    evolves(
        id="eq.31.3",
        statement="The coherence of the prepared state in one sector, and the entry that is to equal it.",
        where=((rho[2, 2], "eq.31.2"),),
        derive=by_sector(singlet.entry, 1, 2),
        oracle=oracles.evolution.evolved_entry(1, 2, oracles.singlet.singlet_at),
        conditions=DECIDED,
        corrected=Form(
            derive=by_sector(singlet.coherences),
            oracle=oracles.singlet.coherences_of(oracles.singlet.singlet_state),
        ),
        note="Two slips: the sign of (28) is lost, and rho_22 stands for rho_21. Corrected is rho_12 = rho_21.",
        uses=("eq.28", "eq.61"),
    ),
    evolves(
        id="claim.4.4-others-vanish",
        statement="All entries that (31) does not list vanish.",
        derive=by_sector(singlet.other_entries, LISTED),
        domain=replace(SINGLET, points=points.spins.with_levels(points.evolution.singlets, listed, values=(0, 1, 2, -1))),
        oracle=oracles.singlet.others_at(*LISTED),
        once_mended=Mending("eq.31.3", (Listed(listed, rho[2, 1]),)),
        note="All but rho_21, which (31) lists once its rho_22 is corrected to rho_21.",
        uses=("eq.31.3",),
    ),
    claim(
        id="claim.4.4-trace",
        statement="The trace of rho(t) of the prepared state is 1 at all times.",
        derive=by_sector(singlet.trace),
        domain=Domain(SIGNS, points.evolution.singlets, scope="any sector, any 0 <= q <= 1, any time"),
        oracle=oracles.singlet.trace_of(oracles.singlet.singlet_state),
        dynamics=True,
        uses=("eq.28",),
    ),
    claim(
        id="thm.trace",
        statement="The master equation keeps the trace of any matrix, for every N and any Hamiltonian.",
        derive=always(invariants.trace_rate),
        domain=Domain(
            points=points.evolution.any_matrix((2, 3, 4, 8), hamiltonian=True), scope="N symbolic, any matrix, any Hamiltonian"
        ),
        oracle=oracles.evolution.trace_rate_at,
        uses=("eq.15",),
    ),
)
