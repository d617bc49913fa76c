(** Beyond the paper: which rates that look at one sigma each keep the averaged populations of a state at all times. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Disks Average Relaxation Driven Beyond Weighted StateIndependent.
Open Scope R_scope.

Lemma constant_derivative_at (f : R -> R) t l : is_derive f t l -> (forall u, t <= u -> f u = f t) -> l = 0.
Proof.
  intros D C; apply (constant_derivative (fun h : R => f (t + h))).
  - assert (E : is_derive (fun h : R => t + h) 0 1) by (auto_derive; [trivial|ring]).
    assert (D' : is_derive f (t + 0) l) by (now rewrite Rplus_0_r).
    eapply is_derive_eq; [exact (is_derive_comp f (fun h : R => t + h) 0 l 1 D' E)|]; unfold scal; simpl; unfold mult; simpl; ring.
  - intros h Hh; rewrite Rplus_0_r; apply C; lra.
Qed.

Section Forced.

Variables (N : nat) (p0 : nat -> R) (a d : nat -> nat -> R) (r : nat -> signs -> nat -> R -> R).
Hypothesis p0_pos : forall J, 0 <= p0 J.
Hypothesis p0_positive : forall J, (1 <= J <= N)%nat -> 0 < p0 J.
Hypothesis Hr : forall n s, (n <= N)%nat -> signed_solution n a d s (r n s) /\ starts_at n p0 (r n s).

Let up (b : bool) (M K : nat) : R := rb b * a M K.
Let down (b : bool) (M K : nat) : R := (1 - rb b) * d M K.

Lemma total_positive M : (1 <= M <= N)%nat -> 0 < sum 1 M p0.
Proof.
  intros HM; rewrite sum_first by lia; assert (A := p0_positive 1%nat ltac:(lia)).
  assert (0 <= sum 2 M p0) by (apply sum_nonneg; intros; auto); lra.
Qed.

Lemma averaged_derivative n J t : (1 <= J <= n)%nat -> (n <= N)%nat -> 0 <= t ->
  is_derive (fun t => two_point p0 n (fun s => r n s J t)) t
    (two_point p0 n (fun s => signed_rate a d n s (fun K => r n s K t) J)).
Proof.
  intros HJ Hn Ht; apply (two_point_is_derive p0 n (fun s t => r n s J t)); intros s; exact (proj1 (Hr n s Hn) J HJ t Ht).
Qed.

Section Constant.

Hypothesis constant : forall n J t, (1 <= J <= n)%nat -> (n <= N)%nat -> 0 <= t -> two_point p0 n (fun s => r n s J t) = p0 J.

Lemma no_rate n J t : (1 <= J <= n)%nat -> (n <= N)%nat -> 0 <= t ->
  two_point p0 n (fun s => signed_rate a d n s (fun K => r n s K t) J) = 0.
Proof.
  intros HJ Hn Ht; apply (constant_derivative_at _ t _ (averaged_derivative n J t HJ Hn Ht)).
  intros u Hu; rewrite !constant by (assumption || lra); reflexivity.
Qed.

Lemma signed_rate_ext n s p q J : (1 <= J <= n)%nat -> (forall K, (1 <= K <= n)%nat -> p K = q K) ->
  signed_rate a d n s p J = signed_rate a d n s q J.
Proof.
  intros HJ E; unfold signed_rate, one_sigma_rate; f_equal; apply sum_ext; intros K HK; rewrite (E J), (E K) by lia; reflexivity.
Qed.

Lemma no_rate_at_first n J : (1 <= J <= n)%nat -> (n <= N)%nat -> mean_rate up down n p0 J = 0.
Proof.
  intros HJ Hn; rewrite <- (two_point_rate up down n p0 J HJ), <- (no_rate n J 0 HJ Hn (Rle_refl 0)).
  apply two_point_ext; intros s _; apply signed_rate_ext; [assumption|]; intros K HK; symmetry; now apply Hr.
Qed.

Lemma balance M K : (1 <= K < M)%nat -> (M <= N)%nat -> d M K = a M K * born_weights p0 M K.
Proof.
  intros HK HM; destruct M as [|m]; [lia|].
  assert (E : mean_rate up down (S m) p0 K = mean_rate up down m p0 K + current up down p0 (S m) K)
    by (unfold mean_rate; rewrite sum_last by lia; ring).
  rewrite !no_rate_at_first in E by lia; unfold current, mean, up, down in E; simpl rb in E.
  assert (A := total_positive m ltac:(lia)); assert (B := p0_positive (S m) ltac:(lia)).
  unfold born_weights; replace (S m - 1)%nat with m by lia; rewrite (sum_last 1 m) in E by lia.
  apply (Rmult_eq_reg_l (p0 (S m) * sum 1 m p0 / (sum 1 m p0 + p0 (S m)))).
  - transitivity (p0 (S m) / (sum 1 m p0 + p0 (S m)) * p0 K * a (S m) K); [|field; lra].
    replace (p0 (S m) * sum 1 m p0 / (sum 1 m p0 + p0 (S m)))
      with ((1 - p0 (S m) / (sum 1 m p0 + p0 (S m))) * p0 (S m)) by (field; lra).
    lra.
  - apply Rgt_not_eq, Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra.
Qed.

(** The rate of the top level, once more differentiated. *)
Lemma signed_rate_top m s p : signed_rate a d (S m) s p (S m)
  = rb (s (S m)) * sum 1 m (fun K => a (S m) K * p K) - (1 - rb (s (S m))) * sum 1 m (d (S m)) * p (S m).
Proof.
  unfold signed_rate, one_sigma_rate; rewrite (sum_empty (S m + 1)) by lia; replace (S m - 1)%nat with m by lia.
  rewrite sum_minus, sum_scal_r, sum_scal_l; rewrite (sum_ext 1 m _ (fun K => rb (s (S m)) * (a (S m) K * p K))) by (intros; ring).
  rewrite sum_scal_l; ring.
Qed.

Lemma signed_rate_below m s p K : (1 <= K <= m)%nat -> signed_rate a d (S m) s p K
  = signed_rate a d m s p K + ((1 - rb (s (S m))) * d (S m) K * p (S m) - rb (s (S m)) * a (S m) K * p K).
Proof. intros HK; unfold signed_rate, one_sigma_rate; rewrite sum_last by lia; ring. Qed.

Lemma second_order m : (1 <= m)%nat -> (S m <= N)%nat ->
  sum 1 m p0 * sum 1 m (fun K => p0 K * a (S m) K ^ 2) = sum 1 m (fun K => p0 K * a (S m) K) ^ 2.
Proof.
  intros Hm HN; set (n := S m) in *; set (u := p0 n / sum 1 n p0); set (beta := sum 1 m (d n)).
  set (rate := fun s K => signed_rate a d n s p0 K).
  assert (D : is_derive (fun t => two_point p0 n (fun s => signed_rate a d n s (fun K => r n s K t) n)) 0
    (two_point p0 n (fun s => rb (s n) * sum 1 m (fun K => a n K * rate s K) - (1 - rb (s n)) * beta * rate s n))).
  { apply (two_point_is_derive p0 n (fun s t => signed_rate a d n s (fun K => r n s K t) n)); intros s.
    destruct (Hr n s HN) as [Hs H0].
    assert (Ds : forall K, (1 <= K <= n)%nat -> is_derive (r n s K) 0 (rate s K)).
    { intros K HK; eapply is_derive_eq; [exact (Hs K HK 0 (Rle_refl 0))|]; apply signed_rate_ext; assumption. }
    apply (is_derive_ext (fun t : R => rb (s n) * sum 1 m (fun K => a n K * r n s K t) - (1 - rb (s n)) * beta * r n s n t)).
    { intros t; symmetry; apply signed_rate_top. }
    apply (is_derive_minus (V := R_NormedModule)); apply is_derive_scal; [|apply Ds; unfold n; lia].
    apply (sum_is_derive 1 m (fun K t => a n K * r n s K t)); intros K HK; apply is_derive_scal, Ds; unfold n; lia. }
  apply constant_derivative_at in D; [|intros t Ht; rewrite !no_rate by (unfold n in *; lia || lra); reflexivity].
  unfold n in D at 1; rewrite two_point_step in D by assumption; fold n in D; fold u in D.
  assert (F : two_point p0 m (fun s => sum 1 m (fun K => a n K * signed_rate a d m s p0 K)) = 0).
  { rewrite <- (two_point_sum p0 m 1 m (fun K s => a n K * signed_rate a d m s p0 K)); apply sum_null; intros K HK.
    rewrite two_point_scal; change (two_point p0 m (fun s => signed_rate a d m s p0 K))
      with (two_point p0 m (fun s => one_sigma_rate up down m s p0 K)).
    rewrite two_point_rate, no_rate_at_first by lia; ring. }
  assert (Below : forall s K, (1 <= K <= m)%nat -> rate s K
    = signed_rate a d m s p0 K + ((1 - rb (s n)) * d n K * p0 n - rb (s n) * a n K * p0 K))
    by (intros s K; exact (signed_rate_below m s p0 K)).
  assert (Top : forall s, rate s n = rb (s n) * sum 1 m (fun K => a n K * p0 K) - (1 - rb (s n)) * beta * p0 n)
    by (intros s; exact (signed_rate_top m s p0)).
  assert (below : forall s b K, (1 <= K <= m)%nat -> signed_rate a d m (upd s n b) p0 K = signed_rate a d m s p0 K).
  { intros s b K HK; unfold signed_rate, one_sigma_rate; f_equal; [rewrite upd_other by (unfold n; lia); reflexivity|].
    apply sum_ext; intros M HM; rewrite upd_other by (unfold n; lia); reflexivity. }
  rewrite (two_point_ext p0 m _ (fun s => sum 1 m (fun K => a n K * signed_rate a d m s p0 K)
    - sum 1 m (fun K => p0 K * a n K ^ 2))) in D.
  2: { intros s _; rewrite upd_same; simpl rb; rewrite <- sum_minus.
       rewrite (sum_ext 1 m (fun K => a n K * rate (upd s n true) K)
         (fun K => a n K * signed_rate a d m s p0 K - p0 K * a n K ^ 2)); [ring|].
       intros K HK; rewrite Below, below, upd_same by assumption; simpl rb; ring. }
  rewrite (two_point_ext p0 m (fun s => rb (upd s n false n) * _ - _) (fun s => beta * beta * p0 n)) in D.
  2: { intros s _; rewrite Top, upd_same; simpl rb; ring. }
  rewrite two_point_minus, F, !two_point_const in D.
  assert (A := total_positive m ltac:(lia)); assert (B := p0_positive n ltac:(unfold n in *; lia)).
  assert (Sn : sum 1 n p0 = sum 1 m p0 + p0 n) by (apply sum_last; lia).
  assert (Bt : beta * sum 1 m p0 = sum 1 m (fun K => p0 K * a n K)).
  { unfold beta; rewrite <- sum_scal_r; apply sum_ext; intros K HK; rewrite balance by (unfold n in *; lia).
    unfold born_weights; replace (n - 1)%nat with m by (unfold n; lia); field; lra. }
  rewrite <- Bt; set (S2 := sum 1 m (fun K => p0 K * a n K ^ 2)) in *; unfold u in D; rewrite Sn in D.
  assert (E : p0 n / (sum 1 m p0 + p0 n) * (sum 1 m p0 * beta ^ 2 - S2) = 0).
  { rewrite <- D; field; lra. }
  apply Rmult_integral in E; destruct E as [E|E].
  - exfalso; assert (0 < p0 n / (sum 1 m p0 + p0 n)) by (apply Rdiv_lt_0_compat; lra); lra.
  - replace S2 with (sum 1 m p0 * beta ^ 2) by lra; ring.
Qed.

(** So that all levels below are emptied alike: the variance of their rates is 0. *)
Lemma alike m K : (1 <= K <= m)%nat -> (S m <= N)%nat ->
  a (S m) K = sum 1 m (fun K => p0 K * a (S m) K) / sum 1 m p0.
Proof.
  intros HK HN; assert (A := total_positive m ltac:(lia)); assert (V := second_order m ltac:(lia) HN).
  set (alpha := sum 1 m (fun K => p0 K * a (S m) K)) in *; set (c := alpha / sum 1 m p0).
  assert (Z : sum 1 m (fun K => p0 K * (a (S m) K - c) ^ 2) = 0).
  { rewrite (sum_ext 1 m _ (fun K => p0 K * a (S m) K ^ 2 - 2 * c * (p0 K * a (S m) K) + c ^ 2 * p0 K)) by (intros; ring).
    rewrite sum_plus, sum_minus, !sum_scal_l; fold alpha.
    apply (Rmult_eq_reg_l (sum 1 m p0)); [|lra]; rewrite Rmult_0_r.
    transitivity (sum 1 m p0 * sum 1 m (fun K => p0 K * a (S m) K ^ 2) - alpha ^ 2); [unfold c; field; lra|lra]. }
  rewrite sum_vanishes in Z by (intros; apply Rmult_le_pos; [apply p0_pos|apply pow2_ge_0]).
  specialize (Z K HK); assert (B := p0_positive K ltac:(lia)); apply Rmult_integral in Z; destruct Z as [Z|Z]; [lra|].
  replace ((a (S m) K - c) ^ 2) with (Rsqr (a (S m) K - c)) in Z by (unfold Rsqr; ring); apply Rsqr_0_uniq in Z; lra.
Qed.

End Constant.

Theorem forced_and_free :
  (forall n J t, (1 <= J <= n)%nat -> (n <= N)%nat -> 0 <= t -> two_point p0 n (fun s => r n s J t) = p0 J)
  <-> exists k, forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> a M K = k M /\ d M K = k M * born_weights p0 M K.
Proof.
  split.
  - intros C; exists (fun M => sum 1 (M - 1) (fun K => p0 K * a M K) / sum 1 (M - 1) p0); intros M K HK HM.
    assert (E : a M K = sum 1 (M - 1) (fun K => p0 K * a M K) / sum 1 (M - 1) p0).
    { destruct M as [|m]; [lia|]; replace (S m - 1)%nat with m by lia; apply (alike C m K); lia. }
    split; [exact E|rewrite <- E; now apply balance].
  - intros [k Hk] n J t HJ Hn Ht.
    apply (leveled_average 1 p0 p0_pos n (fun _ => k) (r n)); [intros s s' M _ _; reflexivity| |assumption|assumption].
    intros s; destruct (Hr n s Hn) as [Hs H0]; split; [|exact H0].
    intros K HK x Hx; eapply is_derive_eq; [exact (Hs K HK x Hx)|].
    unfold signed_rate, one_sigma_rate, jump_rate, level_up, level_down.
    rewrite <- sum_scal_l, <- sum_scal_r, <- sum_minus.
    rewrite (sum_ext 1 (K - 1) _ (fun L => k K * rb (s K) * r n s L x - k K * ((1 - rb (s K)) * born_weights p0 K L) * r n s K x))
      by (intros L HL; destruct (Hk K L ltac:(lia) ltac:(lia)) as [-> ->]; ring).
    rewrite (sum_ext (K + 1) n _ (fun M => k M * ((1 - rb (s M)) * born_weights p0 M K) * r n s M x - k M * rb (s M) * r n s K x))
      by (intros M HM; destruct (Hk M K ltac:(lia) ltac:(lia)) as [-> ->]; ring).
    ring.
Qed.

End Forced.

Theorem level_rates_forced : Statements.level_rates_forced.
Proof. intros N p0 a d r p0_pos P Hr; exact (forced_and_free N p0 a d r p0_pos P Hr). Qed.
