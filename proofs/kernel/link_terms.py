"""What stands in an entry as Coq text: numbers, facts, and the entries of operators: L, |a><b|, rho, H."""

from dataclasses import dataclass

from bornproof.proofs.kernel.link_levels import LEVELS, UnlinkableError, shown, total, untranslated
from bornproof.proofs.kernel.link_numbers import Numbers
from sympy import (
    Add,
    Basic,
    Eq,
    Ge,
    Gt,
    ImmutableMatrix,
    Indexed,
    Integer,
    Le,
    Lt,
    Mul,
    Ne,
    Or,
    Pow,
    Sum,
    Symbol,
    adjoint,
)
from sympy.core.function import AppliedUndef

__all__ = ["Terms"]

OR = " \\/ "
SIGNS = {Lt: "<", Le: "<=", Gt: ">", Ge: ">=", Eq: "=", Ne: "<>"}


@dataclass
class Terms(Numbers):
    """Translates the trees of one entry."""

    def entry(self, expr: Basic, row: str, column: str) -> str:
        """The entry <row| expr |column> of an operator expression, to be read in the scope of C."""
        if isinstance(expr, Add):
            return f"({' + '.join(self.entry(term, row, column) for term in expr.args)})"
        if isinstance(expr, Sum):
            return self._fold("csum", expr, lambda term: self.entry(term, row, column))
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
        if all(isinstance(symbol, Symbol) and symbol.name in LEVELS for symbol in fact.free_symbols) and not fact.atoms(Indexed):
            (left_above, left_below), (right_above, right_below) = self.sides(left), self.sides(right)
            return f"({total(left_above + right_below)} {sign} {total(right_above + left_below)})%nat"
        if self.is_complex(left) or self.is_complex(right):
            if sign not in ("=", "<>"):
                raise UnlinkableError(f"complex numbers have no order: {fact}")
            return f"({self.complex(left)} {sign} {self.complex(right)})%C"
        return f"({self.real(left)} {sign} {self.real(right)})%R"

    def keep_free(self, form: Basic, *names: str) -> None:
        """Demand that the names, which are to be an entry's indices, do not stand in the form of a matrix."""
        if found := [symbol.name for symbol in form.atoms(Symbol) if symbol.name in names]:
            raise UnlinkableError(f"{found[0]} stands in the form of a matrix")

    def _written_out(self, matrix: ImmutableMatrix, row: str, column: str) -> str:
        """The entry of a matrix that is written out: the sum of its entries times |a><b|."""
        if not all(str(size) == self.levels for size in matrix.shape):
            raise UnlinkableError(f"a matrix of the shape {matrix.shape} stands where {self.levels} levels are")
        places = [(i, j) for i in range(matrix.rows) for j in range(matrix.cols) if matrix[i, j] != 0]
        terms = [f"{self.complex(matrix[i, j])} * Statements.ketbra {i + 1} {j + 1} {row} {column}" for i, j in places]
        return f"({' + '.join(terms) or 'RtoC 0'})"

    def _chain(self, operators: list[Basic]) -> str:
        """The product: on each side of rho what stands there is multiplied first, as in {rho, L^+ L}."""
        texts = [text for operator in operators for text in self._operator(operator)]
        end = texts.index("rho") + 1 if "rho" in texts else len(texts)
        return self._product([*texts[:end], self._product(texts[end:])] if texts[end:] else texts)

    def _product(self, texts: list[str]) -> str:
        product, *others = texts
        for text in others:
            product = f"(Statements.mmul {self.levels} {product} {text})"
        return product

    def _operator(self, operator: Basic) -> list[str]:
        match operator:
            case Pow(args=(base, Integer() as power)) if power > 0:
                return self._operator(base) * int(power)
            case adjoint():
                (inner,) = self._operator(operator.args[0])
                return [f"(Statements.adjoint {inner})"]
            case Symbol() if operator.name in ("rho", "H"):
                return [self.matrix(operator.name)]
            case AppliedUndef() if operator.func.__name__ == "L":
                upper, lower = map(self.index, operator.args)
                self.demand(f"({lower} < {upper})%nat")
                return [f"(Statements.jump {self.use('sigma', 'nat -> R')} {upper} {lower})"]
            case AppliedUndef() if operator.func.__name__ == "ketbra":
                return [f"(Statements.ketbra {' '.join(map(self.index, operator.args))})"]
        raise untranslated(operator, "an operator")
