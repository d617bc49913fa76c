(** The master equation (15) for N levels, at H = 0: its solution exists and is unique, and in every
    sector the populations end in the winner. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Components.
From bornproof Require Import Relaxation Driven Solutions Absorption Collapse.
Open Scope R_scope.

(** The jump rates of (39): theta(sigma_M) up to M, theta(-sigma_M) down from M. *)
Definition theta_up (sigma : nat -> R) (M : nat) : R := theta (sigma M).
Definition theta_down (sigma : nat -> R) (M K : nat) : R := theta (- sigma M).

(** N levels with these jumps alone. *)
Definition closed (sigma : nat -> R) (N : nat) (kappa : R) : (nat -> R -> R) -> Prop :=
  driven (theta_up sigma) (theta_down sigma) kappa N 0 (fun _ _ => 0).

(** The solution that starts from rho0, entry by entry: a flow on the diagonal, (47) off it. *)
Definition evolve (N : nat) (kappa : R) (sigma : nat -> R) (rho0 : matrix) (t : R) : matrix :=
  fun I J =>
    let diagonal (part : C -> R) := flow (theta_up sigma) (theta_down sigma) kappa
      (fun K => part (rho0 K K)) N 0 (fun _ _ => 0) J t in
    let decay := exp (- (kappa / 2) * Lambda N sigma I J * t) in
    if Nat.eqb I J then (diagonal Re, diagonal Im)
    else (Re (rho0 I J) * decay, Im (rho0 I J) * decay).

(** ** Entries of the generator *)

Lemma generator_diagonal N sigma (rho : matrix) J :
  (1 <= J <= N)%nat ->
  Re (generator N sigma rho J J)
    = jump_rate (theta_up sigma) (theta_down sigma) N (fun K => Re (rho K K)) J
  /\ Im (generator N sigma rho J J)
    = jump_rate (theta_up sigma) (theta_down sigma) N (fun K => Im (rho K K)) J.
Proof.
  intros HJ; rewrite eq_39_4 by assumption; unfold jump_rate, theta_up, theta_down.
  rewrite sum_const, <- !RtoC_minus, !Re_plus, !Im_plus, !(Re_scal (1 - _)), !(Im_scal (1 - _)).
  rewrite csum_Re, csum_Im.
  assert (E : forall (x y : R) z w, Re (x * z - y * w)%C = x * Re z - y * Re w
                                    /\ Im (x * z - y * w)%C = x * Im z - y * Im w)
    by (intros; split; unfold Re, Im; simpl; ring).
  set (u := theta (sigma J)); set (d := theta (- sigma J)).
  replace (u * csum 1 (J - 1) (fun K => rho K K) - d * rho J J * RtoC (INR J - 1))%C
    with (u * csum 1 (J - 1) (fun K => rho K K) - RtoC (d * (INR J - 1)) * rho J J)%C
    by (rewrite RtoC_mult; ring).
  destruct (E u (d * (INR J - 1)) (csum 1 (J - 1) (fun K => rho K K)) (rho J J)) as [-> ->].
  rewrite csum_Re, csum_Im.
  rewrite (sum_ext (J + 1) N _ _ (fun M _ => proj1 (E _ _ (rho M M) (rho J J)))).
  rewrite (sum_ext (J + 1) N (fun k => Im _) _ (fun M _ => proj2 (E _ _ (rho M M) (rho J J)))).
  destruct (Nat.eq_dec J 1) as [E1|E1], (Nat.eq_dec J N) as [EN|EN].
  all: rewrite ?(sum_empty (J + 1)), ?(sum_empty 1 (J - 1)) by lia.
  all: try (replace (INR (S (J - 1) - 1)) with (INR J - 1)
         by (replace (S (J - 1) - 1)%nat with (J - 1)%nat by lia;
             rewrite minus_INR by lia; reflexivity)).
  all: rewrite ?(delta_neq J 1), ?(delta_neq J N) by assumption.
  all: split; try (rewrite E1; simpl); ring.
Qed.

Lemma generator_off_diagonal N sigma (rho : matrix) I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  Re (generator N sigma rho I J) = - / 2 * Lambda N sigma I J * Re (rho I J)
  /\ Im (generator N sigma rho I J) = - / 2 * Lambda N sigma I J * Im (rho I J).
Proof.
  intros HI HJ Hd; rewrite eq_45 by assumption; set (L := Lambda N sigma I J).
  replace (- / 2 * L * rho I J)%C with (RtoC (- / 2 * L) * rho I J)%C
    by (apply injective_projections; simpl; field).
  now rewrite Re_scal, Im_scal.
Qed.

(** Only theta(sigma_K) and theta(-sigma_K) for K = 2, ..., N matter. *)
Lemma generator_ext N sigma sigma' rho I J :
  (forall K, (2 <= K <= N)%nat -> theta (sigma K) = theta (sigma' K)
                                  /\ theta (- sigma K) = theta (- sigma' K)) ->
  generator N sigma rho I J = generator N sigma' rho I J.
Proof.
  intros H; apply sum_pairs_ext; intros K M HK HM.
  unfold jump; destruct (H K) as [-> ->]; [lia|reflexivity].
Qed.

(** ** Existence and uniqueness *)

Lemma evolution_diagonal N kappa sigma rho :
  evolution N kappa sigma rho ->
  closed sigma N kappa (fun K t => Re (rho t K K))
  /\ closed sigma N kappa (fun K t => Im (rho t K K)).
Proof.
  intros H; split; intros J HJ t Ht; destruct (H J J t HJ HJ Ht) as [DR DI];
    destruct (generator_diagonal N sigma (rho t) J HJ) as [ER EI].
  - eapply is_derive_eq; [exact DR|rewrite ER; ring].
  - eapply is_derive_eq; [exact DI|rewrite EI; ring].
Qed.

Lemma evolution_off_diagonal N kappa sigma rho I J t :
  evolution N kappa sigma rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
  Re (rho t I J) = Re (rho 0 I J) * exp (- (kappa / 2) * Lambda N sigma I J * t)
  /\ Im (rho t I J) = Im (rho 0 I J) * exp (- (kappa / 2) * Lambda N sigma I J * t).
Proof.
  intros H HI HJ Hd Ht; set (L := Lambda N sigma I J).
  split; [apply (exponential_law _ (fun x => Re (rho x I J)))
         |apply (exponential_law _ (fun x => Im (rho x I J)))]; try assumption;
    intros x Hx; destruct (H I J x HI HJ Hx) as [DR DI];
    destruct (generator_off_diagonal N sigma (rho x) I J HI HJ Hd) as [ER EI].
  - eapply is_derive_eq; [exact DR|rewrite ER; unfold L; field].
  - eapply is_derive_eq; [exact DI|rewrite EI; unfold L; field].
Qed.

(** It solves (15) for every N, sigma and initial matrix. *)
Lemma evolve_solves N kappa sigma rho0 :
  evolution N kappa sigma (evolve N kappa sigma rho0)
  /\ forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
     evolve N kappa sigma rho0 0 I J = rho0 I J.
Proof.
  assert (F : forall part : C -> R,
    closed sigma N kappa
      (flow (theta_up sigma) (theta_down sigma) kappa (fun K => part (rho0 K K)) N 0
        (fun _ _ => 0))
    /\ starts_at N (fun K => part (rho0 K K))
      (flow (theta_up sigma) (theta_down sigma) kappa (fun K => part (rho0 K K)) N 0
        (fun _ _ => 0)))
    by (intros part; apply flow_driven; intros; apply continuous_const).
  split.
  - intros I J t HI HJ Ht; destruct (Nat.eq_dec I J) as [->|Hd].
    + destruct (generator_diagonal N sigma (evolve N kappa sigma rho0 t) J HJ) as [-> ->].
      destruct (F Re) as [DR _], (F Im) as [DI _].
      unfold evolve; rewrite Nat.eqb_refl; split.
      * eapply is_derive_eq; [exact (DR J HJ t Ht)|].
        rewrite (jump_rate_ext _ _ N _ (fun K => Re (evolve N kappa sigma rho0 t K K))) by
          (assumption || (intros; unfold evolve; rewrite Nat.eqb_refl; reflexivity)).
        unfold evolve; cbv beta; ring.
      * eapply is_derive_eq; [exact (DI J HJ t Ht)|].
        rewrite (jump_rate_ext _ _ N _ (fun K => Im (evolve N kappa sigma rho0 t K K))) by
          (assumption || (intros; unfold evolve; rewrite Nat.eqb_refl; reflexivity)).
        unfold evolve; cbv beta; ring.
    + destruct (generator_off_diagonal N sigma (evolve N kappa sigma rho0 t) I J HI HJ Hd)
        as [-> ->].
      unfold evolve; apply Nat.eqb_neq in Hd; rewrite Hd; simpl.
      split; (auto_derive; [trivial|field]).
  - intros I J HI HJ; unfold evolve; destruct (Nat.eqb_spec I J) as [->|Hd].
    + destruct (F Re) as [_ IR], (F Im) as [_ II]; rewrite IR, II by assumption.
      symmetry; apply surjective_pairing.
    + rewrite Rmult_0_r, exp_0, !Rmult_1_r; symmetry; apply surjective_pairing.
Qed.

Theorem evolution_exists : Statements.evolution_exists.
Proof.
  intros N kappa sigma rho0; exists (evolve N kappa sigma rho0); apply evolve_solves.
Qed.

(** (15), for every N and sigma: the initial matrix determines the solution. *)
Theorem evolution_unique : Statements.evolution_unique.
Proof.
  intros N kappa sigma rho rho'; intros H H' E I J t HI HJ Ht; destruct (Nat.eq_dec I J) as [->|Hd].
  - destruct (evolution_diagonal _ _ _ _ H) as [DR DI].
    destruct (evolution_diagonal _ _ _ _ H') as [DR' DI'].
    apply injective_projections.
    + apply (driven_unique _ _ _ _ _ _ _ _ _ DR DR'); auto.
      intros; cbv beta; rewrite E by assumption; reflexivity.
    + apply (driven_unique _ _ _ _ _ _ _ _ _ DI DI'); auto.
      intros; cbv beta; rewrite E by assumption; reflexivity.
  - destruct (evolution_off_diagonal _ _ _ _ I J t H) as [R1 I1]; auto.
    destruct (evolution_off_diagonal _ _ _ _ I J t H') as [R2 I2]; auto.
    rewrite E in R1, I1 by assumption.
    apply injective_projections.
    + change (Re (rho t I J) = Re (rho' t I J)); now rewrite R1, R2.
    + change (Im (rho t I J) = Im (rho' t I J)); now rewrite I1, I2.
Qed.

(** (47). *)
Theorem eq_47 : Statements.eq_47.
Proof.
  intros N kappa sigma rho I J t H HI HJ Hd Ht.
  destruct (evolution_off_diagonal _ _ _ _ I J t H HI HJ Hd Ht) as [ER EI].
  rewrite Cmult_comm; apply parts_eq; rewrite ?Re_scal, ?Im_scal, ?ER, ?EI; apply Rmult_comm.
Qed.

Theorem populations_obey_39 : Statements.populations_obey_39.
Proof.
  intros N s kappa sigma rho Hs H J HJ t Ht; destruct (H J J t HJ HJ Ht) as [D _].
  now rewrite (populations_obey_the_model N s sigma (rho t) J Hs HJ) in D.
Qed.

(** (39): the partial sums of the populations. *)
Theorem partial_sums : Statements.partial_sums.
Proof.
  intros N sigma rho n Hn.
  assert (E : forall p, sum 1 n (jump_rate (theta_up sigma) (theta_down sigma) N p)
    = INR n * sum (n + 1) N (fun M => theta (- sigma M) * p M)
      - sum (n + 1) N (fun M => theta (sigma M)) * sum 1 n p).
  { intros p; rewrite jump_rate_partial_sum by assumption; unfold theta_up, theta_down; f_equal.
    rewrite <- sum_scal_l; apply sum_ext; intros M HM.
    rewrite sum_const; replace (S n - 1)%nat with n by lia; ring. }
  rewrite (Cmult_comm (csum 1 n _)); unfold Cminus; apply parts_eq.
  - rewrite Re_plus, csum_Re, (sum_ext 1 n _ _ (fun J HJ => proj1 (generator_diagonal N sigma rho J ltac:(lia)))).
    rewrite E, Re_scal, csum_Re; unfold Rminus; f_equal.
    + f_equal; apply sum_ext; intros; symmetry; apply Re_scal.
    + rewrite <- csum_Re, <- Re_scal; reflexivity.
  - rewrite Im_plus, csum_Im, (sum_ext 1 n _ _ (fun J HJ => proj2 (generator_diagonal N sigma rho J ltac:(lia)))).
    rewrite E, Im_scal, csum_Im; unfold Rminus; f_equal.
    + f_equal; apply sum_ext; intros; symmetry; apply Im_scal.
    + rewrite <- csum_Im, <- Im_scal; reflexivity.
Qed.

(** ** Collapse *)

(** The winner's exact law, at H = 0. *)
Theorem winner_law : Statements.winner_law.
Proof.
  intros N W kappa sigma rho t HW U D H T Ht; destruct (evolution_diagonal _ _ _ _ H) as [DR DI].
  assert (A : absorbs (theta_up sigma) (theta_down sigma) N W).
  { unfold theta_up, theta_down; split; [exact HW|split].
    - intros E; destruct U as [U|U]; [|contradiction].
      rewrite theta_pos by exact U; split; [reflexivity|intros; apply theta_nonpos; lra].
    - intros M HM; assert (Z := D M HM); rewrite theta_nonpos, theta_pos by lra; auto. }
  assert (R := absorbing_law _ _ _ _ A _ _ DR t Ht); assert (I := absorbing_law _ _ _ _ A _ _ DI t Ht).
  cbv beta in R, I; rewrite <- csum_Re, T in R; rewrite <- csum_Im, T in I.
  apply parts_eq; [rewrite R|rewrite I]; unfold Re, Im; simpl; ring.
Qed.

(** Each coherence is damped at the rate kappa / 2 at least, if sigma_K is not 0 at the larger
    index K. *)
Lemma Lambda_at_least_1 N sigma I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> sigma (Nat.max I J) <> 0 ->
  1 <= Lambda N sigma I J.
Proof.
  intros HI HJ Hd Hs.
  assert (W : forall I J, (1 <= I < J)%nat -> (J <= N)%nat -> sigma J <> 0 ->
    1 <= sum (I + 1) N (fun M => theta (sigma M)) + (INR J - 1) * theta (- sigma J)).
  { clear; intros I J HI HJ Hs.
    assert (P : theta (sigma J) <= sum (I + 1) N (fun M => theta (sigma M))).
    { rewrite (sum_split (I + 1) J N) by lia; destruct J as [|J]; [lia|].
      rewrite sum_last by lia.
      assert (0 <= sum (I + 1) J (fun M => theta (sigma M)))
        by (apply sum_nonneg; intros; apply theta_nonneg).
      assert (0 <= sum (S (S J)) N (fun M => theta (sigma M)))
        by (apply sum_nonneg; intros; apply theta_nonneg).
      lra. }
    assert (Q : 2 <= INR J) by (apply (le_INR 2); lia).
    destruct (Rdichotomy _ _ Hs) as [H|H].
    - rewrite (theta_pos (- sigma J)), theta_nonpos in * by lra; lra.
    - rewrite (theta_nonpos (- sigma J)), theta_pos in * by lra; lra. }
  assert (P0 : forall K, 0 <= (1 - delta K N) * sum (K + 1) N (fun M => theta (sigma M))).
  { intros K; apply Rmult_le_pos; [unfold delta; destruct (Nat.eqb K N); lra|].
    apply sum_nonneg; intros; apply theta_nonneg. }
  assert (P1 : forall K, (1 <= K)%nat -> 0 <= (1 - delta K 1) * (INR K - 1) * theta (- sigma K)).
  { intros K HK; apply Rmult_le_pos; [|apply theta_nonneg].
    apply Rmult_le_pos; [unfold delta; destruct (Nat.eqb K 1); lra|].
    apply (le_INR 1) in HK; simpl in HK; lra. }
  assert (A := P0 I); assert (B := P0 J).
  assert (C := P1 I ltac:(lia)); assert (D := P1 J ltac:(lia)).
  unfold Lambda; destruct (Nat.lt_ge_cases I J) as [H|H].
  - rewrite Nat.max_r in Hs by lia; assert (E := W I J ltac:(lia) ltac:(lia) Hs).
    rewrite (delta_neq I N), (delta_neq J 1) in * by lia; lra.
  - rewrite Nat.max_l in Hs by lia; assert (E := W J I ltac:(lia) ltac:(lia) Hs).
    rewrite (delta_neq J N), (delta_neq I 1) in * by lia; lra.
Qed.

(** (47): such a coherence is at most its initial value times exp(-kappa t / 2). *)
Lemma coherence_bound N kappa sigma rho I J t :
  0 <= kappa -> evolution N kappa sigma rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> sigma (Nat.max I J) <> 0 -> 0 <= t ->
  Rabs (Re (rho t I J)) <= Rabs (Re (rho 0 I J)) * exp (- (kappa / 2) * t)
  /\ Rabs (Im (rho t I J)) <= Rabs (Im (rho 0 I J)) * exp (- (kappa / 2) * t).
Proof.
  intros Hk H HI HJ Hd Hm Ht; assert (L := Lambda_at_least_1 N sigma I J HI HJ Hd Hm).
  destruct (evolution_off_diagonal _ _ _ _ I J t H HI HJ Hd Ht) as [-> ->].
  rewrite !Rabs_mult, !(Rabs_right (exp _)) by (left; apply exp_pos).
  assert (E : exp (- (kappa / 2) * Lambda N sigma I J * t) <= exp (- (kappa / 2) * t)).
  { apply exp_mono; assert (0 <= kappa / 2 * t) by (apply Rmult_le_pos; lra); nra. }
  split; (apply Rmult_le_compat_l; [apply Rabs_pos|exact E]).
Qed.

(** Populations, in their real or imaginary parts, that solve (39) in a sector tend to the winner's. *)
Lemma populations_collapse N s kappa sigma (y : nat -> R -> R) J :
  0 < kappa -> in_sector N s sigma -> closed sigma N kappa y -> (1 <= J <= N)%nat ->
  is_lim (y J) p_infty (sum 1 N (fun K => y K 0) * basis_state (winner s N) J).
Proof.
  intros Hk Hs D HJ; assert (D' : solution N s kappa y).
  { apply solution_driven; refine (driven_ext _ _ _ _ _ _ _ _ _ _ _ _ _ D); auto.
    - intros M HM; unfold theta_up, sector_up.
      now destruct (theta_sector N s sigma M Hs HM) as [-> _].
    - intros M K HK HM; unfold theta_down, sector_down.
      now destruct (theta_sector N s sigma M Hs) as [_ ->]; [lia|]. }
  destruct (collapse_bound N s kappa _ ltac:(lia) (Rlt_le _ _ Hk) D') as [C B].
  exact (is_lim_of_exp_bound _ _ C kappa Hk (fun t => B J t HJ)).
Qed.
