"""Section 3.1: the path of least action whose end-point may lie anywhere on a surface."""

from collections.abc import Callable, Mapping
from typing import Any

from bornproof.proofs.ledger import Claim, Form
from bornproof.proofs.ledger.domain import Case, Domain, cases
from bornproof.proofs.paper.oracles.endpoints import (
    action_at,
    endpoint_points,
    fixed_end_points,
    foot_at,
    open_coordinates_at,
    order_at,
    paraboloid_excess_at,
    plane_excess_at,
    slope_at,
    speed_at,
    sphere_excess_at,
    sphere_optimum_at,
    spreads_at,
    variation_at,
)
from bornproof.symbolic import endpoint as e
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.notation.core import K, M
from sympy import Eq, Gt, ImmutableMatrix, Integer, Le, Max, Sum, Symbol, sign, symbols

__all__ = ["CLAIMS", "RETIRED"]

RETIRED = {
    "claim.3.1-no-euler-lagrange": "A number was corrected by a point, another quantity: see claim.3.1-cannot-be-applied.",
}

near, GAP = Symbol("D_0", nonnegative=True), Symbol("g", positive=True)  # the shorter of two lengths, and an excess
optimal, particle = symbols("y_nx y_ny y_nz", real=True), symbols("p_x p_y p_z", real=True)
a, eta = e.path_coefficient, e.variation_coefficient

PLANE = (Gt(e.dot(e.normal, e.normal), 0),)
UNIT = tuple(Eq(e.dot(u, u), 1) for u in (e.to_particle, e.to_point))
UNIQUE_ON_SPHERE, UNIQUE_ON_PARABOLOID = Gt(e.distance, 0), Le(e.tilt, 0)
AT_CENTRE = (Case(((e.distance, Integer(0)),)), Case(given=(UNIQUE_ON_SPHERE,)))
HEIGHTS = (Case(((e.tilt, GAP),), some=(GAP,)), Case(((e.tilt, Integer(0)),)), Case(((e.tilt, -GAP),), some=(GAP,)))
BOTH = tuple(Case((*x.values, *y.values), (*x.given, *y.given), (*x.some, *y.some)) for x in AT_CENTRE for y in HEIGHTS)
ORDERS = (
    Case(((e.length, near), (e.other_length, near + GAP)), some=(near, GAP)),
    Case(((e.length, near), (e.other_length, near)), some=(near,)),
    Case(((e.length, near + GAP), (e.other_length, near)), some=(near, GAP)),
)


def _always(derive: Callable[[], Derivation]) -> Callable[[Mapping[Any, Any]], Derivation]:
    return lambda _: derive()


FIXED_ENDS = tuple(
    Case(((e.degree, Integer(m)), (eta[1], -sum((eta[k] for k in range(2, m + 1)), Integer(0))))) for m in (1, 2, 3)
)
FREE = Domain(points=endpoint_points, scope="any start-point, end-point and Delta t > 0")
ON_PLANE = Domain(points=endpoint_points, assumptions=PLANE, scope="any plane n.y = h, any start-point and Delta t > 0")
ON_SPHERE = Domain(AT_CENTRE, endpoint_points, UNIT, scope="any sphere and any start-point, its centre included")
ON_PARABOLOID = Domain(HEIGHTS, endpoint_points, scope="z = a r^2, a > 0, seen from any point (0, 0, 1/(2a) + b) of its axis")
FOOT = e.start + e.normal * (e.offset - e.dot(e.normal, e.start)) / e.dot(e.normal, e.normal)
ACROSS = e.normal.cross(e.shift)

