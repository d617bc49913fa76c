"""Whatever is typed, the readers answer with an exact value or with one line, and run nothing."""

import builtins
import os
import re
import subprocess
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sympy
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.formula import read_formula
from bornproof.proofs.formulas.inputs import read_levels, read_matrix, read_number, read_probabilities, read_signs
from bornproof.proofs.formulas.literal import evaluated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Heaviside, I, IndexedBase, KroneckerDelta, Product, Rational, Sum, Symbol, conjugate, exp, pi, sqrt

q, kappa, t, sigma_2 = sympy.symbols("q kappa t sigma_2", positive=True)
x = Symbol("x", real=True)
N = Symbol("N", integer=True, positive=True)
J, K, M, J_bound = sympy.symbols("J K M J'", integer=True)
rho, sigma, p = IndexedBase("rho"), IndexedBase("sigma", real=True), IndexedBase("p")
population = sympy.Function("population")
NAMES: dict[str, Any] = {
    "q": q, "kappa": kappa, "t": t, "x": x, "N": N, "J": J, "rho": rho, "sigma": sigma, "p": p,
    "population": population, "lambda": Symbol("lambda"), "rank": IndexedBase("rank", shape=(N, N)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3", Rational(1, 3)),
        ("-2", sympy.Integer(-2)),
        ("sqrt(2)/2", sqrt(2) / 2),
        ("0.25", Rational(1, 4)),
        ("1e-3", Rational(1, 1000)),
        (".5", Rational(1, 2)),
        ("2.5E+1", sympy.Integer(25)),
        (" 2 * pi ", 2 * pi),
        ("0.1234567890123456789", Rational(1234567890123456789, 10**19)),
        ("9" * 100, sympy.Integer(10**100 - 1)),
        ("2**-(1/2)", sqrt(2) / 2),
    ],
)
def test_a_number_is_read_exactly(text: str, value: sympy.Expr) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("-q*sqrt(1-q**2)*exp(-kappa*t/2)", -q * sqrt(1 - q**2) * exp(-kappa * t / 2)),
        ("0.25*q", q / 4),
        ("theta(x)*q**2 + theta(-x)", Heaviside(x, 0) * q**2 + Heaviside(-x, 0)),
        ("delta(1, J)", KroneckerDelta(1, J)),
        ("rho[1,J]*sigma[N-1]", rho[1, J] * sigma[N - 1]),
        ("conj(rho[1,2]) + conjugate(lambda)", conjugate(rho[1, 2]) + conjugate(Symbol("lambda"))),
        ("abs(lambda)**2", sympy.Abs(Symbol("lambda")) ** 2),
        ("dagger(lambda)", conjugate(Symbol("lambda"))),
        ("sum(p[K], (K, 1, N))", Sum(p[K], (K, 1, N))),
        ("prod(1 - p[J], (J, 1, N-1))", Product(1 - p[J_bound], (J_bound, 1, N - 1))),
        ("sum(p[K]*sigma[M], (K, 1, M-1), (M, 2, N))", Sum(p[K] * sigma[M], (K, 1, M - 1), (M, 2, N))),
        ("sum(sum(p[K], (K, 1, M)), (M, 1, 3))", Sum(Sum(p[K], (K, 1, M)), (M, 1, 3))),
        ("population(1, t)", population(1, t)),
        ("i*x + I*x + 1j*x + 0.5j*x", Rational(7, 2) * I * x),
        ("log(E) + sin(pi*x) + cos(x)", 1 + sympy.sin(pi * x) + sympy.cos(x)),
        ("--+q", q),
        ("-q**2", -(q**2)),
        ("q**-2", q**-2),
        ("2**3**2", sympy.Integer(512)),
        ("\n 1\t- q ", 1 - q),
        ("+".join(["q"] * 1000), 1000 * q),
    ],
)
def test_a_formula_is_read_exactly(text: str, formula: sympy.Expr) -> None:
    assert evaluated(read_formula(text, NAMES)) == formula


