"""The reference of what the three packages export, made from their docstrings by pdoc."""

from pathlib import Path

__all__ = ["write_reference"]


def write_reference(folder: Path) -> list[Path]:
    """Write a page a package into a folder that exists, and an index; what was written.

    Raises LedgerError where pdoc is not installed: it is no part of what bornproof needs.
    """
    from bornproof.proofs.errors import LedgerError

    try:
        import pdoc
    except ImportError:
        raise LedgerError("the reference of the API needs pdoc: python3 -m pip install 'bornproof[site]'") from None

    from bornproof import numeric_check, proofs, symbolic

    packages = (symbolic, numeric_check, proofs)
    for module in packages:  # they make a name when it is asked for, and pdoc looks at what is there
        vars(module).update({each: getattr(module, each) for each in module.__all__})
    pdoc.render.configure(docformat="numpy", show_source=False, search=False, math=False)
    pdoc.pdoc(*(module.__name__ for module in packages), output_directory=folder)
    return sorted(folder.rglob("*.html"))
