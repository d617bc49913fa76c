(** Sections 2.1 and 2.2: in each sector every state collapses onto one basis state,
    that of the winner, and it does so at the rate kappa. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Relaxation Driven Solutions Absorption.
Open Scope R_scope.

Lemma winner_step s n :
  (1 <= n)%nat -> winner s (S n) = if s (S n) then S n else winner s n.
Proof. now destruct n; [lia|]. Qed.

(** The winner W of a sector: sigma_W > 0 unless W = 1, and sigma_K <= 0 above it. *)
Theorem winner_spec : Statements.winner_spec.
Proof.
  intros s N; intros HN; induction N as [|N IH]; [lia|].
  destruct (Nat.eq_dec N 0) as [->|]; [simpl; repeat split; intros; lia|].
  destruct IH as (B & T & F); [lia|]; rewrite winner_step by lia.
  destruct (s (S N)) eqn:E; [repeat split; intros; auto; lia|].
  repeat split; intros; auto; [lia|lia|].
  destruct (Nat.eq_dec K (S N)) as [->|]; [assumption|apply F; lia].
Qed.

Lemma winner_absorbs s N :
  (1 <= N)%nat -> absorbs (sector_up s) (sector_down s) N (winner s N).
Proof.
  intros HN; destruct (winner_spec s N HN) as (B & T & F).
  unfold sector_up, sector_down; split; [assumption|split].
  - intros H; rewrite T by assumption; simpl; split; intros; ring.
  - intros M HM; rewrite F by assumption; simpl; split; ring.
Qed.

(** The winner's exact law, in any sector of N levels and for any state with total one:
    p_W(t) = 1 - (1 - p_W(0)) exp(-kappa t); kappa is the rate of the collapse. *)
Lemma sector_winner_law N s kappa p t :
  (1 <= N)%nat -> solution N s kappa p -> sum 1 N (fun K => p K 0) = 1 -> 0 <= t ->
  p (winner s N) t = 1 - (1 - p (winner s N) 0) * exp (- kappa * t).
Proof.
  rewrite solution_driven; intros HN Hp T Ht; rewrite <- T.
  exact (absorbing_law _ _ _ _ (winner_absorbs s N HN) _ _ Hp t Ht).
Qed.

(** Every other level of a nonnegative state with total one decays at the rate kappa at
    least: 0 <= p_J(t) <= (1 - p_W(0)) exp(-kappa t) for J different from the winner. *)
Theorem losers_bound : Statements.losers_bound.
Proof.
  intros N s kappa p J t; rewrite solution_driven; intros HN Hk Hp H0 T HJ Hd Ht; rewrite <- T.
  apply (absorbed_bound _ _ _ _ (winner_absorbs s N HN) _ _ Hp); auto;
    apply sector_up_pos || apply sector_down_pos.
Qed.

(** The rate of the collapse is exactly kappa: the distance of a nonnegative state with total
    one from the winner's basis state is 2 (1 - p_W(0)) exp(-kappa t). *)
Theorem collapse_rate : Statements.collapse_rate.
Proof.
  intros N s kappa p t; intros HN Hk Hp H0 T Ht; destruct (winner_spec s N HN) as (B & _).
  assert (P := fun K HK => populations_positive N s kappa p Hk Hp H0 K t HK Ht).
  assert (M := term_le_sum N (fun K => p K t) _ P B); cbv beta in M.
  rewrite (total_conserved N s kappa p t Hp Ht), T in M.
  rewrite (sum_ext 1 N _ (fun J => p J t + delta J (winner s N) * (1 - 2 * p J t))).
  - rewrite sum_plus, sum_delta, (total_conserved N s kappa p t Hp Ht), T by assumption.
    rewrite (sector_winner_law N s kappa p t HN Hp T Ht); ring.
  - intros J HJ; unfold basis_state; destruct (Nat.eq_dec J (winner s N)) as [->|Hd].
    + rewrite delta_refl, Rabs_left1 by lra; ring.
    + rewrite delta_neq, Rminus_0_r, Rabs_right by (try apply Rle_ge; auto); ring.
Qed.

(** ** Any solution, nonnegative or not *)

Lemma solution_plus N s kappa p q :
  solution N s kappa p -> solution N s kappa q ->
  solution N s kappa (fun J t => p J t + q J t).
Proof.
  intros Hp Hq J HJ t Ht.
  eapply is_derive_eq;
    [exact (is_derive_plus (V := R_NormedModule) _ _ _ _ _ (Hp J HJ t Ht) (Hq J HJ t Ht))|].
  rewrite !population_rate_jumps, jump_rate_plus by lia; unfold plus; simpl; ring.
Qed.

Lemma collapse_bound_nonneg N s kappa p :
  (1 <= N)%nat -> 0 <= kappa -> solution N s kappa p ->
  (forall K, (1 <= K <= N)%nat -> 0 <= p K 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t ->
  Rabs (p J t - sum 1 N (fun K => p K 0) * basis_state (winner s N) J)
  <= sum 1 N (fun K => p K 0) * exp (- kappa * t).
Proof.
  rewrite solution_driven; intros HN Hk Hp H0 J t HJ Ht.
  apply (absorption_bound _ _ _ _ (winner_absorbs s N HN) _ _ Hp); auto;
    apply sector_up_pos || apply sector_down_pos.
Qed.

(** Every solution approaches its total times the winner's basis state as exp(-kappa t). *)
Lemma collapse_bound N s kappa p :
  (1 <= N)%nat -> 0 <= kappa -> solution N s kappa p ->
  exists C, forall J t, (1 <= J <= N)%nat -> 0 <= t ->
  Rabs (p J t - sum 1 N (fun K => p K 0) * basis_state (winner s N) J)
  <= C * exp (- kappa * t).
Proof.
  intros HN Hk Hp.
  destruct (populations_exist N s kappa (fun K => Rabs (p K 0))) as (q & Hq & Hq0).
  set (r := fun J t => p J t + q J t).
  assert (Hr : solution N s kappa r) by (apply solution_plus; assumption).
  assert (q_pos : forall K, (1 <= K <= N)%nat -> 0 <= q K 0)
    by (intros K HK; rewrite Hq0 by assumption; apply Rabs_pos).
  assert (r_pos : forall K, (1 <= K <= N)%nat -> 0 <= r K 0).
  { intros K HK; unfold r; rewrite Hq0 by assumption.
    assert (A := Rle_abs (- p K 0)); rewrite Rabs_Ropp in A; lra. }
  exists (sum 1 N (fun K => r K 0) + sum 1 N (fun K => q K 0)); intros J t HJ Ht.
  assert (A := collapse_bound_nonneg N s kappa q HN Hk Hq q_pos J t HJ Ht).
  assert (B := collapse_bound_nonneg N s kappa r HN Hk Hr r_pos J t HJ Ht).
  assert (T : sum 1 N (fun K => r K 0) = sum 1 N (fun K => p K 0) + sum 1 N (fun K => q K 0))
    by apply sum_plus.
  unfold r in B at 1; revert A B T.
  generalize (sum 1 N (fun K => r K 0)) (sum 1 N (fun K => q K 0)) (sum 1 N (fun K => p K 0)).
  intros x y z A B ->; revert A B; generalize (basis_state (winner s N) J) (exp (- kappa * t)).
  intros b e A B; revert A B; unfold Rabs; repeat destruct (Rcase_abs _); nra.
Qed.

(** (8), (9) for every N and every sector: each solution with total one tends to the basis
    state of the sector's winner. *)
Theorem collapse : Statements.collapse.
Proof.
  intros N s kappa p J; intros HN Hk Hp T HJ; destruct (collapse_bound N s kappa p HN (Rlt_le _ _ Hk) Hp) as [C H].
  rewrite T in H; apply (is_lim_of_exp_bound _ _ C kappa Hk); intros t Ht.
  rewrite <- (Rmult_1_l (delta J (winner s N))); now apply H.
Qed.

(** ** The stationary distribution *)

(** In every sector the winner's basis state is the only stationary distribution of total
    one; nonnegativity need not be asked for. *)
Theorem stationary_unique : Statements.stationary_unique.
Proof.
  intros N s p; intros HN T; split.
  - intros H J HJ.
    assert (Hp : solution N s 1 (fun J _ => p J)).
    { intros K HK t _; eapply is_derive_eq; [apply (is_derive_const (V := R_NormedModule))|].
      change (0 = 1 * population_rate N s p K); rewrite H by assumption; ring. }
    assert (L := is_lim_unique _ _ _ (collapse N s 1 _ J HN Rlt_0_1 Hp T HJ)).
    rewrite Lim_const in L; now injection L.
  - intros H; set (W := winner s N) in *.
    destruct (winner_spec s N HN) as (B & Tr & F); fold W in B, Tr, F.
    assert (Z : forall J, (1 <= J <= N)%nat -> J <> W -> p J = 0)
      by (intros J HJ Hd; rewrite H by assumption; now apply delta_neq).
    intros J HJ; destruct (Nat.eq_dec J W) as [->|Hd].
    { rewrite population_rate_jumps, (absorbing_rate _ _ _ _ (winner_absorbs s N HN)) by lia.
      fold W; rewrite T, H by assumption; unfold basis_state; rewrite delta_refl; ring. }
    unfold population_rate; rewrite (Z J) by assumption.
    destruct (Nat.lt_ge_cases J W) as [HJW|HJW].
    + rewrite (sum_null 1 (J - 1) p) by (intros; apply Z; lia).
      rewrite (sum_null (J + 1) N); [destruct (Nat.leb 2 J); ring|].
      intros M HM; destruct (Nat.eq_dec M W) as [->|].
      * rewrite Tr by lia; simpl; ring.
      * rewrite Z by lia; ring.
    + rewrite F by lia; rewrite (sum_null (J + 1) N); [destruct (Nat.leb 2 J); simpl; ring|].
      intros M HM; rewrite Z by lia; ring.
Qed.
