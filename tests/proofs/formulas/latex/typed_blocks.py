r"""Blocks as physicists type them, in other styles than the printer's, and what they say.

All were written before the reader had read one of them.
"""

# ruff: noqa: E501  (lines as authors type them)
# fmt: off

from bornproof.proofs.formulas.events import Each, P, rate
from bornproof.proofs.paper.claims.section_2_1 import Psi_star, braket, ket
from bornproof.symbolic.notation.core import (
    I,
    J,
    K,
    M,
    N,
    S,
    alpha,
    beta,
    delta,
    kappa,
    lam,
    p,
    q,
    rho,
    rho0,
    sigma,
    t,
    t_d,
    t_p,
    theta,
    x,
)
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from sympy import Abs, Function, ImmutableMatrix, IndexedBase, Piecewise, Product, Rational, Sum, adjoint, conjugate, exp, sqrt
from sympy import I as i

__all__ = ["BLOCKS", "NAMES"]

Lambda = IndexedBase("Lambda")
a_1, a_2 = Function("a_1"), Function("a_2")
NAMES = (
    I, J, K, M, N, q, kappa, t, t_d, t_p, S[1], alpha[1], beta[1], lam[1], p[1], rho[1, 1], rho0[1, 1], sigma[1], h[1, 2], Lambda[1, 2],
    L, hamiltonian, ketbra, state, ket, braket, Psi_star, a_1, a_2,
)  # fmt: skip
half = Rational(1, 2)
W = Abs(alpha[I]) ** 2
G = exp(-kappa * t)
DECAY = L(K, M) * state * adjoint(L(K, M)) - half * (state * adjoint(L(K, M)) * L(K, M) + adjoint(L(K, M)) * L(K, M) * state)

