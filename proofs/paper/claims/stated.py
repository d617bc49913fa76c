"""How this paper's claims are made: with its notation, and with the section that a module of claims is about."""

from collections.abc import Callable
from functools import partial

from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.language import LANGUAGE

__all__ = ["in_section"]


def in_section(section: str) -> Callable[..., Claim]:
    """What makes claims of a section, which a claim that is elsewhere names itself; each has the paper's language."""
    return partial(Claim, section=section, language=LANGUAGE)
