"""The paper's notation as SymPy alone can run it, and quantities from their definitions: Eqs. (13), (14), (15), areas of rings.

What is said here is a third opinion: it shares nothing with the derivations or the oracles, and a certificate holds it against
the printed form.
"""

from typing import Any

from bornproof.proofs.certificate.python_source import Source, Words
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import Each, P
from bornproof.symbolic.notation.core import S, X, alpha, beta, kappa, lam, p, q, rho, rho0, sigma, t
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from sympy import Gt, Indexed, Lt

__all__ = ["WORDS"]

HELPERS = {
    "full": '''def full(table, N):
    return Matrix(int(N), int(N), lambda i, j: table[i + 1, j + 1])
''',
    "ketbra": '''def ketbra(a, b, N):  # |a><b|
    return Matrix(int(N), int(N), lambda i, j: Integer((i + 1, j + 1) == (a, b)))
''',
    "jump": '''def jump(n, m, N):  # L_nm of Eq. (14), n > m
    return theta(sigma[n])*ketbra(n, m, N) + theta(-sigma[n])*ketbra(m, n, N)
''',
    "lindblad": '''def lindblad(rho):  # d rho/dt by Eq. (15) in Lindblad form, H = 0
    N, rate = rho.rows, 0*rho
    for L in (jump(n, m, N) for n in range(2, N + 1) for m in range(1, n)):
        rate += kappa*(L*rho*L.T - (L.T*L*rho + rho*L.T*L)/2)
    return rate
''',
    "chain": '''@cache
def chain(rho, signs):  # rho, and what (d/dt)/kappa + r/2 make of it for r = 0, 1, ..; 0 at last
    sigma.update(signs)
    rows = [rho]
    for r in range(2*rho.rows):
        rows.append((lindblad(rows[-1])/kappa + rows[-1]*r/2).expand())
    return rows
''',
    "evolves": '''def evolves(f, start, read, sectors=None):
    """Whether f(t) is read(rho(t)) with rho(0) = start, averaged over sectors (area, signs) if these are given: the same
    operators make 0 of both at last, and with their values at t = 0 before that they have one solution."""
    rows = [(area, chain(start.as_immutable(), tuple(signs.items()))) for area, signs in sectors or [(1, dict(sigma))]]
    for r in range(2*start.rows):
        if not zero(f.subs(t, 0) - sum((area*read(row[r]) for area, row in rows), 0*read(start))):
            return False
        f = (f.diff(t)/kappa + f*r/2).expand()
    return zero(f) and all(zero(row[-1]) for _, row in rows)
''',
    "singlet": '''def singlet():  # Eq. (28)
    return Matrix(4, 4, lambda i, j: [[q**2, -q*sqrt(1 - q**2)], [-q*sqrt(1 - q**2), 1 - q**2]][i][j] if i < 2 > j else 0)
''',
    "below": '''def below(n):  # the area of the disk where sigma_n < 0, by Eq. (13) with s = |lambda_n|^2, which is uniform in 0..1
    s = Symbol("s")
    sigma_n = (S[n] - S[n - 1])*s - S[n - 1]*(1 - s)  # it grows with s, from -S_(n-1) to |alpha_n|^2
    return solve(sigma_n, s)[0] if expand(sigma_n).has(s) else Integer(0)
''',
    "above": '''def above(n):  # and where sigma_n > 0; what is left for level 1 is taken by it, as if sigma_1 > 0
    return 1 - below(n) if S[n] != 0 else Integer(0)
''',
    "born": '''def born(K, N):  # sigma_K > 0 and all above it < 0, of independent lambda's
    return above(K)*product(below(J) for J in loop(K + 1, N))
''',
    "sectors": '''def sectors(*p):  # the areas of the sectors, for the weights p_1 .. p_N
    found = [(Integer(1), {})]
    for n in range(2, len(p) + 1):
        high = p[n - 1]/sum(p[:n]) if sum(p[:n]) != 0 else Integer(0)
        found = [(a*b, {**s, n: Integer(sign)}) for a, s in found for b, sign in ((high, 1), (1 - high, -1)) if b != 0]
    return found
''',
    "evolved": '''@cache
def evolved(signs, N):  # populations at the time t, made of those at 0: sums of x^r, r < N, if all (Q + r) make 0 of anything
    sigma.update(signs)
    Q = Matrix(N, N, lambda j, k: lindblad(ketbra(k + 1, k + 1, N))[j, j]/kappa)
    factors = [Q + r*eye(N) for r in range(N)]
    assert zero(prod(factors, start=eye(N)))
    parts = [prod([factors[s]/(s - r) for s in range(N) if s != r], start=eye(N)) for r in range(N)]
    return sum((exp(-r*kappa*t)*part for r, part in enumerate(parts)), zeros(N, N))
''',
    "mean": '''def mean(n, start, weights):  # rho_11 + .. + rho_nn at the time t, averaged over the sectors with their areas
    N = len(start)
    read, start = Matrix(1, N, lambda _, k: 1 if k < n else 0), Matrix(start)
    return sum(area*(read*evolved(tuple(signs.items()), N)*start)[0] for area, signs in sectors(*weights))
''',
    "arrows": '''def arrows(first, second):  # spins of the levels 1 and 2 by Eq. (26), corrected, averaged; 3, 4 stay empty
    weights = [q**2, 1 - q**2, 0*q, 0*q]
    sums = [mean(n, weights, weights) for n in range(5)]
    assert zero(sums[4] - sums[2])
    return sums[1]*first + (sums[2] - sums[1])*second
''',
    "decay": '''def decay(I, J, N, signs):  # of an entry of rho that is alone
    sigma.update(signs)
    rate = lindblad(ketbra(I, J, N))
    assert rate == rate[I - 1, J - 1]*ketbra(I, J, N)
    return exp(rate[I - 1, J - 1]*t)
''',
    "weights": '''def weights(N):  # |alpha_1|^2 .. |alpha_N|^2
    return [S[k] - S[k - 1] for k in loop(1, N)]
''',
    "constant": '''def constant(N):  # S_1 .. S_N of the basis states, and of states of the levels 1 and 2
    levels = loop(1, N)
    return [{k: Integer(1 if k >= K else 0) for k in levels} for K in levels] + [{k: S[min(k, 2)] for k in levels}]
''',
    "flow": '''def flow(N, J):  # what a level gains and loses at t = 0, with the areas where sigma_M > 0 and < 0
    S.update((k, total(p[i] for i in loop(1, k))) for k in loop(1, N))  # for what is evaluated after this, too
    pairs = [(M, K) for M in loop(2, N) for K in loop(1, M - 1)]
    return kappa*total((above(M)*a[M, K]*p[K] - below(M)*b[M, K]*p[M])*((J == M) - (J == K)) for M, K in pairs)
''',
    "ring": '''def ring(n):  # sigma_n by Eq. (13)
    return (S[n] - S[n - 1])*Abs(lam[n])**2 - S[n - 1]*(1 - Abs(lam[n])**2)
''',
}
_AT = {1: "J - 1, J - 1", 2: "I - 1, J - 1"}
_RATE = "lindblad(full(rho, N))[{}]"
DEFINED = {
    "eq.37": _RATE.format(_AT[2]),
    **{f"eq.39.{part}": f"{_RATE.format(_AT[1])}/kappa" for part in (1, 2, 3, 4)},
    **{f"eq.{39 + j}": f"{_RATE.format(f'{j - 1}, {j - 1}')}/kappa" for j in (1, 2, 3, 4)},
    **{f"eq.44.{part}": f"{_RATE.format(_AT[2])}/kappa" for part in (1, 2, 3, 4)},
    "eq.45": _RATE.format(_AT[2]),
    "eq.47": "evolves({}, full(rho0, N), lambda rho: rho[I - 1, J - 1])",
    **{f"eq.{47 + j}": _RATE.format(f"{j - 1}, {j - 1}") for j in (1, 2, 3, 4)},
    **{f"eq.{53 + j}": _RATE.format(f"{j - 1}, {j - 1}") for j in (1, 2)},
    **{f"eq.{k}": f"evolves({{}}, full(rho0, N), lambda rho: rho[{j}, {j}])" for k, j in ((52, 3), (53, 2), (56, 0), (57, 1))},
    **{
        f"eq.{number}": f"evolves({{}}, singlet(), lambda rho: rho[{at}])"
        for number, at in ((58, "0, 0"), (59, "1, 1"), (61, "0, 1"), ("31.1", "0, 0"), ("31.2", "1, 1"), ("31.3", "0, 1"))
    },
    "eq.31.3:corrected": "evolves({}, singlet(), lambda rho: Matrix([rho[0, 1], rho[1, 0]]))",
    "eq.60": "-2*lindblad(ketbra(1, 2, N))[0, 1]/kappa",
    "claim.A-top-lambda:corrected": "-2*lindblad(ketbra(I, J, N))[I - 1, J - 1]/kappa",
    "claim.A-top-empty": "evolves({}, singlet(), lambda rho: Matrix([[rho[2, 2], rho[3, 3]]]))",
    "claim.A-used-in-31": "evolves({}, singlet(), lambda rho: Matrix([[rho[0, 0], rho[1, 1], rho[0, 1]]]))",
    "claim.4.4-trace": "evolves({}, singlet(), trace)",
    "claim.2.1-amplitude-damping": "evolves({}, full(rho0, 2), lambda rho: rho)",
    "claim.2.1-gradual": "evolves({}, ones(2, 2)/2, lambda rho: rho[1, 1])",
    "claim.2.1-not-quantum": "evolves({} + rho0[2, 2], full(rho0, 2), lambda rho: rho[1, 1])",
    "claim.2.1-unstable": "lindblad(full(rho, 2))[0, 1]",
    "claim.2.1-average-is-quantum:corrected": "evolves({}, full(rho0, 2), lambda rho: rho, sectors(rho0[1, 1], rho0[2, 2]))",
    "thm.components-diagonal": f"{_RATE.format(_AT[1])}/kappa",
    "thm.components-offdiagonal": f"{_RATE.format(_AT[2])}/kappa",
    "thm.exponent": "-2*lindblad(ketbra(I, J, N))[I - 1, J - 1]/kappa",
    "thm.coherences": "evolves({}, full(rho0, N), lambda rho: rho[I - 1, J - 1])",
    "thm.partial-sums": "sum(lindblad(full(rho, N))[m, m] for m in range(n))/kappa",
    "thm.spectrum": "Matrix(N, N, lambda j, k: lindblad(ketbra(k + 1, k + 1, N))[j, j]/kappa).charpoly(X).as_expr()",
    "thm.winner": "evolves({}, full(rho0, N), lambda rho: rho[W - 1, W - 1])",
    "thm.frozen-level": f"{_RATE.format(_AT[1])}/kappa",
    "thm.transfer": "lindblad(ketbra(K, K, N))[J - 1, J - 1]/kappa",
    "thm.from-the-top": f"{_RATE.format(_AT[1])}/kappa",
    "thm.linear": "zero({}*ones(N, N) - lindblad(full(rho, N) + X*full(rho0, N)) + lindblad(full(rho, N))"
    " + X*lindblad(full(rho0, N)))",
    "thm.trace": "trace(lindblad(full(rho, N)))/kappa",
    "thm.born": "born(K, N)",
    "claim.2.2-order": "born(K, N)",
    "claim.2.2-read-downwards": "born(K, N)",
    "eq.22:corrected": "born(K, N)", "eq.21": "born(N - 2, N)", "eq.20:corrected": "born(N - 2, N)",
    "eq.19": "born(N - 1, N)", "eq.17": "born(N - 1, N)",
    **{f"eq.18.{part}": "ring(N - 1)" for part in (1, 2, 3)},
    "thm.averaged-sums": "zero({} - mean(n, weights(N), weights(N)))",
    "thm.averaged-propagator": "zero({} - mean(n, [rho0[k, k] for k in loop(1, N)], weights(N)))",
    "thm.averaged-coherences": "zero({} - total(area*decay(I, J, N, signs) for area, signs in sectors(*weights(N))))",
    "thm.averaged-top": "zero({} - 1 + mean(N - 1, [rho0[k, k] for k in loop(1, N)], [p[k] for k in loop(1, N)]))",
    "thm.averaged-rates": "zero(flow(N, J) - {})",
    "thm.averaged-step": "zero({} - mean(n, weights(N), weights(N)) + S[n] + (weights(N)[-1]*exp(-kappa*t) + S[N - 1])/S[N]"
    "*(mean(n, weights(N - 1), weights(N - 1)) - S[n]))",
    "thm.averaged-constancy": "all(S.update(case) or zero({} - mean(n, weights(N), weights(N))) for case in constant(N))",
    "thm.averaged-jump": "S.update((k, Integer(0)) for k in loop(1, K)) or zero({}"
    " - mean(n, p := [X, *weights(N)[1:]], p).subs(X, 0))",
    "eq.16": "born(N, N)", "eq.10": "above(2)", "eq.12": "above(2)", "claim.2.1-other-outcome": "below(2)",
    "claim.2.2-others": "below(N)", "claim.2.2-sum-divides:corrected": "above(N - 1)",
    "claim.2.2-sum-divides-smaller:corrected": "below(N - 1)",
    "claim.2.2-top-wins": "evolves({}, full(rho0, N) + (1 - trace(full(rho0, N)))*ketbra(1, 1, N), lambda rho: rho[N - 1, N - 1])",
    "claim.2.2-cleared": "evolves({}, full(rho0, N), lambda rho: rho[N - 1, N - 1])",
    "claim.2.2-even-spread-alone": "evolves({}, (N - 1)*ketbra(N, N, N), lambda rho: sum(rho[j, j] for j in range(N - 1))/(N - 1))",
    "eq.33.1": "evolves({}, singlet(), lambda rho: rho[0, 0], sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "eq.33.2": "evolves({}, singlet(), lambda rho: rho[1, 1], sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "eq.33.3:corrected": "evolves({}, singlet(), lambda rho: Matrix([rho[0, 1], rho[1, 0]]), sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "eq.34": "zero({} - arrows(up_A_up_A, down_A_down_A))", "eq.35": "zero({} - arrows(down_B_down_B, up_B_up_B))",
    "claim.4.4-only-suppression": "evolves({}, singlet(), lambda rho: rho, sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "claim.4.4-only-suppression-generic:corrected":
        "evolves({}, diag(p[1], p[2], p[3]), lambda rho: rho.diagonal().T, sectors(p[1], p[2], p[3]))",
}  # fmt: skip


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
    helpers=HELPERS,
    weights={alpha: S, beta: S},
    reserved={
        "kappa": kappa, "t": t, "q": q, "S": S, "sigma": sigma, "rho": rho, "rho0": rho0, "H": h, "p": p, "lam": lam,
        "alpha": alpha, "beta": beta, "X": X,
    },
    defined=DEFINED,
)  # fmt: skip