BLOCKS = (
    (r"""\rho_{12}(t) = - q \sqrt{1-q^2} \, \mathrm{e}^{-\kappa t / 2}""", (rho[1, 2], -q * sqrt(1 - q**2) * exp(-kappa * t / 2))),
    (r"""\rho_{12}(t)=-q\left(1-q^{2}\right)^{1/2}\exp\left(-\frac{\kappa t}{2}\right).""", (rho[1, 2], -q * sqrt(1 - q**2) * exp(-kappa * t / 2))),
    (
        r"""
\begin{equation}
\label{eq:rho11}
  \rho_{11}(t) = \Theta(\sigma_2)\, q^2 e^{-\kappa t} + \Theta(-\sigma_2)\left[ 1 - (1-q^2) e^{-\kappa t} \right] ,
\end{equation}""",
        (rho[1, 1], theta(sigma[2]) * q**2 * G + theta(-sigma[2]) * (1 - (1 - q**2) * G)),
    ),
    (
        r"""\begin{align*}
\dot\rho_{11} &= \kappa\,\theta(-\sigma_2)\,\rho_{22} - \kappa\,\theta(\sigma_2)\,\rho_{11}, \\
\dot\rho_{22} &= \kappa\,\theta(\sigma_2)\,\rho_{11} - \kappa\,\theta(-\sigma_2)\,\rho_{22} .
\end{align*}""",
        (
            rate(rho[1, 1]), kappa * theta(-sigma[2]) * rho[2, 2] - kappa * theta(sigma[2]) * rho[1, 1],
            rate(rho[2, 2]), kappa * theta(sigma[2]) * rho[1, 1] - kappa * theta(-sigma[2]) * rho[2, 2],
        ),
    ),
    (
        r"""\frac{d\rho}{dt} = -i\,[H,\rho] + \kappa \sum_{K>M=1}^{N} \Bigl( L_{KM}\rho L_{KM}^{\dagger} - \tfrac12 \bigl\{ \rho, L_{KM}^{\dagger}L_{KM} \bigr\} \Bigr)""",
        (rate(state), -i * (hamiltonian * state - state * hamiltonian) + kappa * Sum(DECAY, (M, 1, K - 1), (K, 2, N))),
    ),
    (
        r"""\frac{\mathrm{d}\hat\rho(t)}{\mathrm{d}t} = -\mathrm{i}\left[\hat H,\hat\rho(t)\right]
  + \kappa\sum_{K=2}^{N}\sum_{M=1}^{K-1}\left(\hat L_{KM}\hat\rho(t)\hat L^\dagger_{KM}-\frac{1}{2}\left\{\hat\rho(t),\hat L^\dagger_{KM}\hat L_{KM}\right\}\right)""",
        (rate(state), -i * (hamiltonian * state - state * hamiltonian) + kappa * Sum(DECAY, (M, 1, K - 1), (K, 2, N))),
    ),
    (
        r"""\partial_t \rho = -i [H, \rho] + \kappa \sum_{1 \leq M < K \leq N} \left( L_{KM} \rho L_{KM}^\dag - \frac{1}{2} \{ L_{KM}^\dag L_{KM}, \rho \} \right)""",
        (rate(state), -i * (hamiltonian * state - state * hamiltonian) + kappa * Sum(DECAY, (M, 1, K - 1), (K, 2, N))),
    ),
    (r"""L_{NM} := \theta(\sigma_N)\ket{N}\bra{M} + \theta(-\sigma_N)\ket{M}\bra{N}""", (L(N, M), theta(sigma[N]) * ketbra(N, M) + theta(-sigma[N]) * ketbra(M, N))),
    (r"""L_{21}^\dagger \coloneqq \theta(\sigma_2) \, |1\rangle\!\langle 2| + \theta(-\sigma_2) \, |2\rangle\!\langle 1|""", (adjoint(L(2, 1)), theta(sigma[2]) * ketbra(1, 2) + theta(-sigma[2]) * ketbra(2, 1))),
    (r"""L_{21} \equiv \theta(\sigma_2)\dyad{2}{1}+\theta(-\sigma_2)\ketbra{1}{2}""", (L(2, 1), theta(sigma[2]) * ketbra(2, 1) + theta(-sigma[2]) * ketbra(1, 2))),
    (r"""\sigma_2 = \abs{\lambda_2\beta_2}^2 - \left(1-\abs{\lambda_2}^2\right)\abs{\beta_1}^2""", (sigma[2], Abs(lam[2] * beta[2]) ** 2 - (1 - Abs(lam[2]) ** 2) * Abs(beta[1]) ** 2)),
    (r"""\sigma_N = \lvert \beta_N \lambda_N \rvert^2 - \sum_{I=1}^{N-1} \lvert\beta_I\rvert^2 \bigl( 1 - \lvert\lambda_N\rvert^2 \bigr)""", (sigma[N], Abs(beta[N] * lam[N]) ** 2 - Sum(Abs(beta[I]) ** 2 * (1 - Abs(lam[N]) ** 2), (I, 1, N - 1)))),
    (r"""\sigma_N=|\lambda_N|^2\sum_{i=1}^{N}|\alpha_i|^2-\sum_{i=1}^{N-1}|\alpha_i|^2""", (sigma[N], Abs(lam[N]) ** 2 * Sum(W, (I, 1, N)) - Sum(W, (I, 1, N - 1)))),
    (r"""\alpha_I=\langle I|\Psi^*(t_d)\rangle""", (alpha[I], braket(I, Psi_star(t_d)))),
    (r"""\alpha_I := \braket{I|\Psi^{*}(t_{\mathrm d})}""", (alpha[I], braket(I, Psi_star(t_d)))),
    (r"""\left| \alpha_1 \right|^2 + \left| \alpha_2 \right|^2 = 1""", (Abs(alpha[1]) ** 2 + Abs(alpha[2]) ** 2, 1)),
    (r"""\alpha_1^*\alpha_1 + \overline{\alpha_2}\,\alpha_2 = 1""", (conjugate(alpha[1]) * alpha[1] + conjugate(alpha[2]) * alpha[2], 1)),
    (r"""\bar\alpha_2 \alpha_1""", (conjugate(alpha[2]) * alpha[1],)),
    (r"""P(\sigma_N<0 \wedge \sigma_{N-1}>0) = P(\sigma_N<0)\,P(\sigma_{N-1}>0)""", (P(sigma[N] < 0, sigma[N - 1] > 0), P(sigma[N] < 0) * P(sigma[N - 1] > 0))),
    (r"""P\left(\sigma_N < 0 \land \ldots \land \sigma_{K+1} < 0 \land \sigma_K > 0\right)""", (P(Each(sigma[J] < 0, J, K + 1, N), sigma[K] > 0),)),
    (r"""P(\sigma_{N}<0\wedge\cdots\wedge\sigma_{K+1}<0\wedge\sigma_{K}>0)=\lvert\alpha_K\rvert^2""", (P(Each(sigma[J] < 0, J, K + 1, N), sigma[K] > 0), Abs(alpha[K]) ** 2)),
    (
        r"""\left(1-|\alpha_N|^2\right) \prod_{J=K+1}^{N-1}\left(1-\frac{|\alpha_J|^2}{\sum_{I=1}^J|\alpha_I|^2}\right)\left(\frac{|\alpha_K|^2}{\sum_{I=1}^K|\alpha_I|^2}\right) = |\alpha_K|^2 .""",
        (
            (1 - Abs(alpha[N]) ** 2) * Product(1 - Abs(alpha[J]) ** 2 / Sum(W, (I, 1, J)), (J, K + 1, N - 1)) * Abs(alpha[K]) ** 2 / Sum(W, (I, 1, K)),
            Abs(alpha[K]) ** 2,
        ),
    ),
    (
        r"""\begin{align}
|\lambda_2\alpha_2|^2 &> (1-|\lambda_2|^2)|\alpha_1|^2 \nonumber\\
\Leftrightarrow |\lambda_2\alpha_2|^2 &> (1-|\lambda_2|^2)(1-|\alpha_2|^2) \nonumber \\
\Leftrightarrow |\lambda_2|^2 &> 1-|\alpha_2|^2~. \label{cond}
\end{align}""",
        (
            Abs(lam[2] * alpha[2]) ** 2, (1 - Abs(lam[2]) ** 2) * Abs(alpha[1]) ** 2,
            Abs(lam[2] * alpha[2]) ** 2, (1 - Abs(lam[2]) ** 2) * (1 - Abs(alpha[2]) ** 2),
            Abs(lam[2]) ** 2, 1 - Abs(alpha[2]) ** 2,
        ),
    ),
    (r"""\sigma_2=|\lambda_2|^2-q^2\,,\quad \sigma_3=|\lambda_3|^2-1\,,\quad \sigma_4=|\lambda_4|^2-1\,.""", (sigma[2], Abs(lam[2]) ** 2 - q**2, sigma[3], Abs(lam[3]) ** 2 - 1, sigma[4], Abs(lam[4]) ** 2 - 1)),
    (r"""\rho(0) = q^2|1\rangle\langle1| + (1-q^2)|2\rangle\langle2| - q\sqrt{1-q^2}\,\bigl(|1\rangle\langle2|+|2\rangle\langle1|\bigr)""", None),
    (
        r"""q^2 \ket{1}\!\bra{1} + (1-q^2) \ket{2}\!\bra{2} - q \sqrt{1-q^2} \left( \ket{1}\!\bra{2} + \ket{2}\!\bra{1} \right)""",
        (q**2 * ketbra(1, 1) + (1 - q**2) * ketbra(2, 2) - q * sqrt(1 - q**2) * (ketbra(1, 2) + ketbra(2, 1)),),
    ),
    (r"""\rho = \begin{pmatrix} 0 & 0 \\ 0 & 1 \end{pmatrix}""", (state, ImmutableMatrix([[0, 0], [0, 1]]))),
    (r"""\left( \begin{array}{cc} 1 & 0 \\ 0 & 0 \end{array} \right)""", (ImmutableMatrix([[1, 0], [0, 0]]),)),
    (r"""\begin{bmatrix} \rho_{11}(0) & \rho_{12}(0)e^{-\kappa t/2} \\ \rho_{21}(0)e^{-\kappa t/2} & \rho_{22}(0) \\ \end{bmatrix}""", (ImmutableMatrix([[rho0[1, 1], rho0[1, 2] * exp(-kappa * t / 2)], [rho0[2, 1] * exp(-kappa * t / 2), rho0[2, 2]]]),)),
    (r"""\rho_{44}(t) = \rho_{44}(0)\, e^{-3\kappa t}\,, \tag{52}""", (rho[4, 4], rho0[4, 4] * exp(-3 * kappa * t))),
    (r"""\rho_{33}(t) = - \rho_{44}^{(0)} \mathrm e^{-3\kappa t} + \left( \rho_{33}^{(0)} + \rho_{44}^{(0)} \right) \mathrm e^{-2\kappa t}""", (rho[3, 3], -rho0[4, 4] * exp(-3 * kappa * t) + (rho0[3, 3] + rho0[4, 4]) * exp(-2 * kappa * t))),
    (r"""\rho_{IJ}(t)=\rho_{IJ}(0)e^{-\frac{\kappa}{2}\Lambda_{IJ}t}""", (rho[I, J], rho0[I, J] * exp(-kappa / 2 * Lambda[I, J] * t))),
    (r"""\rho_{IJ}(t) = \rho_{IJ}(0) \exp\!\left[ -\tfrac{1}{2} \kappa \Lambda_{IJ} t \right]""", (rho[I, J], rho0[I, J] * exp(-kappa / 2 * Lambda[I, J] * t))),
    (r"""\partial_t\rho_{IJ}(t) = -\frac\kappa2 \Lambda_{IJ}\rho_{IJ}(t)""", (rate(rho[I, J]), -kappa / 2 * Lambda[I, J] * rho[I, J])),
    (r"""\frac{\partial\rho_{IJ}}{\partial t} = -\kappa\Lambda_{IJ}\rho_{IJ}/2""", (rate(rho[I, J]), -kappa * Lambda[I, J] * rho[I, J] / 2)),
    (
        r"""\begin{multline}
\Lambda_{IJ} = (1-\delta_{J4}) \sum_{M=J+1}^4 \theta(\sigma_M) + (1-\delta_{I4})\sum_{M=I+1}^4 \theta(\sigma_M) \\
 + (1-\delta_{J1})(J-1)\theta(-\sigma_J) + (1-\delta_{I1})(I-1)\theta(-\sigma_I)
\end{multline}""",
        (
            Lambda[I, J],
            (1 - delta(J, 4)) * Sum(theta(sigma[M]), (M, J + 1, 4)) + (1 - delta(I, 4)) * Sum(theta(sigma[M]), (M, I + 1, 4))
            + (1 - delta(J, 1)) * (J - 1) * theta(-sigma[J]) + (1 - delta(I, 1)) * (I - 1) * theta(-sigma[I]),
        ),
    ),
    (
        r"""\begin{split}
\partial_t\rho_{22}(t)/\kappa &= \theta(\sigma_2)\rho_{11}(t) - \big(\theta(-\sigma_2)+\theta(\sigma_3)+\theta(\sigma_4)\big)\rho_{22}(t) \\
&\quad + \theta(-\sigma_3)\rho_{33}(t)+\theta(-\sigma_4)\rho_{44}(t)
\end{split}""",
        (
            rate(rho[2, 2]) / kappa,
            theta(sigma[2]) * rho[1, 1] - (theta(-sigma[2]) + theta(sigma[3]) + theta(sigma[4])) * rho[2, 2]
            + theta(-sigma[3]) * rho[3, 3] + theta(-sigma[4]) * rho[4, 4],
        ),
    ),
    (
        r"""\kappa\sum\limits_{M>K=1}^4\Bigg[\theta(\sigma_M)\bigg(\delta_{IM}\delta_{MJ}\rho_{KK}-\frac12\delta_{KJ}\rho_{IK}-\frac12\delta_{IK}\rho_{KJ}\bigg)
% second half
+\theta(-\sigma_M)\bigg(\delta_{IK}\delta_{KJ}\rho_{MM}-\frac12\rho_{IM}\delta_{MJ}-\frac12\delta_{IM}\rho_{MJ}\bigg)\Bigg]""",
        (
            kappa * Sum(
                theta(sigma[M]) * (delta(I, M) * delta(M, J) * rho[K, K] - half * delta(K, J) * rho[I, K] - half * delta(I, K) * rho[K, J])
                + theta(-sigma[M]) * (delta(I, K) * delta(K, J) * rho[M, M] - half * rho[I, M] * delta(M, J) - half * delta(I, M) * rho[M, J]),
                (K, 1, M - 1), (M, 2, 4),
            ),
        ),
    ),
    (
        r"""(1-\delta_{J1})\left[\theta(\sigma_J)\sum_{K=1}^{J-1}\rho_{KK}(t)-\theta(-\sigma_J)\rho_{JJ}(t)(J-1)\right]
+(1-\delta_{J4})\sum_{M=J+1}^4\left[\theta(-\sigma_M)\rho_{MM}(t)-\theta(\sigma_M)\rho_{JJ}(t)\right]""",
        (
            (1 - delta(J, 1)) * (theta(sigma[J]) * Sum(rho[K, K], (K, 1, J - 1)) - theta(-sigma[J]) * rho[J, J] * (J - 1))
            + (1 - delta(J, 4)) * Sum(theta(-sigma[M]) * rho[M, M] - theta(sigma[M]) * rho[J, J], (M, J + 1, 4)),
        ),
    ),
    (r"""\rho_{11}(t) = \begin{cases} q^2 e^{-\kappa t} & \text{if } \sigma_2 > 0, \\ 1 - (1-q^2)e^{-\kappa t} & \text{otherwise.} \end{cases}""", (rho[1, 1], Piecewise((q**2 * G, sigma[2] > 0), (1 - (1 - q**2) * G, True)))),
    (r"""\rho_{22}\to 1""", None),
    (r"""\frac{|\alpha_{N-1}|^2}{\sum_{i=1}^{N-1}|\alpha_i|^2}\left(1-|\alpha_N|^2\right)=|\alpha_{N-1}|^2""", (Abs(alpha[N - 1]) ** 2 / Sum(W, (I, 1, N - 1)) * (1 - Abs(alpha[N]) ** 2), Abs(alpha[N - 1]) ** 2)),
    (r"""|\alpha_{N-1}|^2/\sum_{i=1}^{N-1}|\alpha_i|^2""", (Abs(alpha[N - 1]) ** 2 / Sum(W, (I, 1, N - 1)),)),
    (r"""1-\frac{|\alpha_2|^2}{S_2} = \frac{S_1}{S_2}""", (1 - Abs(alpha[2]) ** 2 / S[2], S[1] / S[2])),
    (r"""\sum_{M=2}^4\sum_{K=1}^{M-1} \theta(\sigma_M) \delta_{JM}\rho_{KK} = \sum_{K=1}^{3} \sum_{M=K+1}^{4} \theta(\sigma_M) \delta_{JM} \rho_{KK}""", (Sum(theta(sigma[M]) * delta(J, M) * rho[K, K], (K, 1, M - 1), (M, 2, 4)), Sum(theta(sigma[M]) * delta(J, M) * rho[K, K], (M, K + 1, 4), (K, 1, 3)))),
    (r"""\rho_{IJ}(t) := \langle I | \rho(t) | J \rangle""", (rho[I, J], rho[I, J])),
    (r"""\rho_{I\,J} = \mel{I}{\rho}{J}""", (rho[I, J], rho[I, J])),
    (r"""\rho_{10,10}(0) + \rho_{1,12}(0) + \rho_{N,N-1}(0)""", (rho0[10, 10] + rho0[1, 12] + rho0[N, N - 1],)),
    (r"""\delta_{J,K+1}\,\delta_{I,1}""", (delta(J, K + 1) * delta(I, 1),)),
    (r"""{\rho}_{12} {e}^{\kappa {t}} x^12""", None),
    (r"""q^12 \kappa""", (q * 2 * kappa,)),
    (r"""\frac12q^2+\frac1{2}\kappa t+\frac{1}2 q""", (q**2 / 2 + kappa * t / 2 + q / 2,)),
    (r"""a_1(t)\ket{1}+a_2(t)\ket{2}""", (a_1(t) * ket(1) + a_2(t) * ket(2),)),
    (r"""\left|\Psi^*(t)\right\rangle = \exp\left(-iH\left(t-t_p\right)\right)\left|1\right\rangle""", (ket(Psi_star(t)), exp(-i * hamiltonian * (t - t_p)) * ket(1))),
    (r"""|\lambda_{N-1}|^2 \frac{|\alpha_{N-1}|^2}{\sum_{I=1}^{N-1} |\alpha_I|^2} > \left(1 - |\lambda_{N-1}|^2\right)\left(1 - \frac{|\alpha_{N-1}|^2}{\sum_{I=1}^{N-1} |\alpha_I|^2}\right)""", (Abs(lam[N - 1]) ** 2 * Abs(alpha[N - 1]) ** 2 / Sum(W, (I, 1, N - 1)), (1 - Abs(lam[N - 1]) ** 2) * (1 - Abs(alpha[N - 1]) ** 2 / Sum(W, (I, 1, N - 1))))),
    (r"""[L_{21},[H,\rho]]""", (L(2, 1) * (hamiltonian * state - state * hamiltonian) - (hamiltonian * state - state * hamiltonian) * L(2, 1),)),
    (r"""\comm{H}{\rho} + \acomm{H}{\rho}""", (hamiltonian * state - state * hamiltonian + hamiltonian * state + state * hamiltonian,)),
    (r"""\ket{K}\bra{M}\rho\ket{M}\bra{K}-\frac12\left\{\rho,\ket{M}\bra{M}\right\}""", (ketbra(K, M) * state * ketbra(M, K) - half * (state * ketbra(M, M) + ketbra(M, M) * state),)),
    (r"""|K\rangle\langle M|\,\rho\,|M\rangle\langle K|""", (ketbra(K, M) * state * ketbra(M, K),)),
    (r"""\frac{4|H_{12}|^2}{\kappa^2+4(H_{11}-H_{22})^2+8|H_{12}|^2}""", (4 * Abs(h[1, 2]) ** 2 / (kappa**2 + 4 * (h[1, 1] - h[2, 2]) ** 2 + 8 * Abs(h[1, 2]) ** 2),)),
    (r"""\left(p_1+p_2\right)^{-1}\cdot p_2\times p_3""", (p[2] * p[3] / (p[1] + p[2]),)),
    (r"""\sqrt[3]{q}\,\sqrt q + \sqrt2""", (q ** Rational(1, 3) * sqrt(q) + sqrt(2),)),
    (r"""\displaystyle -i\sum_{n=1}^{N}\left(H_{In}\rho_{nJ}(t)-\rho_{In}(t)H_{nJ}\right)""", (-i * Sum(h[I, K] * rho[K, J] - rho[I, K] * h[K, J], (K, 1, N)),)),
    (r"""$$ \rho_{11}(t) + \rho_{22}(t) = 1 \qquad \text{for } \sigma_2 \neq 0 $$""", (rho[1, 1] + rho[2, 2], 1)),
    (
        r"""\begin{eqnarray}
\rho_{11}(t) &=& \theta(\sigma_2)\rho_{11}(0)e^{-\kappa t}+\theta(-\sigma_2)\left(\rho_{11}(0)+\rho_{22}(0)\left(1-e^{-\kappa t}\right)\right)\,,\\
\rho_{22}(t) &=& \theta(\sigma_2)\left(\rho_{22}(0)+\rho_{11}(0)\left(1-e^{-\kappa t}\right)\right)+\theta(-\sigma_2)\rho_{22}(0)e^{-\kappa t}\,.
\end{eqnarray}""",
        (
            rho[1, 1], theta(sigma[2]) * rho0[1, 1] * x + theta(-sigma[2]) * (rho0[1, 1] + rho0[2, 2] * (1 - x)),
            rho[2, 2], theta(sigma[2]) * (rho0[2, 2] + rho0[1, 1] * (1 - x)) + theta(-sigma[2]) * rho0[2, 2] * x,
        ),
    ),
    (r"""\begin{equation}\begin{aligned} \rho_{11}(t) &= (1-q^2)q^2e^{-\kappa t}+q^2\left(1-(1-q^2)e^{-\kappa t}\right) \\ &= q^2 \end{aligned}\end{equation}""", (rho[1, 1], (1 - q**2) * q**2 * G + q**2 * (1 - (1 - q**2) * G), q**2)),
    (r"""p_I \ge 0 \,,\; 0\le q\le 1""", (p[I], 0, 0, q, 1)),
    (r"""\kappa\!\left\{1-0.25\,\mathrm{e}^{-2\kappa t}\right\}""", (kappa * (1 - exp(-2 * kappa * t) / 4),)),
    (r"""-\frac{1}{2}\Bigl[ (1-\delta_{J4})\sum_{M=J+1}^4\theta(\sigma_M) + (1-\delta_{I,4})\sum_{M=I+1}^4\theta(\sigma_M) \Bigr]\rho_{IJ}(t)""", (-half * ((1 - delta(J, 4)) * Sum(theta(sigma[M]), (M, J + 1, 4)) + (1 - delta(I, 4)) * Sum(theta(sigma[M]), (M, I + 1, 4))) * rho[I, J],)),
)
