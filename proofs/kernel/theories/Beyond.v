(** Beyond the paper: at finite times the averaged populations of (15) are not those of
    quantum mechanics for N >= 3, though they are for N = 2. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Disks Average Relaxation Driven Absorption Evolution Capstone.
Open Scope R_scope.

Section Family.

Variables (N : nat) (kappa : R) (alpha : nat -> C) (rho0 : matrix) (rho : (nat -> C) -> R -> matrix).
Hypothesis Hrho : hidden_family N kappa alpha rho0 rho.
Hypothesis total : sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1.
Hypothesis HN : (2 <= N)%nat.

Let p (K : nat) : R := Cmod (alpha K) ^ 2.
Let state (s : signs) : R -> matrix := evolve N kappa (representative p s) rho0.

Lemma top_decided s : representative p s N = if s N then 1 else -1.
Proof.
  unfold representative; change (sum 1 N p) with (sum 1 N (fun K => Cmod (alpha K) ^ 2)).
  rewrite total; destruct (Rlt_dec 0 1); [reflexivity|lra].
Qed.

(** The populations of a sector, in their real or imaginary parts. *)
Lemma state_populations s (part : C -> R) :
  part = Re \/ part = Im ->
  closed (representative p s) N kappa (fun K t => part (state s t K K))
  /\ forall K, (1 <= K <= N)%nat -> part (state s 0 K K) = part (RtoC (p K)).
Proof.
  intros Hpart; destruct (evolve_solves N kappa (representative p s) rho0) as [E E0].
  destruct (evolution_diagonal _ _ _ _ E) as [DR DI]; split; [destruct Hpart as [->| ->]; assumption|].
  intros K HK; unfold state; now rewrite (E0 K K HK HK), (proj1 Hrho K HK).
Qed.

Lemma average_is_state (part : C -> R) t :
  0 <= t -> disk_expectation N (fun lambda => part (rho lambda t N N)) = two_point p N (fun s => part (state s t N N)).
Proof. intros Ht; apply average_of_family; (lia || exact (proj2 Hrho) || assumption). Qed.

End Family.

(** For N >= 2 the averaged population of the top level, as it is from t = 0 on, has this derivative at 0. *)
Lemma drift N kappa alpha rho0 rho (part : C -> R) :
  let p K := Cmod (alpha K) ^ 2 in
  hidden_family N kappa alpha rho0 rho -> sum 1 N p = 1 -> (2 <= N)%nat -> part = Re \/ part = Im ->
  is_derive (fun t : R => two_point p N (fun s => part (evolve N kappa (representative p s) rho0 t N N))) 0
    (part (RtoC (- kappa * (INR N - 2) * p N * (1 - p N)))).
Proof.
  intros p Hrho total HN Hpart; set (q := fun K => part (RtoC (p K))).
  assert (T : sum 1 N q = part (RtoC 1)).
  { rewrite <- total; unfold q; destruct Hpart as [->| ->]; simpl; [reflexivity|apply sum_zero]. }
  destruct N as [|n]; [lia|]; eapply is_derive_eq.
  - apply (two_point_is_derive p (S n) (fun s t => part (evolve (S n) kappa (representative p s) rho0 t (S n) (S n)))).
    intros s; exact (proj1 (state_populations _ _ _ _ _ Hrho s part Hpart) (S n) ltac:(lia) 0 (Rle_refl 0)).
  - rewrite (two_point_ext _ _ _ (fun s => 0 + kappa * (rb (s (S n)) * (part (RtoC 1) - q (S n))
      - (1 - rb (s (S n))) * INR n * q (S n)))).
    + rewrite (two_point_top p n 0 (fun b => kappa * (rb b * (part (RtoC 1) - q (S n))
        - (1 - rb b) * INR n * q (S n)))) by lia.
      rewrite total, S_INR; unfold q; destruct Hpart as [->| ->]; simpl; field.
    + intros s _; destruct (state_populations _ _ _ _ _ Hrho s part Hpart) as [_ P]; fold p in P.
      rewrite <- T, jump_rate_top, P by lia; unfold theta_up, theta_down; rewrite (top_decided (S n) alpha total).
      rewrite (sum_ext 1 n _ q), sum_const, (sum_last 1 n q) by (lia || (intros; apply P; lia)).
      change (part (RtoC (Cmod (alpha (S n)) ^ 2))) with (q (S n)); replace (S n - 1)%nat with n by lia.
      destruct (s (S n)); rewrite ?(theta_pos 1), ?(theta_nonpos (-1)), ?(theta_nonpos (- (1))), ?(theta_pos (- -1)) by lra;
        simpl rb; ring.
Qed.

(** What agrees from 0 on with a function that has a derivative at 0 has it from the right. *)
Lemma right_of_derivative (f g : R -> R) (l : R) :
  is_derive g 0 l -> (forall t, 0 <= t -> f t = g t) ->
  filterlim (fun t => (f t - f 0) / t) (at_right 0) (locally l).
Proof.
  intros D E; apply is_derive_Reals in D; apply filterlim_locally; intros eps.
  destruct (D eps (cond_pos eps)) as [d Hd]; exists d; intros t Ht P.
  change (Rabs (t - 0) < d) in Ht; change (Rabs ((f t - f 0) / t - l) < eps).
  rewrite !E by lra; specialize (Hd t); rewrite Rplus_0_l in Hd; apply Hd; [lra|].
  now rewrite Rminus_0_r in Ht.
Qed.

(** A function that is constant from t = 0 on has no derivative at 0 but 0. *)
Lemma constant_derivative (f : R -> R) l :
  is_derive f 0 l -> (forall t, 0 <= t -> f t = f 0) -> l = 0.
Proof.
  intros D C; destruct (Req_dec l 0) as [|Hl]; [assumption|exfalso].
  apply is_derive_Reals in D.
  destruct (D (Rabs l) (Rabs_pos_lt l Hl)) as [d Hd]; assert (P := cond_pos d).
  specialize (Hd (d / 2) ltac:(lra)); rewrite Rabs_right in Hd by lra.
  specialize (Hd ltac:(lra)); rewrite C in Hd by lra.
  replace ((f 0 - f 0) / (d / 2) - l) with (- l) in Hd by (field; lra).
  rewrite Rabs_Ropp in Hd; lra.
Qed.

Theorem average_derivative_top : Statements.average_derivative_top.
Proof.
  intros N kappa alpha rho0 rho H T HN; split.
  - exact (right_of_derivative _ _ _ (drift N kappa alpha rho0 rho Re H T HN (or_introl eq_refl))
      (average_is_state N kappa alpha rho0 rho H HN Re)).
  - exact (right_of_derivative _ _ _ (drift N kappa alpha rho0 rho Im H T HN (or_intror eq_refl))
      (average_is_state N kappa alpha rho0 rho H HN Im)).
Qed.

(** For N >= 3 the averaged population of the top level moves, whenever 0 < p_N < 1. *)
Theorem average_not_constant : Statements.average_not_constant.
Proof.
  intros N kappa alpha rho0 rho H T HN Hk Hp C.
  assert (D := drift N kappa alpha rho0 rho Re H T ltac:(lia) (or_introl eq_refl)).
  assert (E := average_is_state N kappa alpha rho0 rho H ltac:(lia) Re).
  assert (Z : forall t, 0 <= t -> disk_expectation N (fun lambda => Re (rho lambda t N N)) = Cmod (alpha N) ^ 2)
    by (intros t Ht; exact (f_equal fst (C t Ht))).
  apply constant_derivative in D; [|intros t Ht; now rewrite <- !E, !Z by lra].
  assert (HN3 : 3 <= INR N) by (replace 3 with (INR 3) by (simpl; lra); now apply le_INR).
  assert (0 < kappa * (INR N - 2) * (Cmod (alpha N) ^ 2 * (1 - Cmod (alpha N) ^ 2)))
    by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|nra]).
  unfold Re in D; simpl in D, H0; lra.
