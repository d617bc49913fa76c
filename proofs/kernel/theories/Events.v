(** Section 2.2: the event on the right of (22), its probability, and the telescoping product. *)

From Coq Require Import Reals List Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Generator Disks Average.
Open Scope R_scope.

(** ** Products *)

Lemma product_empty a b f : (b < a)%nat -> product a b f = 1.
Proof. intros H; unfold product; now replace (S b - a)%nat with 0%nat by lia. Qed.

Lemma product_first a b f : (a <= b)%nat -> product a b f = f a * product (S a) b f.
Proof.
  intros H; unfold product; replace (S b - a)%nat with (S (S b - S a)) by lia.
  reflexivity.
Qed.

Lemma product_last a b f : (a <= S b)%nat -> product a (S b) f = product a b f * f (S b).
Proof.
  intros H; unfold product; replace (S (S b) - a)%nat with (S (S b - a)) by lia.
  rewrite seq_S, map_app; replace (a + (S b - a))%nat with (S b) by lia; cbn [map].
  generalize (map f (seq a (S b - a))); intros l; induction l; simpl; [|rewrite IHl]; ring.
Qed.

Lemma product_ext a b f g :
  (forall k, (a <= k <= b)%nat -> f k = g k) -> product a b f = product a b g.
Proof.
  intros H; unfold product; f_equal; apply map_ext_in; intros k Hk.
  apply in_seq in Hk; apply H; lia.
Qed.

Lemma product_one a b f : (forall k, (a <= k <= b)%nat -> f k = 1) -> product a b f = 1.
Proof.
  intros H; rewrite (product_ext a b f (fun _ => 1) H); unfold product.
  induction (seq a (S b - a)); simpl; lra.
Qed.

Section Nonnegative.

Variable p : nat -> R.
Hypothesis p_pos : forall J, 0 <= p J.

Lemma partial_mono m n : (m <= n)%nat -> sum 1 m p <= sum 1 n p.
Proof.
  intros H; rewrite (sum_split 1 m n) by lia.
  assert (0 <= sum (S m) n p) by (apply sum_nonneg; intros; apply p_pos); lra.
Qed.

Lemma partial_term n : (1 <= n)%nat -> p n <= sum 1 n p.
Proof. intros H; rewrite (term_prefix n p H); generalize (partial_pos p p_pos (n - 1)); lra. Qed.

(** ** The product (22) *)

(** (22), for any total: the weights telescope, vanishing partial sums included (there
    p_K = 0, and the product is 0 whatever 0/0 is taken to be). *)
Lemma telescoping N K :
  (1 <= K <= N)%nat -> 0 < sum 1 N p ->
  product (K + 1) N (fun J => 1 - p J / sum 1 J p) * (p K / sum 1 K p) = p K / sum 1 N p.
