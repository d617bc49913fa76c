"""What the printed notation means: operators become matrices or components, events become probabilities."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.events import P, joint
from bornproof.symbolic.notation.core import K, M, N, S
from bornproof.symbolic.operators import matrix_element, represent
from sympy import Basic, Expr, ImmutableMatrix, Indexed, Integer, Symbol
from sympy.core.function import AppliedUndef

__all__ = ["insert", "meaning"]

Values = tuple[tuple[Basic, int], ...]


def meaning(claim: Claim, form: Basic, values: Mapping[Any, Any]) -> Basic:
    """The form with the claim's abbreviations inserted, operators as components and events as probabilities.

    An operator expression with a symbolic N becomes its component <I|form|J>; with N among `values`, the N x N matrix.
    Where `values` says that S_n vanishes, neither sign of sigma_n has a probability. Raises UndefinedError for an event
    about sigma_1, which the model does not have.
    """
    relevant = tuple((key, int(value)) for key, value in values.items() if key in (N, K, M) or _vanishes(key, value))
    return _meaning(form, claim.where, relevant)


def insert(form: Basic, name: Basic, value: Basic) -> Basic:
    """The form with an abbreviation written out; one with symbolic indices, as Lambda_IJ, stands for all its entries."""
    if not (isinstance(name, Indexed) and all(isinstance(index, Symbol) for index in name.indices)):
        return form.subs(name, value)

    def entry(node: Indexed) -> Basic:
        return value.subs(dict(zip(name.indices, node.indices, strict=True)), simultaneous=True)

    return form.replace(lambda node: isinstance(node, Indexed) and node.base == name.base, entry)


@lru_cache(maxsize=4096)
def _meaning(form: Basic, where: tuple[tuple[Basic, Basic], ...], relevant: Values) -> Basic:
    values = dict(relevant)
    for name, value in where:
        form = insert(form, name, value)
    levels = {key: Integer(value) for key, value in relevant if key in (N, K, M)}
    if isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) and not form.is_commutative:
        return represent(form.subs(levels), values[N]) if N in values else matrix_element(form)
    events = {node for node in form.atoms(AppliedUndef) if node.func == P}
    return form.xreplace({node: joint(node.args, levels, values) for node in events}) if events else form


def _vanishes(key: Any, value: Any) -> bool:
    return isinstance(key, Indexed) and key.base is S and value == 0
