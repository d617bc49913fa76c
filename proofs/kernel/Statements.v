(** Everything that is claimed, in one file: the definitions, and each theorem's statement.

    Nothing is proved here, and no proof can change what is written here: the file rests on the
    libraries of Coq and Coquelicot and is compiled first, alone, under a root of its own. The theories
    prove each statement under its name. Numbers and order are the paper's; levels are 1, ..., N; rates
    are in units of kappa; x / 0 is some number, so that 0 / 0 is 0. *)

From Coq Require Import Reals List.
From Coquelicot Require Import Coquelicot.
Import ListNotations.
Open Scope R_scope.

(** * Definitions *)

(** [sum a b f] is f a + f (a+1) + ... + f b, and 0 when b < a; [csum] is the same in C. *)
Definition sum (a b : nat) (f : nat -> R) : R := fold_right Rplus 0 (map f (seq a (S b - a))).
Definition csum (a b : nat) (f : nat -> C) : C := fold_right Cplus 0 (map f (seq a (S b - a))).

(** [product a b f] is f a * f (a+1) * ... * f b, and 1 when b < a. *)
Definition product (a b : nat) (f : nat -> R) : R := fold_right Rmult 1 (map f (seq a (S b - a))).

(** The sum over the list of all pairs of levels M > K: the left side of (38). *)
Definition sum_greater (N : nat) (f : nat -> nat -> C) : C :=
  fold_right Cplus 0 (map (fun MK => f (fst MK) (snd MK))
    (filter (fun MK => Nat.ltb (snd MK) (fst MK)) (list_prod (seq 1 N) (seq 1 N)))).

(** Kronecker's delta, and Heaviside's function with theta(0) = 0 as below (7). *)
Definition delta (i j : nat) : R := if Nat.eqb i j then 1 else 0.
Definition theta (x : R) : R := if Rlt_dec 0 x then 1 else 0.

(** A complex function of time that has the derivative l at 0, from the right; and one that tends to l as t
    grows without bound. *)
Definition right_derivative (f : R -> C) (l : C) : Prop :=
  filterlim (fun t : R => (Re (f t) - Re (f 0)) / t) (at_right 0) (locally (Re l))
  /\ filterlim (fun t : R => (Im (f t) - Im (f 0)) / t) (at_right 0) (locally (Im l)).
Definition tends_to (f : R -> C) (l : C) : Prop :=
  is_lim (fun t : R => Re (f t)) p_infty (Re l) /\ is_lim (fun t : R => Im (f t)) p_infty (Im l).

(** ** Matrices: functions of two indices, of which 1, ..., N are read *)

Definition matrix := nat -> nat -> C.
Definition mmul (N : nat) (A B : matrix) : matrix := fun i j => csum 1 N (fun k => Cmult (A i k) (B k j)).
Definition madd (A B : matrix) : matrix := fun i j => Cplus (A i j) (B i j).
Definition msub (A B : matrix) : matrix := fun i j => Cminus (A i j) (B i j).
Definition mscale (x : R) (A : matrix) : matrix := fun i j => Cmult (RtoC x) (A i j).
Definition adjoint (A : matrix) : matrix := fun i j => Cconj (A j i).
Definition anticommutator (N : nat) (A B : matrix) : matrix := madd (mmul N A B) (mmul N B A).

(** |a><b|, and the sum of the matrices [F K M] over N >= K > M >= 1. *)
Definition ketbra (a b : nat) : matrix := fun i j => RtoC (delta i a * delta j b).
Definition sum_pairs (N : nat) (F : nat -> nat -> matrix) : matrix :=
  fun i j => csum 2 N (fun K => csum 1 (K - 1) (fun M => F K M i j)).

(** ** The master equation *)

(** (14): L_KM, for K > M. *)
Definition jump (sigma : nat -> R) (K M : nat) : matrix :=
  madd (mscale (theta (sigma K)) (ketbra K M)) (mscale (theta (- sigma K)) (ketbra M K)).