def test_a_number_beside_a_name_or_a_bracket_is_a_factor() -> None:
    assert read_formula("1 - 3q/4", NAMES) == read_formula("1 - 3*q/4", NAMES)
    assert read_formula("2(q + 1) + 2e3q**2", NAMES) == read_formula("2*(q + 1) + 2e3*q**2", NAMES)


def test_names_hide_the_notation() -> None:
    index = Symbol("I", integer=True)
    assert evaluated(read_formula("delta(I, 1)*i", {"I": index})) == KroneckerDelta(index, 1) * I
    assert evaluated(read_formula("E + i", {"E": x, "i": index})) == x + index
    assert evaluated(read_formula("sum(p[i], (i, 1, 2))", NAMES)).doit() == p[1] + p[2]


@pytest.mark.parametrize(
    "text",
    ["q/q", "q**0", "0*(1/q)", "0/q", "(1-q)/(1-q)", "q*q**-1", "log(q)-log(q)", "abs(q/q)", "theta(x/x)", "delta(1,J)*x/x",
     "sum(q/q, (K, 1, N))", "rho[J*(N/N), 1]", "sum(q, (K, N/N, N))", "max(0, x/x)", "conj(x/x)", "exp(x/x)", "population(x/x, 1)",
     "2**(x/x)", "prod(x/x, (K, 1, 0))", "sqrt(x*(1/x))", "x/(x/x)"],
)  # fmt: skip
def test_a_formula_stays_as_it_is_written(text: str) -> None:
    assert read_formula(text, NAMES) != evaluated(read_formula(text, NAMES))


@pytest.mark.parametrize("sign", [{"positive": True}, {"negative": True}, {}], ids=str)
def test_a_bound_variable_promises_nothing_and_is_nothing_else(sign: dict[str, bool]) -> None:
    known = Symbol("K", integer=True, **sign)
    ranges = ("(K, 1, 2)", "(K, -2, -1)", "(K, J+1, N)", "(K, 0, 1)")
    for text in (f"sum(theta(K), {limits})" for limits in ranges):
        (bound,) = (limit[0] for limit in read_formula(text, NAMES | {"K": known}).limits)
        assert bound.is_positive is bound.is_negative is bound.is_zero is None
        assert bound != known


def test_one_name_bound_twice_is_two_variables() -> None:
    nested = read_formula("sum(K*sum(K, (K, 1, 2)), (K, 1, 3))", NAMES)
    assert evaluated(nested).doit() == 18
    assert len({limit[0] for node in sympy.preorder_traversal(nested) if isinstance(node, Sum) for limit in node.limits}) == 2
    assert evaluated(read_formula("sum(J*sum(J, (J, 1, N)), (M, J, N))", NAMES)).free_symbols == {J, N}


