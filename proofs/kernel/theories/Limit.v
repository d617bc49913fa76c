(** Section 2.2, the conclusion: the average of rho_JJ(t) over the hidden variables tends to
    the initial population of level J, for every N. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Disks Average Driven Solutions.
From bornproof Require Import Absorption Collapse Events.
Open Scope R_scope.

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
Lemma winner_probability J :
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

End Born.
