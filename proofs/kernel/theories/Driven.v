(** The population equations for any jump rates, with a uniform decay and sources:
    taking away the top level leaves a system of the same kind, so that one induction on
    the number of levels gives uniqueness, positivity and existence. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Relaxation.
Open Scope R_scope.

(** ** N levels *)

Section Rates.

(** [up M] is the rate of each jump K -> M with K < M, [down M K] that of M -> K. *)
Variables (up : nat -> R) (down : nat -> nat -> R).
Local Notation jump_rate := (jump_rate up down).

Lemma jump_rate_ext N p q J :
  (1 <= J <= N)%nat -> (forall K, (1 <= K <= N)%nat -> p K = q K) ->
  jump_rate N p J = jump_rate N q J.
Proof.
  intros HJ E; unfold jump_rate; rewrite (E J) by assumption.
  f_equal; [f_equal; f_equal; apply sum_ext|apply sum_ext; intros K HK; rewrite E by lia];
    intros; (apply E; lia) || reflexivity.
Qed.

Lemma jump_rate_plus N p q J :
  jump_rate N (fun K => p K + q K) J = jump_rate N p J + jump_rate N q J.
Proof.
  unfold jump_rate; rewrite sum_plus.
  rewrite (sum_ext (J + 1) N _ (fun M => (down M J * p M - up M * p J)
    + (down M J * q M - up M * q J))) by (intros; ring).
  rewrite sum_plus; ring.
Qed.

Lemma jump_rate_below N p J :
  (J <= N)%nat ->
  jump_rate (S N) p J = jump_rate N p J + down (S N) J * p (S N) - up (S N) * p J.
Proof. intros H; unfold jump_rate; rewrite sum_last by lia; ring. Qed.

Lemma jump_rate_top N p :
  jump_rate (S N) p (S N) = up (S N) * sum 1 N p - sum 1 N (down (S N)) * p (S N).
Proof.
  unfold jump_rate; rewrite (sum_empty (S N + 1)) by lia.
  replace (S N - 1)%nat with N by lia; ring.
Qed.

(** Jumps only move population: the total does not change. *)
Lemma jump_rate_total N p : sum 1 N (jump_rate N p) = 0.
Proof.
  induction N as [|N IH]; [apply sum_empty; lia|].
  rewrite sum_last, jump_rate_top by lia.
  rewrite (sum_ext 1 N _ (fun J => jump_rate N p J + down (S N) J * p (S N) - up (S N) * p J))
    by (intros; apply jump_rate_below; lia).
  rewrite sum_minus, sum_plus, IH, sum_scal_l, sum_scal_r; ring.
Qed.

(** The first n levels together: what comes from above less what goes there. *)
Lemma jump_rate_partial_sum N p n :
  (n <= N)%nat ->
  sum 1 n (jump_rate N p)
  = sum (n + 1) N (fun M => sum 1 n (down M) * p M) - sum (n + 1) N up * sum 1 n p.
Proof.
  induction N as [|N IH]; intros Hn.
  { replace n with 0%nat by lia; rewrite !sum_empty by lia; ring. }
  destruct (Nat.eq_dec n (S N)) as [->|].
  { rewrite jump_rate_total, !(sum_empty (S N + 1)) by lia; ring. }
  rewrite (sum_ext 1 n _ (fun J => jump_rate N p J + down (S N) J * p (S N) - up (S N) * p J))
    by (intros; apply jump_rate_below; lia).
  rewrite sum_minus, sum_plus, IH, sum_scal_l, sum_scal_r, !(sum_last (n + 1)) by lia; ring.
Qed.

Variables (kappa : R).

(** N levels with the jumps above, a uniform decay c and the sources g_J(t), for t >= 0. *)
Definition driven (N : nat) (c : R) (g p : nat -> R -> R) : Prop :=
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t ->
  is_derive (p J) t (kappa * (jump_rate N (fun K => p K t) J - c * p J t + g J t)).

Lemma driven_total N c g p :
  driven N c g p -> forall t, 0 <= t ->
  is_derive (fun x : R => sum 1 N (fun K => p K x)) t
    (- (kappa * c) * sum 1 N (fun K => p K t) + kappa * sum 1 N (fun K => g K t)).
Proof.
  intros H t Ht.
  replace (- (kappa * c) * sum 1 N (fun K => p K t) + kappa * sum 1 N (fun K => g K t))
    with (sum 1 N (fun J => kappa * (jump_rate N (fun K => p K t) J - c * p J t + g J t))).
  - apply sum_is_derive; intros J HJ; exact (H J HJ t Ht).
  - rewrite sum_scal_l, sum_plus, sum_minus, jump_rate_total, sum_scal_l; ring.
Qed.

(** The top level relaxes towards its share of the total ... *)
Lemma driven_top N c g p :
  driven (S N) c g p -> forall t, 0 <= t ->
  is_derive (p (S N)) t
    (- (kappa * (c + up (S N) + sum 1 N (down (S N)))) * p (S N) t
     + kappa * (up (S N) * sum 1 (S N) (fun K => p K t) + g (S N) t)).
Proof.
  intros H t Ht; assert (D := H (S N) ltac:(lia) t Ht).
  rewrite jump_rate_top in D; rewrite sum_last by lia.
  eapply is_derive_eq; [exact D|ring].
Qed.

(** ... and the levels below it are a driven system again. *)
Lemma driven_below N c g p :
  driven (S N) c g p ->
  driven N (c + up (S N)) (fun K t => g K t + down (S N) K * p (S N) t) p.
Proof.
  intros H J HJ t Ht; assert (D := H J ltac:(lia) t Ht).
  rewrite jump_rate_below in D by lia.
  eapply is_derive_eq; [exact D|ring].
Qed.

(** Without decay and sources the total does not change. *)
Lemma closed_total N p :
  driven N 0 (fun _ _ => 0) p -> forall t, 0 <= t ->
  sum 1 N (fun K => p K t) = sum 1 N (fun K => p K 0).
Proof.
  intros Hp; apply (relax_unique 0 (fun t => sum 1 N (fun K => p K t))
    (fun _ => sum 1 N (fun K => p K 0)) (fun _ => 0)); [| |reflexivity].
  - intros t Ht; eapply is_derive_eq; [exact (driven_total N _ _ p Hp t Ht)|].
    rewrite sum_zero; ring.
  - intros t _; auto_derive; [trivial|ring].
Qed.

Lemma driven_unique N c g h p q :
  driven N c g p -> driven N c h q ->
  (forall J t, (1 <= J <= N)%nat -> 0 <= t -> g J t = h J t) ->
  (forall J, (1 <= J <= N)%nat -> p J 0 = q J 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> p J t = q J t.
Proof.
  revert c g h; induction N as [|N IH]; intros c g h Hp Hq Hg H0; [intros; lia|].
  assert (T : forall t, 0 <= t -> sum 1 (S N) (fun K => p K t) = sum 1 (S N) (fun K => q K t)).
  { apply (relax_unique (kappa * c) (fun t => sum 1 (S N) (fun K => p K t))
      (fun t => sum 1 (S N) (fun K => q K t)) (fun t => kappa * sum 1 (S N) (fun K => g K t))).
    - intros t Ht; apply driven_total; assumption.
    - intros t Ht; rewrite (sum_ext _ _ (fun K => g K t) (fun K => h K t)) by auto.
      apply driven_total; assumption.
    - apply sum_ext; auto. }
  assert (P : forall t, 0 <= t -> p (S N) t = q (S N) t).
  { apply (relax_unique _ _ _ _ (driven_top N c g p Hp)); [|apply H0; lia].
    intros t Ht; rewrite T, Hg by (assumption || lia); exact (driven_top N c h q Hq t Ht). }
  intros J t HJ Ht; destruct (Nat.eq_dec J (S N)) as [->|]; [auto|].
  apply (IH _ _ _ (driven_below _ _ _ _ Hp) (driven_below _ _ _ _ Hq)); auto; [| |lia].
  - intros K x HK Hx; cbv beta; rewrite P, Hg by (assumption || lia); reflexivity.
  - intros; apply H0; lia.
Qed.

Hypothesis kappa_pos : 0 <= kappa.
Hypothesis up_pos : forall M, 0 <= up M.
Hypothesis down_pos : forall M K, 0 <= down M K.

Lemma driven_positive N c g p :
  driven N c g p ->
  (forall J t, (1 <= J <= N)%nat -> 0 <= t -> 0 <= g J t) ->
  (forall J, (1 <= J <= N)%nat -> 0 <= p J 0) ->
  forall J t, (1 <= J <= N)%nat -> 0 <= t -> 0 <= p J t.
Proof.
  revert c g; induction N as [|N IH]; intros c g Hp Hg H0; [intros; lia|].
  assert (T : forall t, 0 <= t -> 0 <= sum 1 (S N) (fun K => p K t)).
  { apply (relax_positive _ _ _ (driven_total _ _ _ _ Hp)).
    - intros; apply Rmult_le_pos; [assumption|]; apply sum_nonneg; auto.
    - apply sum_nonneg; auto. }
  assert (P : forall t, 0 <= t -> 0 <= p (S N) t).
  { apply (relax_positive _ _ _ (driven_top _ _ _ _ Hp)); [|apply H0; lia].
    intros t Ht; apply Rmult_le_pos; [assumption|]; apply Rplus_le_le_0_compat.
    - apply Rmult_le_pos; auto.
    - apply Hg; [lia|assumption]. }
  intros J t HJ Ht; destruct (Nat.eq_dec J (S N)) as [->|]; [auto|].
  apply (IH _ _ (driven_below _ _ _ _ Hp)); auto; [| |lia].
  - intros K x HK Hx; cbv beta; apply Rplus_le_le_0_compat.
    + apply Hg; [lia|assumption].
    + apply Rmult_le_pos; auto.
  - intros; apply H0; lia.
Qed.

End Rates.

(** Only the jump rates between the N levels, and the sources from t = 0 on, matter. *)
Lemma driven_ext up down up' down' kappa N c g g' p :
  (forall M, (2 <= M <= N)%nat -> up M = up' M) ->
  (forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> down M K = down' M K) ->
  (forall J t, (1 <= J <= N)%nat -> 0 <= t -> g J t = g' J t) ->
  driven up down kappa N c g p -> driven up' down' kappa N c g' p.
Proof.
  intros Hu Hd Hg H J HJ t Ht; eapply is_derive_eq; [exact (H J HJ t Ht)|].
  rewrite Hg by assumption; do 3 f_equal; unfold jump_rate; f_equal; [f_equal|].
  - destruct (Nat.eq_dec J 1) as [->|]; [rewrite sum_empty by lia; ring|now rewrite Hu by lia].
  - f_equal; apply sum_ext; intros; apply Hd; lia.
  - apply sum_ext; intros; now rewrite Hu, Hd by lia.
Qed.

(** ** Existence *)

(** The solution with p_J(0) = p0_J: first the total, from it the top level, then the rest. *)
Fixpoint flow (up : nat -> R) (down : nat -> nat -> R) (kappa : R) (p0 : nat -> R)
    (N : nat) (c : R) (g : nat -> R -> R) (J : nat) : R -> R :=
  match N with
  | O => fun _ => 0
  | S n =>
      let total := relax (kappa * c) (sum 1 N p0) (fun t => kappa * sum 1 N (fun K => g K t)) in
      let top := relax (kappa * (c + up N + sum 1 n (down N))) (p0 N)
                   (fun t => kappa * (up N * total t + g N t)) in
      if Nat.eqb J N then top
      else flow up down kappa p0 n (c + up N) (fun K t => g K t + down N K * top t) J
  end.

Lemma continuous_scale k (f : R -> R) (t : R) :
  continuous f t -> continuous (fun x : R => k * f x) t.
Proof. exact (continuous_scal_r k (V := R_NormedModule) f t). Qed.

Lemma continuous_add (f g : R -> R) (t : R) :
  continuous f t -> continuous g t -> continuous (fun x : R => f x + g x) t.
Proof. exact (continuous_plus (V := R_NormedModule) f g t). Qed.

Lemma continuous_sum N (f : nat -> R -> R) t :
  (forall K, continuous (f K) t) -> continuous (fun x : R => sum 1 N (fun K => f K x)) t.
Proof.
  intros H; induction N as [|N IH].
  - apply (continuous_ext (fun _ : R => 0)); [|apply continuous_const].
    intros; symmetry; apply sum_empty; lia.
  - apply (continuous_ext (fun x : R => sum 1 N (fun K => f K x) + f (S N) x)).
    + intros; symmetry; apply sum_last; lia.
    + apply (continuous_add (fun x : R => sum 1 N (fun K => f K x))); auto.
Qed.

Lemma flow_driven up down kappa p0 N c g :
  (forall K t, continuous (g K) t) ->
  driven up down kappa N c g (flow up down kappa p0 N c g)
  /\ (forall J, (1 <= J <= N)%nat -> flow up down kappa p0 N c g J 0 = p0 J).
Proof.
  revert c g; induction N as [|N IH]; intros c g Hg; [split; intros J HJ; lia|].
  set (total := relax (kappa * c) (sum 1 (S N) p0)
    (fun t => kappa * sum 1 (S N) (fun K => g K t))).
  set (top := relax (kappa * (c + up (S N) + sum 1 N (down (S N)))) (p0 (S N))
    (fun t => kappa * (up (S N) * total t + g (S N) t))).
  set (h := fun K t => g K t + down (S N) K * top t).
  assert (Dtotal : forall t, is_derive total t
    (- (kappa * c) * total t + kappa * sum 1 (S N) (fun K => g K t))).
  { intros t; apply (relax_derive _ _ (fun t => kappa * sum 1 (S N) (fun K => g K t))); intros u.
    apply (continuous_scale kappa (fun t => sum 1 (S N) (fun K => g K t))).
    apply continuous_sum; auto. }
  assert (Dtop : forall t, is_derive top t
    (- (kappa * (c + up (S N) + sum 1 N (down (S N)))) * top t
     + kappa * (up (S N) * total t + g (S N) t))).
  { intros t; apply (relax_derive _ _ (fun t => kappa * (up (S N) * total t + g (S N) t)));
      intros u.
    apply (continuous_scale kappa (fun t => up (S N) * total t + g (S N) t)).
    apply (continuous_add (fun t => up (S N) * total t)); [|apply Hg].
    apply continuous_scale, (ex_derive_continuous total); eexists; apply Dtotal. }
  assert (Hh : forall K t, continuous (h K) t).
  { intros K t; apply (continuous_add (g K) (fun x => down (S N) K * top x));
      [apply Hg|].
    apply continuous_scale, (ex_derive_continuous top); eexists; apply Dtop. }
  destruct (IH (c + up (S N)) h Hh) as [Dlow Ilow].
  set (low := flow up down kappa p0 N (c + up (S N)) h) in *.
  assert (F : flow up down kappa p0 (S N) c g = fun J => if Nat.eqb J (S N) then top else low J)
    by reflexivity.
  assert (Ftop : flow up down kappa p0 (S N) c g (S N) = top)
    by (rewrite F, Nat.eqb_refl; reflexivity).
  assert (Flow : forall J, (1 <= J <= N)%nat -> flow up down kappa p0 (S N) c g J = low J).
  { intros J HJ; rewrite F; destruct (Nat.eqb_spec J (S N)); [lia|reflexivity]. }
  clear F; set (p := flow up down kappa p0 (S N) c g) in *.
  assert (I0 : forall J, (1 <= J <= S N)%nat -> p J 0 = p0 J).
  { intros J HJ; destruct (Nat.eq_dec J (S N)) as [->|].
    - rewrite Ftop; apply relax_0.
    - rewrite Flow by lia; apply Ilow; lia. }
  assert (S_low : forall t, sum 1 N (fun K => p K t) = sum 1 N (fun K => low K t))
    by (intros t; apply sum_ext; intros; now rewrite Flow).
  assert (T : forall t, 0 <= t -> sum 1 (S N) (fun K => p K t) = total t).
  { apply (relax_unique (kappa * (c + up (S N))) _ _
      (fun t => kappa * (up (S N) * total t + sum 1 (S N) (fun K => g K t)))).
    - intros t Ht.
      apply (is_derive_ext (fun x : R => sum 1 N (fun K => low K x) + top x)).
      + intros x; rewrite sum_last, S_low, Ftop by lia; reflexivity.
      + eapply is_derive_eq;
          [apply (is_derive_plus (V := R_NormedModule));
             [apply (driven_total _ _ _ _ _ _ _ Dlow t Ht)|apply Dtop]|].
        rewrite !sum_last, S_low, Ftop by lia; unfold h; rewrite sum_plus, sum_scal_r.
        unfold plus; simpl; ring.
    - intros t _; eapply is_derive_eq; [apply Dtotal|]; ring.
    - unfold total; rewrite relax_0; apply sum_ext; auto. }
  split; [|assumption]; intros J HJ t Ht.
  destruct (Nat.eq_dec J (S N)) as [->|].
  - rewrite jump_rate_top, Ftop; eapply is_derive_eq; [apply Dtop|].
    rewrite <- T, sum_last, Ftop by (assumption || lia); ring.
  - rewrite jump_rate_below, Flow, Ftop by lia.
    eapply is_derive_eq; [exact (Dlow J ltac:(lia) t Ht)|].
    rewrite (jump_rate_ext up down N (fun K => p K t) (fun K => low K t)); [|lia|].
    + unfold h; ring.
    + intros K HK; now rewrite Flow.
Qed.

(** Without decay and sources: a solution exists from any initial populations. *)
Lemma closed_exists up down kappa p0 N :
  exists p, driven up down kappa N 0 (fun _ _ => 0) p
            /\ forall J, (1 <= J <= N)%nat -> p J 0 = p0 J.
Proof.
  exists (flow up down kappa p0 N 0 (fun _ _ => 0)); apply flow_driven.
  intros; apply continuous_const.
Qed.