HOSTILE = {
    "brackets": ("(" * 10**6, "input must have at most 4000 characters, not 1000000"),
    "brackets-short": ("(" * 26 + "x" + ")" * 26, "brackets must be nested at most 25 deep"),
    "signs": ("-" * 3999 + "x", "nested too deeply"),
    "towe": ("9**9**9**9", "must stay below exp(500)"),
    "tower-of-symbols": ("x**" * 1000 + "x", "nested too deeply"),
    "power-in-brackets": ("((2**700)**700)**700", "must stay below exp(500)"),
    "hidden-powe": ("exp(log(2)*10**99)", "must stay below exp(500)"),
    "hidden-power-2": ("2**(10**9*log(3)/log(2))", "must stay below exp(500)"),
    "product": ("*".join(["10**200"] * 400), "must stay below exp(500)"),
    "terms": ("(q+t+x+kappa+N)**100", "more than 10000 terms"),
    "terms-in-a-product": ("*".join(["(q+t+x)"] * 500), "more than 10000 terms"),
    "evaluation": ("theta(cos(exp(exp(9))))", "must stay below exp(500)"),
    "digits": ("1" * 101, "at most 100 digits"),
    "exponent": ("1e999999999", "at most 100 digits"),
    "limits": ("sum(1, (K, 1, 10**9))", "must be integers up to 1000"),
    "own-limit": ("sum(sum(1, (K, 1, K)), (K, 1, 3))", "limits of `K` must not contain `K`"),
    "half-limit": ("sum(1, (K, 1/2, 3))", "must be integers"),
    "no-limits": ("sum(p[1])", "is written `sum(f, (K, 1, N))`"),
    "bad-limits": ("prod(p[1], K)", "is written `prod(f, (K, 1, N))`"),
    "zero": ("1/0", "divides by zero"),
    "hidden-zero": ("q/(x-x)", "divides by zero"),
    "power-of-zero": ("0**-1", "divides by zero"),
    "log-of-zero": ("log(0)", "infinite or divides by zero"),
    "complex-step": ("theta(i)", "makes no sense"),
    "rank": ("rank[1]", "makes no sense: `Rank mismatch"),
    "half-index": ("p[1/2]", "indices must be integers, not `1/2`"),
    "half-level": ("p[K/2]", "unknown name `K`"),
    "half-of-a-level": ("p[J/2]", "indices must be integers, not `J/2`"),
    "half-of-a-bound-level": ("sum(p[K/2], (K, 1, N))", "indices must be integers, not `K/2`"),
    "index-that-is-no-level": ("p[q]", "indices must be integers, not `q`"),
    "half-delta": ("delta(J, 1/2)", "levels must be integers, not `1/2`"),
    "half-of-n": ("sum(1, (K, 1, N/2))", "must be integers"),
    "limit-that-is-no-level": ("sum(1, (K, 1, q))", "must be integers"),
    "no-index": ("p + 1", "`p` needs indices, as in `p[1]`"),
    "index-of-a-symbol": ("q[1]", "`q` takes no indices"),
    "index-of-a-bracket": ("(q)(1)[1]", "an index on anything but a name"),
    "no-argument": ("sin + 1", "`sin` needs arguments, as in `sin(x)`"),
    "arguments": ("delta(1)", "`delta` takes 2 argument(s), not 1"),
    "call": ("q(1 - q)", "not a function; write * for a product"),
    "call-of-a-call": ("sin(1)(2)", "a call of this form"),
    "starred": ("sin(*q)", "a `*` without a left side"),
    "keywords": ("sin(**q)", "a call of this form"),
    "attribute": ("q.__class__", "a dot after a name"),
    "import": ("__import__('os')", "the character `'` is not part"),
    "dunde": ("__import__", "unknown name `__import__`; allowed: E, I, J"),
    "nearest": ("kapa*t", "unknown name `kapa`; nearest: kappa; allowed: "),
    "lambda": ("lambda: 1", "the character `:`"),
    "condition": ("1if 2else 3", "write * between `1` and `if`"),
    "conjunction": ("q and t", "a number where a condition is needed"),
    "walrus": ("(q:=1)", "a formula must be given without relations and conditions"),
    "comprehension": ("[q for q in p]", "the word `in`"),
    "generato": ("sum(q for q in p)", "the word `in`"),
    "f-string": ("f'{q}'", "the character `'`"),
    "bytes": ('b"\\x00"', 'the character `"`'),
    "null": ("q\0", "the character `\\x00`"),
    "surrogate": ("\ud800", "the character `\\ud800`"),
    "greek": ("κ", "the character `κ`"),
    "wide-digit": ("١", "the character `١`"),
    "caret": ("q^2", "powers are written"),
    "equation": ("q = 2", "a formula must be given without relations and conditions"),
    "floo": ("q//2", "the operator `//`"),
    "tuple": ("1, 2", "a formula must be given without relations and conditions"),
    "list": ("[1]", "a bracket `[` without a name"),
    "ellipsis": ("...", "`...` is not part"),
    "unclear-divisor": ("1/2q", "write * between `2` and `q`"),
    "unclear-power": ("q**-2q", "write * between `2` and `q`"),
    "unclear-bracket": ("1/ 2(q)", "write * between `2` and `(`"),
    "missing-times": ("2q3", "write * between `2` and `q3`"),
    "hexadecimal": ("0x10", "write * between `0` and `x10`"),
    "octal": ("012", "leading zeros"),
    "empty": (" \n ", "input must not be empty"),
    "unfinished": ("sin(", "'(' was never closed, near character 4"),
}


