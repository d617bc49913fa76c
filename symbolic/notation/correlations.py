"""Symbols of hidden variables that depend on the settings."""

from sympy import IndexedBase, Symbol, symbols

__all__ = ["agreeing", "agreeing_last", "chance", "chosen_pair", "correlation", "entangling"]

chosen_pair = IndexedBase("w", nonnegative=True)  # w_s: the probability of the pair of settings s = 1, .., 4
chance = IndexedBase("m", nonnegative=True)  # m_s: that of one strategy if the pair of settings is s
correlation = Symbol("z", nonnegative=True)  # the four correlations are z, z, z and -z: CHSH is 4z
# the probability that the outcomes of a pair of settings agree, by Born's rule: of the first three pairs, and of the last
agreeing, agreeing_last = symbols("s r", nonnegative=True)
# the state cos(2u)|up up> + sin(2u)|down down> has it for tan(u); a setting, with half its angle for 2u, for a_i or b_j
entangling = Symbol("h", real=True)
