(** Beyond the paper: with downward jumps weighted by the initial populations, not even ones,
    the averaged populations are constant in time for every N; no other weights do it. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Disks Average Relaxation Driven Solutions.
From bornproof Require Import Absorption Limit Beyond.
Open Scope R_scope.

(** Level M is emptied at the total rate k_M, and distributed in proportion to the initial populations, not evenly
    (where S_(M-1) = 0 every p_K below M is 0, and so is the rate). *)
Definition level_up (k : signs -> nat -> R) (s : signs) (M : nat) : R := k s M * rb (s M).
Definition level_down (k : signs -> nat -> R) (p0 : nat -> R) (s : signs) (M K : nat) : R :=
  k s M * ((1 - rb (s M)) * born_weights p0 M K).

Lemma driven_zero up down kappa N c p :
  driven up down kappa N c (fun _ _ => 0) p -> (forall J, (1 <= J <= N)%nat -> p J 0 = 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> p J t = 0.
Proof.
  intros Hp H0; apply (driven_unique up down kappa N c _ (fun _ _ => 0) p (fun _ _ => 0) Hp); auto.
  intros J HJ t Ht; eapply is_derive_eq; [apply (is_derive_const (V := R_NormedModule))|].
  unfold jump_rate; rewrite sum_zero, (sum_null (J + 1) N) by (intros; ring).
  unfold zero; simpl; ring.
Qed.

Section Weighted.

Variables (kappa : R) (p0 : nat -> R).
Hypothesis p0_pos : forall J, 0 <= p0 J.

(** N levels with weighted downward jumps at the rates k of the levels, a uniform decay c, and a source G(t)
    that is distributed in proportion to p0: the averages stay proportional to p0. *)
Lemma weighted_average N k c (G h : R -> R) (r : signs -> nat -> R -> R) :
  looks_above N k ->
  (forall s, driven (level_up k s) (level_down k p0 s) kappa N c (fun K t => p0 K * G t) (r s) /\ starts_at N p0 (r s)) ->
  (forall t, 0 <= t -> is_derive h t (kappa * (G t - c * h t))) -> h 0 = 1 ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> two_point p0 N (fun s => r s J t) = p0 J * h t.
Proof.
  revert k c G h r; induction N as [|n IH]; intros k c G h r Hk Hr Hh H0 J t HJ Ht; [lia|].
  set (N := S n) in *; set (Sn := sum 1 n p0); set (u := p0 N / sum 1 N p0).
  assert (Sn_pos : 0 <= Sn) by apply (partial_pos p0 p0_pos).
  assert (SN : sum 1 N p0 = Sn + p0 N) by (apply sum_last; lia).
  assert (p_pos := p0_pos N).
  assert (T : forall s x, 0 <= x -> sum 1 N (fun K => r s K x) = sum 1 N p0 * h x).
  { intros s; destruct (Hr s) as [Hs Hs0].
    apply (relax_unique _ _ _ _ (driven_total _ _ _ _ _ _ _ Hs)).
    - intros x Hx; eapply is_derive_eq; [exact (is_derive_scal h x (sum 1 N p0) _ (Hh x Hx))|].
      rewrite sum_scal_r; ring.
    - rewrite H0, Rmult_1_r; apply sum_ext; exact Hs0. }
  destruct (Req_dec Sn 0) as [Z|Z].
  { assert (P0 : forall K, (1 <= K <= n)%nat -> p0 K = 0).
    { intros K HK; generalize (term_le_sum n p0 K (fun L _ => p0_pos L) HK) (p0_pos K).
      fold Sn; lra. }
    assert (Low : forall s K x, (1 <= K <= n)%nat -> 0 <= x -> r s K x = 0).
    { intros s; destruct (Hr s) as [Hs Hs0]; apply (driven_zero (level_up k s) (level_down k p0 s) kappa n (c + level_up k s N)).
      - refine (driven_ext _ _ _ _ _ _ _ _ _ _ _ _ _ (driven_below _ _ _ _ _ _ _ Hs));
          intros; try reflexivity.
        unfold level_down, born_weights; rewrite P0 by assumption; unfold Rdiv; ring.
      - intros K HK; rewrite Hs0 by lia; auto. }
    rewrite (two_point_ext p0 N _ (fun _ => p0 J * h t)); [apply two_point_const|].
    intros s _; destruct (Nat.eq_dec J N) as [->|].
    - assert (E := T s t Ht); rewrite SN, Z, Rplus_0_l in E; rewrite <- E.
      unfold N; rewrite sum_last, sum_null by (intros; try apply Low; lia || assumption); ring.
    - rewrite Low, P0 by (lia || assumption); ring. }
  destruct (Nat.eq_dec n 0) as [En|Hn].
  { exfalso; apply Z; unfold Sn; rewrite En; apply sum_empty; lia. }
  set (kN := k (fun _ => false) N).
  assert (EN : forall s, k s N = kN) by (intros; apply Hk; [lia|intros; lia]).
  assert (Out : forall s, sum 1 n (level_down k p0 s N) = kN * (1 - rb (s N))).
  { intros s; unfold level_down, born_weights; rewrite EN, !sum_scal_l; unfold Rdiv; rewrite sum_scal_r.
    replace (N - 1)%nat with n by lia; fold Sn; field; assumption. }
  set (sec := fun (b : bool) s => upd s N b).
  set (top := fun (b : bool) x => r (sec b (fun _ => false)) N x).
  assert (Dtop : forall b s x, 0 <= x -> is_derive (r (sec b s) N) x
    (- (kappa * (c + kN)) * r (sec b s) N x + kappa * (kN * rb b * sum 1 N p0 * h x + p0 N * G x))).
  { intros b s x Hx; destruct (Hr (sec b s)) as [Hs _].
    eapply is_derive_eq; [exact (driven_top _ _ _ _ _ _ _ Hs x Hx)|].
    fold N; rewrite T, Out by assumption; unfold level_up; rewrite EN; unfold sec; rewrite !upd_same; ring. }
  assert (Top : forall b s x, 0 <= x -> r (sec b s) N x = top b x).
  { intros b s; apply (relax_unique _ _ _ _ (Dtop b s) (Dtop b (fun _ => false))).
    rewrite !(proj2 (Hr _)) by lia; reflexivity. }
  assert (Avg : forall x, 0 <= x -> u * top true x + (1 - u) * top false x = p0 N * h x).
  { assert (Hu : u * sum 1 N p0 = p0 N) by (unfold u; field; lra).
    apply (relax_unique (kappa * (c + kN)) (fun x => u * top true x + (1 - u) * top false x)
      (fun x => p0 N * h x) (fun x => kappa * (kN * p0 N * h x + p0 N * G x))).
    - intros x Hx; eapply is_derive_eq;
        [apply (is_derive_plus (V := R_NormedModule)); apply is_derive_scal, Dtop; assumption|].
      rewrite <- Hu at 3; unfold plus, top; simpl; ring.
    - intros x Hx; eapply is_derive_eq; [exact (is_derive_scal h x (p0 N) _ (Hh x Hx))|]; ring.
    - unfold top; rewrite !(proj2 (Hr _)), H0 by lia; ring. }
  destruct (Nat.eq_dec J N) as [->|HJN].
  - unfold N at 1; rewrite two_point_step by lia; fold N u; fold Sn in SN.
    rewrite (two_point_ext p0 n _ (fun _ => top true t)) by (intros; now apply (Top true)).
    rewrite (two_point_ext p0 n (fun s => r (upd s N false) N t) (fun _ => top false t))
      by (intros; now apply (Top false)).
    rewrite !two_point_const; auto.
  - assert (Low : forall b, two_point p0 n (fun s => r (sec b s) J t)
      = p0 J * ((sum 1 N p0 * h t - top b t) / Sn)).
    { intros b; apply (IH (fun s => k (sec b s)) (c + kN * rb b) (fun x => G x + kN * (1 - rb b) / Sn * top b x)
        (fun x => (sum 1 N p0 * h x - top b x) / Sn) (fun s => r (sec b s))); [| | | |lia|assumption].
      - intros s s' M HM E; apply Hk; [lia|]; intros K HK; unfold sec, upd.
        destruct (Nat.eqb_spec K N); [reflexivity|apply E; lia].
      - intros s; destruct (Hr (sec b s)) as [Hs Hs0]; split; [|intros K HK; apply Hs0; lia].
        assert (B := driven_below _ _ _ _ _ _ _ Hs).
        replace (level_up k (sec b s) (S n)) with (kN * rb b) in B
          by (change (S n) with N; unfold level_up; rewrite EN; unfold sec; now rewrite upd_same).
        refine (driven_ext _ _ _ _ _ _ _ _ _ _ _ _ _ B).
        + intros M HM; unfold level_up, sec; now rewrite upd_other by lia.
        + intros M K HK HM; unfold level_down, sec; now rewrite upd_other by lia.
        + intros K x HK Hx; change (S n) with N; rewrite Top by assumption.
          unfold level_down, born_weights; rewrite EN; unfold sec; rewrite upd_same.
          replace (N - 1)%nat with n by lia; fold Sn; field; assumption.
      - intros x Hx; eapply is_derive_eq.
        + apply (is_derive_ext (fun x : R => / Sn * (sum 1 N p0 * h x - top b x)));
            [intros; apply Rmult_comm|].
          apply is_derive_scal, (is_derive_minus (V := R_NormedModule));
            [apply is_derive_scal, Hh|apply Dtop]; assumption.
        + unfold minus, plus, opp; simpl; fold (top b x); rewrite SN; field; assumption.
      - unfold top; rewrite (proj2 (Hr _)), H0, SN by lia; field; assumption. }
    unfold N at 1; rewrite two_point_step by lia; fold N u.
    unfold sec in Low; rewrite (Low true), (Low false); assert (A := Avg t Ht).
    transitivity (p0 J * ((sum 1 N p0 * h t - (u * top true t + (1 - u) * top false t)) / Sn));
      [field; assumption|rewrite A, SN; field; assumption].
Qed.

(** Without decay and sources, in all sectors at once. *)
Lemma leveled_average N k (r : signs -> nat -> R -> R) :
  looks_above N k ->
  (forall s, driven (level_up k s) (level_down k p0 s) kappa N 0 (fun _ _ => 0) (r s) /\ starts_at N p0 (r s)) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> two_point p0 N (fun s => r s J t) = p0 J.
Proof.
  intros Hk Hr J t HJ Ht; rewrite <- (Rmult_1_r (p0 J)).
  apply (weighted_average N k 0 (fun _ => 0) (fun _ => 1)); [assumption| |intros; auto_derive; [trivial|ring]
    |reflexivity|assumption|assumption].
  intros s; destruct (Hr s) as [Hs Hs0]; split; [|assumption].
  intros K HK x Hx; eapply is_derive_eq; [exact (Hs K HK x Hx)|cbv beta; ring].
Qed.

(** ** No other weights *)

(** The averaged initial rate of level J among the first n, if level M feeds K at the rate w M K
    where sigma_M <= 0. *)
Definition initial_rate (w : nat -> nat -> R) (n J : nat) : R :=
  two_point p0 n (fun s =>
    jump_rate (sector_up s) (fun M K => (1 - rb (s M)) * w M K) n p0 J).

Lemma initial_rate_below w n J :
  (1 <= J <= n)%nat ->
  initial_rate w (S n) J = initial_rate w n J
    + (1 - p0 (S n) / sum 1 (S n) p0) * w (S n) J * p0 (S n)
    - p0 (S n) / sum 1 (S n) p0 * p0 J.
Proof.
  intros HJ; unfold initial_rate; rewrite two_point_step by lia.
  assert (E : forall b, two_point p0 n (fun s =>
      jump_rate (sector_up (upd s (S n) b)) (fun M K => (1 - rb (upd s (S n) b M)) * w M K)
        (S n) p0 J)
    = initial_rate w n J + ((1 - rb b) * w (S n) J * p0 (S n) - rb b * p0 J)).
  { intros b; unfold initial_rate; rewrite <- (two_point_const p0 n (_ - _)), <- two_point_plus.
    apply two_point_ext; intros s _; rewrite jump_rate_below by lia.
    unfold sector_up at 2; rewrite upd_same.
    unfold jump_rate, sector_up; rewrite (upd_other s (S n) b J) by lia.
    rewrite (sum_ext (J + 1) n (fun M => (1 - rb (upd s (S n) b M)) * w M J * p0 M
        - rb (upd s (S n) b M) * p0 J) (fun M => (1 - rb (s M)) * w M J * p0 M - rb (s M) * p0 J))
      by (intros; now rewrite upd_other by lia).
    ring. }
  rewrite !E; fold (initial_rate w n J); simpl; ring.
Qed.

Lemma initial_rate_top w n :
  (1 <= n)%nat ->
  initial_rate w (S n) (S n) = p0 (S n) / sum 1 (S n) p0 * sum 1 n p0
    - (1 - p0 (S n) / sum 1 (S n) p0) * sum 1 n (w (S n)) * p0 (S n).
Proof.
  intros Hn; unfold initial_rate.
  rewrite (two_point_ext _ _ _ (fun s => 0 + (rb (s (S n)) * sum 1 n p0
    - (1 - rb (s (S n))) * sum 1 n (w (S n)) * p0 (S n))))
    by (intros; rewrite jump_rate_top, sum_scal_l; unfold sector_up; ring).
  rewrite (two_point_top p0 n 0 (fun b => rb b * sum 1 n p0
    - (1 - rb b) * sum 1 n (w (S n)) * p0 (S n))) by assumption.
  simpl; ring.
Qed.

(** The weights p_K / S_(M-1) are forced: for positive initial populations, the averaged initial rates
    of the first n levels vanish for every n <= N if and only if level M feeds each K < M at
    the rate p_K / S_(M-1). *)
Lemma weights_are_forced N (w : nat -> nat -> R) :
  (forall J, (1 <= J <= N)%nat -> 0 < p0 J) ->
  (forall n J, (1 <= J <= n)%nat -> (n <= N)%nat -> initial_rate w n J = 0)
  <-> (forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> w M K = p0 K / sum 1 (M - 1) p0).
Proof.
  intros P; assert (SP : forall n, (1 <= n <= N)%nat -> 0 < sum 1 n p0).
  { intros n Hn; generalize (term_le_sum n p0 n (fun L _ => p0_pos L) ltac:(lia)) (P n Hn); lra. }
  split.
  - intros H M K HK HM; destruct M as [|n]; [lia|]; replace (S n - 1)%nat with n by lia.
    assert (E := initial_rate_below w n K ltac:(lia)); rewrite !H in E by lia.
    assert (A := SP n ltac:(lia)); assert (B := P (S n) ltac:(lia)).
    rewrite sum_last in E by lia.
    apply (Rmult_eq_reg_l (p0 (S n) * sum 1 n p0 / (sum 1 n p0 + p0 (S n)))).
    + transitivity (p0 (S n) / (sum 1 n p0 + p0 (S n)) * p0 K); [|field; lra].
      replace (p0 (S n) * sum 1 n p0 / (sum 1 n p0 + p0 (S n)))
        with ((1 - p0 (S n) / (sum 1 n p0 + p0 (S n))) * p0 (S n)) by (field; lra).
      lra.
    + apply Rgt_not_eq, Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra.
  - intros H n; induction n as [|n IH]; intros J HJ Hn; [lia|].
    destruct (Nat.eq_dec n 0) as [->|H0].
    { replace J with 1%nat by lia; unfold initial_rate, jump_rate; simpl.
      rewrite !sum_empty by lia; ring. }
    assert (A := SP n ltac:(lia)); assert (B := P (S n) ltac:(lia)).
    destruct (Nat.eq_dec J (S n)) as [->|].
    + rewrite initial_rate_top by lia.
      rewrite (sum_ext 1 n (w (S n)) (fun K => p0 K * / sum 1 n p0)).
      * rewrite sum_scal_r, sum_last by lia; field; lra.
      * intros K HK; rewrite H by lia; now replace (S n - 1)%nat with n by lia.
    + rewrite initial_rate_below, IH, H by lia.
      replace (S n - 1)%nat with n by lia; rewrite sum_last by lia; field; lra.
Qed.

End Weighted.

(** ** Averages over the disks *)

Lemma leveled_disks N k kappa p0 (r : (nat -> C) -> nat -> R -> R) :
  (forall K, 0 <= p0 K) -> looks_above N k ->
  (forall l, driven (level_up k (sector p0 l)) (level_down k p0 (sector p0 l)) kappa N 0 (fun _ _ => 0) (r l)
             /\ starts_at N p0 (r l)) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> disk_expectation N (fun l => r l J t) = p0 J.
Proof.
  intros p0_pos Hk Hr J t HJ Ht.
  set (q := fun s => flow (level_up k s) (level_down k p0 s) kappa p0 N 0 (fun _ _ => 0)).
  assert (Hq : forall s, driven (level_up k s) (level_down k p0 s) kappa N 0 (fun _ _ => 0) (q s) /\ starts_at N p0 (q s))
    by (intros s; apply flow_driven; intros; apply continuous_const).
  rewrite <- (leveled_average kappa p0 p0_pos N k q Hk Hq J t HJ Ht).
  apply disk_expectation_two_point; [assumption|]; intros l _.
  destruct (Hr l) as [Hl H0], (Hq (sector p0 l)) as [Hs Hs0].
  apply (driven_unique _ _ _ _ _ _ _ _ _ Hl Hs); auto.
  intros K HK; rewrite H0, Hs0 by assumption; reflexivity.
Qed.

Lemma leveled_solution_driven N k s p0 p :
  leveled_solution N k s p0 p <-> driven (level_up k s) (level_down k p0 s) 1 N 0 (fun _ _ => 0) p.
Proof.
  split; intros H J HJ t Ht; (eapply is_derive_eq; [exact (H J HJ t Ht)|unfold leveled_rate, level_up, level_down; ring]).
Qed.

Theorem leveled_solutions_exist : Statements.leveled_solutions_exist.
Proof.
  intros N k p0; exists (fun s => flow (level_up k s) (level_down k p0 s) 1 p0 N 0 (fun _ _ => 0)); intros s.
  rewrite leveled_solution_driven; apply flow_driven; intros; apply continuous_const.
Qed.

Theorem level_rates_free : Statements.level_rates_free.
Proof.
  intros N k p0 r J t p0_pos Hk Hr; apply (leveled_disks N k 1 p0 r p0_pos Hk).
  intros l; rewrite <- leveled_solution_driven; apply Hr.
Qed.

(** The weighted model is that in which every level has the rate 1. *)
Definition even (s : signs) (M : nat) : R := 1.

Lemma weighted_solution_driven N s kappa p0 p :
  weighted_solution N s kappa p0 p
  <-> driven (level_up even s) (level_down even p0 s) kappa N 0 (fun _ _ => 0) p.
Proof.
  assert (E : forall q J, (1 <= J <= N)%nat -> weighted_rate (born_weights p0) N s q J
    = jump_rate (level_up even s) (level_down even p0 s) N q J).
  { intros q J HJ; unfold weighted_rate, jump_rate, level_up, level_down, even; rewrite Rmult_1_l; f_equal.
    - do 2 f_equal; apply sum_ext; intros; ring.
    - apply sum_ext; intros; ring. }
  split; intros H J HJ t Ht; (eapply is_derive_eq; [exact (H J HJ t Ht)|cbv beta; rewrite E by assumption; ring]).
Qed.

Theorem weighted_solutions_exist : Statements.weighted_solutions_exist.
Proof.
  intros N kappa p0.
  exists (fun s => flow (level_up even s) (level_down even p0 s) kappa p0 N 0 (fun _ _ => 0)); intros s.
  destruct (flow_driven (level_up even s) (level_down even p0 s) kappa p0 N 0 (fun _ _ => 0)) as [D I];
    [intros; apply continuous_const|split; [now apply weighted_solution_driven|exact I]].
Qed.

Theorem weighted_average_constant : Statements.weighted_average_constant.
Proof.
  intros N kappa p0 r J t p0_pos Hr; apply (leveled_disks N even kappa p0 r p0_pos); [intros s s' M _ _; reflexivity|].
  intros l; destruct (Hr l) as [H H0]; split; [now apply weighted_solution_driven|exact H0].
Qed.

Theorem weights_forced : Statements.weights_forced.
Proof. intros N p0 w p0_pos; now apply weights_are_forced. Qed.
