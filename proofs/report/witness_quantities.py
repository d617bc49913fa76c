"""What a witness inserts, for a person: names and values, and tables of which most vanish in few words."""

import re
from dataclasses import dataclass

from bornproof.proofs.ledger import Witness

__all__ = ["Inserted", "inserted"]

_ENTRY = re.compile(r"(\w+)\[\d+, \d+\]")
FEW = 3  # entries that vanish are named one by one


@dataclass(frozen=True)
class Inserted:
    """`named` quantities with their values, as they are typed; tables of which all entries `vanish`, and all `others` do."""

    named: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()
    vanishing: tuple[str, ...] = ()


def inserted(witness: Witness) -> Inserted:
    """The quantities of a witness; entries of a matrix that vanish are left to the words `all others`.

    >>> entries = [(f"rho[{i}, {j}]", str(int(i == j == 1))) for i in (1, 2) for j in (1, 2)]
    >>> inserted(Witness((("N", "2"), *entries, *((f"H[{i}, 1]", "0") for i in (1, 2))), "0", "1"))
    Inserted(named=(('N', '2'), ('rho[1, 1]', '1')), others=('rho',), vanishing=('H',))
    """
    tables: dict[str, list[str]] = {}
    for name, value in witness.point:
        if entry := _ENTRY.fullmatch(name):
            tables.setdefault(entry[1], []).append(value)
    vanishing = tuple(base for base, values in tables.items() if set(values) == {"0"} and len(values) > 1)
    others = tuple(base for base, values in tables.items() if values.count("0") >= FEW and base not in vanishing)
    left = (*vanishing, *others)
    named = ((name, value) for name, value in witness.point if value != "0" or name.partition("[")[0] not in left)
    return Inserted(tuple(named), others, vanishing)
