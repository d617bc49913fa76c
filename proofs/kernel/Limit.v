(** Section 2.2, the conclusion: the average of rho_JJ(t) over the hidden variables tends to
    the initial population of level J, for every N. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Disks Average Driven Solutions.
From bornproof Require Import Absorption Collapse Born.
Open Scope R_scope.

(** A solution in every sector, all of them from the same populations p0. *)
Definition all_sectors (N : nat) (kappa : R) (p0 : nat -> R) (r : signs -> nat -> R -> R) : Prop :=
  forall s, solution N s kappa (r s) /\ starts_at N p0 (r s).

(** The average over the hidden variables of the population of level J at time t. *)
Definition averaged (N : nat) (p0 : nat -> R) (r : signs -> nat -> R -> R) (J : nat) (t : R) : R :=
  two_point p0 N (fun s => r s J t).

Lemma winner_upd_below s n m b : (n < m)%nat -> winner (upd s m b) n = winner s n.
Proof.
  intros H; induction n as [|n IH]; [reflexivity|].
  destruct (Nat.eq_dec n 0) as [->|]; [reflexivity|].
  rewrite !winner_step, upd_other, IH by lia; reflexivity.
Qed.

(** If sigma_n > 0 wherever that is sure, the partial sums do not vanish from the winner up. *)
Lemma winner_partial p s n :
  (forall J, 0 <= p J) -> (1 <= n)%nat ->
  (forall k, (2 <= k <= n)%nat -> p k / sum 1 k p = 1 -> s k = true) -> 0 < sum 1 n p ->
  forall M, (winner s n <= M <= n)%nat -> 0 < sum 1 M p.
Proof.
  intros p_pos; induction n as [|n IH]; intros Hn Hs HS M HM; [lia|].
  destruct (Nat.eq_dec M (S n)) as [->|HMn]; [assumption|].
  assert (H0 : (1 <= n)%nat) by (destruct n; [simpl in HM; lia|lia]).
  rewrite winner_step in HM by lia; destruct (s (S n)) eqn:E; [lia|].
  apply IH; [lia| | |lia].
  - intros k Hk; apply Hs; lia.
  - destruct (Rle_lt_or_eq_dec _ _ (partial_pos p p_pos n)) as [|Z]; [assumption|exfalso].
    assert (H1 := Hs (S n) ltac:(lia)); rewrite E, sum_last, <- Z in * by lia.
    assert (false = true) by (apply H1; field; lra); discriminate.
Qed.

(** (22): the event of (22) is the outcome. But on a null set of hidden variables, it happens
    for K if and only if K is the winner of the sector that they select. *)
Theorem selects_is_winner p N K l :
  (forall J, 0 <= p J) -> sum 1 N p = 1 -> (1 <= K <= N)%nat -> generic p N l ->
  selects p N K l = basis_state (winner (sector p l) N) K.
Proof.
  intros p_pos T HK G; set (s := sector p l).
  destruct (winner_spec s N ltac:(lia)) as (B & W1 & F); set (W := winner s N) in *.
  assert (P : forall M, (W <= M <= N)%nat -> 0 < sum 1 M p).
  { apply winner_partial; [assumption|lia| |lra]; intros k Hk U.
    assert (HS : 0 < sum 1 k p).
    { destruct (Rle_lt_or_eq_dec _ _ (partial_pos p p_pos k)) as [|Z]; [assumption|exfalso].
      generalize (partial_term p p_pos k ltac:(lia)) (p_pos k); intros A C.
      replace (p k) with 0 in U by lra; unfold Rdiv in U; lra. }
    assert (Z := G k Hk HS); unfold s, sector; destruct (Rlt_dec _ _) as [|A]; [reflexivity|].
    assert (E : p k = sum 1 k p) by (apply (Rmult_eq_reg_r (/ sum 1 k p));
      [rewrite Rinv_r by lra; exact U|apply Rinv_neq_0_compat; lra]).
    unfold sigma in Z, A; rewrite sum_scal_r in Z, A; rewrite (term_prefix k p) in E by lia.
    replace (sum 1 (k - 1) p) with 0 in Z, A by lra.
    assert (0 <= norm2 (l k)) by (unfold norm2; nra).
    assert (0 <= p k * norm2 (l k)) by (apply Rmult_le_pos; auto); lra. }
  unfold selects, basis_state; destruct (lt_eq_lt_dec K W) as [[HKW|HKW]|HKW].
  - rewrite (delta_neq K), (product_zero _ _ _ W); [ring|lia| |lia].
    rewrite (theta_negative_sector p p_pos N) by (assumption || lia); fold s.
    rewrite W1 by lia; destruct (Rlt_dec _ _); simpl; ring.
  - subst K; rewrite delta_refl, product_one.
    + destruct (Nat.leb_spec 2 W); [|ring].
      rewrite theta_positive_sector; fold s; rewrite W1 by lia; simpl; ring.
    + intros J HJ; rewrite (theta_negative_sector p p_pos N) by (assumption || lia); fold s.
      rewrite F by lia; destruct (Rlt_dec _ _) as [|A]; [simpl; ring|exfalso; apply A, P; lia].
  - rewrite (delta_neq K) by lia; destruct (Nat.leb_spec 2 K); [|lia].
    rewrite theta_positive_sector; fold s; rewrite F by lia; simpl; ring.
Qed.

(** (39): there is a solution in every sector, all of them from the same populations. *)
Theorem all_sectors_exist N kappa p0 : exists r, all_sectors N kappa p0 r.
Proof.
  exists (fun s => flow (sector_up s) (sector_down s) kappa p0 N 0 (fun _ _ => 0)); intros s.
  destruct (flow_driven (sector_up s) (sector_down s) kappa p0 N 0 (fun _ _ => 0)) as [D I];
    [intros; apply continuous_const|split; [now apply solution_driven|exact I]].
Qed.

(** The integral over the disks of a population is its average over the sectors. *)
Theorem average_over_disks N p0 kappa q (r : (nat -> C) -> nat -> R -> R) J t :
  (forall K, 0 <= p0 K) -> all_sectors N kappa p0 q ->
  (forall l, solution N (sector p0 l) kappa (r l) /\ starts_at N p0 (r l)) ->
  (1 <= J <= N)%nat -> 0 <= t ->
  disk_expectation N (fun l => r l J t) = averaged N p0 q J t.
Proof.
  intros p0_pos Hq Hr HJ Ht; apply disk_expectation_two_point; [assumption|]; intros l _.
  destruct (Hr l) as [Hl H0], (Hq (sector p0 l)) as [Hs Hs0].
  apply (populations_unique N (sector p0 l) kappa); auto.
  intros K HK; rewrite H0, Hs0 by assumption; reflexivity.
Qed.

Section Born.

Variables (N : nat) (p0 : nat -> R).
Hypothesis HN : (1 <= N)%nat.
Hypothesis p0_pos : forall J, 0 <= p0 J.
Hypothesis total : sum 1 N p0 = 1.

Lemma winner_probability_total n J :
  (1 <= J <= n)%nat -> 0 < sum 1 n p0 ->
  two_point p0 n (fun s => basis_state (winner s n) J) = p0 J / sum 1 n p0.
Proof.
  unfold basis_state; induction n as [|n IH]; intros HJ HS; [lia|].
  destruct (Nat.eq_dec n 0) as [->|Hn].
  { replace J with 1%nat by lia; rewrite sum_one in *.
    change (delta 1 1 = p0 1%nat / p0 1%nat); rewrite delta_refl; field; lra. }
  rewrite two_point_step by lia.
  rewrite (two_point_ext p0 n _ (fun _ => delta J (S n)))
    by (intros; rewrite winner_step, upd_same by lia; reflexivity).
  rewrite two_point_const, (two_point_ext p0 n _ (fun s => delta J (winner s n)))
    by (intros; rewrite winner_step, upd_same, winner_upd_below by lia; reflexivity).
  destruct (Nat.eq_dec J (S n)) as [->|HJn].
  - rewrite (two_point_ext p0 n _ (fun _ => 0)), two_point_const, delta_refl; [ring|].
    intros s _; apply delta_neq; destruct (winner_spec s n); lia.
  - rewrite (delta_neq J) by assumption; rewrite sum_last in * by lia.
    destruct (Rle_lt_or_eq_dec _ _ (partial_pos p0 p0_pos n)) as [A|Z].
    + rewrite IH by (lia || assumption); field; lra.
    + assert (E : p0 J = 0)
        by (generalize (term_le_sum n p0 J (fun K _ => p0_pos K) ltac:(lia)) (p0_pos J); lra).
      rewrite E, <- Z; field; lra.
Qed.

(** (22): J is the winner with the probability p_J. *)
Theorem winner_probability J :
  (1 <= J <= N)%nat -> two_point p0 N (fun s => basis_state (winner s N) J) = p0 J.
Proof. intros HJ; rewrite winner_probability_total, total by (assumption || lra); field. Qed.

(** Where each likely sector approaches its winner's basis state, the average approaches p_J. *)
Lemma average_bound (f : signs -> R) J e :
  (1 <= J <= N)%nat ->
  (forall s, likely p0 N s -> Rabs (f s - basis_state (winner s N) J) <= e) ->
  Rabs (two_point p0 N f - p0 J) <= e.
Proof.
  intros HJ H; rewrite <- (winner_probability J HJ).
  apply (two_point_abs p0 p0_pos N f (fun s => basis_state (winner s N) J)); assumption.
Qed.

Variable kappa : R.

(** Born's rule in the limit, and how fast: the average over the hidden variables of the
    population of level J differs from its initial value by exp(-kappa t) at most. *)
Theorem born_limit_bound r J t :
  0 <= kappa -> all_sectors N kappa p0 r -> (1 <= J <= N)%nat -> 0 <= t ->
  Rabs (averaged N p0 r J t - p0 J) <= exp (- kappa * t).
Proof.
  intros Hk Hr HJ Ht; apply average_bound; [assumption|]; intros s _.
  destruct (Hr s) as [Hs H0].
  assert (T : sum 1 N (fun K => r s K 0) = 1) by (rewrite <- total; now apply sum_ext).
  assert (B := collapse_bound_nonneg N s kappa (r s) HN Hk Hs
    (fun K HK => eq_ind_r (fun x => 0 <= x) (p0_pos K) (H0 K HK)) J t HJ Ht).
  rewrite T, !Rmult_1_l in B; exact B.
Qed.

(** Born's rule in the limit: the average over the hidden variables of the population of
    level J tends to its initial value p_J, for every N, vanishing partial sums included. *)
Theorem born_limit r J :
  0 < kappa -> all_sectors N kappa p0 r -> (1 <= J <= N)%nat ->
  is_lim (averaged N p0 r J) p_infty (p0 J).
Proof.
  intros Hk Hr HJ; apply (is_lim_of_exp_bound _ _ 1 kappa Hk); intros t Ht.
  rewrite Rmult_1_l; apply born_limit_bound; auto; lra.
Qed.

(** Born's rule in the limit, with the integral over the disks: [r l] is a solution in the
    sector that the hidden variables l = (lambda_2, ..., lambda_N) select; sigma_n = 0 counts
    with sigma_n < 0. *)
Theorem born_limit_disks (r : (nat -> C) -> nat -> R -> R) J :
  0 < kappa ->
  (forall l, solution N (sector p0 l) kappa (r l) /\ starts_at N p0 (r l)) ->
  (1 <= J <= N)%nat ->
  is_lim (fun t => disk_expectation N (fun l => r l J t)) p_infty (p0 J).
Proof.
  intros Hk Hr HJ; destruct (all_sectors_exist N kappa p0) as [q Hq].
  apply (is_lim_ext_loc (averaged N p0 q J)); [|now apply born_limit].
  exists 0; intros t Ht; symmetry; apply (average_over_disks N p0 kappa); auto; lra.
Qed.

End Born.

(** ** The singlet *)

Section Singlet.

Variables (q : R) (p0 : nat -> R).
Hypothesis q_unit : 0 <= q ^ 2 <= 1.
Hypothesis p1 : p0 1%nat = q ^ 2.
Hypothesis p2 : p0 2%nat = 1 - q ^ 2.
Hypothesis p_upper : forall J, J <> 1%nat -> J <> 2%nat -> p0 J = 0.

Lemma singlet_pos J : 0 <= p0 J.
Proof.
  destruct (Nat.eq_dec J 1) as [->|]; [lra|].
  destruct (Nat.eq_dec J 2) as [->|]; [lra|rewrite p_upper by assumption; lra].
Qed.

(** (32): P(sigma_2 < 0) = q^2 and P(sigma_2 > 0) = 1 - q^2. *)
Theorem eq_32 : P_negative p0 2 = q ^ 2 /\ P_positive p0 2 = 1 - q ^ 2.
Proof.
  assert (E : sum 1 2 p0 = 1) by (unfold sum; simpl; lra).
  rewrite P_negative_is, P_positive_is, E, p2 by (exact singlet_pos || lia).
  destruct (Rlt_dec 0 1); [|lra]; split; field.
Qed.

(** (33), diagonal: in the average over the hidden variables of the four-level singlet,
    rho_11(t) = q^2 and rho_22(t) = 1 - q^2 at all times. *)
Theorem eq_33 kappa r t :
  all_sectors 4 kappa p0 r -> 0 <= t ->
  averaged 4 p0 r 1 t = q ^ 2 /\ averaged 4 p0 r 2 t = 1 - q ^ 2.
Proof.
  intros Hr Ht.
  assert (L : forall s, likely p0 4 s ->
    r s 1%nat t = rb (s 2%nat) * q ^ 2 * exp (- kappa * t)
      + (1 - rb (s 2%nat)) * (1 - (1 - q ^ 2) * exp (- kappa * t))
    /\ r s 2%nat t = rb (s 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
      + (1 - rb (s 2%nat)) * (1 - q ^ 2) * exp (- kappa * t)).
  { intros s Hs; destruct (Hr s) as [H H0].
    apply (eq_58_59 s kappa (r s)); try assumption.
    1, 2: apply Hs; [lia|rewrite p_upper by lia; unfold Rdiv; ring].
    all: rewrite H0 by lia; auto. }
  assert (A : forall a b, two_point p0 4 (fun s => a + rb (s 2%nat) * b) = a + (1 - q ^ 2) * b).
  { intros a b; assert (E : sum 1 2 p0 = 1) by (unfold sum; simpl; lra).
    rewrite two_point_plus, two_point_const; f_equal.
    rewrite (two_point_step p0 3), !(two_point_step p0 2), !(two_point_step p0 1) by lia.
    rewrite (p_upper 3), (p_upper 4) by lia.
    unfold Rdiv; rewrite !Rmult_0_l, E, p2; unfold upd; cbn; field. }
  unfold averaged; split.
  - rewrite (two_point_ext p0 4 _ (fun s => (1 - (1 - q ^ 2) * exp (- kappa * t))
      + rb (s 2%nat) * (exp (- kappa * t) - 1)))
      by (intros s Hs; rewrite (proj1 (L s Hs)); ring).
    rewrite A; ring.
  - rewrite (two_point_ext p0 4 _ (fun s => (1 - q ^ 2) * exp (- kappa * t)
      + rb (s 2%nat) * (1 - exp (- kappa * t))))
      by (intros s Hs; rewrite (proj2 (L s Hs)); ring).
    rewrite A; ring.
Qed.

End Singlet.
