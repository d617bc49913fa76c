"""What a claim's own functions answer, in exact terms; and where one of them raises, which it was, and for which values."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from bornproof.numeric_check.arithmetic.complex_rational import exact
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.checks.deadline import OutOfTimeError
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.plain_printer import as_text
from flint import acb, arb
from sympy import Basic, MatrixBase

__all__ = ["answered", "attempted", "blame", "blamed"]

T = TypeVar("T")
U = TypeVar("U")


def answered(ask: Callable[[Any], Any], point: Any) -> Any:
    """What an oracle says at a point: an exact number, a ball, a truth value, or rows of them.

    Raises LedgerError for anything else, floats above all, and what the oracle raises.

    >>> answered(lambda point: [point, 1], 2)
    (2, 1)
    >>> answered(lambda point: point / 2, 1)
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.LedgerError: an oracle must return exact numbers, balls or truth values, not the float 0.5
    """
    with blamed("the oracle", point):
        return _in_exact_terms(ask(point))


def _in_exact_terms(value: Any) -> Any:
    if isinstance(value, bool | arb | acb):
        return value
    if isinstance(value, ExactMatrix):
        return value.rows()
    if isinstance(value, MatrixBase) or type(value).__name__ == "ndarray":
        value = value.tolist()
    if isinstance(value, tuple | list):
        return tuple(map(_in_exact_terms, value))
    try:
        if not isinstance(value, str):
            return exact(value)
    except NumericError:
        pass
    shown = f"the {type(value).__name__} {str(value)[:60]}"
    raise LedgerError(f"an oracle must return exact numbers, balls or truth values, not {shown}")


@contextmanager
def blamed(who: str | Basic, values: Any) -> Iterator[None]:
    """Note of an error that is raised inside whose it is, a function's or a form's, and for which values; the inmost counts."""
    try:
        yield
    except (OutOfTimeError, KeyboardInterrupt):
        raise
    except BaseException as error:
        if not hasattr(error, "whose"):
            error.whose = who, values  # type: ignore[attr-defined]
        raise


def attempted(ask: Callable[[], T], otherwise: Callable[[str], U]) -> T | U:
    """What is asked for; where anything is raised in it, what is made of one line that says which error, and whose it is.

    A claim's own functions are a user's code, which may raise anything, and be run anywhere: the command that asks them goes on.

    >>> attempted(lambda: answered(lambda point: 1 / point["a"], {"a": 0}), lambda why: f"none: {why}")
    'none: the oracle raised ZeroDivisionError at a = 0: division by zero'
    """
    try:
        return ask()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return otherwise(blame(error) or f"{type(error).__name__}: {' '.join(str(error).split())}")


def blame(error: BaseException) -> str:
    """Who raised an error, where, and what it says, in one line; "" where nobody noted it.

    >>> try:
    ...     answered(lambda point: 1 / point["a"], {"a": 0})
    ... except ZeroDivisionError as error:
    ...     blame(error)
    'the oracle raised ZeroDivisionError at a = 0: division by zero'
    """
    if not hasattr(error, "whose"):
        return ""
    who, values = error.whose
    named = f"the form {as_text(who)}" if isinstance(who, Basic) else who
    pairs = values.items() if isinstance(values, Mapping) else ()
    where = ", ".join(f"{as_text(name) if isinstance(name, Basic) else name} = {value}" for name, value in pairs)
    return f"{named} raised {type(error).__name__}{f' at {where}' if where else ''}: {' '.join(str(error).split())}"
