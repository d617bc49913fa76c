(** The population equations (39) in a sector: what the top level does to those below it. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums.
Open Scope R_scope.

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
