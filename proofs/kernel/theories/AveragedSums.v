(** Beyond the paper: the averaged partial sums of the populations in closed form, for every N, n, start and time. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Disks Average Events Relaxation Driven Evolution Capstone.
Open Scope R_scope.

(** ** One sector *)

Section Sector.

Variables (up : nat -> R) (down : nat -> nat -> R) (s : signs) (n : nat).

(** Above the level n the jumps are those of a sector in which no sigma vanishes. *)
Definition decided (N : nat) : Prop :=
  forall M, (n < M <= N)%nat -> up M = rb (s M) /\ forall K, (1 <= K < M)%nat -> down M K = 1 - rb (s M).

(** How many sigmas above n are positive; and what is above n, where sigma is negative. *)
Definition count (N : nat) : R := sum (n + 1) N (fun M => rb (s M)).
Definition decaying (N : nat) (p : nat -> R) : R := sum (n + 1) N (fun M => (1 - rb (s M)) * p M).

Lemma decided_below N : decided (S N) -> decided N.
Proof. intros H M HM; apply H; lia. Qed.

Lemma decaying_rate N p :
  (n <= N)%nat -> decided N -> decaying N (jump_rate up down N p) = - (INR n + count N) * decaying N p.
Proof.
  intros Hn; induction N as [|N IH]; intros H.
  { unfold decaying; rewrite !sum_empty by lia; ring. }
  destruct (Nat.eq_dec n (S N)) as [E|E].
  { unfold decaying; rewrite !sum_empty by lia; ring. }
  destruct (H (S N) ltac:(lia)) as [U D]; specialize (IH ltac:(lia) (decided_below _ H)).
  unfold decaying, count in *; rewrite !sum_last by lia.
  set (b := rb (s (S N))) in *; assert (B : b * b = b) by (unfold b; destruct (s (S N)); simpl; ring).
  rewrite (sum_ext (n + 1) N _ (fun M => (1 - rb (s M)) * jump_rate up down N p M
    + (1 - rb (s M)) * ((1 - b) * p (S N)) - b * ((1 - rb (s M)) * p M)))
    by (intros M HM; rewrite jump_rate_below, U, (D M) by lia; ring).
  rewrite sum_minus, sum_plus, IH, sum_scal_l, sum_scal_r, sum_minus, sum_const, jump_rate_top, U.
  rewrite (sum_ext 1 N (down (S N)) (fun _ => 1 - b)) by (intros; apply D; lia).
  rewrite sum_const; replace (INR (S N - (n + 1))) with (INR N - INR n) by (rewrite <- minus_INR by lia; f_equal; lia).
  replace (S N - 1)%nat with N by lia.
  set (c := sum (n + 1) N (fun M => rb (s M))); set (d := sum (n + 1) N (fun M => (1 - rb (s M)) * p M)).
  set (T := sum 1 N p); set (y := p (S N)).
  transitivity (- (INR n + c + b) * (d + (1 - b) * y) + (b * b - b) * (- (INR N * y) - y - T));
    [ring|rewrite B; ring].
Qed.

Lemma lower_rate N p :
  (n <= N)%nat -> decided N ->
  sum 1 n (jump_rate up down N p) = INR n * decaying N p - count N * sum 1 n p.
Proof.
  intros Hn H; rewrite jump_rate_partial_sum by assumption; unfold decaying, count; f_equal.
  - rewrite <- sum_scal_l; apply sum_ext; intros M HM.
    rewrite (sum_ext 1 n _ (fun _ => 1 - rb (s M))) by (intros; apply H; lia).
    rewrite sum_const; replace (S n - 1)%nat with n by lia; ring.
  - f_equal; apply sum_ext; intros M HM; apply H; lia.
Qed.

Variables (kappa : R) (N : nat) (y : nat -> R -> R).
Hypothesis Hn : (n <= N)%nat.
Hypothesis H : decided N.
Hypothesis Hy : driven up down kappa N 0 (fun _ _ => 0) y.

(** D_n decays by itself, and feeds the levels up to n. *)
Lemma decaying_law t : 0 <= t ->
  decaying N (fun K => y K t) = decaying N (fun K => y K 0) * exp (- (kappa * (INR n + count N)) * t).
Proof.
  apply (exponential_law _ (fun t => decaying N (fun K => y K t))); intros x Hx.
  eapply is_derive_eq.
  - apply (sum_is_derive _ _ (fun M t => (1 - rb (s M)) * y M t)
      (fun M => (1 - rb (s M)) * (kappa * jump_rate up down N (fun K => y K x) M))).
    intros M HM; apply is_derive_scal; eapply is_derive_eq; [apply (Hy M ltac:(lia) x Hx)|cbv beta; ring].
  - rewrite (sum_ext _ _ _ (fun M => kappa * ((1 - rb (s M)) * jump_rate up down N (fun K => y K x) M)))
      by (intros; ring).
    rewrite sum_scal_l; fold (decaying N (jump_rate up down N (fun K => y K x))).
    rewrite decaying_rate by assumption; ring.
Qed.

Lemma exp_INR a k : exp (INR k * a) = exp a ^ k.
Proof.
  induction k as [|k IH]; [simpl; rewrite Rmult_0_l; apply exp_0|].
  rewrite S_INR, Rmult_plus_distr_r, exp_plus, IH, Rmult_1_l; simpl; ring.
Qed.

Lemma sector_sum t : 0 <= t ->
  sum 1 n (fun J => y J t) = exp (- kappa * t * count N)
    * (sum 1 n (fun J => y J 0) + (1 - exp (- kappa * t) ^ n) * decaying N (fun K => y K 0)).
Proof.
  set (c := count N); set (R0 := sum 1 n (fun J => y J 0)); set (D0 := decaying N (fun K => y K 0)).
  rewrite <- exp_INR.
  apply (relax_unique (kappa * c) (fun t => sum 1 n (fun J => y J t))
    (fun t => exp (- kappa * t * c) * (R0 + (1 - exp (INR n * (- kappa * t))) * D0))
    (fun t => kappa * INR n * decaying N (fun K => y K t))).
  - intros x Hx; eapply is_derive_eq.
    + apply (sum_is_derive 1 n y (fun J => kappa * jump_rate up down N (fun K => y K x) J)).
      intros J HJ; eapply is_derive_eq; [apply (Hy J ltac:(lia) x Hx)|cbv beta; ring].
    + rewrite sum_scal_l, lower_rate by assumption; fold c; ring.
  - intros x Hx; rewrite decaying_law by assumption; fold c; fold D0.
    auto_derive; [trivial|].
    replace (- (kappa * (INR n + c)) * x) with (- kappa * x * c + INR n * (- kappa * x)) by ring.
    rewrite exp_plus; ring.
  - replace (- kappa * 0 * c) with 0 by ring; replace (INR n * (- kappa * 0)) with 0 by ring.
    rewrite exp_0; fold R0; ring.
Qed.

End Sector.

(** ** The average over the signs *)

Section Signs.

Variables (p : nat -> R) (n : nat) (a : R).

(** The averages of x^c and of x^c D_n(0), with x = exp a. *)
Definition mean_power (N : nat) : R := two_point p N (fun s => exp (a * count s n N)).
Definition mean_decaying (N : nat) (q : nat -> R) : R :=
  two_point p N (fun s => exp (a * count s n N) * decaying s n N q).

Lemma above_upd N s b q : (n <= N)%nat ->
  count (upd s (S N) b) n (S N) = count s n N + rb b
  /\ decaying (upd s (S N) b) n (S N) q = decaying s n N q + (1 - rb b) * q (S N).
Proof.
  intros Hn; unfold count, decaying; rewrite !sum_last, upd_same by lia; split; f_equal;
    apply sum_ext; intros M HM; now rewrite upd_other by lia.
Qed.

Lemma exp_rb b : exp (a * rb b) = if b then exp a else 1.
Proof. destruct b; simpl; [now rewrite Rmult_1_r|rewrite Rmult_0_r; apply exp_0]. Qed.

Lemma mean_power_step N : (1 <= N)%nat -> (n <= N)%nat ->
  mean_power (S N) = (p (S N) / sum 1 (S N) p * exp a + (1 - p (S N) / sum 1 (S N) p)) * mean_power N.
Proof.
  intros HN Hn; unfold mean_power; rewrite two_point_step by assumption.
  assert (E : forall b, two_point p N (fun s => exp (a * count (upd s (S N) b) n (S N)))
    = (if b then exp a else 1) * two_point p N (fun s => exp (a * count s n N))).
  { intros b; rewrite <- two_point_scal; apply two_point_ext; intros s _.
    rewrite (proj1 (above_upd N s b p Hn)), Rmult_plus_distr_l, exp_plus, exp_rb; ring. }
  rewrite !E; ring.
Qed.

Lemma mean_decaying_step N q : (1 <= N)%nat -> (n <= N)%nat ->
  mean_decaying (S N) q = (p (S N) / sum 1 (S N) p * exp a + (1 - p (S N) / sum 1 (S N) p)) * mean_decaying N q
    + (1 - p (S N) / sum 1 (S N) p) * q (S N) * mean_power N.
Proof.
  intros HN Hn; unfold mean_decaying, mean_power; rewrite two_point_step by assumption.
  assert (E : forall b, two_point p N (fun s => exp (a * count (upd s (S N) b) n (S N))
      * decaying (upd s (S N) b) n (S N) q)
    = (if b then exp a else 1) * (two_point p N (fun s => exp (a * count s n N) * decaying s n N q)
      + (1 - rb b) * q (S N) * two_point p N (fun s => exp (a * count s n N)))).
  { intros b; rewrite <- (two_point_scal p N (_ * _)), <- two_point_plus, <- two_point_scal.
    apply two_point_ext; intros s _; destruct (above_upd N s b q Hn) as [-> ->].
    rewrite (Rmult_plus_distr_l a), exp_plus, exp_rb; ring. }
  rewrite !E; simpl; ring.
Qed.

Hypothesis p_pos : forall J, 0 <= p J.
Hypothesis Hn : (1 <= n)%nat.

Lemma averages_closed N q : (n <= N)%nat -> ((n < N)%nat -> 0 < sum 1 (n + 1) p) ->
  mean_power N = product (n + 1) N (mean_factor p (exp a))
  /\ mean_decaying N q = product (n + 1) N (mean_factor p (exp a))
    * sum (n + 1) N (fun M => q M * (sum 1 (M - 1) p / (sum 1 (M - 1) p + exp a * p M))).
Proof.
  intros HN HS; induction N as [|N IH]; [lia|].
  destruct (Nat.eq_dec n (S N)) as [E|E].
  { unfold mean_power, mean_decaying; rewrite (product_empty (n + 1) (S N)), sum_empty by lia; split.
    - rewrite <- (two_point_const p (S N) 1); apply two_point_ext; intros s _.
      unfold count; rewrite sum_empty, Rmult_0_r by lia; apply exp_0.
    - rewrite <- (two_point_const p (S N) (1 * 0)); apply two_point_ext; intros s _.
      unfold decaying; rewrite sum_empty by lia; ring. }
  specialize (IH ltac:(lia)); destruct IH as [P D]; [intros; apply HS; lia|].
  rewrite mean_power_step, mean_decaying_step, P, D by lia.
  rewrite (product_last (n + 1) N), (sum_last (n + 1) N) by lia.
  set (A := product (n + 1) N (mean_factor p (exp a))).
  set (B := sum (n + 1) N (fun M => q M * (sum 1 (M - 1) p / (sum 1 (M - 1) p + exp a * p M)))).
  assert (0 < sum 1 (n + 1) p) by (apply HS; lia).
  assert (T : 0 < sum 1 (S N) p).
  { rewrite (sum_split 1 (n + 1) (S N)) by lia.
    assert (0 <= sum (S (n + 1)) (S N) p) by (apply sum_nonneg; auto); lra. }
  unfold mean_factor; replace (S N - 1)%nat with N by lia; rewrite (sum_last 1 N p) in * by lia.
  assert (Q := p_pos (S N)); assert (X := exp_pos a); assert (L := partial_pos p p_pos N).
  assert (0 < sum 1 N p + exp a * p (S N)) by nra.
  split; field; lra.
Qed.

End Signs.

(** The closed form in real numbers, where D_n(0) is fed down with the weight g. *)
Definition real_sum (N n z : nat) (p q : nat -> R) (x g : R) : R :=
  product (z + 1) N (mean_factor p x)
  * (sum 1 n q + g * sum (z + 1) N (fun M => q M * (sum 1 (M - 1) p / (sum 1 (M - 1) p + x * p M)))).

Lemma closed_sum_parts N n z p q x (g : R) :
  let closed := (product (z + 1) N (mean_factor p x) * (csum 1 n q + g * csum (z + 1) N (fun M =>
    q M * RtoC (sum 1 (M - 1) p / (sum 1 (M - 1) p + x * p M)))))%C in
  Re closed = real_sum N n z p (fun K => Re (q K)) x g /\ Im closed = real_sum N n z p (fun K => Im (q K)) x g.
Proof.
  cbv zeta; unfold real_sum; rewrite Re_scal, Im_scal, Re_plus, Im_plus, Re_scal, Im_scal, !csum_Re, !csum_Im.
  assert (E : forall z (y : R), Re (z * y)%C = Re z * y /\ Im (z * y)%C = Im z * y)
    by (intros; unfold Re, Im; simpl; split; ring).
  rewrite (sum_ext (z + 1) N _ _ (fun M _ => proj1 (E (q M) _))).
  rewrite (sum_ext (z + 1) N (fun k => Im _) _ (fun M _ => proj2 (E (q M) _))); split; reflexivity.
Qed.

(** ** The master equation *)

Section Family.

Variables (N n z : nat) (kappa : R) (alpha : nat -> C) (rho0 : matrix) (rho : (nat -> C) -> R -> matrix) (t g : R).

Let p (K : nat) : R := Cmod (alpha K) ^ 2.
Let x : R := exp (- kappa * t).
Let state (s : signs) (part : C -> R) (K : nat) (t : R) : R := part (evolve N kappa (representative p s) rho0 t K K).

Hypothesis Hrho : hidden_solutions N kappa alpha rho0 rho.
Hypothesis Hz : (n <= z <= N)%nat.
Hypothesis HS : (z < N)%nat -> 0 < sum 1 (z + 1) p.
Hypothesis Ht : 0 <= t.

Lemma representative_decided s :
  decided (theta_up (representative p s)) (theta_down (representative p s)) s z N.
Proof.
  intros M HM; assert (T : 0 < sum 1 M p).
  { rewrite (sum_split 1 (z + 1) M) by lia; specialize (HS ltac:(lia)).
    assert (0 <= sum (S (z + 1)) M p) by (apply sum_nonneg; intros; apply pow2_ge_0); lra. }
  unfold theta_up, theta_down, representative; destruct (Rlt_dec _ _); [|contradiction].
  destruct (s M); simpl; rewrite ?(theta_pos 1), ?(theta_nonpos (-1)), ?(theta_nonpos (- (1))), ?(theta_pos (- -1)) by lra;
    split; intros; ring.
Qed.

Lemma state_closed s part : part = Re \/ part = Im ->
  closed (representative p s) N kappa (state s part)
  /\ forall K, (1 <= K <= N)%nat -> state s part K 0 = part (rho0 K K).
Proof.
  intros Hpart; destruct (evolve_solves N kappa (representative p s) rho0) as [E E0].
  destruct (evolution_diagonal _ _ _ _ E) as [DR DI]; split; [destruct Hpart as [->| ->]; assumption|].
  intros K HK; unfold state; now rewrite E0.
Qed.

(** From the law of each sector to the average. *)
Lemma averaged_from_sectors :
  (n = 0%nat -> g = 0) ->
  (forall s y, decided (theta_up (representative p s)) (theta_down (representative p s)) s z N ->
    closed (representative p s) N kappa y -> sum 1 n (fun J => y J t) = exp (- kappa * t * count s z N)
      * (sum 1 n (fun J => y J 0) + g * decaying s z N (fun K => y K 0))) ->
  averaged_partial_sum N n rho t = (product (z + 1) N (mean_factor p x) * (csum 1 n (fun K => rho0 K K)
    + g * csum (z + 1) N (fun M => rho0 M M * RtoC (sum 1 (M - 1) p / (sum 1 (M - 1) p + x * p M)))))%C.
Proof.
  intros G Law; assert (A : forall part, part = Re \/ part = Im ->
    sum 1 n (fun J => disk_expectation N (fun lambda => part (rho lambda t J J)))
    = real_sum N n z p (fun K => part (rho0 K K)) x g).
  { intros part Hpart; destruct (Nat.eq_dec n 0) as [E|E].
    { unfold real_sum; rewrite E, !(sum_empty 1) by lia; rewrite G by assumption; ring. }
    rewrite (sum_ext 1 n _ (fun J => two_point p N (fun s => state s part J t)))
      by (intros; apply average_of_family; lia || assumption).
    rewrite two_point_sum; set (q := fun K => part (rho0 K K)).
    transitivity (sum 1 n q * mean_power p z (- kappa * t) N + g * mean_decaying p z (- kappa * t) N q).
    - unfold mean_power, mean_decaying; rewrite <- !two_point_scal, <- two_point_plus; apply two_point_ext; intros s _.
      destruct (state_closed s part Hpart) as [C C0].
      rewrite (Law s _ (representative_decided s) C); unfold decaying; fold (count s z N).
      rewrite (sum_ext 1 n _ q) by (intros; apply C0; lia).
      rewrite (sum_ext (z + 1) N _ (fun M => (1 - rb (s M)) * q M)) by (intros; now rewrite C0 by lia).
      ring.
    - destruct (averages_closed p z (- kappa * t) (fun K => pow2_ge_0 _) ltac:(lia) N q ltac:(lia) HS) as [-> ->].
      unfold real_sum; fold x; ring. }
  destruct (closed_sum_parts N n z p (fun K => rho0 K K) x g) as [ER EI]; unfold averaged_partial_sum.
  apply parts_eq; [rewrite csum_Re, ER; apply (A Re)|rewrite csum_Im, EI; apply (A Im)]; auto.
Qed.

End Family.

Theorem averaged_sums : Statements.averaged_sums.
Proof.
  intros N n kappa alpha rho0 rho t Hrho Hn HS Ht.
  apply (averaged_from_sectors N n n kappa alpha rho0 rho t (1 - exp (- kappa * t) ^ n)); try assumption;
    [lia|intros ->; simpl; ring|].
  intros s y D C; exact (sector_sum _ _ _ _ _ _ _ Hn D C t Ht).
Qed.

Lemma closed_sum_ext N n p q q' x : (n <= N)%nat -> (forall K, (1 <= K <= N)%nat -> q K = q' K) ->
  closed_sum N n p q x = closed_sum N n p q' x.
