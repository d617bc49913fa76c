(** Beyond the paper: jumps into the winner alone, at all times: averaged populations and coherences for every N and every state;
    with all rates equal they are those of pure dephasing. *)

From Coq Require Import Reals List Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Disks Average Relaxation Jumps Winners.
Open Scope R_scope.

(** ** Populations *)

(** Rates w of which each level gives to the winner W alone. *)
Definition fed (N : nat) (w : nat -> nat -> R) (W : nat) : Prop :=
  forall J K, (1 <= J <= N)%nat -> (1 <= K <= N)%nat -> J <> W -> J <> K -> w J K = 0.

Section Run.

Variables (N : nat) (kappa : R) (w : nat -> nat -> R) (W : nat) (rho : R -> matrix) (part : C -> R).
Hypothesis HW : (1 <= W <= N)%nat.
Hypothesis feeds : fed N w W.
Hypothesis solves : jumping N kappa w rho.
Hypothesis real_or_imaginary : part = Re \/ part = Im.

Lemma loser_decays J t : (1 <= J <= N)%nat -> J <> W -> 0 <= t ->
  part (rho t J J) = part (rho 0 J J) * exp (- kappa * w W J * t).
Proof.
  intros HJ E; apply (exponential_law _ (fun x => part (rho x J J))); intros x Hx.
  eapply is_derive_eq; [exact (jumping_part part real_or_imaginary N kappa w rho J J x solves HJ HJ Hx)|].
  rewrite (jumps_diagonal part real_or_imaginary), rates_sum by assumption; unfold outflow.
  rewrite (sum_ext 1 N (fun K => w J K * part (rho x K K)) (fun K => delta K J * (w J J * part (rho x J J)))).
  - rewrite sum_delta, (sum_ext 1 N (fun K => w K J) (fun K => delta K J * w J J + delta K W * w W J)) by
      (assumption || (intros K HK; destruct (Nat.eq_dec K J) as [->|A];
         [rewrite delta_refl, (delta_neq J W) by assumption; ring|];
         rewrite (delta_neq K J) by assumption; destruct (Nat.eq_dec K W) as [->|B]; [rewrite delta_refl; ring|];
         rewrite delta_neq, feeds by auto; ring)).
    rewrite sum_plus, (sum_delta 1 N J (fun _ => w J J)), (sum_delta 1 N W (fun _ => w W J)) by assumption; ring.
  - intros K HK; destruct (Nat.eq_dec K J) as [->|A]; [rewrite delta_refl; ring|].
    rewrite delta_neq, feeds by auto; ring.
Qed.

Lemma total_stays t : 0 <= t -> sum 1 N (fun J => part (rho t J J)) = sum 1 N (fun J => part (rho 0 J J)).
Proof.
  intros Ht; rewrite (exponential_law 0 (fun x => sum 1 N (fun J => part (rho x J J)))), Rmult_0_l, exp_0, Rmult_1_r;
    [reflexivity| |assumption].
  intros x Hx; eapply is_derive_eq.
  - apply (sum_is_derive 1 N (fun J x => part (rho x J J))); intros J HJ.
    exact (jumping_part part real_or_imaginary N kappa w rho J J x solves HJ HJ Hx).
  - rewrite sum_scal_l, (sum_ext 1 N _ (fun J => sum 1 N (fun K => rates N w J K * part (rho x K K))))
      by (intros; now apply jumps_diagonal).
    rewrite rates_total; ring.
Qed.

Lemma winner_gains t : 0 <= t -> part (rho t W W)
  = sum 1 N (fun J => part (rho 0 J J)) - sum 1 N (fun K => (1 - delta K W) * (part (rho 0 K K) * exp (- kappa * w W K * t))).
Proof.
  intros Ht; rewrite <- (total_stays t Ht), <- (sum_minus 1 N).
  rewrite (sum_ext 1 N _ (fun K => delta K W * part (rho t W W))).
  - now rewrite (sum_delta 1 N W (fun _ => part (rho t W W))).
  - intros K HK; destruct (Nat.eq_dec K W) as [->|A]; [rewrite delta_refl; ring|].
    rewrite delta_neq, loser_decays by auto; ring.
Qed.

End Run.

Lemma fed_average N kappa w alpha rho0 rho J t :
  (forall W, (1 <= W <= N)%nat -> fed N (w W) W) ->
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 -> populated N alpha rho0 ->
  hidden_jumping N kappa (by_winner N w alpha) rho0 rho -> (1 <= J <= N)%nat -> 0 <= t ->
  average N (fun lambda => rho lambda t J J) = RtoC (Cmod (alpha J) ^ 2 + Cmod (alpha J) ^ 2 * sum 1 N (fun K =>
    Cmod (alpha K) ^ 2 * (exp (- kappa * w K K J * t) - exp (- kappa * w J J K * t)))).
