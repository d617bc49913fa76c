(** The characteristic polynomial of the population equations (39), for every N and every sign
    pattern: x (x + 1) ... (x + N - 1). *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Spectrum.
Open Scope R_scope.

(** ** Determinants *)

Lemma det_succ m A :
  det (S m) A = sum 1 (S m) (fun i => (-1) ^ (i + S m) * A i (S m) * det m (without_row i A)).
Proof. reflexivity. Qed.

Lemma det_ext n A B :
  (forall i j, (1 <= i <= n)%nat -> (1 <= j <= n)%nat -> A i j = B i j) -> det n A = det n B.
Proof.
  revert A B; induction n as [|m IH]; intros A B H; [reflexivity|]; rewrite !det_succ.
  apply sum_ext; intros i Hi; rewrite H by lia; f_equal.
  apply IH; intros k j Hk Hj; unfold without_row; apply H; [|lia].
  destruct (Nat.ltb_spec k i); lia.
Qed.

(** A determinant vanishes with its last row. *)
Lemma det_last_row_zero m A :
  (forall j, (1 <= j <= S m)%nat -> A (S m) j = 0) -> det (S m) A = 0.
Proof.
  revert A; induction m as [|m IH]; intros A H; rewrite det_succ; apply sum_null; intros i Hi.
  - replace i with 1%nat by lia; rewrite H by lia; ring.
  - destruct (Nat.eq_dec i (S (S m))) as [->|Hne]; [rewrite H by lia; ring|].
    rewrite IH; [ring|]; intros j Hj; unfold without_row.
    replace (Nat.ltb (S m) i) with false by (symmetry; apply Nat.ltb_ge; lia); apply H; lia.
Qed.

Lemma det_corner m A : (-1) ^ (S m + S m) * A (S m) (S m) * det m (without_row (S m) A)
  = A (S m) (S m) * det m A.
Proof.
  replace (S m + S m)%nat with (2 * S m)%nat by lia; rewrite pow_1_even, Rmult_1_l; f_equal.
  apply det_ext; intros i j Hi Hj; unfold without_row.
  now replace (Nat.ltb i (S m)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

(** Expansion along a last row or a last column of which only the corner is not zero. *)
Lemma det_last_row m A :
  (forall j, (1 <= j <= m)%nat -> A (S m) j = 0) -> det (S m) A = A (S m) (S m) * det m A.
Proof.
  intros H; rewrite det_succ, sum_last, det_corner by lia.
  rewrite sum_null; [ring|]; intros i Hi; destruct m as [|m]; [lia|].
  rewrite det_last_row_zero; [ring|]; intros j Hj; unfold without_row.
  replace (Nat.ltb (S m) i) with false by (symmetry; apply Nat.ltb_ge; lia); apply H; lia.
Qed.

Lemma det_last_column m A :
  (forall i, (1 <= i <= m)%nat -> A i (S m) = 0) -> det (S m) A = A (S m) (S m) * det m A.
Proof.
  intros H; rewrite det_succ, sum_last, det_corner, sum_null by lia || (intros; rewrite H by lia; ring).
  ring.
Qed.

Lemma product_up n (f : nat -> R) : product 0 (S n) f = f 0%nat * product 0 n (fun k => f (S k)).
Proof.
  unfold product; rewrite !Nat.sub_0_r; cbn [seq map fold_right]; now rewrite <- seq_shift, map_map.
Qed.

Lemma product_down n f : product 0 (S n) f = product 0 n f * f (S n).
Proof.
  revert f; induction n as [|n IH]; intros f; [unfold product; simpl; ring|].
  rewrite product_up, IH, (product_up n); ring.
Qed.

(** ** The population matrix *)

(** (39): its right-hand side is the product of this matrix with the populations. *)
Theorem population_matrix_spec : Statements.population_matrix_spec.
Proof.
  intros N s p J; intros HJ; unfold population_rate; rewrite (sum_split 1 J N) by lia.
  rewrite (sum_ext (S J) N _ (fun M => (1 - rb (s M)) * p M)).
  2: { intros K HK; unfold population_matrix.
       replace (Nat.ltb K J) with false by (symmetry; apply Nat.ltb_ge; lia).
       now replace (Nat.ltb J K) with true by (symmetry; apply Nat.ltb_lt; lia). }
  destruct J as [|j]; [lia|]; rewrite sum_last by lia.
  rewrite (sum_ext 1 j _ (fun K => rb (s (S j)) * p K)).
  2: { intros K HK; unfold population_matrix.
       now replace (Nat.ltb K (S j)) with true by (symmetry; apply Nat.ltb_lt; lia). }
  unfold population_matrix at 1; rewrite Nat.ltb_irrefl, sum_minus, sum_scal_l, sum_scal_r.
  replace (S j + 1)%nat with (S (S j)) by lia; replace (S j - 1)%nat with j by lia.
  destruct (Nat.leb_spec 2 (S j)) as [H|H]; [ring|].
  replace j with 0%nat by lia; rewrite (sum_empty 1 0) by lia; simpl INR; ring.
Qed.

Lemma population_matrix_below N s J K :
  (1 <= J <= N)%nat -> (1 <= K <= N)%nat ->
  population_matrix (S N) s J K = population_matrix N s J K - rb (s (S N)) * delta J K.
Proof.
  intros HJ HK; unfold population_matrix.
  destruct (Nat.ltb_spec K J); [rewrite delta_neq by lia; ring|].
  destruct (Nat.ltb_spec J K); [rewrite delta_neq by lia; ring|].
  replace K with J by lia; rewrite delta_refl, sum_last by lia; ring.
Qed.

Lemma population_matrix_last_row N s K :
  (1 <= K <= N)%nat -> population_matrix (S N) s (S N) K = rb (s (S N)).
Proof.
  intros HK; unfold population_matrix.
  now replace (Nat.ltb K (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

Lemma population_matrix_last_column N s J :
  (1 <= J <= N)%nat -> population_matrix (S N) s J (S N) = 1 - rb (s (S N)).
Proof.
  intros HJ; unfold population_matrix.
  replace (Nat.ltb (S N) J) with false by (symmetry; apply Nat.ltb_ge; lia).
  now replace (Nat.ltb J (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

Lemma population_matrix_corner N s :
  population_matrix (S N) s (S N) (S N) = - INR N * (1 - rb (s (S N))).
Proof.
  unfold population_matrix; rewrite Nat.ltb_irrefl, sum_empty by lia.
  replace (S N - 1)%nat with N by lia; ring.
Qed.

(** (39): its matrix A has det(x - A) = x (x + 1) ... (x + N - 1), for every sign pattern. *)
Theorem characteristic_polynomial : Statements.characteristic_polynomial.
Proof.
  intros N s x HN; destruct N as [|N]; [lia|]; clear HN; revert x.
  replace (S N - 1)%nat with N by lia; induction N as [|N IH]; intros x.
  { unfold det, population_matrix, product, sum; simpl; rewrite delta_refl; ring. }
  destruct (s (S (S N))) eqn:Hs.
  - rewrite det_last_column, product_up, population_matrix_corner, delta_refl, Hs.
    2: { intros i Hi; rewrite population_matrix_last_column, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext (S N) _ (fun J K => (x + 1) * delta J K - population_matrix (S N) s J K)).
    2: { intros i j Hi Hj; rewrite population_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; f_equal; [simpl; ring|].
    unfold product; f_equal; apply map_ext; intros; rewrite S_INR; ring.
  - rewrite det_last_row, product_down, population_matrix_corner, delta_refl, Hs.
    2: { intros j Hj; rewrite population_matrix_last_row, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext (S N) _ (fun J K => x * delta J K - population_matrix (S N) s J K)).
    2: { intros i j Hi Hj; rewrite population_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; simpl; ring.
Qed.
