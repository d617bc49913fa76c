"""Averages over the sectors with their areas, for certificates: each sector with its own rates, in SymPy alone."""

__all__ = ["DEFINED", "HELPERS"]

HELPERS = {
    "sectors": '''def sectors(*p):  # the areas of the sectors, for the weights p_1 .. p_N
    found = [(Integer(1), {})]
    for n in range(2, len(p) + 1):
        signs = [(p[n - 1]/sum(p[:n]), 1), (sum(p[:n - 1])/sum(p[:n]), -1)] if sum(p[:n]) != 0 else [(1, 0)]
        found = [(a*b, {**s, n: Integer(sign)}) for a, s in found for b, sign in signs if b != 0]
    return found
''',
    "evolved": '''@cache
def evolved(signs, N):  # populations at the time t, made of those at 0: sums of x^r, r < N, if all (Q + r) make 0 of anything
    sigma.update(signs)
    columns = [lindblad(ketbra(k, k, N))/kappa for k in loop(1, N)]
    Q = Matrix(N, N, lambda j, k: columns[k][j, j])
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
    "alone": '''def alone(rate, I, J):  # what is left of an entry of rho that is alone, from the rate of |I><J|
    assert rate == rate[I - 1, J - 1]*ketbra(I, J, rate.rows)
    return exp(rate[I - 1, J - 1]*t)
''',
    "decay": '''def decay(I, J, N, signs):
    sigma.update(signs)
    return alone(lindblad(ketbra(I, J, N)), I, J)
''',
    "variance": '''def variance(N, form=0, mean=0):  # z.C.z less the square of the mean of z.v, v_J^2 what a sector leaves of |J>
    for area, signs in sectors(*(S[k] - S[k - 1] for k in loop(1, N))):
        kept = [0, *evolved(tuple(signs.items()), N).diagonal()]
        mean += area*sum(z[i]*sqrt(kept[i]) for i in loop(1, N))
        form += area*sum(z[i]*z[j]*(decay(i, j, N, signs) if i != j else kept[i]) for i, j in tuples(loop(1, N), repeat=2))
    return form - mean**2
''',
    "gap": '''def gap(one, other):  # s the averages of one and 1 - s those of the other, less those of their mean
    found, mixed = zeros(len(one), 1), [s*a + (1 - s)*b for a, b in zip(one, other)]
    for part, w in ((s, one), (1 - s, other), (-1, mixed)):
        sums = [simplify(mean(n, w, w)) for n in range(len(w) + 1)]
        found += part*Matrix([b - a for a, b in zip(sums, sums[1:])])
    return found
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
    "shares": '''def shares(N):  # exact weights of N levels
    return [tuple(2*Rational(w, N*(N + 1)) for w in row) for row in (range(1, N + 1), range(N, 0, -1))]
''',
    "supports": '''def supports(N):  # all states of N levels: any weights of any choice of them, zeros else
    w = symbols(f"w_1:{N + 1}", positive=True)
    return [tuple(map(prod, zip(w, bits))) for bits in tuples((0, 1), repeat=int(N)) if any(bits)]
''',
    "sign_of": '''def sign_of(f):  # for all positive symbols, if the coefficients agree; else it is refused
    if f.is_number:
        return sign(f)
    numbers = [{sign(c) for c in expand(part).as_coefficients_dict().values()} for part in together(f).as_numer_denom()]
    ((top,), (bottom,)) = numbers
    return top*bottom
''',
    "later": '''def later(f):  # at exp(kappa t) = 1 + u: any time t > 0
    return f.subs(t, log(1 + Symbol("u", positive=True))/kappa)
''',
    "rise": '''def rise(n, w):  # the sign at all times t > 0 of what rho_11 + .. + rho_nn is above its start, averaged
    return sign_of(later(mean(n, w, w)) - sum(w[:n]))
''',
    "apart": '''def apart():  # any two different probabilities, in both orders
    a, b, c = symbols("w_1:4", positive=True)
    return [(a/(a + b), (a + c)/(a + b + c)), ((a + c)/(a + b + c), a/(a + b))]
''',
    "losers": '''def losers(n, w):  # what levels above n hold that do not win, averaged
    N, found = len(w), Integer(0)
    for area, signs in sectors(*w):
        held, won = evolved(tuple(signs.items()), N)*Matrix(w), max([m for m in signs if signs[m] > 0], default=1)
        found += area*sum(held[j] for j in range(n, N) if j + 1 != won)
    return found
''',
    "pairs": '''def pairs(N):  # S_1 .. S_N of one level, and of |1> with one other
    return constant(N)[:N] + [{k: S[1] if k < K else Integer(1) for k in loop(1, N)} for K in loop(2, N)]
''',
    "late": '''def late(n, N):  # D_n: the coefficient of exp(-kappa t) in the averaged sum
    return mean(n, weights(N), weights(N)).subs(t, -log(X)/kappa).diff(X).subs(X, 0)
''',
    "gain": '''def gain(n, N):  # h_n
    return (late(n, N) - late(n - 1, N) - delta(n, 2)*(1 - S[1])*S[1])/weights(N)[n - 1]
''',
    "drifts": '''@cache
def drifts(w, r):
    """(d/d(kappa t))^k of the averaged populations at t = 0, M giving at the rate r_M p_K/S_(M-1); and what may be lost."""
    N = len(w)
    losses = [total(r[k] for k in range(N - 1) if bits[k]) for bits in tuples((0, 1), repeat=N - 1)]
    rows = [zeros(N, 1) for _ in losses]
    for area, signs in sectors(*w):
        Q = zeros(N, N)
        for M, K in [(M, K) for M in range(2, N + 1) for K in range(1, M) if signs[M]]:
            a, b = (K, M) if signs[M] > 0 else (M, K)  # from a to b
            rate = r[M - 2]*(1 if signs[M] > 0 else w[K - 1]/sum(w[:M - 1]))
            Q += rate*(ketbra(b, a, N) - ketbra(a, a, N))
        assert zero(prod([Q + loss*eye(N) for loss in losses], start=eye(N)))
        rows = [row + area*Q**k*Matrix(w) for k, row in enumerate(rows)]
    return rows, losses
''',
    "balanced": '''def balanced(f, J, w, r):
    """Whether f(t) is the averaged population of J: the same operators make 0 of both, and they start alike."""
    rows, losses = drifts(w, r)
    if not all(zero(f.diff(t, k).subs(t, 0) - kappa**k*row[J - 1]) for k, row in enumerate(rows)):
        return False
    for loss in losses:
        f = f.diff(t)/kappa + loss*f
    return zero(f)
''',
    "distances": '''def distances():
    """Of s^(1-x) from s, 1/x = 1 + u: the largest one, and half the area below |its slope|, which vanishes once."""
    s, u = symbols("s u", positive=True)
    f = s**(u/(1 + u)) - s
    (top,) = solve(f.diff(s), s)
    low, middle, high = (f.subs(s, end) for end in (0, top, 1))
    return middle, (Abs(middle - low) + Abs(high - middle))/2
''',
}
DEFINED = {
    "claim.2.1-pure-state:corrected": "prod(evolved(tuple(sigma.items()), 2)*Matrix([rho0[1, 1], rho0[2, 2]]))"
    " - rho0[1, 2]*rho0[2, 1]*decay(1, 2, 2, dict(sigma))**2",
    "thm.diffuse-remainder": "zero({} - mean(n, weights(N), weights(N)))",
    "thm.averaged-sums": "zero({} - mean(n, weights(N), weights(N)))",
    "thm.averaged-propagator": "zero({} - mean(n, [rho0[k, k] for k in loop(1, N)], weights(N)))",
    "thm.averaged-coherences": "zero({} - total(area*decay(I, J, N, signs) for area, signs in sectors(*weights(N))))",
    "thm.averaged-choi": "zero({} - variance(N) + (S[N - 1] + (S[N] - S[N - 1])*exp(-kappa*t))/S[N]*variance(N - 1))"
    " only if N < 4",
    "thm.averaged-top": "zero({} - 1 + mean(N - 1, [rho0[k, k] for k in loop(1, N)], [p[k] for k in loop(1, N)]))",
    "thm.ensembles-three-levels": "gap(*([w[1], w[2], 1 - w[1] - w[2]] for w in (p, p_prime)))",
    "thm.averaged-rates": "zero(flow(N, J) - {})",
    "thm.averaged-step": "zero({} - mean(n, weights(N), weights(N)) + S[n] + (weights(N)[-1]*exp(-kappa*t) + S[N - 1])/S[N]"
    "*(mean(n, weights(N - 1), weights(N - 1)) - S[n]))",
    "thm.averaged-constancy": "all(S.update(case) or zero({} - mean(n, weights(N), weights(N))) for case in constant(N))",
    "thm.averaged-jump": "S.update((k, Integer(0)) for k in loop(1, K)) or zero({}"
    " - mean(n, p := [X, *weights(N)[1:]], p).subs(X, 0))",
    "thm.positivity": "all(zero({}*sum(w) - sum(f)) and all(sign_of(later(x)) >= 0 for x in f) for w in supports(N)[-1:]"
    " for signs in tuples(*([(k, 1), (k, -1)] for k in range(2, N + 1))) for f in [evolved(signs, N)*Matrix(w)]) only if N < 5",
    "thm.averaged-order": "all(S.update((k, sum(w[:k])) for k in loop(1, N)) or zero({} - mean(n, w, w).subs(t, 0)) and"
    " rise(n, w) >= 0 for w in supports(N)) only if N < 5",
    "thm.averaged-order-strict": "all(S.update((k, sum(w[:k])) for k in loop(1, N)) or S[n] == 0"
    " or sign_of({}) == rise(n, w) for w in supports(N)) only if N < 5",
    "thm.averaged-order-first": "all(S.update(case) or zero({} - mean(1, weights(N), weights(N))) for case in pairs(N))",
    "thm.winner-bound": "zero({} - mean(n, weights(N), weights(N)) - losers(n, weights(N))) only if N < 5",
    "thm.top-extremum": "(N - 2)/(4*(N - 1))*(N - 1)**(-1/(N - 2)) - weights(N)[-1] + 1 - mean(N - 1, weights(N), weights(N))",
    "thm.late-drift": "late(n, N) only if N < 4", "thm.late-level": "late(n, N) - late(n - 1, N) only if N < 4",
    "thm.late-one-sign": "gain(n, N) - gain(n + 1, N) only if N < 4",
    "thm.late-margin:1": "1/(4*a) - a - 1/(4*b) + b - (b - a)*(1 - b + a)/a",
    "thm.late-margin:2": "(log(b) - (b - a)*(1 - b + a)/a).diff(b)",
    "thm.late-distance-above": "zero(({}).subs(a, 1)) and zero(({}/a).diff(a) + ((X - a)*(1 - X + a)/a).diff(X).subs(X, a))"
    " :: is 0 at a = 1 and has the slope by which finer and finer levels add to it; that this is the largest is taken over",
    "thm.weighted-average": "all(p.update(enumerate(w, 1)) or balanced({}, J, w, (1, 1, 1)) for w in supports(N)) only if N < 4",
    "thm.level-rates-free": "all(p.update(enumerate(w, 1)) or balanced({}, J, w, symbols('r_2:5')) for w in supports(N))"
    " only if N < 4",
    "thm.winner-linear:1": "rho0[I, J]*total(p[k]*alone(kappa*dissipator(ketbra(I, J, N), [ketbra(k, j, N) for j in loop(1, N)]),"
    " I, J) for k in loop(1, N))",
    "thm.winner-linear:2": "rho0[I, J]*total(p[k]*alone(kappa*dissipator(ketbra(I, J, N), [ketbra(k, j, N) for j in loop(1, N)"
    " if j != k]), I, J) for k in loop(1, N))",
    "thm.diffuse-limit": "zero({}.subs(s, 1) - 1) and zero(({}.subs(s, s*(1 - X)) - (1 - X + X*exp(-kappa*t))*{}).diff(X)"
    ".subs(X, 0))"
    " :: is 1 at s = 1 and obeys the equation of one more fine level to first order; that it is the limit is taken over",
    "thm.diffuse-distance:1": "zero(simplify(later({}) - distances()[0]))",
    "thm.diffuse-distance:2": "zero(simplify(later({}) - distances()[1]))",
    "claim.4.4-other-probabilities:witness": "all(zero({} - Abs(sign(simplify(sum(a*(evolved(((2, k),), 2)"
    "*Matrix([w, 1 - w]))[0] for a, k in ((b, -1), (1 - b, 1))).subs(t, 0) - w)))) for w, b in apart())",
    "claim.4.4-other-probabilities": "all(zero({} - Abs(sign_of(later(sum(a*(evolved(((2, k),), 2)*Matrix([w, 1 - w]))[0]"
    " for a, k in ((b, -1), (1 - b, 1)))) - w))) for w, b in apart())",
}  # fmt: skip
