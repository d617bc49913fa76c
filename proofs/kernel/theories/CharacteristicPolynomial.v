(** The characteristic polynomial of the population equations (39), for every N and every sign
    pattern: x (x + 1) ... (x + N - 1). *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Components Spectrum.
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

(** The same matrix in a sector. *)
Definition sector_matrix (N : nat) (s : signs) (J K : nat) : R :=
  if Nat.ltb K J then rb (s J)
  else if Nat.ltb J K then 1 - rb (s K)
  else - INR (J - 1) * (1 - rb (s J)) - sum (J + 1) N (fun M => rb (s M)).

Lemma population_matrix_in_sector N s sigma J K :
  in_sector N s sigma -> (1 <= J <= N)%nat -> (1 <= K <= N)%nat ->
  population_matrix N sigma J K = sector_matrix N s J K.
Proof.
  intros Hs HJ HK; unfold population_matrix; rewrite (populations_obey_the_model N s sigma _ J Hs HJ).
  assert (E : forall M, Re (ketbra K K M M) = delta M K)
    by (intros M; unfold ketbra, delta; destruct (Nat.eqb M K); simpl; ring).
  unfold population_rate, sector_matrix; rewrite (sum_ext 1 (J - 1) _ _ (fun M _ => E M)), !E.
  assert (O : sum 1 (J - 1) (fun M => delta M K) = if Nat.ltb K J then 1 else 0).
  { rewrite (sum_ext 1 (J - 1) _ (fun M => delta M K * 1)) by (intros; ring).
    destruct (Nat.ltb_spec K J); [apply sum_delta|apply sum_delta_out]; lia. }
  rewrite O, (sum_ext (J + 1) N _ (fun M => delta M K * (1 - rb (s M)) - rb (s M) * delta J K))
    by (intros M HM; rewrite E; ring).
  rewrite sum_minus, sum_scal_r.
  destruct (Nat.ltb_spec K J) as [L|L]; [|destruct (Nat.ltb_spec J K) as [G|G]].
  - rewrite (delta_neq J K), sum_delta_out by lia; destruct (Nat.leb_spec 2 J); [ring|lia].
  - rewrite (delta_neq J K), sum_delta by lia; destruct (Nat.leb 2 J); ring.
  - replace K with J by lia; rewrite delta_refl, sum_delta_out by lia.
    destruct (Nat.leb_spec 2 J); [ring|replace (J - 1)%nat with 0%nat by lia; simpl; ring].
Qed.

Lemma sector_matrix_below N s J K :
  (1 <= J <= N)%nat -> (1 <= K <= N)%nat ->
  sector_matrix (S N) s J K = sector_matrix N s J K - rb (s (S N)) * delta J K.
Proof.
  intros HJ HK; unfold sector_matrix.
  destruct (Nat.ltb_spec K J); [rewrite delta_neq by lia; ring|].
  destruct (Nat.ltb_spec J K); [rewrite delta_neq by lia; ring|].
  replace K with J by lia; rewrite delta_refl, sum_last by lia; ring.
Qed.

Lemma sector_matrix_last_row N s K :
  (1 <= K <= N)%nat -> sector_matrix (S N) s (S N) K = rb (s (S N)).
Proof.
  intros HK; unfold sector_matrix.
  now replace (Nat.ltb K (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

Lemma sector_matrix_last_column N s J :
  (1 <= J <= N)%nat -> sector_matrix (S N) s J (S N) = 1 - rb (s (S N)).
Proof.
  intros HJ; unfold sector_matrix.
  replace (Nat.ltb (S N) J) with false by (symmetry; apply Nat.ltb_ge; lia).
  now replace (Nat.ltb J (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

Lemma sector_matrix_corner N s :
  sector_matrix (S N) s (S N) (S N) = - INR N * (1 - rb (s (S N))).
Proof.
  unfold sector_matrix; rewrite Nat.ltb_irrefl, sum_empty by lia.
  replace (S N - 1)%nat with N by lia; ring.
Qed.

(** (39): its matrix A has det(x - A) = x (x + 1) ... (x + N - 1), for every sign pattern. *)
Lemma sector_polynomial N s x : (1 <= N)%nat ->
  det N (fun J K => x * delta J K - sector_matrix N s J K) = product 0 (N - 1) (fun k => x + INR k).
Proof.
  intros HN; destruct N as [|N]; [lia|]; clear HN; revert x.
  replace (S N - 1)%nat with N by lia; induction N as [|N IH]; intros x.
  { unfold det, sector_matrix, product, sum; simpl; rewrite delta_refl; ring. }
  destruct (s (S (S N))) eqn:Hs.
  - rewrite det_last_column, product_up, sector_matrix_corner, delta_refl, Hs.
    2: { intros i Hi; rewrite sector_matrix_last_column, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext (S N) _ (fun J K => (x + 1) * delta J K - sector_matrix (S N) s J K)).
    2: { intros i j Hi Hj; rewrite sector_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; f_equal; [simpl; ring|].
    unfold product; f_equal; apply map_ext; intros; rewrite S_INR; ring.
  - rewrite det_last_row, product_down, sector_matrix_corner, delta_refl, Hs.
    2: { intros j Hj; rewrite sector_matrix_last_row, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext (S N) _ (fun J K => x * delta J K - sector_matrix (S N) s J K)).
    2: { intros i j Hi Hj; rewrite sector_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; simpl; ring.
Qed.

Theorem characteristic_polynomial : Statements.characteristic_polynomial.
Proof.
  intros N sigma x HN Hs; set (s := fun K => if Rlt_dec 0 (sigma K) then true else false).
  rewrite <- (sector_polynomial N s x HN); apply det_ext; intros J K HJ HK.
  rewrite (population_matrix_in_sector N s) by (assumption || (intros M HM; specialize (Hs M HM); unfold s;
    destruct (Rlt_dec 0 (sigma M)); lra)); reflexivity.
Qed.