Proof.
  intros F T start solves HJ Ht; set (e := fun A B => exp (- kappa * w A A B * t)).
  assert (R : forall part, part = Re \/ part = Im -> disk_expectation N (fun l => part (rho l t J J))
    = sum 1 N (fun W => Cmod (alpha W) ^ 2 * ((1 - delta W J) * (part (RtoC (Cmod (alpha J) ^ 2)) * e W J)))
      + Cmod (alpha J) ^ 2 * (sum 1 N (fun K => part (RtoC (Cmod (alpha K) ^ 2)))
          - sum 1 N (fun K => (1 - delta K J) * (part (RtoC (Cmod (alpha K) ^ 2)) * e J K)))).
  { intros part P; set (gain := sum 1 N (fun K => part (RtoC (Cmod (alpha K) ^ 2))) - _).
    rewrite <- (sum_delta 1 N J (fun W => Cmod (alpha W) ^ 2 * gain)), <- sum_plus by assumption.
    rewrite (sum_ext 1 N _ (fun W => Cmod (alpha W) ^ 2 * ((1 - delta W J) * (part (RtoC (Cmod (alpha J) ^ 2)) * e W J)
      + delta W J * gain))) by (intros; ring).
    rewrite <- (disks_over_winner N alpha (fun W => (1 - delta W J) * (part (RtoC (Cmod (alpha J) ^ 2)) * e W J)
      + delta W J * gain) T).
    f_equal; apply functional_extensionality; intros l; destruct (solves l) as [H H0].
    assert (HW := winner_in_range N alpha l T); unfold by_winner in H.
    set (W := winner (sector (fun I => Cmod (alpha I) ^ 2) l) N) in *.
    destruct (Nat.eq_dec W J) as [E|E].
    - unfold gain; rewrite <- E in *; rewrite (winner_gains N kappa (w W) W (rho l) part HW (F W HW) H P t Ht), delta_refl.
      rewrite (sum_ext 1 N (fun J => part (rho l 0 J J)) (fun K => part (RtoC (Cmod (alpha K) ^ 2))))
        by (intros; rewrite H0, start by assumption; reflexivity).
      rewrite (sum_ext 1 N (fun K => (1 - delta K W) * (part (rho l 0 K K) * exp (- kappa * w W W K * t)))
        (fun K => (1 - delta K W) * (part (RtoC (Cmod (alpha K) ^ 2)) * e W K)))
        by (intros; rewrite H0, start by assumption; reflexivity).
      ring.
    - rewrite (loser_decays N kappa (w W) W (rho l) part HW (F W HW) H P J t HJ (not_eq_sym E) Ht), H0, start, delta_neq
        by assumption; unfold e; ring. }
  apply parts_eq.
  - etransitivity; [exact (R Re (or_introl eq_refl))|]; unfold Re, RtoC; cbn [fst]; rewrite T.
    match goal with |- sum 1 N ?a + ?x * (1 - sum 1 N ?b) = ?x + ?x * sum 1 N ?c =>
      assert (sum 1 N a = x * sum 1 N b + x * sum 1 N c); [|lra] end.
    rewrite <- !sum_scal_l, <- sum_plus; apply sum_ext; intros K HK; fold (e K J) (e J K).
    destruct (Nat.eq_dec K J) as [->|E]; [rewrite delta_refl; ring|rewrite delta_neq by assumption; ring].
  - etransitivity; [exact (R Im (or_intror eq_refl))|]; unfold Im, RtoC; cbn [snd]; rewrite !sum_null; [ring| | |]; intros; ring.
Qed.

Lemma into_winner_feeds N g W : fed N (into_winner g W) W.
Proof. intros J K _ _ E _; unfold into_winner; rewrite delta_neq by assumption; ring. Qed.

Theorem winner_populations : Statements.winner_populations.
Proof.
  intros N kappa g alpha rho0 rho J t T start solves HJ Ht.
  rewrite (fed_average N kappa (into_winner g) alpha rho0 rho J t) by
    (assumption || (intros W _; apply into_winner_feeds)).
  rewrite RtoC_plus, RtoC_mult, <- csum_RtoC; do 2 f_equal; apply csum_ext; intros K HK; unfold into_winner.
  now rewrite !delta_refl, !Rmult_1_l, <- RtoC_minus, <- RtoC_mult.
Qed.

(** ** Coherences *)

