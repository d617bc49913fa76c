r"""A note on the averaged model: the order of its theorems, why each is true in a few words, and the prose between them.

What a theorem says, and its formulas, stand in the ledger. Here `[Hall]` names a source and `thm.born` an entry; how a text is
broken into lines has no meaning.
"""

from bornproof.proofs.ledger.article import Article, Part, Plate, Quoted, Theorem
from bornproof.proofs.paper.reference import PAPER_REFERENCE

__all__ = ["NOTE"]

MODEL = Part(
    "The model, and conventions",
    (
        r"""
        The model of [paper] gives a measured system of $N$ levels a hidden variable for each level above the first, a point
        $\lambda_M$ of the unit disk, all independent and uniform. With $p_J = |\alpha_J|^2$, $S_n = p_1 + \dots + p_n$, and the
        step $\theta$, which is 0 at 0, the signs of the $\sigma_M$ decide which operators act, and the density matrix of one
        run obeys an equation of Lindblad's form [GKS] [Lindblad]:
        """,
        Quoted("eq.13"),
        Quoted("eq.14"),
        Quoted("eq.15"),
        r"""
        The last is given as it must read: the daggers of the printed one reverse the collapse. A tuple of signs is a sector.
        Its winner is the largest $K$ with $\sigma_K > 0$, or 1. In a run the winner's level fills (thm.winner), and the winner
        is $|K\rangle$ with Born's probability $p_K$ (thm.born). We ask what the model does between: a bar is the average over
        the hidden variables, time enters as $\kappa t$, and $x$ is short for $e^{-\kappa t}$. There is no Hamiltonian but in
        Section 8. For one state, in one order of the basis, (33) of [paper] finds that the averaged populations do not move.
        """,
        """
        Numbers such as (33) are those of [paper]; (T1) belongs to Theorem 1. Each theorem is an entry of a ledger, by the name
        in brackets. Its statement and its formulas are taken from there, where a program derives them step by step from the
        equations above, for a symbolic number of levels where nothing else is said, and compares them with a brute-force
        evolution that shares no code with the derivation. Where Coq is named, a theorem of that name in the proof assistant
        states the same, for every number of levels. What follows a theorem as its proof is the idea of it.
        """,
    ),
)

CLOSED_FORM = Part(
    "A closed form",
    (
        Theorem(
            "thm.partial-sums",
            r"""
            Sum the rate equations of the populations (thm.components-diagonal). An operator between levels of the sum moves
            nothing out of it: what is left is fed by the levels above with $\sigma_M < 0$, each of which gives to all $n$
            levels alike, and drained by those with $\sigma_M > 0$.
            """,
        ),
        Theorem(
            "thm.mean-factor",
            r"$\sigma_M > 0$ has the probability $p_M/S_M$, for $|\lambda_M|^2$ is uniform and the threshold is $S_{M-1}/S_M$.",
        ),
        Theorem(
            "thm.averaged-sums",
            r"""
            Let $c$ be the number of levels above $n$ with $\sigma_M > 0$, and $D$ the population of the others above $n$. By
            thm.partial-sums $D$ decays at the rate $(n + c)\kappa$ and the sum obeys a linear equation with $D$ as its source,
            which is solved by $x^c$ times the start and $1 - x^n$ times $D(0)$. The average is a product over independent
            levels: each factor is a mean of thm.mean-factor, but that of the level from which $D$ comes.
            """,
        ),
        """
        The same from populations that do not belong to the hidden variables is thm.averaged-propagator. One time point takes
        $O(N)$ operations for all levels, and all polynomials in $x$ take $O(N^2)$.
        """,
        Plate(("populations", "universal")),
        Theorem(
            "thm.leading-zeros",
            r"""
            If $S_K = 0$, then $\sigma_M = 0$ for $M \leq K$ in every run, and by (14) the operators of these levels vanish:
            what comes down to them comes in equal shares, and stays so.
            """,
        ),
        Theorem(
            "thm.averaged-coherences",
            """
            In a sector a coherence decays by one exponential (thm.coherences), whose exponent is a sum over levels. The levels
            are independent, so that the mean is a product. Levels between $I$ and $J$ drain $I$ alone, and those above drain
            both.
            """,
        ),
        """
        The average is a continuous function of the state where the state contains one of the first $n+1$ levels, and jumps
        elsewhere, but at basis states (thm.averaged-jump): a weight on an empty first level, however small, changes what
        becomes of those that decay.
        """,
    ),
)

