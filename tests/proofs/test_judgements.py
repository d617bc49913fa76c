"""The ledger for users of the library: verdicts, errata, formulas, and what a notebook shows of them."""

import json
from typing import Any

import pytest
from bornproof.proofs import PAPER, Judgements, check, errata, verify
from bornproof.proofs.checks.submitted import Outcome
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.ledger import Verdict
from bornproof.symbolic.notation.core import kappa, q, t
from sympy import Basic, Float, Rational, Symbol, exp, sqrt


@pytest.fixture(scope="module")
def found() -> Judgements:
    return verify("31", "eq.40", "claim.2.2-even-spread")


def test_entries_by_number_and_by_id(found: Judgements) -> None:
    assert found[0].id == "claim.2.2-even-spread"
    assert found["(31.3)"].id == found["EQ.31.3"].id == "eq.31.3"
    assert found["eq.31.3"].verdict is Verdict.MISPRINT
    assert len(found[1:]) == len(found) - 1
    assert isinstance(found[1:], Judgements)
    assert found.settled
    for wrong, message in (("eq.61", "eq.61 is not among these entries"), ("eq.62", "no claim is called")):
        with pytest.raises(LedgerError, match=message):
            found[wrong]


def test_what_an_entry_says(found: Judgements) -> None:
    wrong = found["31.3"]
    assert wrong.witness
    assert wrong.witness.printed != wrong.witness.true
    assert all(isinstance(form, Basic) for form in (*wrong.printed, *wrong.corrected, *wrong.conditions))
    assert len(wrong.corrected) == 1
    assert found["eq.40"].corrected == ()
    assert "misprint" in str(wrong)
    assert "Two slips" in str(wrong)
    shown = wrong._repr_latex_()
    assert r"\textbf{eq.31.3: misprint}" in shown
    assert r"\text{corrected: }" in shown
    assert shown.count("{") == shown.count("}")


def test_many_entries(found: Judgements) -> None:
    assert repr(found).splitlines()[0].split() == ["entry", "verdict", "why"]
    assert (found._repr_latex_() or "").count(r"\textbf") == len(found)
    assert [entry["id"] for entry in json.loads(found.to_json())["entries"]] == [one.id for one in found]
    assert Judgements(found.run.__class__(found.run.entries * 3, {}), PAPER)._repr_latex_() is None


def test_errata_have_witnesses_and_corrections() -> None:
    wrong = errata("31", "eq.40", "eq.34")
    assert [(one.id, str(one.verdict)) for one in wrong] == [
        ("eq.31.1", "conditional"), ("eq.31.2", "conditional"), ("eq.31.3", "misprint"), ("eq.34", "conditional"),
    ]  # fmt: skip
    assert all(one.witness for one in wrong)
    assert all(bool(one.corrected) == (one.verdict is not Verdict.CONDITIONAL) for one in wrong)


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("-q*sqrt(1-q**2)*exp(-kappa*t/2)", 0),
        (-q * sqrt(1 - q**2) * exp(-kappa * t / 2), 0),
        (q * sqrt(1 - q**2) * exp(-kappa * t / 2), 1),
        (Rational(1, 3), 1),
    ],
    ids=str,
)
def test_a_formula(formula: Any, code: int) -> None:
    outcome = check("61", formula)
    assert outcome.exit_code == code
    assert str(outcome).startswith("equal if sigma[2] != 0" if code == 0 else "different")


def test_a_formula_in_a_notebook() -> None:
    right, wrong = (check("61", f"{factor}q*sqrt(1-q**2)*exp(-kappa*t/2)")._repr_latex_() for factor in ("-", "2*"))
    assert right.startswith(r"$\displaystyle \begin{aligned}\rho_{12}(t) &= -q")
    assert r"\\ &\text{equal if $\sigma_2 \neq 0$: proved" in right
    assert r"$\sigma_{4} = -1$" in wrong
    assert "sigma[" not in right + wrong
    assert r"&\text{true value:" in wrong
    assert wrong.count("{") == wrong.count("}")
    assert Outcome("50% of a_1 {b}", {}, 0)._repr_latex_().count(r"\text{50\% of a\_1 \{b\}}") == 1


@pytest.mark.parametrize(
    ("entry", "formula", "error", "message"),
    [
        ("eq.61", Float(0.5) * q, LedgerError, "a formula must be exact, not with the float 0.5"),
        ("eq.61", Symbol("nowhere"), ReadError, "unknown name `nowhere`"),
        ("eq.61", Symbol("y"), LedgerError, "eq.61 says nothing of y"),
        ("eq.61", "q.real", ReadError, "not part of the notation"),
        ("eq.62", "1", LedgerError, "no claim is called"),
        ("eq.39", "1", LedgerError, "several lines"),
    ],
)
def test_refusals(entry: str, formula: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        check(entry, formula)


@pytest.mark.parametrize(("setting", "message"), [({"jobs": 0}, "jobs must be"), ({"digits": 3}, "digits must be at least 15")])
def test_settings_out_of_range_are_refused(setting: dict[str, int], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        verify("eq.40", **setting)  # type: ignore[arg-type]


def test_a_ledger_names_its_source() -> None:
    assert repr(PAPER) == f"<Ledger of {len(PAPER.claims)} claims: S. Donadi and S. Hossenfelder, arXiv:2010.01327v5 (2021)>"


def test_ids_and_formulas_are_texts() -> None:
    for ask in (lambda: verify(31), lambda: errata("eq.30", 31), lambda: check(61, "q"), lambda: check("eq.61", 2)):  # type: ignore[arg-type]
        with pytest.raises(LedgerError, match=r"must be a text, as 'eq\.31' is, not .* of type int"):
            ask()
