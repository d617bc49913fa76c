"""What stands in an entry as Coq text: numbers, facts, and the entries of operators."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bornproof.proofs.kernel.link_levels import UnlinkableError, shown, total, untranslated
from bornproof.proofs.kernel.link_numbers import Numbers
from bornproof.proofs.ledger import Claim
from sympy import Add, Basic, Eq, Ge, Gt, ImmutableMatrix, Indexed, Integer, Le, Lt, Mul, Ne, Or, Pow, Sum, Symbol, adjoint

__all__ = ["Terms", "case_values"]

OR = " \\/ "
SIGNS = {Lt: "<", Le: "<=", Gt: ">", Ge: ">=", Eq: "=", Ne: "<>"}


@dataclass
class Terms(Numbers, ABC):
    """Translates the trees of one entry.

    A notation's own class gives `INDICES`, the names of row and column, of the `TIME` and of the `STATE`; `RANGES`, what a
    symbol that is free says itself; `SIGNED`, the table of which cases give signs; and `UNIT`, the word for a matrix with one
    entry, which is 1. It says what its operators are, and which facts an entry has for hypotheses.
    """

    INDICES: ClassVar[tuple[str, str]] = ("", "")
    TIME: ClassVar[str] = ""
    STATE: ClassVar[str] = ""
    RANGES: ClassVar[Mapping[str, str]] = {}
    SIGNED: ClassVar[str] = ""
    UNIT: ClassVar[str] = ""

    @property
    @abstractmethod
    def existence(self) -> str:
        """The name of the theorem by which a hypothesis about a solution can be met; empty without one."""

    @abstractmethod
    def operator(self, expr: Basic) -> str:
        """An operator that is no product, power or adjoint."""

    @abstractmethod
    def start(self) -> str:
        """The entry of the matrix from which a solution starts; empty if it is not given."""

    @abstractmethod
    def facts(self, claim: Claim, start: str) -> list[str]:
        """What an entry has for hypotheses behind its assumptions, its conditions and its cases."""

    def entry(self, expr: Basic, row: str, column: str) -> str:
        """The entry <row| expr |column> of an operator expression, to be read in the scope of C."""
        if isinstance(expr, Add):
            return f"({' + '.join(self.entry(term, row, column) for term in expr.args)})"
        if isinstance(expr, Sum):
            return self.fold("csum", expr, lambda term: self.entry(term, row, column))
        if isinstance(expr, ImmutableMatrix):
            return self._written_out(expr, row, column)
        scalars, operators = expr.args_cnc() if isinstance(expr, Mul) else ([], [expr])
        if not operators:
            raise UnlinkableError(f"a number stands where an operator is needed: {shown(expr)}")
        single = len(operators) == 1 and isinstance(operators[0], Add | Sum)
        text = self.entry(operators[0], row, column) if single else f"{self._chain(operators)} {row} {column}"
        sign, factors = ("- ", scalars[1:]) if scalars[:1] == [-1] else ("", scalars)
        return f"({sign}{' * '.join([*map(self.complex, factors), text])})"

    def proposition(self, fact: Basic) -> str:
        """An assumption or a condition, with the scopes that it needs."""
        if isinstance(fact, Or):
            return f"({OR.join(map(self.proposition, sorted(fact.args, key=str)))})"
        if type(fact) not in SIGNS:
            raise untranslated(fact, "a proposition")
        left, right = fact.args
        sign = SIGNS[type(fact)]
        if all(map(self.is_level, fact.free_symbols)) and not fact.atoms(Indexed):
            (left_above, left_below), (right_above, right_below) = self.sides(left), self.sides(right)
            return f"({total(left_above + right_below)} {sign} {total(right_above + left_below)})%nat"
        if self.is_complex(left) or self.is_complex(right):
            if sign not in ("=", "<>"):
                raise UnlinkableError(f"complex numbers have no order: {fact}")
            return f"({self.complex(left)} {sign} {self.complex(right)})%C"
        return f"({self.real(left)} {sign} {self.real(right)})%R"

    def keep_free(self, form: Basic) -> None:
        """Demand that the names of row and column do not stand in the form of a matrix."""
        if found := [symbol.name for symbol in form.atoms(Symbol) if symbol.name in self.INDICES]:
            raise UnlinkableError(f"{found[0]} stands in the form of a matrix")

    def _written_out(self, matrix: ImmutableMatrix, row: str, column: str) -> str:
        """The entry of a matrix that is written out: the sum of its entries times |a><b|."""
        if not all(str(size) == self.levels for size in matrix.shape):
            raise UnlinkableError(f"a matrix of the shape {matrix.shape} stands where the number of levels is {self.levels}")
        places = [(i, j) for i in range(matrix.rows) for j in range(matrix.cols) if matrix[i, j] != 0]
        terms = [f"{self.complex(matrix[i, j])} * {self.UNIT} {i + 1} {j + 1} {row} {column}" for i, j in places]
        return f"({' + '.join(terms) or 'RtoC 0'})"

    def _chain(self, operators: list[Basic]) -> str:
        """The product: on each side of the state what stands there is multiplied first, as in an anticommutator with it."""
        texts = [text for operator in operators for text in self._factors(operator)]
        end = texts.index(self.STATE) + 1 if self.STATE in texts else len(texts)
        return self._product([*texts[:end], self._product(texts[end:])] if texts[end:] else texts)

    def _product(self, texts: list[str]) -> str:
        product, *others = texts
        for text in others:
            product = f"(Statements.mmul {self.levels} {product} {text})"
        return product

    def _factors(self, operator: Basic) -> list[str]:
        match operator:
            case Pow(args=(base, Integer() as power)) if power > 0:
                return self._factors(base) * int(power)
            case adjoint():
                (inner,) = self._factors(operator.args[0])
                return [f"(Statements.adjoint {inner})"]
        return [self.operator(operator)]


def case_values(claim: Claim) -> dict[Basic, set[int]]:
    """For each symbol to which every case of the domain gives a number: these numbers."""
    mappings = [case.mapping for case in claim.domain.cases]
    shared = set.intersection(*(set(mapping) for mapping in mappings)) if mappings else set()
    return {
        name: {int(mapping[name]) for mapping in mappings}
        for name in shared
        if all(getattr(mapping[name], "is_Integer", False) for mapping in mappings)
    }
