(** Beyond the paper, a no-go: rates that look at one sigma each and not at the state keep the averaged populations of every state
    only if they move the levels 1 and 2 alone, either way at one rate. *)

From Coq Require Import Reals List Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Disks Average Capstone Jumps Winners IntoWinner BySigns.
Open Scope R_scope.

Section Forced.

Variables (N : nat) (kappa : R) (u d : nat -> nat -> nat -> R).
Hypothesis kappa_pos : 0 < kappa.
Hypothesis nonneg : forall n J K, 0 <= u n J K /\ 0 <= d n J K.
Hypothesis kept : populations_stay N kappa (by_signs N u d).

Section Pair.

Variables (K M : nat).
Hypothesis HK : (1 <= K < M)%nat.
Hypothesis HM : (M <= N)%nat.

Let r (s : R) : nat -> nat -> R := rate_by_signs N u d K M s.

Lemma kept_signed s J l : (1 <= J <= N)%nat -> 0 <= s < 1 ->
  (forall alpha rho0 rho, two_levels N K M s alpha -> populated N alpha rho0 ->
   hidden_jumping N kappa (by_signs N u d alpha) rho0 rho ->
   right_derivative (fun t => average N (fun lambda => rho lambda t J J)) (RtoC (kappa * l))) -> l = 0.
Proof.
  intros HJ Hs D; set (alpha := amplitudes (mixture K M s)); assert (two := mixture_two_levels N K M s ltac:(lra)).
  destruct (jumps_exist N kappa (by_signs N u d alpha) (pure_state alpha)) as [rho Hrho].
  assert (T := two_levels_total N K M s alpha two ltac:(lia) ltac:(lia)).
  assert (Z := right_derivative_constant _ _ _
    (fun t Ht => kept alpha (pure_state alpha) rho J t T (pure_populated N alpha) Hrho HJ Ht)
    (D alpha (pure_state alpha) rho two (pure_populated N alpha) Hrho)).
  apply RtoC_inj in Z; apply (Rmult_eq_reg_l kappa); [rewrite Z; ring|lra].
Qed.

Lemma kept_signed_third s J : (1 <= J <= N)%nat -> J <> K -> J <> M -> 0 <= s < 1 -> (1 - s) * r s J K + s * r s J M = 0.
Proof.
  intros HJ EK EM Hs; apply (kept_signed s J); try assumption; intros alpha rho0 rho two start solves.
  apply (proj1 rates_by_signs N kappa u d K M s alpha rho0 rho J); (assumption || lia || lra).
Qed.

Lemma kept_signed_own s : 0 <= s < 1 -> (1 - s) * r s M K - s * sum 1 N (fun I => (1 - delta I M) * r s I M) = 0.
Proof.
  intros Hs; apply (kept_signed s M); try (assumption || lia); intros alpha rho0 rho two start solves.
  apply (proj2 rates_by_signs N kappa u d K M s alpha rho0 rho); (assumption || lia || lra).
Qed.

(** One rate among those that may act. *)
Lemma first_part J X : 0 <= (1 - delta 1 K) * u K J X.
Proof. apply Rmult_le_pos; [unfold delta; destruct (Nat.eqb _ _); lra|apply nonneg]. Qed.

Lemma one_down J X n : (K < n <= N)%nat -> d n J X <= sum (K + 1) N (fun n => d n J X).
Proof.
  intros Hn; assert (P : forall a b, 0 <= sum a b (fun n => d n J X)) by (intros; apply sum_nonneg; intros; apply nonneg).
  rewrite (sum_split (K + 1) n N) by lia; destruct n as [|n]; [lia|]; rewrite sum_last by lia.
  generalize (P (K + 1)%nat n) (P (S (S n)) N); lra.
Qed.

Lemma two_down J X n : (K < n <= N)%nat -> n <> M -> d n J X + d M J X <= sum (K + 1) N (fun n => d n J X).
Proof.
  intros Hn E; set (f := fun k => d k J X).
  assert (P : forall a b, 0 <= sum a b f) by (intros; apply sum_nonneg; intros; apply nonneg).
  assert (Q : forall a b, (K < a < b)%nat -> (b <= N)%nat -> f a + f b <= sum (K + 1) N f).
  { intros a b Ha Hb; rewrite (sum_split (K + 1) a N), (sum_split (S a) b N) by lia.
    destruct a as [|a], b as [|b]; try lia; rewrite !sum_last by lia.
    generalize (P (K + 1)%nat a) (P (S (S a)) b) (P (S (S b)) N); lra. }
  destruct (Nat.lt_ge_cases n M) as [L|L]; [exact (Q n M ltac:(lia) HM)|].
  generalize (Q M n ltac:(lia) ltac:(lia)); unfold f; lra.
