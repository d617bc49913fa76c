"""Events and their probability, and rates of change, as they stand in printed forms: functions without a meaning of their own.

>>> from sympy import Gt, IndexedBase, Symbol
>>> x, (j, n) = IndexedBase("x", real=True), (Symbol(name, integer=True) for name in "jn")
>>> P(Gt(x[1], 0), Each(Gt(x[j], 0), j, 2, n))
P(x[1] > 0, Each(x[j] > 0, j, 2, n))
"""

from sympy import Function

__all__ = ["Each", "P", "rate"]

P = Function("P", commutative=True)  # P(event, event, ...): the probability that all events happen
Each = Function("Each", commutative=True)  # Each(event, J, low, high): the event for all J from low to high
rate = Function("rate")  # rate(f): the derivative of f by the time
