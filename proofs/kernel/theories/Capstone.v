(** The paper's claim from its postulates alone: the master equation (15), with the sigma_n of
    (13) and theta(0) = 0, averaged over the disks of the hidden variables, tends to the
    measured state of quantum mechanics, for every N and every initial state. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Components.
From bornproof Require Import Disks Average Relaxation Driven Solutions Absorption Collapse.
From bornproof Require Import Events Limit Singlet Evolution Appendix.
Open Scope R_scope.

(** A value of sigma_n with the sign that the sector gives it, and 0 where S_n = 0. *)
Definition representative (p : nat -> R) (s : signs) (n : nat) : R :=
  if Rlt_dec 0 (sum 1 n p) then (if s n then 1 else -1) else 0.

Section Nonnegative.

Variables (p : nat -> R) (N : nat).
Hypothesis p_pos : forall J, 0 <= p J.
Hypothesis total : sum 1 N p = 1.

Lemma representative_theta l n :
  generic p N l -> (2 <= n <= N)%nat ->
  theta (sigma_n p n (norm2 (l n))) = theta (representative p (sector p l) n)
  /\ theta (- sigma_n p n (norm2 (l n))) = theta (- representative p (sector p l) n).
Proof.
  intros G Hn; rewrite theta_positive_sector, (theta_negative_sector p p_pos N) by assumption.
  unfold representative; destruct (Rlt_dec 0 (sum 1 n p)) as [H|H].
  - destruct (sector p l n); simpl; rewrite ?Rminus_0_r; split; symmetry;
      (apply theta_pos; lra) || (rewrite theta_nonpos; lra).
  - assert (Z : sum 1 n p = 0) by (generalize (partial_pos p p_pos n); lra).
    unfold sector; destruct (Rlt_dec 0 _) as [A|_].
    + rewrite (sigma_vanishes p p_pos n _ ltac:(lia) Z) in A; lra.
    + simpl; split; symmetry; apply theta_nonpos; lra.
Qed.

Lemma representative_absorbs s :
  (1 <= N)%nat -> likely p N s ->
  absorbs (theta_up (representative p s)) (theta_down (representative p s)) N (winner s N).
Proof.
  intros HN Hs; destruct (winner_spec s N HN) as (B & T & F).
  assert (P := winner_partial p s N p_pos HN (fun n Hn => proj2 (Hs n Hn)) ltac:(lra)).
  unfold theta_up, theta_down, representative; split; [assumption|split].
  - intros H; destruct (Rlt_dec _ _) as [_|A]; [|exfalso; apply A, P; lia].
    rewrite (T H); split; [apply theta_pos; lra|intros; apply theta_nonpos; lra].
  - intros M HM; destruct (Rlt_dec _ _) as [_|A]; [|exfalso; apply A, P; lia].
    rewrite (F M HM); split; [apply theta_nonpos; lra|apply theta_pos; lra].
Qed.

End Nonnegative.

(** (13), (15): for every value of the hidden variables there is a solution from the same matrix. *)
Theorem hidden_family_exists : Statements.hidden_family_exists.
Proof.
  intros N kappa alpha rho0 P; exists (fun lambda => evolve N kappa (hidden_sigma alpha lambda) rho0).
  split; [exact P|intros lambda; apply evolve_solves].
Qed.

Section Family.

Variables (N : nat) (kappa : R) (alpha : nat -> C) (rho0 : matrix) (rho : (nat -> C) -> R -> matrix).
Hypothesis Hrho : hidden_solutions N kappa alpha rho0 rho.

Let p (K : nat) : R := Cmod (alpha K) ^ 2.
Let state (s : signs) : R -> matrix := evolve N kappa (representative p s) rho0.

Lemma p_nonneg K : 0 <= p K.
Proof. apply pow2_ge_0. Qed.

Lemma family_is_state lambda I J t :
  generic p N lambda -> (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  rho lambda t I J = state (sector p lambda) t I J.
Proof.
  intros G; destruct (Hrho lambda) as [H H0].
  destruct (evolve_solves N kappa (representative p (sector p lambda)) rho0) as [E E0].
  apply (evolution_unique N kappa (representative p (sector p lambda))); [|exact E|].
  - intros I' J' t' HI HJ Ht.
    rewrite <- (generator_ext N (hidden_sigma alpha lambda)); [now apply H|].
    intros K HK; rewrite eq_13.
    exact (representative_theta p N p_nonneg lambda K G HK).
  - intros I' J' HI HJ; rewrite H0 by assumption; symmetry; now apply E0.
Qed.

Lemma average_of_family (part : C -> R) I J t :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  disk_expectation N (fun lambda => part (rho lambda t I J))
  = two_point p N (fun s => part (state s t I J)).
Proof.
  intros HI HJ Ht; apply (disks_are_sectors p p_nonneg); intros lambda G.
  now rewrite (family_is_state lambda I J t G HI HJ Ht).
Qed.

End Family.

Section Capstone.

Variables (N : nat) (kappa : R) (alpha : nat -> C) (rho0 : matrix) (rho : (nat -> C) -> R -> matrix).
Hypothesis kappa_pos : 0 < kappa.
Hypothesis normalised : sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1.
Hypothesis Hrho : hidden_family N kappa alpha rho0 rho.

Let p (K : nat) : R := Cmod (alpha K) ^ 2.
Let state (s : signs) : R -> matrix := evolve N kappa (representative p s) rho0.

Let p_nonneg K : 0 <= p K := p_nonneg alpha K.

Lemma diagonal_bound J t :
  (1 <= J <= N)%nat -> 0 <= t ->
  Rabs (two_point p N (fun s => Re (state s t J J)) - p J) <= exp (- kappa * t).
Proof.
  intros HJ Ht; assert (HN : (1 <= N)%nat) by lia.
  apply (average_bound N p HN p_nonneg normalised); [assumption|]; intros s Hs.
  destruct (evolve_solves N kappa (representative p s) rho0) as [E E0].
  destruct (evolution_diagonal _ _ _ _ E) as [D _].
  assert (P : forall K, (1 <= K <= N)%nat -> Re (state s 0 K K) = p K)
    by (intros K HK; unfold state; rewrite (E0 K K HK HK), (proj1 Hrho K HK); reflexivity).
  assert (B := absorption_bound _ _ _ _
    (representative_absorbs p N p_nonneg normalised s HN Hs) kappa _ D (Rlt_le _ _ kappa_pos)
    (fun M => theta_nonneg _) (fun M K => theta_nonneg _)
    (fun K HK => eq_ind_r (fun x => 0 <= x) (p_nonneg K) (P K HK)) J t HJ Ht).
  cbv beta in B; fold (state s) in B; rewrite (sum_ext 1 N _ p P) in B.
  change (sum 1 N p) with (sum 1 N (fun K => Cmod (alpha K) ^ 2)) in B.
  rewrite normalised, !Rmult_1_l in B; exact B.
Qed.

Lemma off_diagonal_bound (part : C -> R) I J t :
  part = Re \/ part = Im -> (alpha I = 0 -> rho0 I J = 0) ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
  Rabs (two_point p N (fun s => part (state s t I J)) - 0)
  <= Rabs (part (rho0 I J)) * exp (- (kappa / 2) * t).
Proof.
  intros Hpart Hpure HI HJ Hd Ht; rewrite <- (two_point_const p N 0).
  apply (two_point_abs p p_nonneg N _ (fun _ => 0)); intros s _; rewrite Rminus_0_r.
  destruct (evolve_solves N kappa (representative p s) rho0) as [E E0].
  destruct (Rlt_dec 0 (sum 1 (Nat.max I J) p)) as [HS|HS].
  - assert (Hm : representative p s (Nat.max I J) <> 0)
      by (unfold representative; destruct (Rlt_dec _ _), (s (Nat.max I J)); lra).
    destruct (coherence_bound N kappa _ _ I J t (Rlt_le _ _ kappa_pos) E HI HJ Hd Hm Ht) as [BR BI].
    rewrite (E0 I J HI HJ) in BR, BI; destruct Hpart as [->| ->]; assumption.
  - assert (Z : forall K, (1 <= K <= Nat.max I J)%nat -> alpha K = 0).
    { intros K HK; apply Cmod_eq_0.
      assert (A := term_le_sum (Nat.max I J) p K (fun M _ => p_nonneg M) HK).
      assert (C := Cmod_ge_0 (alpha K)); unfold p at 1 in A; simpl in A; nra. }
    destruct (evolution_off_diagonal _ _ _ _ I J t E HI HJ Hd Ht) as [ER EI].
    rewrite (E0 I J HI HJ), (Hpure (Z I ltac:(lia))) in ER, EI; simpl in ER, EI; rewrite Rmult_0_l in ER, EI.
    replace (part (state s t I J)) with 0 by (destruct Hpart as [->| ->]; auto).
    rewrite Rabs_R0; apply Rmult_le_pos; [apply Rabs_pos|left; apply exp_pos].
Qed.

End Capstone.

(** Born's rule from the master equation, for every N and J, vanishing alphas included. *)
Theorem born_rule_bound : Statements.born_rule_bound.
Proof.
  intros N kappa alpha rho0 rho J t Hk T H HJ Ht.
  rewrite (average_of_family N kappa alpha rho0 rho (proj2 H) Re) by assumption.
  exact (diagonal_bound N kappa alpha rho0 rho Hk T H J t HJ Ht).
Qed.

Theorem born_rule_from_master_equation : Statements.born_rule_from_master_equation.
Proof.
  intros N kappa alpha rho0 rho J Hk T H HJ; apply (is_lim_of_exp_bound _ _ 1 kappa Hk); intros t Ht.
  rewrite Rmult_1_l; now apply (born_rule_bound N kappa alpha rho0 rho).
Qed.

Theorem averaged_coherences_vanish : Statements.averaged_coherences_vanish.
Proof.
  intros N kappa alpha rho I J Hk H HI HJ Hd.
  assert (B : forall part, part = Re \/ part = Im ->
    is_lim (fun t => disk_expectation N (fun lambda => part (rho lambda t I J))) p_infty 0).
  { intros part P; apply (is_lim_of_exp_bound _ _ (Rabs (part (pure_state alpha I J))) (kappa / 2)); [lra|].
    intros t Ht; rewrite (average_of_family N kappa alpha _ rho (proj2 H) part) by assumption.
    apply off_diagonal_bound; try assumption.
    intros Z; unfold pure_state; rewrite Z; apply Cmult_0_l. }
  split; apply B; auto.
Qed.

(** (33): in every sector that has a chance, levels 3 and 4 stay empty, and (31), put right, holds. *)
Theorem eq_33_corrected : Statements.eq_33_corrected.
Proof.
  intros kappa q alpha rho t H Ht; set (p := fun K => Cmod (alpha K) ^ 2); set (e := exp (- kappa * t)).
  destruct (singlet_entries q) as (E1 & E2 & _ & _ & E0).
  assert (P : forall J, (1 <= J <= 4)%nat -> p J = Re (singlet q J J))
    by (intros J HJ; now rewrite (proj1 H J HJ)).
  assert (P1 : p 1%nat = q ^ 2) by (now rewrite P, E1 by lia).
  assert (P2 : p 2%nat = 1 - q ^ 2) by (now rewrite P, E2 by lia).
  assert (P3 : p 3%nat = 0) by (now rewrite P, E0 by lia).
  assert (P4 : p 4%nat = 0) by (now rewrite P, E0 by lia).
  assert (S2 : sum 1 2 p = 1) by (unfold sum; cbn [seq map fold_right Nat.sub]; lra).
  assert (S3 : sum 1 3 p = 1) by (rewrite (sum_last 1 2), S2, P3 by lia; ring).
  assert (S4 : sum 1 4 p = 1) by (rewrite (sum_last 1 3), S3, P4 by lia; ring).
  assert (L : forall s, likely p 4 s ->
    let rho' := evolve 4 kappa (representative p s) (singlet q) in
    rho' t 1%nat 1%nat = RtoC ((1 - (1 - q ^ 2) * e) + rb (s 2%nat) * (e - 1))
    /\ rho' t 2%nat 2%nat = RtoC ((1 - q ^ 2) * e + rb (s 2%nat) * (1 - e))
    /\ rho' t 1%nat 2%nat = RtoC (- last_line_of_31 kappa q t)
    /\ rho' t 2%nat 1%nat = RtoC (- last_line_of_31 kappa q t)).
  { intros s Hs rho'; destruct (evolve_solves 4 kappa (representative p s) (singlet q)) as [E Z]; fold rho' in E, Z.
    assert (N2 : representative p s 2%nat = if s 2%nat then 1 else -1)
      by (unfold representative; rewrite S2; destruct (Rlt_dec 0 1); [reflexivity|lra]).
    assert (F : singlet_evolution kappa q (representative p s) rho').
    { split; [exact E|split; [|exact Z]]; unfold upper_not_positive, representative; rewrite S3, S4.
      rewrite (proj1 (Hs 3%nat ltac:(lia))), (proj1 (Hs 4%nat ltac:(lia)))
        by (rewrite ?P3, ?P4; unfold Rdiv; ring).
      destruct (Rlt_dec 0 1); lra. }
    destruct (eq_31_corrected kappa q _ rho' t F) as (R1 & R2 & R12 & R21 & _); [rewrite N2; destruct (s 2%nat); lra|lra|].
    rewrite R1, R2, R12, R21; unfold rho_11, rho_22; rewrite N2; fold e.
    repeat split; f_equal; destruct (s 2%nat); rewrite ?(theta_pos 1), ?(theta_nonpos (-1)), ?(theta_nonpos (- (1))),
      ?(theta_pos (- -1)) by lra; simpl; ring. }
  assert (A : forall a b, two_point p 4 (fun s => a + rb (s 2%nat) * b) = a + (1 - q ^ 2) * b).
  { intros a b; rewrite two_point_plus, two_point_const; f_equal.
    rewrite (two_point_step p 3), !(two_point_step p 2), !(two_point_step p 1) by lia.
    rewrite P2, P3, P4, S2; unfold Rdiv; rewrite !Rmult_0_l; unfold upd; cbn; field. }
  unfold average; rewrite !(average_of_family 4 kappa alpha _ rho (proj2 H) Re), !(average_of_family 4 kappa alpha _ rho (proj2 H) Im) by
    (lia || assumption); fold p.
  repeat split; apply injective_projections; cbn [fst snd RtoC].
  all: erewrite two_point_ext by (intros s Hs; destruct (L s Hs) as (R1 & R2 & R12 & R21);
    rewrite ?R1, ?R2, ?R12, ?R21; unfold Re, Im; cbn [fst snd RtoC]; reflexivity).
  all: rewrite ?A, ?two_point_const; ring.
Qed.
