"""Lines from textbooks on open quantum systems as a ledger of their own: three are wrong on purpose.

A qubit with the levels |e>, |g>, in this order, decays at the rate gamma and dephases at the rate Gamma; omega is its frequency,
r its Bloch vector, nbar the mean number of photons of a thermal bath. Three levels decay one after another at gamma_1 and
gamma_2. A chain without end has births at the rate b_n and deaths at d_n in its state n, as a damped mode in a thermal bath
has between its n-photon states. The derivations are SymPy's: rates by matrix products, and dsolve. The oracles are
exact: matrices, their null spaces, and two solvers for any jump operators.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.balls import conjugate
from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state
from bornproof.numeric_check.arithmetic.null_space import kernel
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.proofs.ledger import Claim, Form, Language, Ledger, Source
from bornproof.proofs.ledger.domain import Case, Domain, Point
from bornproof.symbolic.derivation import Derivation, Recursion, derivation
from flint import fmpq, fmpq_mat
from sympy import (
    Eq,
    Expr,
    Function,
    Ge,
    Gt,
    I,
    IndexedBase,
    Matrix,
    Ne,
    Product,
    Rational,
    Symbol,
    diag,
    dsolve,
    exp,
    expand,
    eye,
    solve,
    symbols,
)

__all__ = ["LEDGER"]


gamma, gamma_1, gamma_2 = symbols("gamma gamma_1 gamma_2", positive=True)
nbar, tau = symbols("nbar tau", nonnegative=True)
omega, Gamma = symbols("omega Gamma", real=True)
w = Symbol("w", nonnegative=True)  # the population of |e> at tau = 0
c = Symbol("c", complex=True)  # <e|rho|g> at tau = 0
r_x, r_y, r_z = symbols("r_x r_y r_z", real=True)
n, k = symbols("n k", integer=True, positive=True)
p = IndexedBase("p", nonnegative=True)  # p_n, the probability of the state n of a chain
b, d = IndexedBase("b", positive=True), IndexedBase("d", positive=True)  # its rates from n to n + 1, and from n to n - 1

HALF = Rational(1, 2)
LOWER, RAISE = Matrix([[0, 0], [1, 0]]), Matrix([[0, 1], [0, 0]])
PAULI = (Matrix([[0, 1], [1, 0]]), Matrix([[0, -I], [I, 0]]), diag(1, -1))
FREE = omega / 2 * PAULI[2]
DECAY, DEPHASING = (gamma, LOWER), (Gamma / 2, PAULI[2])
THERMAL = ((gamma * (nbar + 1), LOWER), (gamma * nbar, RAISE))
CASCADE = ((gamma_1, Matrix(3, 3, lambda i, j: int((i, j) == (1, 0)))), (gamma_2, Matrix(3, 3, lambda i, j: int((i, j) == (2, 1)))))


# Derivations


def generator(rho: Matrix, *jumps: tuple[Expr, Matrix], hamiltonian: Matrix | None = None) -> Matrix:
    """The right-hand side of the master equation."""
    h = hamiltonian if hamiltonian is not None else 0 * rho
    total = -I * (h * rho - rho * h)
    for rate, jump in jumps:
        square = jump.H * jump
        total += rate * (jump * rho * jump.H - (square * rho + rho * square) / 2)
    return total.applyfunc(expand)


def entry(place: tuple[int, int], start: Expr, *jumps: tuple[Expr, Matrix], hamiltonian: Matrix | None = None) -> Derivation:
    """An entry of rho that feeds on itself alone, or on what the trace leaves: dsolve's solution."""
    f = Function("f")(tau)
    rho = Matrix([[f, 0], [0, 1 - f]]) if place == (0, 0) else Matrix([[0, f], [0, 0]])
    rate = generator(rho, *jumps, hamiltonian=hamiltonian)[place]
    solution = dsolve(Eq(f.diff(tau), rate), f, ics={f.subs(tau, 0): start}).rhs
    return derivation("the entry of the master equation", rate.subs(f, start)).then("solve it from tau = 0", expand(solution))


def bloch(axis: int) -> Derivation:
    """The rate of a component of the Bloch vector, Tr(sigma d rho/d tau)."""
    rho = (eye(2) + r_x * PAULI[0] + r_y * PAULI[1] + r_z * PAULI[2]) / 2
    change = generator(rho, DECAY, DEPHASING, hamiltonian=FREE)
    return derivation("the trace with a Pauli matrix", expand((PAULI[axis] * change).trace()))


def stationary() -> Derivation:
    """The population that does not change."""
    rate = generator(diag(w, 1 - w), *THERMAL)[0, 0]
    (found,) = solve(rate, w)
    return derivation("the rate of the population of |e>", rate).then("it vanishes", found)


