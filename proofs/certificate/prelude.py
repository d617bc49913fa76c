"""What a certificate starts with: the few words of its notation, as source, each only where it is used."""

__all__ = ["HELPERS", "SYMPY", "ZERO", "needed"]

SYMPY = (
    "Abs", "E", "Heaviside", "Integer", "Matrix", "MatrixBase", "Max", "Min", "Rational", "Symbol", "cancel", "conjugate", "cos",
    "diag", "exp", "expand", "eye", "factorial", "im", "integrate",
    "log", "nan", "numer", "ones", "pi", "prod", "re", "reduced", "sign", "simplify", "sin",
    "solve", "sqrt", "symbols", "sympify", "together", "trace", "zeros", "zoo",
)  # fmt: skip

HELPERS = {
    "Table": '''class Table(dict):
    """Entries name[i, j] are symbols, until they are given values."""
    def __init__(self, name, **facts):
        self.name, self.facts = name, facts
    def __missing__(self, at):
        return Symbol(f"{self.name}_{at}".replace(" ", ""), **self.facts)
''',
    "loop": '''def loop(low, high):
    return [Integer(k) for k in range(int(low), int(high) + 1)]
''',
    "total": '''def total(terms):
    terms = list(terms)
    return sum(terms[1:], terms[0]) if terms else Integer(0)
''',
    "product": '''def product(terms):
    return prod(terms, start=Integer(1))
''',
    "theta": '''def theta(x):  # the step, with theta(0) = 0
    return Heaviside(expand(x), 0)
''',
    "delta": '''def delta(i, j):
    return Integer(i == j)
''',
    "positive": '''def positive(x):
    return Symbol(f"{x}", positive=True) if x.is_Symbol else x
''',
}
ZERO = '''def zero(x, *facts):
    """Whether x is exactly 0, as it stands or as a consequence of facts = 0."""
    if isinstance(x, MatrixBase):
        return all(zero(entry, *facts) for entry in x)
    top = expand(numer(together(expand(x))))
    if top != 0 and top.free_symbols and facts:
        top = reduced(top, [expand(fact) for fact in facts])[1]
    return top == 0 or simplify(top) == 0
'''


def needed(body: str, helpers: dict[str, str]) -> list[str]:
    """The helpers that a text calls, and those that these call, in their order."""
    found: set[str] = set()
    text, before = body, None
    while before != found:
        before = set(found)
        found |= {name for name in helpers if f"{name}(" in text}
        text = body + "".join(helpers[name] for name in found)
    return [helpers[name] for name in helpers if name in found]
