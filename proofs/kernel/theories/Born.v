(** Section 2.2: Born's rule. |K> is the outcome as often as the event of (22) happens, which is
    p_K = |alpha_K|^2; (10), (12), (16), (17), (19)-(22), (32). *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Disks Average Collapse Events Limit.
Open Scope R_scope.

Theorem sign_probabilities : Statements.sign_probabilities.
Proof.
  intros p n p_pos Hn HS; rewrite P_positive_is, P_negative_is by assumption.
  now destruct (Rlt_dec 0 (sum 1 n p)).
Qed.

(** (22), third line, for every K, and vanishing partial sums included. *)
Theorem born_rule : Statements.born_rule.
Proof.
  intros p N K p_pos HK T; unfold P_state.
  rewrite (disk_expectation_two_point p N _ (fun s => delta K (winner s N)) p_pos)
    by reflexivity.
  apply (winner_probability N p ltac:(lia) p_pos T); assumption.
Qed.

(** (22), first line. *)
Lemma outcome_is_event p N K :
  (forall J, 0 <= p J) -> (1 <= K <= N)%nat -> sum 1 N p = 1 -> P_state p N K = P_event p N K.
Proof.
  intros p_pos HK T; rewrite born_rule by assumption; symmetry; now apply event_probability.
Qed.

Theorem eq_22_independent : Statements.eq_22_independent.
Proof. intros p N K p_pos; now apply event_independent. Qed.

Theorem eq_22 : Statements.eq_22.
Proof.
  intros p N K p_pos HK T HS; rewrite (product_22 p p_pos N K HK T).
  split; [apply outcome_is_event|split; [apply event_probability|reflexivity]]; auto; lia.
Qed.

(** The top levels' events. *)
Lemma event_top p N : (forall J, 0 <= p J) -> (2 <= N)%nat -> P_event p N N = P_positive p N.
Proof.
  intros p_pos HN; rewrite (event_independent p p_pos), product_empty by lia.
  destruct (Nat.leb_spec 2 N); [ring|lia].
Qed.

Theorem eq_16 : Statements.eq_16.
Proof.
  intros p N p_pos HN T; rewrite <- event_top by assumption; split.
  - apply outcome_is_event; auto; lia.
  - apply event_probability; auto; lia.
Qed.

Theorem eq_10 : Statements.eq_10.
Proof. intros p p_pos T; now apply (eq_16 p 2%nat). Qed.

Theorem eq_12 : Statements.eq_12.
Proof. intros p p_pos T; apply (born_rule p 2%nat); auto. Qed.

Theorem eq_17 : Statements.eq_17.
Proof.
  intros p N p_pos HN T; split; [apply outcome_is_event; auto; lia|].
  rewrite (event_independent p p_pos) by lia; replace (N - 1 + 1)%nat with N by lia.
  rewrite product_first, product_empty by lia; destruct (Nat.leb_spec 2 (N - 1)); [ring|lia].
Qed.

Theorem eq_20 : Statements.eq_20.
Proof.
  intros p N p_pos HN T; split; [apply outcome_is_event; auto; lia|].
  rewrite (event_independent p p_pos) by lia; replace (N - 2 + 1)%nat with (N - 1)%nat by lia.
  rewrite product_first by lia; replace (S (N - 1)) with N by lia.
  rewrite product_first, product_empty by lia; destruct (Nat.leb_spec 2 (N - 2)); [ring|lia].
Qed.

Theorem eq_19 : Statements.eq_19.
Proof.
  intros p N p_pos HN T HS; assert (E := product_22 p p_pos N (N - 1) ltac:(lia) T).
  rewrite product_empty in E by lia; rewrite Rmult_1_r in E; rewrite E.
  split; [apply born_rule; auto; lia|reflexivity].
Qed.

Theorem eq_21 : Statements.eq_21.
Proof.
  intros p N p_pos HN T HS; assert (E := product_22 p p_pos N (N - 2) ltac:(lia) T).
  replace (N - 2 + 1)%nat with (N - 1)%nat in E by lia.
  rewrite product_first, product_empty, Rmult_1_r in E by lia; rewrite E.
  split; [apply born_rule; auto; lia|reflexivity].
Qed.

(** (32). *)
Theorem eq_32 : Statements.eq_32.
Proof.
  intros q p Hq p1 p2 rest.
  assert (p_pos : forall J, 0 <= p J).
  { intros J; destruct (Nat.eq_dec J 1) as [->|]; [lra|].
    destruct (Nat.eq_dec J 2) as [->|]; [lra|rewrite rest by assumption; lra]. }
  assert (T : sum 1 2 p = 1) by (unfold sum; simpl; lra).
  destruct (sign_probabilities p 2%nat p_pos) as [-> ->]; [lia|lra|].
  rewrite T, p2; split; field.
Qed.
