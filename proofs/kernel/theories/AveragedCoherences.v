(** Beyond the paper: the averaged coherences, which are products of one factor for each level. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Disks Average Events Evolution Capstone AveragedSums.
Open Scope R_scope.

Lemma two_point_product p N (f : nat -> bool -> R) :
  two_point p N (fun s => product 2 N (fun M => f M (s M))) = product 2 N (fun M => mean p M (f M)).
Proof.
  induction N as [|n IH]; [reflexivity|]; destruct (Nat.eq_dec n 0) as [->|Hn]; [reflexivity|].
  rewrite two_point_step, product_last, <- IH by lia; unfold mean at 1.
  assert (E : forall b, two_point p n (fun s => product 2 (S n) (fun M => f M (upd s (S n) b M)))
    = f (S n) b * two_point p n (fun s => product 2 n (fun M => f M (s M)))).
  { intros b; rewrite <- two_point_scal; apply two_point_ext; intros s _.
    rewrite product_last, upd_same, Rmult_comm by lia; f_equal.
    apply product_ext; intros M HM; now rewrite upd_other by lia. }
  rewrite !E; ring.
Qed.

Lemma product_split a m b f : (a <= S m)%nat -> (m <= b)%nat -> product a b f = product a m f * product (S m) b f.
Proof.
  intros Ha Hm; induction b as [|b IH].
  { rewrite (product_empty (S m) 0) by lia; replace m with 0%nat by lia; ring. }
  destruct (Nat.eq_dec m (S b)) as [->|E]; [rewrite (product_empty (S (S b))) by lia; ring|].
  rewrite !(product_last _ b), IH by lia; ring.
Qed.

Lemma exp_sum a m b g : exp (a * sum m b g) = product m b (fun M => exp (a * g M)).
Proof.
  unfold sum, product; induction (seq m (S b - m)) as [|M l IH]; cbn [map fold_right].
  - rewrite Rmult_0_r; apply exp_0.
  - rewrite Rmult_plus_distr_l, exp_plus, IH; reflexivity.
Qed.

Section Coherence.

Variables (N I J : nat) (p : nat -> R) (a : R).
Hypothesis p_pos : forall K, 0 <= p K.
Hypothesis HI : (1 <= I < J)%nat.
Hypothesis HJ : (J <= N)%nat.
Hypothesis HS : 0 < sum 1 I p.

(** What the level M adds to Lambda_IJ. *)
Definition damping (M : nat) (b : bool) : R :=
  (if Nat.ltb I M then rb b else 0) + (if Nat.ltb J M then rb b else 0)
  + delta M I * (INR (I - 1) * (1 - rb b)) + delta M J * (INR (J - 1) * (1 - rb b)).

Lemma partial_positive M : (I <= M)%nat -> 0 < sum 1 M p.
Proof.
  intros H; rewrite (sum_split 1 I M) by lia.
  assert (0 <= sum (S I) M p) by (apply sum_nonneg; auto); lra.
Qed.

Lemma sum_above K s : (1 <= K <= N)%nat ->
  sum 2 N (fun M => if Nat.ltb K M then rb (s M) else 0) = sum (K + 1) N (fun M => rb (s M)).
Proof.
  intros HK; rewrite (sum_split 2 K N), sum_null, Rplus_0_l by
    (lia || (intros M HM; destruct (Nat.ltb_spec K M); [lia|reflexivity])).
  replace (S K) with (K + 1)%nat by lia; apply sum_ext; intros M HM; destruct (Nat.ltb_spec K M); [reflexivity|lia].
Qed.

Lemma sum_at K (s : signs) : (1 <= K <= N)%nat ->
  sum 2 N (fun M => delta M K * (INR (K - 1) * (1 - rb (s M)))) = INR (K - 1) * (1 - rb (s K)).
Proof.
  intros HK; destruct (Nat.eq_dec K 1) as [->|E].
  - rewrite sum_null; [simpl; ring|intros; simpl; ring].
  - exact (sum_delta 2 N K (fun M => INR (K - 1) * (1 - rb (s M))) ltac:(lia)).
Qed.

Lemma Lambda_sum s : Lambda N (representative p s) I J = sum 2 N (fun M => damping M (s M)).
Proof.
  assert (T : forall M, (I <= M)%nat ->
    theta (representative p s M) = rb (s M) /\ theta (- representative p s M) = 1 - rb (s M)).
  { intros M HM; unfold representative; destruct (Rlt_dec _ _) as [_|Z]; [|now apply partial_positive in HM].
    destruct (s M); simpl; rewrite ?(theta_pos 1), ?(theta_nonpos (-1)), ?(theta_nonpos (- (1))), ?(theta_pos (- -1)) by lra;
      split; ring. }
  unfold damping; rewrite !sum_plus, !sum_above, !sum_at by lia; unfold Lambda.
  rewrite (sum_ext (J + 1) N _ (fun M => rb (s M))), (sum_ext (I + 1) N _ (fun M => rb (s M))) by (intros; apply T; lia).
  rewrite (proj2 (T I ltac:(lia))), (proj2 (T J ltac:(lia))), !minus_INR by lia; simpl (INR 1).
  rewrite (delta_neq I N), (delta_neq J 1) by lia.
  assert (D : delta J N * sum (J + 1) N (fun M => rb (s M)) = 0)
    by (unfold delta; destruct (Nat.eqb_spec J N); [rewrite sum_empty by lia; ring|ring]).
  assert (D' : delta I 1 * (INR I - 1) = 0)
    by (unfold delta; destruct (Nat.eqb_spec I 1) as [->|]; [simpl; ring|ring]).
  transitivity (sum (J + 1) N (fun M => rb (s M)) - delta J N * sum (J + 1) N (fun M => rb (s M))
    + sum (I + 1) N (fun M => rb (s M)) + (INR J - 1) * (1 - rb (s J))
    + ((INR I - 1) - delta I 1 * (INR I - 1)) * (1 - rb (s I))); [ring|rewrite D, D'; ring].
Qed.

(** The average of exp(a Lambda_IJ), level by level. *)
Lemma mean_damping :
  two_point p N (fun s => exp (a * Lambda N (representative p s) I J))
  = closed_factor N I J p a.
Proof.
  rewrite (two_point_ext p N _ (fun s => product 2 N (fun M => exp (a * damping M (s M)))))
    by (intros; rewrite Lambda_sum; apply exp_sum).
  rewrite (two_point_product p N (fun M b => exp (a * damping M b))); set (f := fun M => mean p M _).
  assert (Low : product 2 (I - 1) f = 1).
  { apply product_one; intros M HM; unfold f, mean, damping.
    destruct (Nat.ltb_spec I M), (Nat.ltb_spec J M); try lia; rewrite !delta_neq by lia.
    rewrite !Rmult_0_l, !Rplus_0_r, !Rmult_0_r, exp_0; ring. }
  assert (Mean : forall M b, mean p M b = p M / sum 1 M p * b true + (1 - p M / sum 1 M p) * b false) by reflexivity.
  assert (P : forall K, (I <= K)%nat -> (1 <= K)%nat -> 1 - p K / sum 1 K p = sum 1 (K - 1) p / sum 1 K p).
  { intros K HK H1; assert (A := partial_positive K HK); rewrite (term_prefix K p) by lia; field; lra. }
  assert (At : forall K, f K = p K / sum 1 K p * exp (a * damping K true) + (1 - p K / sum 1 K p) * exp (a * damping K false))
    by reflexivity.
  assert (FI : (if Nat.eqb I 1 then 1 else f I) = (p I + sum 1 (I - 1) p * exp (a * (INR I - 1))) / sum 1 I p).
  { assert (A := partial_positive I (le_n I)); destruct (Nat.eqb_spec I 1) as [E|E].
    - rewrite E in *; unfold sum in *; cbn [Nat.sub seq map fold_right] in *; field; lra.
    - rewrite At, P by lia; unfold damping; destruct (Nat.ltb_spec I I), (Nat.ltb_spec J I); try lia.
      rewrite delta_refl, delta_neq by lia; simpl rb; rewrite !minus_INR by lia; simpl (INR 1).
      replace (a * (0 + 0 + 1 * ((INR I - 1) * (1 - 1)) + 0 * ((INR J - 1) * (1 - 1)))) with 0 by ring.
      replace (a * (0 + 0 + 1 * ((INR I - 1) * (1 - 0)) + 0 * ((INR J - 1) * (1 - 0)))) with (a * (INR I - 1)) by ring.
      rewrite exp_0; field; lra. }
  assert (FJ : f J = (p J * exp a + sum 1 (J - 1) p * exp (a * (INR J - 1))) / sum 1 J p).
  { assert (A := partial_positive J ltac:(lia)); rewrite At, P by lia; unfold damping.
    destruct (Nat.ltb_spec I J), (Nat.ltb_spec J J); try lia.
    rewrite delta_refl, delta_neq by lia; simpl rb; rewrite !minus_INR by lia; simpl (INR 1).
    replace (a * (1 + 0 + 0 * ((INR I - 1) * (1 - 1)) + 1 * ((INR J - 1) * (1 - 1)))) with a by ring.
    replace (a * (0 + 0 + 0 * ((INR I - 1) * (1 - 0)) + 1 * ((INR J - 1) * (1 - 0)))) with (a * (INR J - 1)) by ring.
    field; lra. }
  assert (Between : product (I + 1) (J - 1) f = product (I + 1) (J - 1) (mean_factor p (exp a))).
  { apply product_ext; intros M HM; assert (A := partial_positive M ltac:(lia)); rewrite At, P by lia; unfold damping, mean_factor.
    destruct (Nat.ltb_spec I M), (Nat.ltb_spec J M); try lia; rewrite !delta_neq by lia; simpl rb.
    replace (a * (1 + 0 + 0 * _ + 0 * _)) with a by ring; replace (a * (0 + 0 + 0 * _ + 0 * _)) with 0 by ring.
    rewrite exp_0; field; lra. }
  assert (Above : product (J + 1) N f = product (J + 1) N (mean_factor p (exp (2 * a)))).
  { apply product_ext; intros M HM; assert (A := partial_positive M ltac:(lia)); rewrite At, P by lia; unfold damping, mean_factor.
    destruct (Nat.ltb_spec I M), (Nat.ltb_spec J M); try lia; rewrite !delta_neq by lia; simpl rb.
    replace (a * (1 + 1 + 0 * _ + 0 * _)) with (2 * a) by ring; replace (a * (0 + 0 + 0 * _ + 0 * _)) with 0 by ring.
    rewrite exp_0; field; lra. }
  unfold closed_factor; rewrite <- FI, <- FJ, <- Between, <- Above.
  rewrite (product_split 2 J N), (product_split 2 I J) by lia; replace (S J) with (J + 1)%nat by lia.
  replace J with (S (J - 1)) at 1 by lia; rewrite product_last by lia; replace (S (J - 1)) with J by lia.
  replace (S I) with (I + 1)%nat by lia.
  assert (LI : product 2 I f = if Nat.eqb I 1 then 1 else f I).
  { destruct (Nat.eqb_spec I 1) as [->|E]; [apply product_empty; lia|].
    replace I with (S (I - 1)) at 1 by lia; rewrite product_last by lia; replace (S (I - 1)) with I by lia.
    rewrite Low; ring. }
  rewrite LI; ring.
Qed.

End Coherence.

Theorem averaged_coherences : Statements.averaged_coherences.
Proof.
  intros N I J kappa alpha rho0 rho t Hrho HI HJ HS Ht; set (p := fun K => Cmod (alpha K) ^ 2) in *.
  assert (p_pos : forall K, 0 <= p K) by (intros; apply pow2_ge_0).
  assert (A : forall part, part = Re \/ part = Im -> disk_expectation N (fun lambda => part (rho lambda t I J))
    = closed_factor N I J p (- kappa * t / 2) * part (rho0 I J)).
  { intros part Hpart; rewrite (average_of_family N kappa alpha rho0 rho Hrho part) by (lia || assumption).
    rewrite <- (mean_damping N I J p _ p_pos HI HJ HS), Rmult_comm, <- two_point_scal.
    apply two_point_ext; intros s _; destruct (evolve_solves N kappa (representative p s) rho0) as [E E0].
    destruct (evolution_off_diagonal _ _ _ _ I J t E) as [ER EI]; [lia|lia|lia|assumption|].
    rewrite <- (E0 I J) by lia.
    destruct Hpart as [->| ->]; [etransitivity; [exact ER|]|etransitivity; [exact EI|]]; do 2 f_equal; field. }
  unfold average; apply parts_eq; rewrite ?Re_scal, ?Im_scal; [exact (A Re (or_introl eq_refl))|exact (A Im (or_intror eq_refl))].
Qed.
