(** Linear systems of differential equations with constant coefficients: from every start there is one solution, a power series. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Relaxation.
Open Scope R_scope.

Section Linear.

Variables (N : nat) (A : nat -> nat -> R).

Definition linear (x : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t -> is_derive (x J) t (sum 1 N (fun K => A J K * x K t)).

(** What bounds every row of A. *)
Let bound : R := sum 1 N (fun J => sum 1 N (fun K => Rabs (A J K))).

Lemma term_bound (f : nat -> R) J : (forall K, 0 <= f K) -> (1 <= J <= N)%nat -> f J <= sum 1 N f.
Proof.
  intros H HJ; rewrite (sum_split 1 J N) by lia; destruct J as [|J]; [lia|]; rewrite sum_last by lia.
  assert (0 <= sum 1 J f) by (apply sum_nonneg; auto); assert (0 <= sum (S (S J)) N f) by (apply sum_nonneg; auto); lra.
Qed.

Lemma sum_mono a b f g : (forall K, (a <= K <= b)%nat -> f K <= g K) -> sum a b f <= sum a b g.
Proof.
  intros H; apply Rminus_le; rewrite <- sum_minus, <- Ropp_0, <- (Ropp_involutive (sum _ _ _)), <- sum_opp.
  apply Ropp_le_contravar, sum_nonneg; intros K HK; assert (A' := H K HK); lra.
Qed.

Lemma sum_abs a b f : Rabs (sum a b f) <= sum a b (fun K => Rabs (f K)).
Proof.
  apply Rabs_le; rewrite <- sum_opp; split; apply sum_mono; intros K _; assert (H := Rle_abs (f K));
    assert (H' := Rle_abs (- f K)); rewrite Rabs_Ropp in H'; lra.
Qed.

Lemma rows_nonneg J : 0 <= sum 1 N (fun K => Rabs (A J K)).
Proof. apply sum_nonneg; intros; apply Rabs_pos. Qed.

Lemma row_bound J : (1 <= J <= N)%nat -> sum 1 N (fun K => Rabs (A J K)) <= bound.
Proof. intros HJ; exact (term_bound (fun J => sum 1 N (fun K => Rabs (A J K))) J rows_nonneg HJ). Qed.

Lemma bound_nonneg : 0 <= bound.
Proof. apply sum_nonneg; intros; apply rows_nonneg. Qed.

(** ** One solution *)

Lemma linear_zero x : linear x -> (forall J, (1 <= J <= N)%nat -> x J 0 = 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> x J t = 0.
Proof.
  intros Hx H0; set (e := fun t => sum 1 N (fun J => x J t ^ 2)).
  set (e' := fun t => sum 1 N (fun J => 2 * (x J t * sum 1 N (fun K => A J K * x K t)))).
  assert (D : forall t, 0 <= t -> is_derive e t (e' t)).
  { intros t Ht; apply sum_is_derive; intros J HJ.
    eapply is_derive_eq; [exact (is_derive_pow _ 2 _ _ (Hx J HJ t Ht))|simpl; ring]. }
  assert (P : forall t J, (1 <= J <= N)%nat -> x J t ^ 2 <= e t)
    by (intros t J HJ; exact (term_bound (fun J => x J t ^ 2) J (fun K => pow2_ge_0 _) HJ)).
  assert (P0 : forall t, 0 <= e t) by (intros; apply sum_nonneg; intros; apply pow2_ge_0).
  assert (B : forall t, e' t <= 2 * bound * e t).
  { intros t; unfold e'; rewrite sum_scal_l, Rmult_assoc; apply Rmult_le_compat_l; [lra|].
    unfold bound; rewrite <- sum_scal_r; apply sum_mono; intros J HJ; rewrite <- sum_scal_l, <- sum_scal_r.
    apply sum_mono; intros K HK; assert (PJ := P t J HJ); assert (PK := P t K HK).
    rewrite <- Rmult_assoc, (Rmult_comm (x J t)), Rmult_assoc.
    apply Rle_trans with (Rabs (A J K * (x J t * x K t))); [apply Rle_abs|]; rewrite Rabs_mult.
    apply Rmult_le_compat_l; [apply Rabs_pos|]; apply Rabs_le; split; nra. }
  intros J t HJ Ht.
  assert (M := increasing_from_0 (fun t => - (exp (- (2 * bound) * t) * e t))
    (fun t => exp (- (2 * bound) * t) * (2 * bound * e t - e' t))).
  assert (Z : e t <= 0).
  { apply (Rmult_le_reg_l (exp (- (2 * bound) * t))); [apply exp_pos|]; rewrite Rmult_0_r.
    assert (E0 : e 0 = 0) by (apply sum_null; intros K HK; rewrite H0 by assumption; ring).
    assert (M' : - (exp (- (2 * bound) * 0) * e 0) <= - (exp (- (2 * bound) * t) * e t)); [|rewrite E0 in M'; lra].
    apply M; [| |assumption].
    - intros u Hu; eapply is_derive_eq.
      + apply (is_derive_opp (V := R_NormedModule)).
        apply (is_derive_mult (fun t => exp (- (2 * bound) * t)) e u (- (2 * bound) * exp (- (2 * bound) * u)) (e' u));
          [auto_derive; [trivial|ring]|auto|intros; apply Rmult_comm].
      + unfold opp, plus, mult; simpl; ring.
    - intros u _; apply Rmult_le_pos; [left; apply exp_pos|]; assert (Bu := B u); lra. }
  assert (PJ := P t J HJ); assert (PP := P0 t); apply Rsqr_0_uniq; unfold Rsqr; simpl in PJ; nra.
Qed.

Lemma linear_unique x y : linear x -> linear y -> (forall J, (1 <= J <= N)%nat -> x J 0 = y J 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> x J t = y J t.
Proof.
  intros Hx Hy H0 J t HJ Ht; apply Rminus_diag_uniq; apply (linear_zero (fun J t => x J t - y J t));
    [|intros; now rewrite H0, Rminus_diag_eq|assumption|assumption].
  intros K HK u Hu; eapply is_derive_eq; [apply (is_derive_minus (V := R_NormedModule)); [apply Hx|apply Hy]; assumption|].
  unfold minus, plus, opp; simpl.
  rewrite <- (sum_ext 1 N _ _ (fun L _ => eq_sym (Rmult_minus_distr_l (A K L) (x L u) (y L u)))), sum_minus; ring.
Qed.

(** ** The power series *)

Variable x0 : nat -> R.

Fixpoint power (k : nat) : nat -> R :=
  match k with O => x0 | S k' => fun J => sum 1 N (fun K => A J K * power k' K) end.
Definition coefficient (J k : nat) : R := power k J / INR (fact k).
Definition exponential (J : nat) (t : R) : R := PSeries (coefficient J) t.

Lemma power_bound k J : (1 <= J <= N)%nat -> Rabs (power k J) <= bound ^ k * sum 1 N (fun K => Rabs (x0 K)).
Proof.
  revert J; induction k as [|k IH]; intros J HJ; simpl.
  - rewrite Rmult_1_l; exact (term_bound (fun K => Rabs (x0 K)) J (fun K => Rabs_pos _) HJ).
  - set (m := sum 1 N (fun K => Rabs (x0 K))) in *.
    assert (Hm : 0 <= bound ^ k * m)
      by (apply Rmult_le_pos; [apply pow_le, bound_nonneg|apply sum_nonneg; intros; apply Rabs_pos]).
    apply Rle_trans with (sum 1 N (fun K => Rabs (A J K) * (bound ^ k * m))).
    + apply Rle_trans with (1 := sum_abs _ _ _), sum_mono; intros K HK; rewrite Rabs_mult.
      apply Rmult_le_compat_l; [apply Rabs_pos|now apply IH].
    + rewrite sum_scal_r, Rmult_assoc; apply Rmult_le_compat_r; [assumption|now apply row_bound].
Qed.

Lemma coefficient_disk J t : (1 <= J <= N)%nat -> CV_disk (coefficient J) t.
Proof.
  intros HJ; set (m := sum 1 N (fun K => Rabs (x0 K))).
  apply (ex_series_le (V := R_CompleteNormedModule) _ (fun k => m * (/ INR (fact k) * (bound * Rabs t) ^ k))).
  - intros k; change (Rabs (Rabs (coefficient J k * t ^ k)) <= m * (/ INR (fact k) * (bound * Rabs t) ^ k)).
    rewrite Rabs_Rabsolu, Rabs_mult, <- RPow_abs, Rpow_mult_distr; unfold coefficient, Rdiv.
    assert (F := INR_fact_lt_0 k); rewrite Rabs_mult, (Rabs_right (/ _)) by (left; now apply Rinv_0_lt_compat).
    apply Rle_trans with (bound ^ k * m * / INR (fact k) * Rabs t ^ k); [|right; ring].
    apply Rmult_le_compat_r; [apply pow_le, Rabs_pos|].
    apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|now apply power_bound].
  - apply (ex_series_scal_l (V := R_NormedModule) m (fun k => / INR (fact k) * (bound * Rabs t) ^ k));
      exists (exp (bound * Rabs t)); generalize (is_exp_Reals (bound * Rabs t)).
    unfold is_pseries; apply is_series_ext; intros k; rewrite pow_n_pow; apply Rmult_comm.
Qed.

Lemma coefficient_radius J t : (1 <= J <= N)%nat -> Rbar_lt (Rabs t) (CV_radius (coefficient J)).
Proof.
  intros HJ; apply Rbar_not_le_lt; intros H.
  apply (CV_disk_outside (coefficient J) (Rabs t + 1)).
  - apply Rbar_le_lt_trans with (1 := H); simpl; assert (P := Rabs_pos t); rewrite (Rabs_right (Rabs t + 1)) by lra; lra.
  - apply ex_series_lim_0, ex_series_Rabs; exact (coefficient_disk J (Rabs t + 1) HJ).
Qed.

Lemma PSeries_sum (a : nat -> nat -> R) (c : nat -> R) t : (forall K, (1 <= K <= N)%nat -> ex_pseries (a K) t) ->
  PSeries (fun k => sum 1 N (fun K => c K * a K k)) t = sum 1 N (fun K => c K * PSeries (a K) t)
  /\ ex_pseries (fun k => sum 1 N (fun K => c K * a K k)) t.
Proof.
  intros H; induction N as [|n IH].
  - rewrite sum_empty by lia; split; [rewrite <- (PSeries_const_0 t); apply PSeries_ext; intros; apply sum_empty; lia|].
    apply (ex_pseries_ext (fun _ => 0)); [intros; symmetry; apply sum_empty; lia|].
    apply CV_radius_inside; rewrite CV_radius_const_0; exact I.
  - destruct IH as [E X]; [intros; apply H; lia|]; assert (T := H (S n) ltac:(lia)).
    assert (Y : ex_pseries (PS_scal (c (S n)) (a (S n))) t) by (apply ex_pseries_scal; [apply Rmult_comm|assumption]).
    assert (Q : forall k, PS_plus (fun k => sum 1 n (fun K => c K * a K k)) (PS_scal (c (S n)) (a (S n))) k
      = sum 1 (S n) (fun K => c K * a K k)) by (intros k; rewrite sum_last by lia; reflexivity).
    split.
    + rewrite <- (PSeries_ext _ _ t Q), PSeries_plus, PSeries_scal, E by assumption; rewrite sum_last by lia; reflexivity.
    + apply (ex_pseries_ext _ _ t Q), ex_pseries_plus; assumption.
Qed.

Lemma exponential_linear : linear exponential.
Proof.
  intros J HJ t _; eapply is_derive_eq; [exact (is_derive_PSeries (coefficient J) t (coefficient_radius J t HJ))|].
  unfold exponential.
  rewrite <- (proj1 (PSeries_sum coefficient (A J) t (fun K HK => CV_radius_inside _ _ (coefficient_radius K t HK)))).
  apply PSeries_ext; intros k; unfold PS_derive, coefficient; cbn [power]; rewrite fact_simpl, mult_INR.
  rewrite (sum_ext 1 N (fun K => A J K * (power k K / INR (fact k))) (fun K => A J K * power k K * / INR (fact k)))
    by (intros; unfold Rdiv; ring).
  rewrite sum_scal_r; field; split; [apply INR_fact_neq_0|apply not_0_INR; lia].
Qed.

Lemma exponential_start J : exponential J 0 = x0 J.
Proof. unfold exponential; rewrite PSeries_0; unfold coefficient; simpl; field. Qed.

End Linear.
