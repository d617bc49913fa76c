"""Symbols of states with many levels alone: the Born probability of an outcome at or below a level, and an early time."""

from sympy import Symbol

__all__ = ["after", "before", "early", "share"]

share = Symbol("s", positive=True)  # S_n, the Born probability of an outcome at or below n, in units of 1: 0 < s <= 1
early = Symbol("tau", nonnegative=True)  # N kappa t, a pure number
before, after = Symbol("a", positive=True), Symbol("b", positive=True)  # S_{m-1} and S_m: one level takes the sum from a to b
