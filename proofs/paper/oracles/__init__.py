"""What the paper's definitions give at an exact point by brute force, by what is computed; nothing here knows a derivation."""

from bornproof.proofs.paper.oracles import (
    averaged_sums,
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
    spins,
    top_level,
    two_levels,
    variants,
)

__all__ = [
    "averaged_sums",
    "averages",
    "driven",
    "endpoint",
    "evolution",
    "footnotes",
    "levels",
    "limits",
    "outcomes",
    "sectors",
    "settings",
    "singlet",
    "spins",
    "top_level",
    "two_levels",
    "variants",
]  # fmt: skip
