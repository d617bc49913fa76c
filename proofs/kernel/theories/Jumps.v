(** Beyond the paper: jumps |J><K| at any rates. The populations move among themselves, every coherence decays on its own, there is
    one solution from every matrix, and averages over the hidden variables are averages over sectors. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Disks Average Relaxation Linear Evolution Events Capstone Beyond.
Open Scope C_scope.

(** ** Entries *)

Lemma one_dyad N a b rho i j : (1 <= a <= N)%nat -> (1 <= b <= N)%nat ->
  lindblad N (ketbra a b) rho i j
  = delta i a * delta j a * rho b b - / 2 * (delta i b * rho b j + delta j b * rho i b).
Proof.
  intros Ha Hb; assert (adj : forall k l, adjoint (ketbra a b) k l = ketbra b a k l)
    by (intros k l; unfold adjoint, ketbra; apply parts_eq; simpl; ring).
  assert (square : forall k l, mmul N (adjoint (ketbra a b)) (ketbra a b) k l = ketbra b b k l).
  { intros k l; rewrite (mult_ext N _ (ketbra b a) _ (ketbra a b)) by auto; rewrite one_ketbra_mult by assumption.
    unfold ketbra; rewrite delta_refl, !RtoC_mult; ring. }
  unfold lindblad, msub, mscale, anticommutator, madd.
  rewrite (mult_ext N _ (mmul N (ketbra a b) rho) (adjoint (ketbra a b)) (ketbra b a)) by auto.
  rewrite (mult_ext N _ (ketbra b b) rho rho i j square (fun _ _ => eq_refl)).
  rewrite (mult_ext N rho rho _ (ketbra b b) i j (fun _ _ => eq_refl) square).
  rewrite !mult_one_ketbra, !one_ketbra_mult by assumption; rewrite RtoC_inv by lra; ring.
Qed.

Lemma jumps_entry N w rho I J : (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
  jumps N w rho I J = RtoC (delta I J) * csum 1 N (fun K => w I K * rho K K)
    - RtoC (/ 2 * (sum 1 N (fun M => w M I) + sum 1 N (fun M => w M J))%R) * rho I J.
Proof.
  intros HI HJ; unfold jumps.
  rewrite (csum_ext 1 N _ (fun a => delta a I * (delta J I * csum 1 N (fun b => w a b * rho b b))
    - / 2 * (w a I * rho I J + w a J * rho I J))).
  - rewrite csum_minus, csum_delta, csum_scal, csum_plus, !csum_scal_r, !csum_RtoC, (delta_sym J I) by assumption.
    rewrite RtoC_mult, RtoC_plus, RtoC_inv by lra; ring.
  - intros a Ha; rewrite (csum_ext 1 N _ (fun b => delta I a * delta J a * (w a b * rho b b)
      - / 2 * (delta b I * (w a b * rho b J) + delta b J * (w a b * rho I b)))).
    + rewrite csum_minus, !csum_scal, csum_plus, !csum_delta by assumption.
      rewrite (delta_sym I a), (delta_sym J a).
      destruct (Nat.eq_dec a I) as [->|E]; [rewrite (delta_sym I J); ring|rewrite (delta_neq a I) by assumption; ring].
    + intros b Hb; rewrite one_dyad, (delta_sym b I), (delta_sym b J) by assumption; ring.
Qed.

Open Scope R_scope.

(** What a level loses per population. *)
Definition outflow (N : nat) (w : nat -> nat -> R) (J : nat) : R := sum 1 N (fun M => w M J).

(** The populations' matrix, in units of kappa. *)
Definition rates (N : nat) (w : nat -> nat -> R) (J K : nat) : R := w J K - delta K J * outflow N w J.

Lemma rates_sum N w x J : (1 <= J <= N)%nat ->
  sum 1 N (fun K => rates N w J K * x K) = sum 1 N (fun K => w J K * x K) - outflow N w J * x J.
Proof.
  intros HJ; unfold rates; rewrite (sum_ext 1 N _ (fun K => w J K * x K - delta K J * (outflow N w J * x K))) by (intros; ring).
  now rewrite sum_minus, sum_delta.
Qed.

(** Each column adds up to 0: the total does not change. *)
Lemma sum_swap a b c d (f : nat -> nat -> R) :
  sum a b (fun i => sum c d (f i)) = sum c d (fun j => sum a b (fun i => f i j)).
Proof.
  unfold sum at 1 4; induction (seq a (S b - a)) as [|i l IH]; simpl; [symmetry; apply sum_zero|].
  rewrite IH; symmetry; apply sum_plus.
Qed.

Lemma rates_total N w x : sum 1 N (fun J => sum 1 N (fun K => rates N w J K * x K)) = 0.
Proof.
  rewrite (sum_ext 1 N _ _ (fun J HJ => rates_sum N w x J HJ)), sum_minus, sum_swap; unfold outflow.
  rewrite (sum_ext 1 N (fun j => sum 1 N (fun i => w i j * x j)) (fun j => sum 1 N (fun i => w i j) * x j))
    by (intros; apply sum_scal_r).
  ring.
Qed.

(** ** The real and the imaginary part *)

Section Parts.

Variable part : C -> R.
Hypothesis real_or_imaginary : part = Re \/ part = Im.

Ltac both := destruct real_or_imaginary as [-> | ->].

Lemma part_minus (x y : R) z v : part (x * z - y * v)%C = x * part z - y * part v.
Proof. both; unfold Re, Im; simpl; ring. Qed.

Lemma part_scal (x : R) z : part (x * z)%C = x * part z.
Proof. both; unfold Re, Im; simpl; ring. Qed.

Lemma part_csum a b f : part (csum a b f) = sum a b (fun K => part (f K)).
Proof. both; [apply csum_Re|apply csum_Im]. Qed.

Lemma jumps_diagonal N w rho J : (1 <= J <= N)%nat ->
  part (jumps N w rho J J) = sum 1 N (fun K => rates N w J K * part (rho K K)).
Proof.
  intros HJ; rewrite jumps_entry, delta_refl, rates_sum, part_minus, part_csum by assumption; unfold outflow.
  rewrite (sum_ext 1 N (fun K => part _) (fun K => w J K * part (rho K K))) by (intros; apply part_scal); field.
Qed.

Lemma jumps_off_diagonal N w rho I J : (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
  part (jumps N w rho I J) = - (/ 2 * (outflow N w I + outflow N w J)) * part (rho I J).
Proof. intros HI HJ E; rewrite jumps_entry, part_minus, (delta_neq I J) by assumption; unfold outflow; ring. Qed.

(** ** One solution *)

Variables (N : nat) (kappa : R) (w : nat -> nat -> R).

Lemma jumping_part rho I J t : jumping N kappa w rho -> (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  is_derive (fun x => part (rho x I J)) t (kappa * part (jumps N w (rho t) I J)).
Proof. intros H HI HJ Ht; destruct (H I J t HI HJ Ht) as [DR DI]; both; assumption. Qed.

Lemma jumping_populations rho : jumping N kappa w rho ->
  linear N (fun J K => kappa * rates N w J K) (fun J t => part (rho t J J)).
Proof.
  intros H J HJ t Ht; eapply is_derive_eq; [exact (jumping_part rho J J t H HJ HJ Ht)|].
  rewrite jumps_diagonal, <- sum_scal_l by assumption; apply sum_ext; intros; ring.
Qed.

Lemma jumping_coherence rho I J t : jumping N kappa w rho -> (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
  part (rho t I J) = part (rho 0 I J) * exp (- kappa * (/ 2 * (outflow N w I + outflow N w J)) * t).
Proof.
  intros H HI HJ E; apply (exponential_law _ (fun x => part (rho x I J))); intros x Hx.
  eapply is_derive_eq; [exact (jumping_part rho I J x H HI HJ Hx)|rewrite jumps_off_diagonal by assumption; ring].
Qed.

(** In parts, from their values at 0. *)
Lemma jumping_unique_part rho rho' : jumping N kappa w rho -> jumping N kappa w rho' ->
  (forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho 0 I J = rho' 0 I J) ->
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t -> part (rho t I J) = part (rho' t I J).
Proof.
  intros H H' H0 I J t HI HJ Ht; destruct (Nat.eq_dec I J) as [->|E].
  - apply (linear_unique _ _ _ _ (jumping_populations rho H) (jumping_populations rho' H')); [|assumption|assumption].
    intros K HK; now rewrite H0.
  - now rewrite (jumping_coherence rho), (jumping_coherence rho'), H0.
Qed.

End Parts.

Section Flow.

Variables (N : nat) (kappa : R) (w : nat -> nat -> R) (rho0 : matrix).

Definition jump_flow (t : R) : matrix := fun I J =>
  let diagonal (part : C -> R) := exponential N (fun J K => kappa * rates N w J K) (fun K => part (rho0 K K)) J t in
  if Nat.eqb I J then (diagonal Re, diagonal Im)
  else (exp (- kappa * (/ 2 * (outflow N w I + outflow N w J)) * t) * rho0 I J)%C.

Lemma jump_flow_diagonal part J t : part = Re \/ part = Im ->
  part (jump_flow t J J) = exponential N (fun J K => kappa * rates N w J K) (fun K => part (rho0 K K)) J t.
Proof. intros [-> | ->]; unfold jump_flow; now rewrite Nat.eqb_refl. Qed.

Lemma jump_flow_start I J : jump_flow 0 I J = rho0 I J.
Proof.
  destruct (Nat.eq_dec I J) as [->|E].
  - apply parts_eq; rewrite jump_flow_diagonal, exponential_start by auto; reflexivity.
  - unfold jump_flow; apply Nat.eqb_neq in E; rewrite E, Rmult_0_r, exp_0; apply Cmult_1_l.
Qed.

Lemma jump_flow_solves : jumping N kappa w jump_flow.
Proof.
  assert (D : forall part I J t, part = Re \/ part = Im -> (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
    is_derive (fun x : R => part (jump_flow x I J)) t (kappa * part (jumps N w (jump_flow t) I J)));
    [|intros I J t HI HJ Ht; split; apply D; auto].
  intros part I J t P HI HJ Ht; destruct (Nat.eq_dec I J) as [->|E].
  - apply (is_derive_ext (fun x : R => exponential N (fun J K => kappa * rates N w J K) (fun K => part (rho0 K K)) J x));
      [intros; symmetry; now apply jump_flow_diagonal|].
    eapply is_derive_eq; [exact (exponential_linear N _ _ J HJ t Ht)|].
    rewrite (jumps_diagonal part P), <- sum_scal_l by assumption; apply sum_ext; intros K HK.
    rewrite jump_flow_diagonal by assumption; ring.
  - rewrite (jumps_off_diagonal part P) by assumption; assert (F := E); apply Nat.eqb_neq in F.
    apply (is_derive_ext (fun x : R => exp (- kappa * (/ 2 * (outflow N w I + outflow N w J)) * x) * part (rho0 I J)));
      [intros; unfold jump_flow; now rewrite F, (part_scal part P)|].
    unfold jump_flow at 1; rewrite F, (part_scal part P); auto_derive; [trivial|ring].
Qed.

End Flow.

Theorem jumps_exist : Statements.jumps_exist.
Proof.
  intros N kappa w rho0; exists (fun lambda => jump_flow N kappa (w lambda) rho0); intros lambda.
  split; [apply jump_flow_solves|intros; apply jump_flow_start].
Qed.

(** ** Averages *)

Lemma jumps_ext N w v rho I J : (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
  (forall K M, (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> w K M = v K M) -> jumps N w rho I J = jumps N v rho I J.
Proof. intros HI HJ E; apply csum_ext; intros K HK; apply csum_ext; intros M HM; now rewrite E. Qed.

Section Averages.

Variables (N : nat) (kappa : R) (alpha : nat -> C) (w : (nat -> C) -> nat -> nat -> R) (v : signs -> nat -> nat -> R).
Variables (rho0 : matrix) (rho : (nat -> C) -> R -> matrix).

Let p (K : nat) : R := Cmod (alpha K) ^ 2.

(** The rates belong to the sector. *)
Hypothesis by_sector : forall l K M, generic p N l -> (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> w l K M = v (sector p l) K M.
Hypothesis solves : hidden_jumping N kappa w rho0 rho.

Lemma average_of_jumping (part : C -> R) I J t :
  part = Re \/ part = Im -> (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  disk_expectation N (fun l => part (rho l t I J)) = two_point p N (fun s => part (jump_flow N kappa (v s) rho0 t I J)).
Proof.
  intros P HI HJ Ht; apply (disks_are_sectors p (fun _ => pow2_ge_0 _)); intros l G; destruct (solves l) as [H H0].
  apply (jumping_unique_part part P N kappa (v (sector p l))); try assumption; [|apply jump_flow_solves|].
  - intros K M x HK HM Hx; rewrite <- (jumps_ext N (w l)) by auto; now apply H.
  - intros K M HK HM; rewrite jump_flow_start; now apply H0.
Qed.

Definition mean_rates (J K : nat) : R := two_point p N (fun s => v s J K).

Hypothesis start : populated N alpha rho0.

(** What an averaged population does at first. *)
Lemma initial_rate J : (1 <= J <= N)%nat ->
  right_derivative (fun t => average N (fun l => rho l t J J))
    (RtoC (kappa * (sum 1 N (fun K => mean_rates J K * p K) - sum 1 N (fun M => mean_rates M J) * p J))).
Proof.
  intros HJ; assert (D : forall part, part = Re \/ part = Im ->
    is_derive (fun t : R => two_point p N (fun s => part (jump_flow N kappa (v s) rho0 t J J))) 0
      (part (RtoC (kappa * (sum 1 N (fun K => mean_rates J K * p K) - sum 1 N (fun M => mean_rates M J) * p J))))).
  { intros part P; eapply is_derive_eq.
    - apply (two_point_is_derive p N (fun s t => part (jump_flow N kappa (v s) rho0 t J J))); intros s.
      exact (jumping_populations part P N kappa (v s) _ (jump_flow_solves N kappa (v s) rho0) J HJ 0 (Rle_refl 0)).
    - rewrite (two_point_ext p N _ (fun s => kappa * (sum 1 N (fun K => part (RtoC (p K)) * v s J K)
        - part (RtoC (p J)) * sum 1 N (fun M => v s M J)))).
      + rewrite two_point_scal, two_point_minus, two_point_scal, <- !two_point_sum.
        rewrite (sum_ext 1 N (fun K => two_point p N _) (fun K => part (RtoC (p K)) * mean_rates J K))
          by (intros; apply two_point_scal).
        unfold mean_rates; destruct P as [-> | ->]; unfold Re, Im; simpl.
        * rewrite (Rmult_comm (p J)); do 2 f_equal; apply sum_ext; intros; ring.
        * rewrite sum_null by (intros; ring); ring.
      + intros s _; rewrite (sum_ext 1 N _ (fun K => kappa * (rates N (v s) J K * part (RtoC (p K))))).
        * rewrite sum_scal_l, rates_sum by assumption; unfold outflow; rewrite (Rmult_comm (part _)); f_equal.
          f_equal; apply sum_ext; intros; ring.
        * intros K HK; rewrite jump_flow_start, start by assumption; unfold p; ring. }
  split; (eapply right_of_derivative; [apply D; auto|]); intros t Ht; cbv beta; unfold average, Re, Im; simpl;
    rewrite <- average_of_jumping by auto; reflexivity.
Qed.

End Averages.
