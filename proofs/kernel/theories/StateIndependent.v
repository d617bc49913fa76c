(** Beyond the paper: jump rates that look at one sigma and not at the state cannot keep the averaged populations, for N >= 3. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Disks Average.
Open Scope R_scope.

Section Rates.

Variables (a d : bool -> nat -> nat -> R).

(** The averaged current from M down to K < M, and the averaged rate of level J. *)
Definition current (p : nat -> R) (M K : nat) : R :=
  mean p M (fun b => d b M K) * p M - mean p M (fun b => a b M K) * p K.
Definition mean_rate (N : nat) (p : nat -> R) (J : nat) : R :=
  sum (J + 1) N (fun M => current p M J) - sum 1 (J - 1) (current p J).

Lemma two_point_rate N p J : (1 <= J <= N)%nat ->
  two_point p N (fun s => one_sigma_rate a d N s p J) = mean_rate N p J.
Proof.
  intros HJ; unfold one_sigma_rate, mean_rate; rewrite two_point_plus, <- !two_point_sum.
  unfold Rminus; rewrite Rplus_comm, <- sum_opp; f_equal; apply sum_ext; intros M HM; unfold current.
  - rewrite (two_point_ext p N _ (fun s => p M * d (s M) M J - p J * a (s M) M J)) by (intros; ring).
    rewrite two_point_minus, !two_point_scal.
    rewrite (two_point_sign p N M (fun b => d b M J)), (two_point_sign p N M (fun b => a b M J)) by lia; ring.
  - rewrite (two_point_ext p N _ (fun s => p M * a (s J) J M - p J * d (s J) J M)) by (intros; ring).
    rewrite two_point_minus, !two_point_scal.
    rewrite (two_point_sign p N J (fun b => d b J M)), (two_point_sign p N J (fun b => a b J M)) by lia; ring.
Qed.

(** The rate takes no scale. *)
Lemma mean_rate_scal N p J c : c <> 0 -> mean_rate N (fun K => c * p K) J = c * mean_rate N p J.
Proof.
  intros Hc; assert (E : forall M K, current (fun K => c * p K) M K = c * current p M K).
  { intros M K; unfold current, mean; rewrite sum_scal_l.
    replace (c * p M / (c * sum 1 M p)) with (p M / sum 1 M p); [ring|].
    unfold Rdiv; rewrite Rinv_mult.
    transitivity (c * / c * (p M * / sum 1 M p)); [rewrite Rinv_r by assumption; ring|ring]. }
  unfold mean_rate; rewrite (sum_ext _ _ _ _ (fun M _ => E M J)), (sum_ext _ _ _ _ (fun K _ => E J K)), !sum_scal_l; ring.
Qed.

Lemma mean_rate_ext N p q J : (J <= N)%nat -> (1 <= J)%nat -> (forall K, (1 <= K <= N)%nat -> p K = q K) ->
  mean_rate N p J = mean_rate N q J.
Proof.
  intros HJ HJ1 E; assert (C : forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> current p M K = current q M K).
  { intros M K HK HM; unfold current, mean; rewrite (E M), (E K) by lia.
    rewrite (sum_ext 1 M p q) by (intros; apply E; lia); reflexivity. }
  unfold mean_rate; f_equal; apply sum_ext; intros; apply C; lia.
Qed.

Lemma no_linear_relation n f : (forall q, (forall K, 0 < q K) -> sum 1 n (fun K => f K * q K) = 0) ->
  forall K, (1 <= K <= n)%nat -> f K = 0.
Proof.
  intros H K HK; assert (A := H (fun _ => 1) ltac:(intros; lra)).
  assert (B := H (fun M => 1 + delta M K) ltac:(intros; unfold delta; destruct (Nat.eqb _ _); lra)).
  rewrite (sum_ext 1 n _ (fun M => f M * 1 + delta M K * f M)) in B by (intros; ring).
  rewrite sum_plus, A, sum_delta in B by assumption; lra.
Qed.

(** The top level's part in it, whatever its population. *)
Lemma top_level n : (1 <= n)%nat ->
  (forall p J, (forall K, 0 < p K) -> (1 <= J <= S n)%nat -> mean_rate (S n) p J = 0) ->
  (forall p J, (forall K, 0 < p K) -> (1 <= J <= n)%nat -> mean_rate n p J = 0)
  /\ forall K, (1 <= K <= n)%nat -> a false (S n) K = 0 /\ d true (S n) K = 0
     /\ a true (S n) K = d false (S n) K /\ ((2 <= n)%nat -> a true (S n) K = 0).
Proof.
  intros Hn H; set (N := S n) in *.
  assert (pos : forall q y, (forall K, 0 < q K) -> 0 < y -> forall K, 0 < upd q N y K)
    by (intros q y Hq Hy K; unfold upd; destruct (Nat.eqb K N); auto).
  assert (Sq : forall q, (forall K, 0 < q K) -> 0 < sum 1 n q).
  { intros q Hq; rewrite sum_first by lia; assert (A := Hq 1%nat).
    assert (0 <= sum 2 n q) by (apply sum_nonneg; intros; left; auto); lra. }
  assert (below : forall q y M, (M <= n)%nat -> sum 1 M (upd q N y) = sum 1 M q)
    by (intros; apply sum_ext; intros; apply upd_other; unfold N; lia).
  assert (top : forall q y, sum 1 N (upd q N y) = sum 1 n q + y)
    by (intros; unfold N at 1; rewrite sum_last, below by lia; fold N; now rewrite upd_same).
  assert (cur : forall q y K, (forall K, 0 < q K) -> 0 < y -> (1 <= K <= n)%nat ->
    (sum 1 n q + y) * current (upd q N y) N K
    = (y * d true N K + sum 1 n q * d false N K) * y - (y * a true N K + sum 1 n q * a false N K) * q K).
  { intros q y K Hq Hy HK; unfold current, mean; rewrite top, upd_same, upd_other by (unfold N; lia).
    assert (A := Sq q Hq); field; lra. }
  (** from the top level itself *)
  assert (A0 : forall K, (1 <= K <= n)%nat -> a false N K = 0).
  { apply no_linear_relation; intros q Hq; assert (A := Sq q Hq); set (s := sum 1 n q) in *.
    assert (E : forall y, 0 < y -> y * y * sum 1 n (d true N) + y * (s * sum 1 n (d false N))
      = y * sum 1 n (fun K => a true N K * q K) + s * sum 1 n (fun K => a false N K * q K)).
    { intros y Hy; assert (R := H (upd q N y) N (pos q y Hq Hy) ltac:(unfold N; lia)).
      unfold mean_rate in R; rewrite (sum_empty (N + 1)) in R by lia.
      replace (N - 1)%nat with n in R by (unfold N; lia).
      assert (R' : sum 1 n (fun K => (s + y) * current (upd q N y) N K) = 0) by (rewrite sum_scal_l; nra).
      rewrite (sum_ext 1 n _ (fun K => y * y * d true N K + y * (s * d false N K)
        - (y * (a true N K * q K) + s * (a false N K * q K)))) in R'
        by (intros; unfold s; rewrite cur by assumption; ring).
      rewrite sum_minus, !sum_plus, !sum_scal_l in R'; lra. }
    assert (E1 := E 1 ltac:(lra)); assert (E2 := E 2 ltac:(lra)); assert (E3 := E 3 ltac:(lra)).
    apply (Rmult_eq_reg_l s); lra. }
  (** from the levels below it *)
  assert (B : forall q J, (forall K, 0 < q K) -> (1 <= J <= n)%nat ->
    d true N J = 0 /\ sum 1 n q * d false N J = a true N J * q J /\ mean_rate n q J = 0).
  { intros q J Hq HJ; assert (A := Sq q Hq); set (s := sum 1 n q) in *.
    assert (E : forall y, 0 < y -> (s + y) * mean_rate n q J
      + (y * d true N J + s * d false N J) * y - y * a true N J * q J = 0).
    { intros y Hy; assert (R := H (upd q N y) J (pos q y Hq Hy) ltac:(unfold N; lia)).
      assert (S' : mean_rate N (upd q N y) J = mean_rate n (upd q N y) J + current (upd q N y) N J)
        by (unfold mean_rate, N; rewrite sum_last by lia; ring).
      rewrite S', (mean_rate_ext n _ q) in R by (lia || (intros; apply upd_other; unfold N; lia)).
      assert (C := cur q y J Hq Hy HJ); rewrite A0 in C by assumption; fold s in C; nra. }
    assert (E1 := E 1 ltac:(lra)); assert (E2 := E 2 ltac:(lra)); assert (E3 := E 3 ltac:(lra)).
    set (m := mean_rate n q J) in *.
    assert (Z : s * m = 0) by nra; apply Rmult_integral in Z; destruct Z as [Z|Z]; [lra|].
    rewrite Z in E1, E2, E3; split; [lra|split; [lra|exact Z]]. }
  split; [intros p J Hp HJ; now apply (B p J)|]; intros K HK.
  assert (B1 := B (fun _ => 1) K ltac:(intros; lra) HK).
  assert (B2 := B (fun M => 1 + delta M K) K ltac:(intros; unfold delta; destruct (Nat.eqb _ _); lra) HK).
  destruct B1 as (D & B1 & _); destruct B2 as (_ & B2 & _).
  rewrite sum_plus, delta_refl, sum_const in B2; rewrite sum_const in B1.
  rewrite (sum_ext 1 n (fun M => delta M K) (fun M => delta M K * 1)) in B2 by (intros; ring).
  rewrite sum_delta in B2 by assumption; replace (S n - 1)%nat with n in * by lia.
  split; [auto|split; [assumption|]].
  assert (Q : a true N K = d false N K) by lra.
  split; [assumption|intros Hn2].
  assert (Hi : 2 <= INR n) by (apply (le_INR 2); lia); rewrite Q in *; nra.
Qed.

Lemma forced N : (forall p J, (forall K, 0 < p K) -> (1 <= J <= N)%nat -> mean_rate N p J = 0) ->
  forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> a false M K = 0 /\ d true M K = 0
    /\ a true M K = d false M K /\ ((3 <= M)%nat -> a true M K = 0).
Proof.
  induction N as [|n IH]; intros H M K HK HM; [lia|].
  destruct (top_level n ltac:(lia) H) as [L T]; destruct (Nat.eq_dec M (S n)) as [->|E]; [|apply IH; auto; lia].
  destruct (T K ltac:(lia)) as (A & B & C & D); repeat split; try assumption; intros; apply D; lia.
Qed.

Lemma suffices N : (forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> a false M K = 0 /\ d true M K = 0
    /\ a true M K = d false M K /\ ((3 <= M)%nat -> a true M K = 0)) ->
  forall p J, (forall K, 0 < p K) -> (1 <= J <= N)%nat -> mean_rate N p J = 0.
Proof.
  intros H p J Hp HJ; assert (C : forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> current p M K = 0).
  { intros M K HK HM; destruct (H M K HK HM) as (A & B & Q & Z); unfold current, mean; rewrite A, B, <- Q.
    destruct (Nat.le_gt_cases 3 M) as [L|L]; [rewrite Z by assumption; ring|].
    replace M with 2%nat in * by lia; replace K with 1%nat in * by lia.
    unfold sum; cbn [map seq fold_right Nat.sub]; assert (P1 := Hp 1%nat); assert (P2 := Hp 2%nat); field; lra. }
  unfold mean_rate; rewrite !sum_null; [ring| |]; intros; apply C; lia.
Qed.

End Rates.

Theorem no_state_independent_rates : Statements.no_state_independent_rates.
Proof.
  intros N a d; split.
  - intros H; apply forced; intros p J Hp HJ; assert (T : 0 < sum 1 N p).
    { rewrite sum_first by lia; assert (A := Hp 1%nat).
      assert (0 <= sum 2 N p) by (apply sum_nonneg; intros; left; auto); lra. }
    assert (E := H (fun K => / sum 1 N p * p K) J).
    rewrite two_point_rate, mean_rate_scal in E by (assumption || (apply Rinv_neq_0_compat; lra)).
    apply (Rmult_eq_reg_l (/ sum 1 N p)); [|apply Rinv_neq_0_compat; lra]; rewrite Rmult_0_r; apply E; auto.
    + intros; apply Rmult_lt_0_compat; [now apply Rinv_0_lt_compat|auto].
    + rewrite sum_scal_l; field; lra.
  - intros H p J Hp _ HJ; rewrite two_point_rate by assumption; now apply (suffices a d N H).
Qed.