Qed.

(** A level other than K and M is not fed. *)
Lemma third J X : (1 <= J <= N)%nat -> J <> K -> J <> M -> X = K \/ X = M ->
  ((1 < K)%nat -> u K J X = 0) /\ u M J X = 0 /\ forall n, (K < n <= N)%nat -> d n J X = 0.
Proof.
  intros HJ EK EM HX; assert (A := kept_signed_third (/ 2) J HJ EK EM ltac:(lra)).
  assert (B : forall X, 0 <= (1 - delta 1 K) * u K J X /\ 0 <= u M J X /\ 0 <= d M J X
    /\ d M J X <= sum (K + 1) N (fun n => d n J X)).
  { intros Y; split; [apply first_part|split; [apply nonneg|split; [apply nonneg|apply one_down; lia]]]. }
  assert (C : (1 - delta 1 K) * u K J X = 0 /\ u M J X = 0 /\ sum (K + 1) N (fun n => d n J X) = d M J X /\ d M J X = 0).
  { unfold r, rate_by_signs in A; destruct (B K) as (B1 & B2 & B3 & B4), (B M) as (C1 & C2 & C3 & C4).
    destruct HX as [-> | ->]; repeat split; lra. }
  destruct C as (C1 & C2 & C3 & C4); split; [|split; [exact C2|]].
  - intros L; rewrite delta_neq in C1 by lia; lra.
  - intros n Hn; destruct (Nat.eq_dec n M) as [->|E]; [exact C4|].
    assert (D := two_down J X n Hn E); assert (P := proj2 (nonneg n J X)); lra.
Qed.

(** M is fed by K where sigma_M > 0 alone, and K by M where sigma_M < 0 alone, at one rate. *)
Lemma own : ((1 < K)%nat -> u K M K = 0 /\ u K K M = 0) /\ u M K M = 0 /\ u M M K = d M K M
  /\ (forall n, (K < n <= N)%nat -> d n M K = 0) /\ (forall n, (K < n <= N)%nat -> n <> M -> d n K M = 0).
Proof.
  assert (O : forall s, 0 <= s < 1 -> (1 - s) * r s M K - s * r s K M = 0).
  { intros s Hs; rewrite <- (kept_signed_own s Hs); f_equal; f_equal.
    rewrite (sum_ext 1 N _ (fun I => delta I K * r s K M)); [symmetry; apply (sum_delta 1 N K (fun _ => r s K M)); lia|].
    intros I HI; destruct (Nat.eq_dec I K) as [->|E]; [rewrite delta_refl, delta_neq by lia; ring|].
    rewrite (delta_neq I K) by assumption; destruct (Nat.eq_dec I M) as [->|F]; [rewrite delta_refl; ring|].
    destruct (third I M HI E F (or_intror eq_refl)) as (U & V & W); unfold r, rate_by_signs.
    rewrite V, (W M) by lia; rewrite sum_null by (intros; apply W; lia).
    destruct (Nat.eq_dec K 1) as [G|G]; [rewrite G, delta_refl; ring|rewrite U by lia; ring]. }
  assert (O0 := O 0 ltac:(lra)); assert (O1 := O (/ 2) ltac:(lra)); assert (O2 := O (/ 4) ltac:(lra)).
  unfold r, rate_by_signs in O0, O1, O2.
  assert (PK := first_part M K); assert (PM := first_part K M); assert (LK := one_down M K M ltac:(lia)).
  assert (LM := one_down K M M ltac:(lia)); assert (Q1 := nonneg M M K); assert (Q2 := nonneg M K M).
  set (a := (1 - delta 1 K) * u K M K) in *; set (b := sum (K + 1) N (fun n => d n M K)) in *.
  set (a' := (1 - delta 1 K) * u K K M) in *; set (b' := sum (K + 1) N (fun n => d n K M)) in *.
  assert (Z : a = 0 /\ b = 0 /\ d M M K = 0) by (repeat split; lra); destruct Z as (Za & Zb & Zd).
  rewrite Za, Zb, Zd in O1, O2.
  assert (X1 : u M M K = a' + b') by lra; assert (X2 : d M K M - u M K M = u M M K) by lra.
  assert (Y : a' = 0 /\ b' = d M K M /\ u M K M = 0) by (repeat split; lra); destruct Y as (Ya & Yb & Yu).
  split; [|split; [exact Yu|split; [lra|split]]].
  - intros L; unfold a, a' in Za, Ya; rewrite delta_neq in Za, Ya by lia; split; lra.
  - intros n Hn; assert (D := one_down M K n Hn); fold b in D; assert (P := proj2 (nonneg n M K)); lra.
  - intros n Hn E; assert (D := two_down K M n Hn E); fold b' in D; assert (P := proj2 (nonneg n K M)); lra.