ORDER = Part(
    "The order of the levels: when (33) holds",
    (
        Theorem(
            "thm.averaged-step",
            r"""
            Take the last level out of the sum and the product of thm.averaged-sums. What remains telescopes to a product, less
            1. Neither that nor $x - x^n$ is negative for $0 \leq x \leq 1$.
            """,
        ),
        Theorem(
            "thm.averaged-order",
            """
            Add up thm.averaged-step from the level $n$, where nothing is exceeded, to $N$. Leading zeros are thm.leading-zeros,
            and at $t = 0$ the sum is $S_n$.
            """,
        ),
        "So the average has only one direction: away from Born's rule towards lower levels, and back.",
        Theorem(
            "thm.averaged-constancy",
            r"""
            The condition makes every term of thm.averaged-step vanish. Without it there is a level $M \geq 3$ with $p_M > 0$
            above a contained one, and thm.averaged-order-strict says that the sum up to $M - 1$ exceeds Born's at every $t >
            0$.
            """,
        ),
        """
        This is exactly when (33) holds. The state of the paper's example is one of the levels 1 and 2 in the order of (26), and
        in another order it is not one. Even the first level moves if it is contained with two others
        (thm.averaged-order-first). A generic state of three levels moves, as claim.4.4-only-suppression-generic finds.
        """,
        Theorem(
            "thm.winner-bound",
            """
            $S_n$ is the probability of a winner up to $n$. In a run with such a winner all populations are counted, and in
            others what the winner misses, $(1 - p_W)x$ by thm.winner. Average over $W$.
            """,
        ),
        Theorem(
            "thm.top-extremum",
            """
            The defect is $p_N(1 - p_N)(x - x^{N-1})$. Complete the square in $p_N$, and compare $x - x^{N-1}$ with what it is
            at $y$, where it is greatest: the difference has a double root there, and its other factor has no negative
            coefficient.
            """,
        ),
    ),
)

MANY_LEVELS = Part(
    "Many levels, early and late",
    (
        Theorem(
            "thm.diffuse-limit",
            """
            With the small terms set apart (thm.diffuse-remainder) the averaged sum differs from $s^{1-x}(1 - x^n(1 - s))$ by at
            most $d(1-s)/s$ at every time, where $d$ is the largest $p_M$ above $n$; the product is between two powers of $s$.
            Where $d$ goes to 0 at fixed $s$, $n$ grows, and $x^n$ vanishes.
            """,
        ),
        Theorem(
            "thm.early-layer",
            r"""
            At $\kappa t = \tau/N$ the product still is 1 but $x^n$ is $e^{-s\tau}$. The form of the last proof, which holds at
            all times, is uniform: it contains this layer and the limit, which the uniform state approaches as $1/N$
            (thm.diffuse-correction).
            """,
        ),
        Theorem(
            "thm.diffuse-distance",
            """
            The difference is concave in $s$ with one maximum, at $s = (1-x)^{1/x}$. A density that crosses 1 once has its total
            variation equal to the largest difference of the distribution functions.
            """,
            (0,),
        ),
        Theorem(
            "thm.mean-distance",
            """
            In a run the distance is $(1 - p_W)x$ (thm.collapse-rate), and $W$ has the probability $p_W$. The triangle
            inequality gives the rest. By thm.diffuse-distance no bound $cx$ with $c < 1$ holds for all states and times.
            """,
        ),
        Theorem(
            "thm.late-drift",
            "Expand thm.averaged-sums at $x = 0$. At $n = 1$ there is a term more, for $x^n$ is then of the first order.",
        ),
        Theorem(
            "thm.late-distance",
            r"""
            In thm.late-drift a level from $a$ to $b$ adds a function of $a$ and $b$ that never exceeds the fall of $\phi$,
            $\phi(a) - \phi(b)$ (thm.late-margin); add up over the levels. Equality needs $b = 1/2$ or $b \to a$.
            """,
        ),
        r"""
        For $a \geq 1/2$ the supremum is $-a\log a$ (thm.late-distance-above). By thm.late-level and thm.late-one-sign the total
        variation at late times is the largest $D_n$: the sharp constant is that of thm.late-distance, and the diffuse state,
        with $1/e$, is not the worst.
        """,
    ),
)

