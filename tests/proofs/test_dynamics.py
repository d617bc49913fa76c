"""Every claim on dynamics is confronted with two solvers, and a mistake in either unsettles it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from bornproof.numeric_check.lindblad.engines import ENGINES, Solver
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Engine, Result, Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.oracles import evolution
from flint import fmpq

DYNAMICS = [claim.id for claim in PAPER if claim.dynamics]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    evolution._evolved.cache_clear()
    yield
    evolution._evolved.cache_clear()


def later(engine: Solver) -> Solver:
    """The same engine with a clock that is wrong by 1e-40."""
    return replace(engine, run=lambda equation, rho, time, digits: engine.run(equation, rho, time + fmpq(1, 10**40), digits))


@pytest.mark.parametrize("claim_id", ["eq.52", "eq.58", "thm.coherences", "claim.2.1-amplitude-damping"])
@pytest.mark.parametrize(
    ("name", "wrong", "right"), [("taylor", Engine.EVOLUTION, Engine.BALLS), ("balls", Engine.BALLS, Engine.EVOLUTION)]
)
def test_a_mistake_in_one_of_them_unsettles(
    claim_id: str, name: str, wrong: Engine, right: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENGINES, name, later(ENGINES[name]))
    entry = judge(PAPER[claim_id])
    on_forms = [item for item in entry.evidence if item.form != "derivation"]
    results = {item.engine: item.result for item in on_forms}  # those on the form that is to be true come last
    assert (results[wrong], results[right]) == (Result.REFUTED, Result.AGREES)
    assert entry.verdict is Verdict.UNDECIDED
    assert any("derivation and oracle differ" in line for line in entry.contradictions)


@pytest.mark.parametrize(("like", "wrong"), [("taylor", Engine.EVOLUTION), ("balls", Engine.BALLS)])
def test_the_table_says_who_is_asked(like: str, wrong: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is placed first is read, whatever its name."""
    before = dict(ENGINES)
    for name, row in ({"another": later(ENGINES[like])} | before).items():
        monkeypatch.delitem(ENGINES, name, raising=False)
        monkeypatch.setitem(ENGINES, name, row)
    assert list(ENGINES) == ["another", *before]
    entry = judge(PAPER["eq.61"])
    refuted = {item.engine for item in entry.evidence if item.result is Result.REFUTED and "conditions" in item.form}
    assert (entry.verdict, refuted) == (Verdict.UNDECIDED, {wrong})


@pytest.mark.parametrize("claim_id", DYNAMICS)
def test_each_claim_on_dynamics_is_confronted_with_both(claim_id: str) -> None:
    agreed = {item.engine: item for item in judge(PAPER[claim_id]).evidence if item.result is Result.AGREES}
    assert {Engine.BALLS, Engine.EVOLUTION} <= set(agreed)
    assert agreed[Engine.EVOLUTION].scope == "5 exact points"
