"""The paper's notation as SymPy alone can run it, and quantities from their definitions: Eqs. (13), (14), (15), areas of rings.

What is said here is a third opinion: it shares nothing with the derivations or the oracles, and a certificate holds it against
the printed form.
"""

from typing import Any

from bornproof.proofs.certificate.python_source import Source, Words
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.paper.in_python import defined_averages, defined_dynamics, defined_outcomes, defined_spins
from bornproof.symbolic.notation.core import S, X, alpha, beta, kappa, lam, p, q, rho, rho0, sigma, t
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from sympy import Gt, Indexed, Lt

__all__ = ["WORDS"]

_KINDS = (defined_dynamics, defined_averages, defined_outcomes, defined_spins)


def _share(source: Source, event: Any) -> str:
    """The share of the lambda's for which an event happens; of independent ones they are multiplied."""
    if event.func == Each:
        single, index, low, high = event.args
        return f"product({_share(source, single)} for {source.of(index)} in loop({source.of(low)}, {source.of(high)}))"
    if isinstance(event, Gt | Lt) and isinstance(event.lhs, Indexed) and event.lhs.base in (sigma, lam):
        if event.lhs.base == lam or event.rhs != 0:  # a complex number is compared on a line alone; |sigma_n| <= 1
            return "Integer(0)"
        return f"{'above' if isinstance(event, Gt) else 'below'}({source.of(event.lhs.indices[0])})"
    raise LedgerError(f"{event} has no area")


WORDS = Words(
    calls={
        ketbra: lambda source, node: f"ketbra({', '.join(map(source.of, node.args))}, N)",
        L: lambda source, node: f"jump({', '.join(map(source.of, node.args))}, N)",
        state: lambda *_: "full(rho, N)",
        hamiltonian: lambda *_: "full(H, N)",
        P: lambda source, node: "*".join(_share(source, event) for event in node.args),
    },
    helpers={name: text for kind in _KINDS for name, text in kind.HELPERS.items()},
    weights={alpha: S, beta: S},
    reserved={
        "kappa": kappa, "t": t, "q": q, "S": S, "sigma": sigma, "rho": rho, "rho0": rho0, "H": h, "p": p, "lam": lam,
        "alpha": alpha, "beta": beta, "X": X,
    },
    defined={entry: text for kind in _KINDS for entry, text in kind.DEFINED.items()},
)  # fmt: skip
