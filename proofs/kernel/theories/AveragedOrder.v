(** Beyond the paper: on average the population moves down, never up, against Born's; and when it does not move at all. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Events Disks Capstone AveragedSums.
Open Scope R_scope.

Lemma feeding x n : 0 < x < 1 -> (1 <= n)%nat -> 1 - x <= 1 - x ^ n /\ (1 - x ^ n = 1 - x <-> n = 1%nat).
Proof.
  intros Hx Hn; destruct n as [|[|k]]; [lia|simpl; split; [lra|split; intros; [reflexivity|ring]]|].
  assert (Q : 0 < x ^ k) by (apply pow_lt; lra).
  assert (Q1 : x ^ k <= 1) by (rewrite <- (pow1 k); apply pow_incr; lra).
  simpl; assert (x * (x * x ^ k) < x) by nra; split; [lra|split; [lra|lia]].
Qed.

Section Order.

Variables (p : nat -> R) (x : R) (n : nat).
Hypothesis p_pos : forall J, 0 <= p J.
Hypothesis Hx : 0 < x < 1.

Let P (N : nat) : R := product (n + 1) N (mean_factor p x).
Let F (N : nat) (g : R) : R := real_sum N n n p p x g.

Lemma P_first N : (N <= n)%nat -> P N = 1.
Proof. intros H; apply product_empty; lia. Qed.

Lemma P_step N : (n <= N)%nat -> 0 < sum 1 (S N) p -> P (S N) * sum 1 (S N) p = P N * (sum 1 N p + x * p (S N)).
Proof.
  intros H HS; unfold P; rewrite product_last by lia; unfold mean_factor.
  replace (S N - 1)%nat with N by lia; field; lra.
Qed.

(** No level above n is occupied, and no two of them are. *)
Definition none (N : nat) : Prop := forall K, (n < K <= N)%nat -> p K = 0.
Definition not_two (N : nat) : Prop := forall K M, (n < K < M)%nat -> (M <= N)%nat -> p K = 0 \/ p M = 0.

Lemma none_step N : (n <= N)%nat -> none (S N) <-> none N /\ p (S N) = 0.
Proof.
  intros Hn; split.
  - intros H; split; [intros K HK|]; apply H; lia.
  - intros [H Z] K HK; destruct (Nat.eq_dec K (S N)) as [->|]; [assumption|apply H; lia].
Qed.

Lemma not_two_step N : (n <= N)%nat -> not_two (S N) <-> not_two N /\ (p (S N) = 0 \/ none N).
Proof.
  intros Hn; split.
  - intros H; split; [intros K M HK HM; apply H; lia|].
    destruct (Req_dec (p (S N)) 0) as [Z|Z]; [now left|right; intros K HK].
    destruct (H K (S N)) as [E|E]; [lia|lia|assumption|contradiction].
  - intros [H Z] K M HK HM; destruct (Nat.eq_dec M (S N)) as [->|]; [|apply H; lia].
    destruct Z as [Z|Z]; [now right|left; apply Z; lia].
Qed.

Lemma none_not_two N : none N -> not_two N.
Proof. intros H K M HK HM; left; apply H; lia. Qed.

Section Occupied.

Hypothesis HS : 0 < sum 1 n p.

Lemma sum_grows N : (n <= N)%nat -> sum 1 n p <= sum 1 N p.
Proof.
  intros H; rewrite (sum_split 1 n N) by lia.
  assert (0 <= sum (S n) N p) by (apply sum_nonneg; auto); lra.
Qed.

Lemma P_pos N : 0 < P N.
Proof.
  destruct (Nat.le_gt_cases n N) as [H|H]; [|rewrite P_first by lia; lra].
  induction N as [|N IH]; [rewrite P_first by lia; lra|].
  destruct (Nat.eq_dec n (S N)) as [E|E]; [rewrite P_first by lia; lra|].
  specialize (IH ltac:(lia)); assert (A := sum_grows N ltac:(lia)); assert (B := sum_grows (S N) ltac:(lia)).
  assert (C := P_step N ltac:(lia) ltac:(lra)); assert (D := p_pos (S N)).
  assert (0 < P N * (sum 1 N p + x * p (S N))) by (apply Rmult_lt_0_compat; nra); nra.
Qed.

(** S_N P_N grows with N from S_n on, and by each level that is occupied. *)
Lemma P_bound N : (n <= N)%nat -> sum 1 n p <= sum 1 N p * P N /\ (sum 1 N p * P N = sum 1 n p <-> none N).
Proof.
  intros H; induction N as [|N IH].
  { rewrite P_first by lia; replace n with 0%nat by lia; split; [lra|split; [intros _ K HK; lia|intros _; ring]]. }
  destruct (Nat.eq_dec n (S N)) as [E|E].
  { rewrite P_first, E by lia; split; [lra|split; [intros _ K HK; lia|intros _; ring]]. }
  specialize (IH ltac:(lia)); destruct IH as [L I].
  assert (B := sum_grows (S N) ltac:(lia)); assert (C := P_step N ltac:(lia) ltac:(lra)).
  assert (D := p_pos (S N)); assert (Q := P_pos N); rewrite none_step, <- I by lia.
  rewrite (Rmult_comm (sum 1 (S N) p)), C.
  assert (X : 0 < P N * x) by (apply Rmult_lt_0_compat; lra).
  assert (Y : 0 <= P N * x * p (S N)) by (apply Rmult_le_pos; lra).
  replace (P N * (sum 1 N p + x * p (S N))) with (sum 1 N p * P N + P N * x * p (S N)) by ring.
  split; [lra|split].
  - intros Z; split; [lra|]; apply (Rmult_eq_reg_l (P N * x)); lra.
  - intros [Z ->]; rewrite Z; ring.
Qed.

(** One more level: what F exceeds S_n by. *)
Lemma F_step N g : (n <= N)%nat ->
  F (S N) g - sum 1 n p = (sum 1 N p + x * p (S N)) / sum 1 (S N) p * (F N g - sum 1 n p)
    + p (S N) / sum 1 (S N) p * (g * (sum 1 N p * P N) - (1 - x) * sum 1 n p).
Proof.
  intros H; unfold F, real_sum; fold (P N) (P (S N)).
  assert (A := sum_grows N H); assert (B := sum_grows (S N) ltac:(lia)); assert (D := p_pos (S N)).
  assert (X : 0 < sum 1 N p + x * p (S N)) by nra.
  assert (C : P (S N) = P N * (sum 1 N p + x * p (S N)) / sum 1 (S N) p)
    by (rewrite <- P_step by (assumption || lra); field; lra).
  rewrite C, (sum_last (n + 1) N) by lia; replace (S N - 1)%nat with N by lia; rewrite (sum_last 1 N) in * by lia.
  field; lra.
Qed.

Hypothesis Hn : (1 <= n)%nat.

Lemma F_bound N : (n <= N)%nat ->
  sum 1 n p <= F N (1 - x ^ n) /\ (F N (1 - x ^ n) = sum 1 n p <-> none N \/ (n = 1%nat /\ not_two N)).
Proof.
  intros H; induction N as [|N IH]; [lia|].
  destruct (Nat.eq_dec n (S N)) as [E|E].
  { unfold F, real_sum; rewrite product_empty, (sum_empty (n + 1)), E by lia; split; [lra|].
    split; [intros _; left; intros K HK; lia|intros _; ring]. }
  specialize (IH ltac:(lia)); destruct IH as [L I]; destruct (P_bound N ltac:(lia)) as [PL PI].
  destruct (feeding x n Hx Hn) as [GL GI]; assert (St := F_step N (1 - x ^ n) ltac:(lia)).
  assert (A := sum_grows N ltac:(lia)); assert (B := sum_grows (S N) ltac:(lia)); assert (D := p_pos (S N)).
  set (a := (sum 1 N p + x * p (S N)) / sum 1 (S N) p) in *; set (u := p (S N) / sum 1 (S N) p) in *.
  set (b := (1 - x ^ n) * (sum 1 N p * P N) - (1 - x) * sum 1 n p) in *.
  assert (a_pos : 0 < a) by (apply Rdiv_lt_0_compat; nra).
  assert (u_pos : 0 <= u) by (apply Rdiv_le_0_compat; lra).
  assert (u_zero : u = 0 <-> p (S N) = 0).
  { split; intros Z; [|unfold u; rewrite Z; unfold Rdiv; ring].
    replace (p (S N)) with (u * sum 1 (S N) p) by (unfold u; field; lra); rewrite Z; ring. }
  assert (b_pos : 0 <= b).
  { unfold b; assert (0 <= (1 - x ^ n - (1 - x)) * (sum 1 N p * P N)) by (apply Rmult_le_pos; lra).
    assert (0 <= (1 - x) * (sum 1 N p * P N - sum 1 n p)) by (apply Rmult_le_pos; lra); lra. }
  assert (b_zero : b = 0 <-> n = 1%nat /\ none N).
  { rewrite <- GI, <- PI; unfold b; split; [|intros [-> ->]; ring]; intros Z.
    assert (0 <= (1 - x ^ n - (1 - x)) * (sum 1 N p * P N)) by (apply Rmult_le_pos; lra).
    assert (0 <= (1 - x) * (sum 1 N p * P N - sum 1 n p)) by (apply Rmult_le_pos; lra).
    split; [apply (Rmult_eq_reg_r (sum 1 N p * P N)); lra|apply (Rmult_eq_reg_l (1 - x)); lra]. }
  assert (0 <= a * (F N (1 - x ^ n) - sum 1 n p)) by (apply Rmult_le_pos; lra).
  assert (0 <= u * b) by (apply Rmult_le_pos; lra).
  split; [lra|]; rewrite none_step, not_two_step by lia; split.
  - intros Z; assert (Z1 : a * (F N (1 - x ^ n) - sum 1 n p) = 0) by lra; assert (Z2 : u * b = 0) by lra.
    apply Rmult_integral in Z1; apply Rmult_integral in Z2.
    destruct Z1 as [|Z1]; [lra|]; assert (Z3 : F N (1 - x ^ n) = sum 1 n p) by lra; apply I in Z3.
    rewrite u_zero, b_zero in Z2; assert (T := none_not_two N); tauto.
  - intros Z; assert (T := none_not_two N).
    assert (Z1 : F N (1 - x ^ n) = sum 1 n p) by (apply I; tauto).
    assert (Z2 : u = 0 \/ b = 0) by (rewrite u_zero, b_zero; tauto).
    assert (Z3 : u * b = 0) by (destruct Z2 as [-> | ->]; ring).
    rewrite Z1, Z3 in St; lra.
Qed.

End Occupied.

End Order.

(** ** No level up to n is occupied *)

Lemma product_pos a b f : (forall M, (a <= M <= b)%nat -> 0 < f M) -> 0 < product a b f.
Proof.
  intros H; unfold product.
  assert (G : forall M, In M (seq a (S b - a)) -> 0 < f M) by (intros M HM; apply in_seq in HM; apply H; lia).
  induction (seq a (S b - a)) as [|M l IH]; simpl; [lra|].
  apply Rmult_lt_0_compat; [apply G; now left|apply IH; intros; apply G; now right].
Qed.

Lemma last_empty p N n : (forall J, 0 <= p J) -> (n <= N)%nat -> sum 1 n p = 0 ->
  exists z, (n <= z <= N)%nat /\ sum 1 z p = 0 /\ ((z < N)%nat -> 0 < sum 1 (z + 1) p).
Proof.
  intros p_pos; remember (N - n)%nat as k eqn:E; revert n E; induction k as [|k IH]; intros n E Hn Z.
  - exists n; repeat split; lia || assumption.
  - destruct (Req_dec (sum 1 (n + 1) p) 0) as [Z'|Z'].
    + destruct (IH (n + 1)%nat ltac:(lia) ltac:(lia) Z') as (z & Hz & S0 & S1); exists z; repeat split; lia || auto.
    + exists n; repeat split; [lia|lia|assumption|intros _].
      assert (A := partial_pos p p_pos (n + 1)); lra.
Qed.

Lemma below_bound p x N n z g : (forall J, 0 <= p J) -> 0 < x <= 1 -> (1 <= n <= z)%nat -> (z <= N)%nat -> sum 1 z p = 0 ->
  ((z < N)%nat -> 0 < sum 1 (z + 1) p) ->
  (0 <= g -> 0 <= real_sum N n z p p x g) /\ (0 < g -> real_sum N n z p p x g = 0 <-> not_two p n N).
Proof.
  intros p_pos Hx Hn HN S0 S1.
  assert (low : forall K, (1 <= K <= z)%nat -> p K = 0) by (now apply sum_vanishes).
  assert (Sn : sum 1 n p = 0) by (apply sum_null; intros; apply low; lia).
  assert (grow : forall M, (z < M <= N)%nat -> 0 < sum 1 M p).
  { intros M HM; specialize (S1 ltac:(lia)); rewrite (sum_split 1 (z + 1) M) by lia.
    assert (0 <= sum (S (z + 1)) M p) by (apply sum_nonneg; auto); lra. }
  assert (den : forall M, (z < M <= N)%nat -> 0 < sum 1 (M - 1) p + x * p M).
  { intros M HM; assert (A := p_pos M); destruct (Nat.eq_dec M (z + 1)) as [->|E].
    - replace (z + 1 - 1)%nat with z by lia; rewrite S0; specialize (S1 ltac:(lia)).
      replace (z + 1)%nat with (S z) in * by lia; rewrite sum_last in S1 by lia; nra.
    - assert (B := grow (M - 1)%nat ltac:(lia)); nra. }
  set (f := fun M => p M * (sum 1 (M - 1) p / (sum 1 (M - 1) p + x * p M))).
  assert (f_pos : forall M, (z + 1 <= M <= N)%nat -> 0 <= f M).
  { intros M HM; apply Rmult_le_pos; [apply p_pos|apply Rdiv_le_0_compat; [|apply den; lia]].
    apply partial_pos; assumption. }
  assert (P : 0 < product (z + 1) N (mean_factor p x)).
  { apply product_pos; intros M HM; apply Rdiv_lt_0_compat; [apply den|apply grow]; lia. }
  assert (T := sum_nonneg _ _ _ f_pos); unfold real_sum; fold f; rewrite Sn, Rplus_0_l; split.
  { intros Hg; repeat apply Rmult_le_pos; lra. }
  intros Hg; transitivity (sum (z + 1) N f = 0).
  { split; [|intros ->; ring]; intros Z; apply (Rmult_eq_reg_l (product (z + 1) N (mean_factor p x) * g)); [lra|].
    apply Rgt_not_eq, Rmult_lt_0_compat; assumption. }
  rewrite sum_vanishes by assumption; split.
  - intros Z K M HK HM; destruct (Nat.le_gt_cases M (z + 1)) as [C|C]; [left; apply low; lia|right].
    specialize (Z M ltac:(lia)); unfold f in Z; apply Rmult_integral in Z; destruct Z as [|Z]; [assumption|].
    assert (A := grow (M - 1)%nat ltac:(lia)); assert (B := den M ltac:(lia)).
    assert (0 < sum 1 (M - 1) p / (sum 1 (M - 1) p + x * p M)) by (now apply Rdiv_lt_0_compat); lra.
  - intros Z M HM; unfold f; destruct (Nat.eq_dec M (z + 1)) as [->|E].
    + replace (z + 1 - 1)%nat with z by lia; rewrite S0; unfold Rdiv; ring.
    + destruct (Z (z + 1)%nat M) as [C|C]; [lia|lia| |rewrite C; ring].
      specialize (S1 ltac:(lia)); replace (z + 1)%nat with (S z) in * by lia; rewrite sum_last in S1 by lia; lra.
Qed.

(** ** The averages *)

Section Averages.

Variables (N n : nat) (kappa : R) (alpha : nat -> C) (rho0 : matrix) (rho : (nat -> C) -> R -> matrix) (t : R).
Hypothesis Hrho : hidden_family N kappa alpha rho0 rho.
Hypothesis Hn : (1 <= n <= N)%nat.
Hypothesis Ht : 0 <= t.

Let p (K : nat) : R := Cmod (alpha K) ^ 2.
Let x : R := exp (- kappa * t).

Lemma populated_real z g : (z <= N)%nat ->
  real_sum N n z p (fun K => Re (rho0 K K)) x g = real_sum N n z p p x g.
Proof.
  intros Hz; unfold real_sum; f_equal.
  rewrite (sum_ext 1 n (fun K => Re (rho0 K K)) p) by (intros K HK; now rewrite (proj1 Hrho K) by lia).
  do 2 f_equal; apply sum_ext; intros K HK; now rewrite (proj1 Hrho K) by lia.
Qed.

Lemma averaged_real_sum z : (z = n \/ sum 1 z p = 0) -> (n <= z <= N)%nat -> ((z < N)%nat -> 0 < sum 1 (z + 1) p) ->
  Re (averaged_partial_sum N n rho t) = real_sum N n z p p x (INR n / INR z * (1 - x ^ z)).
Proof.
  intros Z Hz S1; rewrite <- populated_real by lia; destruct (Nat.eq_dec z n) as [->|E].
  - rewrite (averaged_sums N n kappa alpha rho0 rho t (proj2 Hrho) ltac:(lia) S1 Ht).
    replace (INR n / INR n) with 1 by (field; apply not_0_INR; lia).
    rewrite Rmult_1_l; exact (proj1 (closed_sum_parts N n n p (fun K => rho0 K K) x (1 - x ^ n))).
  - rewrite (averaged_sums_below N n z kappa alpha rho0 rho t (proj2 Hrho) Hz ltac:(intuition) S1 Ht).
    exact (proj1 (closed_sum_parts N n z p (fun K => rho0 K K) x (INR n / INR z * (1 - x ^ z)))).
Qed.

Lemma p_nonneg K : 0 <= p K.
Proof. apply pow2_ge_0. Qed.

(** The levels up to n are occupied, or there is a last level z up to which none is. *)
Lemma occupied_or_not : sum 1 n p <> 0 /\ ((n < N)%nat -> 0 < sum 1 (n + 1) p) \/ sum 1 n p = 0 /\
  exists z, (n <= z <= N)%nat /\ sum 1 z p = 0 /\ ((z < N)%nat -> 0 < sum 1 (z + 1) p).
Proof.
  destruct (Req_dec (sum 1 n p) 0) as [Z|Z]; [right|left]; (split; [assumption|]).
  - apply last_empty; [apply p_nonneg|lia|assumption].
  - intros _; replace (n + 1)%nat with (S n) by lia; rewrite sum_last by lia.
    generalize (p_nonneg (S n)) (partial_pos p p_nonneg n); lra.
Qed.

Lemma still : x = 1 -> Re (averaged_partial_sum N n rho t) = sum 1 n p.
Proof.
  intros X; assert (G : forall z, INR n / INR z * (1 - x ^ z) = 0) by (intros; rewrite X, pow1; ring).
  destruct occupied_or_not as [[Z S1]|[Z (z & Hz & S0 & S1)]].
  - rewrite (averaged_real_sum n (or_introl eq_refl)), G, X by (lia || assumption); unfold real_sum.
    rewrite product_one; [ring|]; intros M HM; unfold mean_factor; rewrite Rmult_1_l, (term_prefix M p) by lia.
    assert (0 < sum 1 M p); [|field; lra]; rewrite (sum_split 1 n M) by lia.
    assert (0 <= sum (S n) M p) by (apply sum_nonneg; intros; apply p_nonneg).
    generalize (partial_pos p p_nonneg n); lra.
  - rewrite (averaged_real_sum z (or_intror S0) Hz S1), G; unfold real_sum; rewrite Z; ring.
Qed.

Lemma moving : 0 < x < 1 ->
  sum 1 n p <= Re (averaged_partial_sum N n rho t)
  /\ (Re (averaged_partial_sum N n rho t) = sum 1 n p
      <-> none p n N \/ (n = 1%nat \/ sum 1 n p = 0) /\ not_two p n N).
Proof.
  intros Hx; assert (T := none_not_two p n N).
  assert (A := partial_pos p p_nonneg n); destruct occupied_or_not as [[Z S1]|[Z (z & Hz & S0 & S1)]].
  - rewrite (averaged_real_sum n (or_introl eq_refl)) by (lia || assumption).
    replace (INR n / INR n) with 1 by (field; apply not_0_INR; lia); rewrite Rmult_1_l.
    destruct (F_bound p x n p_nonneg Hx ltac:(lra) ltac:(lia) N ltac:(lia)) as [L I].
    split; [assumption|]; rewrite I; tauto.
  - rewrite (averaged_real_sum z (or_intror S0) Hz S1), Z.
    assert (G : 0 < INR n / INR z * (1 - x ^ z)).
    { apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; apply lt_0_INR; lia|].
      destruct (feeding x z Hx ltac:(lia)); lra. }
    destruct (below_bound p x N n z (INR n / INR z * (1 - x ^ z)) p_nonneg ltac:(lra) ltac:(lia) ltac:(lia) S0 S1) as [L I].
    specialize (L (Rlt_le _ _ G)); specialize (I G); split; [assumption|]; rewrite I; tauto.
Qed.

End Averages.

Theorem averaged_order : Statements.averaged_order.
Proof.
  intros N n kappa alpha rho0 rho t Hrho Hn Hk Ht; destruct (Nat.eq_dec n 0) as [->|H0].
  { split; unfold averaged_partial_sum, sum, csum; simpl; lra. }
  split; [apply (still N n kappa alpha rho0 rho 0 Hrho ltac:(lia) (Rle_refl 0)); rewrite Rmult_0_r; apply exp_0|].
  assert (K := Rmult_le_pos kappa t Hk Ht).
  destruct (Req_dec (kappa * t) 0) as [Z|Z].
  - rewrite (still N n kappa alpha rho0 rho t Hrho ltac:(lia) Ht); [lra|].
    replace (- kappa * t) with 0 by lra; apply exp_0.
  - apply (moving N n kappa alpha rho0 rho t Hrho ltac:(lia) Ht); split; [apply exp_pos|].
    rewrite <- exp_0; apply exp_increasing; lra.
Qed.

(** At t > 0 the two are equal just where no level above n is occupied, or one alone and n = 1 or no level up to n. *)
Lemma order_equality N n kappa alpha rho0 rho t : let p := fun K => Cmod (alpha K) ^ 2 in
  hidden_family N kappa alpha rho0 rho -> (1 <= n <= N)%nat -> 0 < kappa -> 0 < t ->
  (sum 1 n p < Re (averaged_partial_sum N n rho t) <-> ~ (none p n N \/ (n = 1%nat \/ sum 1 n p = 0) /\ not_two p n N)).
Proof.
  intros p Hrho Hn Hk Ht; assert (K := Rmult_lt_0_compat kappa t Hk Ht).
  destruct (moving N n kappa alpha rho0 rho t Hrho Hn (Rlt_le _ _ Ht)) as [L I].
  { split; [apply exp_pos|]; rewrite <- exp_0; apply exp_increasing; lra. }
  fold p in L, I; split; [intros A B; apply I in B; lra|intros A].
  destruct (Req_dec (Re (averaged_partial_sum N n rho t)) (sum 1 n p)) as [E|E]; [exfalso; apply A, I, E|lra].
Qed.

(** Of numbers that are not negative the sum is positive just where not all vanish. *)
Lemma sum_positive a b f : (forall M, (a <= M <= b)%nat -> 0 <= f M) ->
  0 < sum a b f <-> ~ forall M, (a <= M <= b)%nat -> f M = 0.
Proof. intros H; rewrite <- (sum_vanishes a b f H); generalize (sum_nonneg a b f H); lra. Qed.

Lemma none_sum p n N : (forall K, 0 <= p K) -> (n <= N)%nat -> sum 1 N p - sum 1 n p = 0 <-> none p n N.
Proof.
  intros p_pos H; rewrite (sum_split 1 n N) by lia; replace (sum 1 n p + sum (S n) N p - sum 1 n p) with (sum (S n) N p) by ring.
  rewrite sum_vanishes by auto; split; intros Z K HK; apply Z; lia.
Qed.

(** Two levels above n are occupied just where one is above an occupied one. *)
Lemma two_sum p n N : (forall K, 0 <= p K) -> (1 <= n)%nat ->
  (forall M, (2 <= M <= N)%nat -> p M * (sum 1 (M - 1) p - sum 1 (Nat.min n (M - 1)) p) = 0) <-> not_two p n N.
Proof.
  intros p_pos Hn; split.
  - intros Z K M HK HM; specialize (Z M ltac:(lia)); apply Rmult_integral in Z; destruct Z as [Z|Z]; [now right|left].
    rewrite Nat.min_l in Z by lia; apply none_sum in Z; [apply Z; lia|assumption|lia].
  - intros Z M HM; destruct (Nat.le_gt_cases M n) as [L|L]; [rewrite Nat.min_r by lia; ring|].
    rewrite Nat.min_l by lia; destruct (Req_dec (p M) 0) as [E|E]; [rewrite E; ring|].
    replace (sum 1 (M - 1) p - sum 1 n p) with 0; [ring|]; symmetry; apply none_sum; [assumption|lia|].
    intros K HK; destruct (Z K M) as [|]; [lia|lia|assumption|contradiction].
Qed.

Theorem averaged_order_strict : Statements.averaged_order_strict.
Proof.
  intros N n kappa alpha rho0 rho t Hrho Hn HS Hk Ht; rewrite (order_equality N n kappa alpha rho0 rho t Hrho ltac:(lia) Hk Ht).
  set (p := fun K => Cmod (alpha K) ^ 2) in *; assert (p_pos : forall K, 0 <= p K) by (intros; apply pow2_ge_0).
  assert (G : sum 1 n p <= sum 1 N p).
  { rewrite (sum_split 1 n N) by lia; assert (0 <= sum (S n) N p) by (apply sum_nonneg; auto); lra. }
  assert (Z := none_sum p n N p_pos ltac:(lia)); split.
  - intros H; destruct (Req_dec (sum 1 N p - sum 1 n p) 0); [exfalso; apply H; left; now apply Z|lra].
  - intros H [H'|[[H'|H'] _]]; [apply Z in H'; lra|lia|lra].
Qed.

Theorem averaged_order_first : Statements.averaged_order_first.
Proof.
  intros N kappa alpha rho0 rho t Hrho HN HS Hk Ht; rewrite (order_equality N 1 kappa alpha rho0 rho t Hrho ltac:(lia) Hk Ht).
  set (p := fun K => Cmod (alpha K) ^ 2) in *; assert (p_pos : forall K, 0 <= p K) by (intros; apply pow2_ge_0).
  rewrite sum_positive.
  - assert (T := none_not_two p 1 N); assert (Z := two_sum p 1 N p_pos (le_n 1)).
    assert (E : (forall M, (2 <= M <= N)%nat -> p M * (sum 1 (M - 1) p - sum 1 (Nat.min 1 (M - 1)) p) = 0)
      <-> forall M, (2 <= M <= N)%nat -> p M * (sum 1 (M - 1) p - sum 1 1 p) = 0)
      by (split; intros H M HM; specialize (H M HM); rewrite Nat.min_l in * by lia; exact H).
    rewrite E in Z; change (fun M => Cmod (alpha M) ^ 2 * _) with (fun M => p M * (sum 1 (M - 1) p - sum 1 1 p)); tauto.
  - intros M HM; apply Rmult_le_pos; [apply p_pos|]; rewrite (sum_split 1 1 (M - 1)) by lia.
    assert (0 <= sum 2 (M - 1) p) by (apply sum_nonneg; auto); unfold p in *; lra.
Qed.

Theorem averaged_order_zeros : Statements.averaged_order_zeros.
Proof.
  intros N n kappa alpha rho0 rho t Hrho Hn HS Hk Ht; rewrite (order_equality N n kappa alpha rho0 rho t Hrho Hn Hk Ht).
  set (p := fun K => Cmod (alpha K) ^ 2) in *; assert (p_pos : forall K, 0 <= p K) by (intros; apply pow2_ge_0).
  rewrite sum_positive by (intros; apply Rmult_le_pos; [apply p_pos|apply partial_pos; assumption]).
  assert (T := none_not_two p n N); assert (Z := two_sum p n N p_pos (proj1 Hn)).
  assert (Low : forall k, (k <= n)%nat -> sum 1 k p = 0)
    by (intros k Hk'; apply sum_null; intros K HK; apply (proj1 (sum_vanishes 1 n p (fun J _ => p_pos J)) HS); lia).
  assert (E : (forall M, (2 <= M <= N)%nat -> p M * (sum 1 (M - 1) p - sum 1 (Nat.min n (M - 1)) p) = 0)
    <-> forall M, (2 <= M <= N)%nat -> p M * sum 1 (M - 1) p = 0)
    by (split; intros H M HM; specialize (H M HM); rewrite (Low (Nat.min n (M - 1))) in * by lia; rewrite Rminus_0_r in *; exact H).
  rewrite E in Z; change (fun M => Cmod (alpha M) ^ 2 * _) with (fun M => p M * sum 1 (M - 1) p); tauto.
Qed.
