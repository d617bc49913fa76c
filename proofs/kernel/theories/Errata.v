(** Printed forms that the definitions contradict: the daggers of (4), (5), (15) and of the
    first line of (36), and the last line of (31). *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Components Singlet Appendix.
Open Scope C_scope.

(** ** The daggers *)

(** A product of two operators that map between the same two levels one way. *)
Lemma printed_term_entry N x a b y rho i j :
  (1 <= a <= N)%nat -> (1 <= b <= N)%nat -> a <> b -> (x * y = 0)%R ->
  let A := madd (mscale x (ketbra a b)) (mscale y (ketbra b a)) in
  printed_term N A rho i j
  = (x * x)%R * (delta i a * delta j b * rho b a) + (y * y)%R * (delta i b * delta j a * rho a b).
Proof.
  intros Ha Hb Hab Hxy A; unfold printed_term, msub, mscale at 1, anticommutator, madd at 1.
  assert (HAA : forall k l, mmul N A A k l = 0).
  { intros k l; unfold A; rewrite ketbra_mult by easy; unfold madd, mscale, ketbra.
    rewrite !delta_refl, (delta_neq a b), (delta_neq b a) by auto.
    apply (f_equal RtoC) in Hxy; rewrite RtoC_mult in Hxy; rewrite !RtoC_mult.
    transitivity (x * y * (delta k a * delta l a + delta k b * delta l b)); [ring|].
    rewrite Hxy; ring. }
  rewrite (mult_ext N rho rho _ (fun _ _ => 0)), (mult_ext N _ (fun _ _ => 0) rho rho) by easy.
  unfold mmul at 3 4; rewrite !csum_null by (intros; ring).
  unfold A; rewrite mult_ketbra, !ketbra_mult by easy.
  apply (f_equal RtoC) in Hxy; rewrite RtoC_mult in Hxy; rewrite !RtoC_mult.
  transitivity (x * x * (delta i a * delta j b * rho b a) + y * y * (delta i b * delta j a * rho a b)
    + x * y * (delta i b * delta j b * rho a a + delta i a * delta j a * rho b b)); [ring|].
  rewrite Hxy; ring.
Qed.

Lemma printed_term_ext N A B rho i j :
  (forall k l, A k l = B k l) -> printed_term N A rho i j = printed_term N B rho i j.
Proof.
  intros H; unfold printed_term, msub, mscale, anticommutator, madd.
  repeat (f_equal; try (apply mult_ext; intros; try apply mult_ext; intros; try apply H; reflexivity)).
Qed.

Theorem printed_daggers_freeze_the_populations : Statements.printed_daggers_freeze_the_populations.
Proof.
  intros N sigma rho J; split; apply csum_null; intros K HK; apply csum_null; intros M HM; unfold jump.
  - rewrite (printed_term_ext N _ _ rho J J (adjoint_ketbra _ _ _ _ _ _)).
    rewrite printed_term_entry by (lia || apply theta_exclusive).
    destruct (Nat.eq_dec J K) as [->|];
      [rewrite (delta_neq K M) by lia|rewrite (delta_neq J K) by easy]; ring.
  - rewrite printed_term_entry by (lia || apply theta_exclusive).
    destruct (Nat.eq_dec J K) as [->|];
      [rewrite (delta_neq K M) by lia|rewrite (delta_neq J K) by easy]; ring.
Qed.

(** The rate at which the generator empties a basis state. *)
Lemma basis_state_loss N sigma J :
  (1 <= J <= N)%nat ->
  Re (generator N sigma (ketbra J J) J J)
  = (- ((INR J - 1) * theta (- sigma J)) - sum (J + 1) N (fun M => theta (sigma M)))%R.
Proof.
  intros HJ; rewrite eq_39_4 by easy; unfold ketbra; rewrite delta_refl.
  rewrite (csum_null 1 (J - 1)) by (intros; rewrite delta_neq, Rmult_0_l by lia; reflexivity).
  rewrite (csum_ext (J + 1) N _ (fun M => RtoC (- theta (sigma M)))).
  2: { intros M HM; rewrite delta_neq by lia; apply parts_eq; unfold Re, Im; simpl; ring. }
  rewrite csum_RtoC, sum_opp.
  assert (H1 : ((1 - delta J 1) * (INR J - 1) = INR J - 1)%R).
  { destruct (Nat.eq_dec J 1) as [->|]; [simpl|rewrite delta_neq by easy]; ring. }
  assert (HN : ((1 - delta J N) * sum (J + 1) N (fun M => theta (sigma M))
                = sum (J + 1) N (fun M => theta (sigma M)))%R).
  { destruct (Nat.eq_dec J N) as [->|]; [rewrite sum_empty by lia|rewrite delta_neq by easy]; ring. }
  transitivity (- ((1 - delta J 1) * (INR J - 1) * theta (- sigma J))
    - (1 - delta J N) * sum (J + 1) N (fun M => theta (sigma M)))%R.
  - unfold Re; simpl; ring.
  - now rewrite H1, HN.
Qed.

Theorem printed_daggers_fail : Statements.printed_daggers_fail.
Proof.
  intros N sigma K HK Hs.
  enough (H : exists J, (1 <= J <= N)%nat /\ Re (generator N sigma (ketbra J J) J J) <> 0%R).
  { destruct H as [J [HJ Hne]]; exists (ketbra J J), J; split; [easy|].
    destruct (printed_daggers_freeze_the_populations N sigma (ketbra J J) J) as [-> ->].
    split; intros E; rewrite <- E in Hne; now apply Hne. }
  assert (Nonneg : forall a, (0 <= sum a N (fun M => theta (sigma M)))%R)
    by (intros; apply sum_nonneg; intros; apply theta_nonneg).
  destruct (Rlt_dec 0 (sigma K)) as [Hp|Hn].
  - exists 1%nat; split; [lia|]; rewrite basis_state_loss by lia.
    pose proof (Nonneg (S K)); rewrite (sum_split (1 + 1) K N) by lia.
    destruct K as [|k]; [lia|]; rewrite sum_last, (theta_pos (sigma (S k))) by (easy || lia).
    assert (0 <= sum (1 + 1) k (fun M => theta (sigma M)))%R
      by (apply sum_nonneg; intros; apply theta_nonneg).
    simpl INR; lra.
  - exists K; split; [lia|]; rewrite basis_state_loss, (theta_pos (- sigma K)) by (lia || lra).
    pose proof (Nonneg (K + 1)%nat).
    assert (2 <= INR K)%R by (change 2%R with (INR 2); apply le_INR; lia); lra.
Qed.

(** A dagger on L exchanges theta(sigma) and theta(- sigma). *)
Lemma dagger_flips_sigma N sigma K M rho i j :
  (1 <= M < K)%nat -> (K <= N)%nat ->
  lindblad N (adjoint (jump sigma K M)) rho i j
  = lindblad N (jump (fun L => - sigma L)%R K M) rho i j.
Proof.
  intros HM HK; unfold lindblad, msub, mscale, anticommutator, madd.
  assert (H : forall k l, adjoint (jump sigma K M) k l = jump (fun L => - sigma L)%R K M k l).
  { intros k l; unfold jump; cbv beta; rewrite adjoint_ketbra, Ropp_involutive.
    unfold madd; apply Cplus_comm. }
  assert (H' : forall k l, adjoint (adjoint (jump sigma K M)) k l
    = adjoint (jump (fun L => - sigma L)%R K M) k l) by (intros; unfold adjoint at 1 3; now rewrite H).
  f_equal; [|f_equal; f_equal]; repeat (apply mult_ext; intros); auto.
Qed.

(** (5). *)
Theorem eq_5_corrected : Statements.eq_5_corrected.
Proof. intros sigma I J; apply adjoint_ketbra. Qed.

Theorem eq_5_fails : Statements.eq_5_fails.
Proof.
  intros sigma Hs; exists 1%nat, 2%nat; do 2 (split; [lia|]); rewrite eq_5_corrected.
  intros E; apply (f_equal Re) in E; revert E.
  unfold jump, madd, mscale, ketbra, delta, Re; cbn [Nat.eqb]; simpl.
  destruct (Rdichotomy _ _ Hs).
  - rewrite theta_nonpos, theta_pos by lra; lra.
  - rewrite theta_pos, theta_nonpos by lra; lra.
Qed.

Theorem daggers_of_5_reverse_the_collapse : Statements.daggers_of_5_reverse_the_collapse.
Proof.
  intros sigma Hs; split.
  - intros i j; rewrite dagger_flips_sigma, lindblad_jump, (theta_nonpos (- sigma 2%nat)) by (lia || lra).
    unfold ketbra; rewrite (delta_neq 2 1), !Rmult_0_l, !Rmult_0_r by easy; ring.
  - rewrite eq_39_4 by lia; unfold csum, ketbra, delta; cbn [Nat.eqb Nat.add Nat.sub seq map fold_right].
    rewrite (theta_pos (sigma 2%nat)) by assumption; apply parts_eq; unfold Re, Im; simpl; ring.
Qed.

(** ** The last line of (31) *)

(** (31), last line: the printed sign of rho_12 contradicts the initial state (28). *)
Theorem last_line_of_31_contradicts_28 : Statements.last_line_of_31_contradicts_28.
Proof.
  intros kappa q; intros Hq E; apply (f_equal Re) in E; revert E.
  assert (0 < sqrt (1 - q ^ 2))%R by (apply sqrt_lt_R0; nra).
  unfold last_line_of_31, singlet, msub, madd, mscale, ketbra, delta, Re.
  replace (- kappa * 0 / 2)%R with 0%R by field; rewrite exp_0.
  cbn [Nat.eqb fst snd Cminus Cplus Copp Cmult RtoC]; nra.
Qed.

Lemma last_line_is_derive kappa q t :
  is_derive (last_line_of_31 kappa q) t (- kappa / 2 * last_line_of_31 kappa q t)%R.
Proof.
  unfold last_line_of_31; set (c := (q * sqrt (1 - q ^ 2))%R).
  auto_derive; [easy|unfold Rdiv; ring].
Qed.

Lemma last_line_positive kappa q t : (0 < q < 1)%R -> (0 < last_line_of_31 kappa q t)%R.
Proof.
  intros Hq; unfold last_line_of_31.
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [easy|]|apply exp_pos].
  apply sqrt_lt_R0; nra.
