(** The singlet of Section 4.4 at N = 4: (28), (60), and (31) with its last line put right,
    which solves the master equation. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Matrices Generator Components.
Open Scope C_scope.

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

(** The populations in the first two lines of (31). *)
Definition rho_11 (kappa q : R) (sigma : nat -> R) (t : R) : R :=
  (theta (sigma 2%nat) * (q ^ 2 * exp (- kappa * t))
   + theta (- sigma 2%nat) * (1 - (1 - q ^ 2) * exp (- kappa * t)))%R.
Definition rho_22 (kappa q : R) (sigma : nat -> R) (t : R) : R :=
  (theta (sigma 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
   + theta (- sigma 2%nat) * ((1 - q ^ 2) * exp (- kappa * t)))%R.

(** ** Its sectors *)

(** (60), first equality: in the singlet's sectors Lambda_12 = theta(sigma_2) + theta(- sigma_2). *)
Theorem eq_60 sigma :
  (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
  Lambda 4 sigma 1 2 = (theta (sigma 2%nat) + theta (- sigma 2%nat))%R /\
  Lambda 4 sigma 2 1 = (theta (sigma 2%nat) + theta (- sigma 2%nat))%R.
Proof.
  intros H3 H4; unfold Lambda, delta, sum; cbn [Nat.eqb Nat.add Nat.sub seq map fold_right INR].
  rewrite (theta_nonpos _ H3), (theta_nonpos _ H4); split; ring.
Qed.

(** (60), second equality: theta(sigma_2) + theta(- sigma_2) is 1 unless sigma_2 vanishes. *)
Theorem eq_60_is_1 sigma :
  sigma 2%nat <> 0%R -> (theta (sigma 2%nat) + theta (- sigma 2%nat) = 1)%R.
Proof.
  intros H; destruct (Rdichotomy _ _ H).
  - rewrite theta_nonpos, theta_pos by lra; ring.
  - rewrite theta_pos, theta_nonpos by lra; ring.
Qed.

(** (48)-(51): the population equations for sigma_3, sigma_4 < 0, whatever sigma_2 is. *)
Theorem eq_48_to_51_any_sigma_2 sigma rho :
  (sigma 3%nat < 0)%R -> (sigma 4%nat < 0)%R ->
  (generator 4 sigma rho 1 1)%nat
    = theta (- sigma 2%nat) * (rho 2 2)%nat + (rho 3 3)%nat + (rho 4 4)%nat
      - theta (sigma 2%nat) * (rho 1 1)%nat
  /\ (generator 4 sigma rho 2 2)%nat
    = theta (sigma 2%nat) * (rho 1 1)%nat - theta (- sigma 2%nat) * (rho 2 2)%nat
      + (rho 3 3)%nat + (rho 4 4)%nat
  /\ (generator 4 sigma rho 3 3)%nat = - (2 * (rho 3 3)%nat) + (rho 4 4)%nat
  /\ (generator 4 sigma rho 4 4)%nat = - (3 * (rho 4 4)%nat).
Proof.
  intros H3 H4; rewrite eq_40, eq_41, eq_42, eq_43; unfold csum; simpl.
  rewrite (theta_nonpos (sigma 3%nat)), (theta_nonpos (sigma 4%nat)) by lra.
  rewrite (theta_pos (- sigma 3%nat)), (theta_pos (- sigma 4%nat)) by lra.
  rewrite ?two_is, ?three_is; repeat split; ring.
Qed.

(** (54), (55): with rho_33 = rho_44 = 0 two population equations are left, whatever sigma_2 is. *)
Theorem eq_54_55_any_sigma_2 sigma (rho : matrix) :
  (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
  (rho 3 3)%nat = 0 -> (rho 4 4)%nat = 0 ->
  (generator 4 sigma rho 1 1)%nat
    = theta (- sigma 2%nat) * (rho 2 2)%nat - theta (sigma 2%nat) * (rho 1 1)%nat
  /\ (generator 4 sigma rho 2 2)%nat
    = theta (sigma 2%nat) * (rho 1 1)%nat - theta (- sigma 2%nat) * (rho 2 2)%nat.
Proof.
  intros H3 H4 Z3 Z4; rewrite eq_40, eq_41, Z3, Z4; unfold csum; simpl.
  rewrite (theta_nonpos _ H3), (theta_nonpos _ H4); split; ring.
Qed.

(** ** Its evolution *)

Lemma last_line_is_derive kappa q t :
  is_derive (last_line_of_31 kappa q) t (- kappa / 2 * last_line_of_31 kappa q t)%R.
Proof.
  unfold last_line_of_31; set (c := (q * sqrt (1 - q ^ 2))%R).
  auto_derive; [easy|unfold Rdiv; ring].
Qed.

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
  destruct HIJ as [H|H];
  rewrite ?(delta_neq I 1), ?(delta_neq I 2), ?(delta_neq J 1), ?(delta_neq J 2) by lia; ring.
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

(** (31), (58), (59), (61): with its last line put right, (31) solves the master equation from the
    initial state (28), unless sigma_2 vanishes. *)
Theorem corrected_31_solves_the_master_equation kappa q sigma :
  sigma 2%nat <> 0%R -> (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
  master_equation 4 kappa sigma (corrected_31 kappa q sigma) /\
  forall I J, corrected_31 kappa q sigma 0 I J = singlet q I J.
Proof.
  intros H2 H3 H4; split.
  - intros t I J HI HJ.
    pose proof (corrected_31_entries kappa q sigma) as En.
    destruct (En t) as [E11 [E22 [E12 [E21 Ez]]]].
    destruct (eq_60 sigma H3 H4) as [L12 L21].
    assert (Hud : (theta (sigma 2%nat) = 1 /\ theta (- sigma 2%nat) = 0)%R
               \/ (theta (sigma 2%nat) = 0 /\ theta (- sigma 2%nat) = 1)%R).
    { destruct (Rdichotomy _ _ H2); [right|left]; split;
        apply theta_pos || apply theta_nonpos; lra. }
    destruct (eq_54_55_any_sigma_2 sigma (corrected_31 kappa q sigma t) H3 H4) as [P1 P2];
      [apply Ez; lia|apply Ez; lia|].
    assert (Zero : (3 <= I \/ 3 <= J)%nat -> generator 4 sigma (corrected_31 kappa q sigma t) I J = 0).
    { intros Hz; destruct (Nat.eq_dec I J) as [<-|HIJ].
      - assert (I = 3 \/ I = 4)%nat as [-> | ->] by lia;
        rewrite ?eq_42, ?eq_43, (Ez 3%nat 3%nat), (Ez 4%nat 4%nat) by lia;
        rewrite ?(theta_nonpos _ H3), (theta_nonpos _ H4); ring.
      - rewrite eq_45, Ez by easy; ring. }
    destruct (le_lt_dec 3 I) as [HI3|HI3]; [|destruct (le_lt_dec 3 J) as [HJ3|HJ3]].
    1, 2: apply (real_entry _ (fun _ : R => 0%R) _ 0%R);
      [intros x; apply (En x); lia|apply Zero; lia|
       rewrite Rmult_0_r; apply (is_derive_const (V := R_NormedModule))].
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
    + apply (real_entry _ (fun x : R => - last_line_of_31 kappa q x)%R _
        (- / 2 * - last_line_of_31 kappa q t)%R); [intros x; apply (En x)| |exact Hcoh].
      rewrite eq_45, L12, E12, RtoC_mult, <- RtoC_inv by (lia || lra).
      destruct Hud as [[-> ->]|[-> ->]]; apply parts_eq; unfold Re, Im; simpl; field.
    + apply (real_entry _ (fun x : R => - last_line_of_31 kappa q x)%R _
        (- / 2 * - last_line_of_31 kappa q t)%R); [intros x; apply (En x)| |exact Hcoh].
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
