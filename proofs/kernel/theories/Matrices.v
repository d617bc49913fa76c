(** Complex matrices indexed by 1..N: their sums, products and adjoints, with
    literal sums, and the operators |a><b| of which (5) and (14) are made. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums.
Open Scope C_scope.

(** ** Complex sums *)

Lemma csum_Re a b (f : nat -> C) : Re (csum a b f) = sum a b (fun k => Re (f k)).
Proof. unfold csum, sum, Re, Im; induction (seq a (S b - a)); simpl; congruence. Qed.

Lemma csum_Im a b (f : nat -> C) : Im (csum a b f) = sum a b (fun k => Im (f k)).
Proof. unfold csum, sum, Re, Im; induction (seq a (S b - a)); simpl; congruence. Qed.

(** Complex numbers are equal when both parts are. *)
Lemma parts_eq (z w : C) : Re z = Re w -> Im z = Im w -> z = w.
Proof. apply injective_projections. Qed.

Lemma Re_plus z w : Re (z + w) = (Re z + Re w)%R.
Proof. reflexivity. Qed.

Lemma Im_plus z w : Im (z + w) = (Im z + Im w)%R.
Proof. reflexivity. Qed.

Lemma Re_scal (x : R) z : Re (x * z) = (x * Re z)%R.
Proof. unfold Re; simpl; ring. Qed.

Lemma Im_scal (x : R) z : Im (x * z) = (x * Im z)%R.
Proof. unfold Im; simpl; ring. Qed.

Ltac by_parts lemma :=
  apply parts_eq; rewrite ?Re_plus, ?Im_plus, ?csum_Re, ?csum_Im; now apply lemma.

Lemma csum_ext a b (f g : nat -> C) :
  (forall k, (a <= k <= b)%nat -> f k = g k) -> csum a b f = csum a b g.
Proof.
  intros H; unfold csum; f_equal; apply map_ext_in; intros k Hk.
  apply in_seq in Hk; apply H; lia.
Qed.

Lemma csum_empty a b (f : nat -> C) : (b < a)%nat -> csum a b f = 0.
Proof. intros H; by_parts sum_empty. Qed.

Lemma csum_zero a b : csum a b (fun _ => 0) = 0.
Proof. by_parts sum_zero. Qed.

Lemma csum_null a b (f : nat -> C) : (forall k, (a <= k <= b)%nat -> f k = 0) -> csum a b f = 0.
Proof. intros H; rewrite <- (csum_zero a b); now apply csum_ext. Qed.

Lemma csum_plus a b (f g : nat -> C) : csum a b (fun k => f k + g k) = csum a b f + csum a b g.
Proof. unfold csum; induction (seq a (S b - a)); simpl; [|rewrite IHl]; ring. Qed.

Lemma csum_scal a b (c : C) (f : nat -> C) : csum a b (fun k => c * f k) = c * csum a b f.
Proof. unfold csum; induction (seq a (S b - a)); simpl; [|rewrite IHl]; ring. Qed.

Lemma csum_scal_r a b (c : C) (f : nat -> C) : csum a b (fun k => f k * c) = csum a b f * c.
Proof. unfold csum; induction (seq a (S b - a)); simpl; [|rewrite IHl]; ring. Qed.

Lemma csum_minus a b (f g : nat -> C) : csum a b (fun k => f k - g k) = csum a b f - csum a b g.
Proof. unfold csum; induction (seq a (S b - a)); simpl; [|rewrite IHl]; ring. Qed.

Lemma csum_const a b (c : C) : csum a b (fun _ => c) = INR (S b - a) * c.
Proof.
  apply parts_eq; rewrite ?csum_Re, ?csum_Im, sum_const, ?Re_scal, ?Im_scal; reflexivity.
Qed.

(** A sum of real numbers, seen in C. *)
Lemma csum_RtoC a b (f : nat -> R) : csum a b (fun k => RtoC (f k)) = RtoC (sum a b f).
Proof. apply parts_eq; rewrite ?csum_Re, ?csum_Im; [reflexivity|apply sum_zero]. Qed.

(** The same for complex terms. *)
Lemma double_csum_orders N (f : nat -> nat -> C) :
  csum 2 N (fun M => csum 1 (M - 1) (fun K => f M K))
  = csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => f M K)).
Proof.
  apply parts_eq; rewrite ?csum_Re, ?csum_Im;
  (erewrite sum_ext by (intros; apply csum_Re || apply csum_Im);
   rewrite double_sum_orders; apply sum_ext; intros; symmetry; apply csum_Re || apply csum_Im).
Qed.

