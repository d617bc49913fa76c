r"""thm.winner (Section 2.2): The winner of a sector (the largest K with sigma_K > 0, else 1) gains all that is missing at the
rate kappa.

  printed: ρ_WW(t) = 1 − (1 − ρ_WW(0)) e^(−κt)
Verdict: holds. Checked here, with residual 0 in exact symbols, and nothing more:
  printed is the quantity from its definition, for N in [2, 3, 4]; W in loop(1, N); signs in tuples([1, 0, -1], repeat=N - 1)
SymPy alone is needed; the exit code is 0 if all checks pass, and 1 otherwise."""
import sys
from functools import cache
from itertools import product as tuples

from sympy import (
    Heaviside, Integer, Matrix, MatrixBase, Symbol, exp, expand, numer, prod, reduced, simplify, symbols, together
)
class Table(dict):
    """Entries name[i, j] are symbols, until they are given values."""
    def __init__(self, name, **facts):
        self.name, self.facts = name, facts
    def __missing__(self, at):
        return Symbol(f"{self.name}_{at}".replace(" ", ""), **self.facts)
def loop(low, high):
    return [Integer(k) for k in range(int(low), int(high) + 1)]
def total(terms):
    terms = list(terms)
    return sum(terms[1:], terms[0]) if terms else Integer(0)
def product(terms):
    return prod(terms, start=Integer(1))
def theta(x):  # the step, with theta(0) = 0
    return Heaviside(expand(x), 0)
def full(table, N):
    return Matrix(int(N), int(N), lambda i, j: table[i + 1, j + 1])
def ketbra(a, b, N):  # |a><b|
    return Matrix(int(N), int(N), lambda i, j: Integer((i + 1, j + 1) == (a, b)))
def jump(n, m, N):  # L_nm of Eq. (14), n > m
    return theta(sigma[n])*ketbra(n, m, N) + theta(-sigma[n])*ketbra(m, n, N)
def lindblad(rho):  # d rho/dt by Eq. (15) in Lindblad form, H = 0
    N, rate = rho.rows, 0*rho
    for L in (jump(n, m, N) for n in range(2, N + 1) for m in range(1, n)):
        rate += kappa*(L*rho*L.T - (L.T*L*rho + rho*L.T*L)/2)
    return rate

@cache
def chain(rho, signs):  # rho, and what (d/dt)/kappa + r/2 make of it for r = 0, 1, ..; 0 at last
    sigma.update(signs)
    rows = [rho]
    for r in range(2*rho.rows):
        rows.append((lindblad(rows[-1])/kappa + rows[-1]*r/2).expand())
    return rows
def evolves(f, start, read, sectors=None):
    """Whether f(t) is read(rho(t)) with rho(0) = start, averaged over sectors (area, signs) if these are given: the same
    operators make 0 of both at last, and with their values at t = 0 before that they have one solution."""
    rows = [(area, chain(start.as_immutable(), tuple(signs.items()))) for area, signs in sectors or [(1, dict(sigma))]]
    for r in range(2*start.rows):
        if not zero(f.subs(t, 0) - sum((area*read(row[r]) for area, row in rows), 0*read(start))):
            return False
        f = (f.diff(t)/kappa + f*r/2).expand()
    return zero(f) and all(zero(row[-1]) for _, row in rows)
def zero(x, *facts):
    """Whether x is exactly 0, as it stands or as a consequence of facts = 0."""
    if isinstance(x, MatrixBase):
        return all(zero(entry, *facts) for entry in x)
    top = expand(numer(together(expand(x))))
    if top != 0 and top.free_symbols and facts:
        top = reduced(top, [expand(fact) for fact in facts])[1]
    return top == 0 or simplify(top) == 0

TABLES = sigma, rho, rho0 = Table("sigma", real=True), Table("rho"), Table("rho0")
kappa = symbols("kappa", positive=True); t = symbols("t", nonnegative=True)
def printed(N, W):
    return 1 - (1 - rho0[W, W])*exp(-t*kappa)
def check_printed():
    seen = []
    for N in map(Integer, [2, 3, 4]):
        for W in loop(1, N):
            for signs in tuples([1, 0, -1], repeat=N - 1):
                for table in TABLES: table.clear()
                sigma.update(zip(range(2, N + 1), map(Integer, signs)))
                if not (((W == 1) or (sigma[W] > 0)) and (total(theta(sigma[M]) for M in loop(1 + W, N)) == 0) and (product(sigma[M] for M in loop(1 + W, N)) != 0)): continue
                rho0[1, 1] = 1 - total(rho0[K, K] for K in loop(2, N))
                seen.append(evolves(printed(N, W), full(rho0, N), lambda rho: rho[W - 1, W - 1]))
    print("printed:", seen.count(True), "of", len(seen), "residuals vanish")
    return bool(seen) and all(seen)

sys.exit(0 if all([check_printed()]) else 1)
