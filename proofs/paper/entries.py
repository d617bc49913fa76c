"""The paper, in its order, with our own theorems at the end."""

from bornproof.proofs.ledger import Claim, Ledger, Source
from bornproof.proofs.paper.claims import (  # fmt: skip
    appendix_components,
    appendix_general,
    appendix_prose,
    appendix_singlet,
    averaged_bell,
    averaged_driven,
    averaged_map,
    averaged_order,
    averaged_skews,
    averaged_sums,
    beyond,
    diffuse,
    footnotes,
    references,
    section_2_1,
    section_2_1_law,
    section_2_1_outcomes,
    section_2_1_runs,
    section_2_2,
    section_2_2_probabilities,
    section_2_2_prose,
    section_2_orders,
    section_3,
    section_3_1,
    section_4_1,
    section_4_2,
    section_4_4,
    section_4_4_averages,
    section_4_4_evolution,
    section_4_4_hidden,
    section_4_4_observers,
    section_4_4_prose,
    section_5,
    section_6,
    signalling,
    solutions,
    variants,
)
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.proofs.paper.reference import PAPER_REFERENCE, PAPER_TEXT, PAPER_TITLE

__all__ = ["PAPER"]

_MODULES = (
    section_2_1, section_2_1_law, section_2_1_outcomes, section_2_1_runs, section_2_2, section_2_2_prose,
    section_2_2_probabilities, section_2_orders, section_3, section_3_1, section_4_1, section_4_2, section_4_4,
    section_4_4_hidden, section_4_4_evolution, section_4_4_averages, section_4_4_observers, section_4_4_prose, section_5,
    section_6, footnotes, appendix_components, appendix_singlet, appendix_prose, references, beyond, appendix_general,
    solutions, averaged_sums, averaged_map, variants, averaged_driven, diffuse, signalling, averaged_skews, averaged_order,
    averaged_bell,
)  # fmt: skip
_RETIRED: dict[str, str] = {}
for _module in _MODULES:
    _RETIRED |= getattr(_module, "RETIRED", {})


def _made(claim_id: str) -> Claim | None:
    from bornproof.proofs.paper.written_out import made  # which reads the ledger

    return made(claim_id)


PAPER = Ledger(
    tuple(claim for module in _MODULES for claim in module.CLAIMS),
    _RETIRED,
    Source(PAPER_REFERENCE, PAPER_TEXT, PAPER_TITLE),
    LANGUAGE,
    home=f"{__name__}:PAPER",
    made=_made,
)