MAP = Part(
    "The averaged map",
    (
        """
        For a given state the average is a mixture of completely positive maps that keep the trace, by (15) or by
        thm.kept-population. But its weights depend on the state that was prepared.
        """,
        Theorem(
            "thm.averaged-choi",
            r"""
            In a sector $|I\rangle\langle J|$ is multiplied by $v_I v_J$. The form is the square of the mean of the sum of $z_J v_J$
            and its variance, and a variance is the mean of that for either sign of $\sigma_N$ and the variance of both means.
            """,
        ),
        Theorem(
            "thm.averaged-top",
            r"""
            The top level is fed at the rate $\kappa$ by all that is missing if $\sigma_N > 0$, and otherwise decays into the $N
            - 1$ levels below.
            """,
        ),
        Theorem("thm.no-semigroup", "Put thm.averaged-top into itself, with the same weights $p$, and subtract."),
        Theorem(
            "thm.ensembles",
            """
            The drift of the top level is $p_N(1-p_N)$ times a function of time: concave in $p_N$. An ensemble with random
            phases of two states has the density matrix of one of their mean.
            """,
        ),
        "At $N = 3$ that is at most 1/16 (thm.ensembles-bound, a sum of squares).",
        Plate(("simplex", "chsh")),
        Theorem(
            "thm.not-p-divisible",
            """
            The averaged populations are a matrix $A(t)$ times the prepared ones; $A'A^{-1}$ has this entry. With $p_1 = 0$ its
            numerator is $-(1-x)p_2 p_3 x$, and it is continuous in $p_1$.
            """,
        ),
        "At $N = 2$ the averaged map is a semigroup for given weights (thm.two-levels-semigroup).",
    ),
)

