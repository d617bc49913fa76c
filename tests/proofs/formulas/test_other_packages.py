"""What another package makes of SymPy when it is imported changes no text: sympy.physics.quantum gives adjoint another name."""

import subprocess
import sys

WRITTEN = """
{first}
from bornproof.proofs.formulas.canonical import canonical
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.unicode_printer import as_unicode
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.paper.entries import PAPER
for claim in (PAPER["eq.5"], PAPER["eq.15"]):
    for form in claim.printed:
        notation = claim.language.notation
        print(canonical(form), as_text(form), as_latex(form, notation), as_unicode(form, notation))
"""


def written(first: str) -> str:
    code = WRITTEN.format(first=first)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stderr == ""
    return done.stdout


def test_an_adjoint_is_written_alike_beside_another_package() -> None:
    alone = written("")
    assert r"\dagger" in alone
    assert written("import sympy.physics.quantum") == alone
