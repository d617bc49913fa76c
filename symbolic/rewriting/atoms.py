"""The constructors of atoms: each returns a polynomial equal to the function it names, for every value of its symbols."""

from collections.abc import Callable
from functools import lru_cache

from bornproof.symbolic.rewriting.algebra import alone, content, inverse, multiply, power, product_of, without
from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.facts import is_real, is_whole
from bornproof.symbolic.rewriting.polynomials import Atom, Poly, constant, text_of
from bornproof.symbolic.rewriting.products import product_atom
from bornproof.symbolic.rewriting.sums import prefix_atom
from flint import fmpq
from sympy import Dummy, factor_list
from sympy import Poly as Factored

__all__ = ["factors_of", "make"]

I_ATOM = Atom("i")
LARGEST_RADICAND = 10**9
LONGEST_FACTORED = 64  # bits of a coefficient
MOST_FACTORED = 12  # terms, and total degree


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
    """|p| = p or -p for a known sign; |z w| = |z| |w|, |conj(z)| = |z|, |e^z| = e^(Re z), |-z| = |z| for all numbers."""
    (poly,) = atom.args
    if context.facts.nonnegative(poly):
        return poly
    if context.facts.nonnegative(-poly):
        return -poly
    if len(poly.terms) == 1:
        ((mono, factor),) = poly.terms.items()
        parts = [power(context, _modulus_atom(context, inner), exponent) for inner, exponent in mono]
        return product_of(context, parts).times(abs(factor))
    scale = content(poly)
    return alone(Atom("modulus", None, (poly.times(1 / scale),))).times(abs(scale))


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


def _signed(context: Context, poly: Poly, what: str) -> int | Poly:
    """1, 0 or -1 where known, otherwise the polynomial without factors that are positive; of whole names a case is asked for."""
    facts = context.facts
    if not poly:
        return 0
    if facts.positive(poly):
        return 1
    if facts.positive(-poly):
        return -1
    if not is_real(poly, context.facts.hermitian):
        raise UnprovedError(f"{what}({text_of(poly)}) needs a real number")
    if is_whole(poly) and all(inner.kind == "symbol" for inner in poly.atoms()):
        context.open(poly, equal=True)
    common = dict(next(iter(poly.terms)))
    for mono in poly.terms:
        common = {inner: k for inner, k in common.items() if dict(mono).get(inner) == k and facts.positive(alone(inner))}
    scale = Poly({frozenset((inner, -k) for inner, k in common.items()): 1 / abs(content(poly))})
    return multiply(context, poly, scale)


def _theta(context: Context, atom: Atom) -> Poly:
    """theta of a real number, theta(0) = 0: 1 or 0 for a known sign, and theta(c s) = theta(s) for c > 0."""
    if context.facts.nonnegative(-atom.args[0]):
        return constant(0)
    sign = _signed(context, atom.args[0], "theta")
    return constant(int(sign > 0)) if isinstance(sign, int) else alone(Atom("theta", None, (sign,)))


def _sign(context: Context, atom: Atom) -> Poly:
    """The sign of a real number; sign(-s) = -sign(s)."""
    sign = _signed(context, atom.args[0], "sign")
    if isinstance(sign, int):
        return constant(sign)
    turned = content(sign) < 0
    return alone(Atom("sign", None, (-sign if turned else sign,))).times(-1 if turned else 1)


def _max(context: Context, atom: Atom) -> Poly:
    """The largest of real numbers: one that is known not to be above another is left out."""
    left: list[Poly] = []
    for arg in sorted(set(atom.args), key=lambda poly: poly.key):
        if not is_real(arg, context.facts.hermitian):
            raise UnprovedError(f"max needs real numbers, not {text_of(arg)}")
        if any(context.facts.nonnegative(other - arg) for other in left):
            continue
        left = [other for other in left if not context.facts.nonnegative(arg - other)] + [arg]
    if len(left) > 1 and all(is_whole(arg) and all(inner.kind == "symbol" for inner in arg.atoms()) for arg in left):
        context.open(left[0] - left[1], equal=False)
    return left[0] if len(left) == 1 else alone(Atom("max", None, tuple(left)))


