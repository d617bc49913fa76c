"""Symbols of the endpoint problem of Section 3.1 alone; vectors are 3 x 1 matrices, lengths and times in any units."""

from sympy import ImmutableMatrix, IndexedBase, Symbol, symbols

__all__ = [
    "bending", "centre", "degree", "distance", "duration", "length", "normal", "offset", "other_length", "path_coefficient",
    "radius", "ring", "shift", "start", "tangents", "target", "tilt", "to_particle", "to_point", "variation_coefficient", "vector",
]  # fmt: skip


def vector(names: str) -> ImmutableMatrix:
    """A vector of real components."""
    return ImmutableMatrix(symbols(names, real=True))


duration = Symbol("Delta_t", positive=True)  # t_2 - t_1
start = vector("x_1x x_1y x_1z")  # the start-point x_1
target = vector("y_x y_y y_z")  # the end-point y
tangents = (vector("u_x u_y u_z"), vector("v_x v_y v_z"))  # tangents of any smooth surface at y
normal, offset = vector("n_x n_y n_z"), Symbol("h", real=True)  # the plane n.y = h; n need not be a unit vector
shift = vector("k_x k_y k_z")  # y = foot + n x k runs over the whole plane
centre, radius = vector("c_x c_y c_z"), Symbol("R", positive=True)  # a sphere
to_particle, to_point = vector("e_x e_y e_z"), vector("w_x w_y w_z")  # unit vectors from its centre: to x_1, to y
distance = Symbol("d", nonnegative=True)  # |x_1 - c|
bending, tilt = Symbol("a", positive=True), Symbol("b", real=True)  # z = a r^2 seen from (0, 0, 1/(2a) + b)
ring = Symbol("r", nonnegative=True)  # the distance of y from the axis of the paraboloid
length, other_length = symbols("D D'", nonnegative=True)  # two values of |y - x_1|
degree = Symbol("m", integer=True, positive=True)  # of a polynomial path in (t - t_1)/Delta t
path_coefficient, variation_coefficient = IndexedBase("a", real=True), IndexedBase("eta", real=True)
