"""Section 3.1: the path of least action whose end-point may lie anywhere on a surface."""

from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import in_section
from bornproof.symbolic import endpoint
from bornproof.symbolic.cases import always
from bornproof.symbolic.endpoint import dot
from bornproof.symbolic.notation import endpoint as e
from bornproof.symbolic.notation.core import M
from bornproof.symbolic.notation.relations import Eq, Gt, Le
from sympy import Integer, Sum, Symbol, symbols

__all__ = ["CLAIMS", "RETIRED"]

RETIRED = {"claim.3.1-no-euler-lagrange": "A number was corrected by a point, another quantity: see claim.3.1-cannot-be-applied."}

ANYWHERE = points.endpoint.anywhere
near, GAP = Symbol("D_0", nonnegative=True), Symbol("g", positive=True)  # the shorter of two lengths, and an excess
optimal, particle = symbols("y_nx y_ny y_nz", real=True), symbols("p_x p_y p_z", real=True)
a, eta = e.path_coefficient, e.variation_coefficient

claim = in_section(
    "3.1", e.duration, *e.start, *e.target, *e.tangents[0], *e.tangents[1], *e.normal, e.offset, *e.shift, e.radius, *e.to_particle,
    *e.to_point, e.distance, e.bending, e.tilt, e.ring, e.length, e.other_length, e.degree, a, eta, *optimal, *particle,
)  # fmt: skip

PLANE = (Gt(dot(e.normal, e.normal), 0),)
UNIT = tuple(Eq(dot(u, u), 1) for u in (e.to_particle, e.to_point))
UNIQUE_ON_SPHERE, UNIQUE_ON_PARABOLOID = Gt(e.distance, 0), Le(e.tilt, 0)
AT_CENTRE = (Case(((e.distance, Integer(0)),)), Case(given=(UNIQUE_ON_SPHERE,)))
HEIGHTS = (Case(((e.tilt, GAP),), some=(GAP,)), Case(((e.tilt, Integer(0)),)), Case(((e.tilt, -GAP),), some=(GAP,)))
BOTH = tuple(Case((*x.values, *y.values), (*x.given, *y.given), (*x.some, *y.some)) for x in AT_CENTRE for y in HEIGHTS)
ORDERS = (
    Case(((e.length, near), (e.other_length, near + GAP)), some=(near, GAP)),
    Case(((e.length, near), (e.other_length, near)), some=(near,)),
    Case(((e.length, near + GAP), (e.other_length, near)), some=(near, GAP)),
)

FIXED_ENDS = tuple(Case(((e.degree, Integer(m)), (eta[1], -sum((eta[k] for k in range(2, m + 1)), Integer(0))))) for m in (1, 2, 3))
FREE = Domain(points=ANYWHERE, scope="any start-point, end-point and Delta t > 0")
ON_PLANE = Domain(points=ANYWHERE, assumptions=PLANE, scope="any plane n.y = h, any start-point and Delta t > 0")
ON_SPHERE = Domain(AT_CENTRE, ANYWHERE, UNIT, scope="any sphere and any start-point, its centre included")
ON_PARABOLOID = Domain(HEIGHTS, ANYWHERE, scope="z = a r^2, a > 0, seen from any point (0, 0, 1/(2a) + b) of its axis")

PATH = (
    claim(
        id="claim.3.1-euler-lagrange",
        statement="With both ends fixed the first variation is minus the integral of x''.eta, so that x'' = 0.",
        derive=always(endpoint.first_variation),
        domain=Domain(
            FIXED_ENDS,
            points.endpoint.fixed_ends,
            (Eq(Sum(eta[M], (M, 1, e.degree)), 0),),
            scope="one component of any polynomial path of degree <= 3, any variation that vanishes at both ends",
            loops=(e.degree,),
        ),
        oracle=oracles.endpoint.variation_at,
    ),
    claim(
        id="claim.3.1-integrated",
        statement="With both end-points fixed, Euler-Lagrange's equation integrates to a constant velocity.",
        derive=always(endpoint.velocity),
        domain=FREE,
        oracle=oracles.endpoint.speed_at,
        uses=("claim.3.1-euler-lagrange",),
    ),
    claim(
        id="claim.3.1-action",
        statement="Inserted into the Lagrangian, that velocity makes the action a function of the end-point.",
        derive=always(endpoint.action),
        domain=FREE,
        oracle=oracles.endpoint.action_at,
        uses=("claim.3.1-integrated",),
    ),
    claim(
        id="claim.3.1-shorter",
        statement="At a given duration the nearer of two end-points has the smaller speed and the smaller action.",
        derive=endpoint.order,
        domain=Domain(ORDERS, ANYWHERE, scope="any two distances: D < D', D = D', D > D'"),
        oracle=oracles.endpoint.order_at,
        uses=("claim.3.1-action",),
    ),
    claim(
        id="thm.endpoint-variation",
        statement="With a free end, the first variation is x'.eta at t_2 minus the integral of x''.eta.",
        derive=always(endpoint.first_variation),
        domain=Domain(
            cases({e.degree: (1, 2, 3)}),
            ANYWHERE,
            scope="one component of any polynomial path and variation of degree <= 3",
            loops=(e.degree,),
        ),
        oracle=oracles.endpoint.variation_at,
    ),
    claim(
        id="thm.endpoint-stationarity",
        statement="On any smooth surface the action is stationary where y - x_1 is normal to both tangents u, v.",
        derive=always(endpoint.stationarity),
        domain=Domain(points=ANYWHERE, scope="any point y of a smooth surface, by its tangents u, v there"),
        oracle=oracles.endpoint.slope_at,
        uses=("claim.3.1-action",),
    ),
)