def _exp(context: Context, atom: Atom) -> Poly:
    """e^0 = 1, and e^(k log b + p) = b^k e^p for whole k and b that do not vanish, as those of a log do not."""
    (poly,) = atom.args
    parts, rest = [], {}
    for mono, factor in poly.terms.items():
        only = next(iter(mono)) if len(mono) == 1 else None
        if only and only[0].kind == "log" and only[1] == 1 and factor.q == 1:
            parts.append(power(context, only[0].args[0], int(factor.p)))
        else:
            rest[mono] = factor
    left = alone(Atom("exp", None, (Poly(rest),))) if rest else constant(1)
    return product_of(context, [left, *parts])


def _log(context: Context, atom: Atom) -> Poly:
    """The principal logarithm of what does not vanish: log 1 = 0, log e^p = p for real p."""
    (poly,) = atom.args
    if poly == constant(1):
        return constant(0)
    if not (context.licensed or context.facts.nonzero(poly)):
        raise UnprovedError(f"takes the logarithm of {text_of(poly)}, which may vanish")
    if len(poly.terms) == 1:
        ((mono, factor),) = poly.terms.items()
        only = next(iter(mono)) if len(mono) == 1 else None
        if only and only[0].kind == "exp" and only[1] == 1 and factor == 1 and is_real(only[0].args[0], context.facts.hermitian):
            return only[0].args[0]
    return alone(atom)


def _power(context: Context, atom: Atom) -> Poly:
    """base^e: whole and rational e are expanded; e^(e log b) for b > 0; else itself, where base^e is surely defined."""
    base, exponent = atom.args
    number = exponent.number
    if number is not None and number.q == 1:
        return power(context, base, int(number.p))
    if number is not None:
        root = make(context, Atom("root", (int(number.q), False), (base,)))
        return power(context, root, int(number.p))
    if context.facts.positive(base):
        return _exp(context, Atom("exp", None, (multiply(context, exponent, _log(context, Atom("log", None, (base,)))),)))
    if base.number is not None and base.number < 0 and is_whole(exponent):
        odd = Poly({mono: factor for mono, factor in exponent.terms.items() if int(factor.p) % 2})
        parity = Poly({mono: fmpq(1) for mono in odd.terms})  # (-1)^e: even multiples of whole numbers do not count
        size = _power(context, Atom("power", None, (constant(-base.number), exponent)))
        sign = _parity(parity)
        return multiply(context, sign, size)
    if not (context.licensed or context.facts.nonzero(base) or context.facts.nonnegative(exponent)):
        raise UnprovedError(f"the power of {text_of(base)} may be one of 0 to a negative exponent")
    return alone(atom)


def _parity(exponent: Poly) -> Poly:
    """(-1)^e."""
    sign = -1 if exponent.offset else 1
    rest = exponent - constant(exponent.offset)
    return alone(Atom("power", None, (constant(-1), rest))).times(sign) if rest else constant(sign)