OBSERVERS = Part(
    "Two observers: signals and CHSH",
    (
        r"""
        Alice and Bob measure a spin each of a pair in a pure state; $p_1, \dots, p_4$ are Born's probabilities of the four
        joint outcomes at their settings. As $\kappa t \to \infty$ her outcomes have Born's probabilities, and nobody can
        signal. Before, the order of the basis matters: whether the two levels in which her spin is up are 1, 2 (or 3, 4), 1, 3
        (or 2, 4), or 1, 4 (or 2, 3).
        """,
        Plate(("marginal", "levels")),
        Theorem("thm.alice-marginal", "These are sums and differences of thm.averaged-sums at $N = 4$."),
        "For the singlet, with Bob's angle: thm.alice-singlet.",
        Theorem(
            "thm.signal-bound-grouped",
            r"""
            Write what is left to the bound by thm.alice-marginal for both settings, with Born's marginal $p_1 + p_2$ in common,
            put $p_4 = 1 - S_3$: in the sum above every factor is a square or not
            negative. Its first term is $\sqrt{3}/18 - x(1 - x^2)/4$. In the other orders it is the same
            (thm.signal-bound-alternating), where $S_2 = 0$ by continuity (thm.averaged-limit-of-pair).
            """,
        ),
        Theorem(
            "thm.signal-of-product",
            """
            If Alice's spin is certain, two of the four levels are empty. Put the two states of Bob's, certain and even, into
            thm.averaged-sums and thm.leading-zeros and subtract; average over the 24 orders.
            """,
        ),
        Theorem(
            "thm.signal-time",
            r"A cubic with a double root is a square times a linear factor that is positive for $x \geq 0$.",
        ),
        """
        In the mixture over all orders this is the maximum over all states and settings, too: thm.signal-bound-mixture bounds
        the deviation from Born's rule on either side, and where two joint outcomes occur at most it is
        thm.signal-of-two-outcomes. So a sum over the orders makes the signal weaker and does not remove it,
        and no entanglement is needed.
        """,
        Theorem(
            "thm.signal-geometric",
            """
            With $p_M = r S_M$ the product and the sum are geometric. With $r = 1/m^2$, $n = m^4$ and $1 - x = 1/m^3$
            Bernoulli's inequality gives a limit of 1, while a certain outcome of Bob's (thm.signal-many-levels) gives one of 0.
            """,
        ),
        "At late times her outcome in a given run still depends on his setting:",
        Theorem(
            "thm.fixed-lambda-change-grouped",
            r"""
            Her spin is up where $|\lambda_4|^2 \leq S_3$ and $|\lambda_3|^2 \leq S_2/S_3$: for each setting a rectangle of the
            area $S_2$, which both have by Born's rule. What two of them share is the product of the smaller sides.
            """,
        ),
        "For the other order there is a formula for any two settings (thm.fixed-lambda-change). Finally CHSH [CHSH]:",
        Theorem(
            "thm.chsh",
            """
            The four joint probabilities at each pair of settings go into thm.averaged-sums. The bracket of the first is linear
            in $x$ and changes its sign once; those of the others do not.
            """,
        ),
        r"""
        Between this time and infinity the average exceeds Tsirelson's bound [Tsirelson] by a little, in
        one kind of order, 4 of the 24. Over all pure states, settings and times $|\overline{C}|$ is at most 2.8517254... in 8
        orders, with a little less than maximal entanglement, and $2\sqrt2$ in the other 16 and in the mixture (thm.chsh-orders).
        The entry thm.chsh-peak shows a strict local maximum; that it is the greatest is shown by enclosures of all other states,
        settings and times, in the tests of the package, and by thm.chsh-one-sided for the other sign.
        The local bound, 2, is thm.local-bound. The model exceeds it as its hidden variables depend on the settings: those of
        [paper] know everything of them (thm.dependence-of-basis), the outcomes alone, which serve as well, know less
        (thm.dependence-of-outcomes), and this is the least that is needed, in the greatest $L_1$ distance and in bits:
        """,
        Theorem(
            "thm.least-dependence",
            """
            Each of the 16 strategies fails one pair of settings or three. Those that fail one reach both values; that no model
            stays below is weak duality, of a linear program (thm.least-distance-bound) and of a convex one
            (thm.least-information-bound).
            """,
        ),
        """
        The first value is known from [Hall], where 14 per cent of measurement independence are given up for all settings; one
        bit between Alice's setting and the hidden variables is enough for these if Bob's are free [Barrett].
        """,
    ),
)

