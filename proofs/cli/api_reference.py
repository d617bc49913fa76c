"""The reference of what the three packages export, made from their docstrings by pdoc."""

import re
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["reference"]

TEMPLATES = Path(__file__).parent / "reference"


def reference() -> dict[str, bytes]:
    """Return the pages by their names, an index and one a package, to stand in a folder of the site; none without pdoc.

    pdoc is no part of what bornproof needs: `python3 -m pip install 'bornproof[site]'`.

    >>> sorted(reference()) if find_spec("pdoc") else ["bornproof/numeric_check.html"]  # doctest: +ELLIPSIS
    ['bornproof/numeric_check.html'...]
    """
    if find_spec("pdoc") is None:
        return {}

    import pdoc
    from bornproof import numeric_check, proofs, symbolic

    packages = (symbolic, numeric_check, proofs)
    for module in packages:  # they make a name when it is asked for, and pdoc looks at what is there
        vars(module).update({each: getattr(module, each) for each in module.__all__})
    pdoc.render.configure(docformat="numpy", show_source=False, search=False, math=False, template_directory=TEMPLATES)
    with TemporaryDirectory() as made:
        pdoc.pdoc(*(module.__name__ for module in packages), output_directory=Path(made))
        found = {path.relative_to(made).as_posix(): path.read_bytes() for path in sorted(Path(made).rglob("*.html"))}
    return {name: _mended(page) for name, page in found.items()}


def _mended(page: bytes) -> bytes:
    """A page without what its readers stumble over: deep headings with one id for all `Examples`, empty links, and gaps."""
    page = page.replace(b'(<span class="param">\t', b'(<span class="param">')
    page = re.sub(rb"<h([2-6])\b[^>]*>(.*?)</h\1>", rb'<p class="part">\2</p>', page)
    return re.sub(rb'<a class="headerlink"[^>]*></a>', b"", page)