def middle(values: Point) -> Derivation:
    """The population of the middle level of the cascade, which another formula gives where the rates are equal."""
    f, equal = Function("f")(tau), values.get(gamma_1, gamma_1) == values.get(gamma_2, gamma_2)
    rate = generator(diag(exp(-gamma_1 * tau), f, 0), *CASCADE)[1, 1]
    rate = rate.subs(gamma_1, gamma_2) if equal else rate
    solution = dsolve(Eq(f.diff(tau), rate), f, ics={f.subs(tau, 0): 0}).rhs
    return derivation("it is fed from above, and decays", rate.subs(f, 0)).then("solve it from 0", solution)


def flow(state: Expr) -> Expr:
    """From a state to the next."""
    return b[state] * p[state] - d[state + 1] * p[state + 1]


def chain() -> Derivation:
    """What flows in from below minus what flows on."""
    return derivation("the flow from n - 1 minus that to n + 1", flow(n - 1) - flow(n))


def ladder() -> Derivation:
    """The state without any flow: each probability from the one below."""
    (following,) = solve(flow(n), p[n + 1])
    steps = derivation("no flow between neighbours", following)
    return steps.recursive("from the bottom", b[0] / d[1], Recursion(n, 1, b[0] / d[1], lambda value: following.subs(p[n], value)))


def thermal() -> Derivation:
    """The same for a damped mode, with <n+1|a^dagger|n> = sqrt(n + 1)."""
    (following,) = solve(flow(n), p[n + 1])
    ratio = (following / p[n]).subs({b[n]: gamma * nbar * (n + 1), d[n + 1]: gamma * (nbar + 1) * (n + 1)})
    return derivation("no flow between neighbours", following / p[n]).then("the rates of the mode", ratio)


# Oracles


MINUS, PLUS = matrix([[0, 0], [1, 0]]), matrix([[0, 1], [0, 0]])
X, Y, Z = matrix([[0, 1], [1, 0]]), matrix([[0, "-1j"], ["1j", 0]]), matrix([[1, 0], [0, -1]])
UPPER, LOWEST = matrix([[0, 0, 0], [1, 0, 0], [0, 0, 0]]), matrix([[0, 0, 0], [0, 0, 0], [0, 1, 0]])


def at_qubit(row: int, column: int) -> Callable[[Point], Any]:
    """An entry of rho(tau) of the qubit; what the point does not give is 0, and the population is 1/2."""

    def oracle(point: Point) -> Any:
        start, coherence = point.get(w, fmpq(1, 2)), point.get(c, fmpq(0))
        turned: Any = conjugate(coherence)
        rho = matrix([[start, coherence], [turned, 1 - start]])
        return evolve(qubit(point), rho, point[tau])[row][column]

    return oracle


def qubit(point: Point) -> LindbladEquation:
    decay, photons = point.get(gamma, fmpq(0)), point.get(nbar, fmpq(0))
    rates = (decay * (photons + 1), decay * photons, point.get(Gamma, fmpq(0)) / 2)
    return LindbladEquation((MINUS, PLUS, Z), Z.scale(point.get(omega, fmpq(0)) / 2), rates)


def with_vector(point: Point) -> ExactMatrix:
    vector = X.scale(point[r_x]) + Y.scale(point[r_y]) + Z.scale(point[r_z])
    return (matrix([[1, 0], [0, 1]]) + vector).scale(Fraction(1, 2))


def at_bloch(axis: ExactMatrix) -> Callable[[Point], Any]:
    return lambda point: (axis @ qubit(point).rate(with_vector(point))).trace()


def at_purity(point: Point) -> Any:
    return (with_vector(point) @ with_vector(point)).trace()


def at_rest(point: Point) -> Any:
    """The population of |e> in the null space of the rates of the populations."""
    up, down = point[gamma] * point[nbar], point[gamma] * (point[nbar] + 1)
    found = kernel(fmpq_mat([[-down, up], [down, -up]]))
    return found[0, 0] / (found[0, 0] + found[1, 0])


def at_middle(point: Point) -> Any:
    equation = LindbladEquation((UPPER, LOWEST), rates=(point[gamma_1], point[gamma_2]))
    return evolve(equation, pure_state([1, 0, 0]), point[tau])[1][1]


def between(births: list[Any], deaths: list[Any]) -> fmpq_mat:
    """The generator of a chain with as many births as deaths, which no flow leaves at its top."""
    size = len(births) + 1
    table = fmpq_mat(size, size)
    for state, (up, down) in enumerate(zip(births, deaths, strict=True)):  # to state + 1, and back
        for source, target, rate in ((state, state + 1, up), (state + 1, state, down)):
            table[target, source] += rate
            table[source, source] -= rate
    return table


