"""`bornproof workflow`: what lets GitHub Actions judge the formulas of a repository at each change."""

import re
from typing import Annotated

import typer

__all__ = ["workflow"]

PLAIN = re.compile(r"(?!-)[\w@:/.+=#&~\[\],-]+")  # means the same to YAML in quotes, to a shell and to the runner


def workflow(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="What pip installs bornproof from: a tag, or a wheel.")],
    manuscript: Annotated[str, typer.Option(metavar="FILE.tex", help="From the top of the repository.")] = "paper.tex",
    baseline: Annotated[str, typer.Option(metavar="FILE", help="What `bornproof baseline write` wrote.")] = "bornproof.json",
) -> int:
    """Print a workflow that runs verify, check --manuscript and baseline compare.

    SOURCE is what pip takes: a tag of the repository that has bornproof, as git+https://HOST/OWNER/bornproof@v0.1.0, or a
    wheel that is committed in yours. pre-commit takes the hook `bornproof` from the same tag. The baseline has to be
    committed first.

    \b
    Example:
      bornproof baseline write bornproof.json
      mkdir -p .github/workflows
      bornproof workflow ./bornproof-0.1.0-py3-none-any.whl --manuscript paper.tex > .github/workflows/bornproof.yml
    """
    from importlib.resources import files

    from bornproof.proofs.cli.outputs import write
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.files import STDOUT

    text = files("bornproof.proofs.cli").joinpath("workflow.yml").read_text(encoding="utf-8")
    for name, value in (("SOURCE", source), ("MANUSCRIPT", manuscript), ("BASELINE", baseline)):
        if not PLAIN.fullmatch(value):
            raise LedgerError(f"{name} must have letters, digits and @:/.+=#&~,[]_- alone, and no - first, not {value!r}")
        text = text.replace(f"<{name}>", value)
    write(STDOUT, text)
    return 0
