(** Appendix: the solution of the population equations of N levels exists, is unique,
    and stays nonnegative. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Relaxation Driven.
Open Scope R_scope.

(** The jump rates of a sector: up to M if sigma_M > 0, evenly down from M if not. *)
Definition sector_up (s : signs) (M : nat) : R := rb (s M).
Definition sector_down (s : signs) (M K : nat) : R := 1 - rb (s M).

Lemma rb_bounds b : 0 <= rb b <= 1.
Proof. destruct b; simpl; lra. Qed.

Lemma sector_up_pos s M : 0 <= sector_up s M.
Proof. apply rb_bounds. Qed.

Lemma sector_down_pos s M K : 0 <= sector_down s M K.
Proof. unfold sector_down; generalize (rb_bounds (s M)); lra. Qed.

Lemma population_rate_jumps N s p J :
  (1 <= J)%nat ->
  population_rate N s p J = jump_rate (sector_up s) (sector_down s) N p J.
Proof.
  intros HJ; unfold population_rate, jump_rate, sector_up, sector_down; f_equal.
  destruct (Nat.leb_spec 2 J) as [H|H].
  - rewrite sum_const; replace (S (J - 1) - 1)%nat with (J - 1)%nat by lia; ring.
  - rewrite !sum_empty by lia; ring.
Qed.

Lemma solution_driven N s kappa p :
  solution N s kappa p
  <-> driven (sector_up s) (sector_down s) kappa N 0 (fun _ _ => 0) p.
Proof.
  split; intros H J HJ t Ht; assert (D := H J HJ t Ht);
    [rewrite population_rate_jumps in D by lia|rewrite population_rate_jumps by lia];
    (eapply is_derive_eq; [exact D|cbv beta; ring]).
Qed.

(** ** N levels *)

(** (39): for every N, sector and initial populations the equations have a solution. *)
Theorem populations_exist : Statements.populations_exist.
Proof.
  intros N s kappa p0; destruct (closed_exists (sector_up s) (sector_down s) kappa p0 N) as (p & Hp & H0).
  exists p; split; [now apply solution_driven|assumption].
Qed.

(** (39): the initial populations determine the solution. *)
Theorem populations_unique : Statements.populations_unique.
Proof.
  intros N s kappa p q; rewrite !solution_driven; intros Hp Hq H0 J t HJ Ht.
  exact (driven_unique _ _ _ _ _ _ _ _ _ Hp Hq (fun _ _ _ _ => eq_refl) H0 J t HJ Ht).
Qed.

(** (39): populations that start nonnegative stay so. *)
Theorem populations_positive : Statements.populations_positive.
Proof.
  intros N s kappa p Hk Hp H0 J t HJ Ht; rewrite solution_driven in Hp.
  apply (driven_positive _ _ kappa Hk (sector_up_pos s) (sector_down_pos s) N _ _ _ Hp); auto.
  intros; lra.
Qed.

(** After (31), for every N: the total of the populations does not change. *)
Theorem total_conserved : Statements.total_conserved.
Proof.
  intros N s kappa p t Hp; rewrite solution_driven in Hp; exact (closed_total _ _ _ _ _ Hp t).
Qed.