(** The pairs M > K of a list: for each M, the levels below it. *)
Lemma sum_greater_rows N (f : nat -> nat -> C) l :
  fold_right Cplus 0 (map (fun MK => f (fst MK) (snd MK))
    (filter (fun MK => Nat.ltb (snd MK) (fst MK)) (list_prod l (seq 1 N))))
  = fold_right Cplus 0 (map (fun M => fold_right Cplus 0 (map (f M)
      (filter (fun K => Nat.ltb K M) (seq 1 N)))) l).
Proof.
  induction l as [|M l IH]; [reflexivity|]; cbn [list_prod map fold_right].
  rewrite filter_app, map_app, fold_right_app, IH.
  generalize (fold_right Cplus 0 (map (fun M => fold_right Cplus 0 (map (f M)
    (filter (fun K => Nat.ltb K M) (seq 1 N)))) l)); intros r; clear IH.
  induction (seq 1 N) as [|K m IHm]; cbn [map filter fold_right]; [symmetry; apply Cplus_0_l|].
  cbn [fst snd]; destruct (Nat.ltb K M); cbn [map fold_right fst snd]; rewrite IHm; [apply Cplus_assoc|reflexivity].
Qed.

Lemma filter_below M a n :
  filter (fun K => Nat.ltb K M) (seq a n) = seq a (Nat.min n (M - a)).
Proof.
  revert a; induction n as [|n IH]; intros a; [reflexivity|]; cbn [seq filter].
  destruct (Nat.ltb_spec a M) as [H|H].
  - rewrite IH; replace (Nat.min (S n) (M - a)) with (S (Nat.min n (M - S a))) by lia; reflexivity.
  - rewrite IH; now replace (Nat.min n (M - S a)) with 0%nat by lia;
    replace (Nat.min (S n) (M - a)) with 0%nat by lia.
Qed.

(** (38). *)
Theorem eq_38 : Statements.eq_38.
Proof.
  intros N f; split; [|apply double_csum_orders].
  unfold sum_greater; rewrite sum_greater_rows.
  transitivity (csum 1 N (fun M => csum 1 (M - 1) (fun K => f M K))).
  - unfold csum at 1; replace (S N - 1)%nat with N by lia; f_equal; apply map_ext_in.
    intros M HM; apply in_seq in HM; rewrite filter_below; unfold csum; do 3 f_equal; lia.
  - destruct N as [|N]; [reflexivity|].
    unfold csum at 1 3; replace (S (S N) - 1)%nat with (S (S (S N) - 2)) by lia; cbn [seq map fold_right].
    rewrite (csum_empty 1 (1 - 1)) by lia; ring.
Qed.

Lemma csum_swap a b c d (f : nat -> nat -> C) :
  csum a b (fun i => csum c d (f i)) = csum c d (fun j => csum a b (fun i => f i j)).
Proof.
  unfold csum at 1 4; induction (seq a (S b - a)) as [|i l IH]; simpl.
  - symmetry; apply csum_zero.
  - rewrite IH; symmetry; apply csum_plus.
Qed.

Lemma csum_conj a b f : Cconj (csum a b f) = csum a b (fun k => Cconj (f k)).
Proof.
  unfold csum; induction (seq a (S b - a)) as [|k l IH]; simpl; [|rewrite <- IH];
  apply parts_eq; unfold Re, Im; simpl; ring.
Qed.

(** *** Kronecker's delta under a sum *)

Lemma csum_delta_out a b j (f : nat -> C) :
  ~ (a <= j <= b)%nat -> csum a b (fun k => delta k j * f k) = 0.
Proof. intros H; apply csum_null; intros k Hk; rewrite delta_neq by lia; ring. Qed.

Lemma csum_delta a b j (f : nat -> C) :
  (a <= j <= b)%nat -> csum a b (fun k => delta k j * f k) = f j.
Proof.
  intros H; transitivity (csum a b (fun k => delta k j * f j)).
  - apply csum_ext; intros k _; destruct (Nat.eq_dec k j) as [->|]; [easy|].
    rewrite delta_neq by easy; ring.
  - rewrite csum_scal_r, csum_RtoC.
    rewrite (sum_ext a b _ (fun k => delta k j * 1)%R), sum_delta by (intros; ring || easy).
    ring.
Qed.

(** The two ranges of (38) lack one end each: hence the paper's 1 - delta. *)
Lemma csum_delta_from_2 N j (f : nat -> C) :
  (1 <= j <= N)%nat -> csum 2 N (fun k => delta k j * f k) = (1 - delta j 1) * f j.
Proof.
  intros H; destruct (Nat.eq_dec j 1) as [->|].
  - rewrite csum_delta_out, delta_refl by lia; ring.
  - rewrite csum_delta, delta_neq by lia; ring.
Qed.

Lemma csum_delta_to_pred N j (f : nat -> C) :
  (1 <= j <= N)%nat -> csum 1 (N - 1) (fun k => delta k j * f k) = (1 - delta j N) * f j.
Proof.
  intros H; destruct (Nat.eq_dec j N) as [->|].
  - rewrite csum_delta_out, delta_refl by lia; ring.
  - rewrite csum_delta, delta_neq by lia; ring.
Qed.

(** A double sum with a delta in its outer index is a single sum. *)
Lemma collapse_from_2 N j (F : nat -> nat -> C) g :
  (1 <= j <= N)%nat -> (forall M K, F M K = delta M j * g K) ->
  csum 2 N (fun M => csum 1 (M - 1) (fun K => F M K)) = (1 - delta j 1) * csum 1 (j - 1) g.
Proof.
  intros Hj HF; rewrite <- (csum_delta_from_2 N j (fun M => csum 1 (M - 1) g)) by easy.
  apply csum_ext; intros M _; rewrite <- csum_scal; now apply csum_ext.
Qed.

Lemma collapse_to_pred N j (F : nat -> nat -> C) g :
  (1 <= j <= N)%nat -> (forall K M, F K M = delta K j * g M) ->
  csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => F K M)) = (1 - delta j N) * csum (j + 1) N g.
