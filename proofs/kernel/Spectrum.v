(** The decay rates of the population equations (39), for every N and every sign pattern: the
    partial sums obey a triangular system, and its rates are 0, 1, ..., N - 1 in units of kappa. *)

From Coq Require Import Reals List Arith Lia Lra Permutation.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums.
Open Scope R_scope.

(** The decay rate of the partial sum S_n = p_1 + ... + p_n. *)
Definition rate (N : nat) (s : signs) (n : nat) : R :=
  if Nat.ltb n N
  then sum (n + 1) N (fun M => rb (s M)) + INR n * (1 - rb (s (n + 1)%nat))
  else 0.

(** The system of the partial sums, as a matrix: dS_n/dt = sum_m partial_sum_matrix n m S_m. *)
Definition partial_sum_matrix (N : nat) (s : signs) (n m : nat) : R :=
  if Nat.ltb m n then 0
  else if Nat.eqb m n then - rate N s n
  else INR n * ((1 - rb (s m)) - (if Nat.ltb m N then 1 - rb (s (m + 1)%nat) else 0)).

(** ** Adding a level *)

Lemma population_rate_below N s p J :
  (1 <= J <= N)%nat ->
  population_rate (S N) s p J
  = population_rate N s p J + (1 - rb (s (S N))) * p (S N) - rb (s (S N)) * p J.
Proof. intros HJ; unfold population_rate; rewrite sum_last by lia; ring. Qed.

Lemma population_rate_top N s p :
  population_rate (S N) s p (S N)
  = rb (s (S N)) * sum 1 N p - (1 - rb (s (S N))) * INR N * p (S N).
Proof.
  unfold population_rate; rewrite (sum_empty (S N + 1)) by lia.
  replace (S N - 1)%nat with N by lia.
  destruct (Nat.leb_spec 2 (S N)) as [H|H]; [ring|].
  replace N with 0%nat by lia; rewrite sum_empty by lia; simpl; ring.
Qed.

(** Every eigenvalue problem and every constant source splits off the top level. *)
Lemma population_rate_ext N s p q J :
  (1 <= J <= N)%nat -> (forall K, (1 <= K <= N)%nat -> p K = q K) ->
  population_rate N s p J = population_rate N s q J.
Proof.
  intros HJ H; unfold population_rate; rewrite (H J) by lia; f_equal.
  - destruct (Nat.leb 2 J); [|reflexivity].
    rewrite (sum_ext 1 (J - 1) p q); [reflexivity|intros; apply H; lia].
  - apply sum_ext; intros M HM; rewrite (H M); [reflexivity|lia].
Qed.

Lemma population_rate_zero N s J : population_rate N s (fun _ => 0) J = 0.
Proof.
  unfold population_rate; rewrite sum_zero, sum_null by (intros; ring).
  destruct (Nat.leb 2 J); ring.
Qed.

(** ** The partial sums *)

(** (39): the partial sums S_n obey a triangular system, in which n sees only S_n, S_(n+1), ... *)
Theorem partial_sums N s p n :
  (n <= N)%nat ->
  sum 1 n (population_rate N s p)
  = - sum (n + 1) N (fun M => rb (s M)) * sum 1 n p
    + INR n * sum (n + 1) N (fun M => (1 - rb (s M)) * (sum 1 M p - sum 1 (M - 1) p)).
Proof.
  revert n; induction N as [|N IH]; intros n Hn.
  { replace n with 0%nat by lia; rewrite !sum_empty by lia; simpl; ring. }
  assert (Below : forall m, (m <= N)%nat -> sum 1 m (population_rate (S N) s p)
    = sum 1 m (population_rate N s p)
      + INR m * ((1 - rb (s (S N))) * p (S N)) - rb (s (S N)) * sum 1 m p).
  { intros m Hm; rewrite <- (sum_scal_l 1 m (rb (s (S N)))).
    replace (INR m) with (INR (S m - 1)) by (f_equal; lia).
    rewrite <- sum_const, <- sum_plus, <- sum_minus.
    apply sum_ext; intros; now apply population_rate_below; lia. }
  destruct (Nat.eq_dec n (S N)) as [->|].
  - rewrite sum_last, population_rate_top, Below, IH, !(sum_empty (_ + 1)) by lia; ring.
  - rewrite Below, IH, !(sum_last (n + 1)) by lia.
    replace (S N - 1)%nat with N by lia; rewrite (sum_last 1 N) by lia; ring.
Qed.

(** (39): the derivatives of the partial sums along a solution, for every N. *)
Theorem partial_sums_derivative N s (p : nat -> R -> R) (t : R) n :
  (n <= N)%nat ->
  (forall J, (1 <= J <= N)%nat ->
    is_derive (p J) t (population_rate N s (fun K => p K t) J)) ->
  is_derive (fun x : R => sum 1 n (fun J => p J x)) t
    (- sum (n + 1) N (fun M => rb (s M)) * sum 1 n (fun J => p J t)
     + INR n * sum (n + 1) N (fun M =>
         (1 - rb (s M)) * (sum 1 M (fun J => p J t) - sum 1 (M - 1) (fun J => p J t)))).
Proof.
  intros Hn Hp; rewrite <- partial_sums by easy.
  apply sum_is_derive; intros J HJ; apply Hp; lia.
Qed.

(** (39): the rates of the populations add up to 0: probability is conserved. *)
Theorem total_is_conserved N s p : sum 1 N (population_rate N s p) = 0.
Proof. rewrite partial_sums, !(sum_empty (N + 1)) by lia; ring. Qed.

