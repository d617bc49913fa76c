"""What `show` prints can be typed into `check`: every formula of the ledger that is one."""

import pytest
from sympy import Expr, ImmutableMatrix

from proofs.checking import check_formula, names_of
from proofs.paper import PAPER
from proofs.printing import as_text, plain_name
from symbolic.notation import rho0, sigma

TYPED = [
    claim.id
    for claim in PAPER
    if all(isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) for form in claim.mended.printed)
    and "P(" not in as_text(claim.mended.printed[0])
]


@pytest.mark.parametrize("claim_id", TYPED)
def test_a_printed_formula_is_read_as_itself(claim_id: str) -> None:
    assert check_formula(PAPER, claim_id, as_text(PAPER[claim_id].mended.printed[0])).exit_code == 0


def test_there_are_many() -> None:
    assert len(TYPED) > 115


@pytest.mark.parametrize("claim_id", [claim.id for claim in PAPER])
def test_every_name_can_be_typed_and_stands_for_one_thing(claim_id: str) -> None:
    names = names_of(PAPER[claim_id])
    assert all(name.isidentifier() for name in names)
    assert len({str(base) for base in names.values()}) == len(names)


def test_names_are_spelled_out() -> None:
    assert plain_name(str(rho0.label)) == "rho0"
    assert as_text(rho0[1, 2] + sigma[2]) == "rho0[1, 2] + sigma[2]"
    assert plain_name(r"|{1}\rangle") == "ket_1"
    assert plain_name(r"\delta") == "delta_"