Proof.
  intros Hn E; unfold closed_sum; rewrite (csum_ext 1 n q q') by (intros; apply E; lia).
  do 3 f_equal; apply csum_ext; intros; rewrite E by lia; reflexivity.
Qed.

Theorem averaged_sums_of_state : Statements.averaged_sums_of_state.
Proof.
  intros N n kappa alpha rho0 rho t [P Hrho] Hn HS Ht; rewrite (averaged_sums N n kappa alpha rho0 rho t Hrho Hn HS Ht).
  apply closed_sum_ext; [assumption|exact P].
Qed.

(** Where the sigmas up to z vanish, each level up to z is fed and emptied like the others. *)
Lemma sector_below up down s n z kappa N y t :
  (n <= z <= N)%nat -> decided up down s z N -> driven up down kappa N 0 (fun _ _ => 0) y ->
  (forall M, (1 <= M <= z)%nat -> up M = 0 /\ forall K, down M K = 0) -> 0 <= t ->
  sum 1 n (fun J => y J t) = exp (- kappa * t * count s z N)
    * (sum 1 n (fun J => y J 0) + INR n / INR z * (1 - exp (- kappa * t) ^ z) * decaying s z N (fun K => y K 0)).
Proof.
  intros Hn D Hy Z Ht; destruct (Nat.eq_dec z 0) as [->|Hz].
  { replace n with 0%nat by lia; rewrite !sum_empty by lia; simpl; unfold Rdiv; ring. }
  assert (Iz : 0 < INR z) by (apply lt_0_INR; lia).
  set (R := fun t => sum 1 z (fun J => y J t)); set (c := count s z N).
  assert (L : forall J, (1 <= J <= z)%nat -> y J t - R t / INR z = (y J 0 - R 0 / INR z) * exp (- (kappa * c) * t)).
  { intros J HJ; apply (exponential_law _ (fun t => y J t - R t / INR z)); [|assumption]; intros x Hx.
    eapply is_derive_eq.
    - apply (is_derive_minus (V := R_NormedModule)); [exact (Hy J ltac:(lia) x Hx)|].
      apply (is_derive_ext (fun t : Rdefinitions.R => / INR z * R t)); [intros; apply Rmult_comm|].
      apply is_derive_scal; unfold R.
      apply (sum_is_derive 1 z y (fun J => kappa * jump_rate up down N (fun K => y K x) J)).
      intros K HK; eapply is_derive_eq; [apply (Hy K ltac:(lia) x Hx)|cbv beta; ring].
    - rewrite sum_scal_l, (lower_rate up down s z N) by (lia || assumption); fold c; fold (R x).
      assert (E : jump_rate up down N (fun K => y K x) J = decaying s z N (fun K => y K x) - c * y J x).
      { unfold jump_rate; rewrite (proj1 (Z J HJ)).
        rewrite (sum_null 1 (J - 1) (down J)) by (intros; now apply Z).
        rewrite (sum_split (J + 1) z N), (sum_null (J + 1) z) by
          (lia || (intros M HM; destruct (Z M ltac:(lia)) as [-> ->]; ring)).
        unfold c, count, decaying; rewrite <- sum_scal_r, <- sum_minus; replace (S z) with (z + 1)%nat by lia.
        rewrite (sum_ext (z + 1) N _ (fun M => (1 - rb (s M)) * y M x - rb (s M) * y J x)); [ring|].
        intros M HM; destruct (D M ltac:(lia)) as [-> ->]; [reflexivity|lia]. }
      rewrite E; unfold minus, plus, opp; simpl; field; lra. }
  rewrite (sum_ext 1 n (fun J => y J t) (fun J => (y J 0 - R 0 / INR z) * exp (- (kappa * c) * t) + R t / INR z))
    by (intros J HJ; rewrite <- (L J) by lia; ring).
  rewrite sum_plus, sum_scal_r, sum_minus, !sum_const; replace (S n - 1)%nat with n by lia.
  unfold R at 2; rewrite (sector_sum up down s z kappa N y (proj2 Hn) D Hy t Ht); fold (R 0); fold c.
  replace (- (kappa * c) * t) with (- kappa * t * c) by ring; field; lra.
Qed.

Theorem averaged_sums_below : Statements.averaged_sums_below.
Proof.
  intros N n z kappa alpha rho0 rho t Hrho Hn S0 HS Ht.
  apply (averaged_from_sectors N n z kappa alpha rho0 rho t (INR n / INR z * (1 - exp (- kappa * t) ^ z)));
    try assumption; [intros ->; simpl; unfold Rdiv; ring|].
  intros s y D C; apply (sector_below _ _ _ _ _ _ _ _ _ Hn D C); [|assumption].
  intros M HM; unfold theta_up, theta_down, representative; destruct (Rlt_dec _ _) as [P|P].
  - rewrite (sum_split 1 M z) in S0 by lia.
    assert (0 <= sum (S M) z (fun K => Cmod (alpha K) ^ 2)) by (apply sum_nonneg; intros; apply pow2_ge_0).
    exfalso; change (0 < sum 1 M (fun K => Cmod (alpha K) ^ 2)) in P; lra.
  - split; intros; apply theta_nonpos; lra.
Qed.
