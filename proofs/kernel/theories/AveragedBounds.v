(** Beyond the paper: how far the averages may be from Born's: the winner's bound, and the top level's largest distance. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Events Disks Average Relaxation Driven Absorption Collapse Limit.
From bornproof Require Import Evolution Capstone AveragedSums.
Open Scope R_scope.

(** ** The top level *)

Lemma csum_last n (f : nat -> C) : csum 1 (S n) f = (csum 1 n f + f (S n))%C.
Proof. apply parts_eq; rewrite ?Re_plus, ?Im_plus, ?csum_Re, ?csum_Im; now rewrite sum_last by lia. Qed.

Theorem averaged_top : Statements.averaged_top.
Proof.
  intros N kappa alpha rho0 rho t Hrho T Trace HN Ht; destruct N as [|n]; [lia|].
  assert (A := averaged_sums (S n) (S n) kappa alpha rho0 rho t Hrho (le_n _) ltac:(lia) Ht).
  assert (B := averaged_sums (S n) n kappa alpha rho0 rho t Hrho ltac:(lia)
    ltac:(intros; replace (n + 1)%nat with (S n) by lia; rewrite T; lra) Ht).
  set (p := fun K => Cmod (alpha K) ^ 2) in *; set (x := exp (- kappa * t)) in *; set (q := fun K => rho0 K K) in *.
  unfold averaged_partial_sum in A; rewrite csum_last in A.
  change (csum 1 n _) with (averaged_partial_sum (S n) n rho t) in A; rewrite B in A.
  replace (exp (- kappa * (INR (S n) - 1) * t)) with (x ^ n).
  2: { unfold x; rewrite <- exp_INR, S_INR; f_equal; ring. }
  set (F := average (S n) _) in *; change (rho0 (S n) (S n)) with (q (S n)).
  assert (E : F = (closed_sum (S n) (S n) p q x - closed_sum (S n) n p q x)%C) by (rewrite <- A; ring).
  rewrite csum_last in Trace; assert (Low : csum 1 n q = (RtoC 1 - q (S n))%C) by (rewrite <- Trace; ring).
  assert (X : 0 < x) by apply exp_pos; assert (Q : 0 <= p (S n)) by apply pow2_ge_0.
  assert (L := partial_pos p (fun K => pow2_ge_0 _) n); assert (D : sum 1 n p = 1 - p (S n)) by (rewrite sum_last in T by lia; lra).
  rewrite E; clear A B E F; unfold closed_sum; rewrite (product_empty (S n + 1)), (csum_empty (S n + 1)), csum_last, Low by lia.
  replace (n + 1)%nat with (S n) by lia; rewrite product_last, product_empty by lia.
  assert (One : forall f : nat -> C, csum (S n) (S n) f = f (S n)).
  { intros f; apply parts_eq; rewrite ?csum_Re, ?csum_Im; apply sum_one. }
  rewrite One; unfold mean_factor; replace (S n - 1)%nat with n by lia.
  change (Cmod (alpha (S n)) ^ 2) with (p (S n)); rewrite T, D; clear Low Trace One.
  destruct (q (S n)) as [u v]; apply injective_projections; simpl; field; nra.
Qed.

(** x^m lies above its tangent at y. *)
Lemma tangent m x y : (2 <= m)%nat -> 0 < x -> 0 < y ->
  y ^ m + INR m * y ^ (m - 1) * (x - y) <= x ^ m /\ (x ^ m = y ^ m + INR m * y ^ (m - 1) * (x - y) -> x = y).
Proof.
  intros Hm Hx Hy; assert (G : forall k, 0 <= x ^ S k - (y ^ S k + INR (S k) * y ^ k * (x - y))).
  { induction k as [|k IH]; [simpl; lra|].
    replace (x ^ S (S k) - (y ^ S (S k) + INR (S (S k)) * y ^ S k * (x - y)))
      with (x * (x ^ S k - (y ^ S k + INR (S k) * y ^ k * (x - y))) + INR (S k) * y ^ k * (x - y) ^ 2)
      by (rewrite !S_INR; simpl; ring).
    assert (0 < y ^ k) by (apply pow_lt; lra); assert (0 < INR (S k)) by (apply lt_0_INR; lia).
    assert (0 <= (x - y) ^ 2) by apply pow2_ge_0.
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; try assumption; [lra|apply Rmult_le_pos; lra]. }
  destruct m as [|[|k]]; [lia|lia|]; replace (S (S k) - 1)%nat with (S k) by lia.
  assert (A := G (S k)); split; [lra|intros E].
  assert (B : x * (x ^ S k - (y ^ S k + INR (S k) * y ^ k * (x - y))) + INR (S k) * y ^ k * (x - y) ^ 2 = 0).
  { transitivity (x ^ S (S k) - (y ^ S (S k) + INR (S (S k)) * y ^ S k * (x - y))); [rewrite !S_INR; simpl; ring|lra]. }
  assert (C : 0 <= x * (x ^ S k - (y ^ S k + INR (S k) * y ^ k * (x - y)))) by (apply Rmult_le_pos; [lra|apply G]).
  assert (0 < INR (S k) * y ^ k) by (apply Rmult_lt_0_compat; [apply lt_0_INR; lia|apply pow_lt; lra]).
  assert (D : 0 <= INR (S k) * y ^ k * (x - y) ^ 2) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]).
  assert (Z : (INR (S k) * y ^ k) * (x - y) ^ 2 = 0) by lra; apply Rmult_integral in Z; destruct Z as [Z|Z]; [lra|].
  replace ((x - y) ^ 2) with (Rsqr (x - y)) in Z by (unfold Rsqr; ring); apply Rsqr_0_uniq in Z; lra.