def at_chain(point: Point) -> Any:
    states = range(int(point[n]) + 2)
    table = between([point[b[state]] for state in states], [point[d[state + 1]] for state in states])
    return (table * fmpq_mat([[point[p[state]]] for state in range(len(states) + 1)]))[int(point[n]), 0]


def at_ladder(point: Point) -> Any:
    """The ratio p_n/p_0 in the null space of the generator up to n."""
    states = range(int(point[n]))
    found = kernel(between([point[b[state]] for state in states], [point[d[state + 1]] for state in states]))
    return found[len(states), 0] / found[0, 0]


def at_mode(point: Point) -> Any:
    """The ratio p_{n+1}/p_n in the null space of the jumps up to n + 1 photons; without photons in the bath there is none."""
    photons = range(1, int(point[n]) + 2)
    up, down = point[gamma] * point[nbar], point[gamma] * (point[nbar] + 1)
    found = kernel(between([up * number for number in photons], [down * number for number in photons]))
    if not found[len(photons) - 1, 0]:
        raise UndefinedError("a ratio of two probabilities that vanish")
    return found[len(photons), 0] / found[len(photons) - 1, 0]


# Points


def points(*names: Any) -> Callable[[], Iterator[dict[Any, Any]]]:
    """Exact values of the names, with tau = 0, equal rates and an empty bath among them."""

    def made() -> Iterator[dict[Any, Any]]:
        source = Random("open systems")  # noqa: S311  (reproducible points, not secrets)
        for number in range(200):
            values: dict[Any, Any] = {
                gamma: fmpq(source.randint(1, 9), 4), Gamma: fmpq(source.randint(0, 9), source.randint(1, 5)),
                gamma_1: fmpq(source.randint(1, 6), 3), gamma_2: fmpq(source.randint(1, 6), 3),
                tau: fmpq(source.randint(0, 6), 5) if number else fmpq(0),
                omega: fmpq(source.randint(-5, 5), 3), w: fmpq(source.randint(0, 7), 7), nbar: fmpq(source.randint(0, 8), 3),
                c: complex_rational(fmpq(source.randint(-3, 3), 9), fmpq(source.randint(-3, 3), 9)), n: source.randint(1, 5),
                **{r: fmpq(source.randint(-4, 4), 7) for r in (r_x, r_y, r_z)},
            }  # fmt: skip
            tables = {table[state]: fmpq(source.randint(1, 9), 4) for table in (p, b, d) for state in range(9)}
            yield {name: value for name, value in (values | tables).items() if getattr(name, "base", name) in names}

    return made


def domain(*names: Any, cases: tuple[Case, ...] = (Case(),), assumptions: tuple[Any, ...] = ()) -> Domain:
    return Domain(cases, points(*names), assumptions)


# The lines

BLOCH = domain(gamma, Gamma, omega, r_x, r_y, r_z)
RATES = Domain(points=lambda: ({gamma: fmpq(k % 5 + 1, 2), Gamma: fmpq(k % 11 - 4, 9)} for k in range(55)))  # of both signs
CASCADES = domain(gamma_1, gamma_2, tau, cases=(Case(given=(Ne(gamma_1 - gamma_2, 0),)), Case(((gamma_1, gamma_2),))))
TWO = gamma / 2 + Gamma  # 1/T_2

