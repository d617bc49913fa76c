"""`bornproof list`: what there is to judge."""

from bornproof.proofs.cli.options import Ids, Json, LedgerName, ledger_named

__all__ = ["list_entries"]


def list_entries(ids: Ids = None, json: Json = None, ledger: LedgerName = None) -> int:
    """List the entries without judging them.

    \b
    Example:
      bornproof list eq.39
    """
    from bornproof.proofs.cli.outputs import check_outputs, deliver
    from bornproof.proofs.report.table import print_list

    check_outputs(json)
    claims = ledger_named(ledger).select(tuple(ids or ()))
    plain = [{"id": claim.id, "section": claim.section, "statement": claim.statement} for claim in claims]
    deliver(json, lambda: plain, lambda screen: print_list(claims, screen))
    return 0