Qed.

End Pair.

Lemma only_two n J K : (2 <= N)%nat -> (2 <= n <= N)%nat -> (1 <= J <= N)%nat -> (1 <= K <= N)%nat -> J <> K ->
  (~ (n = 2 /\ J = 2 /\ K = 1)%nat -> u n J K = 0) /\ (~ (n = 2 /\ J = 1 /\ K = 2)%nat -> d n J K = 0).
Proof.
  intros HN Hn HJ HK E; split; intros X.
  - destruct (Nat.lt_trichotomy K n) as [L|[->|L]].
    + destruct (Nat.eq_dec J n) as [->|F]; [|now apply (third K n ltac:(lia) ltac:(lia) J K HJ); auto].
      assert (Y : exists K', (1 <= K' < n)%nat /\ K' <> K)
        by (destruct (Nat.eq_dec K 1); [exists 2%nat|exists 1%nat]; lia).
      destruct Y as (K' & HK' & D); destruct (own K n ltac:(lia) ltac:(lia)) as (_ & _ & -> & _).
      apply (third K' n HK' ltac:(lia) K n HK (not_eq_sym D) ltac:(lia) (or_intror eq_refl)); lia.
    + destruct (Nat.lt_ge_cases J n) as [L|L]; [apply (own J n); lia|apply (own n J); lia].
    + destruct (Nat.eq_dec J n) as [->|F]; [apply (own n K); lia|].
      apply (third n K ltac:(lia) ltac:(lia) J K HJ F E (or_intror eq_refl)); lia.
  - destruct (Nat.lt_trichotomy K n) as [L|[->|L]].
    + destruct (Nat.lt_ge_cases J K) as [G|G]; [|apply (own K J); lia].
      apply (third K n ltac:(lia) ltac:(lia) J K HJ E ltac:(lia) (or_introl eq_refl)); lia.
    + destruct (Nat.lt_ge_cases J n) as [G|G].
      * assert (Y : exists K', (1 <= K' < n)%nat /\ K' <> J)
          by (destruct (Nat.eq_dec J 1); [exists 2%nat|exists 1%nat]; lia).
        destruct Y as (K' & HK' & D).
        apply (third K' n HK' ltac:(lia) J n HJ (not_eq_sym D) E (or_intror eq_refl)); lia.
      * apply (third 1 n ltac:(lia) ltac:(lia) J n HJ ltac:(lia) E (or_intror eq_refl)); lia.
    + destruct (Nat.eq_dec J 1) as [->|F]; [apply (own 1 K); lia|].
      apply (third 1 K ltac:(lia) ltac:(lia) J K HJ F E (or_intror eq_refl)); lia.
Qed.

End Forced.

(** The converse: what one level gains from another alone. *)
Lemma pair_gains N kappa w W L rho part : (1 <= W <= N)%nat -> (1 <= L <= N)%nat -> L <> W ->
  (forall J K, (1 <= J <= N)%nat -> (1 <= K <= N)%nat -> J <> K -> ~ (J = W /\ K = L) -> w J K = 0) ->
  jumping N kappa w rho -> part = Re \/ part = Im -> forall t, 0 <= t ->
  part (rho t W W) = part (rho 0 W W) + part (rho 0 L L) * (1 - exp (- kappa * w W L * t))
  /\ part (rho t L L) = part (rho 0 L L) * exp (- kappa * w W L * t)
  /\ forall J, (1 <= J <= N)%nat -> J <> W -> J <> L -> part (rho t J J) = part (rho 0 J J).