Proof.
  intros Hj HF; rewrite <- (csum_delta_to_pred N j (fun K => csum (K + 1) N g)) by easy.
  apply csum_ext; intros K _; rewrite <- csum_scal; now apply csum_ext.
Qed.

(** ** Matrices *)

Lemma sum_pairs_ext N F G i j :
  (forall K M, (1 <= M < K)%nat -> (K <= N)%nat -> F K M i j = G K M i j) ->
  sum_pairs N F i j = sum_pairs N G i j.
Proof.
  intros H; unfold sum_pairs; apply csum_ext; intros K HK; apply csum_ext; intros M HM.
  apply H; lia.
Qed.

(** One operator |a><b| times a matrix on its right or left. *)
Lemma one_ketbra_mult N a b X i j :
  (1 <= b <= N)%nat -> mmul N (ketbra a b) X i j = delta i a * X b j.
Proof.
  intros Hb; unfold mmul, ketbra.
  rewrite (csum_ext 1 N _ (fun k => delta i a * (delta k b * X k j)))
    by (intros; rewrite RtoC_mult; ring).
  now rewrite csum_scal, csum_delta.
Qed.

Lemma mult_one_ketbra N a b X i j :
  (1 <= a <= N)%nat -> mmul N X (ketbra a b) i j = delta j b * X i a.
Proof.
  intros Ha; unfold mmul, ketbra.
  rewrite (csum_ext 1 N _ (fun k => delta j b * (delta k a * X i k)))
    by (intros; rewrite RtoC_mult; ring).
  now rewrite csum_scal, csum_delta.
Qed.

(** A combination of two operators |a><b|, times a matrix on its right or left. *)
Lemma ketbra_mult N x a b y c d X i j :
  (1 <= b <= N)%nat -> (1 <= d <= N)%nat ->
  mmul N (madd (mscale x (ketbra a b)) (mscale y (ketbra c d))) X i j
  = x * delta i a * X b j + y * delta i c * X d j.
Proof.
  intros Hb Hd; unfold mmul, madd, mscale, ketbra.
  rewrite (csum_ext 1 N _ (fun k => x * delta i a * (delta k b * X k j)
    + y * delta i c * (delta k d * X k j))) by (intros; rewrite !RtoC_mult; ring).
  rewrite csum_plus, !csum_scal, !csum_delta by easy; reflexivity.
Qed.

Lemma mult_ketbra N x a b y c d X i j :
  (1 <= a <= N)%nat -> (1 <= c <= N)%nat ->
  mmul N X (madd (mscale x (ketbra a b)) (mscale y (ketbra c d))) i j
  = x * delta j b * X i a + y * delta j d * X i c.
Proof.
  intros Ha Hc; unfold mmul, madd, mscale, ketbra.
  rewrite (csum_ext 1 N _ (fun k => x * delta j b * (delta k a * X i k)
    + y * delta j d * (delta k c * X i k))) by (intros; rewrite !RtoC_mult; ring).
  rewrite csum_plus, !csum_scal, !csum_delta by easy; reflexivity.
Qed.

(** The adjoint of such a combination is one again. *)
Lemma adjoint_ketbra x a b y c d i j :
  adjoint (madd (mscale x (ketbra a b)) (mscale y (ketbra c d))) i j
  = madd (mscale x (ketbra b a)) (mscale y (ketbra d c)) i j.
Proof. unfold adjoint, madd, mscale, ketbra; apply parts_eq; simpl; ring. Qed.

Lemma mult_ext N A A' B B' i j :
  (forall i j, A i j = A' i j) -> (forall i j, B i j = B' i j) ->
  mmul N A B i j = mmul N A' B' i j.
Proof. intros HA HB; apply csum_ext; intros; now rewrite HA, HB. Qed.