Proof.
  intros HK; induction N as [|N IH]; [lia|]; intros HS.
  destruct (Nat.eq_dec K (S N)) as [->|]; [rewrite product_empty by lia; ring|].
  rewrite product_last by lia.
  destruct (Rle_lt_or_eq_dec _ _ (partial_pos p p_pos N)) as [HS'|Z].
  - rewrite (Rmult_comm (product _ _ _)), Rmult_assoc, IH by (lia || assumption).
    rewrite (sum_last 1 N) in * by lia; field; lra.
  - assert (E : p K = 0).
    { generalize (partial_mono K N ltac:(lia)) (partial_term K ltac:(lia)) (p_pos K); lra. }
    rewrite E; unfold Rdiv; ring.
Qed.

(** (22), second equality, as printed for K < N: (1 - p_N) times the product over
    J = K+1, ..., N-1 of (1 - p_J / S_J), times p_K / S_K, is p_K. *)
Lemma product_22 N K :
  (1 <= K < N)%nat -> sum 1 N p = 1 ->
  (1 - p N) * product (K + 1) (N - 1) (fun J => 1 - p J / sum 1 J p) * (p K / sum 1 K p) = p K.
Proof.
  intros HK T; assert (E := telescoping N K ltac:(lia) ltac:(lra)).
  destruct N as [|N]; [lia|]; rewrite product_last, T in E by lia.
  replace (S N - 1)%nat with N by lia.
  unfold Rdiv in E |- *; rewrite Rinv_1, !Rmult_1_r in E.
  etransitivity; [|exact E]; ring.
Qed.

(** ** The probabilities *)

(** P(sigma_n > 0) = p_n / S_n, and 0 where S_n = 0. *)
Lemma P_positive_is n : (1 <= n)%nat -> P_positive p n = p n / sum 1 n p.
Proof. exact (prob_positive p p_pos n). Qed.

(** P(sigma_n < 0) = 1 - p_n / S_n, and 0 where S_n = 0. *)
Lemma P_negative_is n :
  (1 <= n)%nat ->
  P_negative p n = if Rlt_dec 0 (sum 1 n p) then 1 - p n / sum 1 n p else 0.
Proof.
  intros Hn; unfold P_negative; destruct (Rlt_dec 0 (sum 1 n p)) as [HS|HS].
  - rewrite (disk_average_sign p p_pos n _ 0 1); [ring|assumption| |]; intros z Hz.
    + apply theta_nonpos; lra.
    + intros Hz'; apply theta_pos; specialize (Hz' HS); lra.
  - assert (Z : sum 1 n p = 0) by (generalize (partial_pos p p_pos n); lra).
    rewrite (disk_average_sign p p_pos n _ 0 0); [ring|assumption| |]; intros z;
      rewrite (sigma_vanishes p p_pos n _ Hn Z); intros; apply theta_nonpos; lra.
Qed.

(** The event of (22) in terms of signs. *)
Definition selects_sector (N K : nat) (s : signs) : R :=
  (if Nat.leb 2 K then rb (s K) else 1)
  * product (K + 1) N (fun J => if Rlt_dec 0 (sum 1 J p) then 1 - rb (s J) else 0).

Lemma theta_positive_sector l K : theta (sigma_n p K (norm2 (l K))) = rb (sector p l K).
Proof. unfold theta, sector; now destruct (Rlt_dec _ _). Qed.

Lemma theta_negative_sector N l J :
  generic p N l -> (2 <= J <= N)%nat ->
  theta (- sigma_n p J (norm2 (l J)))
  = if Rlt_dec 0 (sum 1 J p) then 1 - rb (sector p l J) else 0.
Proof.
  intros G HJ; destruct (Rlt_dec 0 (sum 1 J p)) as [HS|HS].
  - assert (Z := G J HJ HS); unfold sector; destruct (Rlt_dec 0 _) as [H|H]; simpl.
    + rewrite theta_nonpos by lra; ring.
    + rewrite theta_pos by lra; ring.
  - assert (Z : sum 1 J p = 0) by (generalize (partial_pos p p_pos J); lra).
    rewrite (sigma_vanishes p p_pos J _ ltac:(lia) Z); apply theta_nonpos; lra.
Qed.

Lemma P_event_two_point N K :
  (1 <= K <= N)%nat -> P_event p N K = two_point p N (selects_sector N K).
Proof.
  intros HK; apply disk_expectation_two_point; [assumption|]; intros l G.
  unfold selects, selects_sector; f_equal.
  - destruct (Nat.leb 2 K); [apply theta_positive_sector|reflexivity].
  - apply product_ext; intros J HJ; apply (theta_negative_sector N); [assumption|lia].
Qed.

(** (17), (20), (22), first equality: the signs are independent, so that
    P(|K>) = P(sigma_N < 0) ... P(sigma_(K+1) < 0) P(sigma_K > 0). *)
Lemma event_independent N K :
  (1 <= K <= N)%nat ->
  P_event p N K
  = product (K + 1) N (P_negative p) * (if Nat.leb 2 K then P_positive p K else 1).
