(** Beyond the paper: jump operators that move along with a Hamiltonian, U L U^+ with U' = -i H U: the interaction picture solves
    (15) at H = 0, whatever H, kappa and N. *)

From Coq Require Import Reals List Lra Lia Arith Setoid Morphisms.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Components Relaxation Evolution Conjugation.
Open Scope R_scope.

(** ** Derivatives of complex functions of time *)

Lemma derivative_eq f t l l' : derivative f t l -> l = l' -> derivative f t l'.
Proof. now intros H <-. Qed.

Lemma derivative_mult f g t l m : derivative f t l -> derivative g t m ->
  derivative (fun x => Cmult (f x) (g x)) t (Cplus (Cmult l (g t)) (Cmult (f t) m)).
Proof.
  intros [F F'] [G G'].
  assert (P : forall (a b : R -> R) a' b', is_derive a t a' -> is_derive b t b' ->
    is_derive (fun x => a x * b x) t (a' * b t + a t * b'))
    by (intros a b a' b' A B; exact (is_derive_mult a b t a' b' A B Rmult_comm)).
  split.
  - eapply is_derive_eq; [exact (is_derive_minus (V := R_NormedModule) _ _ _ _ _ (P _ _ _ _ F G) (P _ _ _ _ F' G'))|].
    unfold minus, plus, opp, Re, Im; simpl; ring.
  - eapply is_derive_eq; [exact (is_derive_plus (V := R_NormedModule) _ _ _ _ _ (P _ _ _ _ F G') (P _ _ _ _ F' G))|].
    unfold plus, Re, Im; simpl; ring.
Qed.

Lemma derivative_conj f t l : derivative f t l -> derivative (fun x => Cconj (f x)) t (Cconj l).
Proof. intros [F F']; split; [exact F|exact (is_derive_opp (V := R_NormedModule) _ _ _ F')]. Qed.

Lemma derivative_csum a b (f : nat -> R -> C) t l : (forall k, (a <= k <= b)%nat -> derivative (f k) t (l k)) ->
  derivative (fun x => csum a b (fun k => f k x)) t (csum a b l).
Proof.
  intros H; split; rewrite ?csum_Re, ?csum_Im.
  - apply (is_derive_ext (fun x : R => sum a b (fun k => Re (f k x)))); [intros; symmetry; apply csum_Re|].
    apply (sum_is_derive a b (fun k x => Re (f k x))); intros k Hk; now apply H.
  - apply (is_derive_ext (fun x : R => sum a b (fun k => Im (f k x)))); [intros; symmetry; apply csum_Im|].
    apply (sum_is_derive a b (fun k x => Im (f k x))); intros k Hk; now apply H.
Qed.

