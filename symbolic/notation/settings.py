"""Symbols of a few claims alone: settings and how they are chosen, a second run beside a first, outcomes, deviations, bases."""

from sympy import IndexedBase, Symbol, symbols

__all__ = [
    "basis", "cell", "chi", "chosen", "coupling", "deviation", "disk_measure", "drive", "energy_factor", "f", "first_weight",
    "given_all", "given_beables", "listed", "of_beables", "operator_weight", "other_drive", "other_kappa", "other_p", "other_sigma",
    "other_state", "second_state", "second_weight", "settings", "splitting", "state", "turn",
]  # fmt: skip

settings = symbols("w_1 w_2", real=True)  # the probabilities of the two settings
cell = Symbol("mu", real=True)  # the probability that lambda lies in a given cell of its disks
basis = IndexedBase("b")  # b_s: which basis belongs to setting s
chosen = IndexedBase("w", nonnegative=True)  # w_ms: the probability that mechanism m is at work and chooses setting s

drive, other_drive = (Symbol(name, real=True) for name in ("omega", r"\omega'"))  # H = omega (|1><2| + |2><1|) of two runs
other_kappa = Symbol(r"\kappa'", positive=True)
other_p = IndexedBase("p'", nonnegative=True)  # |beta_I|^2 of the second run
other_sigma = IndexedBase(r"\sigma'", real=True)  # of the second part of a mixture

first_weight, second_weight = symbols("a b")  # of a mixture of rho and rho'
second_state = IndexedBase(r"\rho'")

turn = symbols("c s", real=True)  # the setting's basis: |chi_1> = c|1> + s|2>, |chi_2> = c|2> - s|1>
state, other_state = symbols("a_1 a_2", real=True), symbols("b_1 b_2", real=True)  # amplitudes of two prepared states

of_beables = Symbol(r"{p(\Lambda)}")
given_all = Symbol(r"{p(O_a|a,\Lambda)}"), Symbol(r"{p(O_b|b,\Lambda)}")
given_beables = Symbol(r"{p(O_a|\Lambda)}"), Symbol(r"{p(O_b|\Lambda)}")

disk_measure = Symbol(r"{\int\!d\lambda}", positive=True)  # the measure that d lambda gives to a whole disk
listed = Symbol("m_{21}", real=True)  # 1 where Eq. (31) lists rho_21, 0 where it does not
deviation = Symbol(r"\delta", real=True, nonzero=True)  # of P(sigma_2 > 0) from 1 - q^2

chi = IndexedBase("chi")  # chi[I, J] = <J|chi_I>, a basis that may be the detector's
energy_factor = Symbol("s", positive=True)  # by which the unit of energy shrinks
coupling = Symbol("g", real=True)  # H = g (|1><2| + |2><1|) + omega |2><2|: up to phases and a constant, any for N = 2
splitting = Symbol("omega", real=True)
operator_weight = Symbol("w", nonnegative=True)  # of an operator L_NJ with sigma_N < 0; 1 in the model
f = IndexedBase("f")  # any summand of the double sum (38)
