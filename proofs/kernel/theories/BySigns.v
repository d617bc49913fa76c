(** Beyond the paper: jumps that look at one sigma each, at rates that do not depend on the state: what they make of the averaged
    populations of two levels at first. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Disks Average Capstone Jumps Winners.
Open Scope R_scope.

(** The rates of a sector. *)
Definition rates_in (p : nat -> R) (N : nat) (u d : nat -> nat -> nat -> R) (s : signs) (J K : nat) : R :=
  sum 2 N (fun n => theta (representative p s n) * u n J K + theta (- representative p s n) * d n J K).

Lemma by_signs_of_sector N u d (alpha l : nat -> C) J K : generic (fun I => Cmod (alpha I) ^ 2) N l ->
  by_signs N u d alpha l J K
  = rates_in (fun I => Cmod (alpha I) ^ 2) N u d (sector (fun I => Cmod (alpha I) ^ 2) l) J K.
Proof.
  intros G; apply sum_ext; intros n Hn; rewrite eq_13.
  now destruct (representative_theta (fun I => Cmod (alpha I) ^ 2) N (level_nonneg alpha) l n G Hn) as [-> ->].
Qed.

(** What representative says of the signs. *)
Lemma representative_signs p s n : 0 < sum 1 n p ->
  theta (representative p s n) = rb (s n) /\ theta (- representative p s n) = 1 - rb (s n).
Proof.
  intros H; unfold representative; destruct (Rlt_dec _ _) as [_|Z]; [|contradiction]; destruct (s n); simpl rb;
    rewrite ?(theta_pos 1), ?(theta_nonpos (-1)), ?(theta_nonpos (- (1))), ?(theta_pos (- -1)) by lra; split; ring.
Qed.

Lemma representative_none p s n : ~ 0 < sum 1 n p -> theta (representative p s n) = 0 /\ theta (- representative p s n) = 0.
Proof.
  intros H; unfold representative; destruct (Rlt_dec _ _) as [Z|_]; [contradiction|].
  rewrite Ropp_0; split; apply theta_nonpos; lra.
Qed.

Section TwoLevels.

Variables (N : nat) (u d : nat -> nat -> nat -> R) (K M : nat) (s : R) (alpha : nat -> C).
Hypothesis two : two_levels N K M s alpha.
Hypothesis HK : (1 <= K <= N)%nat.
Hypothesis HM : (1 <= M <= N)%nat.
Hypothesis HKM : (K < M)%nat.
Hypothesis Hs : s < 1.

Let p (I : nat) : R := Cmod (alpha I) ^ 2.

Lemma partial n : (n <= N)%nat ->
  sum 1 n p = (1 - s) * (if Nat.leb K n then 1 else 0) + s * (if Nat.leb M n then 1 else 0).
Proof.
  intros Hn; rewrite (sum_ext 1 n _ (fun I => (1 - s) * (delta I K * 1) + s * (delta I M * 1)))
    by (intros I HI; unfold p; rewrite two by lia; ring).
  assert (D : forall L, (1 <= L)%nat -> sum 1 n (fun I => delta I L * 1) = if Nat.leb L n then 1 else 0).
  { intros L HL; destruct (Nat.leb_spec L n);
      [apply (sum_delta 1 n L (fun _ => 1))|apply (sum_delta_out 1 n L (fun _ => 1))]; lia. }
  now rewrite sum_plus, !sum_scal_l, !D by lia.
Qed.

(** Averaged: sigma_M alone is uncertain. *)
Let averaged_rate : nat -> nat -> R := rate_by_signs N u d K M s.

Lemma averaged_rate_is J X : mean_rates N alpha (rates_in p N u d) J X = averaged_rate J X.
Proof.
  unfold mean_rates, rates_in; change (fun K => Cmod (alpha K) ^ 2) with p.
  rewrite <- (two_point_sum p N 2 N (fun n s => theta (representative p s n) * u n J X + theta (- representative p s n) * d n J X)).
  rewrite (sum_ext 2 N _ (fun n => delta n K * u n J X
    + (if Nat.ltb K n then d n J X + delta n M * (s * (u n J X - d n J X)) else 0))).
  - rewrite sum_plus, (sum_split 2 K N), (sum_split 2 K N) by lia.
    rewrite (sum_null 2 K (fun n => if Nat.ltb K n then _ else 0)) by
      (intros n Hn; destruct (Nat.ltb_spec K n); [lia|reflexivity]).
    rewrite (sum_delta_out (S K) N K (fun n => u n J X)), (sum_ext (S K) N (fun n => if Nat.ltb K n then _ else 0)
      (fun n => d n J X + delta n M * (s * (u n J X - d n J X)))) by
      (lia || (intros n Hn; destruct (Nat.ltb_spec K n); [reflexivity|lia])).
    rewrite sum_plus, (sum_delta (S K) N M (fun n => s * (u n J X - d n J X))) by lia; unfold averaged_rate, rate_by_signs.
    replace (S K) with (K + 1)%nat by lia.
    assert (E : sum 2 K (fun n => delta n K * u n J X) = (1 - delta 1 K) * u K J X); [|rewrite E; ring].
    destruct (Nat.eq_dec K 1) as [E|E]; [rewrite E, sum_empty, delta_refl by lia; ring|].
    rewrite (sum_delta 2 K K (fun n => u n J X)), delta_neq by lia; ring.
  - intros n Hn; assert (S := partial n ltac:(lia)).
    destruct (Nat.leb_spec K n) as [A|A].
    + assert (P : 0 < sum 1 n p) by (rewrite S; destruct (Nat.leb M n); lra).
      rewrite (two_point_ext p N _ (fun s => rb (s n) * u n J X + (1 - rb (s n)) * d n J X))
        by (intros s' _; now destruct (representative_signs p s' n P) as [-> ->]).
      rewrite (two_point_sign p N n (fun b => rb b * u n J X + (1 - rb b) * d n J X) Hn); unfold mean; simpl rb.
      assert (V : p n = (1 - s) * delta n K + s * delta n M) by (apply two; lia).
      rewrite V; destruct (Nat.ltb_spec K n) as [B|B].
      * rewrite (delta_neq n K) in * by lia; destruct (Nat.eq_dec n M) as [->|E].
        -- rewrite delta_refl in *; rewrite Nat.leb_refl in S; rewrite S; field; lra.
        -- rewrite (delta_neq n M) in * by assumption; unfold Rdiv; ring.
      * replace n with K in * by lia; rewrite delta_refl, (delta_neq K M) in * by lia.
        destruct (Nat.leb_spec M K); [lia|]; rewrite S; field; lra.
    + destruct (Nat.leb_spec M n); [lia|]; rewrite (two_point_ext p N _ (fun _ => 0)).
      * rewrite two_point_const, delta_neq by lia; destruct (Nat.ltb_spec K n); [lia|ring].
      * intros s' _; destruct (representative_none p s' n ltac:(lra)) as [-> ->]; ring.
