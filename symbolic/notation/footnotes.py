"""Symbols of footnotes 2 and 6 alone: detectors in space and time, a later observable, position and momentum on a grid."""

from itertools import combinations

from sympy import IndexedBase, Symbol, symbols

__all__ = ["PAIRS", "P_hat", "X_hat", "apart", "later", "steepness", "time"]

PAIRS = tuple(combinations((1, 2, 3), 2))
time = dict(zip((1, 2, 3), symbols("t_d1:4", real=True), strict=True))  # when each detector responds
apart = dict(zip(PAIRS, symbols("d_12 d_13 d_23", positive=True), strict=True))  # |x_i - x_j|
steepness = Symbol("L", positive=True)  # of the slice; below 1 it is space-like
later = IndexedBase("B")  # the observable of the later detector
X_hat, P_hat = IndexedBase("X"), IndexedBase("P")  # any two matrices
