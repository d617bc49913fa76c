"""Enclosures are narrow, enclose what a series leaves out, and do not depend on the way that is taken."""

import pytest
from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.exact_points import density_matrices, hermitian_matrices
from bornproof.numeric_check.lindblad import enclosed
from bornproof.numeric_check.lindblad.enclosed import deviation, evolve_balls
from bornproof.numeric_check.model.jump_operators import master_equation
from flint import acb, acb_mat, arb, ctx, fmpq, fmpq_mat

from tests.samples import first


def test_long_times_stay_narrow() -> None:
    final = evolve_balls(master_equation((-1, -1, 1, -1)), first(30, density_matrices(5))[-1], 1000)
    assert max(float(entry.rad()) for row in final for entry in row) < 1e-50


def test_both_ways_through_a_large_complex_block_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    hamiltonian = first(4, hermitian_matrices(4))[-1]
    equation, rho = master_equation((1, -1, 1), hamiltonian), first(30, density_matrices(4))[-1]
    for kappa_t in (fmpq(1, 2), fmpq(2)):
        series = evolve_balls(equation, rho, kappa_t)
        with monkeypatch.context() as patch:
            patch.setattr(enclosed, "_LARGEST_DENSE", 16)
            dense = evolve_balls(equation, rho, kappa_t)
        assert compare(series, dense) is Agreement.OVERLAPPING
        assert series != dense
    late = evolve_balls(equation, rho, 60)
    assert max(float(entry.rad()) for row in late for entry in row) < 1e-45


def test_deviations_are_seen() -> None:
    assert deviation(((arb(1),),), ((1 + 1e-12,),)) > arb("0.99e-12")
    with pytest.raises(ValueError, match="shorter"):
        deviation(((1, 2),), ((1,),))


def test_what_a_series_leaves_out_is_enclosed() -> None:
    """A state so small that the first terms left out are larger than every rounding error."""
    with ctx.workprec(60):
        tiny = arb(2) ** -70
        (found,) = enclosed._taylor(acb_mat([[acb(0.25)]]), arb(0.25), 1, acb_mat([[acb(tiny)]])).entries()
    with ctx.workprec(400):
        exact = arb(0.25).exp() * arb(2) ** -70
        assert found.real.contains(exact)
        assert found.real.rad() < arb(2) ** -59


@pytest.mark.parametrize(("norm", "bits"), [(1, 3), (fmpq(3, 2), 6), (16, 48), (17, 10), (100, 14), (1000, 20)])
def test_bits_are_kept_for_those_that_are_lost(norm: int | fmpq, bits: int) -> None:
    assert enclosed._bits_lost(fmpq(norm)) == bits


def test_a_dense_block_is_worked_at_with_bits_for_its_norm_and_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    complex_matrix = enclosed._complex

    def watched(real: fmpq_mat, imag: fmpq_mat) -> acb_mat:
        seen.append(ctx.prec)
        return complex_matrix(real, imag)

    monkeypatch.setattr(enclosed, "_complex", watched)
    generator = matrix([["100i", 0], [0, "-100i"]])
    enclosed._evolve_block(generator, fmpq_mat(2, 1, [1, 0]), fmpq_mat(2, 1))
    assert set(seen) == {ctx.prec + 14 + 2}
