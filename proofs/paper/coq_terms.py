"""The paper's symbols, tables, events and operators in the words of Statements.v, and the hypotheses of its entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bornproof.proofs.kernel.link_levels import UnlinkableError, untranslated
from bornproof.proofs.kernel.link_terms import Terms
from bornproof.proofs.kernel.propositions import subject_of
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.coq_jumps import RateOf
from sympy import Basic, Gt, Indexed, Lt, Symbol, Tuple
from sympy.core.function import AppliedUndef

__all__ = ["FAMILY", "MOVING", "ORDER", "SOLUTION", "PaperTerms"]

SOLUTION, FAMILY, MOVING = "evolution_exists", "hidden_family_exists", "moving_exists"  # how hypotheses about solutions can be met
LEVELS = ("N", "I", "J", "K", "M", "W", "n", "i")  # W is the winner of a sector; i is bound by the sums in (19) and (21)
ORDER = (*LEVELS, "kappa", "t", "q", "X", "s", "u", "d", "w", "g", "alpha", "beta", "lambda", "f", "H", "U", "sigma", "rho0", "rho")


@dataclass
class PaperTerms(Terms):
    """Translates the trees of one of the paper's entries.

    Parameters
    ----------
    solution
        Whether rho stands for a solution, a matrix at each time, and not for any matrix.
    hamiltonian
        Whether the law has the Hamiltonian H; else it is that with H = 0.
    averaged
        Whether rho stands for a solution for each value of the hidden variables, of which the average is meant.
    initial
        The entry that holds the state with which the solution starts.
    jumps
        The jump operators of the law, where they are not the paper's.
    moving
        Whether they move along with a Hamiltonian, and rho inside a formula stands for the interaction picture.
    """

    LEVELS: ClassVar[tuple[str, ...]] = LEVELS
    INDICES: ClassVar[tuple[str, str]] = ("I", "J")
    TIME: ClassVar[str] = "t"
    STATE: ClassVar[str] = "rho"
    SIGNED: ClassVar[str] = "sigma"
    UNIT: ClassVar[str] = "Statements.ketbra"
    NUMBERS: ClassVar[Mapping[str, str]] = {
        "kappa": "is_positive",
        "t": "is_nonnegative",
        "q": "is_nonnegative",
        "s": "is_nonnegative",
        "X": "is_commutative",  # the indeterminate of a polynomial, which its values at real numbers determine
    }
    FAMILIES: ClassVar[Mapping[str, str]] = {"f": "nat -> nat -> C"} | dict.fromkeys(("alpha", "beta", "lambda"), "nat -> C")
    COMPLEX: ClassVar[frozenset[str]] = frozenset((*FAMILIES, "rho", "rho^{(0)}", "H"))
    RANGES: ClassVar[Mapping[str, str]] = {
        "kappa": "(0 < kappa)%R",
        "t": "(0 <= t)%R",
        "q": "(0 <= q <= 1)%R",
        "s": "(0 <= s)%R",
        "H": "Statements.hermitian {levels} H",
    }

    solution: bool = False
    hamiltonian: bool = False
    averaged: bool = False
    initial: Claim | None = None
    jumps: RateOf | None = None
    moving: bool = False

    @property
    def existence(self) -> str:
        """The name of the way in which there is such a solution."""
        if self.jumps:
            return self.jumps.name
        if self.moving:
            return MOVING
        return (FAMILY if self.averaged else SOLUTION) if self.solution else ""

    def start(self) -> str:
        """The entry <I|rho(0)|J> of the state that the initial entry holds."""
        if self.initial is None:
            return ""
        (state,) = subject_of(self.initial).printed
        self.keep_free(state)
        row, column = (Symbol(name, integer=True, positive=True) for name in self.INDICES)
        with self.binding(row, "1", self.levels), self.binding(column, "1", self.levels):
            return self.entry(state, *self.INDICES)

    def facts(self, claim: Claim, start: str) -> list[str]:
        """The state that is meant, and that rho is a solution, or a family of them, and what it starts from."""
        facts = []
        if "alpha" in self.free:
            weights = enumerate(Tuple(*claim.domain.state), start=1)
            facts = [f"(Cmod (alpha {level}%nat) ^ 2 = {self.real(weight)})%R" for level, weight in weights]
        if self.jumps:
            return [*facts, *self._jumping(self.jumps)]
        if self.moving:
            law = f"{self.levels} {self.use('kappa', 'R')} (fun _ : R => {self.use('H', 'Statements.matrix')}) {self.signs()} U rho"
            return [*facts, f"Statements.turning {self.levels} (fun _ : R => H) U", f"Statements.moving {law}"]
        if self.averaged:
            if "rho0" in self.free:  # it stands in the entry, and is any matrix
                family = f"{self.levels} {self.use('kappa', 'R')} {self.use('alpha', 'nat -> C')} rho0 rho"
                return [*facts, f"Statements.hidden_solutions {family}"]
            matrix = f"(fun I J : nat => ({start})%C)" if start else self.use("rho0", "Statements.matrix")
            family = f"{self.levels} {self.use('kappa', 'R')} {self.use('alpha', 'nat -> C')} {matrix} rho"
            return [*facts, f"Statements.hidden_family {family}"]
        return facts + (self._evolution(start) if self.solution else [])

    def interaction(self, time: str) -> str:
        """U^+ rho U at a time."""
        matrices = [self.use(name, "R -> Statements.matrix") for name in ("U", "rho")]
        return f"Statements.interaction {self.levels} {' '.join(matrices)} {time}"

    def matrix(self, name: str) -> str:
        """A free matrix: rho, or the Hamiltonian, where the law has one."""
        if name == "H" and not self.hamiltonian:
            raise UnlinkableError("the Hamiltonian stands where the law has none")
        return self.use(name, "Statements.matrix")

    def signs(self) -> str:
        """The numbers sigma_n."""
        return self.use("sigma", "nat -> R")

    def weights(self, amplitudes: str = "alpha") -> str:
        """The squared moduli of the amplitudes, as a function of the level."""
        return f"(fun I : nat => (Cmod ({self.use(amplitudes, self.FAMILIES[amplitudes])} I) ^ 2)%R)"

    def sigma(self, level: Basic, draw: str = "", amplitudes: str = "alpha") -> str:
        """Eq. (13) for a level, at the draw of its lambda (of the family l, if no other is named)."""
        text = self.index(level, 2)
        return f"Statements.sigma_n {self.weights(amplitudes)} {text} (Statements.norm2 {draw or f'(l {text})'})"

    def operator(self, expr: Basic) -> str:
        """A jump operator, |a><b|, rho or H."""
        match expr:
            case Symbol(name="rho" | "H"):
                return self.matrix(expr.name)
            case AppliedUndef() if expr.func.__name__ == "L":
                upper, lower = map(self.index, expr.args)
                self.demand(f"({lower} < {upper})%nat")
                return f"(Statements.jump {self.signs()} {upper} {lower})"
            case AppliedUndef() if expr.func.__name__ == "ketbra":
                return f"({self.UNIT} {' '.join(map(self.index, expr.args))})"
        raise untranslated(expr, "an operator")

    def real_entry(self, expr: Indexed) -> str:
        """A number sigma_n, a partial sum S_n or a population p_n."""
        if len(expr.indices) == 1:
            (level,) = expr.indices
            match expr.base.label.name:
                case "sigma":
                    return f"({self.signs()} {self.index(level)})"
                case "S":
                    return f"(Statements.sum 1 {self.level(level)} {self.weights()})"
                case "p":
                    return f"(Cmod ({self.use('alpha', self.FAMILIES['alpha'])} {self.index(level)})%C ^ 2)"
        name = expr.base.label.name
        if self.jumps and name in self.jumps.tables and len(expr.indices) == self.jumps.tables[name].count("nat"):
            return f"({self.use(name, self.jumps.tables[name])} {' '.join(map(self.index, expr.indices))})"
        raise untranslated(expr, "a real number")

    def complex_entry(self, expr: Indexed) -> str:
        """An entry of rho, of what it starts from, of H, or of a family."""
        base, levels = expr.base.label.name, expr.indices
        if base == "rho^{(0)}" and self.averaged:
            return f"({self.use('rho0', 'Statements.matrix')} {' '.join(map(self.index, levels))})"
        if base == "rho" and self.moving and len(levels) == 2:
            return f"({self.interaction(self.TIME)} {' '.join(map(self.index, levels))})"
        if base.startswith("rho") and (self.averaged or (base == "rho" and self.solution)):
            raise UnlinkableError("an entry of rho(t) stands inside a formula for one")
        if base in ("rho", "rho^{(0)}") and len(levels) == 2:
            if base == "rho^{(0)}" and not self.solution:
                raise UnlinkableError("rho(0) stands in a formula that is about no solution")
            rho = self.use("rho", "R -> Statements.matrix" if self.solution else "Statements.matrix")
            return f"({rho}{' 0%R' if self.solution else ''} {' '.join(map(self.index, levels))})"
        if base == "H" and len(levels) == 2:
            return f"({self.matrix('H')} {' '.join(map(self.index, levels))})"
        return super().complex_entry(expr)

    def function(self, expr: AppliedUndef) -> str:
        """A probability. Of one event about one lambda: an area on its disk; of several: an average over all disks."""
        if expr.func.__name__ != "P":
            raise untranslated(expr, "a real number")
        events = expr.args
        if len(events) == 1 and isinstance(events[0], Gt | Lt):
            return f"(Statements.disk_average (fun z : C => {self._step(events[0], 'z')}))"
        steps = []
        for event in events:
            if isinstance(event, AppliedUndef) and event.func.__name__ == "Each":
                inner, level, low, high = event.args
                limits = self.level(low), self.level(high)
                with self.binding(level, *limits) as bound:
                    step = self._step(inner, "")
                steps.append(f"Statements.product {limits[0]} {limits[1]} (fun {bound} : nat => {step})")
            else:
                steps.append(self._step(event, ""))
        return f"(Statements.disk_expectation {self.levels} (fun l : nat -> C => ({' * '.join(steps)})%R))"

    def _step(self, event: Basic, draw: str) -> str:
        """The number 1 where the event about sigma_n happens and 0 elsewhere; lambda_n is the draw, or l n."""
        left, right = event.args if isinstance(event, Gt | Lt) else (event, None)
        if not (isinstance(left, Indexed) and left.base.label.name == "sigma" and right == 0):
            raise untranslated(event, "an event")
        value = self.sigma(left.indices[0], draw)
        return f"Statements.theta ({'- ' if isinstance(event, Lt) else ''}{value})"

    def _jumping(self, jumps: RateOf) -> list[str]:
        """In a state of two levels, if a share is named; from any matrix, if its entries are, else one with the populations."""
        tables = {name: self.use(name, kind) for name, kind in jumps.tables.items()}
        rho = self.use("rho", "(nat -> C) -> R -> Statements.matrix")
        alpha, kappa = self.use("alpha", "nat -> C"), self.use("kappa", "R")
        facts = []
        if "s" in self.free:
            levels = " ".join(self.use(name, "nat") for name in ("K", "M"))
            facts.append(f"Statements.two_levels {self.levels} {levels} s {alpha}")
        if "rho0" not in self.free:
            facts.append(f"Statements.populated {self.levels} {alpha} {self.use('rho0', 'Statements.matrix')}")
        rates = jumps.rates.format_map({"N": self.levels, "alpha": alpha} | tables)
        return [*facts, f"Statements.hidden_jumping {self.levels} {kappa} {rates} rho0 {rho}"]

    def _evolution(self, start: str) -> list[str]:
        sigma, kappa, levels = self.signs(), self.use("kappa", "R"), self.levels
        ranges = f"(1 <= I <= {levels})%nat -> (1 <= J <= {levels})%nat"
        law = f"evolution_under {levels} {kappa} {self.matrix('H')}" if self.hamiltonian else f"evolution {levels} {kappa}"
        starts = [f"(forall I J : nat, {ranges} -> (rho 0%R I J = {start})%C)"] if start else []
        return [f"Statements.{law} {sigma} rho", *starts]
