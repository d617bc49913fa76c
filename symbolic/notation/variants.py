"""Symbols of variants of the model, rates of other jump operators, and of the averaged map."""

from bornproof.symbolic.notation.core import Table
from sympy import Symbol

__all__ = ["drain", "falling", "feed", "later", "level_rate", "mutual", "rising", "share", "taken"]

feed = Table("a", nonnegative=True)  # a_MJ: the rate from J < M to M where sigma_M > 0, in units of kappa; 1 in the model
drain = Table("b", nonnegative=True)  # b_MJ: the rate from M to J < M where sigma_M < 0, in units of kappa; 1 in the model
level_rate = Table("r", nonnegative=True)  # r_M: the common rate of the operators of a level M, in units of kappa
rising = Table("u", nonnegative=True)  # u_nJK: the rate from K to J where sigma_n > 0, in units of kappa
falling = Table("d", nonnegative=True)  # d_nJK: the rate from K to J where sigma_n < 0, in units of kappa
taken = Table("w", nonnegative=True)  # w_WJK: the rate from K to J in runs that W wins, in units of kappa
mutual = Table("g", nonnegative=True)  # g_WK: the rate of |W><K| in runs that W wins, in units of kappa
share = Symbol("s", nonnegative=True)  # of one part of a mixture
later = Symbol("u", nonnegative=True)  # a time that follows t, unit 1/energy
