"""Exact points at which claims are tried, edge cases first, by what they are points of; seeded, so that every run sees the same."""

from bornproof.proofs.paper.points import (
    amplitudes,
    averages,
    driven,
    endpoint,
    evolution,
    footnotes,
    four_levels,
    levels,
    mixtures,
    sectors,
    settings,
    skews,
    spins,
    tables,
    top_level,
    two_levels,
)

__all__ = [
    "amplitudes", "averages", "driven", "endpoint", "evolution", "footnotes", "four_levels", "levels", "mixtures",
    "sectors", "settings", "skews", "spins",
    "tables", "top_level", "two_levels",
]  # fmt: skip
