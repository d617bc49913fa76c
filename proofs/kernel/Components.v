(** The component equations (38)-(46), for every N and every sigma, sigma_K = 0 included,
    and the population equations of Model.v in every sector. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Matrices Generator.
Open Scope C_scope.

(** (46) for N levels. *)
Definition Lambda (N : nat) (sigma : nat -> R) (I J : nat) : R :=
  ((1 - delta J N) * sum (J + 1) N (fun M => theta (sigma M))
   + (1 - delta I N) * sum (I + 1) N (fun M => theta (sigma M))
   + ((1 - delta J 1) * (INR J - 1) * theta (- sigma J)
      + (1 - delta I 1) * (INR I - 1) * theta (- sigma I)))%R.

(** [sigma] lies in the sector [s]. *)
Definition in_sector (N : nat) (s : signs) (sigma : nat -> R) : Prop :=
  forall K, (2 <= K <= N)%nat -> if s K then (0 < sigma K)%R else (sigma K < 0)%R.

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

(** (39), second line: the Kronecker deltas applied. *)
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

(** (39), third line: the terms collected. *)
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

(** (39), fourth line: the rate of a population, for every N and every sigma. *)
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

(** (40): the rate of rho_11 at N = 4. *)
Theorem eq_40 sigma rho :
  (generator 4 sigma rho 1 1)%nat
  = theta (- sigma 2%nat) * (rho 2 2)%nat + theta (- sigma 3%nat) * (rho 3 3)%nat
    + theta (- sigma 4%nat) * (rho 4 4)%nat
    - csum 2 4 (fun M => theta (sigma M) * (rho 1 1)%nat).
Proof. written_out. Qed.

(** (41): the rate of rho_22 at N = 4. *)
Theorem eq_41 sigma rho :
  (generator 4 sigma rho 2 2)%nat
  = theta (sigma 2%nat) * (rho 1 1)%nat
    - (theta (- sigma 2%nat) + theta (sigma 3%nat) + theta (sigma 4%nat)) * (rho 2 2)%nat
    + theta (- sigma 3%nat) * (rho 3 3)%nat + theta (- sigma 4%nat) * (rho 4 4)%nat.
Proof. written_out. Qed.

(** (42): the rate of rho_33 at N = 4. *)
Theorem eq_42 sigma rho :
  (generator 4 sigma rho 3 3)%nat
  = theta (sigma 3%nat) * (rho 1 1)%nat + theta (sigma 3%nat) * (rho 2 2)%nat
    - (2 * theta (- sigma 3%nat) + theta (sigma 4%nat)) * (rho 3 3)%nat
    + theta (- sigma 4%nat) * (rho 4 4)%nat.
Proof. written_out. Qed.

(** (43): the rate of rho_44 at N = 4. *)
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

(** (44), second line: the Kronecker deltas applied. *)
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

(** (44), third line: the terms collected. *)
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

(** (44), fourth line: the constant sums evaluated. *)
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

(** ** Eigenoperators *)

(** (45): each |I><J| with I <> J is an eigenoperator of the generator. *)
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
