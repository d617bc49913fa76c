(** The eigenvalues of the population equations (39), for every N and every sign pattern. *)

From Coq Require Import Reals List Arith Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Spectrum.
Open Scope R_scope.

Definition nonzero_vector (N : nat) (p : nat -> R) : Prop :=
  exists J, (1 <= J <= N)%nat /\ p J <> 0.

(** [p] with its value at level N replaced. *)
Definition top (N : nat) (y : R) (p : nat -> R) : nat -> R :=
  fun K => if Nat.eqb K N then y else p K.

(** ** Adding a level *)

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

(** (39): its real eigenvalues are 0, -1, ..., -(N - 1), and no others, for every sign pattern. *)
Theorem eigenvalues : Statements.eigenvalues.
Proof.
  intros N s x; split.
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