Qed.

Theorem averaged_top_extremum : Statements.averaged_top_extremum.
Proof.
  intros N kappa alpha rho0 rho t y Hrho T HN Hy Ey Ht; cbv zeta.
  set (x := exp (- kappa * t)); assert (Tr : csum 1 N (fun K => rho0 K K) = RtoC 1).
  { rewrite <- T, <- csum_RtoC; apply csum_ext; intros K HK; now apply (proj1 Hrho). }
  rewrite (averaged_top N kappa alpha rho0 rho t (proj2 Hrho) T Tr ltac:(lia) Ht), (proj1 Hrho N ltac:(lia)).
  rewrite <- RtoC_mult, <- RtoC_plus; unfold Re, RtoC, fst; fold x.
  replace (exp (- kappa * (INR N - 1) * t)) with (x ^ (N - 1)).
  2: { unfold x; rewrite <- exp_INR, minus_INR by lia; f_equal; simpl; ring. } assert (X : 0 < x) by apply exp_pos.
  assert (P0 : 0 <= Cmod (alpha N) ^ 2) by apply pow2_ge_0; set (p := Cmod (alpha N) ^ 2) in *.
  destruct (tangent (N - 1) x y ltac:(lia) X Hy) as [B E]; replace (N - 1 - 1)%nat with (N - 2)%nat in * by lia.
  assert (M : INR (N - 1) * y ^ (N - 2) = 1) by (rewrite minus_INR by lia; exact Ey).
  rewrite M, Rmult_1_l in B, E; set (g := x - x ^ (N - 1)); set (top := y - y ^ (N - 1)).
  assert (G : g <= top) by (unfold g, top; lra).
  assert (Y : 0 < top).
  { unfold top; replace (N - 1)%nat with (S (N - 2)) by lia; simpl.
    assert (I : 2 <= INR N - 1) by (assert (3 <= INR N) by (replace 3 with (INR 3) by (simpl; lra); apply le_INR; lia); lra).
    assert (Q : y ^ (N - 2) <= / 2).
    { assert (0 < y ^ (N - 2)) by (apply pow_lt; lra); nra. }
    nra. }
  assert (S1 : p * (1 - p) <= / 4) by (assert (0 <= (p - / 2) ^ 2) by apply pow2_ge_0; lra).
  assert (P1 : p <= 1).
  { rewrite <- T; destruct N as [|n]; [lia|]; rewrite sum_last by lia; unfold p.
    assert (0 <= sum 1 n (fun K => Cmod (alpha K) ^ 2)) by (apply sum_nonneg; intros; apply pow2_ge_0); lra. }
  assert (S0 : 0 <= p * (1 - p)) by (apply Rmult_le_pos; lra).
  replace (p - (p * (1 - x) + p * (p * x + (1 - p) * x ^ (N - 1)))) with (p * (1 - p) * g) by (unfold g; ring); split; [nra|split].
  - intros Z; assert (Q : p * (1 - p) = / 4) by nra; rewrite Q in Z.
    assert (V : (p - / 2) ^ 2 = 0) by (replace ((p - / 2) ^ 2) with (/ 4 - p * (1 - p)) by field; lra).
    replace ((p - / 2) ^ 2) with (Rsqr (p - / 2)) in V by (unfold Rsqr; ring); apply Rsqr_0_uniq in V.
    split; [lra|]; apply E; unfold g, top in Z; lra.
  - intros [-> Z]; unfold g, top; rewrite Z; field.
