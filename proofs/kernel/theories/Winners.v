(** Beyond the paper: jumps that look at the winner alone, which ones keep the averaged populations of every state, and what they
    make of the coherences. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Disks Average Collapse Limit Jumps.
Open Scope R_scope.

(** ** States *)

Lemma level_nonneg (alpha : nat -> C) K : 0 <= Cmod (alpha K) ^ 2.
Proof. apply pow2_ge_0. Qed.

Lemma pure_populated N alpha : populated N alpha (pure_state alpha).
Proof.
  intros I _; unfold pure_state, Cmod; rewrite pow2_sqrt by nra; apply parts_eq; unfold Re, Im; simpl; ring.
Qed.

(** Amplitudes with these probabilities. *)
Definition amplitudes (p : nat -> R) (K : nat) : C := RtoC (sqrt (p K)).

Lemma amplitudes_squared p K : 0 <= p K -> Cmod (amplitudes p K) ^ 2 = p K.
Proof. intros H; unfold amplitudes; rewrite Cmod_R, pow2_abs, pow2_sqrt by assumption; reflexivity. Qed.

Definition mixture (K M : nat) (s : R) (I : nat) : R := (1 - s) * delta I K + s * delta I M.

Lemma mixture_two_levels N K M s : 0 <= s <= 1 -> two_levels N K M s (amplitudes (mixture K M s)).
Proof.
  intros Hs I _; apply amplitudes_squared; unfold mixture.
  apply Rplus_le_le_0_compat; apply Rmult_le_pos; try lra; unfold delta; destruct (Nat.eqb _ _); lra.
Qed.

Lemma two_levels_sum N K M s alpha f : two_levels N K M s alpha -> (1 <= K <= N)%nat -> (1 <= M <= N)%nat ->
  sum 1 N (fun I => Cmod (alpha I) ^ 2 * f I) = (1 - s) * f K + s * f M.
Proof.
  intros H HK HM; rewrite (sum_ext 1 N _ (fun I => (1 - s) * (delta I K * f I) + s * (delta I M * f I)))
    by (intros I HI; rewrite H by assumption; ring).
  now rewrite sum_plus, !sum_scal_l, !sum_delta.
Qed.

Lemma two_levels_total N K M s alpha : two_levels N K M s alpha -> (1 <= K <= N)%nat -> (1 <= M <= N)%nat ->
  sum 1 N (fun I => Cmod (alpha I) ^ 2) = 1.
Proof.
  intros H HK HM; assert (E := two_levels_sum N K M s alpha (fun _ => 1) H HK HM).
  rewrite (sum_ext 1 N _ (fun I => Cmod (alpha I) ^ 2)) in E by (intros; ring); rewrite E; ring.
Qed.

(** What does not change has the derivative 0. *)
Lemma right_derivative_constant (f : R -> C) l c : (forall t, 0 <= t -> f t = c) -> right_derivative f l -> l = RtoC 0.
Proof.
  intros Hc [DR DI]; assert (Z : forall (g : R -> R) x, (forall t, 0 <= t -> g t = g 0) ->
    filterlim (fun t => (g t - g 0) / t) (at_right 0) (locally x) -> x = 0).
  { intros g x G D; apply (filterlim_locally_unique (F := at_right 0) (fun t => (g t - g 0) / t)); [exact D|].
    apply (filterlim_ext_loc (fun _ : R => 0)); [|apply filterlim_const].
    exists (mkposreal 1 Rlt_0_1); intros t _ Ht; rewrite (G t) by lra; unfold Rdiv; rewrite Rminus_eq_0; ring. }
  apply parts_eq; [apply (Z (fun t => Re (f t)))|apply (Z (fun t => Im (f t)))]; try assumption; intros t Ht;
    now rewrite !Hc by lra.
Qed.

(** ** The average over the winner *)

Lemma winner_average p N f : (forall K, 0 <= p K) -> sum 1 N p = 1 ->
  two_point p N (fun s => f (winner s N)) = sum 1 N (fun W => p W * f W).
Proof.
  intros p_pos T; assert (HN : (1 <= N)%nat) by (destruct N; [rewrite sum_empty in T by lia; lra|lia]).
  rewrite (two_point_ext p N _ (fun s => sum 1 N (fun W => f W * delta W (winner s N)))).
  - rewrite <- (two_point_sum p N 1 N (fun W s => f W * delta W (winner s N))); apply sum_ext; intros W HW.
    rewrite two_point_scal, Rmult_comm; f_equal; exact (winner_probability N p HN p_pos T W HW).
  - intros s _; destruct (winner_spec s N HN) as (HW & _).
    rewrite (sum_ext 1 N _ (fun W => delta W (winner s N) * f W)) by (intros; ring); now rewrite sum_delta.
Qed.

Lemma disks_over_winner N (alpha : nat -> C) (f : nat -> R) : sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 ->
  disk_expectation N (fun l => f (winner (sector (fun I => Cmod (alpha I) ^ 2) l) N)) = sum 1 N (fun W => Cmod (alpha W) ^ 2 * f W).
Proof.
  intros T; rewrite (disks_are_sectors (fun I => Cmod (alpha I) ^ 2) (level_nonneg alpha) N _ (fun s => f (winner s N)))
    by reflexivity.
  now apply (winner_average (fun I => Cmod (alpha I) ^ 2)); [apply level_nonneg|].
Qed.

Lemma winner_in_range N (alpha l : nat -> C) : sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 ->
  (1 <= winner (sector (fun I => Cmod (alpha I) ^ 2)%R l) N <= N)%nat.
Proof.
  intros T; apply winner_spec; destruct N; [rewrite sum_empty in T by lia; lra|lia].
Qed.

(** ** At first, in a state of two levels *)

Section First.

Variables (N : nat) (kappa : R) (w : nat -> nat -> nat -> R) (K M : nat) (s : R) (alpha : nat -> C) (rho0 : matrix).
Variable rho : (nat -> C) -> R -> matrix.
Hypothesis two : two_levels N K M s alpha.
Hypothesis start : populated N alpha rho0.
Hypothesis solves : hidden_jumping N kappa (by_winner N w alpha) rho0 rho.
Hypothesis HK : (1 <= K <= N)%nat.
Hypothesis HM : (1 <= M <= N)%nat.

Lemma first_rate J : (1 <= J <= N)%nat ->
  right_derivative (fun t => average N (fun lambda => rho lambda t J J))
    (RtoC (kappa * ((1 - s) * ((1 - s) * w K J K + s * w M J K) + s * ((1 - s) * w K J M + s * w M J M)
      - sum 1 N (fun I => (1 - s) * w K I J + s * w M I J) * ((1 - s) * delta J K + s * delta J M)))).
Proof.
  intros HJ; assert (T := two_levels_total N K M s alpha two HK HM).
  assert (D := initial_rate N kappa alpha (by_winner N w alpha) (fun s => w (winner s N)) rho0 rho
    (fun _ _ _ _ _ _ => eq_refl) solves start J HJ).
  assert (E : forall I X, mean_rates N alpha (fun s => w (winner s N)) I X = (1 - s) * w K I X + s * w M I X).
  { intros I X; unfold mean_rates.
    rewrite (winner_average (fun I => Cmod (alpha I) ^ 2) N (fun W => w W I X) (level_nonneg alpha) T).
    now apply (two_levels_sum N K M s alpha (fun W => w W I X)). }
  rewrite (sum_ext 1 N (fun X => mean_rates _ _ _ J X * _) (fun X => Cmod (alpha X) ^ 2 * ((1 - s) * w K J X + s * w M J X)))
    in D by (intros; rewrite E; ring).
  rewrite (two_levels_sum N K M s alpha (fun X => (1 - s) * w K J X + s * w M J X)) in D by assumption.
  rewrite (sum_ext 1 N (fun I => mean_rates _ _ _ I J) (fun I => (1 - s) * w K I J + s * w M I J)) in D by (intros; apply E).
  rewrite two in D by assumption; exact D.
Qed.

End First.

Lemma initial_rate_same f x y : right_derivative f (RtoC x) -> x = y -> right_derivative f (RtoC y).
Proof. now intros H <-. Qed.

Theorem winner_alone_is_fed : Statements.winner_alone_is_fed.
Proof.
  intros N kappa w K M s alpha rho0 rho J two start solves HK HM HJ EK EM.
  assert (D := first_rate N kappa w K M s alpha rho0 rho two start solves HK HM J HJ).
  rewrite (delta_neq J K), (delta_neq J M) in D by assumption; eapply initial_rate_same; [exact D|ring].
Qed.

Lemma without_one N M f : (1 <= M <= N)%nat -> sum 1 N (fun I => (1 - delta I M) * f I) = sum 1 N f - f M.
Proof.
  intros HM; rewrite (sum_ext 1 N _ (fun I => f I - delta I M * f I)) by (intros; ring).
  now rewrite sum_minus, sum_delta.
Qed.

Theorem winner_rates : Statements.winner_rates.
Proof.
  intros N kappa w K M s alpha rho0 rho two start solves HK HM E.
  assert (D := first_rate N kappa w K M s alpha rho0 rho two start solves HK HM M HM).
  rewrite (delta_neq M K), delta_refl, sum_plus, !sum_scal_l in D by auto.
  rewrite !without_one by assumption; eapply initial_rate_same; [exact D|ring].
Qed.
