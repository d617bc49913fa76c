"""The errors of each package are children of one, so that a caller can catch them all; inputs are ValueErrors besides."""

import importlib
import inspect
import pkgutil

import bornproof.numeric_check
import bornproof.proofs
import bornproof.symbolic
import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.errors import LedgerError, ProofsError, ReadError
from bornproof.symbolic.errors import SymbolicError

SIGNALS = {"ExhaustedError", "SplitError", "UnprovedError"}  # inside the prover, which always catches them


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
