"""Exact points at which claims are tried, edge cases first, by what they are points of; seeded, so that every run sees the same."""

from bornproof.proofs.paper.points import (
    amplitudes,
    averaged_map,
    averages,
    endpoint,
    evolution,
    footnotes,
    four_levels,
    levels,
    mixtures,
    sectors,
    settings,
    spins,
    tables,
    top_level,
    two_levels,
    variants,
)

__all__ = [
    "amplitudes", "averaged_map", "averages", "endpoint", "evolution", "footnotes", "four_levels", "levels", "mixtures",
    "sectors", "settings", "spins",
    "tables", "top_level", "two_levels", "variants",
]  # fmt: skip
