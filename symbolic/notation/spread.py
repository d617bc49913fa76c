"""Symbols of two spins, or a spin and many levels, that are measured together."""

from sympy import Symbol

__all__ = ["odds", "ratio"]

ratio = Symbol("r", positive=True)  # p_M/S_M of each level in which Alice's spin is down, below 1
odds = Symbol("w", nonnegative=True)  # p/(1-p) of the probability p that Alice's spin is up
