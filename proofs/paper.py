"""The paper, in its order, with our own theorems at the end."""

from proofs.claims import (
    appendix_components,
    appendix_prose,
    appendix_singlet,
    beyond,
    footnotes,
    references,
    section_2_1,
    section_2_1_law,
    section_2_1_outcomes,
    section_2_2,
    section_2_2_prose,
    section_3_1,
    section_4_1,
    section_4_4,
    section_4_4_averages,
    section_4_4_evolution,
    section_4_4_hidden,
    section_4_4_observers,
    section_5,
)  # fmt: skip
from proofs.ledger import Ledger

__all__ = ["PAPER"]

PAPER = Ledger(
    (
        *section_2_1.CLAIMS,
        *section_2_1_law.CLAIMS,
        *section_2_1_outcomes.CLAIMS,
        *section_2_2.CLAIMS,
        *section_2_2_prose.CLAIMS,
        *section_3_1.CLAIMS,
        *section_4_1.CLAIMS,
        *section_4_4.CLAIMS,
        *section_4_4_hidden.CLAIMS,
        *section_4_4_evolution.CLAIMS,
        *section_4_4_averages.CLAIMS,
        *section_4_4_observers.CLAIMS,
        *section_5.CLAIMS,
        *footnotes.CLAIMS,
        *appendix_components.CLAIMS,
        *appendix_singlet.CLAIMS,
        *appendix_prose.CLAIMS,
        *references.CLAIMS,
        *beyond.CLAIMS,
    ),
    {**appendix_prose.RETIRED, **references.RETIRED, **section_5.RETIRED},
)