Qed.

(** (33), diagonal, for any state of two levels: the averaged populations are constant. *)
Theorem average_constant_two_levels : Statements.average_constant_two_levels.
Proof.
  intros kappa alpha rho0 rho J t H T HJ Ht; set (p := fun K => Cmod (alpha K) ^ 2) in *.
  assert (E1 : p 1%nat = 1 - p 2%nat) by (unfold sum in T; cbn [map seq fold_right Nat.sub] in T; lra).
  assert (A : forall part, part = Re \/ part = Im ->
    disk_expectation 2 (fun lambda => part (rho lambda t J J)) = part (RtoC (p J))).
  { intros part Hpart; rewrite (average_of_family 2 kappa alpha rho0 rho (proj2 H) part) by (lia || assumption); fold p.
    set (state := fun s => evolve 2 kappa (representative p s) rho0); set (e := exp (- kappa * t)).
    set (q := fun K => part (RtoC (p K))).
    assert (L : forall s, part (state s t 2%nat 2%nat) = q 2%nat * e + (if s 2%nat then part (RtoC 1) * (1 - e) else 0)
      /\ part (state s t 1%nat 1%nat) = part (RtoC 1) - part (state s t 2%nat 2%nat)).
    { intros s; destruct (state_populations 2 kappa alpha rho0 rho H s part Hpart) as [D P']; fold p in D; fold (state s) in D.
      assert (P : forall K, (1 <= K <= 2)%nat -> part (state s 0 K K) = q K) by exact P'; clear P'.
      assert (Q : sum 1 2 (fun K => part (state s 0 K K)) = part (RtoC 1)).
      { rewrite (sum_ext 1 2 _ q) by (intros; now apply P); unfold q, sum; cbn [map seq fold_right Nat.sub].
        rewrite E1; destruct Hpart as [->| ->]; simpl; ring. }
      assert (S := closed_total _ _ _ _ _ D t Ht); cbv beta in S; rewrite Q in S.
      unfold sum in S; cbn [map seq fold_right Nat.sub] in S.
      assert (X := top_decided 2 alpha T s); fold p in X.
      assert (W : absorbs (theta_up (representative p s)) (theta_down (representative p s)) 2 (if s 2%nat then 2%nat else 1%nat)).
      { unfold absorbs, theta_up, theta_down; destruct (s 2%nat); (split; [lia|split]).
        - intros _; rewrite X, theta_pos, theta_nonpos by lra; auto.
        - intros M HM; lia.
        - lia.
        - intros M HM; replace M with 2%nat by lia; rewrite X, theta_nonpos, theta_pos by lra; auto. }
      assert (F := absorbing_law _ _ _ _ W _ _ D t Ht); cbv beta in F; rewrite Q in F; fold e in F.
      destruct (s 2%nat); rewrite P in F by lia; split; try lra.
      assert (q 1%nat = part (RtoC 1) - q 2%nat)
        by (unfold q; rewrite E1; destruct Hpart as [->| ->]; simpl; ring).
      rewrite H0 in F; lra. }
    assert (A2 : two_point p 2 (fun s => part (state s t 2%nat 2%nat)) = q 2%nat).
    { rewrite (two_point_ext p 2 _ _ (fun s _ => proj1 (L s))).
      rewrite (two_point_top p 1 _ (fun b => if b then part (RtoC 1) * (1 - e) else 0)) by lia.
      rewrite T.
      unfold q; destruct Hpart as [->| ->]; simpl; field. }
    destruct (Nat.eq_dec J 2) as [->|]; [exact A2|]; replace J with 1%nat by lia.
    etransitivity; [exact (two_point_ext p 2 _ _ (fun s _ => proj2 (L s)))|].
    rewrite two_point_minus, two_point_const, A2.
    unfold q; rewrite E1; destruct Hpart as [->| ->]; simpl; ring. }
  apply injective_projections; apply A; auto.
Qed.
