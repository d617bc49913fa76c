(** The generator of (15), from its jump operators (14) to the component form (37), for every N
    and every sigma, sigma_K = 0 included. Rates are in units of kappa. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices.
Open Scope C_scope.

(** ** Heaviside's function *)

Lemma theta_pos x : (0 < x)%R -> theta x = 1%R.
Proof. intros; unfold theta; destruct (Rlt_dec 0 x); [reflexivity|contradiction]. Qed.

Lemma theta_nonpos x : (x <= 0)%R -> theta x = 0%R.
Proof. intros; unfold theta; destruct (Rlt_dec 0 x); [lra|reflexivity]. Qed.

Lemma theta_idem x : (theta x * theta x = theta x)%R.
Proof. unfold theta; destruct (Rlt_dec 0 x); ring. Qed.

Lemma theta_exclusive x : (theta x * theta (- x) = 0)%R.
Proof.
  unfold theta; destruct (Rlt_dec 0 x), (Rlt_dec 0 (- x)); try ring; exfalso; lra.
Qed.

Lemma theta_nonneg x : (0 <= theta x)%R.
Proof. unfold theta; destruct (Rlt_dec 0 x); lra. Qed.

Lemma halves (z : C) : z = / 2 * z + / 2 * z.
Proof. rewrite <- RtoC_inv by lra; apply parts_eq; rewrite ?Re_plus, ?Im_plus, ?Re_scal, ?Im_scal; lra. Qed.

(** ** One jump operator *)

Lemma jump_sandwich N sigma K M rho i j :
  (1 <= M < K)%nat -> (K <= N)%nat ->
  mmul N (mmul N (jump sigma K M) rho) (adjoint (jump sigma K M)) i j
  = theta (sigma K) * (delta i K * delta j K * rho M M)
    + theta (- sigma K) * (delta i M * delta j M * rho K K).
Proof.
  intros HM HK; unfold jump.
  rewrite (mult_ext N _ (mmul N (jump sigma K M) rho) _
    (madd (mscale (theta (sigma K)) (ketbra M K)) (mscale (theta (- sigma K)) (ketbra K M))))
    by (intros; reflexivity || apply adjoint_ketbra).
  rewrite mult_ketbra by lia; unfold jump; rewrite !ketbra_mult by lia.
  pose proof (f_equal RtoC (theta_idem (sigma K))) as Hu.
  pose proof (f_equal RtoC (theta_idem (- sigma K))) as Hd.
  pose proof (f_equal RtoC (theta_exclusive (sigma K))) as Hx.
  rewrite RtoC_mult in Hu, Hd, Hx.
  set (u := RtoC (theta (sigma K))) in *; set (d := RtoC (theta (- sigma K))) in *.
  transitivity (u * u * (delta i K * delta j K * rho M M)
    + u * d * (delta i M * delta j K * rho K M + delta i K * delta j M * rho M K)
    + d * d * (delta i M * delta j M * rho K K)); [ring|].
  rewrite Hu, Hd, Hx; ring.
Qed.

Lemma jump_square N sigma K M i j :
  (1 <= M < K)%nat -> (K <= N)%nat ->
  mmul N (adjoint (jump sigma K M)) (jump sigma K M) i j
  = madd (mscale (theta (sigma K)) (ketbra M M)) (mscale (theta (- sigma K)) (ketbra K K)) i j.
Proof.
  intros HM HK; unfold jump.
  rewrite (mult_ext N _ (madd (mscale (theta (sigma K)) (ketbra M K))
    (mscale (theta (- sigma K)) (ketbra K M))) _ (jump sigma K M))
    by (intros; reflexivity || apply adjoint_ketbra).
  rewrite ketbra_mult by lia; unfold jump, madd, mscale, ketbra.
  rewrite !delta_refl, (delta_neq K M), (delta_neq M K) by lia.
  pose proof (f_equal RtoC (theta_idem (sigma K))) as Hu.
  pose proof (f_equal RtoC (theta_idem (- sigma K))) as Hd.
  rewrite RtoC_mult in Hu, Hd; rewrite !RtoC_mult.
  set (u := RtoC (theta (sigma K))) in *; set (d := RtoC (theta (- sigma K))) in *.
  transitivity (u * u * (delta i M * delta j M) + d * d * (delta i K * delta j K)); [ring|].
  now rewrite Hu, Hd.
Qed.

Lemma lindblad_jump N sigma K M rho i j :
  (1 <= M < K)%nat -> (K <= N)%nat ->
  lindblad N (jump sigma K M) rho i j
  = theta (sigma K) * (delta i K * delta j K * rho M M
      - / 2 * delta M j * rho i M - / 2 * delta i M * rho M j)
    + theta (- sigma K) * (delta i M * delta j M * rho K K
      - / 2 * rho i K * delta K j - / 2 * delta i K * rho K j).
Proof.
  intros HM HK; unfold lindblad, msub, mscale at 1, anticommutator, madd at 1.
  rewrite jump_sandwich by easy.
  set (P := madd (mscale (theta (sigma K)) (ketbra M M)) (mscale (theta (- sigma K)) (ketbra K K))).
  rewrite (mult_ext N _ P _ rho), (mult_ext N rho rho _ P)
    by (intros; reflexivity || now apply jump_square).
  unfold P; rewrite ketbra_mult, mult_ketbra by lia.
  rewrite (delta_sym M j), (delta_sym K j), RtoC_inv by lra; ring.
Qed.

(** ** The master equation, entry by entry *)

(** (36): the anticommutator's two terms are printed in the other order. *)
Theorem eq_36_1 : Statements.eq_36_1.
Proof.
  intros N sigma rho I J; apply sum_pairs_ext; intros M K HM HK.
  unfold lindblad, msub, mscale, anticommutator, madd; do 2 f_equal; apply Cplus_comm.
Qed.

(** (15), and (4). *)
Theorem eq_15_corrected : Statements.eq_15_corrected.
Proof. intros N kappa H sigma rho I J; unfold law; now rewrite eq_36_1. Qed.

(** (36), from its first to its second line, for N levels: the generator in terms of |M><K|. *)
Theorem eq_36_2 : Statements.eq_36_2.
Proof.
  intros N sigma rho I J; apply sum_pairs_ext; intros M K HM HK; rewrite lindblad_jump by easy.
  unfold madd, msub, mscale, anticommutator, madd.
  rewrite !mult_one_ketbra, !one_ketbra_mult by lia.
  rewrite (delta_sym M J), (delta_sym K J), RtoC_inv by lra; ring.
Qed.

(** (37), for N levels: the generator entry by entry, with Kronecker deltas. *)
Theorem eq_37 : Statements.eq_37.
Proof.
  intros N sigma rho I J; apply csum_ext; intros M HM; apply csum_ext; intros K HK.
  rewrite lindblad_jump, (delta_sym J K) by lia; ring.
Qed.

(** ** What every Lindblad generator does *)

(** After (31): the trace is conserved, for every N and every matrix. *)
Theorem trace_is_conserved : Statements.trace_is_conserved.
Proof.
  intros N sigma rho; unfold generator, sum_pairs; rewrite csum_swap; apply csum_null; intros K HK.
  rewrite csum_swap; apply csum_null; intros M HM.
  rewrite (csum_ext 1 N _ (fun i =>
    delta i K * (theta (sigma K) * delta i K * rho M M - theta (- sigma K) * rho K i)
    + delta i M * (theta (- sigma K) * delta i M * rho K K - theta (sigma K) * rho M i))).
  - rewrite csum_plus, !csum_delta, !delta_refl by lia; ring.
  - intros i Hi; rewrite lindblad_jump, (delta_sym M i), (delta_sym K i) by lia.
    destruct (Nat.eq_dec i K) as [->|HK']; [|destruct (Nat.eq_dec i M) as [->|HM']].
    + rewrite delta_refl, (delta_neq K M), (halves (theta (- sigma K) * rho K K)) by lia; ring.
    + rewrite delta_refl, (delta_neq M K), (halves (theta (sigma K) * rho M M)) by lia; ring.
    + rewrite (delta_neq i K), (delta_neq i M) by easy; ring.
Qed.

(** (15): Hermitian matrices stay Hermitian: the generator commutes with the adjoint. *)
Theorem hermiticity_is_conserved : Statements.hermiticity_is_conserved.
Proof.
  intros N sigma rho I J; unfold adjoint at 2, generator, sum_pairs; rewrite csum_conj; apply csum_ext; intros K HK.
  rewrite csum_conj; apply csum_ext; intros M HM; rewrite !lindblad_jump by lia.
  rewrite (delta_sym M I), (delta_sym K I), (delta_sym M J), (delta_sym K J), <- RtoC_inv by lra.
  unfold adjoint; apply parts_eq; unfold Re, Im; simpl; ring.
Qed.