SURFACES = (
    claim(
        id="thm.endpoint-plane",
        statement="On a plane the foot of the perpendicular is the only minimum, by |y - y_n|^2/(2 Delta t).",
        derive=always(endpoint.plane_excess),
        domain=ON_PLANE,
        oracle=oracles.endpoint.plane_excess_at,
        uses=("claim.3.1-action",),
    ),
    claim(
        id="thm.endpoint-sphere",
        statement="On a sphere the action is least at y_n = c + R e, on the ray from the centre through x_1.",
        derive=always(endpoint.sphere_excess),
        domain=ON_SPHERE,
        oracle=oracles.endpoint.sphere_excess_at,
        note="1 - w.e is not negative, and 0 for w = e only; at d = 0 every point of the sphere is nearest.",
        uses=("claim.3.1-action",),
    ),
    claim(
        id="thm.endpoint-paraboloid",
        statement="On a paraboloid the action is least at the vertex for b <= 0, on a circle for b > 0.",
        derive=always(endpoint.paraboloid_excess),
        domain=ON_PARABOLOID,
        oracle=oracles.endpoint.paraboloid_excess_at,
        uses=("claim.3.1-action",),
    ),
    claim(
        id="claim.3.1-nearest",
        statement="There is one nearest point: on a sphere and on a paraboloid none is apart from another. The particle is at the "
        "distance d from the centre of the sphere, and at the height 1/(2a) + b on the axis of z = a r^2.",
        derive=endpoint.spreads,
        domain=Domain(BOTH, ANYWHERE, scope="any sphere seen from anywhere; any paraboloid seen from its axis"),
        oracle=oracles.endpoint.spreads_at,
        conditions=(UNIQUE_ON_SPHERE, UNIQUE_ON_PARABOLOID),
        note="Many points are nearest to the centre of a sphere, or to a point high above a paraboloid's vertex.",
        uses=("thm.endpoint-sphere", "thm.endpoint-paraboloid"),
    ),
)

CONSEQUENCES = (
    claim(
        id="claim.3.1-cannot-be-applied",
        statement="With a free end Euler-Lagrange cannot be applied: both coordinates of the end on the surface stay open.",
        derive=always(endpoint.open_coordinates),
        domain=ON_PLANE,
        oracle=oracles.endpoint.open_coordinates_at,
        corrected_statement="It can: the same variation also gives a boundary condition at the free end; no coordinate stays open.",
        note="The first variation gives x'' = 0 and the natural boundary condition, x'(t_2) normal to the surface. On a plane the "
        "only solution ends at the foot of the perpendicular.",
        uses=("thm.endpoint-variation",),
    ),
    claim(
        id="claim.3.1-moving",
        statement="If the surface moves, the best end-point is the one nearest at t_2: any motion of a plane.",
        derive=always(endpoint.foot),
        domain=ON_PLANE,
        oracle=oracles.endpoint.foot_at,
        note="Here n and h are the plane's normal and offset at t_2; those at t_1, n' and h', do not matter.",
        uses=("thm.endpoint-plane",),
    ),
    claim(
        id="claim.3.1-final",
        statement="The optimal velocity, the only one, leads to the point nearest at t_2, where the particle is found. "
        "It starts at the distance d from the centre of the sphere.",
        where=(
            *zip(optimal, e.centre + e.radius * e.to_particle, strict=True),
            *zip(particle, e.centre + e.distance * e.to_particle, strict=True),
        ),
        derive=endpoint.sphere_optimum,
        domain=Domain(AT_CENTRE, ANYWHERE, UNIT, scope="a sphere with any motion; c and R are those at t_2"),
        oracle=oracles.endpoint.sphere_optimum_at,
        conditions=(UNIQUE_ON_SPHERE,),
        note="At the centre no direction is preferred: every velocity of modulus R/Delta t is optimal.",
        uses=("claim.3.1-integrated", "claim.3.1-shorter", "thm.endpoint-sphere"),
    ),
)

CLAIMS = (*PATH, *SURFACES, *CONSEQUENCES)