(** One term in Lindblad's form: L rho L^+ - {L^+ L, rho} / 2. *)
Definition lindblad (N : nat) (L rho : matrix) : matrix := msub (mmul N (mmul N L rho) (adjoint L))
  (mscale (/ 2) (anticommutator N (mmul N (adjoint L) L) rho)).

(** (15) with its daggers put right and H = 0, in units of kappa. *)
Definition generator (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun K M => lindblad N (jump sigma K M) rho).

(** (15) with any Hamiltonian H, which is Hermitian. *)
Definition law (N : nat) (kappa : R) (H : matrix) (sigma : nat -> R) (rho : matrix) : matrix := fun I J =>
  Cplus (Cmult (Copp Ci) (msub (mmul N H rho) (mmul N rho H) I J)) (Cmult kappa (generator N sigma rho I J)).
Definition hermitian (N : nat) (A : matrix) : Prop :=
  forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> A I J = adjoint A I J.

(** [rho t] solves it from t = 0 on, entry by entry: with H = 0, and with any H. *)
Definition evolution (N : nat) (kappa : R) (sigma : nat -> R) (rho : R -> matrix) : Prop :=
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  is_derive (fun x : R => Re (rho x I J)) t (kappa * Re (generator N sigma (rho t) I J)) /\
  is_derive (fun x : R => Im (rho x I J)) t (kappa * Im (generator N sigma (rho t) I J)).
Definition evolution_under (N : nat) (kappa : R) (H : matrix) (sigma : nat -> R) (rho : R -> matrix) : Prop :=
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  is_derive (fun x : R => Re (rho x I J)) t (Re (law N kappa H sigma (rho t) I J)) /\
  is_derive (fun x : R => Im (rho x I J)) t (Im (law N kappa H sigma (rho t) I J)).

(** One term with its daggers as printed, A rho A - {rho, A A} / 2, and the sums of (4), (15):
    A is the adjoint of (14)'s operator, or, if (5) is read as it stands, that operator. *)
Definition printed_term (N : nat) (A rho : matrix) : matrix :=
  msub (mmul N (mmul N A rho) A) (mscale (/ 2) (anticommutator N rho (mmul N A A))).
Definition printed_generator (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun K M => printed_term N (adjoint (jump sigma K M)) rho).
Definition printed_generator_with_5 (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun K M => printed_term N (jump sigma K M) rho).

(** The two lines of (36) for N levels, in units of kappa; the first with its daggers put right. *)
Definition first_line_of_36 (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun M K =>
    msub (mmul N (mmul N (jump sigma M K) rho) (adjoint (jump sigma M K)))
         (mscale (/ 2) (anticommutator N rho (mmul N (adjoint (jump sigma M K)) (jump sigma M K))))).
Definition second_line_of_36 (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun M K =>
    madd (mscale (theta (sigma M)) (msub (mmul N (mmul N (ketbra M K) rho) (ketbra K M))
                                         (mscale (/ 2) (anticommutator N rho (ketbra K K)))))
         (mscale (theta (- sigma M)) (msub (mmul N (mmul N (ketbra K M) rho) (ketbra M K))
                                           (mscale (/ 2) (anticommutator N rho (ketbra M M)))))).

(** (46) for N levels. *)
Definition Lambda (N : nat) (sigma : nat -> R) (I J : nat) : R :=
  ((1 - delta J N) * sum (J + 1) N (fun M => theta (sigma M))
   + (1 - delta I N) * sum (I + 1) N (fun M => theta (sigma M)))
  + ((1 - delta J 1) * (INR J - 1) * theta (- sigma J)
     + (1 - delta I 1) * (INR I - 1) * theta (- sigma I)).

(** ** Sectors: the signs of sigma_2, ..., sigma_N, [true] where sigma_K > 0 *)

Definition signs := nat -> bool.
Definition in_sector (N : nat) (s : signs) (sigma : nat -> R) : Prop :=
  forall K, (2 <= K <= N)%nat -> if s K then 0 < sigma K else sigma K < 0.

(** theta(sigma_K) as a number; theta(-sigma_K) is [1 - rb (s K)]. *)
Definition rb (b : bool) : R := if b then 1 else 0.

(** The right-hand side of (39) for N levels in a sector. *)
Definition population_rate (N : nat) (s : signs) (p : nat -> R) (J : nat) : R :=
  (if Nat.leb 2 J then rb (s J) * sum 1 (J - 1) p - (1 - rb (s J)) * INR (J - 1) * p J else 0)
  + sum (J + 1) N (fun M => (1 - rb (s M)) * p M - rb (s M) * p J).

(** [p J t] solves (39) in the sector s from t = 0 on; it starts from the populations p0. *)
Definition solution (N : nat) (s : signs) (kappa : R) (p : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t ->
  is_derive (p J) t (kappa * population_rate N s (fun K => p K t) J).
Definition starts_at (N : nat) (p0 : nat -> R) (p : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> p J 0 = p0 J.

(** The winner: the largest K in 2..N with sigma_K > 0, and 1 if there is none. *)
Fixpoint winner (s : signs) (N : nat) : nat :=
  match N with
  | S (S _ as n) => if s N then N else winner s n
  | _ => 1%nat
  end.

(** ** Hidden variables *)

(** |z|^2, and sigma_n of (6) and (13) for p_I = |beta_I|^2 and l2 = |lambda_n|^2. *)
Definition norm2 (z : C) : R := fst z * fst z + snd z * snd z.
Definition sigma_n (p : nat -> R) (n : nat) (l2 : R) : R := p n * l2 - sum 1 (n - 1) (fun I => p I * (1 - l2)).

(** (13) as printed, with beta_I = alpha_I. *)
Definition hidden_sigma (alpha lambda : nat -> C) (n : nat) : R :=
  Cmod (Cmult (alpha n) (lambda n)) ^ 2
  - sum 1 (n - 1) (fun I => Cmod (alpha I) ^ 2 * (1 - Cmod (lambda n) ^ 2)).

(** The average of F over the unit disk, in polar coordinates. *)
Definition disk_average (F : C -> R) : R :=
  / PI * RInt (fun r : R => RInt (fun phi : R => F (r * cos phi, r * sin phi) * r) 0 (2 * PI)) 0 1.

(** The function l with its value at n replaced by z. *)
Definition upd {A : Type} (l : nat -> A) (n : nat) (z : A) : nat -> A := fun k => if Nat.eqb k n then z else l k.

(** (29): the average over lambda_2, ..., lambda_N, each uniform on its own disk. *)
Fixpoint disk_expectation (N : nat) (F : (nat -> C) -> R) : R :=
  match N with
  | S (S _ as n) => disk_average (fun z => disk_expectation n (fun l => F (upd l N z)))
  | _ => F (fun _ => (0, 0))
  end.

(** P(sigma_n > 0) and P(sigma_n < 0). *)
Definition P_positive (p : nat -> R) (n : nat) : R := disk_average (fun z => theta (sigma_n p n (norm2 z))).
Definition P_negative (p : nat -> R) (n : nat) : R := disk_average (fun z => theta (- sigma_n p n (norm2 z))).

(** 1 where sigma_N, ..., sigma_(K+1) < 0 and sigma_K > 0, else 0; there is no sigma_1. *)
Definition selects (p : nat -> R) (N K : nat) (l : nat -> C) : R :=
  (if Nat.leb 2 K then theta (sigma_n p K (norm2 (l K))) else 1)
  * product (K + 1) N (fun J => theta (- sigma_n p J (norm2 (l J)))).

(** The sector that the hidden variables l select, and those l for which no sigma_n is zero, save
    where S_n = 0 makes it zero for every lambda_n. *)
Definition sector (p : nat -> R) (l : nat -> C) : signs :=
  fun n => if Rlt_dec 0 (sigma_n p n (norm2 (l n))) then true else false.
Definition generic (p : nat -> R) (N : nat) (l : nat -> C) : Prop :=
  forall n, (2 <= n <= N)%nat -> 0 < sum 1 n p -> sigma_n p n (norm2 (l n)) <> 0.

(** P(|K>), the probability that K is the winner; and that of the event on the right of (22). *)
Definition P_state (p : nat -> R) (N K : nat) : R := disk_expectation N (fun l => delta K (winner (sector p l) N)).
Definition P_event (p : nat -> R) (N K : nat) : R := disk_expectation N (selects p N K).

(** The average over sign patterns: at level n, [true] has the weight p_n / S_n, [false] the rest. *)
Fixpoint two_point (p : nat -> R) (N : nat) (f : signs -> R) : R :=
  match N with
  | S (S _ as n) =>
      p N / sum 1 N p * two_point p n (fun s => f (upd s N true))
      + (1 - p N / sum 1 N p) * two_point p n (fun s => f (upd s N false))
  | _ => f (fun _ => false)
  end.

(** |Psi><Psi| for |Psi> = sum of alpha_I |I>; a solution for every value of the hidden variables, from a
    matrix with the populations |alpha_I|^2; and the average (29) of a complex number. *)
Definition pure_state (alpha : nat -> C) : matrix := fun I J => Cmult (alpha I) (Cconj (alpha J)).
Definition populated (N : nat) (alpha : nat -> C) (rho0 : matrix) : Prop :=
  forall I, (1 <= I <= N)%nat -> rho0 I I = RtoC (Cmod (alpha I) ^ 2).
Definition hidden_solutions N kappa alpha (rho0 : matrix) (rho : (nat -> C) -> R -> matrix) : Prop :=
  forall lambda, evolution N kappa (hidden_sigma alpha lambda) (rho lambda)
  /\ forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho lambda 0 I J = rho0 I J.
Definition hidden_family N kappa alpha (rho0 : matrix) (rho : (nat -> C) -> R -> matrix) : Prop :=
  populated N alpha rho0 /\ hidden_solutions N kappa alpha rho0 rho.
Definition average (N : nat) (F : (nat -> C) -> C) : C :=
  (disk_expectation N (fun lambda => Re (F lambda)), disk_expectation N (fun lambda => Im (F lambda))).

(** The average of rho_11 + ... + rho_nn; that of what the levels above n hold where they are not the winner; the average of x^theta(sigma_M) over lambda_M; and, at x = exp(-kappa t),
    the closed form of the first, if the hidden variables belong to the probabilities p and the start has the populations q;
    and what it is for n <= z, if p_1 = ... = p_z = 0. *)
Definition averaged_partial_sum (N n : nat) (rho : (nat -> C) -> R -> matrix) (t : R) : C :=
  csum 1 n (fun J => average N (fun lambda => rho lambda t J J)).
Definition averaged_losers (N n : nat) (alpha : nat -> C) (rho : (nat -> C) -> R -> matrix) (t : R) : C :=
  csum (n + 1) N (fun J => average N (fun lambda =>
    Cmult (RtoC (1 - delta J (winner (sector (fun I => Cmod (alpha I) ^ 2) lambda) N))) (rho lambda t J J))).
Definition mean_factor (p : nat -> R) (x : R) (M : nat) : R := (sum 1 (M - 1) p + x * p M) / sum 1 M p.
Definition closed_sum (N n : nat) (p : nat -> R) (q : nat -> C) (x : R) : C :=
  Cmult (product (n + 1) N (mean_factor p x)) (Cplus (csum 1 n q) (Cmult (1 - x ^ n)
    (csum (n + 1) N (fun M => Cmult (q M) (sum 1 (M - 1) p / (sum 1 (M - 1) p + x * p M)))))).
Definition closed_sum_below (N n z : nat) (p : nat -> R) (q : nat -> C) (x : R) : C :=
  Cmult (product (z + 1) N (mean_factor p x)) (Cplus (csum 1 n q) (Cmult (INR n / INR z * (1 - x ^ z))
    (csum (z + 1) N (fun M => Cmult (q M) (sum 1 (M - 1) p / (sum 1 (M - 1) p + x * p M)))))).

(** The average of exp(a Lambda_IJ) for I < J, in closed form. *)
Definition closed_factor (N I J : nat) (p : nat -> R) (a : R) : R :=
  (p I + sum 1 (I - 1) p * exp (a * (INR I - 1))) / sum 1 I p
  * product (I + 1) (J - 1) (mean_factor p (exp a))
  * ((p J * exp a + sum 1 (J - 1) p * exp (a * (INR J - 1))) / sum 1 J p)
  * product (J + 1) N (mean_factor p (exp (2 * a))).

(** ** The singlet of Section 4.4 *)

(** (28). *)
Definition singlet (q : R) : matrix :=
  msub (madd (mscale (q ^ 2) (ketbra 1 1)) (mscale (1 - q ^ 2) (ketbra 2 2)))
       (mscale (q * sqrt (1 - q ^ 2)) (madd (ketbra 1 2) (ketbra 2 1))).

(** (31): its three lines; the last is printed as rho_12 = rho_22. *)
Definition rho_11 (kappa q : R) (sigma : nat -> R) (t : R) : R :=
  theta (sigma 2%nat) * (q ^ 2 * exp (- kappa * t))
  + theta (- sigma 2%nat) * (1 - (1 - q ^ 2) * exp (- kappa * t)).
Definition rho_22 (kappa q : R) (sigma : nat -> R) (t : R) : R :=
  theta (sigma 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
  + theta (- sigma 2%nat) * ((1 - q ^ 2) * exp (- kappa * t)).
Definition last_line_of_31 (kappa q t : R) : R := q * sqrt (1 - q ^ 2) * exp (- kappa * t / 2).

(** What (30) makes of sigma_3, sigma_4; empty levels 3, 4; a solution that starts from the singlet. *)
Definition upper_not_positive (sigma : nat -> R) : Prop := sigma 3%nat <= 0 /\ sigma 4%nat <= 0.
Definition upper_negative (sigma : nat -> R) : Prop := sigma 3%nat < 0 /\ sigma 4%nat < 0.
Definition upper_empty (rho : matrix) : Prop := rho 3%nat 3%nat = RtoC 0 /\ rho 4%nat 4%nat = RtoC 0.
Definition singlet_evolution (kappa q : R) (sigma : nat -> R) (rho : R -> matrix) : Prop :=
  evolution 4 kappa sigma rho /\ upper_not_positive sigma
  /\ forall I J, (1 <= I <= 4)%nat -> (1 <= J <= 4)%nat -> rho 0 I J = singlet q I J.

(** ** The spectrum *)

(** The matrix of (39): what the population of K does to that of J. *)
Definition population_matrix (N : nat) (sigma : nat -> R) (J K : nat) : R := Re (generator N sigma (ketbra K K) J J).

(** A matrix without its row i, and the determinant, expanded along the last column. *)
Definition without_row (i : nat) (A : nat -> nat -> R) : nat -> nat -> R :=
  fun k j => A (if Nat.ltb k i then k else S k) j.
Fixpoint det (n : nat) (A : nat -> nat -> R) : R :=
  match n with
  | O => 1
  | S m => sum 1 n (fun i => (-1) ^ (i + n) * A i n * det m (without_row i A))
  end.

(** p is not zero, and (39) multiplies it by x. *)
Definition eigenvector (N : nat) (s : signs) (x : R) (p : nat -> R) : Prop :=
  (exists J, (1 <= J <= N)%nat /\ p J <> 0)
  /\ forall J, (1 <= J <= N)%nat -> population_rate N s p J = x * p J.

(** ** A model with weights (not the paper's) *)

(** Gain minus loss of level J, if M takes from each K < M at the rate [up M] and gives at [down M K]. *)
Definition jump_rate (up : nat -> R) (down : nat -> nat -> R) (N : nat) (p : nat -> R) (J : nat) : R :=
  up J * sum 1 (J - 1) p - sum 1 (J - 1) (down J) * p J
  + sum (J + 1) N (fun M => down M J * p M - up M * p J).

(** Where sigma_M < 0, M gives to K < M at the rate w M K, not at 1; the weights p_K / S_(M-1). *)
Definition weighted_rate (w : nat -> nat -> R) (N : nat) (s : signs) (p : nat -> R) (J : nat) : R :=
  jump_rate (fun M => rb (s M)) (fun M K => (1 - rb (s M)) * w M K) N p J.
Definition born_weights (p0 : nat -> R) (M K : nat) : R := p0 K / sum 1 (M - 1) p0.
Definition weighted_solution (N : nat) (s : signs) (kappa : R) (p0 : nat -> R) (p : nat -> R -> R) :=
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t ->
  is_derive (p J) t (kappa * weighted_rate (born_weights p0) N s (fun K => p K t) J).

(** With a rate k of each level, besides, which may depend on the signs at the levels above it. *)
Definition leveled_rate (k : signs -> nat -> R) (p0 : nat -> R) (N : nat) (s : signs) (p : nat -> R) (J : nat) : R :=
  jump_rate (fun M => k s M * rb (s M)) (fun M K => k s M * ((1 - rb (s M)) * born_weights p0 M K)) N p J.
Definition leveled_solution (N : nat) (k : signs -> nat -> R) (s : signs) (p0 : nat -> R) (p : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t -> is_derive (p J) t (leveled_rate k p0 N s (fun K => p K t) J).
Definition looks_above (N : nat) (k : signs -> nat -> R) : Prop := forall s s' M,
  (2 <= M <= N)%nat -> (forall K, (M < K <= N)%nat -> s K = s' K) -> k s M = k s' M.

(** Each jump between M and K < M at a rate of its own for each sign of sigma_M: [a b M K] up to M, [d b M K] down to K. *)
Definition one_sigma_rate (a d : bool -> nat -> nat -> R) (N : nat) (s : signs) (p : nat -> R) (J : nat) : R :=
  sum 1 (J - 1) (fun K => a (s J) J K * p K - d (s J) J K * p J)
  + sum (J + 1) N (fun M => d (s M) M J * p M - a (s M) M J * p J).

(** Where sigma_M > 0, M takes from K < M at the rate a M K; where sigma_M < 0, it gives to K at the rate d M K. *)
Definition signed_rate (a d : nat -> nat -> R) (N : nat) (s : signs) (p : nat -> R) (J : nat) : R :=
  one_sigma_rate (fun b M K => rb b * a M K) (fun b M K => (1 - rb b) * d M K) N s p J.
Definition signed_solution (N : nat) (a d : nat -> nat -> R) (s : signs) (p : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t -> is_derive (p J) t (signed_rate a d N s (fun K => p K t) J).

(** ** Other jump operators (not the paper's) *)

(** |J><K| for any two levels, at the rate w J K in units of kappa; a solution from t = 0 on; and one for every value of the
    hidden variables, with the rates that belong to it, from one matrix. *)
Definition jumps (N : nat) (w : nat -> nat -> R) (rho : matrix) : matrix := fun i j =>
  csum 1 N (fun J => csum 1 N (fun K => Cmult (w J K) (lindblad N (ketbra J K) rho i j))).
Definition jumping (N : nat) (kappa : R) (w : nat -> nat -> R) (rho : R -> matrix) : Prop :=
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  is_derive (fun x : R => Re (rho x I J)) t (kappa * Re (jumps N w (rho t) I J)) /\
  is_derive (fun x : R => Im (rho x I J)) t (kappa * Im (jumps N w (rho t) I J)).
Definition hidden_jumping N kappa (w : (nat -> C) -> nat -> nat -> R) (rho0 : matrix) (rho : (nat -> C) -> R -> matrix) : Prop :=
  forall lambda, jumping N kappa (w lambda) (rho lambda)
  /\ forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho lambda 0 I J = rho0 I J.

(** Rates that look at one sigma each, u n J K where sigma_n > 0 and d n J K where sigma_n < 0; rates that look at the winner W
    alone, w W J K; and among these the rates g W K of jumps into the winner alone. *)
Definition by_signs (N : nat) (u d : nat -> nat -> nat -> R) (alpha lambda : nat -> C) (J K : nat) : R :=
  sum 2 N (fun n => theta (hidden_sigma alpha lambda n) * u n J K + theta (- hidden_sigma alpha lambda n) * d n J K).
Definition by_winner (N : nat) (w : nat -> nat -> nat -> R) (alpha lambda : nat -> C) : nat -> nat -> R :=
  w (winner (sector (fun I => Cmod (alpha I) ^ 2) lambda) N).
Definition into_winner (g : nat -> nat -> R) (W J K : nat) : R := delta J W * g W K.

(** With the rates w of each state, the averaged populations of every state stay as they are. *)
Definition populations_stay (N : nat) (kappa : R) (w : (nat -> C) -> (nat -> C) -> nat -> nat -> R) : Prop :=
  forall alpha rho0 rho J t, sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> populated N alpha rho0 ->
  hidden_jumping N kappa (w alpha) rho0 rho -> (1 <= J <= N)%nat -> 0 <= t ->
  average N (fun lambda => rho lambda t J J) = RtoC (Cmod (alpha J) ^ 2).

(** The populations 1 - s of K and s of M, which may be one level. *)
Definition two_levels (N K M : nat) (s : R) (alpha : nat -> C) : Prop := forall I, (1 <= I <= N)%nat ->
  Cmod (alpha I) ^ 2 = (1 - s) * delta I K + s * delta I M.

(** The average of the rate by_signs from X to J in that state, for K < M, where sigma_M alone has two signs. *)
Definition rate_by_signs (N : nat) (u d : nat -> nat -> nat -> R) (K M : nat) (s : R) (J X : nat) : R :=
  (1 - delta 1 K) * u K J X + sum (K + 1) N (fun n => d n J X) + s * (u M J X - d M J X).

(** The operators U L_KM U^+ in the place of L_KM, and a solution of the law with them and a Hamiltonian, which may change in time;
    U is unitary and U' = -i H U; the interaction picture U^+ rho U. *)
Definition moved_law (N : nat) (kappa : R) (H : matrix) (sigma : nat -> R) (U rho : matrix) : matrix := fun I J =>
  Cplus (Cmult (Copp Ci) (msub (mmul N H rho) (mmul N rho H) I J)) (Cmult kappa
    (sum_pairs N (fun K M => lindblad N (mmul N (mmul N U (jump sigma K M)) (adjoint U)) rho) I J)).
Definition derivative (f : R -> C) (t : R) (l : C) : Prop :=
  is_derive (fun x : R => Re (f x)) t (Re l) /\ is_derive (fun x : R => Im (f x)) t (Im l).
Definition moving (N : nat) (kappa : R) (H : R -> matrix) (sigma : nat -> R) (U rho : R -> matrix) : Prop :=
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  derivative (fun x => rho x I J) t (moved_law N kappa (H t) sigma (U t) (rho t) I J).
Definition turning (N : nat) (H U : R -> matrix) : Prop :=
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t -> hermitian N (H t)
  /\ mmul N (adjoint (U t)) (U t) I J = RtoC (delta I J) /\ mmul N (U t) (adjoint (U t)) I J = RtoC (delta I J)
  /\ derivative (fun x => U x I J) t (Cmult (Copp Ci) (mmul N (H t) (U t) I J)).
Definition interaction (N : nat) (U rho : R -> matrix) (t : R) : matrix := mmul N (mmul N (adjoint (U t)) (rho t)) (U t).

(** * Section 2.1 *)

(** (5) with (14): the adjoint of L_21; its two dyads are those of (5), exchanged. *)
Definition eq_5_corrected : Prop := forall sigma I J,
  adjoint (jump sigma 2 1) I J
  = madd (mscale (theta (sigma 2%nat)) (ketbra 1 2)) (mscale (theta (- sigma 2%nat)) (ketbra 2 1)) I J.

(** (5): the printed right-hand side, which is (14)'s L_21, is not its adjoint. *)
Definition eq_5_fails : Prop := forall sigma, sigma 2%nat <> 0 ->
  exists I J, (1 <= I <= 2)%nat /\ (1 <= J <= 2)%nat /\ adjoint (jump sigma 2 1) I J
  <> madd (mscale (theta (sigma 2%nat)) (ketbra 2 1)) (mscale (theta (- sigma 2%nat)) (ketbra 1 2)) I J.

(** (5): as the L^+ of Lindblad's form it would keep |1> for sigma_2 > 0, where (15) empties it. *)
Definition daggers_of_5_reverse_the_collapse : Prop := forall sigma, 0 < sigma 2%nat ->
  (forall I J, lindblad 2 (adjoint (jump sigma 2 1)) (ketbra 1 1) I J = RtoC 0)
  /\ generator 2 sigma (ketbra 1 1) 1%nat 1%nat = RtoC (-1).

(** (4), (15): with a dagger on every operator no population ever changes, however (5) is read. *)
Definition printed_daggers_freeze_the_populations : Prop := forall N sigma rho J,
  printed_generator N sigma rho J J = RtoC 0 /\ printed_generator_with_5 N sigma rho J J = RtoC 0.

(** (4), (15), (36): the printed dissipators are not the Lindblad ones, unless every sigma vanishes. *)
Definition printed_daggers_fail : Prop := forall N sigma K, (2 <= K <= N)%nat -> sigma K <> 0 ->
  exists (rho : matrix) (J : nat), (1 <= J <= N)%nat
  /\ printed_generator N sigma rho J J <> generator N sigma rho J J
  /\ printed_generator_with_5 N sigma rho J J <> generator N sigma rho J J.

(** (8): two levels with sigma_2 > 0 that H does not couple end in |2>. *)
Definition eq_8 : Prop := forall kappa H sigma rho I J, 0 < kappa -> hermitian 2 H ->
  H 1%nat 2%nat = RtoC 0 -> 0 < sigma 2%nat -> evolution_under 2 kappa H sigma rho ->
  Cplus (rho 0 1%nat 1%nat) (rho 0 2%nat 2%nat) = RtoC 1 ->
  (1 <= I <= 2)%nat -> (1 <= J <= 2)%nat -> tends_to (fun t => rho t I J) (ketbra 2 2 I J).

(** (9): two levels with sigma_2 < 0 that H does not couple end in |1>. *)
Definition eq_9 : Prop := forall kappa H sigma rho I J, 0 < kappa -> hermitian 2 H ->
  H 1%nat 2%nat = RtoC 0 -> sigma 2%nat < 0 -> evolution_under 2 kappa H sigma rho ->
  Cplus (rho 0 1%nat 1%nat) (rho 0 2%nat 2%nat) = RtoC 1 ->
  (1 <= I <= 2)%nat -> (1 <= J <= 2)%nat -> tends_to (fun t => rho t I J) (ketbra 1 1 I J).

(** (10): |2> is as probable as sigma_2 > 0. *)
Definition eq_10 : Prop := forall p, (forall J, 0 <= p J) -> sum 1 2 p = 1 -> P_state p 2 2 = P_positive p 2.

(** (11): for two levels with total one, sigma_2 > 0 in its three forms. *)
Definition eq_11 : Prop := forall p l2, sum 1 2 p = 1 ->
  (0 < sigma_n p 2 l2 <-> l2 * p 2%nat > (1 - l2) * p 1%nat)
  /\ (l2 * p 2%nat > (1 - l2) * p 1%nat <-> l2 * p 2%nat > (1 - l2) * (1 - p 2%nat))
  /\ (l2 * p 2%nat > (1 - l2) * (1 - p 2%nat) <-> l2 > 1 - p 2%nat).

(** After (11): the ring between the radii a and b has the area pi (b^2 - a^2). *)
Definition ring_area : Prop := forall a b,
  RInt (fun r : R => RInt (fun _ : R => r) 0 (2 * PI)) a b = PI * (b ^ 2 - a ^ 2).

(** After (11): P(|lambda|^2 > m) = 1 - m. *)
Definition squared_radius_uniform : Prop := forall m, 0 <= m <= 1 ->
  disk_average (fun z => theta (norm2 z - m)) = 1 - m.

(** (12): Born's rule for two levels. *)
Definition eq_12 : Prop := forall p, (forall J, 0 <= p J) -> sum 1 2 p = 1 -> P_state p 2 2 = p 2%nat.

(** * Section 2.2 *)

(** (13), and (6) for n = 2: sigma_n depends on |alpha_I|^2 and |lambda_n|^2 alone. *)
Definition eq_13 : Prop := forall alpha lambda n,
  hidden_sigma alpha lambda n = sigma_n (fun I => Cmod (alpha I) ^ 2) n (norm2 (lambda n)).

(** (15), and (4) for N = 2, put right: the commutator, and the first line of (36) for N levels. *)
Definition eq_15_corrected : Prop := forall N kappa H sigma rho I J,
  law N kappa H sigma rho I J = Cplus (Cmult (Copp Ci) (Cminus (mmul N H rho I J) (mmul N rho H I J)))
    (Cmult kappa (first_line_of_36 N sigma rho I J)).

(** (15): Hermitian matrices stay Hermitian. *)
Definition hermiticity_is_conserved : Prop := forall N sigma rho I J,
  generator N sigma (adjoint rho) I J = adjoint (generator N sigma rho) I J.

(** (15), for every N, sigma and initial matrix: there is a solution. *)
Definition evolution_exists : Prop := forall N kappa sigma rho0, exists rho, evolution N kappa sigma rho
  /\ forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho 0 I J = rho0 I J.

(** (15), for every N and sigma: the initial matrix determines the solution. *)
Definition evolution_unique : Prop := forall N kappa sigma rho rho',
  evolution N kappa sigma rho -> evolution N kappa sigma rho' ->
  (forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho 0 I J = rho' 0 I J) ->
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t -> rho t I J = rho' t I J.

(** After (15), for every N, sector and diagonal H: the matrix tends to |W><W|, W the sector's winner. *)
Definition matrix_collapse : Prop := forall N s kappa H sigma rho I J,
  0 < kappa -> in_sector N s sigma -> evolution_under N kappa H sigma rho -> hermitian N H ->
  (forall K M, (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> K <> M -> H K M = RtoC 0) ->
  csum 1 N (fun K => rho 0 K K) = RtoC 1 -> (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
  tends_to (fun t => rho t I J) (ketbra (winner s N) (winner s N) I J).

(** Before (16): the winner W has sigma_W > 0 unless W = 1, and sigma_K < 0 above it. *)
Definition winner_spec : Prop := forall s N, (1 <= N)%nat ->
  (1 <= winner s N <= N)%nat
  /\ (winner s N <> 1%nat -> s (winner s N) = true)
  /\ (forall K, (winner s N < K <= N)%nat -> s K = false).

(** The winner's law, for any matrix of trace one: sigma_W > 0 or W = 1, and each sigma above W is negative. *)
Definition winner_law : Prop := forall N W kappa sigma rho t, (1 <= W <= N)%nat -> 0 < sigma W \/ W = 1%nat ->
  (forall M, (W < M <= N)%nat -> sigma M < 0) -> evolution N kappa sigma rho ->
  csum 1 N (fun K => rho 0 K K) = RtoC 1 -> 0 <= t ->
  rho t W W = Cminus 1 (Cmult (Cminus 1 (rho 0 W W)) (RtoC (exp (- kappa * t)))).

(** Every other level of a state is at most (1 - p_W(0)) exp(-kappa t). *)
Definition losers_bound : Prop := forall N s kappa p J t,
  (1 <= N)%nat -> 0 <= kappa -> solution N s kappa p ->
  (forall K, (1 <= K <= N)%nat -> 0 <= p K 0) -> sum 1 N (fun K => p K 0) = 1 ->
  (1 <= J <= N)%nat -> J <> winner s N -> 0 <= t -> 0 <= p J t <= (1 - p (winner s N) 0) * exp (- kappa * t).

(** kappa is the rate of the collapse: the distance of a state from the winner decays as exp(-kappa t). *)
Definition collapse_rate : Prop := forall N s kappa p t,
  (1 <= N)%nat -> 0 <= kappa -> solution N s kappa p ->
  (forall K, (1 <= K <= N)%nat -> 0 <= p K 0) -> sum 1 N (fun K => p K 0) = 1 -> 0 <= t ->
  sum 1 N (fun J => Rabs (p J t - delta J (winner s N)))
  = 2 * (1 - p (winner s N) 0) * exp (- kappa * t).

(** Each solution with total one, nonnegative or not, tends to the winner's basis state. *)
Definition collapse : Prop := forall N s kappa p J,
  (1 <= N)%nat -> 0 < kappa -> solution N s kappa p -> sum 1 N (fun K => p K 0) = 1 -> (1 <= J <= N)%nat ->
  is_lim (p J) p_infty (delta J (winner s N)).

(** The winner's basis state is the only stationary distribution of total one. *)
Definition stationary_unique : Prop := forall N s p, (1 <= N)%nat -> sum 1 N p = 1 ->
  (forall J, (1 <= J <= N)%nat -> population_rate N s p J = 0)
  <-> forall J, (1 <= J <= N)%nat -> p J = delta J (winner s N).

(** (16): |N> is as probable as sigma_N > 0, which is Born's rule. *)
Definition eq_16 : Prop := forall p N, (forall J, 0 <= p J) -> (2 <= N)%nat -> sum 1 N p = 1 ->
  P_state p N N = P_positive p N /\ P_positive p N = p N.

(** (17): the event of |N-1>, and its two independent signs. *)
Definition eq_17 : Prop := forall p N, (forall J, 0 <= p J) -> (3 <= N)%nat -> sum 1 N p = 1 ->
  P_state p N (N - 1) = P_event p N (N - 1)
  /\ P_event p N (N - 1) = P_negative p N * P_positive p (N - 1).

(** (18): sigma_n > 0 at any level, and where S_n > 0 its two other forms. *)
Definition eq_18 : Prop := forall p n l2, (1 <= n)%nat ->
  (0 < sigma_n p n l2 <-> l2 * p n > (1 - l2) * sum 1 (n - 1) p)
  /\ (0 < sum 1 n p ->
    (l2 * p n > (1 - l2) * sum 1 (n - 1) p
     <-> l2 * (p n / sum 1 n p) > (1 - l2) * (1 - p n / sum 1 n p))
    /\ (l2 * (p n / sum 1 n p) > (1 - l2) * (1 - p n / sum 1 n p) <-> l2 > 1 - p n / sum 1 n p)).

(** After (18): P(sigma_n > 0) = p_n / S_n and P(sigma_n < 0) = 1 - p_n / S_n, where S_n > 0. *)
Definition sign_probabilities : Prop := forall p n, (forall J, 0 <= p J) -> (1 <= n)%nat -> 0 < sum 1 n p ->
  P_positive p n = p n / sum 1 n p /\ P_negative p n = 1 - p n / sum 1 n p.

(** Where S_n = 0, sigma_n vanishes for every lambda_n: neither sign has a chance. *)
Definition sigma_vanishing : Prop := forall p n l2,
  (forall J, 0 <= p J) -> (1 <= n)%nat -> sum 1 n p = 0 -> sigma_n p n l2 = 0.

(** (19): both equalities, where S_(N-1) > 0. *)
Definition eq_19 : Prop := forall p N, (forall J, 0 <= p J) -> (2 <= N)%nat -> sum 1 N p = 1 ->
  0 < sum 1 (N - 1) p ->
  P_state p N (N - 1) = (1 - p N) * (p (N - 1)%nat / sum 1 (N - 1) p)
  /\ (1 - p N) * (p (N - 1)%nat / sum 1 (N - 1) p) = p (N - 1)%nat.

(** (20): the event of |N-2>, and its three independent signs. *)
Definition eq_20 : Prop := forall p N, (forall J, 0 <= p J) -> (4 <= N)%nat -> sum 1 N p = 1 ->
  P_state p N (N - 2) = P_event p N (N - 2)
  /\ P_event p N (N - 2) = P_negative p N * P_negative p (N - 1) * P_positive p (N - 2).

(** (21): P(|N-2>) is this product, and Born's rule, where S_(N-2) > 0. *)
Definition eq_21 : Prop := forall p N, (forall J, 0 <= p J) -> (3 <= N)%nat -> sum 1 N p = 1 ->
  0 < sum 1 (N - 2) p ->
  P_state p N (N - 2)
  = (1 - p N) * (1 - p (N - 1)%nat / sum 1 (N - 1) p) * (p (N - 2)%nat / sum 1 (N - 2) p)
  /\ (1 - p N) * (1 - p (N - 1)%nat / sum 1 (N - 1) p) * (p (N - 2)%nat / sum 1 (N - 2) p)
     = p (N - 2)%nat.

(** (22), its product over J = K+1, ..., N-1: the event, the product and p_K, for K < N, where S_K > 0. *)
Definition eq_22 : Prop := forall p N K, (forall J, 0 <= p J) -> (1 <= K < N)%nat -> sum 1 N p = 1 ->
  0 < sum 1 K p ->
  P_state p N K = P_event p N K
  /\ P_event p N K
  = (1 - p N) * product (K + 1) (N - 1) (fun J => 1 - p J / sum 1 J p) * (p K / sum 1 K p)
  /\ (1 - p N) * product (K + 1) (N - 1) (fun J => 1 - p J / sum 1 J p) * (p K / sum 1 K p) = p K.

(** (17), (20), (22): the event has the probability P(sigma_N < 0) ... P(sigma_(K+1) < 0) P(sigma_K > 0). *)
Definition eq_22_independent : Prop := forall p N K, (forall J, 0 <= p J) -> (1 <= K <= N)%nat ->
  P_event p N K = product (K + 1) N (P_negative p) * (if Nat.leb 2 K then P_positive p K else 1).

(** Born's rule, P(|K>) = p_K, for every N and K, vanishing partial sums included. *)
Definition born_rule : Prop := forall p N K,
  (forall J, 0 <= p J) -> (1 <= K <= N)%nat -> sum 1 N p = 1 -> P_state p N K = p K.

(** A function of the sector, but on a null set, has the same average over disks and over sectors. *)
Definition disk_expectation_two_point : Prop := forall p N F f, (forall J, 0 <= p J) ->
  (forall l, generic p N l -> F l = f (sector p l)) -> disk_expectation N F = two_point p N f.

(** (13), (15): for every value of the hidden variables there is a solution from the same matrix. *)
Definition hidden_family_exists : Prop := forall N kappa alpha rho0, populated N alpha rho0 ->
  exists rho, hidden_family N kappa alpha rho0 rho.

(** Born's rule from (15): averaged over the disks, rho_JJ(t) tends to |alpha_J|^2. *)
Definition born_rule_from_master_equation : Prop := forall N kappa alpha rho0 rho J,
  0 < kappa -> sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> hidden_family N kappa alpha rho0 rho ->
  (1 <= J <= N)%nat -> is_lim (fun t => disk_expectation N (fun lambda => Re (rho lambda t J J))) p_infty
    (Cmod (alpha J) ^ 2).

(** How fast: the average differs from |alpha_J|^2 by exp(-kappa t) at most. *)
Definition born_rule_bound : Prop := forall N kappa alpha rho0 rho J t,
  0 < kappa -> sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> hidden_family N kappa alpha rho0 rho ->
  (1 <= J <= N)%nat -> 0 <= t ->
  Rabs (disk_expectation N (fun lambda => Re (rho lambda t J J)) - Cmod (alpha J) ^ 2)
  <= exp (- kappa * t).

(** (33) for every N: the averaged coherences vanish in the limit. *)
Definition averaged_coherences_vanish : Prop := forall N kappa alpha rho I J,
  0 < kappa -> hidden_family N kappa alpha (pure_state alpha) rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  tends_to (fun t => average N (fun lambda => rho lambda t I J)) (RtoC 0).

(** * Section 4.4 *)

(** (31) with rho_12 = rho_21 = -q sqrt(1 - q^2) exp(-kappa t / 2): the singlet's solution, all of it. *)
Definition eq_31_corrected : Prop := forall kappa q sigma rho t, singlet_evolution kappa q sigma rho ->
  sigma 2%nat <> 0 -> 0 <= t ->
  rho t 1%nat 1%nat = RtoC (rho_11 kappa q sigma t)
  /\ rho t 2%nat 2%nat = RtoC (rho_22 kappa q sigma t)
  /\ rho t 1%nat 2%nat = RtoC (- last_line_of_31 kappa q t)
  /\ rho t 2%nat 1%nat = RtoC (- last_line_of_31 kappa q t)
  /\ forall I J, (1 <= I <= 4)%nat -> (1 <= J <= 4)%nat -> (3 <= I \/ 3 <= J)%nat -> rho t I J = RtoC 0.

(** (31), last line: the printed rho_12 contradicts the initial state (28). *)
Definition last_line_of_31_contradicts_28 : Prop := forall kappa q, 0 < q < 1 ->
  RtoC (last_line_of_31 kappa q 0) <> singlet q 1%nat 2%nat.

(** (31), last line: the printed rho_22 contradicts the master equation. *)
Definition last_line_of_31_contradicts_the_master_equation : Prop := forall kappa q sigma rho,
  0 < kappa -> 0 < q < 1 -> singlet_evolution kappa q sigma rho ->
  ~ (forall t, 0 <= t -> rho t 2%nat 2%nat = RtoC (last_line_of_31 kappa q t)).

(** After (31), for every N, sigma and matrix: the trace is conserved. *)
Definition trace_is_conserved : Prop := forall N sigma rho,
  csum 1 N (fun J => generator N sigma rho J J) = RtoC 0.

(** (32): P(sigma_2 < 0) = q^2 and P(sigma_2 > 0) = 1 - q^2. *)
Definition eq_32 : Prop := forall q p, 0 <= q ^ 2 <= 1 -> p 1%nat = q ^ 2 -> p 2%nat = 1 - q ^ 2 ->
  P_negative p 2 = q ^ 2 /\ P_positive p 2 = 1 - q ^ 2.

(** (33) with rho_12 = rho_21 = -q sqrt(1 - q^2) exp(-kappa t / 2): the singlet's averages at all times. *)
Definition eq_33_corrected : Prop := forall kappa q alpha rho t,
  hidden_family 4 kappa alpha (singlet q) rho -> 0 <= t ->
  average 4 (fun lambda => rho lambda t 1%nat 1%nat) = RtoC (q ^ 2)
  /\ average 4 (fun lambda => rho lambda t 2%nat 2%nat) = RtoC (1 - q ^ 2)
  /\ average 4 (fun lambda => rho lambda t 1%nat 2%nat) = RtoC (- last_line_of_31 kappa q t)
  /\ average 4 (fun lambda => rho lambda t 2%nat 1%nat) = RtoC (- last_line_of_31 kappa q t).

(** * Appendix, for every N where the paper has 4 *)

Open Scope C_scope.

(** (36), its first line, put right. *)
Definition eq_36_1 : Prop := forall N sigma rho I J, generator N sigma rho I J = first_line_of_36 N sigma rho I J.

(** (36), its second line: the generator in terms of |M><K|. *)
Definition eq_36_2 : Prop := forall N sigma rho I J, generator N sigma rho I J = second_line_of_36 N sigma rho I J.

(** (37): the generator entry by entry, with Kronecker deltas. *)
Definition eq_37 : Prop := forall N sigma rho I J, generator N sigma rho I J
  = csum 2 N (fun M => csum 1 (M - 1) (fun K =>
      theta (sigma M) * (delta I M * delta J M * rho K K
        - / 2 * delta K J * rho I K - / 2 * delta I K * rho K J)
      + theta (- sigma M) * (delta I K * delta K J * rho M M
        - / 2 * rho I M * delta M J - / 2 * delta I M * rho M J))).

(** (38): the double sum over M > K, in its two orders. *)
Definition eq_38 : Prop := forall N (f : nat -> nat -> C),
  sum_greater N f = csum 2 N (fun M => csum 1 (M - 1) (fun K => f M K))
  /\ csum 2 N (fun M => csum 1 (M - 1) (fun K => f M K))
     = csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => f M K)).

(** (39), first line: the six sums for I = J. *)
Definition eq_39_1 : Prop := forall N sigma rho J, generator N sigma rho J J
  = csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (sigma M) * delta J M * delta M J * rho K K))
    - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta K J * rho J K))
    - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta J K * rho K J))
    + csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
        theta (- sigma M) * delta J K * delta K J * rho M M))
    - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * rho J M * delta M J))
    - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * delta J M * rho M J)).

(** (39), second line: the Kronecker deltas applied. *)
Definition eq_39_2 : Prop := forall N sigma rho J, (1 <= J <= N)%nat -> generator N sigma rho J J
  = (1 - delta J 1) * theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
    - / 2 * (1 - delta J N) * rho J J * csum (J + 1) N (fun M => theta (sigma M))
    - / 2 * (1 - delta J N) * rho J J * csum (J + 1) N (fun M => theta (sigma M))
    + (1 - delta J N) * csum (J + 1) N (fun M => theta (- sigma M) * rho M M)
    - / 2 * (1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J)
    - / 2 * (1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J).

(** (39), third line: the terms collected. *)
Definition eq_39_3 : Prop := forall N sigma rho J, (1 <= J <= N)%nat -> generator N sigma rho J J
  = (1 - delta J 1) * (theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
                       - csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J))
    + (1 - delta J N) * (csum (J + 1) N (fun M => theta (- sigma M) * rho M M)
                         - rho J J * csum (J + 1) N (fun M => theta (sigma M))).

(** (39), fourth line: the rate of a population. *)
Definition eq_39_4 : Prop := forall N sigma rho J, (1 <= J <= N)%nat -> generator N sigma rho J J
  = (1 - delta J 1) * (theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
                       - theta (- sigma J) * rho J J * (INR J - 1))
    + (1 - delta J N) * csum (J + 1) N (fun M => theta (- sigma M) * rho M M
                                                 - theta (sigma M) * rho J J).

(** (40): the rate of rho_11 at N = 4. *)
Definition eq_40 : Prop := forall sigma rho, generator 4 sigma rho 1%nat 1%nat
  = theta (- sigma 2%nat) * rho 2%nat 2%nat + theta (- sigma 3%nat) * rho 3%nat 3%nat
    + theta (- sigma 4%nat) * rho 4%nat 4%nat
    - csum 2 4 (fun M => theta (sigma M) * rho 1%nat 1%nat).

(** (41): the rate of rho_22 at N = 4. *)
Definition eq_41 : Prop := forall sigma rho, generator 4 sigma rho 2%nat 2%nat
  = theta (sigma 2%nat) * rho 1%nat 1%nat
    - (theta (- sigma 2%nat) + theta (sigma 3%nat) + theta (sigma 4%nat)) * rho 2%nat 2%nat
    + theta (- sigma 3%nat) * rho 3%nat 3%nat + theta (- sigma 4%nat) * rho 4%nat 4%nat.

(** (42): the rate of rho_33 at N = 4. *)
Definition eq_42 : Prop := forall sigma rho, generator 4 sigma rho 3%nat 3%nat
  = theta (sigma 3%nat) * rho 1%nat 1%nat + theta (sigma 3%nat) * rho 2%nat 2%nat
    - (2 * theta (- sigma 3%nat) + theta (sigma 4%nat)) * rho 3%nat 3%nat
    + theta (- sigma 4%nat) * rho 4%nat 4%nat.

(** (43): the rate of rho_44 at N = 4. *)
Definition eq_43 : Prop := forall sigma rho, generator 4 sigma rho 4%nat 4%nat
  = theta (sigma 4%nat) * rho 1%nat 1%nat + theta (sigma 4%nat) * rho 2%nat 2%nat
    + theta (sigma 4%nat) * rho 3%nat 3%nat - 3 * theta (- sigma 4%nat) * rho 4%nat 4%nat.

(** (44), first line: off the diagonal the gains vanish. *)
Definition eq_44_1 : Prop := forall N sigma rho I J, I <> J -> generator N sigma rho I J
  = csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
      theta (sigma M) * (- / 2 * delta K J * rho I K - / 2 * delta I K * rho K J)))
    + csum 2 N (fun M => csum 1 (M - 1) (fun K =>
      theta (- sigma M) * (- / 2 * rho I M * delta M J - / 2 * delta I M * rho M J))).

(** (44), second line: the Kronecker deltas applied. *)
Definition eq_44_2 : Prop := forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> generator N sigma rho I J
  = - / 2 * (csum (J + 1) N (fun M => theta (sigma M) * (1 - delta J N) * rho I J)
             + csum (I + 1) N (fun M => (1 - delta I N) * theta (sigma M) * rho I J))
    - / 2 * ((1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho I J)
             + (1 - delta I 1) * csum 1 (I - 1) (fun K => theta (- sigma I) * rho I J)).

(** (44), third line: the terms collected. *)
Definition eq_44_3 : Prop := forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> generator N sigma rho I J
  = - / 2 * (((1 - delta J N) * csum (J + 1) N (fun M => theta (sigma M))
              + (1 - delta I N) * csum (I + 1) N (fun M => theta (sigma M)))
             + ((1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J))
                + (1 - delta I 1) * csum 1 (I - 1) (fun K => theta (- sigma I)))) * rho I J.

(** (44), fourth line: the constant sums evaluated. *)
Definition eq_44_4 : Prop := forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> generator N sigma rho I J
  = - / 2 * (((1 - delta J N) * csum (J + 1) N (fun M => theta (sigma M))
              + (1 - delta I N) * csum (I + 1) N (fun M => theta (sigma M)))
             + ((1 - delta J 1) * (INR J - 1) * theta (- sigma J)
                + (1 - delta I 1) * (INR I - 1) * theta (- sigma I))) * rho I J.

(** (45) with (46): every coherence decays on its own, at the rate Lambda_IJ / 2. *)
Definition eq_45 : Prop := forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  generator N sigma rho I J = - / 2 * Lambda N sigma I J * rho I J.

(** (47): every coherence of every solution. *)
Definition eq_47 : Prop := forall N kappa sigma rho I J t, evolution N kappa sigma rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> (0 <= t)%R ->
  rho t I J = rho 0%R I J * RtoC (exp (- (kappa / 2) * Lambda N sigma I J * t)).

(** (48): the rate of rho_11, for sigma_3, sigma_4 < 0, whatever sigma_2 is. *)
Definition eq_48 : Prop := forall sigma rho, upper_negative sigma -> generator 4 sigma rho 1%nat 1%nat
  = theta (- sigma 2%nat) * rho 2%nat 2%nat + rho 3%nat 3%nat + rho 4%nat 4%nat
    - theta (sigma 2%nat) * rho 1%nat 1%nat.

(** (49): the rate of rho_22. *)
Definition eq_49 : Prop := forall sigma rho, upper_negative sigma -> generator 4 sigma rho 2%nat 2%nat
  = theta (sigma 2%nat) * rho 1%nat 1%nat - theta (- sigma 2%nat) * rho 2%nat 2%nat
    + rho 3%nat 3%nat + rho 4%nat 4%nat.

(** (50): the rate of rho_33. *)
Definition eq_50 : Prop := forall sigma rho, upper_negative sigma ->
  generator 4 sigma rho 3%nat 3%nat = - (2 * rho 3%nat 3%nat) + rho 4%nat 4%nat.

(** (51): the rate of rho_44; sigma_4 < 0 is enough. *)
Definition eq_51 : Prop := forall sigma rho, (sigma 4%nat < 0)%R ->
  generator 4 sigma rho 4%nat 4%nat = - (3 * rho 4%nat 4%nat).

(** (52): rho_44(t), for sigma_4 < 0. *)
Definition eq_52 : Prop := forall kappa sigma rho t,
  evolution 4 kappa sigma rho -> (sigma 4%nat < 0)%R -> (0 <= t)%R ->
  rho t 4%nat 4%nat = rho 0%R 4%nat 4%nat * RtoC (exp (- 3 * kappa * t)).

(** (53): rho_33(t), for sigma_3, sigma_4 < 0. *)
Definition eq_53 : Prop := forall kappa sigma rho t,
  evolution 4 kappa sigma rho -> upper_negative sigma -> (0 <= t)%R ->
  rho t 3%nat 3%nat = - rho 0%R 4%nat 4%nat * RtoC (exp (- 3 * kappa * t))
    + (rho 0%R 3%nat 3%nat + rho 0%R 4%nat 4%nat) * RtoC (exp (- 2 * kappa * t)).

(** Before (54): with rho_33(0) = rho_44(0) = 0, as in (28), both stay zero. *)
Definition upper_levels_empty : Prop := forall kappa sigma rho t, evolution 4 kappa sigma rho ->
  upper_not_positive sigma -> upper_empty (rho 0%R) -> (0 <= t)%R -> upper_empty (rho t).

(** (54): the rate of rho_11 where rho_33 = rho_44 = 0. *)
Definition eq_54 : Prop := forall sigma rho, upper_not_positive sigma -> upper_empty rho ->
  generator 4 sigma rho 1%nat 1%nat
  = theta (- sigma 2%nat) * rho 2%nat 2%nat - theta (sigma 2%nat) * rho 1%nat 1%nat.

(** (55): the rate of rho_22 where rho_33 = rho_44 = 0. *)
Definition eq_55 : Prop := forall sigma rho, upper_not_positive sigma -> upper_empty rho ->
  generator 4 sigma rho 2%nat 2%nat
  = theta (sigma 2%nat) * rho 1%nat 1%nat - theta (- sigma 2%nat) * rho 2%nat 2%nat.

(** (56): rho_11(t) of a state with empty levels 3 and 4. *)
Definition eq_56 : Prop := forall kappa sigma rho t, evolution 4 kappa sigma rho ->
  upper_not_positive sigma -> upper_empty (rho 0%R) -> (sigma 2%nat <> 0)%R -> (0 <= t)%R ->
  rho t 1%nat 1%nat
  = theta (sigma 2%nat) * rho 0%R 1%nat 1%nat * RtoC (exp (- kappa * t))
    + theta (- sigma 2%nat)
      * (rho 0%R 1%nat 1%nat + rho 0%R 2%nat 2%nat * (1 - RtoC (exp (- kappa * t)))).

(** (57): rho_22(t) of a state with empty levels 3 and 4. *)
Definition eq_57 : Prop := forall kappa sigma rho t, evolution 4 kappa sigma rho ->
  upper_not_positive sigma -> upper_empty (rho 0%R) -> (sigma 2%nat <> 0)%R -> (0 <= t)%R ->
  rho t 2%nat 2%nat
  = theta (sigma 2%nat)
      * (rho 0%R 2%nat 2%nat + rho 0%R 1%nat 1%nat * (1 - RtoC (exp (- kappa * t))))
    + theta (- sigma 2%nat) * rho 0%R 2%nat 2%nat * RtoC (exp (- kappa * t)).

Close Scope C_scope.

(** (58): rho_11(t) of the singlet. *)
Definition eq_58 : Prop := forall kappa q sigma rho t, singlet_evolution kappa q sigma rho ->
  sigma 2%nat <> 0 -> 0 <= t ->
  rho t 1%nat 1%nat = RtoC (theta (sigma 2%nat) * q ^ 2 * exp (- kappa * t)
    + theta (- sigma 2%nat) * (1 - (1 - q ^ 2) * exp (- kappa * t))).

(** (59): rho_22(t) of the singlet. *)
Definition eq_59 : Prop := forall kappa q sigma rho t, singlet_evolution kappa q sigma rho ->
  sigma 2%nat <> 0 -> 0 <= t ->
  rho t 2%nat 2%nat = RtoC (theta (sigma 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
    + theta (- sigma 2%nat) * (1 - q ^ 2) * exp (- kappa * t)).

(** (60): Lambda_12 of the singlet, which is 1 unless sigma_2 vanishes. *)
Definition eq_60 : Prop := forall sigma, upper_not_positive sigma ->
  Lambda 4 sigma 1 2 = theta (sigma 2%nat) + theta (- sigma 2%nat)
  /\ (sigma 2%nat <> 0 -> theta (sigma 2%nat) + theta (- sigma 2%nat) = 1).

(** (61): rho_12(t) of the singlet. *)
Definition eq_61 : Prop := forall kappa q sigma rho t, singlet_evolution kappa q sigma rho ->
  sigma 2%nat <> 0 -> 0 <= t ->
  rho t 1%nat 2%nat = RtoC (- q * sqrt (1 - q ^ 2) * exp (- (kappa / 2) * t)).

(** * The equations (39) in general *)

(** (39): in a sector the populations of a solution of (15) solve (39) with its literal signs. *)
Definition populations_obey_39 : Prop := forall N s kappa sigma rho,
  in_sector N s sigma -> evolution N kappa sigma rho -> solution N s kappa (fun J t => Re (rho t J J)).

(** (39): from any initial populations there is a solution. *)
Definition populations_exist : Prop := forall N s kappa p0, exists p, solution N s kappa p /\ starts_at N p0 p.

(** (39): the initial populations determine the solution. *)
Definition populations_unique : Prop := forall N s kappa p q, solution N s kappa p -> solution N s kappa q ->
  (forall J, (1 <= J <= N)%nat -> p J 0 = q J 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> p J t = q J t.

(** (39): populations that start nonnegative stay so. *)
Definition populations_positive : Prop := forall N s kappa p, 0 <= kappa -> solution N s kappa p ->
  (forall J, (1 <= J <= N)%nat -> 0 <= p J 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> 0 <= p J t.

(** (39): the total of the populations does not change. *)
Definition total_conserved : Prop := forall N s kappa p t, solution N s kappa p -> 0 <= t ->
  sum 1 N (fun K => p K t) = sum 1 N (fun K => p K 0).

(** (39): in the partial sums the equations are triangular, for every N and sigma. *)
Definition partial_sums : Prop := forall N sigma rho n, (n <= N)%nat ->
  csum 1 n (fun J => generator N sigma rho J J)
  = Cminus (Cmult (RtoC (INR n)) (csum (n + 1) N (fun M => Cmult (RtoC (theta (- sigma M))) (rho M M))))
      (Cmult (csum 1 n (fun M => rho M M)) (RtoC (sum (n + 1) N (fun M => theta (sigma M))))).

(** (39): det(x - A) = x (x + 1) ... (x + N - 1), if no sigma vanishes. *)
Definition characteristic_polynomial : Prop := forall N sigma x, (1 <= N)%nat ->
  (forall K, (2 <= K <= N)%nat -> sigma K <> 0) ->
  det N (fun J K => x * delta J K - population_matrix N sigma J K) = product 0 (N - 1) (fun k => x + INR k).

(** (39): the real eigenvalues are 0, -1, ..., -(N - 1), and no others. *)
Definition eigenvalues : Prop := forall N s x,
  (exists p, eigenvector N s x p) <-> exists k, (k < N)%nat /\ x = - INR k.

(** * Beyond the paper *)

(** The averaged population of the top level has the derivative -kappa (N-2) p_N (1-p_N) at t = 0. *)
Definition average_derivative_top : Prop := forall N kappa alpha rho0 rho,
  hidden_family N kappa alpha rho0 rho -> sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> (2 <= N)%nat ->
  right_derivative (fun t => average N (fun lambda => rho lambda t N N))
    (RtoC (- kappa * (INR N - 2) * Cmod (alpha N) ^ 2 * (1 - Cmod (alpha N) ^ 2))).

(** For N >= 3 the averaged population of the top level moves, whenever 0 < p_N < 1. *)
Definition average_not_constant : Prop := forall N kappa alpha rho0 rho,
  hidden_family N kappa alpha rho0 rho -> sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> (3 <= N)%nat ->
  0 < kappa -> 0 < Cmod (alpha N) ^ 2 < 1 ->
  ~ (forall t, 0 <= t -> average N (fun lambda => rho lambda t N N) = RtoC (Cmod (alpha N) ^ 2)).

(** For N = 2 neither does, whatever the state. *)
Definition average_constant_two_levels : Prop := forall kappa alpha rho0 rho J t,
  hidden_family 2 kappa alpha rho0 rho -> sum 1 2 (fun K => Cmod (alpha K) ^ 2) = 1 -> (1 <= J <= 2)%nat ->
  0 <= t -> average 2 (fun lambda => rho lambda t J J) = RtoC (Cmod (alpha J) ^ 2).

(** With Born's weights, p_K / S_(M-1), none does for any N: averaged over the disks, and at all times. *)
Definition weighted_average_constant : Prop := forall N kappa p0 (r : (nat -> C) -> nat -> R -> R) J t,
  (forall K, 0 <= p0 K) ->
  (forall l, weighted_solution N (sector p0 l) kappa p0 (r l) /\ starts_at N p0 (r l)) ->
  (1 <= J <= N)%nat -> 0 <= t -> disk_expectation N (fun l => r l J t) = p0 J.

(** With these weights, too, there is a solution in every sector. *)
Definition weighted_solutions_exist : Prop := forall N kappa p0,
  exists r : signs -> nat -> R -> R, forall s, weighted_solution N s kappa p0 (r s) /\ starts_at N p0 (r s).

(** The weights are forced: the averaged initial rates vanish for every n <= N with them alone. *)
Definition weights_forced : Prop := forall N (p0 : nat -> R) (w : nat -> nat -> R),
  (forall J, 0 <= p0 J) -> (forall J, (1 <= J <= N)%nat -> 0 < p0 J) ->
  (forall n J, (1 <= J <= n)%nat -> (n <= N)%nat -> two_point p0 n (fun s => weighted_rate w n s p0 J) = 0)
  <-> (forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> w M K = born_weights p0 M K).

(** The averaged rho_11 + ... + rho_nn in closed form, for every N, n, start and time; p_1 + ... + p_(n+1) > 0 unless n = N. *)
Definition averaged_sums : Prop := forall N n kappa alpha rho0 rho t, hidden_solutions N kappa alpha rho0 rho ->
  (n <= N)%nat -> ((n < N)%nat -> 0 < sum 1 (n + 1) (fun K => Cmod (alpha K) ^ 2)) -> 0 <= t ->
  averaged_partial_sum N n rho t
  = closed_sum N n (fun K => Cmod (alpha K) ^ 2) (fun K => rho0 K K) (exp (- kappa * t)).

(** The same for the state that the hidden variables belong to. *)
Definition averaged_sums_of_state : Prop := forall N n kappa alpha rho0 rho t, hidden_family N kappa alpha rho0 rho ->
  (n <= N)%nat -> ((n < N)%nat -> 0 < sum 1 (n + 1) (fun K => Cmod (alpha K) ^ 2)) -> 0 <= t ->
  averaged_partial_sum N n rho t
  = closed_sum N n (fun K => Cmod (alpha K) ^ 2) (fun K => RtoC (Cmod (alpha K) ^ 2)) (exp (- kappa * t)).

(** The same from any start for n <= z if p_1 = ... = p_z = 0, where sigma_1, ..., sigma_z vanish for every lambda. *)
Definition averaged_sums_below : Prop := forall N n z kappa alpha rho0 rho t, hidden_solutions N kappa alpha rho0 rho ->
  (n <= z <= N)%nat -> sum 1 z (fun K => Cmod (alpha K) ^ 2) = 0 ->
  ((z < N)%nat -> 0 < sum 1 (z + 1) (fun K => Cmod (alpha K) ^ 2)) -> 0 <= t ->
  averaged_partial_sum N n rho t
  = closed_sum_below N n z (fun K => Cmod (alpha K) ^ 2) (fun K => rho0 K K) (exp (- kappa * t)).

(** The averaged population never moves up: rho_11 + ... + rho_nn is at least p_1 + ... + p_n on average, as at t = 0. *)
Definition averaged_order : Prop := forall N n kappa alpha rho0 rho t, hidden_family N kappa alpha rho0 rho ->
  (n <= N)%nat -> 0 <= kappa -> 0 <= t ->
  Re (averaged_partial_sum N n rho 0) = sum 1 n (fun K => Cmod (alpha K) ^ 2)
  /\ sum 1 n (fun K => Cmod (alpha K) ^ 2) <= Re (averaged_partial_sum N n rho t).

(** For n > 1 it exceeds p_1 + ... + p_n > 0 at any t > 0 just where a level above n is occupied. *)
Definition averaged_order_strict : Prop := forall N n kappa alpha rho0 rho t, hidden_family N kappa alpha rho0 rho ->
  (1 < n <= N)%nat -> 0 < sum 1 n (fun K => Cmod (alpha K) ^ 2) -> 0 < kappa -> 0 < t ->
  (sum 1 n (fun K => Cmod (alpha K) ^ 2) < Re (averaged_partial_sum N n rho t)
   <-> 0 < sum 1 N (fun K => Cmod (alpha K) ^ 2) - sum 1 n (fun K => Cmod (alpha K) ^ 2)).

(** The averaged rho_11 exceeds p_1 > 0 at any t > 0 just where two other levels are occupied. *)
Definition averaged_order_first : Prop := forall N kappa alpha rho0 rho t, hidden_family N kappa alpha rho0 rho ->
  (1 <= N)%nat -> 0 < sum 1 1 (fun K => Cmod (alpha K) ^ 2) -> 0 < kappa -> 0 < t ->
  (sum 1 1 (fun K => Cmod (alpha K) ^ 2) < Re (averaged_partial_sum N 1 rho t)
   <-> 0 < sum 2 N (fun M => Cmod (alpha M) ^ 2
                    * (sum 1 (M - 1) (fun K => Cmod (alpha K) ^ 2) - sum 1 1 (fun K => Cmod (alpha K) ^ 2)))).

(** Where p_1 + ... + p_n = 0, it exceeds that at any t > 0 just where two levels are occupied. *)
Definition averaged_order_zeros : Prop := forall N n kappa alpha rho0 rho t, hidden_family N kappa alpha rho0 rho ->
  (1 <= n <= N)%nat -> sum 1 n (fun K => Cmod (alpha K) ^ 2) = 0 -> 0 < kappa -> 0 < t ->
  (sum 1 n (fun K => Cmod (alpha K) ^ 2) < Re (averaged_partial_sum N n rho t)
   <-> 0 < sum 2 N (fun M => Cmod (alpha M) ^ 2 * sum 1 (M - 1) (fun K => Cmod (alpha K) ^ 2))).

(** By the winner's law the averaged rho_11 + ... + rho_nn, and what the levels above n hold on average where they do not win,
    are p_1 + ... + p_n and exp(-kappa t) times the sum of p_K (1 - p_K) over K > n. *)
Definition winner_bound : Prop := forall N n kappa alpha rho0 rho t, hidden_family N kappa alpha rho0 rho ->
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> (1 <= n <= N)%nat -> 0 <= t ->
  Cplus (averaged_partial_sum N n rho t) (averaged_losers N n alpha rho t)
  = Cplus (sum 1 n (fun K => Cmod (alpha K) ^ 2))
      (Cmult (exp (- kappa * t)) (csum (n + 1) N (fun K => Cmult (Cmod (alpha K) ^ 2) (1 - Cmod (alpha K) ^ 2)))).

(** So rho_11 + ... + rho_nn exceeds p_1 + ... + p_n on average by at most
    exp(-kappa t) times the sum of p_K (1 - p_K) over K > n. *)
Definition averaged_bound : Prop := forall N n kappa alpha rho0 rho t, hidden_family N kappa alpha rho0 rho ->
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> (1 <= n <= N)%nat -> 0 <= kappa -> 0 <= t ->
  Re (averaged_partial_sum N n rho t) <= sum 1 n (fun K => Cmod (alpha K) ^ 2)
    + exp (- kappa * t) * sum (n + 1) N (fun K => Cmod (alpha K) ^ 2 * (1 - Cmod (alpha K) ^ 2)).

(** The averaged population of the top level at all times, from any start with trace one. *)
Definition averaged_top : Prop := forall N kappa alpha rho0 rho t, hidden_solutions N kappa alpha rho0 rho ->
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> csum 1 N (fun K => rho0 K K) = RtoC 1 -> (1 <= N)%nat -> 0 <= t ->
  average N (fun lambda => rho lambda t N N)
  = Cplus (RtoC (Cmod (alpha N) ^ 2 * (1 - exp (- kappa * t))))
      (Cmult (rho0 N N) (RtoC (Cmod (alpha N) ^ 2 * exp (- kappa * t)
                               + (1 - Cmod (alpha N) ^ 2) * exp (- kappa * (INR N - 1) * t)))).

(** The averaged population of the top level falls short of p_N by (y - y^(N-1))/4 at most, where (N - 1) y^(N-2) = 1,
    and by so much at p_N = 1/2 and exp(-kappa t) = y alone. *)
Definition averaged_top_extremum : Prop := forall N kappa alpha rho0 rho t y, hidden_family N kappa alpha rho0 rho ->
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> (3 <= N)%nat -> 0 < y -> (INR N - 1) * y ^ (N - 2) = 1 -> 0 <= t ->
  let short := Cmod (alpha N) ^ 2 - Re (average N (fun lambda => rho lambda t N N)) in
  short <= (y - y ^ (N - 1)) / 4
  /\ (short = (y - y ^ (N - 1)) / 4 <-> Cmod (alpha N) ^ 2 = / 2 /\ exp (- kappa * t) = y).

(** A no-go: jump rates that look at the sign of sigma_M alone, not at the state, leave the averaged populations of every
    state alone at first only if no level M >= 3 takes or gives; the levels 1 and 2 then jump as in the model. *)
Definition no_state_independent_rates : Prop := forall N a d,
  (forall p J, (forall K, 0 < p K) -> sum 1 N p = 1 -> (1 <= J <= N)%nat ->
   two_point p N (fun s => one_sigma_rate a d N s p J) = 0)
  <-> (forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> a false M K = 0 /\ d true M K = 0
       /\ a true M K = d false M K /\ ((3 <= M)%nat -> a true M K = 0)).

(** With Born's weights the rates of the levels are free, for every N: none of the averaged populations moves. *)
Definition level_rates_free : Prop := forall N k p0 (r : (nat -> C) -> nat -> R -> R) J t,
  (forall K, 0 <= p0 K) -> looks_above N k ->
  (forall l, leveled_solution N k (sector p0 l) p0 (r l) /\ starts_at N p0 (r l)) ->
  (1 <= J <= N)%nat -> 0 <= t -> disk_expectation N (fun l => r l J t) = p0 J.

(** With these rates, too, there is a solution in every sector. *)
Definition leveled_solutions_exist : Prop := forall N k p0,
  exists r : signs -> nat -> R -> R, forall s, leveled_solution N k s p0 (r s) /\ starts_at N p0 (r s).

(** The averaged coherence of I < J: a factor for each of the two, for each level between them, and for each level above. *)
Definition averaged_coherences : Prop := forall N I J kappa alpha rho0 rho t, hidden_solutions N kappa alpha rho0 rho ->
  (1 <= I < J)%nat -> (J <= N)%nat -> 0 < sum 1 I (fun K => Cmod (alpha K) ^ 2) -> 0 <= t ->
  average N (fun lambda => rho lambda t I J)
  = Cmult (closed_factor N I J (fun K => Cmod (alpha K) ^ 2) (- kappa * t / 2)) (rho0 I J).

(** For a state with every p_J > 0 no other rates do it: the first n levels, for every n <= N, keep their averages at all
    times with these alone, a rate k M for each level, taken from every K < M alike and given back by Born's weights. *)
Definition level_rates_forced : Prop := forall N (p0 : nat -> R) a d (r : nat -> signs -> nat -> R -> R),
  (forall J, 0 <= p0 J) -> (forall J, (1 <= J <= N)%nat -> 0 < p0 J) ->
  (forall n s, (n <= N)%nat -> signed_solution n a d s (r n s) /\ starts_at n p0 (r n s)) ->
  (forall n J t, (1 <= J <= n)%nat -> (n <= N)%nat -> 0 <= t -> two_point p0 n (fun s => r n s J t) = p0 J)
  <-> exists k, forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> a M K = k M /\ d M K = k M * born_weights p0 M K.

(** For all rates of jumps |J><K|, for every value of the hidden variables, there is a solution. *)
Definition jumps_exist : Prop := forall N kappa (w : (nat -> C) -> nat -> nat -> R) rho0,
  exists rho, hidden_jumping N kappa w rho0 rho.

(** Rates that look at one sigma each, in a state of two levels K < M: how another level, and M, move on average at first. *)
Definition rates_by_signs : Prop :=
  (forall N kappa u d K M s alpha rho0 rho J, two_levels N K M s alpha -> populated N alpha rho0 ->
   hidden_jumping N kappa (by_signs N u d alpha) rho0 rho ->
   (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> (1 <= J <= N)%nat -> (K < M)%nat -> s < 1 -> J <> K -> J <> M ->
   right_derivative (fun t => average N (fun lambda => rho lambda t J J))
     (RtoC (kappa * ((1 - s) * rate_by_signs N u d K M s J K + s * rate_by_signs N u d K M s J M))))
  /\
  (forall N kappa u d K M s alpha rho0 rho, two_levels N K M s alpha -> populated N alpha rho0 ->
   hidden_jumping N kappa (by_signs N u d alpha) rho0 rho ->
   (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> (K < M)%nat -> s < 1 ->
   right_derivative (fun t => average N (fun lambda => rho lambda t M M))
     (RtoC (kappa * ((1 - s) * rate_by_signs N u d K M s M K
                     - s * sum 1 N (fun I => (1 - delta I M) * rate_by_signs N u d K M s I M))))).

(** A no-go: no such rates keep the averaged populations of every state, but those that move the levels 1 and 2 alone,
    up where sigma_2 > 0 and down where sigma_2 < 0, at one rate. *)
Definition rates_by_signs_forced : Prop := forall N kappa u d, (2 <= N)%nat -> 0 < kappa ->
  (forall n J K, 0 <= u n J K /\ 0 <= d n J K) ->
  populations_stay N kappa (by_signs N u d)
  <-> u 2%nat 2%nat 1%nat = d 2%nat 1%nat 2%nat
      /\ (forall n J K, (2 <= n <= N)%nat -> (1 <= J <= N)%nat -> (1 <= K <= N)%nat -> J <> K ->
          (~ (n = 2 /\ J = 2 /\ K = 1)%nat -> u n J K = 0) /\ (~ (n = 2 /\ J = 1 /\ K = 2)%nat -> d n J K = 0)).

(** Rates that look at the winner alone, in a state of two levels: how a third level moves on average at first. *)
Definition winner_alone_is_fed : Prop := forall N kappa w K M s alpha rho0 rho J,
  two_levels N K M s alpha -> populated N alpha rho0 -> hidden_jumping N kappa (by_winner N w alpha) rho0 rho ->
  (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> (1 <= J <= N)%nat -> J <> K -> J <> M ->
  right_derivative (fun t => average N (fun lambda => rho lambda t J J))
    (RtoC (kappa * ((1 - s) ^ 2 * w K J K + s * (1 - s) * (w K J M + w M J K) + s ^ 2 * w M J M))).

(** The same for one of the two. *)
Definition winner_rates : Prop := forall N kappa w K M s alpha rho0 rho,
  two_levels N K M s alpha -> populated N alpha rho0 -> hidden_jumping N kappa (by_winner N w alpha) rho0 rho ->
  (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> K <> M ->
  right_derivative (fun t => average N (fun lambda => rho lambda t M M))
    (RtoC (kappa * ((1 - s) ^ 2 * w K M K + s * (1 - s) * (w M M K - sum 1 N (fun I => (1 - delta I M) * w K I M))
                    - s ^ 2 * sum 1 N (fun I => (1 - delta I M) * w M I M)))).

(** Such rates keep the averaged populations of every state if and only if every level gives to the winner alone, and as much as
    it would take from it. *)
Definition winner_rates_forced : Prop := forall N kappa w, 0 < kappa -> (forall W J K, 0 <= w W J K) ->
  populations_stay N kappa (by_winner N w)
  <-> (forall W K, (1 <= W <= N)%nat -> (1 <= K <= N)%nat -> w W W K = w K K W
       /\ forall J, (1 <= J <= N)%nat -> J <> W -> J <> K -> w W J K = 0).

(** With jumps into the winner alone, at the rates g W K: the averaged populations at all times. *)
Definition winner_populations : Prop := forall N kappa g alpha rho0 rho J t,
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> populated N alpha rho0 ->
  hidden_jumping N kappa (by_winner N (into_winner g) alpha) rho0 rho -> (1 <= J <= N)%nat -> 0 <= t ->
  average N (fun lambda => rho lambda t J J) = Cplus (Cmod (alpha J) ^ 2) (Cmult (Cmod (alpha J) ^ 2) (csum 1 N (fun K =>
    Cmult (Cmod (alpha K) ^ 2) (Cminus (exp (- kappa * g K J * t)) (exp (- kappa * g J K * t)))))).

(** They stay as they are, for every state, if and only if g is symmetric. *)
Definition winner_populations_forced : Prop := forall N kappa g, 0 < kappa ->
  populations_stay N kappa (by_winner N (into_winner g))
  <-> (forall W K, (1 <= W <= N)%nat -> (1 <= K <= N)%nat -> g W K = g K W).

(** With these jumps: the averaged coherences at all times. *)
Definition winner_coherences : Prop := forall N kappa g alpha rho0 rho I J t,
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> hidden_jumping N kappa (by_winner N (into_winner g) alpha) rho0 rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
  average N (fun lambda => rho lambda t I J)
  = Cmult (csum 1 N (fun K => Cmult (Cmod (alpha K) ^ 2) (exp (- kappa * (g K I + g K J) * t / 2)))) (rho0 I J).

(** They decay by one factor, the same for every state and every I <> J, for N >= 3 if and only if all rates are equal. *)
Definition winner_coherences_forced : Prop := forall N kappa g, (3 <= N)%nat -> 0 < kappa ->
  (exists f : R -> R, forall alpha rho I J t, sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 ->
   hidden_jumping N kappa (by_winner N (into_winner g) alpha) (pure_state alpha) rho ->
   (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
   average N (fun lambda => rho lambda t I J) = Cmult (RtoC (f t)) (pure_state alpha I J))
  <-> (forall W K W' K', (1 <= W <= N)%nat -> (1 <= K <= N)%nat -> (1 <= W' <= N)%nat -> (1 <= K' <= N)%nat -> g W K = g W' K').

(** With all rates 1 the averaged coherences decay as exp(-kappa t); without |W><W| by a factor that depends on the state. *)
Definition winner_linear : Prop :=
  (forall N kappa alpha rho0 rho I J t, sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 ->
   hidden_jumping N kappa (by_winner N (into_winner (fun _ _ => 1)) alpha) rho0 rho ->
   (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
   average N (fun lambda => rho lambda t I J) = Cmult (RtoC (exp (- kappa * t))) (rho0 I J))
  /\
  (forall N kappa alpha rho0 rho I J t, sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 ->
   hidden_jumping N kappa (by_winner N (into_winner (fun W K => 1 - delta W K)) alpha) rho0 rho ->
   (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
   average N (fun lambda => rho lambda t I J)
   = Cmult (RtoC (exp (- kappa * t) + (Cmod (alpha I) ^ 2 + Cmod (alpha J) ^ 2) * (exp (- kappa * t / 2) - exp (- kappa * t))))
       (rho0 I J)).

(** With all rates 1 the averaged evolution is one linear map for each time, the same for every state: a semigroup. *)
Definition winner_map : Prop := forall N kappa alpha rho0 rho I J t,
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> populated N alpha rho0 ->
  hidden_jumping N kappa (by_winner N (into_winner (fun _ _ => 1)) alpha) rho0 rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  average N (fun lambda => rho lambda t I J) = Cmult (RtoC (if Nat.eqb I J then 1 else exp (- kappa * t))) (rho0 I J).

(** Jump operators that move along: the interaction picture solves (15) with H = 0, for every N, sigma, kappa and H. *)
Definition moving_operators : Prop := forall N kappa H sigma U rho, turning N H U -> moving N kappa H sigma U rho ->
  evolution N kappa sigma (interaction N U rho).

(** In components, as in (39) and (44). *)
Definition moving_components : Prop :=
  (forall N kappa H sigma U rho J t, turning N H U -> moving N kappa H sigma U rho -> (1 <= J <= N)%nat -> 0 <= t ->
   derivative (fun x => interaction N U rho x J J) t
     (kappa * ((1 - delta J 1) * (theta (sigma J) * csum 1 (J - 1) (fun K => interaction N U rho t K K)
                                  - theta (- sigma J) * interaction N U rho t J J * (INR J - 1))
               + (1 - delta J N) * csum (J + 1) N (fun M => theta (- sigma M) * interaction N U rho t M M
                                                            - theta (sigma M) * interaction N U rho t J J)))%C)
  /\
  (forall N kappa H sigma U rho I J t, turning N H U -> moving N kappa H sigma U rho ->
   (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
   derivative (fun x => interaction N U rho x I J) t
     (Cmult (RtoC (- kappa / 2 * Lambda N sigma I J)) (interaction N U rho t I J))).

(** From every matrix there is a solution with such operators. *)
Definition moving_exists : Prop := forall N kappa H sigma U rho0, turning N H U ->
  exists rho, moving N kappa H sigma U rho
  /\ forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho 0 I J = rho0 I J.
