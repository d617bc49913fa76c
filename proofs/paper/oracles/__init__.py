"""What the paper's definitions give at an exact point by brute force, by what is computed; nothing here knows a derivation."""

from bornproof.proofs.paper.oracles import (
    averages,
    diffuse,
    endpoint,
    evolution,
    footnotes,
    late,
    levels,
    limits,
    outcomes,
    sectors,
    settings,
    singlet,
    spins,
    top_level,
    two_levels,
)

__all__ = [
    "averages", "diffuse", "endpoint", "evolution", "footnotes", "late", "levels", "limits", "outcomes",
    "sectors", "settings", "singlet", "spins", "top_level",
    "two_levels",
]  # fmt: skip