Qed.

(** ** The winner's bound *)

Lemma two_point_le p N f g : (forall K, 0 <= p K) -> (forall s, likely p N s -> f s <= g s) -> two_point p N f <= two_point p N g.
Proof.
  intros p_pos H; assert (A : 0 <= two_point p N (fun s => g s - f s))
    by (apply two_point_nonneg; [assumption|]; intros s Hs; generalize (H s Hs); lra).
  rewrite two_point_minus in A; lra.
Qed.

(** In a sector, of which W is the winner, the levels 1..n and the losers above n hold all but what W > n holds. *)
Lemma sector_with_losers N n kappa p rho0 part s t :
  (forall K, 0 <= p K) -> sum 1 N p = 1 -> (1 <= n <= N)%nat -> 0 <= t -> part = Re \/ part = Im -> likely p N s ->
  (forall K, (1 <= K <= N)%nat -> rho0 K K = RtoC (p K)) ->
  let y K := part (evolve N kappa (representative p s) rho0 t K K) in let W := winner s N in
  sum 1 n y + sum (n + 1) N (fun J => (1 - delta J W) * y J)
  = part (RtoC (if Nat.leb W n then 1 else (1 - p W) * exp (- kappa * t))).
Proof.
  intros p_pos T Hn Ht Hpart Hs Start y W; set (x := exp (- kappa * t)).
  set (z := fun (K : nat) (t : R) => part (evolve N kappa (representative p s) rho0 t K K)).
  destruct (evolve_solves N kappa (representative p s) rho0) as [E E0]; destruct (evolution_diagonal _ _ _ _ E) as [DR DI].
  assert (D : closed (representative p s) N kappa z) by (unfold z; destruct Hpart as [->| ->]; assumption).
  assert (Z0 : forall K, (1 <= K <= N)%nat -> z K 0 = part (RtoC (p K)))
    by (intros K HK; unfold z; rewrite (E0 K K HK HK), (Start K HK); reflexivity).
  assert (One : sum 1 N (fun K => z K 0) = part (RtoC 1)).
  { rewrite (sum_ext 1 N _ (fun K => part (RtoC (p K)))) by assumption.
    destruct Hpart as [->| ->]; [exact T|apply sum_zero]. }
  assert (Total := closed_total _ _ _ _ _ D t Ht); change (sum 1 N y = sum 1 N (fun K => z K 0)) in Total.
  assert (B := representative_absorbs p N p_pos T s ltac:(lia) Hs); assert (L := absorbing_law _ _ _ _ B _ _ D t Ht).
  destruct (winner_spec s N ltac:(lia)) as (HW & _); fold W in HW, L.
  change (y W = sum 1 N (fun K => z K 0) - (sum 1 N (fun K => z K 0) - z W 0) * x) in L.
  rewrite One, (Z0 W HW) in L; rewrite One, (sum_split 1 n N) in Total by lia.
  replace (S n) with (n + 1)%nat in Total by lia.
  rewrite (sum_ext (n + 1) N _ (fun J => y J - delta J W * y J)) by (intros; ring); rewrite sum_minus.
  destruct (Nat.leb_spec W n) as [G|G].
  - rewrite (sum_delta_out (n + 1) N W) by lia; lra.
  - rewrite (sum_delta (n + 1) N W) by lia; rewrite L.
    assert (F : part (RtoC ((1 - p W) * x)) = (part (RtoC 1) - part (RtoC (p W))) * x)
      by (destruct Hpart as [->| ->]; simpl; ring).
    rewrite F; lra.
Qed.

(** Averaged over the sectors, that is p_1 + ... + p_n and, for each W > n, p_W (1 - p_W) x. *)
Lemma averaged_with_losers N n p x : (forall K, 0 <= p K) -> sum 1 N p = 1 -> (1 <= n <= N)%nat ->
  two_point p N (fun s => if Nat.leb (winner s N) n then 1 else (1 - p (winner s N)) * x)
  = sum 1 n p + x * sum (n + 1) N (fun K => p K * (1 - p K)).
Proof.
  intros p_pos T Hn; set (c := fun W => if Nat.leb W n then 1 else (1 - p W) * x).
  rewrite (two_point_ext p N _ (fun s => sum 1 N (fun W => c W * delta W (winner s N)))).
  - rewrite <- (two_point_sum p N 1 N (fun W s => c W * delta W (winner s N))), (sum_ext 1 N _ (fun W => c W * p W)).
    + rewrite (sum_split 1 n N), <- sum_scal_l by lia; replace (S n) with (n + 1)%nat by lia; f_equal; apply sum_ext;
        intros W HW; unfold c; destruct (Nat.leb_spec W n); lia || ring.
    + intros W HW; rewrite two_point_scal; f_equal; exact (winner_probability N p ltac:(lia) p_pos T W HW).
  - intros s _; destruct (winner_spec s N ltac:(lia)) as (HW & _).
    rewrite (sum_ext 1 N _ (fun V => delta V (winner s N) * c V)) by (intros; ring); now rewrite sum_delta.
Qed.

Theorem winner_bound : Statements.winner_bound.
Proof.
  intros N n kappa alpha rho0 rho t Hrho T Hn Ht; set (p := fun K => Cmod (alpha K) ^ 2) in *.
  assert (p_pos : forall K, 0 <= p K) by (intros; apply pow2_ge_0).
  assert (A : forall part, part = Re \/ part = Im ->
    sum 1 n (fun J => disk_expectation N (fun lambda => part (rho lambda t J J)))
    + sum (n + 1) N (fun J => disk_expectation N (fun lambda =>
        part (RtoC (1 - delta J (winner (sector p lambda) N)) * rho lambda t J J)%C))
    = part (RtoC (sum 1 n p + exp (- kappa * t) * sum (n + 1) N (fun K => p K * (1 - p K))))).
  { intros part Hpart; set (y := fun s J => part (evolve N kappa (representative p s) rho0 t J J)).
    rewrite (sum_ext 1 n _ (fun J => two_point p N (fun s => y s J)))
      by (intros; apply (average_of_family N kappa alpha rho0 rho (proj2 Hrho) part); lia || assumption).
    rewrite (sum_ext (n + 1) N _ (fun J => two_point p N (fun s => (1 - delta J (winner s N)) * y s J))).
    2: { intros J HJ; apply (disks_are_sectors p p_pos); intros lambda G.
         rewrite (family_is_state N kappa alpha rho0 rho (proj2 Hrho) lambda J J t G) by (lia || assumption).
         fold p; unfold y; generalize (evolve N kappa (representative p (sector p lambda)) rho0 t J J);
           generalize (1 - delta J (winner (sector p lambda) N)); intros d [u v].
         destruct Hpart as [->| ->]; simpl; ring. }
    rewrite !two_point_sum, <- two_point_plus, <- (averaged_with_losers N n p (exp (- kappa * t)) p_pos T Hn).
    transitivity (two_point p N (fun s =>
      part (RtoC (if Nat.leb (winner s N) n then 1 else (1 - p (winner s N)) * exp (- kappa * t))))).
    - apply two_point_ext; intros s Hs; exact (sector_with_losers N n kappa p rho0 part s t p_pos T Hn Ht Hpart Hs (proj1 Hrho)).
    - destruct Hpart as [->| ->]; [reflexivity|]; simpl.
      rewrite (two_point_ext p N _ (fun s => 0 * 1)) by (intros; ring); rewrite two_point_scal; ring. }
  transitivity (RtoC (sum 1 n p + exp (- kappa * t) * sum (n + 1) N (fun K => p K * (1 - p K)))).
  - unfold averaged_partial_sum, averaged_losers, average.
    apply parts_eq; rewrite ?Re_plus, ?Im_plus, ?csum_Re, ?csum_Im; [apply (A Re)|apply (A Im)]; auto.
  - rewrite RtoC_plus, RtoC_mult, <- (csum_RtoC (n + 1) N (fun K => p K * (1 - p K))); do 2 f_equal; apply csum_ext; intros K HK; apply RtoC_mult.
Qed.

Theorem averaged_bound : Statements.averaged_bound.
Proof.
  intros N n kappa alpha rho0 rho t Hrho T Hn Hk Ht; set (p := fun K => Cmod (alpha K) ^ 2) in *; set (x := exp (- kappa * t)).
  assert (p_pos : forall K, 0 <= p K) by (intros; apply pow2_ge_0).
  change (Re (averaged_partial_sum N n rho t) <= sum 1 n p + x * sum (n + 1) N (fun K => p K * (1 - p K))).
  rewrite <- (averaged_with_losers N n p x p_pos T Hn); unfold averaged_partial_sum; rewrite csum_Re.
  rewrite (sum_ext 1 n _ (fun J => two_point p N (fun s => Re (evolve N kappa (representative p s) rho0 t J J))))
    by (intros; apply (average_of_family N kappa alpha rho0 rho (proj2 Hrho) Re); lia || assumption).
  rewrite two_point_sum; apply two_point_le; [assumption|]; intros s Hs.
  assert (A := sector_with_losers N n kappa p rho0 Re s t p_pos T Hn Ht (or_introl eq_refl) Hs (proj1 Hrho)); cbv zeta in A.
  change (Re (RtoC ?c)) with c in A; fold x in A; rewrite <- A; clear A.
  destruct (evolve_solves N kappa (representative p s) rho0) as [E E0]; destruct (evolution_diagonal _ _ _ _ E) as [D _].
  assert (L : 0 <= sum (n + 1) N (fun J => (1 - delta J (winner s N)) * Re (evolve N kappa (representative p s) rho0 t J J))).
  { apply sum_nonneg; intros J HJ; apply Rmult_le_pos; [unfold delta; destruct (Nat.eqb _ _); lra|].
    apply (driven_positive _ _ kappa Hk (fun M => theta_nonneg _) (fun M J => theta_nonneg _) N _ _ _ D); try assumption;
      [intros; lra| |lia].
    intros K HK; change (0 <= Re (evolve N kappa (representative p s) rho0 0 K K)); rewrite (E0 K K HK HK), (proj1 Hrho K HK).
    apply p_pos. }
  lra.
Qed.