Qed.

(** On t > 0, equal functions have equal derivatives. *)
Lemma derivative_on_positive (f g : R -> R) (t f' g' : R) :
  (forall x, (0 < x)%R -> f x = g x) -> (0 < t)%R ->
  is_derive f t f' -> is_derive g t g' -> f' = g'.
Proof.
  intros Hfg Ht Hf Hg; apply is_derive_unique in Hf; rewrite <- Hf; apply is_derive_unique.
  apply (is_derive_ext_loc g); [|easy].
  exists (mkposreal t Ht); intros y Hy; symmetry; apply Hfg.
  change (Rabs (y - t) < t)%R in Hy.
  apply Rabs_def2 in Hy; lra.
Qed.

(** (31), last line: no solution of the master equation in the singlet's sectors has the printed
    rho_22. *)
Theorem last_line_of_31_contradicts_the_master_equation : Statements.last_line_of_31_contradicts_the_master_equation.
Proof.
  intros kappa q sigma rho Hk Hq Hrho H22; assert (Z0 := singlet_upper_empty _ _ _ _ Hrho).
  destruct Hrho as (Hrho & Hs34 & _).
  assert (Hzero := fun t Ht => upper_levels_empty kappa sigma rho t Hrho Hs34 Z0 Ht).
  pose (h := last_line_of_31 kappa q); pose (g := fun x : R => Re (rho x 1%nat 1%nat)).
  assert (Hh : forall t, (0 < h t)%R) by (intros; now apply last_line_positive).
  assert (Eq22 : forall t, (0 < t)%R ->
    (- kappa / 2 * h t = kappa * (theta (sigma 2%nat) * g t - theta (- sigma 2%nat) * h t))%R).
  { intros t Ht; symmetry.
    apply (derivative_on_positive (fun x : R => Re (rho x 2%nat 2%nat)) h t); [| |
      destruct (Hrho 2%nat 2%nat t) as [D _]; [lia|lia|lra|]|apply last_line_is_derive]; try easy.
    - intros x Hx; rewrite H22 by lra; reflexivity.
    - assert (E := eq_55 sigma (rho t) Hs34 (Hzero t ltac:(lra))).
      rewrite E, H22 in D by lra; revert D; unfold Re, g, h; simpl.
      now rewrite !Rmult_0_l, !Rminus_0_r. }
  assert (Dg : forall t, (0 < t)%R ->
    is_derive g t (kappa * (theta (- sigma 2%nat) * h t - theta (sigma 2%nat) * g t))%R).
  { intros t Ht; destruct (Hrho 1%nat 1%nat t) as [D _]; [lia|lia|lra|].
    assert (E := eq_54 sigma (rho t) Hs34 (Hzero t ltac:(lra))).
    rewrite E, H22 in D by lra; revert D; unfold Re, g, h; simpl.
    now rewrite !Rmult_0_l, !Rminus_0_r. }
  pose proof (Eq22 1%R Rlt_0_1) as E1; pose proof (Hh 1%R) as P1.
  destruct (Rlt_dec 0 (sigma 2%nat)) as [Hs|Hs].
  - (* |1> decays to |2>: then rho_11 = - rho_22 / 2, which decays at another rate *)
    rewrite (theta_pos (sigma 2%nat)), (theta_nonpos (- sigma 2%nat)) in Eq22, Dg by lra.
    assert (Hg : forall t, (0 < t)%R -> g t = (- / 2 * h t)%R).
    { intros t Ht; specialize (Eq22 t Ht); apply (Rmult_eq_reg_l kappa); lra. }
    assert (D : (kappa * (0 * h 1 - 1 * g 1) = - / 2 * (- kappa / 2 * h 1))%R).
    { apply (derivative_on_positive g (fun x : R => - / 2 * h x)%R 1 _ _ Hg Rlt_0_1 (Dg 1%R Rlt_0_1)).
      apply is_derive_scal, last_line_is_derive. }
    rewrite (Hg 1%R Rlt_0_1) in D.
    assert (0 < kappa * h 1)%R by now apply Rmult_lt_0_compat.
    unfold Rdiv in *; nra.
  - rewrite (theta_nonpos (sigma 2%nat)) in E1 by lra.
    assert (0 < kappa * h 1)%R by now apply Rmult_lt_0_compat.
    unfold theta in E1; destruct (Rlt_dec 0 (- sigma 2%nat)); unfold Rdiv in *; nra.
Qed.
