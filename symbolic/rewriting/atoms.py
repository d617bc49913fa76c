"""The constructors of atoms: each returns a polynomial equal to the function it names, for every value of its symbols."""

from collections.abc import Callable

from bornproof.symbolic.rewriting.algebra import content, inverse, multiply, power, product_of
from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.exponentials import exponential, general_power, logarithm
from bornproof.symbolic.rewriting.factors import factors_of
from bornproof.symbolic.rewriting.kinds import is_real, is_real_atom, is_whole
from bornproof.symbolic.rewriting.polynomials import Atom, Poly, alone, constant, text_of
from bornproof.symbolic.rewriting.products import product_atom
from bornproof.symbolic.rewriting.real_signs import never_negative, signed_factors
from bornproof.symbolic.rewriting.roots import root
from bornproof.symbolic.rewriting.sums import prefix_atom
from flint import fmpq

__all__ = ["make"]


def make(context: Context, atom: Atom) -> Poly:
    """The value of an atom whose arguments may have changed: simplified by the rules of its kind, or itself."""
    context.budget.spend()
    maker = _MAKERS.get(atom.kind)
    result = alone(atom) if maker is None else maker(context, atom)
    if context.values and len(result.terms) == 1:
        ((mono, factor),) = result.terms.items()
        if len(mono) == 1 and (only := next(iter(mono)))[1] == 1 and only[0] in context.values:
            return context.values[only[0]].times(factor)
    return result


def _entry(context: Context, atom: Atom) -> Poly:
    """An entry; S_0 = 0 for the prefix sums S of which the tables tell."""
    if len(atom.args) == 1 and not atom.args[0] and any(atom.payload == total for total, _ in context.tables.prefixes):
        return constant(0)
    return alone(atom)


def _conjugate(context: Context, atom: Atom) -> Poly:
    """Conj is additive and multiplicative, and leaves real atoms alone."""
    total = constant(0)
    for mono, factor in atom.args[0].terms.items():
        parts = [power(context, _conjugate_atom(context, inner), exponent) for inner, exponent in mono]
        total = total + product_of(context, parts).times(factor)
    return total


def _conjugate_atom(context: Context, atom: Atom) -> Poly:
    if is_real(alone(atom), context.facts.hermitian):
        return alone(atom)
    match atom.kind:
        case "i":
            return -alone(atom)
        case "conjugate":
            return atom.args[0]
        case "entry" if atom.payload in context.tables.hermitian and len(atom.args) == 2:
            return make(context, Atom("entry", atom.payload, (atom.args[1], atom.args[0])))
        case "exp":
            return make(context, Atom("exp", None, (_conjugate(context, Atom("conjugate", None, atom.args)),)))
        case "inverse":
            return inverse(context, _conjugate(context, Atom("conjugate", None, atom.args)))
        case "prefix" | "product":
            body = _conjugate(context, Atom("conjugate", None, atom.args[:1]))
            return make(context, Atom(atom.kind, atom.payload, (body, *atom.args[1:])))
    return alone(Atom("conjugate", None, (alone(atom),)))


def _modulus(context: Context, atom: Atom) -> Poly:
    """|p| = p or -p for a known sign, also by factors; |z w| = |z| |w|, |conj(z)| = |z|, |e^z| = e^(Re z), for all numbers.

    |x + i y| = sqrt(x^2 + y^2) for real x, y; any other sum z has |z| = sqrt(z conj(z)) where that product is one term.
    """
    (poly,) = atom.args
    if never_negative(context, poly):
        return poly
    if never_negative(context, -poly):
        return -poly
    _ask(context, poly, equal=False)
    if len(poly.terms) == 1:
        ((mono, factor),) = poly.terms.items()
        parts = [power(context, _modulus_atom(context, inner), exponent) for inner, exponent in mono]
        return product_of(context, parts).times(abs(factor))
    if (size := _length(context, poly)) is not None:
        return size
    scale = content(poly)
    return alone(Atom("modulus", None, (poly.times(1 / scale),))).times(abs(scale))


def _length(context: Context, poly: Poly) -> Poly | None:
    """sqrt(z conj(z)) of a sum that is not known to be real, where it is written without z and known not to be negative."""
    hermitian = context.facts.hermitian
    if is_real(poly, hermitian):
        return None
    square = multiply(context, poly, _conjugate(context, Atom("conjugate", None, (poly,))))
    if len(square.terms) > 1 and not all(is_real_atom(inner, hermitian) for inner in square.atoms()):
        return None
    size = root(context, Atom("root", (2, True), (square,)))
    return size if context.facts.nonnegative(size) else None


