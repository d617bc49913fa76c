(** From the jump operators (14) to the component equations (37)-(46), for every N
    and every sigma, sigma_K = 0 included. Rates are in units of kappa. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Matrices.
Open Scope C_scope.

(** Heaviside's function with theta(0) = 0, below (7). *)
Definition theta (x : R) : R := if Rlt_dec 0 x then 1%R else 0%R.

(** (14): L_KM, for K > M. *)
Definition jump (sigma : nat -> R) (K M : nat) : matrix :=
  madd (mscale (theta (sigma K)) (ketbra K M)) (mscale (theta (- sigma K)) (ketbra M K)).

(** One term in Lindblad's form: L rho L^+ - {L^+ L, rho} / 2. *)
Definition lindblad (N : nat) (L rho : matrix) : matrix :=
  msub (mmul N (mmul N L rho) (adjoint L))
        (mscale (/ 2) (anticommutator N (mmul N (adjoint L) L) rho)).

(** (15) with its daggers put right and H = 0, in units of kappa. *)
Definition generator (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun K M => lindblad N (jump sigma K M) rho).

(** The second line of (36) for N levels. *)
Definition second_line_of_36 (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun M K =>
    madd (mscale (theta (sigma M))
           (msub (mmul N (mmul N (ketbra M K) rho) (ketbra K M))
                  (mscale (/ 2) (anticommutator N rho (ketbra K K)))))
         (mscale (theta (- sigma M))
           (msub (mmul N (mmul N (ketbra K M) rho) (ketbra M K))
                  (mscale (/ 2) (anticommutator N rho (ketbra M M)))))).

(** d rho / dt = kappa * generator rho, entry by entry. *)
Definition master_equation (N : nat) (kappa : R) (sigma : nat -> R) (rho : R -> matrix) : Prop :=
  forall (t : R) (I J : nat), (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
  is_derive (fun x : R => Re (rho x I J)) t (kappa * Re (generator N sigma (rho t) I J))%R /\
  is_derive (fun x : R => Im (rho x I J)) t (kappa * Im (generator N sigma (rho t) I J))%R.

(** (46) for N levels. *)
Definition Lambda (N : nat) (sigma : nat -> R) (I J : nat) : R :=
  ((1 - delta J N) * sum (J + 1) N (fun M => theta (sigma M))
   + (1 - delta I N) * sum (I + 1) N (fun M => theta (sigma M))
   + ((1 - delta J 1) * (INR J - 1) * theta (- sigma J)
      + (1 - delta I 1) * (INR I - 1) * theta (- sigma I)))%R.

(** [sigma] lies in the sector [s]. *)
Definition in_sector (N : nat) (s : signs) (sigma : nat -> R) : Prop :=
  forall K, (2 <= K <= N)%nat -> if s K then (0 < sigma K)%R else (sigma K < 0)%R.

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

Lemma theta_sector N s sigma K :
  in_sector N s sigma -> (2 <= K <= N)%nat ->
  theta (sigma K) = rb (s K) /\ theta (- sigma K) = (1 - rb (s K))%R.
Proof.
  intros Hs HK; specialize (Hs K HK); destruct (s K); simpl; split.
  - now apply theta_pos.
  - rewrite theta_nonpos by lra; ring.
  - rewrite theta_nonpos by lra; ring.
  - rewrite theta_pos by lra; ring.
Qed.

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

(** (36), from its first to its second line, for N levels: the generator in terms of |M><K|. *)
Theorem eq_36_2 N sigma rho I J :
  generator N sigma rho I J = second_line_of_36 N sigma rho I J.
Proof.
  apply sum_pairs_ext; intros M K HM HK; rewrite lindblad_jump by easy.
  unfold madd, msub, mscale, anticommutator, madd.
  rewrite !mult_one_ketbra, !one_ketbra_mult by lia.
  rewrite (delta_sym M J), (delta_sym K J), RtoC_inv by lra; ring.
Qed.

(** (37) for N levels. *)
Theorem eq_37 N sigma rho I J :
  generator N sigma rho I J
  = csum 2 N (fun M => csum 1 (M - 1) (fun K =>
      theta (sigma M) * (delta I M * delta J M * rho K K
        - / 2 * delta K J * rho I K - / 2 * delta I K * rho K J)
      + theta (- sigma M) * (delta I K * delta K J * rho M M
        - / 2 * rho I M * delta M J - / 2 * delta I M * rho M J))).
Proof.
  apply csum_ext; intros M HM; apply csum_ext; intros K HK.
  rewrite lindblad_jump, (delta_sym J K) by lia; ring.
Qed.

(** Splits a double sum of sums into a sum of double sums. *)
Lemma csum2_plus N (F G : nat -> nat -> C) :
  csum 2 N (fun M => csum 1 (M - 1) (fun K => F M K + G M K))
  = csum 2 N (fun M => csum 1 (M - 1) (fun K => F M K))
    + csum 2 N (fun M => csum 1 (M - 1) (fun K => G M K)).
Proof. rewrite <- csum_plus; apply csum_ext; intros; apply csum_plus. Qed.

Lemma csum2_minus N c (F G : nat -> nat -> C) :
  csum 2 N (fun M => csum 1 (M - 1) (fun K => F M K - c * G M K))
  = csum 2 N (fun M => csum 1 (M - 1) (fun K => F M K))
    - c * csum 2 N (fun M => csum 1 (M - 1) (fun K => G M K)).
Proof.
  rewrite <- csum_scal, <- csum_minus; apply csum_ext; intros.
  now rewrite <- csum_scal, <- csum_minus.
Qed.

Lemma csum2_ext N (F G : nat -> nat -> C) :
  (forall M K, F M K = G M K) ->
  csum 2 N (fun M => csum 1 (M - 1) (fun K => F M K))
  = csum 2 N (fun M => csum 1 (M - 1) (fun K => G M K)).
Proof. intros H; apply csum_ext; intros; now apply csum_ext. Qed.

(** The six double sums of (37), in the paper's orders (38). *)
Lemma six_sums N sigma rho I J :
  generator N sigma rho I J
  = csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (sigma M) * delta I M * delta M J * rho K K))
    - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta K J * rho I K))
    - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta I K * rho K J))
    + csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
        theta (- sigma M) * delta I K * delta K J * rho M M))
    - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * rho I M * delta M J))
    - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * delta I M * rho M J)).
