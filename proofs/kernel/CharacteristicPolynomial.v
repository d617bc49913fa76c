(** The characteristic polynomial of the population equations (39), for every N and every sign
    pattern: x (x + 1) ... (x + N - 1). *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Spectrum.
Open Scope R_scope.

(** (39) as a matrix: d rho_JJ/dt = sum_K population_matrix J K rho_KK. *)
Definition population_matrix (N : nat) (s : signs) (J K : nat) : R :=
  if Nat.ltb K J then rb (s J)
  else if Nat.ltb J K then 1 - rb (s K)
  else - INR (J - 1) * (1 - rb (s J)) - sum (J + 1) N (fun M => rb (s M)).

(** The determinant, by Laplace's expansion along the last column; rows and columns are 1..n. *)
Definition without_row (i : nat) (A : nat -> nat -> R) : nat -> nat -> R :=
  fun k j => A (if Nat.ltb k i then k else S k) j.
Fixpoint det (n : nat) (A : nat -> nat -> R) : R :=
  match n with
  | O => 1
  | S m => sum 1 n (fun i => (-1) ^ (i + n) * A i n * det m (without_row i A))
  end.

(** f 0 * f 1 * ... * f (n - 1). *)
Definition product (n : nat) (f : nat -> R) : R := fold_right Rmult 1 (map f (seq 0 n)).

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

Lemma product_first n f : product (S n) f = f 0%nat * product n (fun k => f (S k)).
Proof. unfold product; simpl; now rewrite <- seq_shift, map_map. Qed.

Lemma product_last n f : product (S n) f = product n f * f n.
Proof.
  revert f; induction n as [|n IH]; intros f; [unfold product; simpl; ring|].
  rewrite product_first, IH, (product_first n); ring.
Qed.

(** ** The population matrix *)

(** (39): its right-hand side is the product of this matrix with the populations. *)
Theorem population_matrix_spec N s p J :
  (1 <= J <= N)%nat ->
  population_rate N s p J = sum 1 N (fun K => population_matrix N s J K * p K).
Proof.
  intros HJ; unfold population_rate; rewrite (sum_split 1 J N) by lia.
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
Theorem characteristic_polynomial N s x :
  det N (fun J K => x * delta J K - population_matrix N s J K) = product N (fun k => x + INR k).
Proof.
  revert x; induction N as [|N IH]; intros x; [reflexivity|].
  destruct (s (S N)) eqn:Hs.
  - rewrite det_last_column, product_first, population_matrix_corner, delta_refl, Hs.
    2: { intros i Hi; rewrite population_matrix_last_column, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext N _ (fun J K => (x + 1) * delta J K - population_matrix N s J K)).
    2: { intros i j Hi Hj; rewrite population_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; f_equal; [simpl; ring|].
    unfold product; f_equal; apply map_ext; intros; rewrite S_INR; ring.
  - rewrite det_last_row, product_last, population_matrix_corner, delta_refl, Hs.
    2: { intros j Hj; rewrite population_matrix_last_row, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext N _ (fun J K => x * delta J K - population_matrix N s J K)).
    2: { intros i j Hi Hj; rewrite population_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; simpl; ring.
Qed.
