"""The words by which the front page finds an entry, besides those that its row shows: names, notes, formulas as plain text."""

import json
import re
from collections.abc import Iterable

from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim
from bornproof.proofs.report.errata import place_of

__all__ = ["search_words"]

_INDEX = re.compile(r"\[(\w+(?:, ?\w+)*)\]")
LONGEST = 600  # characters of a formula as plain text: what is longer is cut


def search_words(claims: Iterable[Claim]) -> str:
    """A script that sets `searchWords`: of each id its words, each once.

    >>> print(search_words([Claim("eq.1", "2", "It stays.", undecidable="x", name=r"\\rho_{11}(t)", note="</script>")]).strip())
    const searchWords = {"eq.1": "(1) it stays. <\\/script> rho_11(t)"};
    """
    found = {claim.id: " ".join(dict.fromkeys(" ".join(_texts(claim)).lower().split())) for claim in claims}
    return f"const searchWords = {json.dumps(found)};\n".replace("</", "<\\/")


def _texts(claim: Claim) -> Iterable[str]:
    """Where it stands, what is said of it, and its formulas, with the names of their letters."""
    yield from (place_of(claim), f"({claim.equation})" if claim.equation else "")
    corrected = (claim.corrected,) if claim.corrected else ()
    forms = (*claim.otherwise, *corrected)
    yield from (claim.statement, claim.note, claim.corrected_statement)
    yield from (re.sub(r"[\\\\{}$]", "", text) for text in (claim.name, *(form.name for form in forms)))
    for tree in (*claim.printed, *(each for form in forms for each in form.expressions)):
        yield _INDEX.sub(lambda match: "_" + re.sub(r"\W", "", match[1]), as_text(tree)[:LONGEST])