Proof.
  intros HW HL E Z H P t Ht; assert (F : fed N w W) by (intros J K HJ HK A B; apply Z; try assumption; intros [C _]; contradiction).
  assert (G := loser_decays N kappa w W rho part HW F H P).
  assert (S : forall J, (1 <= J <= N)%nat -> J <> W -> J <> L -> part (rho t J J) = part (rho 0 J J)).
  { intros J HJ A B; rewrite G, Z by (auto; intros [_ C]; contradiction); rewrite Rmult_0_r, Rmult_0_l, exp_0; ring. }
  split; [|split; [now apply G|exact S]].
  assert (T := total_stays N kappa w rho part H P t Ht).
  assert (D : sum 1 N (fun J => part (rho t J J)) - sum 1 N (fun J => part (rho 0 J J))
    = (part (rho t W W) - part (rho 0 W W)) + (part (rho t L L) - part (rho 0 L L))).
  { rewrite <- sum_minus, (sum_ext 1 N _ (fun J => delta J W * (part (rho t J J) - part (rho 0 J J))
      + delta J L * (part (rho t J J) - part (rho 0 J J)))).
    - now rewrite sum_plus, (sum_delta 1 N W (fun J => part (rho t J J) - part (rho 0 J J))),
        (sum_delta 1 N L (fun J => part (rho t J J) - part (rho 0 J J))).
    - intros J HJ; destruct (Nat.eq_dec J W) as [->|A]; [rewrite delta_refl, delta_neq by auto; ring|].
      rewrite (delta_neq J W) by assumption; destruct (Nat.eq_dec J L) as [->|B]; [rewrite delta_refl; ring|].
      rewrite delta_neq, S by assumption; ring. }
  rewrite (G L t HL E Ht) in D; lra.
Qed.