Lemma sum_lagged n N (d F : nat -> R) :
  (n < N)%nat ->
  sum (n + 1) N (fun M => d M * F (M - 1)%nat)
  = d (n + 1)%nat * F n
    + sum (n + 1) N (fun m => (if Nat.ltb m N then d (m + 1)%nat else 0) * F m).
Proof.
  intros Hn; destruct N as [|N]; [lia|]; replace (n + 1)%nat with (S n) by lia.
  rewrite sum_shift, sum_first, sum_last, Nat.ltb_irrefl by lia.
  replace (S n - 1)%nat with n by lia.
  rewrite (sum_ext (S n) N _ (fun m => (if Nat.ltb m (S N) then d (m + 1)%nat else 0) * F m)); [ring|].
  intros k Hk; replace (Nat.ltb k (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
  now replace (S k - 1)%nat with k by lia; replace (k + 1)%nat with (S k) by lia.
Qed.

(** (39): in the basis of the partial sums its matrix is triangular, the rates on the diagonal. *)
Theorem partial_sums_triangular N s p n :
  (n <= N)%nat ->
  sum 1 n (population_rate N s p)
  = sum n N (fun m => partial_sum_matrix N s n m * sum 1 m p).
Proof.
  intros Hn; rewrite partial_sums, (sum_first n N) by easy; unfold partial_sum_matrix at 1.
  rewrite Nat.ltb_irrefl, Nat.eqb_refl; unfold rate; replace (S n) with (n + 1)%nat by lia.
  destruct (Nat.ltb_spec n N) as [H|H].
  2: { rewrite !(sum_empty (n + 1)) by lia; ring. }
  rewrite (sum_ext (n + 1) N (fun m => partial_sum_matrix N s n m * sum 1 m p)
    (fun m => INR n * ((1 - rb (s m)) * sum 1 m p)
      - INR n * ((if Nat.ltb m N then 1 - rb (s (m + 1)%nat) else 0) * sum 1 m p))).
  2: { intros m Hm; unfold partial_sum_matrix.
       replace (Nat.ltb m n) with false by (symmetry; apply Nat.ltb_ge; lia).
       replace (Nat.eqb m n) with false by (symmetry; apply Nat.eqb_neq; lia); ring. }
  rewrite sum_minus, !sum_scal_l.
  rewrite (sum_ext (n + 1) N (fun M => (1 - rb (s M)) * (sum 1 M p - sum 1 (M - 1) p))
    (fun M => (1 - rb (s M)) * sum 1 M p - (1 - rb (s M)) * sum 1 (M - 1) p))
    by (intros; ring).
  rewrite sum_minus, (sum_lagged n N (fun M => 1 - rb (s M)) (fun m => sum 1 m p)) by easy.
  ring.
Qed.

(** ** The rates *)

Lemma rate_below N s n : (n < N)%nat -> rate (S N) s n = rate N s n + rb (s (S N)).
Proof.
  intros Hn; unfold rate.
  replace (Nat.ltb n N) with true by (symmetry; now apply Nat.ltb_lt).
  replace (Nat.ltb n (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
  rewrite sum_last by lia; ring.
Qed.

Lemma rate_second N s : rate (S N) s N = rb (s (S N)) + INR N * (1 - rb (s (S N))).
Proof.
  unfold rate; replace (Nat.ltb N (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
  replace (N + 1)%nat with (S N) by lia; now rewrite sum_one.
Qed.

Lemma rate_top N s : rate N s N = 0.
Proof. unfold rate; now rewrite Nat.ltb_irrefl. Qed.

(** (39): the rates r_1, ..., r_N are 0, 1, ..., N - 1 in some order. *)
Theorem rates_are_a_permutation N s :
  Permutation (map (rate N s) (seq 1 N)) (map INR (seq 0 N)).
Proof.
  induction N as [|N IH]; [constructor|].
  destruct N as [|m]; [simpl; rewrite rate_top; repeat constructor|].
  rewrite (seq_S m 1), map_app in IH; rewrite (seq_S (S m) 1), (seq_S m 1), !map_app, <- app_assoc.
  rewrite (map_ext_in _ (fun n => rate (S m) s n + rb (s (S (S m)))))
    by (intros n Hn; apply in_seq in Hn; apply rate_below; lia).
  cbn [map app Nat.add] in *; rewrite rate_top in *; rewrite rate_second.
  destruct (s (S (S m))); cbn [rb].
  - (* the level feeds on all others: every rate grows by 1, and 0 is new *)
    replace (1 + INR (S m) * (1 - 1)) with (0 + 1) by ring.
    transitivity (0 :: map (fun r => r + 1) (map INR (seq 0 (S m)))).
    + change (0 + 1 :: 0 :: nil) with ((0 + 1 :: nil) ++ 0 :: nil).
      rewrite app_assoc, <- Permutation_cons_append; constructor.
      rewrite <- IH, map_app, map_map; reflexivity.
    + rewrite map_map, (map_ext _ (fun k => INR (S k))) by (intros; now rewrite S_INR).
      now rewrite <- (map_map S INR), seq_shift.
  - (* the level decays to all others: its rate is new *)
    rewrite (map_ext _ (rate (S m) s)) by (intros; ring).
    replace (0 + INR (S m) * (1 - 0)) with (INR (S m)) by ring.
    rewrite (seq_S (S m) 0), map_app, <- IH, <- app_assoc.
    apply Permutation_app_head, perm_swap.
Qed.
