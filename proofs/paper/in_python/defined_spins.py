"""Two spins, their states and signals, and the path to a surface, for certificates in SymPy alone."""

__all__ = ["DEFINED", "HELPERS"]

HELPERS = {
    "singlet": '''def singlet():  # Eq. (28)
    return Matrix(4, 4, lambda i, j: [[q**2, -q*sqrt(1 - q**2)], [-q*sqrt(1 - q**2), 1 - q**2]][i][j] if i < 2 > j else 0)
''',
    "arrows": '''def arrows(first, second):  # spins of the levels 1 and 2 by Eq. (26), corrected, averaged; 3, 4 stay empty
    weights = [q**2, 1 - q**2, 0*q, 0*q]
    sums = [mean(n, weights, weights) for n in range(5)]
    assert zero(sums[4] - sums[2])
    return sums[1]*first + (sums[2] - sums[1])*second
''',
    "pair": '''def pair():  # Eq. (27) by its spins: rows are up and down of A, columns of B
    return Matrix([[0, q], [-sqrt(1 - q**2), 0]])
''',
    "amplitudes": '''def amplitudes(state):  # of (up, up), (up, down), (down, up), (down, down)
    return [state.subs({up_A: i, down_A: 1 - i, up_B: j, down_B: 1 - j}) for i, j in tuples((1, 0), repeat=2)]
''',
    "spin_state": '''def spin_state(rho, up, down):
    return rho[0, 0]*up + rho[1, 1]*down + X*rho[0, 1] + X*rho[1, 0]
''',
    "total_spin": '''def total_spin(psi):  # <S^2>: the squared lengths of what the three components of the spins make of a real psi
    axes = Matrix([[0, 1], [1, 0]])/2, Matrix([[0, -1], [1, 0]])*iu/2, Matrix([[1, 0], [0, -1]])/2
    made = [s*psi + psi*s.T for s in axes]
    return total(trace(row.T.subs(iu, -iu)*row) for row in made)
''',
    "signal": '''def signal(*down):  # how much Alice's other outcome is changed: Bob's spin is down and measured along x or along z
    seen, up = [], [k for k in range(1, 5) if k not in down]
    for born in ((Rational(1, 2), Rational(1, 2)), (Integer(1), Integer(0))):
        w = tuple(dict(zip(down, born)).get(k, Integer(0)) for k in range(1, 5))
        seen.append(sum(mean(k, w, w) - mean(k - 1, w, w) for k in up))
    return seen[0] - seen[1]
''',
    "marginal": '''def marginal(p, *up):  # her averaged marginal, up in these levels
    w = [p[k] for k in range(1, 5)]
    return sum(mean(k, w, w) - mean(k - 1, w, w) for k in up)
''',
    "mixture": '''def mixture():  # the mean over the orders of the levels, of which she is up in 1 and 2
    ways = [(order.index(1), order.index(2), [p[k] for k in order]) for order in permutations(range(1, 5))]
    return sum(mean(k + 1, w, w) - mean(k, w, w) for *up, w in ways for k in up)/24
''',
    "mixed": '''def mixed():  # over all orders: those of the other two levels do not matter
    return sum(signal(j, k) for j, k in tuples(range(1, 5), repeat=2) if j != k)/12
''',
    "alice": '''def alice(n, s, bob):  # her averaged marginal: up with the probability s in 1..n, and Bob's probabilities
    w = [s*b for b in bob] + [(1 - s)*b for b in bob]
    return mean(n, w, w)
''',
    "tried": '''def tried(row, x, h, *angles):  # three correlations less the last at exp(-kappa t) = x; "s": the outcomes agree
    (c, s), found = circle(h), Integer(0)
    for i, j in tuples((0, 1), repeat=2):
        (d, e), (f, g) = circle(angles[i]), circle(angles[2 + j])
        both = {"s": [(c*d*f + s*e*g)**2, (c*e*g + s*d*f)**2], "d": [(c*d*g - s*e*f)**2, (c*e*f - s*d*g)**2]}
        w = tuple(both[kind].pop(0) for kind in row)
        found += sum((-1)**(i*j + (k == "d"))*(mean(n + 1, w, w) - mean(n, w, w)) for n, k in enumerate(row))
    return found.subs(t, -log(x)/kappa)
''',
    "peak": '''def peak():  # of a state and four angles, by the tangents of quarters of angles
    parts = 413180809175123982, -542813548235551415, -79035975868897386, -296332925185491660, -853506319276790753
    return tried("ssdd", Rational(273181711605384075, 10**18), *(Rational(part, 10**18) for part in parts))
''',
    "highest": '''def highest(*rows):  # the greatest mean over the rows, of states near the greatest by Born's rule, at three times
    near = [[Rational(v + k*(j - 2), 20) for j, v in enumerate((8, -2, 6, 2, -6))] for k in range(3)]
    times = Rational(1, 10), Rational(1, 4), Rational(3, 4)
    return max(sum(tried(row, x, *state) for row in rows)/len(rows) for state in near for x in times)
''',
    "nearest": '''def nearest(found, d, facts):
    """Whether the end is on the sphere, and the other points c + R w of it are farther, by R d |w - e|^2 in the square."""
    e, w = Matrix([e_x, e_y, e_z]), Matrix([w_x, w_y, w_z])
    way, rest = found[:3, :]*Delta_t, R*w - d*e
    farther = rest.dot(rest) - way.dot(way) - R*d*(w - e).dot(w - e)
    return zero(found[3]) and zero((d*e + way).dot(d*e + way) - R**2, *facts) and zero(farther, *facts)
''',
}
_HELD = "is what Born's rule has for the singlet at t = 0, and not exceeded by three states at three times, by the definitions"
_PAIRS = "is the quantity by its definition at three pairs of states of exact numbers and any time"
DEFINED = {
    "thm.alice-singlet": "marginal(dict(enumerate(((1 - s)/2, (1 - s)/2, s/2, s/2), 1)), 2, 4)",
    "eq.34": "zero({} - arrows(up_A_up_A, down_A_down_A))", "eq.35": "zero({} - arrows(down_B_down_B, up_B_up_B))",
    "eq.34:witness": "zero({} - arrows(down_A_down_A, up_A_up_A))",  # with (26) as it is printed
    "eq.35:witness": "zero({} - arrows(up_B_up_B, down_B_down_B))",
    "eq.26:corrected": "zero(Matrix(amplitudes(q*{}[0] - sqrt(1 - q**2)*{}[1])) - Matrix([*pair().reshape(4, 1)]))"
    " and [amplitudes({}[k]) for k in (2, 3)] == [[0, 0, 0, 1], [1, 0, 0, 0]]",
    "eq.27": "zero(Matrix(amplitudes({})) - pair().reshape(4, 1))",
    "claim.3-second-setting:corrected": "Matrix([a_1**2 + a_2**2, (Matrix([[a_1, a_2]])*Matrix([c, s]))[0]**2])",
    "claim.3-second-setting:witness": "zero({} - sign(simplify((a_1**2 + a_2**2 - (a_1*c + a_2*s)**2 - (a_2*c - a_1*s)**2)"
    ".subs(dict(zip((c, s), circle(Symbol('h'))))))))",
    "claim.4.4-singlet:corrected": "total_spin(pair())",
    "claim.4.4-weights:1": "singlet()[0, 0]", "claim.4.4-weights:2": "singlet()[2, 2]", "claim.4.4-weights:3": "singlet()[3, 3]",
    "claim.4.4-second-square:corrected": "singlet()[1, 1]", "claim.4.4-second-square:witness": "pair()[1, 0]",
    "claim.4.4-quantum-result:1": "spin_state(pair()*pair().T, up_A_up_A, down_A_down_A)",
    "claim.4.4-quantum-result:2": "spin_state(pair().T*pair(), up_B_up_B, down_B_down_B)",
    "thm.averaged-reduced-states:1": "zero({} - arrows(up_A_up_A, down_A_down_A))",
    "thm.averaged-reduced-states:2": "zero({} - arrows(down_B_down_B, up_B_up_B))",
    "thm.signal-bound-grouped": "all(p.update(enumerate(w, 1)) or p_prime.update(enumerate(a, 1)) or zero({} - sqrt(3)/18"
    f" + marginal(p, 1, 2) - marginal(p_prime, 1, 2)) for w, a in choices()) :: {_PAIRS}",
    "thm.signal-bound-alternating": "all(p.update(zip((1, 3, 2, 4), w)) or p_prime.update(zip((1, 3, 2, 4), a)) or zero({}"
    f" - sqrt(3)/18 + marginal(p, 1, 3) - marginal(p_prime, 1, 3)) for w, a in choices()) :: {_PAIRS}",
    "thm.signal-bound-mixture": "all(p.update(enumerate(w, 1)) or zero({} - (p[3] + p[4])*exp(-kappa*t)*(1 - exp(-kappa*t))"
    "*(5 + 3*exp(-kappa*t))/24 - p[1] - p[2] + mixture()) for both in choices() for w in both)"
    " :: is the quantity by its definition at six states of exact numbers and any time",
    "thm.signal-of-two-outcomes": "all(p.update({k: a*int(k == i) + (1 - a)*int(k == j) for k in loop(1, 4)})"
    " or zero({} - mixture()) for a in symbols('a:1') for i, j in tuples(range(1, 5), repeat=2) if i < j)",
    "thm.signal-of-product:1": "signal(3, 4)", "thm.signal-of-product:2": "signal(2, 4)", "thm.signal-of-product:3": "signal(1, 4)",
    "thm.signal-of-product:4": "mixed()",
    "thm.signal-time:1": "sqrt(3)/18 - signal(3, 4)", "thm.signal-time:2": "Rational(50, 729) - mixed()",
    "thm.signal-many-levels:1": "all(zero({}.subs(w, a) - alice(n, a/(1 + a), [Integer(k == 1) for k in loop(1, n)]))"
    " for a in (Integer(1), Rational(1, 3))) only if N == 2*n and n < 3"
    " :: is the quantity by its definition at the numbers w = 1, 1/3",
    "thm.signal-many-levels:2": "all(zero({}.subs(w, a) - alice(n, a/(1 + a), [1/n for k in loop(1, n)]))"
    " for a in (Integer(1), Rational(1, 3))) only if N == 2*n and n < 3"
    " :: is the quantity by its definition at the numbers w = 1, 1/3",
    "thm.signal-geometric": "all(zero({}.subs(gap0, a) - alice(n, a**n, [(1 - a)*a**(n - k)/(1 - a**n) for k in loop(1, n)]))"
    " for a in (Rational(1, 2), Rational(2, 3))) only if N == 2*n and n < 3"
    " :: is the quantity by its definition at the numbers r = 1/2, 1/3",
    "thm.chsh-peak": "Rational(int(10**20*peak()), 10**20)",
    "thm.chsh-orders:1": f"zero({{}} - 4*cos(pi/4)) and highest('dssd') < {{}} > highest('sdds') :: {_HELD}",
    "thm.chsh-orders:2": f"zero({{}} - 4*cos(pi/4)) and highest('dsds') < {{}} > highest('sdsd') :: {_HELD}",
    "thm.chsh-orders:3": "zero({} - 4*cos(pi/4)) and highest('ddss', 'dsds', 'dssd', 'sdds', 'sdsd', 'ssdd') < {}"
    f" :: {_HELD}",
    "thm.chsh-one-sided": f"zero({{}} - 4*cos(pi/4)) and highest('ddss') < {{}} :: {_HELD}",
    "claim.3.1-integrated": "zero({}.diff(Symbol('t'))) and zero(Matrix([x_1x, x_1y, x_1z]) + {}*Delta_t"
    " - Matrix([y_x, y_y, y_z]))",
    "claim.3.1-cannot-be-applied:corrected": "all(3 - Matrix([[0, -c, b], [c, 0, -a], [-b, a, 0], [a, b, c]]).rank() == {}"
    " for a, b, c in ((1, 2, 3), (0, 0, 1), (2, -1, 0))) :: is the quantity by its definition at three normals of exact numbers",
    "claim.3.1-final:witness": "",  # all points of the sphere are nearest there
    "claim.3.1-final": "nearest({}, positive(d), facts)",
}  # fmt: skip
