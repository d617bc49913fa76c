"""A claim about one form, as the tests of the engines need it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Domain, Point, no_points
from bornproof.symbolic.derivation import derivation
from sympy import Basic


def stated(form: Basic, true: Basic, points: Callable[[], Iterable[Point]] = no_points, **changes: Any) -> Claim:
    """That a form is what is derived, at points, with other fields as they are told."""
    derive = lambda _: derivation("as it is told", true)  # noqa: E731  (a new one for each claim)
    return replace(Claim("thm.form", "0", "A form.", "f", (form,), derive, Domain(points=points)), **changes)
