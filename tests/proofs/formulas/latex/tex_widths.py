"""How wide TeX sets formulas, in em: `python -m tests.proofs.formulas.latex.tex_widths` asks pdflatex, and stores its answers."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from bornproof.proofs.checks.exact import example_case
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.paper.entries import PAPER

__all__ = ["STORED", "measured"]

LEAST = 3.0  # em: what is shorter is in no danger
STORED = Path(__file__).with_name("tex_widths.json")


def measured(formulas: list[str]) -> list[float]:
    """The widths in display style in Computer Modern of 10 points."""
    boxes = "\n".join(rf"\setbox0\hbox{{$\displaystyle{{}}{formula}$}}\typeout{{width \the\wd0}}" for formula in formulas)
    text = rf"\documentclass[10pt]{{article}}\usepackage{{amsmath}}\begin{{document}}{boxes}\end{{document}}"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "widths.tex").write_text(text, encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "widths.tex"]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    return [float(size) / 10 for size in re.findall(r"^width ([\d.]+)pt", done.stdout, re.MULTILINE)]


if __name__ == "__main__":
    forms = [form for claim in PAPER for form in (*claim.printed, *(claim.corrected.expressions if claim.corrected else ()))]
    forms += [step.result for claim in PAPER if claim.derive for step in claim.derive(example_case(claim).mapping).steps]
    texts = list(dict.fromkeys(as_latex(form, PAPER.language.notation) for form in forms))
    widths = dict(zip(texts, measured(texts), strict=True))
    STORED.write_text(
        json.dumps({text: round(size, 2) for text, size in widths.items() if size > LEAST}, indent=1) + "\n", encoding="utf-8"
    )
