"""`bornproof verify` of a changed source: the entries that call what was changed, the quick ones first, until one is not settled.

`python -m tests.sabotage.judged FILE` judges all, and writes the entries and the functions that each calls;
`python -m tests.sabotage.judged FILE MODULE FUNCTION` judges those that call it, and takes the others from the file.
"""

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from tests.conftest import forget
from tests.sabotage.calls import calling, noted

IMPORTS = "when it is imported"


def main(place: Path, module: str = "", function: str = "module") -> int:
    """Exit code 0 if all is settled."""
    if not module:
        with noted(at_import := set[str]()):
            judge, paper = _imported()
        found: dict[str, tuple[Any, float, set[str]]] = {IMPORTS: (None, 0.0, at_import)}
        for claim in paper:
            forget()
            start = process_time()
            with noted(names := set[str]()):
                entry = judge(claim)
            found[claim.id] = entry, process_time() - start, names
        place.write_bytes(pickle.dumps(found))
        entries = {claim_id: entry for claim_id, (entry, *_) in found.items() if entry}
        return int(not all(entry.settled for entry in paper.settle(entries)))
    found = pickle.loads(place.read_bytes())  # noqa: S301  (our own file)
    every = calling(module, function, found.pop(IMPORTS)[2])
    wanted = [claim_id for claim_id, (_, _, names) in found.items() if every or calling(module, function, names)]
    if not wanted:
        return 0
    judge, paper = _imported()
    entries = {claim_id: entry for claim_id, (entry, *_) in found.items()}
    for claim_id in sorted(wanted, key=lambda claim_id: found[claim_id][1]):
        entries[claim_id] = judge(paper[claim_id])
        if str(entries[claim_id].verdict) == "undecided":
            return 1
    return int(not all(entry.settled for entry in paper.settle(entries)))


def _imported() -> tuple[Callable[..., Any], Any]:
    from bornproof.proofs.checks.verdict import judge
    from bornproof.proofs.paper.entries import PAPER

    return judge, PAPER


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
