(** Beyond the paper: at finite times the averaged populations of (15) are not those of
    quantum mechanics for N >= 3, though they are for N = 2. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Disks Average Relaxation Driven Solutions Collapse Limit.
Open Scope R_scope.

Section Paper.

Variables (N : nat) (kappa : R) (p0 : nat -> R) (r : signs -> nat -> R -> R).
Hypothesis total : sum 1 N p0 = 1.
Hypothesis Hr : all_sectors N kappa p0 r.

(** For N >= 2 the averaged population of the top level has the derivative
    -kappa (N - 2) p_N (1 - p_N) at t = 0. *)
Lemma drift :
  (2 <= N)%nat ->
  is_derive (averaged N p0 r N) 0 (- kappa * (INR N - 2) * p0 N * (1 - p0 N)).
Proof.
  intros HN; destruct N as [|n]; [lia|].
  eapply is_derive_eq.
  - apply (two_point_is_derive p0 (S n) (fun s => r s (S n))); intros s.
    exact (proj1 (Hr s) (S n) ltac:(lia) 0 (Rle_refl 0)).
  - rewrite (two_point_ext _ _ _ (fun s => 0 + kappa * (rb (s (S n)) * (1 - p0 (S n))
      - (1 - rb (s (S n))) * INR n * p0 (S n)))).
    + rewrite (two_point_top p0 n 0 (fun b => kappa * (rb b * (1 - p0 (S n))
        - (1 - rb b) * INR n * p0 (S n)))) by lia.
      rewrite total, S_INR; simpl; field.
    + intros s _; destruct (Hr s) as [_ H0].
      rewrite population_rate_jumps, jump_rate_top, H0 by lia; unfold sector_up, sector_down.
      rewrite (sum_ext 1 n _ p0) by (intros; apply H0; lia).
      rewrite sum_const; replace (S n - 1)%nat with n by lia.
      rewrite sum_last in total by lia.
      replace (sum 1 n p0) with (1 - p0 (S n)) by lra; ring.
Qed.

(** A function that is constant from t = 0 on has no derivative at 0 but 0. *)
Lemma constant_derivative (f : R -> R) l :
  is_derive f 0 l -> (forall t, 0 <= t -> f t = f 0) -> l = 0.
Proof.
  intros D C; destruct (Req_dec l 0) as [|Hl]; [assumption|exfalso].
  apply is_derive_Reals in D.
  destruct (D (Rabs l) (Rabs_pos_lt l Hl)) as [d Hd]; assert (P := cond_pos d).
  specialize (Hd (d / 2) ltac:(lra)); rewrite Rabs_right in Hd by lra.
  specialize (Hd ltac:(lra)); rewrite C in Hd by lra.
  replace ((f 0 - f 0) / (d / 2) - l) with (- l) in Hd by (field; lra).
  rewrite Rabs_Ropp in Hd; lra.
Qed.

(** For N >= 3 the averaged populations are not constant, whenever 0 < p_N < 1: that of the
    top level does not stay p_N. *)
Lemma drifts :
  (3 <= N)%nat -> 0 < kappa -> 0 < p0 N < 1 ->
  ~ (forall t, 0 <= t -> averaged N p0 r N t = p0 N).
Proof.
  intros HN Hk Hp H.
  assert (Z := constant_derivative _ _ (drift ltac:(lia))
    (fun t Ht => eq_trans (H t Ht) (eq_sym (H 0 (Rle_refl 0))))).
  assert (HN3 : 3 <= INR N) by (replace 3 with (INR 3) by (simpl; lra); now apply le_INR).
  assert (0 < kappa * (INR N - 2) * (p0 N * (1 - p0 N)))
    by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|nra]).
  lra.
Qed.

End Paper.

Theorem average_derivative_top : Statements.average_derivative_top.
Proof. intros N kappa p0 r; apply drift. Qed.

Theorem average_not_constant : Statements.average_not_constant.
Proof. intros N kappa p0 r T Hr; now apply (drifts N kappa). Qed.

(** (33), diagonal, for any state of two levels: the averaged populations are constant. *)
Theorem average_constant_two_levels : Statements.average_constant_two_levels.
Proof.
  intros kappa p0 r J t; intros T Hr HJ Ht.
  assert (T' : forall s, sum 1 2 (fun K => r s K 0) = 1).
  { intros s; rewrite <- T; apply sum_ext; intros; now apply Hr. }
  assert (E2 : p0 1%nat = 1 - p0 2%nat) by (unfold sum in T; simpl in T; lra).
  assert (L : forall s, r s 2%nat t = p0 2%nat * exp (- kappa * t)
    + (if s 2%nat then 1 - exp (- kappa * t) else 0)
    /\ r s 1%nat t = 1 - r s 2%nat t).
  { intros s; destruct (Hr s) as [Hs H0].
    assert (C := total_conserved 2%nat s kappa (r s) t Hs Ht); rewrite T' in C.
    assert (W := sector_winner_law 2%nat s kappa (r s) t ltac:(lia) Hs (T' s) Ht).
    unfold sum in C; simpl in C, W; destruct (s 2%nat); rewrite H0, ?E2 in W by lia; split; lra. }
  assert (A2 : averaged 2 p0 r 2 t = p0 2%nat).
  { unfold averaged; rewrite (two_point_ext p0 2 _ (fun s => p0 2%nat * exp (- kappa * t)
      + (if s 2%nat then 1 - exp (- kappa * t) else 0))) by (intros; apply L).
    rewrite (two_point_top p0 1 _ (fun b => if b then 1 - exp (- kappa * t) else 0)), T by lia.
    field. }
  destruct (Nat.eq_dec J 2) as [->|]; [assumption|].
  replace J with 1%nat by lia; unfold averaged in *.
  rewrite (two_point_ext p0 2 _ (fun s => 1 - r s 2%nat t)) by (intros; apply L).
  rewrite two_point_minus, two_point_const, A2; lra.
Qed.
