(** Beyond the paper: which rates that look at the winner alone keep the averaged populations of every state, and which let all
    averaged coherences decay by one factor. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Disks Average StateIndependent Jumps Winners IntoWinner.
Open Scope R_scope.

(** What all averaged populations that do not change say of two levels. *)
Section Kept.

Variables (N : nat) (kappa : R) (w : nat -> nat -> nat -> R).
Hypothesis kappa_pos : 0 < kappa.
Hypothesis kept : populations_stay N kappa (by_winner N w).

Lemma kept_rate K M s J l : (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> (1 <= J <= N)%nat -> 0 <= s <= 1 ->
  (forall alpha rho0 rho, two_levels N K M s alpha -> populated N alpha rho0 ->
   hidden_jumping N kappa (by_winner N w alpha) rho0 rho ->
   right_derivative (fun t => average N (fun lambda => rho lambda t J J)) (RtoC (kappa * l))) -> l = 0.
Proof.
  intros HK HM HJ Hs D; set (alpha := amplitudes (mixture K M s)); assert (two := mixture_two_levels N K M s Hs).
  destruct (jumps_exist N kappa (by_winner N w alpha) (pure_state alpha)) as [rho Hrho].
  assert (T := two_levels_total N K M s alpha two HK HM).
  assert (Z := right_derivative_constant _ _ _
    (fun t Ht => kept alpha (pure_state alpha) rho J t T (pure_populated N alpha) Hrho HJ Ht)
    (D alpha (pure_state alpha) rho two (pure_populated N alpha) Hrho)).
  apply RtoC_inj in Z; apply (Rmult_eq_reg_l kappa); [rewrite Z; ring|lra].
Qed.

Lemma kept_third K M J s : (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> (1 <= J <= N)%nat -> J <> K -> J <> M -> 0 <= s <= 1 ->
  (1 - s) ^ 2 * w K J K + s * (1 - s) * (w K J M + w M J K) + s ^ 2 * w M J M = 0.
Proof.
  intros HK HM HJ EK EM Hs; apply (kept_rate K M s J); try assumption; intros.
  now apply (winner_alone_is_fed _ _ _ K M s alpha rho0).
Qed.

Lemma kept_own K M s : (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> K <> M -> 0 <= s <= 1 ->
  (1 - s) ^ 2 * w K M K + s * (1 - s) * (w M M K - sum 1 N (fun I => (1 - delta I M) * w K I M))
  - s ^ 2 * sum 1 N (fun I => (1 - delta I M) * w M I M) = 0.
Proof. intros HK HM E Hs; apply (kept_rate K M s M); try assumption; intros; now apply (winner_rates _ _ _ K M s alpha rho0). Qed.

End Kept.

Theorem winner_rates_forced : Statements.winner_rates_forced.
Proof.
  intros N kappa w Hk Hw; split.
  - intros kept; assert (F : forall W J K, (1 <= W <= N)%nat -> (1 <= J <= N)%nat -> (1 <= K <= N)%nat -> J <> W -> J <> K ->
      w W J K = 0).
    { intros W J K HW HJ HK EW EK; assert (A := kept_third N kappa w Hk kept W K J (/ 2) HW HK HJ EW EK ltac:(lra)).
      generalize (Hw W J W) (Hw W J K) (Hw K J W) (Hw K J K); lra. }
    intros W K HW HK; split; [|intros; now apply F].
    destruct (Nat.eq_dec W K) as [->|E]; [reflexivity|].
    assert (A := kept_own N kappa w Hk kept K W (/ 2) HK HW (not_eq_sym E) ltac:(lra)).
    rewrite (F K W K), !without_one in A by auto.
    rewrite (sum_ext 1 N (fun I => w K I W) (fun I => delta I K * w K K W + delta I W * w K W W)) in A.
    + rewrite sum_plus, (sum_delta 1 N K (fun _ => w K K W)), (sum_delta 1 N W (fun _ => w K W W)) in A by assumption.
      rewrite (sum_ext 1 N (fun I => w W I W) (fun I => delta I W * w W W W)) in A.
      * rewrite (sum_delta 1 N W (fun _ => w W W W)) in A by assumption; lra.
      * intros I HI; destruct (Nat.eq_dec I W) as [->|B]; [rewrite delta_refl; ring|rewrite delta_neq, F by auto; ring].
    + intros I HI; destruct (Nat.eq_dec I K) as [->|B]; [rewrite delta_refl, delta_neq by auto; ring|].
      rewrite (delta_neq I K) by assumption.
      destruct (Nat.eq_dec I W) as [->|B']; [rewrite delta_refl; ring|rewrite delta_neq, F by auto; ring].
  - intros H alpha rho0 rho J t T start solves HJ Ht.
    rewrite (fed_average N kappa w alpha rho0 rho J t); try assumption.
    + f_equal; rewrite sum_null, Rmult_0_r, Rplus_0_r; [reflexivity|]; intros K HK.
      rewrite (proj1 (H J K HJ HK)); ring.
    + intros W HW A B HA HB; now apply H.
Qed.

Theorem winner_populations_forced : Statements.winner_populations_forced.
Proof.
  intros N kappa g Hk; split.
  - intros kept W K HW HK; destruct (Nat.eq_dec W K) as [->|E]; [reflexivity|].
    assert (A := kept_own N kappa (into_winner g) Hk kept K W (/ 2) HK HW (not_eq_sym E) ltac:(lra)).
    rewrite !without_one in A by assumption; unfold into_winner in A.
    rewrite (sum_delta 1 N K (fun _ => g K W)), (sum_delta 1 N W (fun _ => g W W)), !delta_refl, !(delta_neq W K) in A by auto; lra.
  - intros H alpha rho0 rho J t T start solves HJ Ht.
    rewrite (fed_average N kappa (into_winner g) alpha rho0 rho J t) by (assumption || (intros W _; apply into_winner_feeds)).
    f_equal; rewrite sum_null, Rmult_0_r, Rplus_0_r; [reflexivity|]; intros K HK; unfold into_winner.
    rewrite !delta_refl, (H J K HJ HK); ring.
Qed.

Theorem winner_coherences_forced : Statements.winner_coherences_forced.
Proof.
  intros N kappa g HN Hk; split.
  - intros [f Hf]; set (e := fun I J K => exp (- kappa * (g K I + g K J) * 1 / 2)).
    assert (E : forall I J K, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> (1 <= K <= N)%nat -> I <> J -> e I J K = f 1).
    { intros I J K HI HJ HK Hd; apply Rminus_diag_uniq; revert K HK.
      apply (no_linear_relation N (fun K => e I J K - f 1)); intros q Hq.
      assert (Q : 0 < sum 1 N q).
      { rewrite sum_first by lia; assert (A := Hq 1%nat).
        assert (0 <= sum 2 N q) by (apply sum_nonneg; intros; left; auto); lra. }
      set (p := fun K => q K / sum 1 N q).
      assert (Hp : forall K, 0 < p K) by (intros; apply Rdiv_lt_0_compat; auto).
      set (alpha := amplitudes p).
      assert (P : forall K, Cmod (alpha K) ^ 2 = p K) by (intros; apply amplitudes_squared; left; auto).
      assert (T : sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1)
        by (rewrite (sum_ext 1 N _ p) by auto; unfold p, Rdiv; rewrite sum_scal_r; field; lra).
      destruct (jumps_exist N kappa (by_winner N (into_winner g) alpha) (pure_state alpha)) as [rho Hrho].
      assert (A := Hf alpha rho I J 1 T Hrho HI HJ Hd ltac:(lra)).
      rewrite (coherences N kappa g alpha (pure_state alpha) rho I J 1 T Hrho HI HJ Hd ltac:(lra)) in A.
      assert (B : sum 1 N (fun K => p K * e I J K) = f 1).
      { apply (f_equal Re) in A; rewrite !Re_scal in A; rewrite (sum_ext 1 N _ (fun K => p K * e I J K)) in A
          by (intros; now rewrite P).
        apply Rmult_eq_reg_r in A; [assumption|]; unfold pure_state, alpha, amplitudes, Re; simpl.
        assert (0 < sqrt (p I) * sqrt (p J)) by (apply Rmult_lt_0_compat; apply sqrt_lt_R0; auto); lra. }
      rewrite (sum_ext 1 N _ (fun K => sum 1 N q * (p K * e I J K) - f 1 * q K))
        by (intros; unfold p; field; lra).
      rewrite sum_minus, !sum_scal_l, B; ring. }
    assert (L : forall I J K I' J' K', (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> (1 <= K <= N)%nat -> I <> J ->
      (1 <= I' <= N)%nat -> (1 <= J' <= N)%nat -> (1 <= K' <= N)%nat -> I' <> J' -> g K I + g K J = g K' I' + g K' J').
    { intros I J K I' J' K' HI HJ HK Hd HI' HJ' HK' Hd'.
      assert (A : e I J K = e I' J' K') by now rewrite !E.
      apply exp_inv in A; apply (Rmult_eq_reg_l (- kappa * 1 / 2)); lra. }
    assert (G : forall W K, (1 <= W <= N)%nat -> (1 <= K <= N)%nat -> 2 * g W K = g 1%nat 1%nat + g 1%nat 2%nat).
    { intros W K HW HK; assert (X : exists A B, (1 <= A <= N)%nat /\ (1 <= B <= N)%nat /\ A <> B /\ A <> K /\ B <> K).
      { destruct (Nat.eq_dec K 1) as [->|]; [exists 2%nat, 3%nat; lia|].
        destruct (Nat.eq_dec K 2) as [->|]; [exists 1%nat, 3%nat; lia|exists 1%nat, 2%nat; lia]. }
      destruct X as (A & B & HA & HB & D & DA & DB).
      assert (X := L K A W 1%nat 2%nat 1%nat HK HA HW (not_eq_sym DA) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)).
      assert (Y := L K B W 1%nat 2%nat 1%nat HK HB HW (not_eq_sym DB) ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)).
      assert (Z := L A B W 1%nat 2%nat 1%nat HA HB HW D ltac:(lia) ltac:(lia) ltac:(lia) ltac:(lia)); lra. }
    intros W K W' K' HW HK HW' HK'; assert (A := G W K HW HK); assert (B := G W' K' HW' HK'); lra.
  - intros H; exists (fun t => exp (- kappa * g 1%nat 1%nat * t)); intros alpha rho I J t T Hrho HI HJ Hd Ht.
    rewrite (coherences N kappa g alpha (pure_state alpha) rho I J t T Hrho HI HJ Hd Ht).
    do 2 f_equal; rewrite (sum_ext 1 N _ (fun K => Cmod (alpha K) ^ 2 * exp (- kappa * g 1%nat 1%nat * t))).
    + rewrite sum_scal_r, T; ring.
    + intros K HK; rewrite (H K I 1%nat 1%nat), (H K J 1%nat 1%nat) by lia; do 2 f_equal; field.
Qed.