Proof.
  rewrite eq_37, <- !double_csum_orders, <- !csum2_minus, <- csum2_plus, <- !csum2_minus.
  apply csum2_ext; intros; rewrite (delta_sym J M); ring.
Qed.

(** (39), first line: the six sums for I = J. *)
Theorem eq_39_1 N sigma rho J :
  generator N sigma rho J J
  = csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (sigma M) * delta J M * delta M J * rho K K))
    - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta K J * rho J K))
    - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta J K * rho K J))
    + csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
        theta (- sigma M) * delta J K * delta K J * rho M M))
    - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * rho J M * delta M J))
    - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * delta J M * rho M J)).
Proof. apply six_sums. Qed.

(** Settles an identity of the form f M = delta M j * g, whose sides agree for M = j. *)
Ltac by_delta j :=
  let M := fresh "M" in
  intros M ?; rewrite ?(delta_sym j M); destruct (Nat.eq_dec M j) as [->|];
  [rewrite ?delta_refl|rewrite ?(delta_neq M j) by easy]; ring.

(** The sums that a delta collapses: loss to higher levels, and loss to lower levels. *)
Lemma loss_upwards N sigma j (z : C) (F : nat -> nat -> C) :
  (1 <= j <= N)%nat -> (forall K M, F K M = delta K j * (theta (sigma M) * z)) ->
  csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => F K M))
  = (1 - delta j N) * z * csum (j + 1) N (fun M => theta (sigma M)).
Proof.
  intros Hj HF; rewrite (collapse_to_pred N j F (fun M => theta (sigma M) * z)) by easy.
  rewrite csum_scal_r; ring.
Qed.

Lemma loss_downwards N sigma j (z : C) (F : nat -> nat -> C) :
  (1 <= j <= N)%nat -> (forall M K, F M K = delta M j * (theta (- sigma j) * z)) ->
  csum 2 N (fun M => csum 1 (M - 1) (fun K => F M K))
  = (1 - delta j 1) * csum 1 (j - 1) (fun _ => theta (- sigma j) * z).
Proof. intros; now apply collapse_from_2. Qed.

Lemma gain_from_below N sigma (rho : matrix) j :
  (1 <= j <= N)%nat ->
  csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (sigma M) * delta j M * delta M j * rho K K))
  = (1 - delta j 1) * theta (sigma j) * csum 1 (j - 1) (fun K => rho K K).
Proof.
  intros Hj; rewrite (collapse_from_2 N j _ (fun K => theta (sigma j) * rho K K))
    by (easy || by_delta j).
  rewrite csum_scal; ring.
Qed.