Lemma coherences N kappa g alpha rho0 rho I J t : sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 ->
  hidden_jumping N kappa (by_winner N (into_winner g) alpha) rho0 rho ->
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t -> average N (fun lambda => rho lambda t I J)
  = Cmult (RtoC (sum 1 N (fun K => Cmod (alpha K) ^ 2 * exp (- kappa * (g K I + g K J) * t / 2)))) (rho0 I J).
Proof.
  intros T solves HI HJ E Ht; assert (out : forall W K, (1 <= W <= N)%nat -> outflow N (into_winner g W) K = g W K)
    by (intros W K HW; unfold outflow, into_winner; exact (sum_delta 1 N W (fun _ => g W K) HW)).
  assert (R : forall part, part = Re \/ part = Im -> disk_expectation N (fun l => part (rho l t I J))
    = sum 1 N (fun K => Cmod (alpha K) ^ 2 * exp (- kappa * (g K I + g K J) * t / 2)) * part (rho0 I J)).
  { intros part P; rewrite <- sum_scal_r.
    rewrite (sum_ext 1 N _ (fun K => Cmod (alpha K) ^ 2 * (exp (- kappa * (g K I + g K J) * t / 2) * part (rho0 I J))))
      by (intros; ring).
    rewrite <- (disks_over_winner N alpha (fun K => exp (- kappa * (g K I + g K J) * t / 2) * part (rho0 I J)) T).
    f_equal; apply functional_extensionality; intros l; destruct (solves l) as [H H0].
    assert (HW := winner_in_range N alpha l T); unfold by_winner in H.
    rewrite (jumping_coherence part P N kappa _ (rho l) I J t H HI HJ E Ht), !out, H0 by assumption.
    rewrite Rmult_comm; f_equal; f_equal; field. }
  apply parts_eq; unfold average; rewrite ?Re_scal, ?Im_scal; [exact (R Re (or_introl eq_refl))|exact (R Im (or_intror eq_refl))].
Qed.

Theorem winner_coherences : Statements.winner_coherences.
Proof.
  intros N kappa g alpha rho0 rho I J t T solves HI HJ E Ht; rewrite (coherences N kappa g alpha rho0 rho) by assumption.
  rewrite <- csum_RtoC; f_equal; apply csum_ext; intros; apply RtoC_mult.
Qed.

Theorem winner_linear : Statements.winner_linear.
Proof.
  split; intros N kappa alpha rho0 rho I J t T solves HI HJ E Ht; 
    (eapply eq_trans; [eapply coherences; eassumption|]); do 2 f_equal.
  - rewrite (sum_ext 1 N _ (fun K => Cmod (alpha K) ^ 2 * exp (- kappa * t)))
      by (intros; do 2 f_equal; field).
    rewrite sum_scal_r, T; ring.
  - set (x := exp (- kappa * t)); set (y := exp (- kappa * t / 2)).
    rewrite (sum_ext 1 N _ (fun K => Cmod (alpha K) ^ 2 * x + (delta K I * (Cmod (alpha K) ^ 2 * (y - x))
      + delta K J * (Cmod (alpha K) ^ 2 * (y - x))))).
    + rewrite !sum_plus, sum_scal_r, T, !sum_delta by assumption; ring.
    + intros K HK; destruct (Nat.eq_dec K I) as [->|A].
      * rewrite delta_refl, (delta_neq I J) by assumption.
        replace (- kappa * (1 - 1 + (1 - 0)) * t / 2) with (- kappa * t / 2) by field; fold y; ring.
      * destruct (Nat.eq_dec K J) as [->|B].
        -- rewrite delta_refl, (delta_neq J I) by auto.
           replace (- kappa * (1 - 0 + (1 - 1)) * t / 2) with (- kappa * t / 2) by field; fold y; ring.
        -- rewrite !delta_neq by auto.
           replace (- kappa * (1 - 0 + (1 - 0)) * t / 2) with (- kappa * t) by field; fold x; ring.
Qed.

Theorem winner_map : Statements.winner_map.
Proof.
  intros N kappa alpha rho0 rho I J t T start solves HI HJ Ht; destruct (Nat.eqb_spec I J) as [->|E].
  - rewrite (fed_average N kappa (into_winner (fun _ _ => 1)) alpha rho0 rho J t), start by
      (assumption || (intros W _; apply into_winner_feeds)).
    rewrite sum_null, Rmult_0_r, Rplus_0_r by (intros; unfold into_winner; rewrite !delta_refl; ring).
    symmetry; apply Cmult_1_l.
  - now apply (proj1 winner_linear N kappa alpha rho0 rho).
Qed.
