"""Symbols of hidden variables that are not uniform: thresholds, distribution functions, slopes."""

from itertools import permutations

from bornproof.symbolic.notation.core import Table
from sympy import Symbol, symbols

__all__ = ["beyond", "both_below", "excess", "inside", "losing", "same", "same_later", "slope", "slopes"]

beyond = Table("a", positive=True)  # a_n in (0, 1]: a threshold of |lambda_n|^2
inside = Table("D", real=True)  # D_K: the probability that |K>, the last level of an order, loses: sigma_N < 0
both_below = {pair: Symbol(f"F_{pair[0]}{pair[1]}", real=True) for pair in ((1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2))}
# F_IJ: the probability of sigma_2 < 0 and sigma_3 < 0 in the order I, J, K of three levels
losing = {
    levels: Symbol(f"{'QR'[len(levels) - 2]}_{''.join(map(str, levels))}", real=True)
    for count in (2, 3)
    for levels in permutations(range(1, 5), count)
}  # Q_IJ, R_IJK: the probability that these lose that are the highest levels of an order of four, the highest first
excess = Table("m", real=True)  # D_K = (1 - p_K) (1 + m_K)
slopes = Table("gamma", real=True)  # |lambda_n|^2 = u has the density 1 + gamma_n (1 - 2 u)
slope = Symbol("gamma", real=True)  # the same for all n
same, same_later = symbols("s r", real=True)  # the probability of equal spins, at one pair of settings and at another