Proof.
  intros HK; rewrite P_event_two_point by assumption.
  induction N as [|N IH]; [lia|].
  destruct (Nat.eq_dec N 0) as [->|HN].
  { replace K with 1%nat by lia; unfold selects_sector, product; simpl; ring. }
  rewrite two_point_step by lia; destruct (Nat.eq_dec K (S N)) as [->|HKN].
  - assert (E : forall b s, likely p N s -> selects_sector (S N) (S N) (upd s (S N) b) = rb b).
    { intros b s _; unfold selects_sector; rewrite upd_same, product_empty by lia.
      destruct (Nat.leb_spec 2 (S N)); [ring|lia]. }
    rewrite (two_point_ext _ _ _ _ (E true)), (two_point_ext _ _ _ _ (E false)).
    rewrite !two_point_const, product_empty, P_positive_is by lia.
    destruct (Nat.leb_spec 2 (S N)); [simpl; ring|lia].
  - assert (E : forall s b, selects_sector (S N) K (upd s (S N) b)
      = (if Rlt_dec 0 (sum 1 (S N) p) then 1 - rb b else 0) * selects_sector N K s).
    { intros s b; unfold selects_sector; rewrite product_last, upd_same, upd_other by lia.
      rewrite (product_ext (K + 1) N _ (fun J =>
        if Rlt_dec 0 (sum 1 J p) then 1 - rb (s J) else 0))
        by (intros; rewrite upd_other by lia; reflexivity).
      ring. }
    rewrite (two_point_ext p N _ (fun s => 0 * selects_sector N K s)).
    2: { intros s _; rewrite E; destruct (Rlt_dec _ _); simpl; ring. }
    rewrite (two_point_ext p N (fun s => selects_sector (S N) K (upd s (S N) false))
      (fun s => (if Rlt_dec 0 (sum 1 (S N) p) then 1 else 0) * selects_sector N K s)).
    2: { intros s _; rewrite E; destruct (Rlt_dec _ _); simpl; ring. }
    rewrite !two_point_scal, IH, product_last, (P_negative_is (S N)) by lia.
    destruct (Rlt_dec 0 (sum 1 (S N) p)); ring.
Qed.

(** (22): the event of K has the probability p_K, for every N and K, vanishing partial sums included. *)
Lemma event_probability N K :
  (1 <= K <= N)%nat -> sum 1 N p = 1 -> P_event p N K = p K.
Proof.
  intros HK T; rewrite event_independent by assumption.
  assert (D : 0 < sum 1 K p \/ p K = 0 /\ sum 1 K p = 0).
  { generalize (partial_pos p p_pos K) (partial_term K ltac:(lia)) (p_pos K).
    destruct (Rlt_dec 0 (sum 1 K p)); [now left|right; lra]. }
  destruct D as [HS|[E Z]].
  - rewrite (product_ext (K + 1) N _ (fun J => 1 - p J / sum 1 J p)).
    + assert (Q := telescoping N K HK ltac:(lra)); rewrite T in Q.
      replace (if Nat.leb 2 K then P_positive p K else 1) with (p K / sum 1 K p).
      * rewrite Q; field.
      * destruct (Nat.leb_spec 2 K); [now rewrite P_positive_is by lia|].
        replace K with 1%nat in * by lia; rewrite sum_one in *; field; lra.
    + intros J HJ; rewrite P_negative_is by lia; destruct (Rlt_dec _ _) as [|H]; [reflexivity|].
      generalize (partial_mono K J ltac:(lia)); lra.
  - destruct (Nat.leb_spec 2 K) as [H2|H2].
    + rewrite P_positive_is, E by lia; unfold Rdiv; ring.
    + replace K with 1%nat in * by lia; rewrite E, Rmult_1_r.
      destruct (Nat.eq_dec N 1) as [->|]; [lra|].
      rewrite product_first, (P_negative_is (1 + 1)) by lia.
      assert (E2 : sum 1 (1 + 1) p = p (1 + 1)%nat) by (unfold sum; simpl; lra).
      rewrite E2; destruct (Rlt_dec _ _); [field; lra|ring].
Qed.

End Nonnegative.
