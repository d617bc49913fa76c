"""Averages over the hidden variables, with the probabilities (32) and with others, Eqs. (32), (33); Sections 2.1, 4.4."""

from functools import partial

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.claims.section_4_4 import ANY, FOUR, WEIGHTS
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import averages, singlet
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.core import N, p, q, rho, t
from bornproof.symbolic.notation.relations import Eq, Ge, Gt
from bornproof.symbolic.notation.settings import deviation
from sympy import Integer

__all__ = ["CLAIMS"]

claim = in_section("4.4", deviation)

SHIFTED = (1 - q**2 + deviation, q**2 - deviation)  # P(sigma_2 > 0), P(sigma_2 < 0)
PROBABILITIES = (Ge(SHIFTED[0], 0), Ge(SHIFTED[1], 0))

AVERAGED = Domain(points=points.spins.averages, scope=ANY)
EMPTY = ((p[1], Integer(0)), (p[2], Integer(0)))

CLAIMS = (
    *(
        claim(
            id=f"eq.32.{part}",
            statement=f"The probability of sigma_2 {relation} 0 for the prepared state.",
            derive=always(singlet.probability, sign),
            domain=Domain(points=points.spins.amplitudes, scope="any 0 <= q <= 1", state=WEIGHTS),
            oracle=oracles.singlet.probability_at(sign),
            uses=("eq.30.1",),
        )
        for part, relation, sign in ((1, "<", -1), (2, ">", 1))
    ),
    *(
        claim(
            id=f"eq.33.{level}",
            statement=f"The average of rho_{level}{level}(t): the sum over both signs of sigma_2 is constant.",
            derive=always(singlet.average, level),
            domain=AVERAGED,
            oracle=oracles.singlet.entry_of(oracles.singlet.average_at, level, level),
            average=True,
            note="The sum does not see kappa; its terms, one by one, are claim.4.4-terms.",
            uses=("eq.29", f"eq.31.{level}", "eq.32.1", "eq.32.2"),
        )
        for level in (1, 2)
    ),
    claim(
        id="claim.4.4-terms",
        statement="The terms in the first two lines of (33) are the shares of sigma_2 > 0 and of sigma_2 < 0 in the averages.",
        name=r"\text{the terms of (33)}",
        family=tuple(
            Form(derive=always(singlet.shares, level), oracle=oracles.singlet.shares_at(level)) for level in (1, 2)
        ),
        domain=AVERAGED,
        uses=("eq.31.1", "eq.31.2", "eq.32.1", "eq.32.2"),
    ),
    claim(
        id="eq.33.3",
        statement="The average of the coherence, and the entry that is to equal it.",
        where=((rho[2, 2], "eq.33.2"),),
        derive=always(singlet.average, 1, 2),
        domain=AVERAGED,
        oracle=oracles.singlet.entry_of(oracles.singlet.average_at, 1, 2),
        average=True,
        corrected=Form(
            derive=always(singlet.averaged_coherences),
            oracle=oracles.singlet.coherences_of(oracles.singlet.average_at),
        ),
        note="As in (31): the sign is lost, and rho_22 stands for rho_21. Corrected are both, rho_12 = rho_21.",
        uses=("eq.29", "eq.31.3"),
    ),
    claim(
        id="claim.4.4-only-suppression",
        statement="For the prepared state the average damps the off-diagonal entries of (28) and does nothing else.",
        derive=always(singlet.averaged_operator),
        domain=Domain(cases(FOUR), points.spins.with_levels(points.spins.averages, N, values=(4,)), scope=ANY),
        oracle=oracles.singlet.average_at,
        uses=("eq.33.1", "eq.33.2", "eq.33.3"),
    ),
    claim(
        id="claim.4.4-only-suppression-generic",
        statement="For a generic state of three levels the average leaves the populations as they are.",
        derive=averages.three_levels,
        domain=Domain(
            (Case(given=(Gt(p[1] + p[2], 0),)), Case(EMPTY)),
            points.spins.three_levels,
            (Eq(p[3], 1 - p[1] - p[2]),),
            scope="N = 3, any populations, any time",
        ),
        oracle=oracles.singlet.three_levels_at,
        corrected_statement="For three levels the averaged populations move away from p_J and return as t -> infinity.",
        note="|3> fills at the rate kappa and empties at the rate 2 kappa: gain and loss do not balance, as they do at N = 2.",
        uses=("eq.29", "eq.39.4", "eq.22"),
    ),
    claim(
        id="thm.deviation",
        statement="With P(sigma_2 > 0) = 1 - q^2 + delta the averages are off by delta (1 - exp(-kappa t)).",
        derive=always(averages.deviated, SHIFTED),
        domain=Domain(points=points.spins.deviations, scope=f"N = 2, any weights that sum to 1, {ANY}"),
        oracle=oracles.singlet.deviated_at,
        uses=("eq.31.1", "eq.31.2"),
    ),
    claim(
        id="claim.4.4-other-probabilities",
        statement="Averages with probabilities other than (32) do not give (33) (1: they differ).",
        derive=partial(averages.deviation_is_seen, SHIFTED),
        domain=Domain(
            (Case(((t, Integer(0)),)), Case(given=(Gt(t, 0),))),
            points.spins.deviations,
            PROBABILITIES,
            scope=f"N = 2, any probabilities, {ANY}",
        ),
        oracle=oracles.singlet.deviation_at,
        conditions=(Gt(t, 0),),
        note="The difference is -delta (1 - exp(-kappa t)), by thm.deviation: it vanishes at t = 0.",
        uses=("thm.deviation", "eq.33.1"),
    ),
)