PATH = (
    Claim(
        id="claim.3.1-euler-lagrange",
        section="3.1",
        statement="With both ends fixed the first variation is minus the integral of x''.eta, so that x'' = 0.",
        name=r"\delta S",
        printed=(
            -Sum(K * (K + 1) * a[K + 1] * eta[M] / (K + M), (K, 1, e.degree - 1), (M, 1, e.degree)) / e.duration,
        ),
        derive=_always(e.first_variation),
        domain=Domain(
            FIXED_ENDS,
            fixed_end_points,
            (Eq(Sum(eta[M], (M, 1, e.degree)), 0),),
            scope="one component of any polynomial path of degree <= 3, any variation that vanishes at both ends",
            loops=(e.degree,),
        ),
        oracle=variation_at,
    ),
    Claim(
        id="claim.3.1-integrated",
        section="3.1",
        statement="With both end-points fixed, Euler-Lagrange's equation integrates to a constant velocity.",
        name=r"\dot{\vec x}",
        printed=((e.target - e.start) / e.duration,),
        derive=_always(e.velocity),
        domain=FREE,
        oracle=speed_at,
        uses=("claim.3.1-euler-lagrange",),
    ),
    Claim(
        id="claim.3.1-action",
        section="3.1",
        statement="Inserted into the Lagrangian, that velocity makes the action a function of the end-point.",
        name=r"S(\vec y)",
        printed=(e.dot(e.target - e.start, e.target - e.start) / (2 * e.duration),),
        derive=_always(e.action),
        domain=FREE,
        oracle=action_at,
        uses=("claim.3.1-integrated",),
    ),
    Claim(
        id="claim.3.1-shorter",
        section="3.1",
        statement="At a given duration the nearer of two end-points has the smaller speed and the smaller action.",
        name=r"\operatorname{sign}(S - S')",
        printed=(sign(e.length - e.other_length), sign(e.length / e.duration - e.other_length / e.duration)),
        derive=e.order,
        domain=Domain(ORDERS, endpoint_points, scope="any two distances: D < D', D = D', D > D'"),
        oracle=order_at,
        uses=("claim.3.1-action",),
    ),
    Claim(
        id="thm.endpoint-variation",
        section="3.1",
        statement="With a free end, the first variation is x'.eta at t_2 minus the integral of x''.eta.",
        name=r"\delta S",
        printed=(
            (
                Sum(K * a[K], (K, 1, e.degree)) * Sum(eta[M], (M, 1, e.degree))
                - Sum(K * (K + 1) * a[K + 1] * eta[M] / (K + M), (K, 1, e.degree - 1), (M, 1, e.degree))
            )
            / e.duration,
        ),
        derive=_always(e.first_variation),
        domain=Domain(
            cases({e.degree: (1, 2, 3)}),
            endpoint_points,
            scope="one component of any polynomial path and variation of degree <= 3",
            loops=(e.degree,),
        ),
        oracle=variation_at,
    ),
    Claim(
        id="thm.endpoint-stationarity",
        section="3.1",
        statement="On any smooth surface the action is stationary where y - x_1 is normal to both tangents u, v.",
        name=r"(\partial_u S, \partial_v S)",
        printed=(ImmutableMatrix([e.dot(e.target - e.start, u) / e.duration for u in e.tangents]),),
        derive=_always(e.stationarity),
        domain=Domain(points=endpoint_points, scope="any point y of a smooth surface, by its tangents u, v there"),
        oracle=slope_at,
        uses=("claim.3.1-action",),
    ),
)

