"""`bornproof check`: a user's formula in the place of the printed one."""

from typing import Annotated, Any

import typer
from bornproof.proofs.cli.options import Digits, Json, LedgerName, ledger_named
from typer.core import TyperCommand

__all__ = ["CHECK", "check"]


class _Check(TyperCommand):
    """`check`, where a formula may start with a minus sign: no short options, whose letters might stand in it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take -h for a call for help where no entry is named yet, or where the entry has no symbol h."""
        if args[:1] == ["-h"] or (args[1:] == ["-h"] and not _has_symbol(args[0], "h")):
            args = ["--help"]
        return super().parse_args(ctx, args)


CHECK = {"cls": _Check, "context_settings": {"ignore_unknown_options": True, "help_option_names": ["--help"]}}


def check(
    claim_id: Annotated[str, typer.Argument(metavar="ID")],
    formula: Annotated[str, typer.Argument(metavar="FORMULA")],
    json: Json = None,
    digits: Digits = 50,
    ledger: LedgerName = None,
) -> int:
    """Compare your formula with the one that was derived: equal, equal under conditions, or different with a witness.

    Notation: + - * / ** ( ), exact numbers, sqrt exp log sin cos abs sign max min conj dagger, theta(x), delta(I, J),
    sum(f, (K, 1, N)), prod(f, (J, 1, N)), entries such as rho[1, 2], i for the imaginary unit; `bornproof show ID`
    prints the entry's symbols.

    \b
    Examples:
      bornproof check eq.61 '-q*sqrt(1-q**2)*exp(-kappa*t/2)'
      bornproof check eq.12 'abs(alpha[2])**2'
    """
    from bornproof.proofs.checks.submitted import check_formula
    from bornproof.proofs.cli.outputs import check_outputs, deliver, verbatim

    check_outputs(json)
    book = ledger_named(ledger)
    outcome = check_formula(book, claim_id, formula, digits)
    plain = {"paper": book.source.reference} | outcome.plain
    deliver(json, lambda: plain, verbatim(outcome.text))
    return outcome.exit_code


def _has_symbol(claim_id: str, name: str) -> bool:
    from bornproof.proofs.checks.names import symbols_of
    from bornproof.proofs.paper.entries import PAPER

    return any(name in symbols_of(claim) for claim in PAPER.select((claim_id,)))
