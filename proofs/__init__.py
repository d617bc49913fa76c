"""The ledger: the paper, equation by equation, with computed verdicts.

    verify(*ids)          each entry judged: its verdict, evidence, witness
    errata(*ids)          what is wrong, or true only under conditions: a witness, and what is right
    check(id, formula)    your formula in the place of the printed one
    PAPER                 all entries, as data

A claim (`ledger/`) is judged by engines (`checks/`), which makes an entry of a run, which is reported (`report/`). What
there is in each room, and what touches what, is in README.md beside this file. Everything is made when it is asked for:
the import of this package alone imports nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bornproof.proofs.judgements import Judgement, Judgements, check, errata, verify
    from bornproof.proofs.paper.entries import PAPER

__all__ = ["PAPER", "Judgement", "Judgements", "check", "errata", "verify"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(f"{__name__}.{'paper.entries' if name == 'PAPER' else 'judgements'}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