LAWS = Part(
    "Which laws of the hidden variables give Born's rule",
    (
        Theorem(
            "thm.law-forced",
            r"""
            $|1\rangle$ wins if $|\lambda_M|^2 \leq S_{M-1}/S_M$ for every $M$: the probability of that is the joint
            distribution function at thresholds that can be chosen at will, and their product is $p_1$.
            """,
        ),
        """
        If one averages over the orders of the basis as well, as [paper] proposes, other laws do it, too: for two levels those
        with a density that is 1 plus an odd function about 1/2 (thm.skew-two-levels), and for more levels these:
        """,
        Theorem(
            "thm.skew-three-levels",
            r"""
            $C_{IJ} = -C_{JI} = F_{IJ} - F_{JI} - 2p_I - D_I + 2p_J + D_J$, where $D_K$ is the probability of $\sigma_3 < 0$
            with $|K\rangle$ on top, and $F_{IJ}$ that of $\sigma_2 < 0$ and $\sigma_3 < 0$ in the order $I$, $J$, $K$. Sum the
            areas of an outcome over the orders.
            """,
            (0,),
        ),
        """
        For $N$ levels such a formula has $N - 1$ brackets, as thm.skew-four-levels has: Born's rule needs that the $C_{IJ}$ are a
        flow without sources, a sum of flows round triangles with an alternating function of three probabilities for each.
        """,
        Theorem(
            "thm.skew-top",
            r"""
            $(1 - p_K)(1 + m_K)$ is the distribution function of $|\lambda_N|^2$ at $1 - p_K$. Each level in turn is on top: it
            wins with the rest of that to 1, and otherwise Born's rule holds among the others.
            """,
        ),
        Theorem(
            "thm.skew-hidden",
            r"""
            The distribution function is $u + \gamma_n u(1-u)$, so that $m_K = \gamma_n p_K$: use thm.skew-top level by level.
            """,
        ),
        """
        In one order such a skew makes itself felt: Alice's final marginal depends on Bob's setting (thm.skew-signals), and CHSH
        is above Tsirelson's bound.
        """,
        Theorem(
            "thm.skew-chsh",
            r"""
            Put thm.skew-correlations at the four pairs of settings together. The bound is met at $\gamma = 0$; the coefficient
            of $\gamma$ is greater than that of its square.
            """,
        ),
        """
        Correlations can be stronger still for a subset: lambdas that stay as they are between the four measurements differ in
        their outcomes for a share that thm.frozen-lambdas gives.
        """,
    ),
)

HAMILTONIAN = Part(
    "A Hamiltonian",
    (
        Theorem(
            "thm.winner-unmoved",
            r"No operator moves $|W\rangle\langle W|$ in its sector; the commutator does unless $|W\rangle$ is an eigenvector.",
        ),
        Theorem(
            "thm.driven-square",
            r"""
            The winner gains at the rate $\kappa$ what it misses (thm.driven-winner). Write the coherences with it as squares:
            what is left over is of the second order in $H/\kappa$.
            """,
        ),
        Theorem(
            "thm.winner-damping",
            r"No operator that acts above $W$ or on it leaves $|W\rangle$; those that leave $|J\rangle$ are counted.",
        ),
        Theorem(
            "thm.wrong-weight",
            r"""
            By thm.driven-square the deviation is of the second order. Then a coherence of the winner follows $H_{JW}$, damped
            at $\Gamma_J\kappa/2$, and feeds the population back.
            """,
        ),
        Theorem(
            "thm.wrong-weight-rest",
            r"""
            Insert the equations of the stationary state (thm.wrong-weight-exact) into themselves once more: what is left is
            products of $v$, $b$ and the root of what the winner misses, which thm.driven-square bounds.
            """,
        ),
        r"""
        So (8) and (9) of [paper] hold if and only if the winner's state is an eigenstate of $H$, and otherwise up to the square
        of $H/\kappa$. Two levels are known at all times (thm.two-level-driven). The rate of the energy is thm.energy-rate. There
        is an exact repair:
        """,
        Theorem(
            "thm.moving-operators",
            "Insert; $U$ moves the operators as it moves the state, and the commutator cancels. Coherences: (2) of the entry.",
            (0,),
        ),
    ),
)

