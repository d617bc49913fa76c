"""Linearity and the trace for symbolic N: both defects reduce to 0, and a changed generator does not."""

import pytest
from bornproof.symbolic import invariants
from bornproof.symbolic.model import LINDBLAD, PRINTED, Reading, generator
from bornproof.symbolic.operators import matrix_element
from sympy import Expr, Sum, expand


def test_linearity_and_trace_hold() -> None:
    assert invariants.linearity_defect().result == 0
    assert invariants.trace_rate().result == 0


@pytest.mark.parametrize(
    ("reading", "kept"),
    [(PRINTED, True), (LINDBLAD._replace(left=True, right=False), False), (LINDBLAD._replace(inner_left=False), False)],
    ids=["daggers on all four, as printed", "L and its adjoint exchanged in front", "one dagger too few"],
)
def test_which_daggers_keep_the_trace(reading: Reading, kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants, "generator", lambda: generator(reading=reading))
    assert (invariants.trace_rate().result == 0) is kept


def test_a_quadratic_generator_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def squared(expr: Expr) -> Expr:
        return matrix_element(expr).replace(
            lambda node: isinstance(node, Sum), lambda node: Sum(expand(node.function**2), *node.limits)
        )

    monkeypatch.setattr(invariants, "matrix_element", squared)
    assert invariants.linearity_defect().result != 0
