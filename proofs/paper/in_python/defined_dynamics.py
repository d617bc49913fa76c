"""Rates and evolutions from the definitions, for certificates: Eqs. (14), (15), in matrices that SymPy alone multiplies."""

__all__ = ["DEFINED", "HELPERS"]

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
    "dissipator": '''def dissipator(rho, jumps):
    loss = sum((L.T*L for L in jumps), zeros(*rho.shape))/2
    return sum((L*rho*L.T for L in jumps), -loss*rho - rho*loss)
''',
    "lindblad": '''def lindblad(rho):  # d rho/dt by Eq. (15) in Lindblad form, H = 0
    return kappa*dissipator(rho, [jump(n, m, rho.rows) for n in range(2, rho.rows + 1) for m in range(1, n)])
''',
    "motion": '''@cache
def motion(rho, *signs):
    return lindblad(rho)
''',
    "hops": '''def hops(N):  # the same in words: what jumps from a to b goes there, and each coherence of a loses half as much
    rate = zeros(int(N), int(N))
    for n, m in [(n, m) for n in loop(2, N) for m in loop(1, n - 1) if sigma[n] != 0]:
        a, b = (m, n) if sigma[n] > 0 else (n, m)
        rate[b - 1, b - 1] += rho[a, a]
        for k in loop(1, N):
            rate[a - 1, k - 1] -= rho[a, k]/2
            rate[k - 1, a - 1] -= rho[k, a]/2
    return kappa*rate
''',
    "resting": '''@cache
def resting(N, *signs):  # the only distribution that does not move
    columns = [lindblad(ketbra(k, k, N))/kappa for k in loop(1, N)]
    (found,) = Matrix(N, N, lambda j, k: columns[k][j, j]).nullspace()
    return found/sum(found)
''',
    "final": '''def final(I, J, N):  # of an entry of any state: the distribution at rest, and coherences that decay
    if I == J:
        return resting(N, *sigma.values())[J - 1]
    rate = lindblad(ketbra(I, J, N))[I - 1, J - 1]/kappa
    return Integer(0) if lindblad(ketbra(I, J, N)) == kappa*rate*ketbra(I, J, N) and rate < 0 else nan
''',
    "driven": '''def driven(g, omega):  # what the winner misses in the state at rest, H = g (|1><2| + |2><1|) + omega |2><2|
    rho, H = Matrix(2, 2, symbols("r:4")), Matrix([[0, g], [g, omega]])
    still = [*(lindblad(rho) - iu*(H*rho - rho*H)), trace(rho) - 1]
    return 1 - rho.subs(solve(still, [*rho]))[3 if sigma[2] > 0 else 0]
''',
    "rest": '''def rest():  # what alone does not move at N = 2 with H, and has the trace of rho(0)
    r, M = Matrix(2, 2, symbols("r:4")), Matrix([[H[1, 1], H[1, 2]], [conjugate(H[1, 2]), H[2, 2]]])
    found = solve([*(lindblad(r) - iu*(M*r - r*M)), trace(r) - rho0[1, 1] - rho0[2, 2]], [*r])
    return r.subs(found) if len(found) == 4 else nan*r
''',
    "transforms": '''def transforms(f):  # whether f is R_11, s R - rho(0) = rate of R, N = 2, with H; the others follow from it
    r = symbols("r:4")
    R, M = Matrix(2, 2, r), Matrix([[H[1, 1], H[1, 2]], [conjugate(H[1, 2]), H[2, 2]]])
    left = [row.expand() for row in (s*R - full(rho0, 2) - lindblad(R) + iu*(M*R - R*M)).subs(r[3], 1/s - r[0])]
    found = {name: -row.subs(name, 0)/row.coeff(name) for name, row in zip(r[1:3], left[1:3])}
    names = Delta, *sorted(H[1, 2].free_symbols, key=str)
    row = left[0].subs(found).subs(r[0], f).subs(rho0[2, 2], 1 - rho0[1, 1])
    return all(zero(row.subs(zip(names, at))) for at in ((0, 1, 0), (1, 2, -1)))
''',
    "beyond": '''def beyond(N, W, c=Integer(9)):  # what |c^2 (1 - rho_WW) - l| exceeds the bound by at rest, kappa = c, for one H
    rho, M = Matrix(N, N, symbols(f"r:{N*N}")), Matrix(N, N, lambda j, k: Rational(1, j + k + 1) + iu*(j - k))
    others, w = [j for j in range(N) if j != W - 1], W - 1
    still = [*(lindblad(rho).subs(kappa, c) - iu*(M*rho - rho*M)), trace(rho) - 1]
    missed = 1 - rho.subs(solve(still, [*rho]))[w, w]
    v = sum(Abs(M[j, w])**2 for j in others)
    b = sqrt(sum(Abs(M[j, k] - (M[w, w] if j == k else 0))**2 for j in others for k in others))
    l = sum(4*Abs(M[j, w])**2/(-2*lindblad(ketbra(j + 1, W, N))[j, w]/kappa) for j in others)
    return Max(0, Abs(c**2*missed - l) - 16*v/c**2*(b**2 + 2*v + 2*b*v/c))
''',
    "readings": '''def readings(N):  # which of L, L, L, L carry a dagger in Eq. (36), with L of (14), then with L^+ of (5)
    found, (rho, L) = [], (full(Table("rho"), N), jump(2, 1, N))
    for other, *daggers in tuples((0, 1), repeat=5):
        a, b, c, d = (L if dagger == other else L.T for dagger in daggers)
        wrong = a*rho*b - (rho*c*d + c*d*rho)/2 - dissipator(rho, [L])
        if all(zero(wrong.subs(sigma[2], sign)) for sign in (1, -1)):
            found.append(daggers)
    return Matrix(found)
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
}
_AT = {1: "J - 1, J - 1", 2: "I - 1, J - 1"}
_RATE = "motion(full(rho, N).as_immutable(), *sigma.values())[{}]"
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
    "thm.partial-sums": "sum(motion(full(rho, N).as_immutable(), *sigma.values())[m, m] for m in range(n))/kappa",
    "thm.spectrum": "Matrix(N, N, lambda j, k: lindblad(ketbra(k + 1, k + 1, N))[j, j]/kappa).charpoly(X).as_expr()",
    "thm.winner": "evolves({}, full(rho0, N), lambda rho: rho[W - 1, W - 1])",
    "thm.frozen-level": f"{_RATE.format(_AT[1])}/kappa",
    "thm.transfer": "lindblad(ketbra(K, K, N))[J - 1, J - 1]/kappa",
    "thm.from-the-top": f"{_RATE.format(_AT[1])}/kappa",
    "thm.linear": "zero({}*ones(N, N) - lindblad(full(rho, N) + X*full(rho0, N)) + lindblad(full(rho, N))"
    " + X*lindblad(full(rho0, N)))",
    "thm.trace": "trace(lindblad(full(rho, N)))/kappa",
    "claim.2.2-top-wins": "evolves({}, full(rho0, N) + (1 - trace(full(rho0, N)))*ketbra(1, 1, N), lambda rho: rho[N - 1, N - 1])",
    "claim.2.2-cleared": "evolves({}, full(rho0, N), lambda rho: rho[N - 1, N - 1])",
    "claim.2.2-even-spread-alone": "evolves({}, (N - 1)*ketbra(N, N, N), lambda rho: sum(rho[j, j] for j in range(N - 1))/(N - 1))",
    "eq.33.1": "evolves({}, singlet(), lambda rho: rho[0, 0], sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "eq.33.2": "evolves({}, singlet(), lambda rho: rho[1, 1], sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "eq.33.3:corrected": "evolves({}, singlet(), lambda rho: Matrix([rho[0, 1], rho[1, 0]]), sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "claim.4.4-only-suppression": "evolves({}, singlet(), lambda rho: rho, sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "claim.4.4-only-suppression-generic:corrected":
        "evolves({}, diag(p[1], p[2], p[3]), lambda rho: rho.diagonal().T, sectors(p[1], p[2], p[3]))",
    "eq.15:corrected": "hops(N) - iu*(full(H, N)*full(rho, N) - full(rho, N)*full(H, N))", "eq.36.1:corrected": "hops(N)",
    "claim.2.2-operator-count": "Integer(len({str(jump(m, k, N)) for m in loop(2, N) for k in loop(1, m - 1)}))",
    "claim.5-hidden-variables": "Integer(len(sum((jump(m, k, N) for m in loop(2, N) for k in loop(1, m - 1)), zeros(N, N))"
    ".free_symbols))",
    "thm.stationary": "resting(N, *sigma.values())[J - 1]", "claim.5-one-eigenstate": "final(I, J, N)",
    "claim.5-one-eigenstate:witness": "",  # where several states are at rest
    "claim.5-kappa-large": "driven(g, omega)",
    "claim.5-kappa-large:witness": "evolves(1 - {}, full(rho0, N), lambda rho: rho[0, 0])",  # g = omega = 0: it is at rest
    "eq.8": "rest()", "eq.9": "rest()", "claim.2.1-certain-outcome": "rest()[0, 0]**2 + rest()[1, 1]**2",
    "thm.two-level-driven": "transforms({}) :: is the quantity by its definition with two Hamiltonians, any s, kappa and rho(0)",
    "thm.wrong-weight-rest": "beyond(N, W) only if N < 4 :: is the quantity by its definition for one H and kappa",
    "claim.2.1-starts-early": "Abs(lindblad(ones(2, 2)/2)[1, 1])",
    "claim.2.2-even-spread": "evolves({}, ketbra(3, 3, N), lambda rho: rho[0, 0])",
    "eq.33.3:witness": "evolves({}, singlet(), lambda rho: rho[0, 1], sectors(q**2, 1 - q**2, 0*q, 0*q))",
    "thm.readings": "readings(2)",
    "thm.finite-commutator": "trace(full(rho, N)*full(H, N) - full(H, N)*full(rho, N))",
    "claim.4.4-others-vanish": "evolves({}, singlet(), lambda rho: Matrix(4, 4, lambda j, k: rho[j, k] if max(j, k) > 1 else 0))",
    "claim.4.4-others-vanish:witness": "evolves({}, singlet(), lambda rho: Matrix(4, 4, lambda j, k: rho[j, k]"
    " if max(j, k) > 1 or j > k else 0))",
}  # fmt: skip
