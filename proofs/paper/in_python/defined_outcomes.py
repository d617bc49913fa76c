"""Areas, winners and distributions of the lambdas, for certificates: Eq. (13) solved in SymPy alone."""

__all__ = ["DEFINED", "HELPERS"]

HELPERS = {
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
    "ring": '''def ring(n):  # sigma_n by Eq. (13)
    return (S[n] - S[n - 1])*Abs(lam[n])**2 - S[n - 1]*(1 - Abs(lam[n])**2)
''',
    "prepared": '''def prepared():  # S_1 .. S_4 of the prepared state
    S.update((k, sum(singlet()[j, j] for j in range(k))) for k in loop(1, 4))
''',
    "equal": '''def equal(s):  # the levels of (26), if a singlet's spins are equal with the probability s
    return [(1 - s)/2, (1 - s)/2, s/2, s/2]
''',
    "changed": '''def changed(levels, *runs):  # the area of the lambda's with which one of two runs alone has a winner among them
    ends = [{Integer(0), Integer(1), *(sum(w[:n - 1])/sum(w[:n]) for w in runs)} for n in (2, 3, 4)]
    edges = [sorted(some, key=cmp_to_key(lambda a, b: sign_of(a - b))) for some in ends]
    area = Integer(0)
    for cell in tuples(*(zip(ends, ends[1:]) for ends in edges)):
        middle = [(n, (low + high)/2) for n, (low, high) in enumerate(cell, 2)]
        won = [max([n for n, s in middle if sign_of(s*sum(w[:n]) - sum(w[:n - 1])) > 0], default=1) in levels for w in runs]
        area += int(won[0] != won[1])*prod(high - low for low, high in cell)
    return area
''',
    "choices": '''def choices():  # exact joint probabilities at two of Bob's settings, with one p_1 + p_2
    tenths = ((1, 2, 3, 4), (2, 1, 6, 1)), ((4, 1, 3, 2), (1, 4, 4, 1)), ((1, 4, 3, 2), (3, 2, 1, 4))
    return [[tuple(Rational(k, 10) for k in row) for row in both] for both in tenths]
''',
    "both_orders": '''def both_orders(w, shared):  # <rho_11>(t) with the operators of both orders, a lambda for both or for each
    edges, mean = sorted({Integer(0), w, 1 - w, Integer(1)}, key=cmp_to_key(lambda a, b: sign_of(a - b))), Integer(0)
    cells = [((low + high)/2, high - low) for low, high in zip(edges, edges[1:])]
    for (s, one), (r, other) in tuples(cells, repeat=2):
        if shared and s != r:
            continue
        rises = sign_of(s - w) > 0, sign_of(r - 1 + w) < 0
        Q = sum((Matrix([[-1, 0], [1, 0]] if up else [[0, 1], [0, -1]]) for up in rises), zeros(2, 2))
        assert zero(Q*Q + 2*Q)
        mean += one*(1 if shared else other)*((eye(2) + Q*(1 - exp(-2*kappa*t))/2)*Matrix([w, 1 - w]))[0]
    return mean
''',
    "halves": '''def halves():  # 1/2, and any probabilities below and above it
    a, b = symbols("w_1:3", positive=True)
    return [Rational(1, 2), a/(2*a + b), (a + b)/(2*a + b)]
''',
    "circle": '''def circle(h):  # the cosine and the sine of any angle, h the tangent of its half
    return (1 - h**2)/(1 + h**2), 2*h/(1 + h**2)
''',
    "skewed": '''def skewed(J, N):  # P(|J>) over all orders, if s = |lambda_n|^2 has the density 1 + gamma_n (1 - 2s)
    found, s, slope = Integer(0), Symbol("s"), Symbol("slope")
    area = integrate(1 + slope*(1 - 2*s), s)
    for order in permutations(loop(1, N)):
        place, chance = order.index(J), Integer(1)
        for n in range(place, N):  # sigma < 0 below the threshold
            low = sum(p[k] for k in order[:n])
            below = area.subs({s: low/(low + p[order[n]]), slope: Symbol(f"gamma_{n + 1}")})
            chance *= 1 - below if n == place else below
        found += chance
    return found/factorial(N)
''',
    "distance": '''def distance(*laws):  # the greatest sum of |p(Lambda|s) - p(Lambda|s')|
    return Max(*(total(Abs(a.get(v, 0) - b.get(v, 0)) for v in {*a, *b}) for a, b in tuples(laws, repeat=2)))
''',
    "information": '''def information(w, laws):  # the sum of p(s) p(Lambda|s) log(p(Lambda|s)/p(Lambda))
    mixed = {v: total(w[s]*law.get(v, 0) for s, law in enumerate(laws)) for law in laws for v in law}
    return total(w[s]*law[v]*(log(law[v]) - log(mixed[v])) for s, law in enumerate(laws) for v in law)
''',
    "bases": '''def bases(count):  # p(Lambda|s): the lambda's in cells, whatever the setting s is, and the basis of s
    return [{(cell, s): Rational(share, 6) for cell, share in enumerate((3, 2, 1))} for s in range(count)]
''',
    "spins": '''def spins(z):  # p(O_a, O_b|s) of correlations z, z, z, -z
    return [{(a, b): (1 + a*b*e)/4 for a, b in tuples((1, -1), repeat=2)} for e in (z, z, z, -z)]
''',
}
DEFINED = {
    "thm.born": "born(K, N)",
    "claim.2.2-order": "born(K, N)",
    "claim.2.2-read-downwards": "born(K, N)",
    "eq.22:corrected": "born(K, N)", "eq.21": "born(N - 2, N)", "eq.20:corrected": "born(N - 2, N)",
    "eq.19": "born(N - 1, N)", "eq.17": "born(N - 1, N)",
    **{f"eq.18.{part}": "ring(N - 1)" for part in (1, 2, 3)},
    "eq.16": "born(N, N)", "eq.10": "above(2)", "eq.12": "above(2)", "claim.2.1-other-outcome": "below(2)",
    "claim.2.2-others": "below(N)", "claim.2.2-sum-divides:corrected": "above(N - 1)",
    "claim.2.2-sum-divides-smaller:corrected": "below(N - 1)",
    "claim.2.2-permutations-in-one-law:1": "all(p.update({1: w, 2: 1 - w}) or zero({} - both_orders(w, True))"
    " for w in halves())",
    "claim.2.2-permutations-in-one-law:2": "all(p.update({1: w, 2: 1 - w}) or zero({} - both_orders(w, False))"
    " for w in halves())",
    "claim.4.1-not-fulfilled": "zero({} - sign(distance(bases(2)[0], {k: w/3 for k, w in bases(2)[0].items()}"
    " | {k: 2*w/3 for k, w in bases(2)[1].items()})))",
    "claim.4.1-lambda-causality": "all(zero({} - sign_of(changed((1, 4), equal(a), equal(b)))) for a, b in apart())",
    "claim.4.3-only-settings": "S.update({1: 1 - p[2], 2: Integer(1)}) or zero({} - total(a*above(2) for a in symbols('w_1:3'))"
    "/total(symbols('w_1:3')))",
    "claim.4.3-settings-alone:corrected": "zero({}.subs(at := dict(zip((c, s, b_1, b_2), circle(Symbol('g'))"
    " + circle(Symbol('h'))))) - (S.update({1: ((b_1*c + b_2*s)**2).subs(at), 2: Integer(1)}) or above(2)))",
    "eq.30.1": "prepared() or zero({} - ring(2))", "eq.30.2": "prepared() or zero({} - ring(3))",
    "eq.30.3": "prepared() or zero({} - ring(4))",
    "claim.4.1-sigma-function": "S.update((k, total(p_prime[j] for j in loop(1, k))) for k in loop(0, N)) or zero({} - ring(K))",
    "claim.4.4-never-positive": "prepared() or zero({} - Max(0, *(lam.update({K: a}) or ring(K)"
    " for a in (Integer(0), Integer(1)))))",
    "claim.4.4-unreachable": "prepared() or zero({} - born(J, N))",
    "eq.32.1": "prepared() or zero({} - below(2))", "eq.32.2": "prepared() or zero({} - above(2))",
    "claim.5-experiments": "S.update((k, sum(equal(s)[:k])) for k in loop(1, 4)) or zero({} - born(1, 4) - born(2, 4))",
    **dict.fromkeys(
        ("thm.law-forced", "claim.6-not-uniform"),
        "S.update((k, product(a[j] for j in loop(k + 1, N))) for k in loop(1, N)) or zero({} - S[1])"
        " and all(zero(below(j) - a[j]) for j in loop(2, N))",
    ),
    **dict.fromkeys(
        ("thm.skew-hidden", "claim.6-not-uniform-orders:corrected"),
        "zero({} - skewed(J, N)) only if N < 4",
    ),
    "thm.fixed-lambda-change": "all(p.update(enumerate(w, 1)) or p_prime.update(enumerate(a, 1)) or zero({}"
    " - changed((1, 3), w, a)) for w, a in choices())"
    " :: is the quantity by its definition at three pairs of states of exact numbers",
    "thm.frozen-lambdas": "all(zero({}.subs({s: a, gap0: b - a}) - changed((1, 2), equal(a), equal(b))) for a, b in apart()[:1])",
    "claim.6-slow-variables": "changed((1, 2), equal((2 - sqrt(2))/4), equal((2 + sqrt(2))/4))",
    "thm.dependence-of-basis": "distance(*bases(4))",
    "thm.information-of-basis": "all(w.update(enumerate(a, 1)) or zero({} - information(a, bases(4))) for a in shares(4))"
    " :: is the quantity by its definition at two choices of exact numbers w_s",
    "thm.dependence-of-outcomes:1": "distance(*spins(z))",
    "thm.dependence-of-outcomes:2": "information([Rational(1, 4)]*4, spins(z))",
    "thm.local-bound": "all(zero({} - (a*c + a*d + b*c - b*d)**2) for a, b, c, d in tuples((1, -1), repeat=4))",
}  # fmt: skip
