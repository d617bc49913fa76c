(** Printed forms that the definitions contradict: the daggers of (4), (5), (15) and of the
    first line of (36), and the last line of (31). *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Matrices Generator.
Open Scope C_scope.

(** One term of (4) and (15), dagger for dagger, with A the operator printed as L^+. *)
Definition printed_term (N : nat) (A rho : matrix) : matrix :=
  msub (mmul N (mmul N A rho) A) (mscale (/ 2) (anticommutator N rho (mmul N A A))).

(** (15) as printed, with H = 0 and in units of kappa; A is the adjoint of (14). N = 2 is (4). *)
Definition printed_generator (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun K M => printed_term N (adjoint (jump sigma K M)) rho).

(** The same where (5) is the definition of A itself. *)
Definition printed_generator_with_5 (N : nat) (sigma : nat -> R) (rho : matrix) : matrix :=
  sum_pairs N (fun K M => printed_term N (jump sigma K M) rho).

(** (28), the density matrix of the singlet. *)
Definition singlet (q : R) : matrix :=
  msub (madd (mscale (q ^ 2) (ketbra 1 1)) (mscale (1 - q ^ 2) (ketbra 2 2)))
        (mscale (q * sqrt (1 - q ^ 2)) (madd (ketbra 1 2) (ketbra 2 1))).

(** The right-hand side of the last line of (31). *)
Definition last_line_of_31 (kappa q t : R) : R := (q * sqrt (1 - q ^ 2) * exp (- kappa * t / 2))%R.

(** (31) with its last line put right: rho_12 = rho_21 = - q sqrt(1 - q^2) exp(- kappa t / 2). *)
Definition corrected_31 (kappa q : R) (sigma : nat -> R) (t : R) : matrix :=
  madd (madd
    (mscale (theta (sigma 2%nat) * (q ^ 2 * exp (- kappa * t))
            + theta (- sigma 2%nat) * (1 - (1 - q ^ 2) * exp (- kappa * t))) (ketbra 1 1))
    (mscale (theta (sigma 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
            + theta (- sigma 2%nat) * ((1 - q ^ 2) * exp (- kappa * t))) (ketbra 2 2)))
    (mscale (- last_line_of_31 kappa q t) (madd (ketbra 1 2) (ketbra 2 1))).

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

(** As printed, (4) and (15) never change a population: nothing collapses. *)
Theorem printed_daggers_freeze_the_populations N sigma rho J :
  printed_generator N sigma rho J J = 0.
Proof.
  apply csum_null; intros K HK; apply csum_null; intros M HM; unfold jump.
  rewrite (printed_term_ext N _ _ rho J J (adjoint_ketbra _ _ _ _ _ _)).
  rewrite printed_term_entry by (lia || apply theta_exclusive).
  destruct (Nat.eq_dec J K) as [->|]; [rewrite (delta_neq K M) by lia|rewrite (delta_neq J K) by easy]; ring.
Qed.

(** Nor do they with (5)'s right-hand side as the operator that is printed as L^+. *)
Theorem printed_daggers_freeze_the_populations_with_5 N sigma rho J :
  printed_generator_with_5 N sigma rho J J = 0.
Proof.
  apply csum_null; intros K HK; apply csum_null; intros M HM; unfold jump.
  rewrite printed_term_entry by (lia || apply theta_exclusive).
  destruct (Nat.eq_dec J K) as [->|]; [rewrite (delta_neq K M) by lia|rewrite (delta_neq J K) by easy]; ring.
Qed.

(** The rate at which the second line of (36) empties a basis state. *)
Lemma basis_state_loss N sigma J :
  (1 <= J <= N)%nat ->
  Re (second_line_of_36 N sigma (ketbra J J) J J)
  = (- ((INR J - 1) * theta (- sigma J)) - sum (J + 1) N (fun M => theta (sigma M)))%R.
Proof.
  intros HJ; rewrite <- eq_36_2, eq_39_4 by easy; unfold ketbra; rewrite delta_refl.
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

(** (15) as printed is not (36), whatever the signs, unless every sigma vanishes. *)
Theorem printed_daggers_do_not_give_36 N sigma K :
  (2 <= K <= N)%nat -> sigma K <> 0%R ->
  exists (rho : matrix) (J : nat), (1 <= J <= N)%nat /\
    printed_generator N sigma rho J J <> second_line_of_36 N sigma rho J J /\
    printed_generator_with_5 N sigma rho J J <> second_line_of_36 N sigma rho J J.
Proof.
  intros HK Hs.
  enough (H : exists J, (1 <= J <= N)%nat /\ Re (second_line_of_36 N sigma (ketbra J J) J J) <> 0%R).
  { destruct H as [J [HJ Hne]]; exists (ketbra J J), J; split; [easy|].
    rewrite printed_daggers_freeze_the_populations, printed_daggers_freeze_the_populations_with_5.
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

(** A dagger on L exchanges theta(sigma) and theta(- sigma), ... *)
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

(** ... so that with (5) as L^+ the state |1> is stationary for sigma_2 > 0, against (8). *)
Theorem daggers_of_5_reverse_the_collapse sigma i j :
  (0 < sigma 2%nat)%R -> lindblad 2 (adjoint (jump sigma 2 1)) (ketbra 1 1) i j = 0.
Proof.
  intros Hs; rewrite dagger_flips_sigma, lindblad_jump, (theta_nonpos (- sigma 2%nat)) by (lia || lra).
  unfold ketbra; rewrite (delta_neq 2 1), !Rmult_0_l, !Rmult_0_r by easy; ring.
Qed.

(** ** The last line of (31) *)

(** (60): in the singlet's sectors Lambda_12 = theta(sigma_2) + theta(- sigma_2). *)
Lemma Lambda_12 sigma :
  (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
  Lambda 4 sigma 1 2 = (theta (sigma 2%nat) + theta (- sigma 2%nat))%R /\
  Lambda 4 sigma 2 1 = (theta (sigma 2%nat) + theta (- sigma 2%nat))%R.
Proof.
  intros H3 H4; unfold Lambda, delta, sum; cbn [Nat.eqb Nat.add Nat.sub seq map fold_right INR].
  rewrite (theta_nonpos _ H3), (theta_nonpos _ H4); split; ring.
Qed.

(** The printed sign of rho_12 contradicts the initial state (28). *)
Theorem last_line_of_31_contradicts_28 kappa q :
  (0 < q < 1)%R -> RtoC (last_line_of_31 kappa q 0) <> singlet q 1%nat 2%nat.
Proof.
  intros Hq E; apply (f_equal Re) in E; revert E.
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

(** (54) and (55): the two populations of the singlet. *)
Lemma singlet_populations sigma (rho : matrix) :
  (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
  (rho 3 3)%nat = 0 -> (rho 4 4)%nat = 0 ->
  (generator 4 sigma rho 1 1)%nat
    = theta (- sigma 2%nat) * (rho 2 2)%nat - theta (sigma 2%nat) * (rho 1 1)%nat /\
  (generator 4 sigma rho 2 2)%nat
    = theta (sigma 2%nat) * (rho 1 1)%nat - theta (- sigma 2%nat) * (rho 2 2)%nat.
Proof.
  intros H3 H4 Z3 Z4; rewrite eq_40, eq_41, Z3, Z4; unfold csum; simpl.
  rewrite (theta_nonpos _ H3), (theta_nonpos _ H4); split; ring.
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

(** No solution of the master equation in the singlet's sectors has the printed rho_22. *)
Theorem last_line_of_31_contradicts_the_master_equation kappa q sigma rho :
  (0 < kappa)%R -> (0 < q < 1)%R -> (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
  master_equation 4 kappa sigma rho ->
  (forall t, (0 <= t)%R -> rho t 3%nat 3%nat = 0 /\ rho t 4%nat 4%nat = 0) ->
  ~ (forall t, (0 <= t)%R -> rho t 2%nat 2%nat = RtoC (last_line_of_31 kappa q t)).
Proof.
  intros Hk Hq H3 H4 Hrho Hzero H22.
  pose (h := last_line_of_31 kappa q); pose (g := fun x : R => Re (rho x 1%nat 1%nat)).
  assert (Hh : forall t, (0 < h t)%R) by (intros; now apply last_line_positive).
  assert (Eq22 : forall t, (0 < t)%R ->
    (- kappa / 2 * h t = kappa * (theta (sigma 2%nat) * g t - theta (- sigma 2%nat) * h t))%R).
  { intros t Ht; symmetry.
    apply (derivative_on_positive (fun x : R => Re (rho x 2%nat 2%nat)) h t); [| |
      destruct (Hrho t 2%nat 2%nat) as [D _]; [lia|lia|]|apply last_line_is_derive]; try easy.
    - intros x Hx; rewrite H22 by lra; reflexivity.
    - destruct (Hzero t) as [Z3 Z4]; [lra|].
      destruct (singlet_populations sigma (rho t) H3 H4 Z3 Z4) as [_ E].
      rewrite E, H22 in D by lra; revert D; unfold Re, g, h; simpl.
      now rewrite !Rmult_0_l, !Rminus_0_r. }
  assert (Dg : forall t, (0 < t)%R -> is_derive g t (kappa * (theta (- sigma 2%nat) * h t - theta (sigma 2%nat) * g t))%R).
  { intros t Ht; destruct (Hrho t 1%nat 1%nat) as [D _]; [lia|lia|].
    destruct (Hzero t) as [Z3 Z4]; [lra|].
    destruct (singlet_populations sigma (rho t) H3 H4 Z3 Z4) as [E _].
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

(** The populations in the first two lines of (31). *)
Definition rho_11 (kappa q : R) (sigma : nat -> R) (t : R) : R :=
  (theta (sigma 2%nat) * (q ^ 2 * exp (- kappa * t))
   + theta (- sigma 2%nat) * (1 - (1 - q ^ 2) * exp (- kappa * t)))%R.
Definition rho_22 (kappa q : R) (sigma : nat -> R) (t : R) : R :=
  (theta (sigma 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
   + theta (- sigma 2%nat) * ((1 - q ^ 2) * exp (- kappa * t)))%R.

Lemma corrected_31_entries kappa q sigma t :
  let rho := corrected_31 kappa q sigma t in
  (rho 1 1)%nat = RtoC (rho_11 kappa q sigma t) /\ (rho 2 2)%nat = RtoC (rho_22 kappa q sigma t) /\
  (rho 1 2)%nat = RtoC (- last_line_of_31 kappa q t) /\
  (rho 2 1)%nat = RtoC (- last_line_of_31 kappa q t) /\
  forall I J, (3 <= I \/ 3 <= J)%nat -> rho I J = 0.
Proof.
  intros rho; unfold rho, corrected_31, madd, mscale, ketbra, rho_11, rho_22.
  repeat split; try (unfold delta; cbn [Nat.eqb]; apply parts_eq; unfold Re, Im; simpl; ring).
  intros I J HIJ; apply parts_eq; unfold Re, Im; simpl;
  destruct HIJ as [H|H]; rewrite ?(delta_neq I 1), ?(delta_neq I 2), ?(delta_neq J 1), ?(delta_neq J 2) by lia; ring.
Qed.

(** An entry that is real all the time. *)
Lemma real_entry (z : R -> C) (f : R -> R) (G : C) (g kappa t : R) :
  (forall x, z x = RtoC (f x)) -> G = RtoC g -> is_derive f t (kappa * g)%R ->
  is_derive (fun x : R => Re (z x)) t (kappa * Re G)%R /\
  is_derive (fun x : R => Im (z x)) t (kappa * Im G)%R.
Proof.
  intros Hz -> Hf; split.
  - apply (is_derive_ext f); [intros x; now rewrite Hz|exact Hf].
  - apply (is_derive_ext (fun _ : R => 0%R)); [intros x; now rewrite Hz|].
    unfold Im; simpl; rewrite Rmult_0_r; apply (is_derive_const (V := R_NormedModule)).
Qed.

(** (28) and the master equation give (31), its last line put right. *)
Theorem corrected_31_solves_the_master_equation kappa q sigma :
  sigma 2%nat <> 0%R -> (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
  master_equation 4 kappa sigma (corrected_31 kappa q sigma) /\
  forall I J, corrected_31 kappa q sigma 0 I J = singlet q I J.
Proof.
  intros H2 H3 H4; split.
  - intros t I J HI HJ.
    pose proof (corrected_31_entries kappa q sigma) as En.
    destruct (En t) as [E11 [E22 [E12 [E21 Ez]]]].
    destruct (Lambda_12 sigma H3 H4) as [L12 L21].
    assert (Hud : (theta (sigma 2%nat) = 1 /\ theta (- sigma 2%nat) = 0)%R
               \/ (theta (sigma 2%nat) = 0 /\ theta (- sigma 2%nat) = 1)%R).
    { destruct (Rdichotomy _ _ H2); [right|left]; split;
        apply theta_pos || apply theta_nonpos; lra. }
    destruct (singlet_populations sigma (corrected_31 kappa q sigma t) H3 H4) as [P1 P2];
      [apply Ez; lia|apply Ez; lia|].
    assert (Zero : (3 <= I \/ 3 <= J)%nat -> generator 4 sigma (corrected_31 kappa q sigma t) I J = 0).
    { intros Hz; destruct (Nat.eq_dec I J) as [<-|HIJ].
      - assert (I = 3 \/ I = 4)%nat as [-> | ->] by lia; rewrite ?eq_42, ?eq_43, (Ez 3%nat 3%nat), (Ez 4%nat 4%nat) by lia;
        rewrite ?(theta_nonpos _ H3), (theta_nonpos _ H4); ring.
      - rewrite eq_45, Ez by easy; ring. }
    destruct (le_lt_dec 3 I) as [HI3|HI3]; [|destruct (le_lt_dec 3 J) as [HJ3|HJ3]].
    1, 2: apply (real_entry _ (fun _ : R => 0%R) _ 0%R);
      [intros x; apply (En x); lia|apply Zero; lia|rewrite Rmult_0_r; apply (is_derive_const (V := R_NormedModule))].
    assert (Hcoh : is_derive (fun x : R => - last_line_of_31 kappa q x)%R t
      (kappa * (- / 2 * - last_line_of_31 kappa q t))%R).
    { replace (kappa * (- / 2 * - last_line_of_31 kappa q t))%R
        with (- (- kappa / 2 * last_line_of_31 kappa q t))%R by field.
      apply (is_derive_opp (V := R_NormedModule)), last_line_is_derive. }
    assert (I = 1 \/ I = 2)%nat as [-> | ->] by lia; assert (J = 1 \/ J = 2)%nat as [-> | ->] by lia.
    + apply (real_entry _ (rho_11 kappa q sigma) _
        (theta (- sigma 2%nat) * rho_22 kappa q sigma t - theta (sigma 2%nat) * rho_11 kappa q sigma t));
        [intros x; apply (En x)| |].
      * rewrite P1, E11, E22, RtoC_minus, !RtoC_mult; reflexivity.
      * unfold rho_11, rho_22; destruct Hud as [[-> ->]|[-> ->]]; auto_derive; trivial; ring.
    + apply (real_entry _ (fun x : R => - last_line_of_31 kappa q x)%R _ (- / 2 * - last_line_of_31 kappa q t)%R); [intros x; apply (En x)| |exact Hcoh].
      rewrite eq_45, L12, E12, RtoC_mult, <- RtoC_inv by (lia || lra).
      destruct Hud as [[-> ->]|[-> ->]]; apply parts_eq; unfold Re, Im; simpl; field.
    + apply (real_entry _ (fun x : R => - last_line_of_31 kappa q x)%R _ (- / 2 * - last_line_of_31 kappa q t)%R); [intros x; apply (En x)| |exact Hcoh].
      rewrite eq_45, L21, E21, RtoC_mult, <- RtoC_inv by (lia || lra).
      destruct Hud as [[-> ->]|[-> ->]]; apply parts_eq; unfold Re, Im; simpl; field.
    + apply (real_entry _ (rho_22 kappa q sigma) _
        (theta (sigma 2%nat) * rho_11 kappa q sigma t - theta (- sigma 2%nat) * rho_22 kappa q sigma t));
        [intros x; apply (En x)| |].
      * rewrite P2, E11, E22, RtoC_minus, !RtoC_mult; reflexivity.
      * unfold rho_11, rho_22; destruct Hud as [[-> ->]|[-> ->]]; auto_derive; trivial; ring.
  - intros I J; unfold corrected_31, singlet, last_line_of_31.
    replace (- kappa * 0)%R with 0%R by ring; replace (0 / 2)%R with 0%R by field; rewrite exp_0.
    destruct (Rdichotomy _ _ H2); [rewrite (theta_nonpos (sigma 2%nat)), (theta_pos (- sigma 2%nat)) by lra
      |rewrite (theta_pos (sigma 2%nat)), (theta_nonpos (- sigma 2%nat)) by lra];
    unfold madd, msub, mscale, ketbra; apply parts_eq; unfold Re, Im; simpl; ring.
Qed.
