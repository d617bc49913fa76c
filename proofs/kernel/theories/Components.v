(** The component equations (38)-(46), for every N and every sigma, sigma_K = 0 included,
    and the population equations in every sector. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator.
Open Scope C_scope.

(** ** The six sums of (37) *)

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
Theorem eq_39_1 : Statements.eq_39_1.
Proof. intros N sigma rho J; apply six_sums. Qed.

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

(** (39), second line: the Kronecker deltas applied. *)
Theorem eq_39_2 : Statements.eq_39_2.
Proof.
  intros N sigma rho J; intros HJ; rewrite eq_39_1, gain_from_below, gain_from_above by easy.
  rewrite !(loss_upwards N sigma J (rho J J)), !(loss_downwards N sigma J (rho J J))
    by (easy || by_delta J).
  ring.
Qed.

(** (39), third line: the terms collected. *)
Theorem eq_39_3 : Statements.eq_39_3.
Proof.
  intros N sigma rho J; intros HJ; rewrite eq_39_2 by easy.
  rewrite (halves (csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J))) at 3.
  rewrite (halves (rho J J * csum (J + 1) N (fun M => theta (sigma M)))); ring.
Qed.

(** (39), fourth line: the rate of a population, for every N and every sigma. *)
Theorem eq_39_4 : Statements.eq_39_4.
Proof.
  intros N sigma rho J; intros HJ; rewrite eq_39_3, csum_minus, csum_const, csum_scal_r by easy.
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

(** (40): the rate of rho_11 at N = 4. *)
Theorem eq_40 : Statements.eq_40.
Proof. intros sigma rho; written_out. Qed.

(** (41): the rate of rho_22 at N = 4. *)
Theorem eq_41 : Statements.eq_41.
Proof. intros sigma rho; written_out. Qed.

(** (42): the rate of rho_33 at N = 4. *)
Theorem eq_42 : Statements.eq_42.
Proof. intros sigma rho; written_out. Qed.

(** (43): the rate of rho_44 at N = 4. *)
Theorem eq_43 : Statements.eq_43.
Proof. intros sigma rho; written_out. Qed.

(** ** Coherences *)

(** (44), first line: off the diagonal the gains vanish. *)
Theorem eq_44_1 : Statements.eq_44_1.
Proof.
  intros N sigma rho I J; intros HIJ; rewrite eq_37, <- double_csum_orders, <- csum2_plus.
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

(** (44), second line: the Kronecker deltas applied. *)
Theorem eq_44_2 : Statements.eq_44_2.
Proof.
  intros N sigma rho I J; intros HI HJ HIJ; rewrite six_sums, gain_below_vanishes, gain_above_vanishes by easy.
  rewrite (loss_upwards N sigma J (rho I J)), (loss_upwards N sigma I (rho I J)),
    (loss_downwards N sigma J (rho I J)), (loss_downwards N sigma I (rho I J))
    by (easy || by_delta J || by_delta I).
  rewrite !csum_scal_r, csum_scal; ring.
Qed.

(** (44), third line: the terms collected. *)
Theorem eq_44_3 : Statements.eq_44_3.
Proof.
  intros N sigma rho I J; intros HI HJ HIJ; rewrite eq_44_2, !csum_scal_r, csum_scal by easy; ring.
Qed.

(** (44), fourth line: the constant sums evaluated. *)
Theorem eq_44_4 : Statements.eq_44_4.
Proof.
  intros N sigma rho I J; intros HI HJ HIJ; rewrite eq_44_3, !csum_const by easy.
  replace (S (J - 1) - 1)%nat with (J - 1)%nat by lia.
  replace (S (I - 1) - 1)%nat with (I - 1)%nat by lia.
  rewrite !minus_INR, !RtoC_minus by lia; simpl INR; ring.
Qed.

(** (45) with (46): every coherence decays on its own, at the rate Lambda_IJ / 2. *)
Theorem eq_45 : Statements.eq_45.
Proof.
  intros N sigma rho I J; intros HI HJ HIJ; rewrite eq_44_4, !csum_RtoC by easy; unfold Lambda.
  rewrite ?RtoC_plus, ?RtoC_mult, ?RtoC_minus, ?RtoC_plus; ring.
Qed.

(** ** In a sector *)

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

(** (39): in the sector s the populations obey [population_rate], for every sign pattern. *)
Lemma populations_obey_the_model N s sigma rho J :
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