REPAIRS = Part(
    "Repairs, and a no-go",
    (
        """
        Can the rates be changed such that the averaged populations stay as they are, as quantum mechanics has it without $H$?
        """,
        Theorem(
            "thm.no-state-independent-rates",
            """
            By thm.averaged-rates for states of two levels $K < M$: the average of a third level grows at first at a
            sum of terms none of which is negative, so that each must vanish; the rate of $M$ (2 of the entry) leaves
            one rate for each pair, and all but those of 1 and 2 are excluded.
            """,
            (0,),
        ),
        "With rates that depend on the state it can be done:",
        Theorem(
            "thm.weighted-average",
            r"""
            What $|N\rangle$ gives is in the proportions of $p_1, \dots, p_{N-1}$, and it takes from all alike: whatever the
            sign of $\sigma_N$, the levels below keep these proportions on the average, by induction, and the mean over
            $\sigma_N$ keeps their total.
            """,
        ),
        """
        The weight is forced (thm.weights-forced); a rate for each level is free (thm.level-rates-free), and no more than that:
        """,
        Theorem(
            "thm.level-rates-forced",
            """
            The first derivative vanishes by the choice of the way back. The second one is a variance, which vanishes only if
            the rates are equal.
            """,
        ),
        """
        Operators that know the winner $W$ alone can do better. They must feed the winner alone (thm.winner-alone-is-fed), with
        symmetric rates (thm.winner-rates):
        """,
        Theorem(
            "thm.winner-populations",
            "In runs that $W$ wins, every other level decays to it by one exponential; average over $W$.",
        ),
        Theorem(
            "thm.winner-linear",
            r"""
            The factor of a coherence is a mean over $W$ (thm.winner-coherences); with one rate for all, $|W\rangle\langle W|$
            included, it does not depend on the state.
            """,
            (0,),
        ),
        """
        With these operators the averaged model is quantum mechanics with pure dephasing. Joint outcomes have their quantum
        probabilities at all times, nobody can signal, and CHSH has its quantum value.
        """,
    ),
)

OPEN = Part(
    "What is open",
    (
        r"""
        None of the following is proved, and none is an entry; the evidence is in proofs/CONJECTURES.md. (a) The largest
        signal to a spin from $n$ levels at a fixed $n$. (b) The next order of thm.wrong-weight. (c) A Hamiltonian that depends on
        time.
        """,
    ),
)

NOTE = Article(
    "What an average over hidden variables does at finite times",
    """
    A local, deterministic model of the collapse of the wave function [paper] has Born's rule for its outcomes, and for one
    state of two spins its average over the hidden variables is constant at all times. We give the average in closed form for
    every number of levels, state and time. Averaged populations move to lower levels and come back; they are constant for
    states of the first two levels and basis states alone. For many levels they follow one universal function. At finite times
    the average is not linear in the prepared state, a partner's setting can be seen from afar, and CHSH exceeds Tsirelson's
    bound; at late times all of this is gone. We say which other laws of the hidden variables give Born's rule, what a
    Hamiltonian changes, and which changes of the operators make the average quantum mechanical at all times.
    """,
    (MODEL, CLOSED_FORM, ORDER, MANY_LEVELS, MAP, OBSERVERS, LAWS, HAMILTONIAN, REPAIRS, OPEN),
    {
        "paper": f"{PAPER_REFERENCE}.",
        "GKS": "V. Gorini, A. Kossakowski and E. C. G. Sudarshan, J. Math. Phys. 17, 821 (1976).",
        "Lindblad": "G. Lindblad, Commun. Math. Phys. 48, 119 (1976).",
        "CHSH": "J. F. Clauser, M. A. Horne, A. Shimony and R. A. Holt, Phys. Rev. Lett. 23, 880 (1969).",
        "Tsirelson": "B. S. Cirel'son, Lett. Math. Phys. 4, 93 (1980).",
        "Hall": "M. J. W. Hall, Phys. Rev. Lett. 105, 250404 (2010), arXiv:1007.5518.",
        "Barrett": "J. Barrett and N. Gisin, Phys. Rev. Lett. 106, 100406 (2011), arXiv:1008.3612.",
    },
)