Theorem rates_by_signs_forced : Statements.rates_by_signs_forced.
Proof.
  intros N kappa u d HN Hk nonneg; split.
  - intros kept; split; [|intros n J K Hn HJ HK E; now apply (only_two N kappa u d Hk nonneg kept)].
    apply (own N kappa u d Hk nonneg kept 1 2); lia.
  - intros [EQ Z] alpha rho0 rho J t T start solves HJ Ht; set (p := fun K => Cmod (alpha K) ^ 2) in *.
    set (g := u 2%nat 2%nat 1%nat) in *; set (e := exp (- kappa * g * t)).
    assert (p_pos : forall K, 0 <= p K) by (intros; apply pow2_ge_0).
    set (f := fun (part : C -> R) (b : bool) => let q := fun K => part (RtoC (p K)) in
      if Nat.eqb J 1 then (if b then q 1%nat * e else q 1%nat + q 2%nat * (1 - e))
      else if Nat.eqb J 2 then (if b then q 2%nat + q 1%nat * (1 - e) else q 2%nat * e) else q J).
    assert (A : forall part, part = Re \/ part = Im ->
      disk_expectation N (fun l => part (rho l t J J)) = two_point p N (fun s => f part (s 2%nat))).
    { intros part P; apply (disks_are_sectors p p_pos); intros l G; destruct (solves l) as [H H0].
      assert (rate : forall K X, (1 <= K <= N)%nat -> (1 <= X <= N)%nat -> K <> X -> by_signs N u d alpha l K X
        = theta (representative p (sector p l) 2) * (delta K 2 * delta X 1 * g)
          + theta (- representative p (sector p l) 2) * (delta K 1 * delta X 2 * g)).
      { intros K X HK HX E; rewrite (by_signs_of_sector N u d alpha l K X G); change (fun I => Cmod (alpha I) ^ 2) with p.
        unfold rates_in; set (v := representative p (sector p l)).
        rewrite (sum_ext 2 N _ (fun n => delta n 2 * (theta (v n) * (delta K 2 * delta X 1 * g)
          + theta (- v n) * (delta K 1 * delta X 2 * g)))).
        - exact (sum_delta 2 N 2 (fun n => theta (v n) * (delta K 2 * delta X 1 * g) + theta (- v n) * (delta K 1 * delta X 2 * g))
            ltac:(lia)).
        - intros n Hn; destruct (Z n K X Hn HK HX E) as [ZU ZD].
          assert (U : u n K X = delta n 2 * (delta K 2 * delta X 1 * g)).
          { unfold delta; destruct (Nat.eqb_spec n 2) as [->|A1], (Nat.eqb_spec K 2) as [->|A2], (Nat.eqb_spec X 1) as [->|A3];
              try (rewrite ZU by (intros (? & ? & ?); contradiction); ring); fold g; ring. }
          assert (D : d n K X = delta n 2 * (delta K 1 * delta X 2 * g)).
          { unfold delta; destruct (Nat.eqb_spec n 2) as [->|A1], (Nat.eqb_spec K 1) as [->|A2], (Nat.eqb_spec X 2) as [->|A3];
              try (rewrite ZD by (intros (? & ? & ?); contradiction); ring); rewrite <- EQ; ring. }
          rewrite U, D; ring. }
      assert (Q : forall K, (1 <= K <= N)%nat -> part (rho l 0 K K) = part (RtoC (p K)))
        by (intros; now rewrite H0, start).
      destruct (Rlt_dec 0 (sum 1 2 p)) as [S|S].
      - destruct (representative_signs p (sector p l) 2 S) as [U D]; rewrite U, D in rate; clear U D.
        destruct (sector p l 2%nat); simpl rb in rate.
        + destruct (pair_gains N kappa (by_signs N u d alpha l) 2 1 (rho l) part) with (t := t) as (G2 & G1 & GJ);
            try (assumption || lia).
          * intros K X HK HX E F; rewrite rate by assumption; unfold delta; destruct (Nat.eqb_spec K 2), (Nat.eqb_spec X 1);
              try ring; exfalso; auto.
          * rewrite rate in G1, G2 by lia.
            replace (- kappa * (1 * (delta 2 2 * delta 1 1 * g) + (1 - 1) * (delta 2 1 * delta 1 2 * g)) * t) with (- kappa * g * t)
              in G1, G2 by (rewrite !delta_refl; ring).
            fold e in G1, G2; rewrite (Q 1%nat), (Q 2%nat) in G2 by lia; rewrite Q in G1 by lia; unfold f.
            destruct (Nat.eqb_spec J 1) as [->|E1]; [exact G1|]; destruct (Nat.eqb_spec J 2) as [->|E2]; [exact G2|].
            rewrite GJ by assumption; now apply Q.
        + destruct (pair_gains N kappa (by_signs N u d alpha l) 1 2 (rho l) part) with (t := t) as (G2 & G1 & GJ);
            try (assumption || lia).
          * intros K X HK HX E F; rewrite rate by assumption; unfold delta; destruct (Nat.eqb_spec K 1), (Nat.eqb_spec X 2);
              try ring; exfalso; auto.
          * rewrite rate in G1, G2 by lia.
            replace (- kappa * (0 * (delta 1 2 * delta 2 1 * g) + (1 - 0) * (delta 1 1 * delta 2 2 * g)) * t) with (- kappa * g * t)
              in G1, G2 by (rewrite !delta_refl; ring).
            fold e in G1, G2; rewrite (Q 1%nat), (Q 2%nat) in G2 by lia; rewrite Q in G1 by lia; unfold f.
            destruct (Nat.eqb_spec J 1) as [->|E1]; [exact G2|]; destruct (Nat.eqb_spec J 2) as [->|E2]; [exact G1|].
            rewrite GJ by assumption; now apply Q.
      - destruct (representative_none p (sector p l) 2 S) as [U D]; rewrite U, D in rate; clear U D.
        assert (S0 : p 1%nat = 0 /\ p 2%nat = 0).
        { assert (B := p_pos 1%nat); assert (B' := p_pos 2%nat); revert S.
          unfold sum; cbn [map seq fold_right Nat.sub]; split; lra. }
        destruct S0 as [S1 S2].
        destruct (pair_gains N kappa (by_signs N u d alpha l) 1 2 (rho l) part) with (t := t) as (G2 & G1 & GJ);
          try (assumption || lia).
        * intros K X HK HX E F; rewrite rate by assumption; ring.
        * rewrite (Q 1%nat), (Q 2%nat), S1, S2 in G2 by lia; rewrite Q, S2 in G1 by lia; unfold f; rewrite S1, S2.
          assert (O : part (RtoC 0) = 0) by (destruct P as [-> | ->]; reflexivity); rewrite O in *.
          destruct (Nat.eqb_spec J 1) as [->|E1]; [rewrite G2; destruct (sector p l 2%nat); ring|].
          destruct (Nat.eqb_spec J 2) as [->|E2]; [rewrite G1; destruct (sector p l 2%nat); ring|].
          rewrite GJ by assumption; now apply Q. }
    assert (B : forall part, part = Re \/ part = Im -> two_point p N (fun s => f part (s 2%nat)) = part (RtoC (p J))).
    { intros part P; rewrite (two_point_sign p N 2 (f part)) by lia; unfold mean, f.
      assert (S : sum 1 2 p = p 1%nat + p 2%nat) by (unfold sum; cbn [map seq fold_right Nat.sub]; ring); rewrite S.
      destruct (Nat.eqb_spec J 1) as [->|E1]; [|destruct (Nat.eqb_spec J 2) as [->|E2]; [|ring]];
        (destruct (Req_dec (p 1%nat + p 2%nat) 0) as [O|O];
         [assert (B := p_pos 1%nat); assert (B' := p_pos 2%nat); replace (p 1%nat) with 0 by lra; replace (p 2%nat) with 0 by lra;
          destruct P as [-> | ->]; unfold Re, Im; simpl; unfold Rdiv; ring
         |destruct P as [-> | ->]; unfold Re, Im; simpl; field; assumption]). }
    apply parts_eq; (etransitivity; [apply A|apply B]); auto.
Qed.
