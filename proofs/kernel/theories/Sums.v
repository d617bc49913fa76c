(** Finite sums with literal limits: how the sums of Statements.v are split, swapped,
    turned into differences of prefix sums, and differentiated. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
Open Scope R_scope.

Lemma delta_refl i : delta i i = 1.
Proof. unfold delta; now rewrite Nat.eqb_refl. Qed.

Lemma delta_neq i j : i <> j -> delta i j = 0.
Proof. intros H; unfold delta; now apply Nat.eqb_neq in H as ->. Qed.

Lemma delta_sym i j : delta i j = delta j i.
Proof. unfold delta; now rewrite Nat.eqb_sym. Qed.

(** ** Empty sums, and the terms at the ends *)

Lemma sum_empty a b f : (b < a)%nat -> sum a b f = 0.
Proof. intros H; unfold sum; now replace (S b - a)%nat with 0%nat by lia. Qed.

Lemma sum_first a b f : (a <= b)%nat -> sum a b f = f a + sum (S a) b f.
Proof.
  intros H; unfold sum; replace (S b - a)%nat with (S (S b - S a)) by lia.
  reflexivity.
Qed.

Lemma sum_last a b f : (a <= S b)%nat -> sum a (S b) f = sum a b f + f (S b).
Proof.
  intros H; unfold sum; replace (S (S b) - a)%nat with (S (S b - a)) by lia.
  rewrite seq_S, map_app; replace (a + (S b - a))%nat with (S b) by lia; cbn [map].
  generalize (map f (seq a (S b - a))); intros l; induction l; simpl; lra.
Qed.

Lemma sum_one a f : sum a a f = f a.
Proof. rewrite sum_first, sum_empty by lia; ring. Qed.

(** ** Linearity *)

Lemma sum_ext a b f g :
  (forall k, (a <= k <= b)%nat -> f k = g k) -> sum a b f = sum a b g.
Proof.
  intros H; unfold sum; f_equal; apply map_ext_in; intros k Hk.
  apply in_seq in Hk; apply H; lia.
Qed.

Lemma sum_zero a b : sum a b (fun _ => 0) = 0.
Proof. unfold sum; induction (seq a (S b - a)); simpl; lra. Qed.

Lemma sum_null a b f : (forall k, (a <= k <= b)%nat -> f k = 0) -> sum a b f = 0.
Proof. intros H; rewrite <- (sum_zero a b); now apply sum_ext. Qed.

Lemma sum_plus a b f g : sum a b (fun k => f k + g k) = sum a b f + sum a b g.
Proof. unfold sum; induction (seq a (S b - a)); simpl; lra. Qed.

Lemma sum_minus a b f g : sum a b (fun k => f k - g k) = sum a b f - sum a b g.
Proof. unfold sum; induction (seq a (S b - a)); simpl; lra. Qed.

Lemma sum_opp a b f : sum a b (fun k => - f k) = - sum a b f.
Proof. unfold sum; induction (seq a (S b - a)); simpl; lra. Qed.

Lemma sum_scal_l a b c f : sum a b (fun k => c * f k) = c * sum a b f.
Proof. unfold sum; induction (seq a (S b - a)); simpl; [|rewrite IHl]; ring. Qed.

Lemma sum_scal_r a b c f : sum a b (fun k => f k * c) = sum a b f * c.
Proof. unfold sum; induction (seq a (S b - a)); simpl; [|rewrite IHl]; ring. Qed.

Lemma sum_const a b c : sum a b (fun _ => c) = INR (S b - a) * c.
Proof.
  unfold sum; rewrite <- (seq_length (S b - a) a) at 2.
  induction (seq a (S b - a)) as [|k l IH]; [simpl; ring|].
  cbn [map fold_right length]; rewrite IH, S_INR; ring.
Qed.

(** ** Splitting *)

Lemma sum_split a m b f :
  (a <= S m)%nat -> (m <= b)%nat -> sum a b f = sum a m f + sum (S m) b f.
Proof.
  intros Ha Hm; unfold sum.
  replace (S b - a)%nat with ((S m - a) + (S b - S m))%nat by lia.
  rewrite seq_app, map_app, fold_right_app; replace (a + (S m - a))%nat with (S m) by lia.
  generalize (fold_right Rplus 0 (map f (seq (S m) (S b - S m)))).
  intros r; induction (seq a (S m - a)); simpl; lra.
Qed.

(** Every sum is a difference of two prefix sums. *)
Lemma sum_prefix a b f :
  (1 <= a <= S b)%nat -> sum a b f = sum 1 b f - sum 1 (a - 1) f.
Proof.
  intros H; rewrite (sum_split 1 (a - 1) b) by lia.
  replace (S (a - 1)) with a by lia; ring.
Qed.

Lemma sum_prefix_succ n b f :
  (n <= b)%nat -> sum (n + 1) b f = sum 1 b f - sum 1 n f.
Proof. intros H; rewrite sum_prefix by lia; now replace (n + 1 - 1)%nat with n by lia. Qed.

(** One term is the difference of two neighbouring prefix sums. *)
Lemma term_prefix n f : (1 <= n)%nat -> f n = sum 1 n f - sum 1 (n - 1) f.
Proof. intros H; rewrite <- sum_prefix by lia; symmetry; apply sum_one. Qed.

(** ** Sums with a Kronecker delta *)

Lemma sum_delta_out a b j f :
  ~ (a <= j <= b)%nat -> sum a b (fun k => delta k j * f k) = 0.
Proof. intros H; apply sum_null; intros k Hk; rewrite delta_neq by lia; ring. Qed.

Lemma sum_delta a b j f :
  (a <= j <= b)%nat -> sum a b (fun k => delta k j * f k) = f j.
Proof.
  intros H; rewrite (sum_split a j b), (sum_delta_out (S j) b) by lia.
  destruct j as [|j].
  - replace a with 0%nat by lia; rewrite sum_one, delta_refl; ring.
  - rewrite sum_last, sum_delta_out, delta_refl by lia; ring.
Qed.

(** ** Double sums *)

(** The double sum over M > K in its two orders, for real terms. *)
Lemma double_sum_orders N (f : nat -> nat -> R) :
  sum 2 N (fun M => sum 1 (M - 1) (fun K => f M K))
  = sum 1 (N - 1) (fun K => sum (K + 1) N (fun M => f M K)).
Proof.
  destruct N as [|N]; [reflexivity|].
  induction N as [|N IH]; [reflexivity|].
  rewrite sum_last, IH by lia.
  replace (S (S N) - 1)%nat with (S N) by lia.
  replace (S N - 1)%nat with N by lia.
  rewrite (sum_last 1 N (fun K => sum (K + 1) (S (S N)) (fun M => f M K))) by lia.
  rewrite (sum_ext 1 N (fun K => sum (K + 1) (S (S N)) (fun M => f M K))
    (fun K => sum (K + 1) (S N) (fun M => f M K) + f (S (S N)) K))
    by (intros; apply sum_last; lia).
  rewrite sum_plus, (sum_last 1 N (fun K => f (S (S N)) K)) by lia.
  replace (S N + 1)%nat with (S (S N)) by lia; rewrite sum_one; symmetry; apply Rplus_assoc.
Qed.

(** ** Order *)

Lemma sum_nonneg a b f :
  (forall k, (a <= k <= b)%nat -> 0 <= f k) -> 0 <= sum a b f.
Proof.
  intros H; unfold sum.
  assert (G : forall k, In k (seq a (S b - a)) -> 0 <= f k)
    by (intros k Hk; apply in_seq in Hk; apply H; lia).
  induction (seq a (S b - a)) as [|k l IH]; simpl; [lra|].
  assert (0 <= f k) by (apply G; now left).
  assert (0 <= fold_right Rplus 0 (map f l)) by (apply IH; intros; apply G; now right).
  lra.
Qed.

Lemma sum_vanishes a b f : (forall M, (a <= M <= b)%nat -> 0 <= f M) ->
  sum a b f = 0 <-> forall M, (a <= M <= b)%nat -> f M = 0.
Proof.
  intros H; split; [|apply sum_null]; intros Z M HM.
  assert (T : forall c d, (a <= c)%nat -> (d <= b)%nat -> 0 <= sum c d f) by (intros; apply sum_nonneg; intros; apply H; lia).
  assert (A := H M HM); assert (B := T (S M) b ltac:(lia) ltac:(lia)).
  rewrite (sum_split a M b) in Z by lia; destruct (Nat.eq_dec M 0) as [->|E].
  - replace a with 0%nat in Z by lia; rewrite sum_one in Z; lra.
  - assert (C := T a (M - 1)%nat ltac:(lia) ltac:(lia)).
    replace M with (S (M - 1)) in Z at 1 by lia; rewrite sum_last in Z by lia.
    replace (S (M - 1)) with M in Z by lia; lra.
Qed.

(** ** Derivatives *)

Lemma sum_is_derive a b (f : nat -> R -> R) (f' : nat -> R) (t : R) :
  (forall k, (a <= k <= b)%nat -> is_derive (f k) t (f' k)) ->
  is_derive (fun x : R => sum a b (fun k => f k x)) t (sum a b f').
Proof.
  intros H; unfold sum.
  assert (G : forall k, In k (seq a (S b - a)) -> is_derive (f k) t (f' k))
    by (intros k Hk; apply in_seq in Hk; apply H; lia).
  induction (seq a (S b - a)) as [|k l IH]; simpl.
  - apply (is_derive_const (V := R_NormedModule)).
  - apply (is_derive_plus (V := R_NormedModule)).
    + apply G; now left.
    + apply IH; intros; apply G; now right.
Qed.