@pytest.mark.parametrize(("text", "message"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_formula_gets_one_clear_line(text: str, message: str) -> None:
    begun = time.process_time()
    with pytest.raises(ReadError, match=re.escape(message)) as caught:
        read_formula(text, NAMES)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400
    assert time.process_time() - begun < 2  # the slowest takes 0.3


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_number, "E", "unknown name `E`; allowed: pi, sqrt"),
        (read_number, "1j", "must be real, not `1j`"),
        (read_number, "sqrt(-1)", "must be real"),
        (read_number, "(-8)**(1/3)", "must be real"),
        (read_number, "1/(1-1)", "divides by zero"),
        (read_probabilities, "1/4,1", "probabilities must sum to 1, not 5/4"),
        (read_probabilities, "-1/4,5/4", "must not be negative, not `-1/4`"),
        (read_probabilities, "sqrt(2)/2, 1-sqrt(2)/2", r"must be rational, not `sqrt\(2\)/2`"),
        (read_probabilities, "1", "2 to 1000 numbers"),
        (read_probabilities, "1,", "must not be empty"),
        (read_probabilities, ",".join(f"1/(7**250+{k})" for k in range(250)), r"must sum to 1, not \d"),
        (read_probabilities, "0," * 10**6, "at most 20000 characters"),
        (read_signs, "", "signs must be a row"),
        (read_signs, "+ -", "signs must be a row"),
        (read_signs, "+-x", "not `\\+-x`"),
        (read_signs, "+" * 10**6, "signs must be a row"),
        (read_levels, "1", "from 2 to 1000, not `1`"),
        (read_levels, "4.0", "from 2 to 1000"),
        (read_levels, "٤", "from 2 to 1000"),
        (read_levels, "9" * 10**6, "from 2 to 1000"),
        (read_matrix, "1,0;0", "a matrix must have rows of one length, not of 2 and 1"),
        (read_matrix, "1,0;0,1;", "rows of one length, not of 2 and 1"),
        (read_matrix, "", r"a matrix, \(1, 1\): input must not be empty"),
        (read_matrix, "1,0;0,;", r"a matrix must have rows of one length"),
        (read_matrix, "1,0;,0", r"a matrix, \(2, 1\): input must not be empty"),
        (read_matrix, "1,q", r"a matrix, \(1, 2\): unknown name `q`; allowed: I, i"),
        (read_matrix, "sqrt(2)", "unknown name `sqrt`"),
        (read_matrix, "2**(1/2)", r"entries must be complex rationals, not `2\*\*\(1/2\)`"),
        (read_matrix, " (-8)**(1/3) ", r"must be complex rationals, not `\(-8\)\*\*\(1/3\)`"),
        (read_matrix, "i**i", "must be complex rationals"),
        (read_matrix, "1/0", "divides by zero"),
        (read_matrix, "1/((1+i)**2-2*i)", "divides by zero"),
        (read_matrix, "(1+i)**300", r"must stay below exp\(500\)"),
        (read_matrix, "*".join(f"(10**99+{k}*i)" for k in range(200)), "more than 10000 terms"),
        (read_matrix, "*".join(f"(10**99+{k}*i)" for k in range(3)), r"must stay below exp\(500\)"),
        (read_matrix, "+".join(f"1/(10**99+{k}*i)" for k in range(200)), r"must stay below exp\(500\)"),
        (read_matrix, ",".join(["0"] * 11), "at most 10 rows and columns, not 11"),
        (read_matrix, ";".join(["0"] * 11), "at most 10 rows and columns, not 11"),
        (read_matrix, "0;" * 10**6, "at most 10000 characters, not 2000000"),
        (read_matrix, "1,(0,1)", "was never closed|unmatched"),
    ],
)
def test_other_input_is_refused(read: Callable[[str], object], text: str, message: str) -> None:
    begun = time.process_time()
    with pytest.raises(ReadError, match=message) as caught:
        read(text)
    assert str(caught.value).isprintable()
    assert time.process_time() - begun < 2  # the slowest takes 0.3