Lemma gain_from_above N sigma (rho : matrix) j :
  (1 <= j <= N)%nat ->
  csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (- sigma M) * delta j K * delta K j * rho M M))
  = (1 - delta j N) * csum (j + 1) N (fun M => theta (- sigma M) * rho M M).
Proof. intros Hj; apply collapse_to_pred; [easy|by_delta j]. Qed.

(** (39), second line. *)
Theorem eq_39_2 N sigma rho J :
  (1 <= J <= N)%nat ->
  generator N sigma rho J J
  = (1 - delta J 1) * theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
    - / 2 * (1 - delta J N) * rho J J * csum (J + 1) N (fun M => theta (sigma M))
    - / 2 * (1 - delta J N) * rho J J * csum (J + 1) N (fun M => theta (sigma M))
    + (1 - delta J N) * csum (J + 1) N (fun M => theta (- sigma M) * rho M M)
    - / 2 * (1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J)
    - / 2 * (1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J).
Proof.
  intros HJ; rewrite eq_39_1, gain_from_below, gain_from_above by easy.
  rewrite !(loss_upwards N sigma J (rho J J)), !(loss_downwards N sigma J (rho J J))
    by (easy || by_delta J).
  ring.
Qed.

(** (39), third line. *)
Theorem eq_39_3 N sigma rho J :
  (1 <= J <= N)%nat ->
  generator N sigma rho J J
  = (1 - delta J 1) * (theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
                       - csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J))
    + (1 - delta J N) * (csum (J + 1) N (fun M => theta (- sigma M) * rho M M)
                         - rho J J * csum (J + 1) N (fun M => theta (sigma M))).
Proof.
  intros HJ; rewrite eq_39_2 by easy.
  rewrite (halves (csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J))) at 3.
  rewrite (halves (rho J J * csum (J + 1) N (fun M => theta (sigma M)))); ring.
Qed.

(** (39), fourth line: the populations for every N. *)
Theorem eq_39_4 N sigma rho J :
  (1 <= J <= N)%nat ->
  generator N sigma rho J J
  = (1 - delta J 1) * (theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
                       - theta (- sigma J) * rho J J * (INR J - 1))
    + (1 - delta J N) * csum (J + 1) N (fun M => theta (- sigma M) * rho M M
                                                 - theta (sigma M) * rho J J).
Proof.
  intros HJ; rewrite eq_39_3, csum_minus, csum_const, csum_scal_r by easy.
  replace (S (J - 1) - 1)%nat with (J - 1)%nat by lia.
  rewrite minus_INR, RtoC_minus by lia; simpl INR; ring.
Qed.

(** ** N = 4, as printed *)

(** Writes out the sums and deltas of (39) for N = 4. *)
Lemma two_is : RtoC 2 = 1 + 1.
Proof. rewrite <- RtoC_plus; f_equal; lra. Qed.

Lemma three_is : RtoC 3 = 1 + 1 + 1.
Proof. rewrite <- !RtoC_plus; f_equal; lra. Qed.

Ltac written_out :=
  rewrite eq_39_4 by lia; unfold delta, csum;
  cbn [Nat.eqb Nat.add Nat.sub seq map fold_right INR];
  rewrite ?RtoC_plus, ?two_is, ?three_is; ring.

(** (40). *)
Theorem eq_40 sigma rho :
  (generator 4 sigma rho 1 1)%nat
  = theta (- sigma 2%nat) * (rho 2 2)%nat + theta (- sigma 3%nat) * (rho 3 3)%nat
    + theta (- sigma 4%nat) * (rho 4 4)%nat
    - csum 2 4 (fun M => theta (sigma M) * (rho 1 1)%nat).
Proof. written_out. Qed.

(** (41). *)
Theorem eq_41 sigma rho :
  (generator 4 sigma rho 2 2)%nat
  = theta (sigma 2%nat) * (rho 1 1)%nat
    - (theta (- sigma 2%nat) + theta (sigma 3%nat) + theta (sigma 4%nat)) * (rho 2 2)%nat
    + theta (- sigma 3%nat) * (rho 3 3)%nat + theta (- sigma 4%nat) * (rho 4 4)%nat.
Proof. written_out. Qed.

(** (42). *)
Theorem eq_42 sigma rho :
  (generator 4 sigma rho 3 3)%nat
  = theta (sigma 3%nat) * (rho 1 1)%nat + theta (sigma 3%nat) * (rho 2 2)%nat
    - (2 * theta (- sigma 3%nat) + theta (sigma 4%nat)) * (rho 3 3)%nat
    + theta (- sigma 4%nat) * (rho 4 4)%nat.
