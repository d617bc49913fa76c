(** Appendix: the solution of the population equations of N levels exists, is unique,
    and stays nonnegative; the closed forms (47) and (52)-(59). *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Relaxation Driven.
Open Scope R_scope.

(** [p J t] = rho_JJ(t) solves (39) for N levels in the sector s, from t = 0 on. *)
Definition solution (N : nat) (s : signs) (kappa : R) (p : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t ->
  is_derive (p J) t (kappa * population_rate N s (fun K => p K t) J).

(** [p] starts from the populations p0. *)
Definition starts_at (N : nat) (p0 : nat -> R) (p : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> p J 0 = p0 J.

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
Theorem populations_exist N s kappa p0 :
  exists p, solution N s kappa p /\ starts_at N p0 p.
Proof.
  destruct (closed_exists (sector_up s) (sector_down s) kappa p0 N) as (p & Hp & H0).
  exists p; split; [now apply solution_driven|assumption].
Qed.

(** (39): the initial populations determine the solution. *)
Theorem populations_unique N s kappa p q :
  solution N s kappa p -> solution N s kappa q ->
  (forall J, (1 <= J <= N)%nat -> p J 0 = q J 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> p J t = q J t.
Proof.
  rewrite !solution_driven; intros Hp Hq H0 J t HJ Ht.
  exact (driven_unique _ _ _ _ _ _ _ _ _ Hp Hq (fun _ _ _ _ => eq_refl) H0 J t HJ Ht).
Qed.

(** (39): populations that start nonnegative stay so. *)
Theorem populations_positive N s kappa p :
  0 <= kappa -> solution N s kappa p ->
  (forall J, (1 <= J <= N)%nat -> 0 <= p J 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> 0 <= p J t.
Proof.
  rewrite solution_driven; intros Hk Hp H0 J t HJ Ht.
  apply (driven_positive _ _ kappa Hk (sector_up_pos s) (sector_down_pos s) N _ _ _ Hp); auto.
  intros; lra.
Qed.

(** After (31), for every N: the total of the populations does not change. *)
Theorem total_conserved N s kappa p :
  solution N s kappa p -> forall t, 0 <= t ->
  sum 1 N (fun K => p K t) = sum 1 N (fun K => p K 0).
Proof.
  rewrite solution_driven; apply closed_total.
Qed.

(** ** Coherences *)

Lemma is_derive_fst (z : R -> C) (t : R) (w : C) :
  is_derive (V := C_R_NormedModule) z t w -> is_derive (fun x : R => fst (z x)) t (fst w).
Proof.
  intros H; exact (filterdiff_comp z (fun c : C => fst c) _ _ H
    (filterdiff_linear _ (is_linear_fst (U := R_NormedModule) (V := R_NormedModule)))).
Qed.

Lemma is_derive_snd (z : R -> C) (t : R) (w : C) :
  is_derive (V := C_R_NormedModule) z t w -> is_derive (fun x : R => snd (z x)) t (snd w).
Proof.
  intros H; exact (filterdiff_comp z (fun c : C => snd c) _ _ H
    (filterdiff_linear _ (is_linear_snd (U := R_NormedModule) (V := R_NormedModule)))).
Qed.

(** (47) solves (45): rho_IJ(0) exp(-kappa Lambda t / 2), at every time. *)
Theorem eq_47_solves (kappa Lambda : R) (rho0 : C) (t : R) :
  is_derive (V := C_R_NormedModule)
    (fun x : R => (rho0 * RtoC (exp (- (kappa / 2) * Lambda * x)))%C) t
    (RtoC (- (kappa / 2) * Lambda) * (rho0 * RtoC (exp (- (kappa / 2) * Lambda * t))))%C.
Proof.
  set (a := - (kappa / 2) * Lambda).
  assert (D : is_derive (fun x : R => exp (a * x)) t (a * exp (a * t)))
    by (auto_derive; [trivial|ring]).
  assert (E : forall r : R, scal (V := C_R_NormedModule) r rho0 = (rho0 * RtoC r)%C)
    by (intros r; apply injective_projections; simpl; unfold scal; simpl; unfold mult;
        simpl; ring).
  apply (is_derive_ext (fun x : R => scal (V := C_R_NormedModule) (exp (a * x)) rho0));
    [intros; apply E|].
  replace (RtoC a * (rho0 * RtoC (exp (a * t))))%C
    with (scal (V := C_R_NormedModule) (a * exp (a * t)) rho0)
    by (rewrite E; apply injective_projections; simpl; ring).
  exact (is_derive_scal_l (V := C_R_NormedModule) _ t _ rho0 D).
Qed.

(** (47) is the only solution of (45). *)
Theorem eq_47_unique (kappa Lambda : R) (rho : R -> C) :
  (forall t, 0 <= t -> is_derive (V := C_R_NormedModule) rho t
     (RtoC (- (kappa / 2) * Lambda) * rho t)%C) ->
  forall t, 0 <= t -> rho t = (rho 0 * RtoC (exp (- (kappa / 2) * Lambda * t)))%C.
Proof.
  intros H t Ht.
  apply injective_projections; simpl.
  - rewrite Rmult_0_r, Rminus_0_r.
    apply (exponential_law _ (fun x => fst (rho x))); [intros x Hx|assumption].
    eapply is_derive_eq; [exact (is_derive_fst _ _ _ (H x Hx))|]; simpl; ring.
  - rewrite Rmult_0_r, Rplus_0_l.
    apply (exponential_law _ (fun x => snd (rho x))); [intros x Hx|assumption].
    eapply is_derive_eq; [exact (is_derive_snd _ _ _ (H x Hx))|]; simpl; ring.
Qed.


(** ** The singlet: four levels with sigma_3, sigma_4 <= 0 *)

Section Four.

Variables (s : signs) (kappa : R) (p : nat -> R -> R).
Hypothesis s3 : s 3%nat = false.
Hypothesis s4 : s 4%nat = false.
Hypothesis Hp : solution 4 s kappa p.

(** (48)-(51): the population equations for sigma_3, sigma_4 < 0, written out. *)
Theorem eq_48_to_51 (q : nat -> R) :
  population_rate 4 s q 1
    = (1 - rb (s 2%nat)) * q 2%nat + q 3%nat + q 4%nat - rb (s 2%nat) * q 1%nat
  /\ population_rate 4 s q 2
    = rb (s 2%nat) * q 1%nat - (1 - rb (s 2%nat)) * q 2%nat + q 3%nat + q 4%nat
  /\ population_rate 4 s q 3 = - 2 * q 3%nat + q 4%nat
  /\ population_rate 4 s q 4 = - 3 * q 4%nat.
Proof.
  unfold population_rate, sum; simpl; rewrite s3, s4; simpl; repeat split; ring.
Qed.

(** (52): rho_44(t) = rho_44(0) exp(-3 kappa t). *)
Theorem eq_52 t : 0 <= t -> p 4%nat t = p 4%nat 0 * exp (- 3 * kappa * t).
Proof.
  revert t; apply (relax_unique (3 * kappa) _ _ (fun _ => 0)).
  - intros t Ht; assert (D := Hp 4%nat ltac:(lia) t Ht).
    destruct (eq_48_to_51 (fun K => p K t)) as (_ & _ & _ & E); rewrite E in D.
    eapply is_derive_eq; [exact D|ring].
  - intros t _; auto_derive; [trivial|ring].
  - rewrite Rmult_0_r, exp_0; ring.
Qed.

(** (53): rho_33(t) = -rho_44(0) exp(-3 kappa t) + (rho_33(0) + rho_44(0)) exp(-2 kappa t). *)
Theorem eq_53 t :
  0 <= t ->
  p 3%nat t = - p 4%nat 0 * exp (- 3 * kappa * t)
              + (p 3%nat 0 + p 4%nat 0) * exp (- 2 * kappa * t).
Proof.
  revert t; apply (relax_unique (2 * kappa) _ _
    (fun t => kappa * (p 4%nat 0 * exp (- 3 * kappa * t)))).
  - intros t Ht; assert (D := Hp 3%nat ltac:(lia) t Ht).
    destruct (eq_48_to_51 (fun K => p K t)) as (_ & _ & E & _); rewrite E in D.
    cbv beta in D; rewrite (eq_52 t Ht) in D.
    eapply is_derive_eq; [exact D|ring].
  - intros t _; auto_derive; [trivial|ring].
  - rewrite !Rmult_0_r, exp_0; ring.
Qed.

Hypothesis p3 : p 3%nat 0 = 0.
Hypothesis p4 : p 4%nat 0 = 0.

(** Before (54): with rho_33(0) = rho_44(0) = 0, as in (28), both stay zero. *)
Theorem upper_levels_empty t : 0 <= t -> p 3%nat t = 0 /\ p 4%nat t = 0.
Proof. intros Ht; rewrite (eq_53 t Ht), (eq_52 t Ht), p3, p4; split; ring. Qed.

(** (54), (55): what is left of the population equations along such a solution. *)
Theorem eq_54_55 t :
  0 <= t ->
  is_derive (p 1%nat) t
    (kappa * (1 - rb (s 2%nat)) * p 2%nat t - kappa * rb (s 2%nat) * p 1%nat t)
  /\ is_derive (p 2%nat) t
    (kappa * rb (s 2%nat) * p 1%nat t - kappa * (1 - rb (s 2%nat)) * p 2%nat t).
Proof.
  intros Ht; destruct (upper_levels_empty t Ht) as [E3 E4].
  destruct (eq_48_to_51 (fun K => p K t)) as (E1 & E2 & _).
  assert (D1 := Hp 1%nat ltac:(lia) t Ht); assert (D2 := Hp 2%nat ltac:(lia) t Ht).
  rewrite E1 in D1; rewrite E2 in D2; cbv beta in *; rewrite E3, E4 in *.
  split; (eapply is_derive_eq; [eassumption|ring]).
Qed.

(** (56), (57): the solution of (54), (55). *)
Theorem eq_56_57 t :
  0 <= t ->
  p 1%nat t = rb (s 2%nat) * p 1%nat 0 * exp (- kappa * t)
    + (1 - rb (s 2%nat)) * (p 1%nat 0 + p 2%nat 0 * (1 - exp (- kappa * t)))
  /\ p 2%nat t = rb (s 2%nat) * (p 2%nat 0 + p 1%nat 0 * (1 - exp (- kappa * t)))
    + (1 - rb (s 2%nat)) * p 2%nat 0 * exp (- kappa * t).
Proof.
  intros Ht.
  assert (T : forall x, 0 <= x -> p 1%nat x + p 2%nat x = p 1%nat 0 + p 2%nat 0).
  { intros x Hx; assert (E := total_conserved 4 s kappa p Hp x Hx); unfold sum in E; simpl in E.
    destruct (upper_levels_empty x Hx); lra. }
  assert (H1 : forall x, 0 <= x -> p 1%nat x = (1 - rb (s 2%nat)) * (p 1%nat 0 + p 2%nat 0)
    + (p 1%nat 0 - (1 - rb (s 2%nat)) * (p 1%nat 0 + p 2%nat 0)) * exp (- kappa * x)).
  { apply (relax_unique kappa _ _
      (fun _ => kappa * ((1 - rb (s 2%nat)) * (p 1%nat 0 + p 2%nat 0)))).
    - intros x Hx; eapply is_derive_eq; [exact (proj1 (eq_54_55 x Hx))|].
      rewrite <- (T x Hx); ring.
    - intros x _; auto_derive; [trivial|ring].
    - rewrite Rmult_0_r, exp_0; ring. }
  assert (E := T t Ht); rewrite (H1 t Ht) in E; rewrite (H1 t Ht).
  destruct (s 2%nat); simpl in *; split; lra.
Qed.

(** (58), (59), the diagonal of (31): the singlet, rho_11(0) = q^2, rho_22(0) = 1 - q^2. *)
Theorem eq_58_59 q t :
  p 1%nat 0 = q ^ 2 -> p 2%nat 0 = 1 - q ^ 2 -> 0 <= t ->
  p 1%nat t = rb (s 2%nat) * q ^ 2 * exp (- kappa * t)
    + (1 - rb (s 2%nat)) * (1 - (1 - q ^ 2) * exp (- kappa * t))
  /\ p 2%nat t = rb (s 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
    + (1 - rb (s 2%nat)) * (1 - q ^ 2) * exp (- kappa * t).
Proof.
  intros E1 E2 Ht; destruct (eq_56_57 t Ht) as [-> ->]; rewrite E1, E2; split; ring.
Qed.

End Four.
