"""The errors of each package are children of one, so that a caller can catch them all; inputs are ValueErrors besides."""

import ast
import builtins
import importlib
import inspect
import pkgutil
from pathlib import Path

import bornproof.numeric_check
import bornproof.proofs
import bornproof.symbolic
import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.errors import LedgerError, ProofsError, ReadError
from bornproof.symbolic.errors import SymbolicError

BUILT_IN = {name for name, value in vars(builtins).items() if inspect.isclass(value) and issubclass(value, BaseException)}
SIGNALS = {"ExhaustedError", "OutOfTimeError", "SplitError", "UnprovedError"}  # inside the engines, which always catch them


@pytest.mark.parametrize(
    ("package", "base"),
    [(bornproof.symbolic, SymbolicError), (bornproof.numeric_check, NumericError), (bornproof.proofs, ProofsError)],
    ids=lambda value: value.__name__,
)
def test_one_base_a_package(package: object, base: type[Exception]) -> None:
    found: set[type] = set()
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):  # type: ignore[attr-defined]
        module = importlib.import_module(info.name)
        found |= {one for _, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__}
    errors = {one for one in found if issubclass(one, BaseException) and one.__name__ not in SIGNALS}
    assert base in errors
    assert {one for one in errors if not issubclass(one, base)} == set()


@pytest.mark.parametrize("error", [LedgerError, ReadError, NumericError, SymbolicError], ids=lambda value: value.__name__)
def test_what_is_wrong_with_an_input_is_a_value_error(error: type[Exception]) -> None:
    assert issubclass(error, ValueError)


def raised(source: str) -> set[str]:
    """The names of the built-in errors that a module raises; AttributeError is how a module says that it has no such name."""
    raises = [node.exc for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Raise)]
    errors = [node.func if isinstance(node, ast.Call) else node for node in raises]
    return {node.id for node in errors if isinstance(node, ast.Name)} & BUILT_IN - {"AttributeError"}


def test_a_built_in_error_is_seen() -> None:
    assert raised("def f(x):\n    if x:\n        raise ValueError(x)\n    raise TypeError") == {"ValueError", "TypeError"}
    assert raised("try:\n    f()\nexcept ValueError as error:\n    raise LedgerError(error) from None") == set()


@pytest.mark.parametrize("package", ["symbolic", "numeric_check", "proofs"])
def test_only_errors_of_the_package_are_raised(package: str) -> None:
    sources = sorted((Path(__file__).parents[2] / package).rglob("*.py"))
    assert {path.name: found for path in sources if (found := raised(path.read_text("utf-8")))} == {}
