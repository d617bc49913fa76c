(** Absorption: a level W that every other level feeds at the rate 1, and that feeds none, gains
    what the others lose, so that every state approaches |W> as exp(-kappa t). *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Relaxation Driven.
Open Scope R_scope.

(** The basis state |W>. *)
Definition basis_state (W : nat) : nat -> R := fun J => delta J W.

Lemma term_le_sum N p J :
  (forall K, (1 <= K <= N)%nat -> 0 <= p K) -> (1 <= J <= N)%nat -> p J <= sum 1 N p.
Proof.
  intros H HJ; rewrite (sum_split 1 J) by lia; destruct J as [|J]; [lia|].
  rewrite sum_last by lia.
  assert (0 <= sum 1 J p) by (apply sum_nonneg; intros; apply H; lia).
  assert (0 <= sum (S (S J)) N p) by (apply sum_nonneg; intros; apply H; lia); lra.
Qed.

Lemma two_terms_le_sum N p J W :
  (forall K, (1 <= K <= N)%nat -> 0 <= p K) -> (1 <= J <= N)%nat -> (1 <= W <= N)%nat ->
  J <> W -> p J + p W <= sum 1 N p.
Proof.
  intros H HJ HW Hd.
  assert (E : sum 1 N p = sum 1 N (fun K => p K - delta K W * p K) + p W).
  { rewrite sum_minus, sum_delta by assumption; ring. }
  rewrite E; apply Rplus_le_compat_r.
  replace (p J) with (p J - delta J W * p J) by (rewrite delta_neq by assumption; ring).
  apply (term_le_sum N (fun K => p K - delta K W * p K)); [|assumption].
  intros K HK; assert (P := H K HK); unfold delta; destruct (Nat.eqb K W); lra.
Qed.

Section Absorption.

Variables (up : nat -> R) (down : nat -> nat -> R) (N W : nat).

(** Every other level feeds W, at the rate 1, and W feeds none. *)
Definition absorbs : Prop :=
  (1 <= W <= N)%nat
  /\ (W <> 1%nat -> up W = 1 /\ forall K, (1 <= K < W)%nat -> down W K = 0)
  /\ (forall M, (W < M <= N)%nat -> up M = 0 /\ down M W = 1).

Hypothesis HW : absorbs.

Lemma absorbing_rate p : jump_rate up down N p W = sum 1 N p - p W.
Proof.
  destruct HW as (B & T & F); unfold jump_rate.
  rewrite (sum_ext (W + 1) N _ p) by (intros M HM; destruct (F M ltac:(lia)) as [-> ->]; ring).
  rewrite sum_prefix_succ by lia; destruct (Nat.eq_dec W 1) as [E|E].
  - rewrite E, sum_one, !sum_empty by lia; ring.
  - destruct (T E) as [-> Z]; rewrite (sum_null 1 (W - 1) (down W)) by (intros; apply Z; lia).
    rewrite (term_prefix W p) by lia; ring.
Qed.

Variables (kappa : R) (p : nat -> R -> R).
Hypothesis Hp : driven up down kappa N 0 (fun _ _ => 0) p.

Let total : R := sum 1 N (fun K => p K 0).

(** W's law for any total T: p_W(t) = T - (T - p_W(0)) exp(-kappa t). *)
Lemma absorbing_law t : 0 <= t -> p W t = total - (total - p W 0) * exp (- kappa * t).
Proof.
  revert t; apply (relax_unique kappa _ _ (fun _ => kappa * total)).
  - intros t Ht; destruct HW as (B & _); eapply is_derive_eq; [exact (Hp W B t Ht)|].
    rewrite absorbing_rate, (closed_total _ _ _ _ _ Hp t Ht); unfold total; ring.
  - intros t _; auto_derive; [trivial|ring].
  - rewrite Rmult_0_r, exp_0; ring.
Qed.

Hypothesis kappa_pos : 0 <= kappa.
Hypothesis up_pos : forall M, 0 <= up M.
Hypothesis down_pos : forall M K, 0 <= down M K.
Hypothesis p_pos : forall K, (1 <= K <= N)%nat -> 0 <= p K 0.

(** The populations of the other levels are nonnegative and at most (T - p_W(0)) exp(-kappa t). *)
Lemma absorbed_bound J t :
  (1 <= J <= N)%nat -> J <> W -> 0 <= t ->
  0 <= p J t <= (total - p W 0) * exp (- kappa * t).
Proof.
  intros HJ Hd Ht; destruct HW as (B & _).
  assert (P : forall K, (1 <= K <= N)%nat -> 0 <= p K t).
  { intros K HK; apply (driven_positive _ _ kappa kappa_pos up_pos down_pos N _ _ _ Hp); auto.
    intros; lra. }
  split; [auto|].
  assert (Q := two_terms_le_sum N (fun K => p K t) J W P HJ B Hd); cbv beta in Q.
  rewrite (closed_total _ _ _ _ _ Hp t Ht), (absorbing_law t Ht) in Q; fold total in Q; lra.
Qed.

Lemma absorption_bound J t :
  (1 <= J <= N)%nat -> 0 <= t ->
  Rabs (p J t - total * basis_state W J) <= total * exp (- kappa * t).
Proof.
  intros HJ Ht; destruct HW as (B & _).
  assert (E := exp_pos (- kappa * t)); assert (H0 := p_pos W B).
  assert (M := term_le_sum N (fun K => p K 0) W p_pos B); cbv beta in M; fold total in M.
  unfold basis_state; destruct (Nat.eq_dec J W) as [->|Hd].
  - rewrite delta_refl, (absorbing_law t Ht), Rabs_left1; nra.
  - rewrite delta_neq, Rmult_0_r, Rminus_0_r by assumption.
    destruct (absorbed_bound J t HJ Hd Ht); rewrite Rabs_right by lra; nra.
Qed.

End Absorption.

(** ** Limits *)

Lemma exp_mono x y : x <= y -> exp x <= exp y.
Proof. intros [H| ->]; [left; now apply exp_increasing|apply Rle_refl]. Qed.

Lemma is_lim_of_exp_bound (f : R -> R) (l C kappa : R) :
  0 < kappa -> (forall t, 0 <= t -> Rabs (f t - l) <= C * exp (- kappa * t)) ->
  is_lim f p_infty l.
Proof.
  intros Hk H; apply is_lim_spec; intros eps; simpl.
  assert (HC : 0 <= C).
  { assert (A := H 0 (Rle_refl 0)); rewrite Rmult_0_r, exp_0 in A.
    assert (B := Rabs_pos (f 0 - l)); lra. }
  exists (Rmax 0 (ln ((C + 1) / eps) / kappa)); intros t Ht.
  assert (H0 : 0 < t) by (eapply Rle_lt_trans; [apply Rmax_l|exact Ht]).
  assert (H1 : ln ((C + 1) / eps) / kappa < t) by (eapply Rle_lt_trans; [apply Rmax_r|exact Ht]).
  assert (He := cond_pos eps).
  assert (H2 : (C + 1) / eps < exp (kappa * t)).
  { rewrite <- (exp_ln ((C + 1) / eps)) by (apply Rdiv_lt_0_compat; lra).
    apply exp_increasing; apply (Rmult_lt_compat_l kappa) in H1; [|assumption].
    replace (kappa * (ln ((C + 1) / eps) / kappa)) with (ln ((C + 1) / eps)) in H1
      by (field; lra); exact H1. }
  apply Rle_lt_trans with (1 := H t (Rlt_le _ _ H0)).
  replace (- kappa * t) with (- (kappa * t)) by ring; rewrite exp_Ropp.
  apply (Rmult_lt_reg_r (exp (kappa * t))); [apply exp_pos|].
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r by (apply Rgt_not_eq, exp_pos).
  apply (Rmult_lt_compat_l eps) in H2; [|assumption].
  replace (eps * ((C + 1) / eps)) with (C + 1) in H2 by (field; lra); lra.
Qed.
