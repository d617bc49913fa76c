"""Symbols of hidden variables that depend on the settings."""

from sympy import IndexedBase, Symbol

__all__ = ["chance", "chosen_pair", "correlation", "cosine"]

chosen_pair = IndexedBase("w", nonnegative=True)  # w_s: the probability of the pair of settings s = 1, .., 4
chance = IndexedBase("m", nonnegative=True)  # m_s: that of one strategy if the pair of settings is s
correlation = Symbol("z", nonnegative=True)  # the four correlations are z, z, z and -z: CHSH is 4z
cosine = Symbol("y", real=True)  # of the angle between two settings
