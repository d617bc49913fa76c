(** The singlet's levels at N = 4: the solutions (52), (53), (56)-(59), (61), and (31) put right. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Components Singlet Relaxation Evolution.
Open Scope R_scope.

(** ** The real part and the imaginary part of a population *)

Section Part.

Variable part : C -> R.
Hypothesis a_part : part = Re \/ part = Im.

Lemma part_scal (x : R) z : part (x * z)%C = x * part z.
Proof. destruct a_part as [->| ->]; [apply Re_scal|apply Im_scal]. Qed.

Lemma part_plus z w : part (z + w)%C = part z + part w.
Proof. destruct a_part as [->| ->]; reflexivity. Qed.

Lemma part_opp z : part (- z)%C = - part z.
Proof. destruct a_part as [->| ->]; reflexivity. Qed.

Lemma part_0 : part 0%C = 0.
Proof. destruct a_part as [->| ->]; reflexivity. Qed.

Variables (kappa : R) (sigma : nat -> R) (rho : R -> matrix).
Hypothesis H : evolution 4 kappa sigma rho.

Lemma part_derive J t :
  (1 <= J <= 4)%nat -> 0 <= t ->
  is_derive (fun x : R => part (rho x J J)) t (kappa * part (generator 4 sigma (rho t) J J)).
Proof. intros HJ Ht; destruct (H J J t HJ HJ Ht) as [DR DI]; destruct a_part as [->| ->]; assumption. Qed.

(** (52). *)
Lemma part_44 t :
  sigma 4%nat < 0 -> 0 <= t ->
  part (rho t 4 4)%nat = part (rho 0 4%nat 4%nat) * exp (- 3 * kappa * t).
Proof.
  intros Hs; revert t; apply (relax_unique (3 * kappa) (fun t => part (rho t 4 4)%nat)
    (fun t => part (rho 0 4%nat 4%nat) * exp (- 3 * kappa * t)) (fun _ => 0)).
  - intros t Ht; eapply is_derive_eq; [exact (part_derive 4 t ltac:(lia) Ht)|].
    rewrite (eq_51 sigma (rho t) Hs), part_opp, part_scal; ring.
  - intros t _; auto_derive; [trivial|ring].
  - rewrite Rmult_0_r, exp_0; ring.
Qed.

(** (53). *)
Lemma part_33 t :
  upper_negative sigma -> 0 <= t ->
  part (rho t 3 3)%nat = - part (rho 0 4%nat 4%nat) * exp (- 3 * kappa * t)
    + (part (rho 0 3%nat 3%nat) + part (rho 0 4%nat 4%nat)) * exp (- 2 * kappa * t).
Proof.
  intros Hs; revert t; apply (relax_unique (2 * kappa) (fun t => part (rho t 3 3)%nat)
    (fun t => - part (rho 0 4%nat 4%nat) * exp (- 3 * kappa * t)
      + (part (rho 0 3%nat 3%nat) + part (rho 0 4%nat 4%nat)) * exp (- 2 * kappa * t))
    (fun t => kappa * (part (rho 0 4%nat 4%nat) * exp (- 3 * kappa * t)))).
  - intros t Ht; eapply is_derive_eq; [exact (part_derive 3 t ltac:(lia) Ht)|].
    rewrite (eq_50 sigma (rho t) Hs), part_plus, part_opp, part_scal, (part_44 t (proj2 Hs) Ht); ring.
  - intros t _; auto_derive; [trivial|ring].
  - rewrite !Rmult_0_r, exp_0; ring.
Qed.

(** A level that only loses stays empty. *)
Lemma stays_empty (y : R -> R) a :
  (forall t, 0 <= t -> is_derive y t (- a * y t)) -> y 0 = 0 -> forall t, 0 <= t -> y t = 0.
Proof.
  intros D Y; apply (relax_unique a y (fun _ => 0) (fun _ => 0)); [| |exact Y].
  - intros t Ht; eapply is_derive_eq; [exact (D t Ht)|ring].
  - intros t _; auto_derive; [trivial|ring].
Qed.

Hypothesis Hs : upper_not_positive sigma.
Hypothesis H0 : upper_empty (rho 0).

Lemma part_44_empty t : 0 <= t -> part (rho t 4 4)%nat = 0.
Proof.
  revert t; apply (stays_empty _ (3 * kappa * theta (- sigma 4%nat)));
    [|destruct H0 as [_ ->]; apply part_0].
  intros t Ht; eapply is_derive_eq; [exact (part_derive 4 t ltac:(lia) Ht)|].
  rewrite eq_43, (theta_nonpos (sigma 4%nat)) by (destruct Hs; lra).
  transitivity (kappa * part (RtoC (- (3 * theta (- sigma 4%nat))) * rho t 4%nat 4%nat)%C);
    [do 2 f_equal; rewrite RtoC_opp, RtoC_mult; ring|rewrite part_scal; ring].
Qed.

Lemma part_33_empty t : 0 <= t -> part (rho t 3 3)%nat = 0.
Proof.
  revert t; apply (stays_empty _ (2 * kappa * theta (- sigma 3%nat)));
    [|destruct H0 as [-> _]; apply part_0].
  intros t Ht; eapply is_derive_eq; [exact (part_derive 3 t ltac:(lia) Ht)|].
  rewrite eq_42, (theta_nonpos (sigma 3%nat)), (theta_nonpos (sigma 4%nat)) by (destruct Hs; lra).
  transitivity (kappa * part (RtoC (- (2 * theta (- sigma 3%nat))) * rho t 3%nat 3%nat
    + theta (- sigma 4%nat) * rho t 4%nat 4%nat)%C);
    [do 2 f_equal; rewrite RtoC_opp, RtoC_mult; ring|].
  rewrite part_plus, !part_scal, (part_44_empty t Ht); ring.
Qed.

End Part.

(** A complex number times a real one, by its parts. *)
Lemma Re_scal_r z (x : R) : Re (z * x)%C = Re z * x.
Proof. rewrite Cmult_comm, Re_scal; ring. Qed.

Lemma Im_scal_r z (x : R) : Im (z * x)%C = Im z * x.
Proof. rewrite Cmult_comm, Im_scal; ring. Qed.

Theorem eq_52 : Statements.eq_52.
Proof.
  intros kappa sigma rho t H Hs Ht; apply parts_eq; rewrite ?Re_scal_r, ?Im_scal_r.
  - now apply (part_44 Re (or_introl eq_refl) kappa sigma).
  - now apply (part_44 Im (or_intror eq_refl) kappa sigma).
Qed.

Theorem eq_53 : Statements.eq_53.
Proof.
  intros kappa sigma rho t H Hs Ht; apply parts_eq.
  - rewrite Re_plus, !Re_scal_r; now apply (part_33 Re (or_introl eq_refl) kappa sigma).
  - rewrite Im_plus, !Im_scal_r; now apply (part_33 Im (or_intror eq_refl) kappa sigma).
Qed.

Theorem upper_levels_empty : Statements.upper_levels_empty.
Proof.
  intros kappa sigma rho t H Hs H0 Ht; split; apply parts_eq; simpl.
  - now apply (part_33_empty Re (or_introl eq_refl) kappa sigma).
  - now apply (part_33_empty Im (or_intror eq_refl) kappa sigma).
  - now apply (part_44_empty Re (or_introl eq_refl) kappa sigma).
  - now apply (part_44_empty Im (or_intror eq_refl) kappa sigma).
Qed.

(** (56), (57), part by part: the sum of the two populations does not change. *)
Lemma part_11_22 part kappa sigma rho t :
  part = Re \/ part = Im -> evolution 4 kappa sigma rho -> upper_not_positive sigma ->
  upper_empty (rho 0) -> sigma 2%nat <> 0 -> 0 <= t ->
  let u := theta (sigma 2%nat) in let d := theta (- sigma 2%nat) in
  let a := part (rho 0 1%nat 1%nat) in let b := part (rho 0 2%nat 2%nat) in
  part (rho t 1%nat 1%nat) = u * a * exp (- kappa * t) + d * (a + b * (1 - exp (- kappa * t)))
  /\ part (rho t 2%nat 2%nat) = u * (b + a * (1 - exp (- kappa * t))) + d * b * exp (- kappa * t).
Proof.
  intros P H Hs H0 H2 Ht u d a b.
  assert (Sum : u = 1 - d)
    by (assert (E := proj2 (eq_60 sigma Hs) H2); unfold u, d; lra).
  assert (R1 : forall x, 0 <= x -> is_derive (fun x : R => part (rho x 1%nat 1%nat)) x
    (kappa * (d * part (rho x 2%nat 2%nat) - u * part (rho x 1%nat 1%nat)))).
  { intros x Hx; eapply is_derive_eq; [exact (part_derive part P kappa sigma rho H 1 x ltac:(lia) Hx)|].
    rewrite (eq_54 sigma (rho x) Hs (upper_levels_empty kappa sigma rho x H Hs H0 Hx)).
    unfold Cminus; rewrite (part_plus part P), (part_opp part P), !(part_scal part P); unfold u, d; ring. }
  assert (R2 : forall x, 0 <= x -> is_derive (fun x : R => part (rho x 2%nat 2%nat)) x
    (kappa * (u * part (rho x 1%nat 1%nat) - d * part (rho x 2%nat 2%nat)))).
  { intros x Hx; eapply is_derive_eq; [exact (part_derive part P kappa sigma rho H 2 x ltac:(lia) Hx)|].
    rewrite (eq_55 sigma (rho x) Hs (upper_levels_empty kappa sigma rho x H Hs H0 Hx)).
    unfold Cminus; rewrite (part_plus part P), (part_opp part P), !(part_scal part P); unfold u, d; ring. }
  assert (T : forall x, 0 <= x -> part (rho x 1%nat 1%nat) + part (rho x 2%nat 2%nat) = a + b).
  { apply (relax_unique 0 (fun x => part (rho x 1%nat 1%nat) + part (rho x 2%nat 2%nat))
      (fun _ => a + b) (fun _ => 0)); [| |reflexivity].
    - intros x Hx; eapply is_derive_eq;
        [exact (is_derive_plus (V := R_NormedModule) _ _ _ _ _ (R1 x Hx) (R2 x Hx))|].
      unfold plus; simpl; ring.
    - intros x _; auto_derive; [trivial|ring]. }
  assert (L : part (rho t 1%nat 1%nat) = d * (a + b) + (a - d * (a + b)) * exp (- kappa * t)).
  { revert t Ht; apply (relax_unique kappa (fun x => part (rho x 1%nat 1%nat))
      (fun x => d * (a + b) + (a - d * (a + b)) * exp (- kappa * x)) (fun _ => kappa * (d * (a + b)))).
    - intros x Hx; eapply is_derive_eq; [exact (R1 x Hx)|]; rewrite <- (T x Hx), Sum; ring.
    - intros x _; auto_derive; [trivial|ring].
    - rewrite Rmult_0_r, exp_0; unfold a; ring. }
  assert (E := T t Ht); rewrite L, Sum; split; [ring|].
  replace (part (rho t 2%nat 2%nat)) with (a + b - part (rho t 1%nat 1%nat)) by lra.
  rewrite L; ring.
Qed.

Ltac two_levels :=
  intros kappa sigma rho t H Hs H0 H2 Ht;
  destruct (part_11_22 Re kappa sigma rho t (or_introl eq_refl) H Hs H0 H2 Ht) as [R1 R2];
  destruct (part_11_22 Im kappa sigma rho t (or_intror eq_refl) H Hs H0 H2 Ht) as [I1 I2];
  apply parts_eq; [etransitivity; [first [exact R1|exact R2]|]|etransitivity; [first [exact I1|exact I2]|]];
  unfold Re, Im; simpl; ring.

Theorem eq_56 : Statements.eq_56.
Proof. two_levels. Qed.

Theorem eq_57 : Statements.eq_57.
Proof. two_levels. Qed.

(** ** The singlet *)

Lemma singlet_entries q :
  singlet q 1%nat 1%nat = RtoC (q ^ 2) /\ singlet q 2%nat 2%nat = RtoC (1 - q ^ 2)
  /\ singlet q 1%nat 2%nat = RtoC (- (q * sqrt (1 - q ^ 2)))
  /\ singlet q 2%nat 1%nat = RtoC (- (q * sqrt (1 - q ^ 2)))
  /\ forall I J, (3 <= I \/ 3 <= J)%nat -> singlet q I J = RtoC 0.
Proof.
  unfold singlet, msub, madd, mscale, ketbra.
  repeat split; try (unfold delta; cbn [Nat.eqb]; apply parts_eq; unfold Re, Im; simpl; ring).
  intros I J HIJ; apply parts_eq; unfold Re, Im; simpl; destruct HIJ as [H|H];
  rewrite ?(delta_neq I 1), ?(delta_neq I 2), ?(delta_neq J 1), ?(delta_neq J 2) by lia; ring.
Qed.

Lemma singlet_upper_empty kappa q sigma rho :
  singlet_evolution kappa q sigma rho -> upper_empty (rho 0).
Proof.
  intros (_ & _ & H0); destruct (singlet_entries q) as (_ & _ & _ & _ & Z).
  split; (rewrite H0 by lia; apply Z; lia).
Qed.

Theorem eq_58 : Statements.eq_58.
Proof.
  intros kappa q sigma rho t Hq H2 Ht; assert (Z := singlet_upper_empty _ _ _ _ Hq).
  destruct Hq as (H & Hs & H0), (singlet_entries q) as (E1 & E2 & _).
  rewrite (eq_56 kappa sigma rho t H Hs Z H2 Ht), !H0, E1, E2 by lia.
  apply parts_eq; unfold Re, Im; simpl; ring.
Qed.

Theorem eq_59 : Statements.eq_59.
Proof.
  intros kappa q sigma rho t Hq H2 Ht; assert (Z := singlet_upper_empty _ _ _ _ Hq).
  destruct Hq as (H & Hs & H0), (singlet_entries q) as (E1 & E2 & _).
  rewrite (eq_57 kappa sigma rho t H Hs Z H2 Ht), !H0, E1, E2 by lia.
  apply parts_eq; unfold Re, Im; simpl; ring.
Qed.

Lemma singlet_coherence kappa q sigma rho I J t :
  singlet_evolution kappa q sigma rho -> sigma 2%nat <> 0 -> 0 <= t ->
  (I = 1 /\ J = 2 \/ I = 2 /\ J = 1)%nat -> rho t I J = RtoC (- last_line_of_31 kappa q t).
Proof.
  intros (H & Hs & H0) H2 Ht HIJ; destruct (singlet_entries q) as (_ & _ & E12 & E21 & _).
  assert (L : Lambda 4 sigma 1 2 = 1) by (destruct (eq_60 sigma Hs) as [-> E]; exact (E H2)).
  assert (L' : Lambda 4 sigma 2 1 = 1)
    by (rewrite <- L; unfold Lambda; ring).
  unfold last_line_of_31; replace (- kappa * t / 2) with (- (kappa / 2) * 1 * t) by field.
  destruct HIJ as [[-> ->]|[-> ->]]; rewrite (eq_47 4%nat kappa sigma rho _ _ t H), H0 by lia || assumption.
  - rewrite E12, L, <- RtoC_mult; f_equal; ring.
  - rewrite E21, L', <- RtoC_mult; f_equal; ring.
Qed.

Theorem eq_61 : Statements.eq_61.
Proof.
  intros kappa q sigma rho t Hq H2 Ht; rewrite (singlet_coherence kappa q sigma rho) by auto.
  unfold last_line_of_31; replace (- kappa * t / 2) with (- (kappa / 2) * t) by field; f_equal; ring.
Qed.

Theorem eq_31_corrected : Statements.eq_31_corrected.
Proof.
  intros kappa q sigma rho t Hq H2 Ht.
  split; [|split; [|split; [|split]]].
  - rewrite (eq_58 kappa q sigma rho t Hq H2 Ht); unfold rho_11; f_equal; ring.
  - rewrite (eq_59 kappa q sigma rho t Hq H2 Ht); unfold rho_22; f_equal; ring.
  - apply (singlet_coherence kappa q sigma); auto.
  - apply (singlet_coherence kappa q sigma); auto.
  - assert (Z := singlet_upper_empty _ _ _ _ Hq); destruct Hq as (H & Hs & H0).
    intros I J HI HJ HIJ; destruct (Nat.eq_dec I J) as [->|Hd].
    + destruct (upper_levels_empty kappa sigma rho t H Hs Z Ht) as [Z3 Z4].
      destruct (Nat.eq_dec J 3) as [->|]; [exact Z3|replace J with 4%nat by lia; exact Z4].
    + rewrite (eq_47 4%nat kappa sigma rho I J t H HI HJ Hd Ht), H0 by assumption.
      destruct (singlet_entries q) as (_ & _ & _ & _ & E); rewrite E by assumption; apply Cmult_0_l.
Qed.
