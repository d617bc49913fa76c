(** The spectrum of the population equations (39), for every N and every sign pattern:
    the decay rates are 0, 1, ..., N - 1 in units of kappa. *)

From Coq Require Import Reals List Arith Lia Lra Permutation.
From Coquelicot Require Import Coquelicot.
From bornproof Require Import Model Sums Matrices Generator.
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

(** (39) as a matrix: d rho_JJ/dt = sum_K population_matrix J K rho_KK. *)
Definition population_matrix (N : nat) (s : signs) (J K : nat) : R :=
  if Nat.ltb K J then rb (s J)
  else if Nat.ltb J K then 1 - rb (s K)
  else - INR (J - 1) * (1 - rb (s J)) - sum (J + 1) N (fun M => rb (s M)).

(** The determinant, by Laplace's expansion along the last column; rows and columns are 1..n. *)
Definition without_row (i : nat) (A : nat -> nat -> R) : nat -> nat -> R :=
  fun k j => A (if Nat.ltb k i then k else S k) j.
Fixpoint det (n : nat) (A : nat -> nat -> R) : R :=
  match n with
  | O => 1
  | S m => sum 1 n (fun i => (-1) ^ (i + n) * A i n * det m (without_row i A))
  end.

(** f 0 * f 1 * ... * f (n - 1). *)
Definition product (n : nat) (f : nat -> R) : R := fold_right Rmult 1 (map f (seq 0 n)).

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

(** The partial sums obey a triangular system, in which level n sees only S_n, S_(n+1), ... *)
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

(** The same along a solution of (39). *)
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

(** Probability is conserved: the last partial sum is constant. *)
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

(** In the basis of the partial sums the matrix is triangular, with the rates on its diagonal. *)
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

(** The rates r_1, ..., r_N are 0, 1, ..., N - 1 in some order. *)
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

(** ** The characteristic polynomial *)

(** (39) is the product of this matrix with the populations. *)
Theorem population_matrix_spec N s p J :
  (1 <= J <= N)%nat ->
  population_rate N s p J = sum 1 N (fun K => population_matrix N s J K * p K).
Proof.
  intros HJ; unfold population_rate; rewrite (sum_split 1 J N) by lia.
  rewrite (sum_ext (S J) N _ (fun M => (1 - rb (s M)) * p M)).
  2: { intros K HK; unfold population_matrix.
       replace (Nat.ltb K J) with false by (symmetry; apply Nat.ltb_ge; lia).
       now replace (Nat.ltb J K) with true by (symmetry; apply Nat.ltb_lt; lia). }
  destruct J as [|j]; [lia|]; rewrite sum_last by lia.
  rewrite (sum_ext 1 j _ (fun K => rb (s (S j)) * p K)).
  2: { intros K HK; unfold population_matrix.
       now replace (Nat.ltb K (S j)) with true by (symmetry; apply Nat.ltb_lt; lia). }
  unfold population_matrix at 1; rewrite Nat.ltb_irrefl, sum_minus, sum_scal_l, sum_scal_r.
  replace (S j + 1)%nat with (S (S j)) by lia; replace (S j - 1)%nat with j by lia.
  destruct (Nat.leb_spec 2 (S j)) as [H|H]; [ring|].
  replace j with 0%nat by lia; rewrite (sum_empty 1 0) by lia; simpl INR; ring.
Qed.

Lemma det_succ m A :
  det (S m) A = sum 1 (S m) (fun i => (-1) ^ (i + S m) * A i (S m) * det m (without_row i A)).
Proof. reflexivity. Qed.

Lemma det_ext n A B :
  (forall i j, (1 <= i <= n)%nat -> (1 <= j <= n)%nat -> A i j = B i j) -> det n A = det n B.
Proof.
  revert A B; induction n as [|m IH]; intros A B H; [reflexivity|]; rewrite !det_succ.
  apply sum_ext; intros i Hi; rewrite H by lia; f_equal.
  apply IH; intros k j Hk Hj; unfold without_row; apply H; [|lia].
  destruct (Nat.ltb_spec k i); lia.
Qed.

(** A determinant vanishes with its last row. *)
Lemma det_last_row_zero m A :
  (forall j, (1 <= j <= S m)%nat -> A (S m) j = 0) -> det (S m) A = 0.
Proof.
  revert A; induction m as [|m IH]; intros A H; rewrite det_succ; apply sum_null; intros i Hi.
  - replace i with 1%nat by lia; rewrite H by lia; ring.
  - destruct (Nat.eq_dec i (S (S m))) as [->|Hne]; [rewrite H by lia; ring|].
    rewrite IH; [ring|]; intros j Hj; unfold without_row.
    replace (Nat.ltb (S m) i) with false by (symmetry; apply Nat.ltb_ge; lia); apply H; lia.
Qed.

Lemma det_corner m A : (-1) ^ (S m + S m) * A (S m) (S m) * det m (without_row (S m) A)
  = A (S m) (S m) * det m A.
Proof.
  replace (S m + S m)%nat with (2 * S m)%nat by lia; rewrite pow_1_even, Rmult_1_l; f_equal.
  apply det_ext; intros i j Hi Hj; unfold without_row.
  now replace (Nat.ltb i (S m)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

(** Expansion along a last row or a last column of which only the corner is not zero. *)
Lemma det_last_row m A :
  (forall j, (1 <= j <= m)%nat -> A (S m) j = 0) -> det (S m) A = A (S m) (S m) * det m A.
Proof.
  intros H; rewrite det_succ, sum_last, det_corner by lia.
  rewrite sum_null; [ring|]; intros i Hi; destruct m as [|m]; [lia|].
  rewrite det_last_row_zero; [ring|]; intros j Hj; unfold without_row.
  replace (Nat.ltb (S m) i) with false by (symmetry; apply Nat.ltb_ge; lia); apply H; lia.
Qed.

Lemma det_last_column m A :
  (forall i, (1 <= i <= m)%nat -> A i (S m) = 0) -> det (S m) A = A (S m) (S m) * det m A.
Proof.
  intros H; rewrite det_succ, sum_last, det_corner, sum_null by lia || (intros; rewrite H by lia; ring).
  ring.
Qed.

Lemma product_first n f : product (S n) f = f 0%nat * product n (fun k => f (S k)).
Proof. unfold product; simpl; now rewrite <- seq_shift, map_map. Qed.

Lemma product_last n f : product (S n) f = product n f * f n.
Proof.
  revert f; induction n as [|n IH]; intros f; [unfold product; simpl; ring|].
  rewrite product_first, IH, (product_first n); ring.
Qed.

Lemma population_matrix_below N s J K :
  (1 <= J <= N)%nat -> (1 <= K <= N)%nat ->
  population_matrix (S N) s J K = population_matrix N s J K - rb (s (S N)) * delta J K.
Proof.
  intros HJ HK; unfold population_matrix.
  destruct (Nat.ltb_spec K J); [rewrite delta_neq by lia; ring|].
  destruct (Nat.ltb_spec J K); [rewrite delta_neq by lia; ring|].
  replace K with J by lia; rewrite delta_refl, sum_last by lia; ring.
Qed.

Lemma population_matrix_last_row N s K :
  (1 <= K <= N)%nat -> population_matrix (S N) s (S N) K = rb (s (S N)).
Proof.
  intros HK; unfold population_matrix.
  now replace (Nat.ltb K (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

Lemma population_matrix_last_column N s J :
  (1 <= J <= N)%nat -> population_matrix (S N) s J (S N) = 1 - rb (s (S N)).
Proof.
  intros HJ; unfold population_matrix.
  replace (Nat.ltb (S N) J) with false by (symmetry; apply Nat.ltb_ge; lia).
  now replace (Nat.ltb J (S N)) with true by (symmetry; apply Nat.ltb_lt; lia).
Qed.

Lemma population_matrix_corner N s :
  population_matrix (S N) s (S N) (S N) = - INR N * (1 - rb (s (S N))).
Proof.
  unfold population_matrix; rewrite Nat.ltb_irrefl, sum_empty by lia.
  replace (S N - 1)%nat with N by lia; ring.
Qed.

(** det(x - A) = x (x + 1) ... (x + N - 1), for every sign pattern. *)
Theorem characteristic_polynomial N s x :
  det N (fun J K => x * delta J K - population_matrix N s J K) = product N (fun k => x + INR k).
Proof.
  revert x; induction N as [|N IH]; intros x; [reflexivity|].
  destruct (s (S N)) eqn:Hs.
  - rewrite det_last_column, product_first, population_matrix_corner, delta_refl, Hs.
    2: { intros i Hi; rewrite population_matrix_last_column, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext N _ (fun J K => (x + 1) * delta J K - population_matrix N s J K)).
    2: { intros i j Hi Hj; rewrite population_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; f_equal; [simpl; ring|].
    unfold product; f_equal; apply map_ext; intros; rewrite S_INR; ring.
  - rewrite det_last_row, product_last, population_matrix_corner, delta_refl, Hs.
    2: { intros j Hj; rewrite population_matrix_last_row, delta_neq, Hs by lia; simpl; ring. }
    rewrite (det_ext N _ (fun J K => x * delta J K - population_matrix N s J K)).
    2: { intros i j Hi Hj; rewrite population_matrix_below, Hs by easy; simpl; ring. }
    rewrite IH; simpl; ring.
Qed.

(** ** Eigenvectors *)

Definition nonzero_vector (N : nat) (p : nat -> R) : Prop :=
  exists J, (1 <= J <= N)%nat /\ p J <> 0.
Definition eigenvector (N : nat) (s : signs) (x : R) (p : nat -> R) : Prop :=
  nonzero_vector N p /\ forall J, (1 <= J <= N)%nat -> population_rate N s p J = x * p J.

(** [p] with its value at level N replaced. *)
Definition top (N : nat) (y : R) (p : nat -> R) : nat -> R :=
  fun K => if Nat.eqb K N then y else p K.

Lemma top_at N y p : top N y p N = y.
Proof. unfold top; now rewrite Nat.eqb_refl. Qed.

Lemma top_below N y p K : (K < N)%nat -> top N y p K = p K.
Proof. intros H; unfold top; now replace (Nat.eqb K N) with false by (symmetry; apply Nat.eqb_neq; lia). Qed.

Lemma rate_of_top_below N s y p J :
  (1 <= J <= N)%nat ->
  population_rate (S N) s (top (S N) y p) J
  = population_rate N s p J + (1 - rb (s (S N))) * y - rb (s (S N)) * p J.
Proof.
  intros HJ; rewrite population_rate_below, top_at, top_below by lia; do 2 f_equal.
  apply population_rate_ext; [easy|intros; apply top_below; lia].
Qed.

Lemma rate_of_top_at N s y p :
  population_rate (S N) s (top (S N) y p) (S N)
  = rb (s (S N)) * sum 1 N p - (1 - rb (s (S N))) * INR N * y.
Proof.
  rewrite population_rate_top, top_at; do 2 f_equal.
  apply sum_ext; intros; apply top_below; lia.
Qed.

(** Off the spectrum, every uniform source has a response. *)
Lemma uniform_source N s x g :
  (forall k, (k < N)%nat -> x <> - INR k) ->
  exists p, forall J, (1 <= J <= N)%nat -> population_rate N s p J = x * p J + g.
Proof.
  revert x g; induction N as [|N IH]; intros x g Hx; [exists (fun _ => 0); intros; lia|].
  destruct (s (S N)) eqn:Hs.
  - destruct (IH (x + 1) g) as [p Hp].
    { intros k Hk E; apply (Hx (S k)); [lia|]; rewrite S_INR; lra. }
    assert (x <> 0) by (specialize (Hx 0%nat); simpl in Hx; intros ->; apply Hx; [lia|ring]).
    exists (top (S N) ((sum 1 N p - g) / x) p); intros J HJ.
    destruct (Nat.eq_dec J (S N)) as [->|].
    + rewrite rate_of_top_at, top_at, Hs; simpl; field; easy.
    + rewrite rate_of_top_below, top_below, Hp, Hs by lia; simpl; ring.
  - assert (x + INR N <> 0) by (intros E; apply (Hx N); [lia|lra]).
    destruct (IH x (g + g / (x + INR N))) as [p Hp]; [intros; apply Hx; lia|].
    exists (top (S N) (- g / (x + INR N)) p); intros J HJ.
    destruct (Nat.eq_dec J (S N)) as [->|].
    + rewrite rate_of_top_at, top_at, Hs; simpl; field; easy.
    + rewrite rate_of_top_below, top_below, Hp, Hs by lia; simpl; field; easy.
Qed.

(** Every -k with k < N is an eigenvalue. *)
Lemma eigenvalue_exists N s k : (k < N)%nat -> exists p, eigenvector N s (- INR k) p.
Proof.
  revert k; induction N as [|N IH]; intros k Hk; [lia|].
  destruct (s (S N)) eqn:Hs.
  - destruct k as [|k].
    + exists (top (S N) 1 (fun _ => 0)); split.
      { exists (S N); rewrite top_at; split; [lia|lra]. }
      intros J HJ; destruct (Nat.eq_dec J (S N)) as [->|].
      * rewrite rate_of_top_at, top_at, Hs, sum_zero; simpl; ring.
      * rewrite rate_of_top_below, top_below, Hs by lia; simpl.
        rewrite population_rate_zero; ring.
    + destruct (IH k) as [p [[J0 [HJ0 Hp0]] Hp]]; [lia|].
      assert (0 <= INR k) by apply pos_INR.
      exists (top (S N) (- sum 1 N p / INR (S k)) p); split.
      { exists J0; rewrite top_below by lia; split; [lia|easy]. }
      intros J HJ; rewrite S_INR; destruct (Nat.eq_dec J (S N)) as [->|].
      * rewrite rate_of_top_at, top_at, Hs; simpl rb; field; lra.
      * rewrite rate_of_top_below, top_below, Hp, Hs by lia; simpl rb; ring.
  - destruct (Nat.eq_dec k N) as [->|].
    + destruct (uniform_source N s (- INR N) (- 1)) as [p Hp].
      { intros k Hk' E; apply (Nat.lt_irrefl N); replace N with k at 1; [easy|].
        apply INR_eq; lra. }
      exists (top (S N) 1 p); split.
      { exists (S N); rewrite top_at; split; [lia|lra]. }
      intros J HJ; destruct (Nat.eq_dec J (S N)) as [->|].
      * rewrite rate_of_top_at, top_at, Hs; simpl rb; ring.
      * rewrite rate_of_top_below, top_below, Hp, Hs by lia; simpl rb; ring.
    + destruct (IH k) as [p [[J0 [HJ0 Hp0]] Hp]]; [lia|].
      exists (top (S N) 0 p); split.
      { exists J0; rewrite top_below by lia; split; [lia|easy]. }
      intros J HJ; destruct (Nat.eq_dec J (S N)) as [->|].
      * rewrite rate_of_top_at, top_at, Hs; simpl rb; ring.
      * rewrite rate_of_top_below, top_below, Hp, Hs by lia; simpl rb; ring.
Qed.

Lemma zero_or_not N (p : nat -> R) :
  (forall J, (1 <= J <= N)%nat -> p J = 0) \/ nonzero_vector N p.
Proof.
  induction N as [|N [IH|[J [HJ Hp]]]]; [left; intros; lia| |right; exists J; split; [lia|easy]].
  destruct (Req_dec (p (S N)) 0) as [H|H]; [left|right; exists (S N); split; [lia|easy]].
  intros J HJ; destruct (Nat.eq_dec J (S N)) as [->|]; [easy|apply IH; lia].
Qed.

(** The eigenvalues of the population equations are 0, -1, ..., -(N - 1), and no others. *)
Theorem eigenvalues N s x :
  (exists p, eigenvector N s x p) <-> exists k, (k < N)%nat /\ x = - INR k.
Proof.
  split.
  2: { intros [k [Hk ->]]; now apply eigenvalue_exists. }
  revert x; induction N as [|N IH]; intros x [p [[J0 [HJ0 Hp0]] Hp]]; [lia|].
  assert (Htop := Hp (S N) ltac:(lia)); rewrite population_rate_top in Htop.
  assert (Hbelow : forall J, (1 <= J <= N)%nat -> population_rate N s p J
    = (x + rb (s (S N))) * p J - (1 - rb (s (S N))) * p (S N)).
  { intros J HJ; specialize (Hp J ltac:(lia)); rewrite population_rate_below in Hp by easy; lra. }
  destruct (s (S N)); simpl rb in *.
  - destruct (zero_or_not N p) as [H0|Hne].
    + exists 0%nat; split; [lia|]; simpl; rewrite Ropp_0.
      assert (J0 = S N) as -> by (destruct (Nat.eq_dec J0 (S N)); [easy|]; contradict Hp0; apply H0; lia).
      rewrite (sum_null 1 N p) in Htop by easy.
      apply (Rmult_eq_reg_r (p (S N))); [lra|easy].
    + destruct (IH (x + 1)) as [k [Hk Hx]].
      { exists p; split; [easy|]; intros J HJ; rewrite Hbelow by easy; ring. }
      exists (S k); split; [lia|]; rewrite S_INR; lra.
  - destruct (Req_dec (p (S N)) 0) as [H0|Hne].
    + destruct (IH x) as [k [Hk Hx]].
      { exists p; split; [|intros J HJ; rewrite Hbelow, H0 by easy; ring].
        exists J0; split; [|easy].
        destruct (Nat.eq_dec J0 (S N)) as [->|]; [now contradict Hp0|lia]. }
      exists k; split; [lia|easy].
    + exists N; split; [lia|]; apply (Rmult_eq_reg_r (p (S N))); [lra|easy].
Qed.
