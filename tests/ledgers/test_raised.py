"""A user's derivation or oracle that raises: every command ends in its normal form, with one line that says whose error it is."""

from pathlib import Path

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.checks.answers import answered, attempted, blamed
from bornproof.proofs.checks.pool import run_each
from bornproof.proofs.errors import LedgerError
from sympy import Symbol

from tests.conftest import Command

MINE = """
from bornproof.proofs.ledger import Claim, Ledger
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.derivation import derivation
from sympy import Symbol

x = Symbol("x", real=True)


def points():
    return ({x: sign * number} for number in range(1, 99) for sign in (1, -1))


class Own(Exception):
    def __init__(self, one, two):
        super().__init__(one + two)


def fails(_):
    raise Own("no ", "luck")


def made(number, derive, oracle):
    domain = Domain(points=points, assumptions=(x > 0,))
    return Claim(f"eq.{number}", "1", "A square.", "f", (x**2,), derive, domain, oracle)


def square(point):
    return point[x] ** 2


def derive(_):
    return derivation("square", x**2)


MINE = Ledger((
    made(1, fails, square), made(2, derive, fails), made(3, derive, lambda point: str(point[x] ** 2)), made(4, derive, square),
))
"""
DERIVATION = "the derivation raised Own"
ORACLE = "the oracle raised Own at x = 1: no luck"


@pytest.fixture
def named(tmp_path: Path) -> str:
    """The ledger as the command line names it."""
    (tmp_path / "mine.py").write_text(MINE)
    return f"{tmp_path}/mine.py:MINE"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("verify eq.1", 1, DERIVATION),
        ("verify eq.2", 1, ORACLE),
        ("show eq.1", 1, DERIVATION),
        ("show eq.1 --full", 1, DERIVATION),
        ("show eq.1 --full --json -", 1, DERIVATION),
        ("show eq.2", 1, ORACLE),
        ("show eq.2 --full --json -", 1, ORACLE),
        ("check eq.1 x**2", 1, f"undecided: {DERIVATION}"),
        ("check eq.2 x**2", 1, f"undecided: {ORACLE}"),
        ("mutate eq.1", 1, f"not tried eq.1: {DERIVATION}"),
        ("mutate eq.2", 1, f"not tried eq.2: {ORACLE}"),
        ("mutate eq.1 eq.2 --jobs 2", 1, f"not tried eq.2: {ORACLE}"),
        ("mutate eq.2 --json -", 1, f'"failure": "{ORACLE}"'),
        ("assumptions eq.1", 1, DERIVATION),
        ("assumptions eq.2", 1, "the oracle raised Own at x = -1"),
        ("errata", 1, f"eq.2: {ORACLE}"),
        ("errata --json -", 1, DERIVATION),
        ("errata --latex -", 1, "no luck"),
        ("certificate eq.1", 1, "undecided"),
        ("baseline write /dev/null eq.2", 1, f"eq.2 is not settled: {ORACLE}"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_command_names_the_error_and_whose_it_is(words: str, code: int, told: str, named: str, command: Command) -> None:
    found, out, err = command(*words.split(), "--ledger", named)
    printed = " ".join((out + err).split())
    assert (found, told in printed) == (code, True), printed
    assert "Traceback" not in printed


def test_the_others_are_tried(named: str, command: Command) -> None:
    code, out, _ = command("mutate", "--ledger", named)
    assert code == 1
    assert out.count("not tried") == 3
    assert "eq.4" in out


def test_what_was_not_tried_is_tried_again(named: str, command: Command, tmp_path: Path) -> None:
    words = ("mutate", "eq.2", "eq.4", "--ledger", named, "--resume", f"{tmp_path}/trials")
    assert [command(*words)[1].count("not tried") for _ in range(2)] == [1, 1]


@pytest.mark.parametrize("value", ["4", "1/3", b"4", 0.5, None])
def test_an_oracle_that_answers_with_no_number_is_refused(value: object) -> None:
    with pytest.raises(LedgerError, match="must return exact numbers"):
        answered(lambda _: value, {})


def test_an_interrupt_is_no_answer() -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempted(interrupted, str)


def noted(_: str) -> None:
    """What another process cannot be told: the values are no plain data."""
    with blamed("the oracle", {Symbol("x"): lambda: 1}):
        raise NumericError("two\nlines")


def test_a_worker_tells_whose_error_it_was() -> None:
    with pytest.raises(LedgerError, match=r"^(a|b): the oracle raised NumericError at x = <.*>: two lines$"):
        list(run_each(noted, ("a", "b"), 2))
