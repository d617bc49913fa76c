"""The paper's notation as the engines are told of it: its levels and tables, and what operators and events mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from bornproof.proofs.formulas.events import P
from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.ledger import Claim, Form, Language
from bornproof.proofs.ledger.printed import Printed
from bornproof.proofs.paper.changes import changes
from bornproof.proofs.paper.events import joint
from bornproof.proofs.paper.null_sets import almost_surely
from bornproof.proofs.paper.printed import lines_of
from bornproof.proofs.paper.standing_assumptions import standing
from bornproof.proofs.paper.values import handlers
from bornproof.symbolic.notation.core import (  # fmt: skip
    KNOWN,
    LEVEL_ORDER,
    I,
    J,
    K,
    M,
    N,
    S,
    W,
    alpha,
    beta,
    kappa,
    lam,
    n,
    p,
    q,
    rho,
    rho0,
    sigma,
    t,
    t_d,
    t_p,
)
from bornproof.symbolic.notation.endpoint import duration
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from bornproof.symbolic.notation.settings import chi
from bornproof.symbolic.notation.variants import drain, falling, feed, mutual, rising, taken
from bornproof.symbolic.operators import matrix_element, represent
from sympy import Basic, Expr, ImmutableMatrix, Indexed, Integer
from sympy.core.function import AppliedUndef

__all__ = ["LANGUAGE", "in_section", "meaning"]

_LEVELS = (N, K, M)
_HIDDEN = (2, "the hidden variables are lambda[2] .. lambda[N]")


def meaning(form: Basic, values: Mapping[Any, Any]) -> Basic:
    """The form with operators as components and events as probabilities.

    An operator expression with a symbolic N becomes its component <I|form|J>; with N among `values`, the N x N matrix.
    Where `values` says that S_n vanishes, neither sign of sigma_n has a probability. Raises UndefinedError for an event
    about sigma_1, which the model does not have.
    """
    return _meaning(form, tuple((key, int(value)) for key, value in values.items() if key in _LEVELS or _vanishes(key, value)))


@lru_cache(maxsize=4096)
def _meaning(form: Basic, relevant: tuple[tuple[Basic, int], ...]) -> Basic:
    values = dict(relevant)
    levels = {key: Integer(value) for key, value in relevant if key in _LEVELS}
    if isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) and not form.is_commutative:
        return represent(form.subs(levels), values[N]) if N in values else matrix_element(form)
    events = {node for node in form.atoms(AppliedUndef) if node.func == P}
    return form.xreplace({node: joint(node.args, levels, values) for node in events}) if events else form


def _vanishes(key: Any, value: Any) -> bool:
    return isinstance(key, Indexed) and key.base is S and value == 0


NOTATION = Notation(
    spelled={duration: r"\Delta t"},
    indices=dict.fromkeys((rho, rho0, h, feed, drain, mutual), 2) | dict.fromkeys((taken, rising, falling), 3),
    time=t,
    evolving=frozenset((rho, state)),
    elements={state: rho},
    running=(J, K, M, I),
    last=N,
    leading=(kappa,),
    typed={f"{spin}_{side}": rf"|\{spin}arrow_{side}\rangle" for spin in ("up", "down") for side in "AB"}
    | {"int_d_lambda": r"\int d\lambda"},
    basis=frozenset((chi,)),  # the evolution is optimal if |chi_I> = |I>, which the paper postulates
)
LANGUAGE = Language(
    size=N,
    least=2,
    known=KNOWN,
    order=LEVEL_ORDER,
    sums=((S, alpha), (S, beta)),
    hermitian=frozenset((rho0, h)),
    states=frozenset((rho,)),
    first={S: 0, lam: 2} | dict.fromkeys((alpha, beta, h, p, rho, rho0, sigma, L, ketbra), 1),
    falling=frozenset((L,)),
    absent={sigma: _HIDDEN, lam: _HIDDEN},
    signed=frozenset((sigma,)),
    component=(I, J),
    time=t,
    rates=(kappa,),
    meaning=meaning,
    handlers=handlers,
    changes=changes,
    almost_surely=almost_surely,
    standing=standing,
    notation=NOTATION,
    names=(
        I, J, K, M, N, W, n, kappa, q, t, t_d, t_p, S, alpha, beta, lam, p, rho, rho0, sigma, state, hamiltonian, h,
        L, ketbra,
    ),
)  # fmt: skip


def in_section(section: str, *names: Any) -> Callable[..., Claim]:
    """What makes the claims of a section from its printed lines; a claim that is about another section names it.

    `names` are what the lines name besides the names of the language, those of one claim are its `names`. What is checked or
    corrected needs no `Form` but for a derivation of its own: the lines say what it is. What an abbreviation stands for
    (`where`) may be given by the id of a line of the same section.
    """

    def claim(*, id: str, section: str = section, names: tuple[Any, ...] = names, **fields: Any) -> Claim:  # noqa: A002
        lines = lines_of(section)

        def read(label: str) -> Printed | None:
            return LANGUAGE.latex(lines[label], *names) if label in lines else None

        def stated(form: Form | None, part: Any) -> Form | None:
            line = read(f"{id}:{part}")
            return replace(form or Form(), expressions=line) if line else form

        if line := read(id):
            fields["printed"] = line
        fields |= {part: stated(fields.get(part), part) for part in ("checked", "corrected")}
        fields["family"] = tuple(stated(form, number) for number, form in enumerate(fields.get("family", ()), start=1))
        fields["where"] = tuple((name, read(value) if isinstance(value, str) else value) for name, value in fields.get("where", ()))
        return Claim(id=id, section=section, language=LANGUAGE, **fields)

    return claim
