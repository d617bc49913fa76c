"""Section 3: what the text says of quantum mechanics and the second detector's setting."""

from bornproof.proofs.ledger import Form
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import specification
from bornproof.symbolic.cases import always
from bornproof.symbolic.notation.settings import other_state, state, turn

__all__ = ["CLAIMS"]

claim = in_section("3", *state, *other_state, *turn)

CLAIMS = (
    claim(
        id="claim.3-second-setting",
        statement="In quantum mechanics the setting of the second detector matters for the outcome at the first: the probability "
        "of up there differs from P_z, that for the second setting along z (1: they differ).",
        derive=always(specification.second_setting),
        domain=Domain(
            points=points.settings.two_spins,
            assumptions=(specification.IS_TURN,),
            scope="two spins, a_1 |up up> + a_2 |up down> + b_1 |down up> + b_2 |down down>, real amplitudes; |up> at B is c |up> "
            "+ s |down>",
        ),
        oracle=oracles.settings.second_setting_matters,
        corrected=Form(derive=always(specification.first_outcomes), oracle=oracles.settings.first_outcomes_at),
        corrected_statement="The outcome at the first detector has a probability in which the second setting is not; what contains "
        "this setting is the joint probability, and so that of the first outcome once the second is given.",
        note="Bell's local causality is violated in quantum mechanics by what the second outcome says of the first, not by the "
        "setting: there is no signalling.",
    ),
)