SURFACES = (
    Claim(
        id="thm.endpoint-plane",
        section="3.1",
        statement="On a plane the foot of the perpendicular is the only minimum, by |y - y_n|^2/(2 Delta t).",
        name=r"S(\vec y_n + \vec n\times\vec k) - S(\vec y_n)",
        printed=(e.dot(ACROSS, ACROSS) / (2 * e.duration),),
        derive=_always(e.plane_excess),
        domain=ON_PLANE,
        oracle=plane_excess_at,
        uses=("claim.3.1-action",),
    ),
    Claim(
        id="thm.endpoint-sphere",
        section="3.1",
        statement="On a sphere the action is least at y_n = c + R e, on the ray from the centre through x_1.",
        name=r"S(\vec c + R\vec w) - S(\vec c + R\vec e)",
        printed=(e.radius * e.distance * (1 - e.dot(e.to_point, e.to_particle)) / e.duration,),
        derive=_always(e.sphere_excess),
        domain=ON_SPHERE,
        oracle=sphere_excess_at,
        note="1 - w.e is not negative, and 0 for w = e only; at d = 0 every point of the sphere is nearest.",
        uses=("claim.3.1-action",),
    ),
    Claim(
        id="thm.endpoint-paraboloid",
        section="3.1",
        statement="On a paraboloid the action is least at the vertex for b <= 0, on a circle for b > 0.",
        name=r"S(r) - \min S",
        printed=(
            (e.bending**2 * (e.ring**2 - Max(0, e.tilt) / e.bending) ** 2 + 2 * e.bending * Max(0, -e.tilt) * e.ring**2)
            / (2 * e.duration),
        ),
        derive=_always(e.paraboloid_excess),
        domain=ON_PARABOLOID,
        oracle=paraboloid_excess_at,
        uses=("claim.3.1-action",),
    ),
    Claim(
        id="claim.3.1-nearest",
        section="3.1",
        statement="There is one nearest point: on a sphere and on a paraboloid none is apart from another.",
        name=r"\max|\vec y_n - \vec y_n'|^2",
        printed=(ImmutableMatrix([0, 0]),),
        derive=e.spreads,
        domain=Domain(BOTH, endpoint_points, scope="any sphere seen from anywhere; any paraboloid seen from its axis"),
        oracle=spreads_at,
        conditions=(UNIQUE_ON_SPHERE, UNIQUE_ON_PARABOLOID),
        note="Many points are nearest to the centre of a sphere, or to a point high above a paraboloid's vertex.",
        uses=("thm.endpoint-sphere", "thm.endpoint-paraboloid"),
    ),
)

CONSEQUENCES = (
    Claim(
        id="claim.3.1-cannot-be-applied",
        section="3.1",
        statement="With a free end Euler-Lagrange cannot be applied: both coordinates of the end on the surface stay open.",
        name=r"\dim\{\vec y\in\Omega : \delta S = 0\}",
        printed=(Integer(2),),
        derive=_always(e.open_coordinates),
        domain=ON_PLANE,
        oracle=open_coordinates_at,
        corrected=Form((Integer(0),)),
        corrected_statement="It can: the same variation also gives a boundary condition at the free end; no coordinate stays open.",
        note=(
            "The first variation gives x'' = 0 and the natural boundary condition, x'(t_2) normal to the surface. On a plane "
            "the only solution ends at the foot of the perpendicular."
        ),
        uses=("thm.endpoint-variation",),
    ),
    Claim(
        id="claim.3.1-moving",
        section="3.1",
        statement="If the surface moves, the best end-point is the one nearest at t_2: any motion of a plane.",
        name=r"\vec y_n(t_2)",
        printed=(FOOT,),
        derive=_always(e.foot),
        domain=ON_PLANE,
        oracle=foot_at,
        note="Here n and h are the plane's normal and offset at t_2; those at t_1, n' and h', do not matter.",
        uses=("thm.endpoint-plane",),
    ),
    Claim(
        id="claim.3.1-final",
        section="3.1",
        statement="The optimal velocity, the only one, leads to the point nearest at t_2, where the particle is found.",
        name=r"(\dot{\vec x}, \max|\dot{\vec x} - \dot{\vec x}'|^2)",
        printed=(ImmutableMatrix([*((y - x) / e.duration for x, y in zip(particle, optimal, strict=True)), 0]),),
        where=(
            *zip(optimal, e.centre + e.radius * e.to_particle, strict=True),
            *zip(particle, e.centre + e.distance * e.to_particle, strict=True),
        ),
        derive=e.sphere_optimum,
        domain=Domain(AT_CENTRE, endpoint_points, UNIT, scope="a sphere with any motion; c and R are those at t_2"),
        oracle=sphere_optimum_at,
        conditions=(UNIQUE_ON_SPHERE,),
        note="At the centre no direction is preferred: every velocity of modulus R/Delta t is optimal.",
        uses=("claim.3.1-integrated", "claim.3.1-shorter", "thm.endpoint-sphere"),
    ),
)

CLAIMS = (*PATH, *SURFACES, *CONSEQUENCES)
