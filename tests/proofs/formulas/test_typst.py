"""LaTeX in Typst's notation: all that the ledger prints can be set, and what is unknown is refused."""

import pytest
import typst
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.formulas.typst import as_typst
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.printed import lines_of


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\rho_{12}(t)", "rho_(12) paren.l t paren.r"),
        (r"x^12", "x^(1) 2"),  # TeX's rule for digits
        (r"\frac12", "frac(1, 2)"),
        (r"\left|\alpha_K\right|^{2}", "lr(bar.v alpha_(K) bar.v)^(2)"),
        (r"\text{if } x", '"if " x'),
        (r"\begin{pmatrix}1 & 0 \\ 0 & 1\end{pmatrix}", 'mat(delim: "(", 1, 0; 0, 1)'),
        (r"\begin{cases}a & \text{if}\: b \\ c & d\end{cases}", 'cases(a & "if" med b, c & d)'),
        (r"\sup_a\varphi", "sup_(a) phi"),
        (r"P(\sigma_N<0)", "P paren.l sigma_(N) < 0 paren.r"),
    ],
    ids=str,
)
def test_translations(latex: str, expected: str) -> None:
    assert as_typst(latex) == expected


@pytest.mark.parametrize(
    "latex", [r"\unheard{x}", "{x", "x}", r"\left( x", r"\frac{1}", r"x\right)", r"\begin{tabular}a\end{tabular}", "é"], ids=str
)
def test_what_is_unknown_is_refused(latex: str) -> None:
    with pytest.raises(ReadError, match="no translation for Typst"):
        as_typst(latex)


def test_all_that_the_ledger_prints_can_be_set() -> None:
    lines = []
    for claim in PAPER:
        forms = (*claim.printed, *(claim.corrected.expressions if claim.corrected else ()), *claim.conditions)
        lines += [f"$ {as_typst(as_latex(form, claim.language.notation))} $" for form in (*forms, *claim.domain.assumptions)]
        lines += [f"${as_typst(claim.name)}$"] if claim.name else []
        texts = (claim.statement, claim.note, claim.corrected_statement)
        lines += [f"${as_typst(piece)}$" for text in texts for piece in as_prose(text).split("$")[1::2]]
    printed = {text for claim in PAPER for text in lines_of(claim.section).values()}
    lines += [f"$ {as_typst(part)} $" for text in printed for part in text.replace("&", "").split(r"\\") if r"\begin" not in text]
    assert len(lines) > 1000
    assert typst.compile("\n\n".join(lines).encode()).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A dagger, and a state.", "A dagger, and a state."),
        ("At sigma_2 = 0 it is 0: the coherence stays.", r"At $\sigma_{2} = 0$ it is 0: the coherence stays."),
        ("L rho L^+ - {rho, L^+ L}/2.", r"$L \rho L^\dagger - \{\rho, L^\dagger L\}/2$."),
        ("With x = exp(-kappa t). For N = 2", r"With $x = \exp(-\kappa t)$. For $N = 2$"),
        ("y = (N-1)^(-1/(N-2)) and x^(N-1)", r"$y = (N-1)^{-1/(N-2)}$ and $x^{N-1}$"),
        ("an eigenstate |N-1>, not |1>", r"an eigenstate $|N-1\rangle$, not $|1\rangle$"),
        ("proved (any 0 <= q <= 1)", r"proved (any $0 \leq q \leq 1$)"),
        ("claim.2.1-pure-state says so", "claim.2.1-pure-state says so"),
    ],
)
def test_mathematics_within_sentences(text: str, expected: str) -> None:
    assert as_prose(text) == expected