def test_probabilities_signs_and_levels() -> None:
    assert read_probabilities("0.25, 1/4, 1/2, 0") == (Rational(1, 4), Rational(1, 4), Rational(1, 2), 0)
    assert read_signs("+-0") == (1, -1, 0)
    assert read_levels(" 12 ") == 12


def test_a_matrix_is_read_exactly() -> None:
    found = read_matrix(" 1/2 , -1j ; (1+2*i)/5, 0.25 ;1/(1+I), (1+i)*(1-i)*2**-3 ")
    assert found == (
        (Rational(1, 2), -I),
        (Rational(1, 5) + I * Rational(2, 5), Rational(1, 4)),
        (Rational(1, 2) - I / 2, Rational(1, 4)),
    )
    assert read_matrix("1") == ((1,),)
    with pytest.raises(ReadError, match=r"the Hamiltonian, \(1, 1\): unknown name `x`"):
        read_matrix("x", "the Hamiltonian")


FRACTIONS = st.fractions(max_denominator=10**6)


@given(
    entries=st.integers(1, 10).flatmap(
        lambda columns: st.lists(
            st.lists(st.tuples(FRACTIONS, FRACTIONS), min_size=columns, max_size=columns), min_size=1, max_size=5
        )
    )
)
@settings(deadline=None, derandomize=True, database=None)
def test_a_matrix_that_is_written_is_read_again(entries: list[list[tuple[Any, Any]]]) -> None:
    text = ";".join(",".join(f"{real}+({imag})*i" for real, imag in row) for row in entries)
    assert read_matrix(text) == tuple(tuple(Rational(real) + I * Rational(imag) for real, imag in row) for row in entries)


READERS: dict[str, Callable[[str], object]] = {
    "formula": lambda text: read_formula(text, NAMES),
    "number": read_number,
    "probabilities": read_probabilities,
    "signs": read_signs,
    "levels": read_levels,
    "matrix": read_matrix,
}
FRAGMENTS = [
    "q", "kappa", "t", "p", "rho", "sigma", "lambda", "population", "sum", "prod", "theta", "delta", "exp", "log",
    "sqrt", "abs", "conj", "dagger", "sin", "I", "i", "1j", "pi", "E", "K", "N", "J", "1", "2", "0", "0.5", "1e9",
    "1e99", "9" * 99, "(K,1,N)", "(K,1,K)", "[1,2]", "[K]", "(", ")", "[", "]", ",", "+", "-", "*", "/", "**", "//",
    "**9", "**-1", " ", ".", "...", "=", ":=", ":", ";", "'", '"', "\\", "\n", "\0", "{", "}", "@", "%", "~", "<",
    "!=", "|", "&", "^", "lambda:", "lambda x: x", "if", "else", "for", "in", "and", "not", "is", "await", "yield",
    "async", "True", "None", "f'{q}'", "b''", "'\\N{DASH}'", "1if 2else 3", "0x1f", "0o7", "1_0",
    "__import__('os').system('true')", "__class__", ".__class__.__mro__", ".doit()", "__builtins__", "__debug__",
    "open('f','w')", "eval('1')", "exec", "globals()", "[q for q in p]", "(q:=1)", "*q", "**q", "κ", "２", "\u202e",
    "\ud800", "ﬁ", "é", "#", "# type: int", "print", "oo",
]  # fmt: skip
GRAMMATICAL_TEXT = st.recursive(
    st.sampled_from(["q", "x", "lambda", "N", "p[N]", "rho[1,2]", "i", "pi", "E", "0", "1", "2", "9" * 99, "1e-9", "1/3"]),
    lambda inner: st.one_of(
        st.builds("{}({})".format, st.sampled_from(["exp", "log", "sqrt", "abs", "theta", "cos", "conj", "-"]), inner),
        st.builds("({}){}({})".format, inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner),
        st.builds("{}({}, (K, {}, {}))".format, st.sampled_from(["sum", "prod"]), inner, inner, inner),
        st.builds("p[{}]".format, inner),
        st.builds("delta({}, {})".format, inner, inner),
    ),
    max_leaves=12,
)
HOSTILE_TEXT = st.one_of(
    GRAMMATICAL_TEXT,
    st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join),
    st.lists(st.sampled_from([f for f in FRAGMENTS if f.isascii() and "'" not in f]), max_size=12).map(" ".join),
    st.text(max_size=60),
    st.text(alphabet="q12(),[]*+-/. eKN", max_size=60),
    st.builds(str.__mul__, st.sampled_from(FRAGMENTS), st.integers(1, 3000)),
    st.builds(lambda a, b, n: a * n + "q" + b * n, st.sampled_from(["(", "-(", "sin(", "p[", "abs(1-"]),
              st.sampled_from([")", "]", ""]), st.integers(1, 40)),
)  # fmt: skip