def _root(context: Context, atom: Atom) -> Poly:
    """The principal root; sqrt(a b) = sqrt(a) sqrt(b) where a >= 0 is known, sqrt(a^2) = |a| for real a, sqrt(-1) = i."""
    (poly,), (degree, _) = atom.args, atom.payload
    if not poly or poly == constant(1):
        return poly
    if degree != 2:
        return _flagged(context, degree, poly)
    for total, base in context.tables.prefixes:  # S_m - S_{m-1} = |b_m|^2
        for atom in poly.atoms():
            if atom.kind == "entry" and atom.payload == total and len(poly.terms) <= 2:
                before = make(context, Atom("entry", total, (atom.args[0] - constant(1),)))
                if poly == alone(atom) - before:
                    return alone(Atom("modulus", None, (alone(Atom("entry", base, atom.args)),)))
    parts, inside = [], constant(1)
    for factor, exponent in factors_of(context, poly):
        number = factor.number
        if number is not None:
            if number < 0:
                inside = -inside
            parts.append(_root_of_number(abs(number)))
        elif (half := _halved(context, factor)) is not None:
            parts.append(power(context, half, exponent))
        elif context.facts.nonnegative(factor):
            parts.append(power(context, factor, exponent // 2))
            parts += [_flagged(context, 2, factor)] if exponent % 2 else []
        elif context.facts.nonnegative(-factor):
            inside = inside if exponent % 2 == 0 else -inside
            parts.append(power(context, -factor, exponent // 2))
            parts += [_flagged(context, 2, -factor)] if exponent % 2 else []
        elif is_real(factor, context.facts.hermitian) and exponent % 2 == 0:
            parts.append(power(context, make(context, Atom("modulus", None, (factor,))), exponent // 2))
        else:
            inside = multiply(context, inside, power(context, factor, exponent))
    if inside.number is not None:
        parts += [alone(I_ATOM)] if inside == constant(-1) else []
    else:
        parts.append(_flagged(context, 2, inside))
    return product_of(context, parts)


def _halved(context: Context, poly: Poly) -> Poly | None:
    """e^(p/2) for e^p with a real p."""
    only = next(poly.atoms(), None)
    if only is None or only.kind != "exp" or poly != alone(only) or not is_real(only.args[0], context.facts.hermitian):
        return None
    return make(context, Atom("exp", None, (only.args[0].times(fmpq(1, 2)),)))


def _flagged(context: Context, degree: int, poly: Poly) -> Poly:
    """A root that says whether its radicand is known not to be negative."""
    return alone(Atom("root", (degree, context.facts.nonnegative(poly)), (poly,)))


def _root_of_number(number: fmpq) -> Poly:
    """sqrt(n/d) = sqrt(n d)/d, with square factors in front."""
    radicand, outside, divisor = int(number.p * number.q), fmpq(1, number.q), 2
    if radicand > LARGEST_RADICAND:
        return alone(Atom("root", (2, True), (constant(radicand),))).times(outside)
    while divisor * divisor <= radicand:
        while radicand % (divisor * divisor) == 0:
            radicand //= divisor * divisor
            outside *= divisor
        divisor += 1
    return constant(outside) if radicand == 1 else alone(Atom("root", (2, True), (constant(radicand),))).times(outside)


def factors_of(context: Context, poly: Poly) -> list[tuple[Poly, int]]:
    """Factors with exponents whose product it is; small polynomials are factored by SymPy, others are one factor."""
    atoms = sorted(set(poly.atoms()), key=lambda atom: atom.key)
    least = {atom: min(dict(mono).get(atom, 0) for mono in poly.terms) for atom in atoms}
    common = [(alone(atom), exponent) for atom, exponent in least.items() if exponent]
    divisor = frozenset((atom, exponent) for atom, exponent in least.items() if exponent)
    rest = Poly({without(mono, divisor): factor for mono, factor in poly.terms.items()})
    if rest.number is not None:
        return [*common, (rest, 1)]
    scale = content(rest)
    rest = rest.times(1 / scale)
    degree = max(sum(exponent for _, exponent in mono) for mono in rest.terms)
    if len(rest.terms) > MOST_FACTORED or degree > MOST_FACTORED or len(set(rest.atoms())) > 4 or _is_long(rest):
        return [*common, (constant(scale), 1), (rest, 1)]
    if degree == 1:
        return [*common, (constant(scale), 1), (rest, 1)]
    context.budget.spend(100)
    number, factors = _factored(rest)
    return [*common, (constant(scale * number), 1), *factors]


def _is_long(poly: Poly) -> bool:
    return max(factor.height_bits() for factor in poly.terms.values()) > LONGEST_FACTORED


@lru_cache(maxsize=4096)
def _factored(poly: Poly) -> tuple[fmpq, tuple[tuple[Poly, int], ...]]:
    """A number and the irreducible factors of a polynomial with whole coefficients, by SymPy."""
    back = sorted(set(poly.atoms()), key=lambda atom: atom.key)
    generators = [Dummy() for _ in back]
    table = {tuple(dict(mono).get(atom, 0) for atom in back): int(factor.p) for mono, factor in poly.terms.items()}
    number, found = factor_list(Factored(table, *generators))
    result, factors = fmpq(int(number)), []
    for part, exponent in found:
        terms = {frozenset((a, e) for a, e in zip(back, powers, strict=True) if e): fmpq(int(c)) for powers, c in part.terms()}
        piece = Poly(terms)
        sign = content(piece)
        factors.append((piece.times(1 / sign), exponent))
        result *= sign**exponent
    return result, tuple(sorted(factors, key=lambda pair: pair[0].key))


_MAKERS: dict[str, Callable[[Context, Atom], Poly]] = {
    "entry": _entry,
    "conjugate": _conjugate,
    "modulus": _modulus,
    "theta": _theta,
    "sign": _sign,
    "max": _max,
    "exp": _exp,
    "log": _log,
    "power": _power,
    "root": _root,
    "inverse": lambda context, atom: inverse(context, atom.args[0]),
    "prefix": lambda context, atom: prefix_atom(context, atom),
    "product": lambda context, atom: product_atom(context, atom),
}
