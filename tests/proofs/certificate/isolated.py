"""Runs certificates in an interpreter that has SymPy and mpmath alone: `python -I -S isolated.py SITE FOLDER [--broken]`.

Prints a JSON object: for each file its exit code, or with --broken for each of its functions that states a form the
exit code of the file with that function broken.
"""

import ast
import contextlib
import gc
import importlib.util
import io
import json
import sys
from pathlib import Path
from typing import Any

BREAK = """
def broken(x):
    other = -x if not zero(x) else x + 1 if not isinstance(x, MatrixBase) else x.applyfunc(lambda entry: entry + 1)
    return other


class UntilFalse(list):
    def append(self, found):
        if found is not True:
            sys.exit(1)
        super().append(found)
"""


def exit_code(text: str) -> int:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, "certificate", "exec"), {"__name__": "__main__"})  # noqa: S102  (a file that this toolkit wrote)
    except SystemExit as ended:
        return int(ended.code or 0)
    except Exception:
        return 1  # as the interpreter's own exit code would be
    return -1  # a certificate ends with an exit code of its own


class Negated(ast.NodeTransformer):
    """Puts `broken` around what one function returns."""

    def __init__(self, name: str) -> None:
        self.name = name

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        last = node.body[-1]
        if node.name == self.name and isinstance(last, ast.Return):
            assert last.value is not None
            last.value = ast.Call(ast.Name("broken"), [last.value], [])
        return node


def stated(tree: ast.Module) -> list[str]:
    """The functions that state the claim: all that are checked to be right, or to be wrong with the value that is told."""
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [name for name in names if name.startswith(("printed", "stated", "corrected", "mended"))]


def with_broken(text: str, name: str) -> str:
    """The text with one function broken; it ends at the first residual that does not vanish."""
    tree = Negated(name).visit(ast.parse(text.replace("seen = []", "seen = UntilFalse()")))
    place = next(k for k, node in enumerate(tree.body) if isinstance(node, ast.FunctionDef) and node.name == "zero")
    tree.body[place + 1 : place + 1] = ast.parse(BREAK).body
    return ast.unparse(ast.fix_missing_locations(tree))


def main() -> None:
    site, folder = sys.argv[1:3]
    sys.path.insert(0, site)
    gc.set_threshold(200_000, 20, 20)  # as in conftest
    found: dict[str, Any] = {}
    for path in sorted(Path(folder).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "--broken" in sys.argv:
            found[path.stem] = {name: exit_code(with_broken(text, name)) for name in stated(ast.parse(text))}
        else:
            found[path.stem] = exit_code(text)
    there = [name for name in ("bornproof", "flint", "numpy") if importlib.util.find_spec(name)]
    print(json.dumps({"there": there, "codes": found}))  # noqa: T201


if __name__ == "__main__":
    main()