QUBIT = (
    Claim(
        "eq.1", "1", "The excited state of a qubit decays exponentially.", r"\rho_{ee}(\tau)",
        (w * exp(-gamma * tau),), lambda _: entry((0, 0), w, DECAY), domain(w, gamma, tau), at_qubit(0, 0),
        dynamics=True,
    ),
    Claim(
        "eq.2", "1", "Its coherence decays at half the rate.", r"\rho_{eg}(\tau)",
        (c * exp(-gamma * tau / 2),), lambda _: entry((0, 1), c, DECAY), domain(c, gamma, tau), at_qubit(0, 1),
        dynamics=True,
    ),
    Claim(
        "eq.3", "1", "Pure dephasing leaves the populations alone, and damps the coherence.", r"\rho_{eg}(\tau)",
        (c * exp(-Gamma * tau),), lambda _: entry((0, 1), c, DEPHASING), domain(c, Gamma, tau), at_qubit(0, 1),
        dynamics=True,
    ),
    Claim(
        "eq.4", "1", "With all of this the coherence turns, and is damped.", r"\rho_{eg}(\tau)",
        (c * exp(-(I * omega + gamma / 2 + Gamma) * tau),),
        lambda _: entry((0, 1), c, DECAY, DEPHASING, hamiltonian=FREE), domain(c, omega, gamma, Gamma, tau), at_qubit(0, 1),
        dynamics=True,
    ),
    Claim(
        "eq.5.1", "1", "The first Bloch equation.", r"\dot r_x",
        (-omega * r_y - TWO * r_x,), lambda _: bloch(0), BLOCH, at_bloch(X),
    ),
    Claim(
        "eq.5.2", "1", "The second Bloch equation.", r"\dot r_y",
        (omega * r_x - (gamma + Gamma) * r_y,), lambda _: bloch(1), BLOCH, at_bloch(Y),
        corrected=Form((omega * r_x - TWO * r_y,)), note="Decay damps a coherence at half its rate.",
    ),
    Claim(
        "eq.5.3", "1", "The third Bloch equation.", r"\dot r_z", (-gamma * (1 + r_z),), lambda _: bloch(2), BLOCH, at_bloch(Z),
    ),
    Claim(
        "eq.6", "1", "The purity.", r"\mathrm{Tr}\rho^2", ((1 + r_x**2 + r_y**2 + r_z**2) / 2,),
        lambda _: derivation(
            "Tr rho^2", expand((((eye(2) + r_x * PAULI[0] + r_y * PAULI[1] + r_z * PAULI[2]) / 2) ** 2).trace())
        ),
        domain(r_x, r_y, r_z), at_purity, definition=True,
    ),
    Claim(
        "claim.1-times", "1", "T_2 never exceeds T_1 if, and only if, Gamma >= 0.", r"1/T_2 \geq 1/T_1", (Ge(TWO, gamma),),
        lambda _: derivation("Eq. (4) for 1/T_2 less half of Eq. (1) for 1/T_1", Ge(TWO - gamma / 2, 0)), RATES,
        lambda point: point[gamma] / 2 + point[Gamma] >= point[gamma] / 2, uses=("eq.1", "eq.4"),
        corrected=Form((Ge(TWO, gamma / 2),)), corrected_statement="T_2 never exceeds 2 T_1 if, and only if, Gamma >= 0.",
    ),
)  # fmt: skip

BATH = (
    Claim(
        "eq.7", "2", "The stationary population in a thermal bath.", r"\rho_{ee}(\infty)",
        (nbar / (2 * nbar + 1),), lambda _: stationary(), domain(gamma, nbar, assumptions=(Gt(nbar, 0),)), at_rest,
    ),
    Claim(
        "eq.8", "2", "The way there.", r"\rho_{ee}(\tau)",
        (w * exp(-gamma * (2 * nbar + 1) * tau) + nbar / (2 * nbar + 1) * (1 - exp(-gamma * (2 * nbar + 1) * tau)),),
        lambda _: entry((0, 0), w, *THERMAL), domain(w, gamma, nbar, tau), at_qubit(0, 0), dynamics=True, uses=("eq.7",),
    ),
    Claim(
        "eq.9", "3", "The middle level of a cascade.", r"p_2(\tau)",
        (gamma_1 / (gamma_2 - gamma_1) * (exp(-gamma_1 * tau) - exp(-gamma_2 * tau)),), middle, CASCADES, at_middle,
        dynamics=True, conditions=(Ne(gamma_1 - gamma_2, 0),),
    ),
    Claim(
        "eq.10", "4", "The rate equation of a chain of births and deaths.", r"\dot p_n",
        (b[n - 1] * p[n - 1] + d[n + 1] * p[n + 1] - (b[n] + d[n]) * p[n],), lambda _: chain(), domain(n, p, b, d), at_chain,
    ),
    Claim(
        "eq.11", "4", "Its stationary state, in detailed balance.", "p_n/p_0", (Product(b[k - 1] / d[k], (k, 1, n)),),
        lambda values: ladder().taken_to(values), domain(n, b, d), at_ladder, uses=("eq.10",),
    ),
    Claim(
        "eq.12", "4", "That of a damped mode in a thermal bath.", "p_{n+1}/p_n", (nbar / (nbar + 1),), lambda _: thermal(),
        domain(gamma, nbar, n, assumptions=(Gt(nbar, 0),)), at_mode, uses=("eq.11",),
    ),
)  # fmt: skip

LANGUAGE = Language(time=tau, rates=(gamma, Gamma, gamma_1, gamma_2), first={p: 0, b: 0, d: 1})
LEDGER = Ledger((*QUBIT, *BATH), source=Source("textbooks on open quantum systems"), language=LANGUAGE)
