"""What the kernel is told of the paper's notation: its quantities, of which law an entry speaks, and values of its symbols."""

from collections.abc import Mapping

from bornproof.proofs.kernel.dictionary import Dictionary, Existence
from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.link_quantities import Named
from bornproof.proofs.kernel.link_terms import case_values
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.coq_jumps import EXISTENCE, jumps_of
from bornproof.proofs.paper.coq_quantities import INTERACTION, QUANTITIES
from bornproof.proofs.paper.coq_terms import FAMILY, MOVING, ORDER, SOLUTION, PaperTerms
from bornproof.symbolic.notation.core import N
from sympy import Eq, Indexed, Integral, Symbol

__all__ = ["DICTIONARY"]

INITIAL = r"\rho(t_p)"  # the entry that holds the state with which a solution starts
VALUES = {  # one value of each symbol, at which the hypotheses are shown to hold
    "N": "4%nat",
    "I": "1%nat",
    "J": "2%nat",
    "K": "2%nat",
    "M": "1%nat",
    "W": "2%nat",
    "n": "2%nat",
    "kappa": "1%R",
    "t": "1%R",
    "q": "(3 / 5)%R",
    "X": "1%R",
    "s": "(9 / 25)%R",
    **dict.fromkeys(("u", "d", "w"), "(fun _ _ _ : nat => 1%R)"),
    "g": "(fun _ _ : nat => 1%R)",
    "alpha": "(fun n : nat => RtoC (if Nat.eqb n 1 then 3 / 5 else if Nat.eqb n 2 then 4 / 5 else 0))",
    "beta": "(fun n : nat => RtoC (if Nat.eqb n 1 then 3 / 5 else if Nat.eqb n 2 then 4 / 5 else 0))",
    "lambda": "(fun _ : nat => RtoC 0)",
    "f": "(fun _ _ : nat => RtoC 0)",
    "H": "(fun _ _ : nat => RtoC 0)",
    "U": "(fun (_ : R) (I J : nat) => RtoC (Statements.delta I J))",
    "sigma": "(fun n : nat => (if Nat.eqb n 2 then 1 else -1)%R)",
    "rho0": "(fun I _ : nat => RtoC (if Nat.eqb I 1 then 9 / 25 else if Nat.eqb I 2 then 16 / 25 else 0))",
    "rho": "(Statements.ketbra 1 1)",
}


def _terms(claim: Claim, subject: Claim, named: list[Named], ledger: Mapping[str, Claim]) -> PaperTerms:
    """What rho stands for in an entry, and for how many levels."""
    solution = named[0][0].solution
    if any(quantity.solution != solution for quantity, _ in named):
        raise UnlinkableError("a solution and something else stand in one list")
    averaging = None
    if any(quantity.dynamics for quantity, _ in named) and not claim.dynamics:
        averaging = next((premise for premise in _premises(subject, ledger) if _integrated(premise)), None)
        if averaging is None:
            raise UnlinkableError(f"{subject.name} is not of a solution of the master equation here, nor an average of it")
    start = next((use for use in _premises(averaging or subject, ledger) if use.name == INITIAL), None) if solution else None
    averaged = averaging is not None or any(quantity.averaged for quantity, _ in named)
    moving = any(quantity is INTERACTION for quantity, _ in named)
    levels, jumps = _number_of_levels(subject, start), jumps_of(subject)
    terms = PaperTerms(levels, solution, _has_hamiltonian(claim), averaged, start, jumps, moving)
    if averaging and (start is None or terms.levels != str(_integrated(averaging))):
        raise UnlinkableError(f"{averaging.id} does not average over all that the state of {subject.name} depends on")
    return terms


def _premises(claim: Claim, ledger: Mapping[str, Claim]) -> list[Claim]:
    return [ledger[use] for use in claim.uses if use in ledger]


def _integrated(premise: Claim) -> int:
    """N, if it defines the matrix as its integral over lambda_2, ..., lambda_N, as (29) does; else 0."""
    forms = [form for form in premise.printed if premise.definition and isinstance(form, Integral)]
    if len(forms) == len(premise.printed) == 1 and str(forms[0].function) in ("rho", "rho[I, J]"):
        levels = len(forms[0].limits) + 1
        return levels if [str(*limit) for limit in forms[0].limits] == [f"lambda[{n}]" for n in range(2, levels + 1)] else 0
    return 0


def _has_hamiltonian(claim: Claim) -> bool:
    """Whether a Hamiltonian stands in the entry: in its printed or corrected form, an assumption or a condition."""
    corrected = claim.corrected.expressions if claim.corrected else ()
    return any(
        str(name) == "H"
        for form in (*claim.printed, *corrected, *claim.domain.assumptions, *claim.conditions)
        for name in form.atoms(Symbol)
    )


def _number_of_levels(claim: Claim, start: Claim | None) -> str:
    """The only N of all cases, or that of the initial state, or the level whose partial sum is 1; else N stays a symbol."""
    for known in map(case_values, (claim, start) if start else (claim,)):
        if len(known.get(N, ())) == 1:
            return str(*known[N])
    if claim.domain.state:
        return str(len(claim.domain.state))
    for fact in claim.domain.assumptions:
        if isinstance(fact, Eq) and isinstance(fact.lhs, Indexed) and fact.lhs.base.label.name == "S" and fact.rhs == 1:
            return str(fact.lhs.indices[0])
    return "N"


DICTIONARY = Dictionary(
    quantities=QUANTITIES,
    terms=_terms,
    order=ORDER,
    values=VALUES,
    others=(
        {"sigma": "(fun _ : nat => (-1)%R)"},
        {"J": "3%nat", "K": "1%nat", "M": "2%nat", "s": "(16 / 25)%R"},
        {  # a state without the level 1
            "I": "2%nat",
            "J": "3%nat",
            "K": "1%nat",
            "n": "1%nat",
            "alpha": "(fun n : nat => RtoC (if Nat.eqb n 2 then 3 / 5 else if Nat.eqb n 3 then 4 / 5 else 0))",
            "rho0": "(fun I _ : nat => RtoC (if Nat.eqb I 2 then 9 / 25 else if Nat.eqb I 3 then 16 / 25 else 0))",
        },
    ),
    refuting={"t": "0%R"},  # at which a solution is what it starts from
    given=("I", "J", "K", "M", "n", "rho"),
    existence=EXISTENCE
    | {
        SOLUTION: Existence("Evolution.evolution_exists", ("{kappa}", "{sigma}"), "rho", "", "rho", "[rho [solves start]]"),
        MOVING: Existence(
            "Moving.moving_exists",
            ("{kappa}", "(fun _ : R => {H})", "{sigma}", "{U}"),
            "rho0",
            "ltac:(at_rest)",
            "rho",
            "[rho [solves start]]",
        ),
        FAMILY: Existence(
            "Capstone.hidden_family_exists", ("{kappa}", "{alpha}"), "rho0", "ltac:(populated)", "rho", "[rho family]"
        ),
    },
)
