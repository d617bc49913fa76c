"""Read a formula in plain notation as an exact SymPy expression: what `bornproof check ID FORMULA` is given.

The notation: ``+ - * / **`` and brackets; integers and decimals, read exactly (``0.25`` is 1/4); the entry's names;
``sqrt exp log sin cos abs sign max min re im``; ``conj`` or ``conjugate``; ``dagger``; ``theta(x)``, the step with theta(0) = 0;
``delta(I, J)``; ``sum(f, (K, 1, N))`` and ``prod(f, (J, 1, N))``, several limits with the innermost first; entries such
as ``rho[1,1]`` and ``sigma[M]``; ``pi`` and ``E``; the imaginary unit as ``i`` or ``1j``, and as ``I`` where the entry
has no index of that name. A name of the entry hides the same word of the notation.
"""

from collections.abc import Mapping
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.bounds import check_size
from bornproof.proofs.formulas.reader import Read, Reader
from bornproof.proofs.formulas.syntax import quote, syntax_tree
from bornproof.proofs.formulas.words import NOTATION

__all__ = ["read_expression", "read_formula"]


def read_formula(text: str, names: Mapping[str, Any]) -> sympy.Expr:
    """Return the formula `text` as an exact expression in the symbols of `names`, as it is written: nothing is cancelled.

    What must hold for it to have a value is in `literal.demands`; `literal.evaluated` lets SymPy at it.

    Parameters
    ----------
    text
        The formula in the notation of this module.
    names
        What each name stands for: a Symbol, an IndexedBase (used with indices) or a function (used with arguments).
        The variable of a ``sum`` or ``prod`` is none of these: it is an integer Symbol of its own, without a sign.

    Raises
    ------
    ReadError
        For anything else: unknown names, wrong numbers of arguments, division by zero, formulas too large to be judged.

    Examples
    --------
    >>> q, kappa, t = sympy.symbols("q kappa t", positive=True)
    >>> read_formula("q*sqrt(1-q**2)/q*exp(kappa*t)", {"q": q, "kappa": kappa, "t": t})
    q*sqrt(1 - q**2)*exp(kappa*t)/q
    >>> read_formula("q(1 - q)", {"q": q})
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: `q` is not a function; write * for a product
    """
    return _read(text, {**NOTATION, **names}).tree


def read_expression(text: str, scope: Mapping[str, Any]) -> sympy.Expr:
    """Return `text` as an expression in which the words of `scope`, and no others, have a meaning.

    Parameters
    ----------
    text
        Arithmetic, calls and indices.
    scope
        What each word stands for: an expression, an IndexedBase, a SymPy function or an `Operation`.

    Raises
    ------
    ReadError
        If the text cannot be read, or names or asks for what `scope` does not hold.

    Examples
    --------
    >>> read_expression("2*x", {"x": sympy.Rational(1, 3)})
    2/3
    """
    return _read(text, scope).value


def _read(text: str, scope: Mapping[str, Any]) -> Read:
    tree, source, spelling = syntax_tree(text, scope)
    taken = frozenset[Any]().union(*(meaning.free_symbols for meaning in scope.values() if isinstance(meaning, sympy.Basic)))
    reader = Reader(source, {**scope, **{new: scope[old] for new, old in spelling.items()}}, taken)
    try:
        found = reader.read(tree, 0)
        check_size(found.value)
        return found
    except ReadError:
        raise
    except RecursionError:
        raise ReadError(f"{quote(source)} is nested too deeply") from None
    except Exception as error:
        # SymPy has its own opinion of what may be combined (the step of a complex number, the rank of an index), and
        # many types of error to say so.
        raise ReadError(f"{quote(source)} makes no sense: {quote(str(error))}") from None
