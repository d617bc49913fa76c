"""What the paper's definitions give at an exact point by brute force, by what is computed; nothing here knows a derivation."""

from bornproof.proofs.paper.oracles import (
    averages,
    driven,
    endpoint,
    evolution,
    footnotes,
    levels,
    limits,
    outcomes,
    sectors,
    settings,
    singlet,
    skews,
    spins,
    top_level,
    two_levels,
)

__all__ = [
    "averages", "driven", "endpoint", "evolution", "footnotes", "levels", "limits", "outcomes",
    "sectors", "settings", "singlet", "skews", "spins", "top_level",
    "two_levels",
]  # fmt: skip