Qed.

Variables (kappa : R) (rho0 : matrix) (rho : (nat -> C) -> R -> matrix).
Hypothesis start : populated N alpha rho0.
Hypothesis solves : hidden_jumping N kappa (by_signs N u d alpha) rho0 rho.

Lemma signed_first_rate J : (1 <= J <= N)%nat ->
  right_derivative (fun t => average N (fun lambda => rho lambda t J J))
    (RtoC (kappa * ((1 - s) * averaged_rate J K + s * averaged_rate J M
      - sum 1 N (fun I => averaged_rate I J) * ((1 - s) * delta J K + s * delta J M)))).
Proof.
  intros HJ; assert (D := initial_rate N kappa alpha (by_signs N u d alpha) (rates_in p N u d) rho0 rho
    (fun l A B G _ _ => by_signs_of_sector N u d alpha l A B G) solves start J HJ).
  rewrite (sum_ext 1 N (fun X => mean_rates _ _ _ J X * _) (fun X => Cmod (alpha X) ^ 2 * averaged_rate J X))
    in D by (intros; rewrite averaged_rate_is; ring).
  rewrite (two_levels_sum N K M s alpha (averaged_rate J)) in D by assumption.
  rewrite (sum_ext 1 N (fun I => mean_rates _ _ _ I J) (fun I => averaged_rate I J)) in D by (intros; apply averaged_rate_is).
  rewrite two in D by assumption; exact D.
Qed.

End TwoLevels.

Theorem rates_by_signs : Statements.rates_by_signs.
Proof.
  split.
  - intros N kappa u d K M s alpha rho0 rho J two start solves HK HM HJ HKM Hs EK EM.
    assert (D := signed_first_rate N u d K M s alpha two HK HM HKM Hs kappa rho0 rho start solves J HJ).
    rewrite (delta_neq J K), (delta_neq J M) in D by assumption; eapply initial_rate_same; [exact D|ring].
  - intros N kappa u d K M s alpha rho0 rho two start solves HK HM HKM Hs.
    assert (D := signed_first_rate N u d K M s alpha two HK HM HKM Hs kappa rho0 rho start solves M HM).
    rewrite (delta_neq M K), delta_refl in D by lia; rewrite without_one by assumption.
    eapply initial_rate_same; [exact D|ring].
Qed.