def _modulus_atom(context: Context, atom: Atom) -> Poly:
    poly = alone(atom)
    if context.facts.nonnegative(poly):
        return poly
    match atom.kind:
        case "i":
            return constant(1)
        case "conjugate":
            return _modulus(context, Atom("modulus", None, atom.args))
        case "exp":
            conj = _conjugate(context, Atom("conjugate", None, atom.args))
            return make(context, Atom("exp", None, ((atom.args[0] + conj).times(fmpq(1, 2)),)))
        case "inverse":
            return inverse(context, _modulus(context, Atom("modulus", None, atom.args)))
    return alone(Atom("modulus", None, (poly,)))


def _ask(context: Context, poly: Poly, *, equal: bool) -> None:
    """Ask for the sign of a linear form in whole names, of which there are finitely many cases."""
    names = [(inner, exponent) for mono in poly.terms for inner, exponent in mono]
    linear = all(len(mono) <= 1 for mono in poly.terms) and all(inner.kind == "symbol" and k == 1 for inner, k in names)
    if names and linear and is_whole(poly):
        context.open(poly, equal=equal)


def _signs(context: Context, poly: Poly, what: str) -> tuple[int, list[Poly], Poly]:
    """The sign of a real number as that of a number, of some that are not negative, and of one of which nothing is known.

    Raises UnprovedError for what is not known to be real; of whole names a case is asked for.
    """
    facts = context.facts
    if not poly or facts.positive(poly) or facts.positive(-poly):
        return int(facts.positive(poly)) - int(facts.positive(-poly)), [], constant(1)
    if not is_real(poly, facts.hermitian):
        raise UnprovedError(f"{what}({text_of(poly)}) needs a real number")
    sign, factors = signed_factors(context, poly)
    for factor in factors:
        for part, _ in factors_of(context, factor):
            _ask(context, part, equal=True)
    sizes = [factor for factor in factors if facts.nonnegative(factor)]
    rest = product_of(context, [factor for factor in factors if factor not in sizes])
    number = rest.number
    if number is not None:  # of no factor, or of factors whose product an equation tells
        return sign * (int(number > 0) - int(number < 0)), sizes, constant(1)
    return sign, sizes, rest


def _step(context: Context, size: Poly) -> Poly:
    """theta of a number that is not negative and not known to be positive: theta(|z|) = theta(|z|^2)."""
    only = next(size.atoms())
    if only.kind == "modulus" and size == alone(only):
        size = multiply(context, size, size)
    if size.number is not None:  # by an equation
        return constant(int(size.number > 0))
    return alone(Atom("theta", None, (size.times(1 / abs(content(size))),)))


def _theta(context: Context, atom: Atom) -> Poly:
    """theta of a real number, theta(0) = 0: 1 or 0 for a known sign, theta(a s) = theta(a) theta(s) for a >= 0."""
    if context.facts.nonnegative(-atom.args[0]):
        return constant(0)
    sign, sizes, rest = _signs(context, atom.args[0], "theta")
    if sign == 0 or (sign < 0 and rest.number is not None):
        return constant(0)
    steps = [_step(context, size) for size in sizes]
    if rest.number is None:
        steps.append(alone(Atom("theta", None, (rest.times(sign / abs(content(rest))),))))
    return product_of(context, steps)


def _sign(context: Context, atom: Atom) -> Poly:
    """The sign of a real number, by factors; sign(-s) = -sign(s), and sign(s) = theta(s) for s that is never negative."""
    if context.facts.nonnegative(atom.args[0]):
        return _theta(context, atom)
    sign, sizes, rest = _signs(context, atom.args[0], "sign")
    steps = [_step(context, size) for size in sizes]
    if rest.number is None:
        scale = content(rest)
        sign *= 1 if scale > 0 else -1
        steps.append(alone(Atom("sign", None, (rest.times(1 / scale),))))
    return product_of(context, [constant(sign), *steps])


def _max(context: Context, atom: Atom) -> Poly:
    """The largest of real numbers: one that is known not to be above another, also by factors of the difference, is left out."""
    left: list[Poly] = []
    for arg in sorted(set(atom.args), key=lambda poly: poly.key):
        if not is_real(arg, context.facts.hermitian):
            raise UnprovedError(f"max needs real numbers, not {text_of(arg)}")
        if any(never_negative(context, other - arg) for other in left):
            continue
        left = [other for other in left if not never_negative(context, arg - other)] + [arg]
    if len(left) > 1 and all(is_whole(arg) and all(inner.kind == "symbol" for inner in arg.atoms()) for arg in left):
        context.open(left[0] - left[1], equal=False)
    return left[0] if len(left) == 1 else alone(Atom("max", None, tuple(left)))


_MAKERS: dict[str, Callable[[Context, Atom], Poly]] = {
    "entry": _entry,
    "conjugate": _conjugate,
    "modulus": _modulus,
    "theta": _theta,
    "sign": _sign,
    "max": _max,
    "exp": exponential,
    "log": logarithm,
    "power": general_power,
    "root": root,
    "inverse": lambda context, atom: inverse(context, atom.args[0]),
    "prefix": lambda context, atom: prefix_atom(context, atom),
    "product": lambda context, atom: product_atom(context, atom),
}
