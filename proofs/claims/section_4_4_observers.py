"""Section 4.4: what each observer sees of the averaged state, and which labels make it right, Eqs. (34), (35)."""

from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from typing import Any

from flint import fmpq
from sympy import Integer

from proofs.claims.section_4_4 import ROOT
from proofs.claims.section_4_4_averages import ANY
from proofs.domains import Domain, cases
from proofs.ledger import Claim, Form
from proofs.oracles import spins
from proofs.oracles.spin_points import dyad_points, ket_points, with_levels
from symbolic import entanglement
from symbolic.derivation import Derivation, derivation
from symbolic.entanglement import DOWN, EXCHANGED, UP, dyad, ket
from symbolic.notation import delta, n, q

__all__ = ["CLAIMS"]

Point = Mapping[Any, Any]

REDUCED = {  # Eqs. (34), (35)
    34: q**2 * dyad("A", UP, UP) + (1 - q**2) * dyad("A", DOWN, DOWN),
    35: q**2 * dyad("B", DOWN, DOWN) + (1 - q**2) * dyad("B", UP, UP),
}
TURNED = {  # the same with the arrows exchanged
    34: q**2 * dyad("A", DOWN, DOWN) + (1 - q**2) * dyad("A", UP, UP),
    35: q**2 * dyad("B", UP, UP) + (1 - q**2) * dyad("B", DOWN, DOWN),
}
SIDE = {34: "A", 35: "B"}
BOTH_SIDES = sum((delta(n, number) * form for number, form in REDUCED.items()), Integer(0))
TRACED = Domain(
    cases({n: (34, 35)}), with_levels(dyad_points, n, values=(34, 34, 34, 35, 35)), scope=f"both observers, {ANY}"
)


def _seen(number: int, state: Any, labels: Any = entanglement.LABELS) -> Derivation:
    """What one observer sees of a 4 x 4 matrix, as in Eq. (34) or (35)."""
    mine, traced = SIDE[number], "B" if SIDE[number] == "A" else "A"
    rule = f"partial trace over the spin of {traced}"
    return derivation(rule, entanglement.in_dyads(entanglement.partial_trace(state, traced, labels), mine))


def _seen_average(values: Mapping[Any, Any], labels: Any = entanglement.LABELS) -> Derivation:
    """The same of the averaged rho(t) that starts from the prepared state's spins."""
    return _seen(int(values[n]), entanglement.averaged_singlet(labels), labels)


def _seen_by_definition(
    number: int | None = None, *, state: bool = False, labels: bool = False
) -> Callable[[Point], Any]:
    """The same by brute force, with |1> and |2> exchanged in the state, or in their spins."""

    def value(point: Point) -> Any:
        side = SIDE[number or int(point[n])]
        average = spins.average_at(point, exchanged=state)
        return spins.in_dyads(spins.reduced(average, side, exchanged=labels), side, point)

    return value


def _quantum(point: Point) -> Any:
    side = SIDE[int(point[n])]
    return spins.in_dyads(spins.reduced_prepared(point, side), side, point)


def _relabelled(values: Mapping[Any, Any]) -> Derivation:
    if values[n] == 27:
        return derivation(
            "the state's spins with |1> and |2> exchanged",
            entanglement.in_kets(entanglement.prepared_vector(EXCHANGED)),
        )
    return _seen_average(values, EXCHANGED)


def _relabelled_by_definition(point: Point) -> Any:
    if point[n] != 27:
        return _seen_by_definition(labels=True)(point)
    overlaps = [(spins.label_vector(level).transpose() * spins.prepared_spins(point))[0, 0] for level in (2, 1, 3, 4)]
    return sum((overlap * point[ket(level)] for level, overlap in enumerate(overlaps, start=1)), fmpq(0))


def _relabelled_points() -> Iterator[Point]:
    for kets, dyads, number in zip(ket_points(), dyad_points(), cycle((27, 34, 35, 34, 35)), strict=False):
        yield {**kets, **dyads, n: number}


def _observer_claim(number: int, side: str) -> Claim:
    return Claim(
        id=f"eq.{number}",
        section="4.4",
        statement=f"What {side} sees of the averaged state (33), with the levels of (26).",
        name=rf"\rho_{side}",
        printed=(REDUCED[number],),
        derive=lambda _: _seen(number, entanglement.averaged_singlet()),
        domain=Domain(points=dyad_points, scope=ANY),
        oracle=_seen_by_definition(number),
        corrected=Form((TURNED[number],)),
        note="With (26) and (33) as they stand the arrows are exchanged; exchanging |1> and |2> in (26) repairs "
        "this as well: thm.relabelling.",
        uses=("eq.26", "eq.33.1", "eq.33.2", "eq.33.3"),
    )


CLAIMS = (
    *(_observer_claim(number, side) for number, side in SIDE.items()),
    Claim(
        id="claim.4.4-quantum-result",
        section="4.4",
        statement="(34) and (35) are the partial traces of the prepared state in quantum mechanics.",
        name=r"\delta_{n,34}\rho_A+\delta_{n,35}\rho_B",
        printed=(BOTH_SIDES,),
        derive=lambda values: _seen(int(values[n]), entanglement.start_of(entanglement.prepared_vector())),
        domain=TRACED,
        oracle=_quantum,
        note="The prepared state is taken by its spins, the first form of (27); with the second form and (26) the "
        "arrows would be exchanged, as in eq.34 and eq.35.",
        uses=("eq.27",),
    ),
    Claim(
        id="thm.averaged-reduced-states",
        section="4.4",
        statement="The model's average, started from the first form of (27) with the levels of (26), gives (34), (35).",
        name=r"\delta_{n,34}\mathrm{Tr}_B\rho(t)+\delta_{n,35}\mathrm{Tr}_A\rho(t)",
        printed=(BOTH_SIDES,),
        derive=_seen_average,
        domain=TRACED,
        oracle=_seen_by_definition(state=True),
        uses=("eq.27", "eq.29", "claim.4.4-quantum-result"),
    ),
    Claim(
        id="thm.relabelling",
        section="4.4",
        statement="With |1> and |2> exchanged in (26), both forms of (27) agree and (34), (35) follow from (33).",
        name=r"\delta_{n,27}|\Psi\rangle+\delta_{n,34}\rho_A+\delta_{n,35}\rho_B",
        printed=(delta(n, 27) * (q * ket(1) - ROOT * ket(2)) + BOTH_SIDES,),
        derive=_relabelled,
        domain=Domain(cases({n: (27, 34, 35)}), _relabelled_points, scope=f"Eqs. (27), (34), (35); {ANY}"),
        oracle=_relabelled_by_definition,
        uses=("eq.29",),
    ),
)
