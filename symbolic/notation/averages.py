"""Symbols of averages over all hidden variables: the means of what one level contributes."""

from bornproof.symbolic.notation.core import Table
from sympy import Symbol

__all__ = ["component", "extremal_factor", "half_mean", "mean", "mean_component"]

mean = Table("m", positive=True)  # m_M, the mean of exp(-kappa t theta(sigma_M)) over lambda_M
half_mean = Table("m'", positive=True)  # the same with kappa/2 for kappa
extremal_factor = Symbol("y", positive=True)  # exp(-kappa t) where the averaged top population is lowest
component = Table("z", real=True)  # z_J: of any real vector, at which a quadratic form is taken
mean_component = Table("b", real=True)  # b_M: the mean of z.v over the first M levels, v_J what a sector makes of |J><K|, K != J
