"""The classical example of Section 3.1: a free particle of unit mass whose end-point may lie anywhere on a surface.

Vectors are 3 x 1 matrices; lengths and times have any consistent units.
"""

from sympy import Expr, Function, Matrix, Rational, Symbol, diff, dsolve, integrate, sqrt, symbols

from symbolic.derivation import Derivation, derivation

__all__ = [
    "action", "duration", "paraboloid_excess", "path", "plane_excess", "sphere_excess", "start", "stationarity_residuals",
    "target", "transversality_residual",
]  # fmt: skip

t1, t2 = symbols("t_1 t_2", real=True)
duration = Symbol("Delta_t", positive=True)  # t_2 - t_1
start = Matrix(symbols("x_1:4", real=True))
target = Matrix(symbols("y_1:4", real=True))
_time = Symbol("t", real=True)


def path() -> Derivation:
    """The velocity between fixed end-points: x'' = 0 integrated once, then matched to both ends."""
    position = Function("f")
    end, begin, y = symbols("t_2 x_1 y", real=True)
    t_begin = end - duration
    solution = dsolve(position(_time).diff(_time, 2), position(_time), ics={position(t_begin): begin, position(end): y})
    speed = diff(solution.rhs, _time).simplify()
    return derivation("x'' = 0 with x(t_1) = x_1, x(t_2) = y, one component", solution.rhs).then("differentiate", speed)


def action() -> Derivation:
    """The action S(y) of the straight path: the integral of x'^2/2 over Delta t; 1/(2 Delta t) times the distance squared."""
    velocity = (target - start) / duration
    lagrangian = velocity.dot(velocity) / 2
    steps = derivation("insert x' = (y - x_1)/Delta t into L = x'^2/2", lagrangian)
    return steps.then("integrate over t_1..t_1 + Delta t", integrate(lagrangian, (_time, t1, t1 + duration)))


def stationarity_residuals() -> tuple[Expr, Expr]:
    """DS - (y - x_1).dy/Delta t along both tangents of any smooth surface y(u, v): both 0.

    So S is stationary exactly where y - x_1 is normal to the surface, as the distance is.
    """
    u, v = symbols("u v", real=True)
    surface = Matrix([Function(f"y_{i}")(u, v) for i in (1, 2, 3)])
    value = action().result.subs(dict(zip(target, surface, strict=True)), simultaneous=True)
    residuals = (diff(value, w) - (surface - start).dot(surface.diff(w)) / duration for w in (u, v))
    return tuple(residual.expand() for residual in residuals)


def transversality_residual() -> Expr:
    """The boundary term of the first variation at t_2 minus dS: 0.

    For x -> x + eta with eta(t_1) = 0 and x'' = 0, delta S = x'(t_2).eta(t_2): Euler-Lagrange's equation with the natural
    boundary condition x'(t_2) normal to the surface is the optimisation with a free end-point.
    """
    eta = Matrix(symbols("eta_1:4", real=True))
    velocity = (target - start) / duration
    growth = eta / duration  # any eta(t) with these ends gives the same boundary term, since x'' = 0
    first_variation = integrate(velocity.dot(growth), (_time, t1, t1 + duration))
    along = sum(diff(action().result, y) * e for y, e in zip(target, eta, strict=True))
    return (first_variation - along).expand()


def plane_excess() -> tuple[Expr, Expr]:
    """For the plane n.y = h, |n| = 1: S(y) - S(foot) - |y - foot|^2/(2 Delta t) is a multiple of n.y - h.

    Returns that difference, reduced by n.y = h and |n|^2 = 1, and n.foot - h: both 0. So the foot of the perpendicular
    is the unique global minimum.
    """
    h = Symbol("h", real=True)
    n1, n2 = symbols("n_1 n_2", real=True)
    n3 = Symbol("n_3", positive=True)  # some component differs from 0; call it the third
    normal = Matrix([n1, n2, n3])
    foot = start + normal * (h - normal.dot(start))
    on_plane = {target[2]: (h - n1 * target[0] - n2 * target[1]) / n3}
    excess = _action_at(target) - _action_at(foot) - (target - foot).dot(target - foot) / (2 * duration)
    unit = {n2: sqrt(1 - n1**2 - n3**2)}
    reduced = excess.subs(on_plane).subs(unit)
    return reduced.expand().simplify(), (normal.dot(foot) - h).subs(unit).expand()


def sphere_excess() -> Expr:
    """For the sphere of radius R around c: S(y) at the angle gamma from x_1 - c, minus S at gamma = 0.

    With d = |x_1 - c| it is R d (1 - cos gamma)/Delta t: a unique minimum at gamma = 0 unless d = 0, where S is constant.
    """
    radius, distance, gamma = _sphere_symbols()
    value = (radius**2 + distance**2 - 2 * radius * distance * gamma) / (2 * duration)  # law of cosines
    return (value - value.subs(gamma, 1)).factor()


def paraboloid_excess() -> Expr:
    """For z = a (x^2 + y^2), a > 0, seen from (0, 0, b): S at the radius r minus S at the vertex.

    It is r^2 (1 - 2 a b + a^2 r^2)/(2 Delta t): the vertex is the unique minimum for b <= 1/(2 a), and for larger b the
    minimum is the whole circle a^2 r^2 = a b - 1/2.
    """
    a = Symbol("a", positive=True)
    b, radius = symbols("b r", real=True)
    value = _action_at(Matrix([radius, 0, a * radius**2])).subs(dict(zip(start, (0, 0, b), strict=True)))
    return (value - value.subs(radius, 0)).factor()


def _sphere_symbols() -> tuple[Symbol, Symbol, Symbol]:
    radius = Symbol("R", positive=True)
    return radius, Symbol("d", nonnegative=True), Symbol("c_gamma", real=True)  # the cosine of gamma


def _action_at(point: Matrix) -> Expr:
    return Rational(1, 2) * (point - start).dot(point - start) / duration