class Ran(BaseException):
    """Raised where text would be run; no reader may swallow it."""


def refuse(*_: object, **__: object) -> None:
    raise Ran


def refuse_text(code: object, *args: Any, run: Callable[..., object] = exec) -> object:
    """Stand in for `exec`, which the import system needs for code that was compiled from a module."""
    if isinstance(code, str | bytes):
        raise Ran
    return run(code, *args)


def outcome(reader: str, text: str) -> object:
    try:
        return READERS[reader](text)
    except ReadError as error:
        return error


@pytest.mark.parametrize("reader", READERS)
# Each example is four texts: 4 x 800 texts for each of 6 readers, far more than ten thousand.
@given(texts=st.lists(HOSTILE_TEXT, min_size=4, max_size=4))
@settings(max_examples=800, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_hostile_text_gives_a_value_or_one_line(reader: str, texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("error")
        patch.setattr(builtins, "exec", refuse_text)
        for name in ("eval", "input", "breakpoint"):
            patch.setattr(builtins, name, refuse)
        patch.setattr(os, "system", refuse)
        patch.setattr(subprocess, "Popen", refuse)
        begun = time.process_time()
        results = [outcome(reader, text) for text in texts]
        assert time.process_time() - begun < 20
    for result in results:
        assert result is not None
        assert not isinstance(result, ReadError) or str(result).isprintable()


GAUSSIAN_TEXT = st.recursive(
    st.sampled_from(["i", "1j", "I", "0", "1", "-2", "1/3", "0.5j", "9" * 99, "1e-99", "(1+i)", "(1/7-i)"]),
    lambda inner: st.builds("({}){}({})".format, inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner),
    max_leaves=8,
)
MATRIX_TEXT = st.builds(
    lambda entries, separators: "".join(map(str.__add__, entries, separators)),
    st.lists(st.one_of(GAUSSIAN_TEXT, st.text(alphabet="1i+-*/(). ", max_size=9)), max_size=20),
    st.lists(st.sampled_from([",", ";", ",", ";;", ""]), min_size=20, max_size=20),
)


@given(text=MATRIX_TEXT)
@settings(max_examples=1500, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_hostile_entries_give_a_matrix_or_one_line(text: str) -> None:
    result = outcome("matrix", text)
    if isinstance(result, ReadError):
        assert str(result).isprintable()
    else:
        assert isinstance(matrix(result), ExactMatrix)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "code",
    [
        "open('ran', 'w')",
        "__import__('pathlib').Path('ran').touch()",
        "().__class__.__base__.__subclasses__()",
        "[open('ran', 'w') for q in [1]]",
        "(lambda: open('ran', 'w'))()",
        'exec(\'open("ran", "w")\')',
        'f\'{open("ran", "w")}\'',
        "(f := open)('ran', 'w')",
    ],
)
def test_code_is_not_run(reader: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReadError):
        READERS[reader](code)
    assert not list(tmp_path.iterdir())