Proof. written_out. Qed.

(** (43). *)
Theorem eq_43 sigma rho :
  (generator 4 sigma rho 4 4)%nat
  = theta (sigma 4%nat) * (rho 1 1)%nat + theta (sigma 4%nat) * (rho 2 2)%nat
    + theta (sigma 4%nat) * (rho 3 3)%nat - 3 * theta (- sigma 4%nat) * (rho 4 4)%nat.
Proof. written_out. Qed.

(** ** Coherences *)

(** (44), first line: off the diagonal the gains vanish. *)
Theorem eq_44_1 N sigma rho I J :
  I <> J ->
  generator N sigma rho I J
  = csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
      theta (sigma M) * (- / 2 * delta K J * rho I K - / 2 * delta I K * rho K J)))
    + csum 2 N (fun M => csum 1 (M - 1) (fun K =>
      theta (- sigma M) * (- / 2 * rho I M * delta M J - / 2 * delta I M * rho M J))).
Proof.
  intros HIJ; rewrite eq_37, <- double_csum_orders, <- csum2_plus.
  apply csum2_ext; intros M K; rewrite (delta_sym J M).
  destruct (Nat.eq_dec I M) as [<-|HM]; [rewrite (delta_neq I J) by easy|rewrite (delta_neq I M) by easy];
  (destruct (Nat.eq_dec I K) as [<-|HK]; [rewrite (delta_neq I J) by easy|rewrite (delta_neq I K) by easy]);
  ring.
Qed.

Lemma gain_below_vanishes N sigma (rho : matrix) I J :
  I <> J ->
  csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (sigma M) * delta I M * delta M J * rho K K)) = 0.
Proof.
  intros HIJ; apply csum_null; intros M _; apply csum_null; intros K _.
  destruct (Nat.eq_dec I M) as [<-|]; [rewrite (delta_neq I J)|rewrite (delta_neq I M)]; easy || ring.
Qed.

Lemma gain_above_vanishes N sigma (rho : matrix) I J :
  I <> J ->
  csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
    theta (- sigma M) * delta I K * delta K J * rho M M)) = 0.
Proof.
  intros HIJ; apply csum_null; intros K _; apply csum_null; intros M _.
  destruct (Nat.eq_dec I K) as [<-|]; [rewrite (delta_neq I J)|rewrite (delta_neq I K)]; easy || ring.
Qed.

(** (44), second line. *)
Theorem eq_44_2 N sigma rho I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  generator N sigma rho I J
  = - / 2 * (csum (J + 1) N (fun M => theta (sigma M) * (1 - delta J N) * rho I J)
             + csum (I + 1) N (fun M => (1 - delta I N) * theta (sigma M) * rho I J))
    - / 2 * ((1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho I J)
             + (1 - delta I 1) * csum 1 (I - 1) (fun K => theta (- sigma I) * rho I J)).
Proof.
  intros HI HJ HIJ; rewrite six_sums, gain_below_vanishes, gain_above_vanishes by easy.
  rewrite (loss_upwards N sigma J (rho I J)), (loss_upwards N sigma I (rho I J)),
    (loss_downwards N sigma J (rho I J)), (loss_downwards N sigma I (rho I J))
    by (easy || by_delta J || by_delta I).
  rewrite !csum_scal_r, csum_scal; ring.
Qed.

(** (44), third line. *)
Theorem eq_44_3 N sigma rho I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  generator N sigma rho I J
  = - / 2 * (((1 - delta J N) * csum (J + 1) N (fun M => theta (sigma M))
              + (1 - delta I N) * csum (I + 1) N (fun M => theta (sigma M)))
             + ((1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J))
                + (1 - delta I 1) * csum 1 (I - 1) (fun K => theta (- sigma I)))) * rho I J.
Proof.
  intros HI HJ HIJ; rewrite eq_44_2, !csum_scal_r, csum_scal by easy; ring.
Qed.

(** (44), fourth line. *)
Theorem eq_44_4 N sigma rho I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  generator N sigma rho I J
  = - / 2 * (((1 - delta J N) * csum (J + 1) N (fun M => theta (sigma M))
              + (1 - delta I N) * csum (I + 1) N (fun M => theta (sigma M)))
             + ((1 - delta J 1) * (INR J - 1) * theta (- sigma J)
                + (1 - delta I 1) * (INR I - 1) * theta (- sigma I))) * rho I J.