(** Of the entries 1, ..., N of a matrix that moves. *)
Definition matrix_derivative (N : nat) (A : R -> matrix) (t : R) (A' : matrix) : Prop :=
  forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> derivative (fun x => A x I J) t (A' I J).

Lemma product_derivative N A B t A' B' : matrix_derivative N A t A' -> matrix_derivative N B t B' ->
  matrix_derivative N (fun x => mmul N (A x) (B x)) t (madd (mmul N A' (B t)) (mmul N (A t) B')).
Proof.
  intros HA HB I J HI HJ; unfold mmul, madd; rewrite <- csum_plus.
  apply (derivative_csum 1 N (fun k x => Cmult (A x I k) (B x k J))); intros k Hk; apply derivative_mult; auto.
Qed.

Lemma adjoint_derivative N A t A' : matrix_derivative N A t A' -> matrix_derivative N (fun x => adjoint (A x)) t (adjoint A').
Proof. intros H I J HI HJ; now apply (derivative_conj (fun x => A x J I)), H. Qed.

Lemma alike_derivative N A t A' A'' : matrix_derivative N A t A' -> alike N A' A'' -> matrix_derivative N A t A''.
Proof. intros H E I J HI HJ; rewrite <- E by assumption; now apply H. Qed.

(** ** The law *)

Section Law.

Variables (N : nat) (kappa : R) (H : R -> matrix) (sigma : nat -> R) (U : R -> matrix).
Hypothesis turns : turning N H U.

Lemma unitary t : 0 <= t -> alike N (mmul N (adjoint (U t)) (U t)) one /\ alike N (mmul N (U t) (adjoint (U t))) one.
Proof. intros Ht; split; intros I J HI HJ; now apply (turns I J t HI HJ Ht). Qed.

Lemma self_adjoint t : 0 <= t -> alike N (adjoint (H t)) (H t).
Proof. intros Ht I J HI HJ; symmetry; now apply (proj1 (turns I J t HI HJ Ht)). Qed.

Lemma turn_derivative t : 0 <= t -> matrix_derivative N U t (cscale (Copp Ci) (mmul N (H t) (U t))).
Proof. intros Ht I J HI HJ; exact (proj2 (proj2 (proj2 (turns I J t HI HJ Ht)))). Qed.

Lemma adjoint_cscale c A : alike N (adjoint (cscale c A)) (cscale (Cconj c) (adjoint A)).
Proof. intros i j _ _; unfold adjoint, cscale; apply parts_eq; unfold Re, Im; simpl; ring. Qed.

Lemma back_derivative t : 0 <= t -> matrix_derivative N (fun x => adjoint (U x)) t (cscale Ci (mmul N (adjoint (U t)) (H t))).
Proof.
  intros Ht; eapply alike_derivative; [exact (adjoint_derivative _ _ _ _ (turn_derivative t Ht))|].
  rewrite adjoint_cscale, adjoint_mmul, self_adjoint by assumption; intros i j _ _; unfold cscale.
  f_equal; apply parts_eq; unfold Re, Im; simpl; ring.
Qed.

(** The moving dissipator, and that at rest. *)
Definition moving_part (t : R) (rho : matrix) : matrix :=
  sum_pairs N (fun K M => lindblad N (turned N (U t) (jump sigma K M)) rho).

Lemma law_is t rho : alike N (moved_law N kappa (H t) sigma (U t) rho)
  (madd (cscale (Copp Ci) (msub (mmul N (H t) rho) (mmul N rho (H t)))) (cscale (RtoC kappa) (moving_part t rho))).
Proof. intros i j _ _; reflexivity. Qed.

(** V^+ L V of the operators V L V^+. *)
Lemma at_rest t rho : 0 <= t ->
  alike N (turned N (adjoint (U t)) (moving_part t rho)) (generator N sigma (turned N (adjoint (U t)) rho)).
Proof.
  intros Ht; destruct (unitary t Ht) as [L R].
  assert (L' : alike N (mmul N (adjoint (adjoint (U t))) (adjoint (U t))) one) by now rewrite adjoint_twice.
  etransitivity; [apply turned_pairs|]; intros i j Hi Hj; apply csum_ext; intros K HK; apply csum_ext; intros M HM.
  rewrite (turned_lindblad N (adjoint (U t)) L' _ rho i j Hi Hj); apply lindblad_alike; [|reflexivity|assumption|assumption].
  unfold turned; rewrite !mmul_assoc, adjoint_twice, L, mmul_one_r, <- mmul_assoc, L, mmul_one_l; reflexivity.
Qed.

Lemma interaction_is rho t : alike N (interaction N U rho t) (turned N (adjoint (U t)) (rho t)).
Proof. unfold interaction, turned; now rewrite adjoint_twice. Qed.

Lemma interaction_derivative rho t : moving N kappa H sigma U rho -> 0 <= t ->
  matrix_derivative N (interaction N U rho) t (cscale (RtoC kappa) (generator N sigma (interaction N U rho t))).
Proof.
  intros M Ht; assert (DR : matrix_derivative N rho t (moved_law N kappa (H t) sigma (U t) (rho t)))
    by (intros I J HI HJ; exact (M I J t HI HJ Ht)).
  eapply alike_derivative; [exact (product_derivative N _ U t _ _
    (product_derivative N _ rho t _ _ (back_derivative t Ht) DR) (turn_derivative t Ht))|].
  assert (G : alike N (mmul N (mmul N (adjoint (U t)) (moving_part t (rho t))) (U t))
    (generator N sigma (interaction N U rho t))).
  { transitivity (turned N (adjoint (U t)) (moving_part t (rho t))); [unfold turned; now rewrite adjoint_twice|].
    rewrite at_rest by assumption; intros i j Hi Hj; apply csum_ext; intros K _; apply csum_ext; intros L _.
    apply lindblad_alike; [reflexivity|symmetry; apply interaction_is|assumption|assumption]. }
  rewrite law_is; set (D := moving_part t (rho t)) in *; set (V := adjoint (U t)) in *.
  set (X := rho t); set (W := U t) in *; set (h := H t).
  rewrite mmul_madd_r, !mmul_madd_l, !mmul_cscale_r, !mmul_cscale_l, !mmul_msub_r, !mmul_msub_l.
  rewrite G, !mmul_assoc.
  intros i j _ _; unfold madd, cscale, msub; ring.
Qed.

End Law.

Lemma interaction_rate N kappa H sigma U rho I J t : turning N H U -> moving N kappa H sigma U rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  derivative (fun x => interaction N U rho x I J) t (Cmult (RtoC kappa) (generator N sigma (interaction N U rho t) I J)).
Proof. intros turns M HI HJ Ht; exact (interaction_derivative N kappa H sigma U turns rho t M Ht I J HI HJ). Qed.

Theorem moving_operators : Statements.moving_operators.
Proof.
  intros N kappa H sigma U rho turns M I J t HI HJ Ht.
  destruct (interaction_rate N kappa H sigma U rho I J t turns M HI HJ Ht) as [DR DI].
  rewrite Re_scal in DR; rewrite Im_scal in DI; now split.
Qed.

Theorem moving_components : Statements.moving_components.
Proof.
  split.
  - intros N kappa H sigma U rho J t turns M HJ Ht; eapply derivative_eq; [now apply (interaction_rate N kappa H sigma)|].
    f_equal; now apply eq_39_4.
  - intros N kappa H sigma U rho I J t turns M HI HJ E Ht; eapply derivative_eq; [now apply (interaction_rate N kappa H sigma)|].
    rewrite eq_45 by assumption; apply parts_eq; unfold Re, Im; simpl; field.
Qed.

(** ** A solution *)

Section Solution.

Variables (N : nat) (kappa : R) (H : R -> matrix) (sigma : nat -> R) (U : R -> matrix) (rho0 : matrix).
Hypothesis turns : turning N H U.

(** What the solution at H = 0 is in the moving basis. *)
Definition moved (t : R) : matrix :=
  mmul N (mmul N (U t) (evolve N kappa sigma (interaction N U (fun _ => rho0) 0) t)) (adjoint (U t)).

Lemma moved_solves : moving N kappa H sigma U moved.
Proof.
  intros I J t HI HJ Ht; set (Y := evolve N kappa sigma (interaction N U (fun _ => rho0) 0)).
  destruct (unitary N H U turns t Ht) as [L R].
  assert (DY : matrix_derivative N Y t (cscale (RtoC kappa) (generator N sigma (Y t)))).
  { intros K M HK HM; destruct (evolve_solves N kappa sigma (interaction N U (fun _ => rho0) 0)) as [E _].
    destruct (E K M t HK HM Ht) as [DR DI]; split; unfold cscale; [rewrite Re_scal|rewrite Im_scal]; assumption. }
  assert (D := product_derivative N _ _ t _ _ (product_derivative N U Y t _ _ (turn_derivative N H U turns t Ht) DY)
    (back_derivative N H U turns t Ht)).
  refine (alike_derivative N _ t _ _ D _ I J HI HJ); clear D.
  assert (G : alike N (turned N (U t) (generator N sigma (Y t))) (moving_part N sigma U t (turned N (U t) (Y t)))).
  { etransitivity; [apply turned_pairs|]; intros i j Hi Hj; apply csum_ext; intros K _; apply csum_ext; intros M _.
    now apply (turned_lindblad N (U t) L). }
  rewrite (law_is N kappa H sigma U t); fold (turned N (U t) (Y t)) in *.
  change (moved t) with (turned N (U t) (Y t)); rewrite <- G; unfold turned.
  set (V := adjoint (U t)) in *; set (W := U t) in *; set (h := H t); set (D := generator N sigma (Y t)); set (X := Y t).
  rewrite !mmul_madd_l, !mmul_cscale_r, !mmul_cscale_l, !mmul_assoc.
  intros i j _ _; unfold madd, cscale, msub; ring.
Qed.

Lemma moved_starts I J : (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> moved 0 I J = rho0 I J.
Proof.
  intros HI HJ; destruct (unitary N H U turns 0 (Rle_refl 0)) as [L R].
  destruct (evolve_solves N kappa sigma (interaction N U (fun _ => rho0) 0)) as [_ E].
  assert (A : alike N (evolve N kappa sigma (interaction N U (fun _ => rho0) 0) 0) (interaction N U (fun _ => rho0) 0)) by exact E.
  enough (B : alike N (moved 0) rho0) by now apply B.
  unfold moved; rewrite A; unfold interaction.
  now rewrite !mmul_assoc, R, mmul_one_r, <- mmul_assoc, R, mmul_one_l.
Qed.

End Solution.

Theorem moving_exists : Statements.moving_exists.
Proof.
  intros N kappa H sigma U rho0 turns; exists (moved N kappa sigma U rho0); split; [now apply moved_solves|].
  intros; now apply (moved_starts N kappa H sigma U rho0 turns).
Qed.
