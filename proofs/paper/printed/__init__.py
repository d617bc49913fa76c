r"""The paper's lines in LaTeX, one file a section: an entry's text is found by its label, and read by nobody who does not ask.

Theorems of ours may stand beside, as in `section_4_4-diffuse.tex`.

In an `align` a label stands at the end of what it names: all since the label before. Lines that begin with a relation are further
links of a chain, and have the left side that stands above them. The label of an equation is eq: and its number, that of another
entry its id; `:corrected`, `:checked`, `:mended` and a number of a family follow behind a colon.
"""

import re
from functools import lru_cache
from importlib.resources import files

from bornproof.proofs.errors import LedgerError

__all__ = ["lines_of"]

_BLOCK = re.compile(r"\\begin\{align\}(.*?)\\end\{align\}", re.DOTALL)
_LABELLED = re.compile(r"(.*?)\\label\{([^}]*)\}\s*(?:\\\\)?", re.DOTALL)


@lru_cache
def lines_of(section: str) -> dict[str, str]:
    r"""The text of each label of a section, by the entry's id; raises LedgerError for a label that stands there twice.

    >>> lines_of("2.1")["eq.12"].strip()
    'P(|2\\rangle) &= |\\alpha_2|^2'
    """
    name = "appendix" if section == "Appendix" else f"section_{section.replace('.', '_')}"
    sources = (each for each in files(__package__).iterdir() if re.fullmatch(rf"{name}(-\w+)?\.tex", each.name))
    whole = "".join(each.read_text(encoding="utf-8") for each in sorted(sources, key=lambda each: each.name))
    found: dict[str, str] = {}
    for block in _BLOCK.findall(whole):
        left = block[: block.index("&")]
        for text, label in _LABELLED.findall(block):
            entry = re.sub(r"^eq:", "eq.", label)
            if entry in found:
                raise LedgerError(f"{name}.tex: the label {label} stands there twice")
            found[entry] = left + text.strip() if text.strip().startswith("&") else text.strip()
    return found
