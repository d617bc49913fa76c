"""The prepared state of two levels under its Hamiltonian alone, Eqs. (1)-(3), (7).

A Hermitian 2 x 2 matrix is given by its two energies and the direction of its second eigenvector, (cos b, w sin b) with
|w| = 1 up to a phase; b and w are given by tangents u, v of half an angle, so that everything is rational in them.
"""

from functools import cache

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import c, energy, imaginary_unit, t, t_d, t_p, u, v
from sympy import Expr, ImmutableMatrix, IndexedBase, Integer, conjugate, diff, exp, expand, eye, fraction, together

__all__ = ["evolved", "parseval", "prepared_norm", "weight"]


@cache
def evolved() -> Derivation:
    """The components of exp(-i H (t - t_p)) |Psi(t_p)>: the solution of i y' = H y from t_p, checked by inserting it.

    For U = f_1 (1 - P) + f_2 P and H = E_1 (1 - P) + E_2 P with P^2 = P,
    i U' - H U = (i f_1' - E_1 f_1) (1 - P) + (i f_2' - E_2 f_2) P.
    """
    projector, elapsed = _projector(), t - t_p
    hamiltonian = energy[1] * eye(2) + (energy[2] - energy[1]) * projector
    first, second = (exp(-imaginary_unit * energy[k] * elapsed) for k in (1, 2))
    evolution = first * (eye(2) - projector) + second * projector
    _demand_zero(projector * projector - projector, "a projector must be its own square")
    rates = [imaginary_unit * diff(phase, t) - energy[k] * phase for k, phase in ((1, first), (2, second))]
    _demand_zero(ImmutableMatrix(rates), "the evolution must obey Schroedinger's equation")
    _demand_zero(evolution.subs(t, t_p) - eye(2), "the evolution must start at t_p")
    steps = derivation("H = E_1 + (E_2 - E_1) |e><e| with the second eigenvector |e>", ImmutableMatrix(hamiltonian))
    solution = ImmutableMatrix(evolution * ImmutableMatrix([c[1], c[2]]))
    return steps.then("solve i y' = H y from t_p: a phase for each eigenvector", solution)


def prepared_norm() -> Derivation:
    """<Psi(t)|Psi(t)>: its rate is i <Psi|(H^+ - H)|Psi> = 0, so it is what it was at t_p."""
    hamiltonian = evolved().steps[0].result
    _demand_zero(hamiltonian - hamiltonian.applyfunc(conjugate).T, "the Hamiltonian must be Hermitian")
    return derivation("the rate of the norm, i <Psi|(H^+ - H)|Psi>, vanishes: it is the norm at t_p", _norm(c))


def weight() -> Derivation:
    """|alpha_1|^2 from the prepared state and an H with the eigenvectors (|1> - |2>)/sqrt(2) and (|1> + |2>)/sqrt(2)."""
    phases = [exp(-imaginary_unit * energy[k] * (t_d - t_p)) for k in (1, 2)]
    overlaps = [(c[1] - c[2]) / 2, (c[1] + c[2]) / 2]
    amplitude = sum((phase * overlap for phase, overlap in zip(phases, overlaps, strict=True)), Integer(0))
    steps = derivation("<1|Psi*(t_d)>: each eigenvector of H with its phase and its overlap", amplitude)
    return steps.then("the modulus squared", expand(amplitude * conjugate(amplitude)))


def parseval(components: IndexedBase) -> Derivation:
    """The sum over an orthonormal basis of |<chi_I|Psi>|^2, from the components in another one."""
    return derivation("an orthonormal basis resolves the identity: the norm in the other basis", _norm(components))


def _norm(components: IndexedBase) -> Expr:
    return sum((components[i] * conjugate(components[i]) for i in (1, 2)), Integer(0))


def _projector() -> ImmutableMatrix:
    """|e><e| with e = (cos b, w sin b)."""
    cosine, sine = (1 - u**2) / (1 + u**2), 2 * u / (1 + u**2)
    phase = (1 + imaginary_unit * v) ** 2 / (1 + v**2)
    return ImmutableMatrix([[cosine**2, cosine * sine * conjugate(phase)], [cosine * sine * phase, sine**2]])


def _demand_zero(matrix: ImmutableMatrix, otherwise: str) -> None:
    if any(expand(fraction(together(entry))[0]) != 0 for entry in matrix):
        raise SymbolicError(otherwise)
