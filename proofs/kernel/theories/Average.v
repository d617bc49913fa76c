(** The average over sign patterns of Disks.v: it is linear, monotone, commutes with the
    derivative, and sees only the sectors that have a chance. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Disks.
Open Scope R_scope.

Lemma upd_same {A} (l : nat -> A) n z : upd l n z n = z.
Proof. unfold upd; now rewrite Nat.eqb_refl. Qed.

Lemma upd_other {A} (l : nat -> A) n z k : k <> n -> upd l n z k = l k.
Proof. intros H; unfold upd; now apply Nat.eqb_neq in H as ->. Qed.

Lemma two_point_step p n f :
  (1 <= n)%nat ->
  two_point p (S n) f =
    p (S n) / sum 1 (S n) p * two_point p n (fun s => f (upd s (S n) true))
    + (1 - p (S n) / sum 1 (S n) p) * two_point p n (fun s => f (upd s (S n) false)).
Proof. now destruct n; [lia|]. Qed.

(** A sector that has a chance: no sign has the weight 0. *)
Definition likely (p : nat -> R) (N : nat) (s : signs) : Prop :=
  forall n, (2 <= n <= N)%nat ->
  (p n / sum 1 n p = 0 -> s n = false) /\ (p n / sum 1 n p = 1 -> s n = true).

Lemma likely_upd p n s b :
  (p (S n) / sum 1 (S n) p = 0 -> b = false) -> (p (S n) / sum 1 (S n) p = 1 -> b = true) ->
  likely p n s -> likely p (S n) (upd s (S n) b).
Proof.
  intros H0 H1 H k Hk; destruct (Nat.eq_dec k (S n)) as [->|].
  - rewrite upd_same; auto.
  - rewrite upd_other by assumption; apply H; lia.
Qed.

Lemma two_point_ext p N f g :
  (forall s, likely p N s -> f s = g s) -> two_point p N f = two_point p N g.
Proof.
  revert f g; induction N as [|n IH]; intros f g H; [apply H; intros k Hk; lia|].
  destruct (Nat.eq_dec n 0) as [->|Hn]; [apply H; intros k Hk; lia|].
  rewrite !two_point_step by lia; f_equal.
  - destruct (Req_dec (p (S n) / sum 1 (S n) p) 0) as [->|U]; [ring|f_equal].
    apply IH; intros s Hs; apply H, likely_upd; [intros; contradiction|auto|assumption].
  - destruct (Req_dec (p (S n) / sum 1 (S n) p) 1) as [->|U]; [ring|f_equal].
    apply IH; intros s Hs; apply H, likely_upd; [auto|intros; contradiction|assumption].
Qed.

Lemma two_point_const p N c : two_point p N (fun _ => c) = c.
Proof.
  induction N as [|n IH]; [reflexivity|].
  destruct (Nat.eq_dec n 0) as [->|]; [reflexivity|].
  rewrite two_point_step, IH by lia; ring.
Qed.

Lemma two_point_top p n b (f : bool -> R) :
  (1 <= n)%nat ->
  two_point p (S n) (fun s => b + f (s (S n)))
  = b + p (S n) / sum 1 (S n) p * f true + (1 - p (S n) / sum 1 (S n) p) * f false.
Proof.
  intros Hn; rewrite two_point_step by lia.
  rewrite (two_point_ext p n _ (fun _ => b + f true)) by (intros; now rewrite upd_same).
  rewrite two_point_const.
  rewrite (two_point_ext p n _ (fun _ => b + f false)) by (intros; now rewrite upd_same).
  rewrite two_point_const; ring.
Qed.

Lemma two_point_plus p N f g :
  two_point p N (fun s => f s + g s) = two_point p N f + two_point p N g.
Proof.
  revert f g; induction N as [|n IH]; intros f g; [reflexivity|].
  destruct (Nat.eq_dec n 0) as [->|]; [reflexivity|].
  rewrite !two_point_step, !IH by lia; ring.
Qed.

Lemma two_point_scal p N c f : two_point p N (fun s => c * f s) = c * two_point p N f.
Proof.
  revert f; induction N as [|n IH]; intros f; [reflexivity|].
  destruct (Nat.eq_dec n 0) as [->|]; [reflexivity|].
  rewrite !two_point_step, !IH by lia; ring.
Qed.

Lemma two_point_minus p N f g :
  two_point p N (fun s => f s - g s) = two_point p N f - two_point p N g.
Proof.
  rewrite (two_point_ext p N _ (fun s => f s + -1 * g s)) by (intros; ring).
  rewrite two_point_plus, two_point_scal; ring.
Qed.

Lemma two_point_sum p N a b (f : nat -> signs -> R) :
  sum a b (fun J => two_point p N (f J)) = two_point p N (fun s => sum a b (fun J => f J s)).
Proof.
  unfold sum; induction (seq a (S b - a)) as [|J l IH]; cbn [map fold_right].
  - symmetry; apply two_point_const.
  - now rewrite IH, <- two_point_plus.
Qed.

(** The average of a function of sigma_M's sign. *)
Definition mean (p : nat -> R) (M : nat) (f : bool -> R) : R :=
  p M / sum 1 M p * f true + (1 - p M / sum 1 M p) * f false.

Lemma two_point_sign p N M f : (2 <= M <= N)%nat -> two_point p N (fun s => f (s M)) = mean p M f.
Proof.
  intros HM; induction N as [|n IH]; [lia|]; rewrite two_point_step by lia.
  destruct (Nat.eq_dec M (S n)) as [->|E].
  - rewrite (two_point_ext p n _ (fun _ => f true)) by (intros; now rewrite upd_same).
    rewrite (two_point_ext p n (fun s => f (upd s (S n) false (S n))) (fun _ => f false)) by (intros; now rewrite upd_same).
    now rewrite !two_point_const.
  - rewrite (two_point_ext p n (fun s => f (upd s (S n) true M)) (fun s => f (s M)))
      by (intros; now rewrite upd_other by lia).
    rewrite (two_point_ext p n (fun s => f (upd s (S n) false M)) (fun s => f (s M)))
      by (intros; now rewrite upd_other by lia).
    rewrite IH by lia; ring.
Qed.

Lemma two_point_is_derive p N (f : signs -> R -> R) f' (t : R) :
  (forall s, is_derive (f s) t (f' s)) ->
  is_derive (fun x : R => two_point p N (fun s => f s x)) t (two_point p N f').
Proof.
  revert f f'; induction N as [|n IH]; intros f f' H; [apply H|].
  destruct (Nat.eq_dec n 0) as [->|Hn]; [apply H|].
  apply (is_derive_ext (fun x : R =>
    p (S n) / sum 1 (S n) p * two_point p n (fun s => f (upd s (S n) true) x)
    + (1 - p (S n) / sum 1 (S n) p) * two_point p n (fun s => f (upd s (S n) false) x))).
  { intros x; now rewrite two_point_step by lia. }
  rewrite two_point_step by lia.
  apply (is_derive_plus (V := R_NormedModule)); apply is_derive_scal; apply IH; auto.
Qed.

Section Nonnegative.

Variable p : nat -> R.
Hypothesis p_pos : forall J, 0 <= p J.

Lemma two_point_nonneg N f :
  (forall s, likely p N s -> 0 <= f s) -> 0 <= two_point p N f.
Proof.
  revert f; induction N as [|n IH]; intros f H; [apply H; intros k Hk; lia|].
  destruct (Nat.eq_dec n 0) as [->|Hn]; [apply H; intros k Hk; lia|].
  rewrite two_point_step by lia; assert (W := weight_bounds p p_pos (S n) ltac:(lia)).
  apply Rplus_le_le_0_compat.
  - destruct (Req_dec (p (S n) / sum 1 (S n) p) 0) as [->|U]; [lra|apply Rmult_le_pos; [lra|]].
    apply IH; intros s Hs; apply H, likely_upd; [intros; contradiction|auto|assumption].
  - destruct (Req_dec (p (S n) / sum 1 (S n) p) 1) as [->|U]; [lra|apply Rmult_le_pos; [lra|]].
    apply IH; intros s Hs; apply H, likely_upd; [auto|intros; contradiction|assumption].
Qed.

Lemma two_point_abs N f g e :
  (forall s, likely p N s -> Rabs (f s - g s) <= e) ->
  Rabs (two_point p N f - two_point p N g) <= e.
Proof.
  intros H; apply Rabs_le; split.
  - assert (P : 0 <= two_point p N (fun s => e + (f s - g s))).
    { apply two_point_nonneg; intros s Hs.
      assert (B := proj1 (Rabs_le_between _ _) (H s Hs)); lra. }
    rewrite two_point_plus, two_point_const, two_point_minus in P; lra.
  - assert (P : 0 <= two_point p N (fun s => e + (g s - f s))).
    { apply two_point_nonneg; intros s Hs.
      assert (B := proj1 (Rabs_le_between _ _) (H s Hs)); lra. }
    rewrite two_point_plus, two_point_const, two_point_minus in P; lra.
Qed.

End Nonnegative.
