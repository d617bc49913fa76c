"""Section 4.4: the entangled state, and its average as a definition, Eqs. (26)-(29)."""

from bornproof.proofs.ledger import Mending, Said
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import entanglement, singlet
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import DOWN, UP, N, ket, pair_ket, q, spin_ket
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.notation.settings import disk_measure

__all__ = ["ANY", "CLAIMS", "FOUR", "MENDED", "WEIGHTS"]

claim = in_section("4.4", disk_measure)

ANY = "any 0 <= q <= 1, any time"
FOUR = {N: (4,)}
WEIGHTS = (q**2, 1 - q**2, 0, 0)
MENDED = "eq.26"  # the line that holds the slip of Eqs. (27), (34), (35)

PAIRS = tuple((a, b) for a in (UP, DOWN) for b in (UP, DOWN))
SPINS = tuple((pair_ket(a, b), spin_ket(a, "A") * spin_ket(b, "B")) for a, b in PAIRS)
KETS = (ket(1), ket(2), *(symbol for both, product in SPINS for symbol in (both, *product.args)))

CLAIMS = (
    claim(
        id="eq.26",
        names=KETS,
        statement="The four levels are products of one spin each.",
        where=SPINS,
        derive=always(entanglement.mended_levels),
        domain=Domain(points=points.spins.spins, scope="all four levels"),
        oracle=oracles.spins.levels_at,
        note="The labels of |1> and |2> are exchanged against those that (27), (34) and (35) use. With them (27), (34) and (35) "
        "fail; with |1> = |up down> and |2> = |down up> all three hold. By itself (26) is an orthonormal basis, as good as the "
        "corrected one.",
    ),
    claim(
        id="eq.27",
        names=KETS,
        statement="The prepared state, by its spins and by its levels.",
        where=SPINS,
        derive=always(singlet.prepared_spins),
        domain=Domain(points=points.spins.prepared, scope="any 0 <= q <= 1"),
        oracle=oracles.spins.prepared_at,
        once_mended=Mending(MENDED, tuple(Said(ket(level), level - 1) for level in (1, 2))),
        note="The two forms contradict each other: by (26) the state in which A is up is |2>.",
        uses=("eq.26",),
    ),
    claim(
        id="claim.4.4-singlet",
        statement="The prepared state (27) is a singlet: its total spin is 0.",
        derive=always(singlet.total_spin),
        domain=Domain(points=points.spins.amplitudes, scope="any 0 <= q <= 1"),
        oracle=oracles.spins.total_spin_at,
        corrected_statement="(27) has <S^2> = 1 - 2 q sqrt(1 - q^2): it is a singlet for q = 1/sqrt(2) alone.",
        note="In general it is a superposition of the singlet and of the triplet state with S_z = 0; S^2 is 2 there.",
        uses=("eq.27",),
    ),
    claim(
        id="eq.28",
        statement="The density matrix of the prepared state, for the second form of (27).",
        derive=always(singlet.prepared_operator),
        domain=Domain(cases(FOUR), points.spins.with_levels(points.spins.amplitudes, N, values=(4,)), scope="any 0 <= q <= 1"),
        oracle=oracles.singlet.singlet_rows,
        uses=("eq.27",),
    ),
    claim(
        id="eq.29",
        statement="The average of rho(t) over the disks of lambda_2, lambda_3, lambda_4, by definition; it must have the trace 1.",
        derive=always(singlet.average_is_normalised),
        domain=Domain(points=points.spins.measures, scope=f"any measure of the disk, {ANY}"),
        oracle=oracles.singlet.trace_of(oracles.singlet.average_at),
        definition=True,
        conditions=(Eq(disk_measure, 1),),
        note="d lambda must be the normalised area element d^2 lambda/pi: with the plain area the trace would be pi^3. Checked is "
        "the trace. The bar over the average on the left, if there was one, is lost in the text used.",
        uses=("eq.28",),
    ),
)