Proof.
  intros HI HJ HIJ; rewrite eq_44_3, !csum_const by easy.
  replace (S (J - 1) - 1)%nat with (J - 1)%nat by lia.
  replace (S (I - 1) - 1)%nat with (I - 1)%nat by lia.
  rewrite !minus_INR, !RtoC_minus by lia; simpl INR; ring.
Qed.

(** (45) with (46): every coherence decays on its own, at the rate Lambda_IJ / 2. *)
Theorem eq_45 N sigma rho I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  generator N sigma rho I J = - / 2 * Lambda N sigma I J * rho I J.
Proof.
  intros HI HJ HIJ; rewrite eq_44_4, !csum_RtoC by easy; unfold Lambda.
  rewrite ?RtoC_plus, ?RtoC_mult, ?RtoC_minus, ?RtoC_plus; ring.
Qed.

(** ** In a sector *)

(** The populations obey Model.v's equation, real or not, for every sign pattern. *)
Theorem populations_obey_the_model N s sigma rho J :
  in_sector N s sigma -> (1 <= J <= N)%nat ->
  Re (generator N sigma rho J J) = population_rate N s (fun K => Re (rho K K)) J.
Proof.
  intros Hs HJ; rewrite eq_39_4 by easy; unfold population_rate.
  rewrite Re_plus; f_equal.
  - destruct (Nat.leb_spec 2 J) as [H2|H2].
    + destruct (theta_sector N s sigma J Hs) as [-> ->]; [lia|].
      rewrite delta_neq, <- (csum_Re 1 (J - 1) (fun K => rho K K)), minus_INR by lia.
      unfold Re; simpl; ring.
    + replace J with 1%nat by lia; rewrite delta_refl; unfold Re; simpl; ring.
  - rewrite <- RtoC_minus, Re_scal, csum_Re.
    destruct (Nat.eq_dec J N) as [->|].
    + rewrite !sum_empty by lia; ring.
    + rewrite delta_neq by easy; rewrite Rminus_0_r, Rmult_1_l; apply sum_ext; intros M HM.
      destruct (theta_sector N s sigma M Hs) as [-> ->]; [lia|].
      unfold Re; simpl; ring.
Qed.

(** ** What every Lindblad generator does *)

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

(** The trace is conserved, as the text below (31) says. *)
Theorem trace_is_conserved N sigma rho :
  csum 1 N (fun J => generator N sigma rho J J) = 0.
Proof.
  unfold generator, sum_pairs; rewrite csum_swap; apply csum_null; intros K HK.
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

(** Hermitian matrices stay Hermitian. *)
Theorem hermiticity_is_conserved N sigma rho I J :
  generator N sigma (adjoint rho) I J = adjoint (generator N sigma rho) I J.
Proof.
  unfold adjoint at 2, generator, sum_pairs; rewrite csum_conj; apply csum_ext; intros K HK.
  rewrite csum_conj; apply csum_ext; intros M HM; rewrite !lindblad_jump by lia.
  rewrite (delta_sym M I), (delta_sym K I), (delta_sym M J), (delta_sym K J), <- RtoC_inv by lra.
  unfold adjoint; apply parts_eq; unfold Re, Im; simpl; ring.
Qed.

(** Each |I><J| with I <> J is an eigenoperator, with the eigenvalue of (45). *)
Theorem coherence_is_an_eigenoperator N sigma I J i j :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  (1 <= i <= N)%nat -> (1 <= j <= N)%nat ->
  generator N sigma (ketbra I J) i j = - / 2 * Lambda N sigma I J * ketbra I J i j.
Proof.
  intros HI HJ HIJ Hi Hj.
  assert (Diagonal : forall k, ketbra I J k k = 0).
  { intros k; unfold ketbra; destruct (Nat.eq_dec k I) as [->|].
    - rewrite (delta_neq I J) by easy; f_equal; ring.
    - rewrite (delta_neq k I) by easy; f_equal; ring. }
  destruct (Nat.eq_dec i j) as [<-|Hij].
  - rewrite eq_39_4, !Diagonal by easy.
    rewrite (csum_null 1 (i - 1)), (csum_null (i + 1)) by (intros; rewrite ?Diagonal; ring); ring.
  - rewrite eq_45 by easy; unfold ketbra.
    destruct (Nat.eq_dec i I) as [->|]; [|rewrite (delta_neq i I), Rmult_0_l by easy; ring].
    destruct (Nat.eq_dec j J) as [->|]; [|rewrite (delta_neq j J), Rmult_0_r by easy; ring].
    reflexivity.
Qed.
