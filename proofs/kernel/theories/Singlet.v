(** N = 4 with sigma_3, sigma_4 not positive, as for the singlet: (48)-(51), (54), (55), (60). *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Components.
Open Scope C_scope.

(** (60). *)
Theorem eq_60 : Statements.eq_60.
Proof.
  intros sigma [H3 H4]; split.
  - unfold Lambda, delta, sum; cbn [Nat.eqb Nat.add Nat.sub seq map fold_right INR].
    rewrite (theta_nonpos _ H3), (theta_nonpos _ H4); ring.
  - intros H; destruct (Rdichotomy _ _ H).
    + rewrite theta_nonpos, theta_pos by lra; ring.
    + rewrite theta_pos, theta_nonpos by lra; ring.
Qed.

(** Writes (40)-(43) with the theta(sigma_3), theta(sigma_4) of negative sigmas. *)
Ltac upper_levels :=
  intros sigma rho [H3 H4]; rewrite ?eq_40, ?eq_41, ?eq_42, ?eq_43; unfold csum; simpl;
  rewrite ?(theta_nonpos (sigma 3%nat)), ?(theta_nonpos (sigma 4%nat)) by lra;
  rewrite ?(theta_pos (- sigma 3%nat)), ?(theta_pos (- sigma 4%nat)) by lra;
  rewrite ?two_is, ?three_is; ring.

Theorem eq_48 : Statements.eq_48.
Proof. upper_levels. Qed.

Theorem eq_49 : Statements.eq_49.
Proof. upper_levels. Qed.

Theorem eq_50 : Statements.eq_50.
Proof. upper_levels. Qed.

Theorem eq_51 : Statements.eq_51.
Proof. upper_levels. Qed.

Theorem eq_54 : Statements.eq_54.
Proof.
  intros sigma rho [H3 H4] [Z3 Z4]; rewrite eq_40, Z3, Z4; unfold csum; simpl.
  rewrite (theta_nonpos _ H3), (theta_nonpos _ H4); ring.
Qed.

Theorem eq_55 : Statements.eq_55.
Proof.
  intros sigma rho [H3 H4] [Z3 Z4]; rewrite eq_41, Z3, Z4.
  rewrite (theta_nonpos _ H3), (theta_nonpos _ H4); ring.
Qed.
