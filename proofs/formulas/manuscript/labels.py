"""The map from labels to ids, a file of TOML."""

import tomllib
from pathlib import Path

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.manuscript.folder import read_text

__all__ = ["read_labels"]

MAX_BYTES = 1_000_000


def read_labels(path: Path) -> dict[str, str]:
    """The ids by labels that a file says, at its top or in a table `labels`: lines such as `"eq:rates" = "eq.39.4"`.

    Raises ReadError for a file that cannot be read, that is no TOML, or that says anything else.
    """
    try:
        found = tomllib.loads(read_text(path, MAX_BYTES, str(path), MAX_BYTES))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(f"{path} is not TOML: {error}") from None
    found = found["labels"] if set(found) == {"labels"} and isinstance(found["labels"], dict) else found
    for label, claim_id in found.items():
        if not isinstance(claim_id, str):
            raise ReadError(f'{path}: a label has an id, as in "eq:rates" = "eq.39.4", but {label} has not')
    return found
