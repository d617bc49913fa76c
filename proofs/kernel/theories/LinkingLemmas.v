(** What the links from ledger entries to theorems use: equal sums, short products, the premises that entries put otherwise. *)

From Coq Require Import Reals List Lia Lra Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
Open Scope R_scope.

Lemma csum_same a b c d (f g : nat -> C) :
  a = c -> b = d -> (forall k, (a <= k <= b)%nat -> f k = g k) -> csum a b f = csum c d g.
Proof.
  intros <- <- H; unfold csum; f_equal; apply map_ext_in; intros k Hk.
  apply in_seq in Hk; apply H; lia.
Qed.

Lemma sum_same a b c d (f g : nat -> R) :
  a = c -> b = d -> (forall k, (a <= k <= b)%nat -> f k = g k) -> sum a b f = sum c d g.
Proof.
  intros <- <- H; unfold sum; f_equal; apply map_ext_in; intros k Hk.
  apply in_seq in Hk; apply H; lia.
Qed.

Lemma product_same a b c d (f g : nat -> R) :
  a = c -> b = d -> (forall k, (a <= k <= b)%nat -> f k = g k) -> product a b f = product c d g.
Proof.
  intros <- <- H; unfold product; f_equal; apply map_ext_in; intros k Hk.
  apply in_seq in Hk; apply H; lia.
Qed.

Lemma product_one a b f : a = b -> product a b f = f b.
Proof. intros ->; unfold product; replace (S b - b)%nat with 1%nat by lia; apply Rmult_1_r. Qed.

Lemma sum_one a b f : a = b -> sum a b f = f a.
Proof. intros ->; unfold sum; replace (S b - b)%nat with 1%nat by lia; apply Rplus_0_r. Qed.

Lemma product_two a b f : S a = b -> product a b f = f (b - 1)%nat * f b.
Proof.
  intros <-; unfold product; replace (S (S a) - a)%nat with 2%nat by lia.
  cbn [seq map fold_right]; now rewrite Rmult_1_r, Nat.sub_succ, Nat.sub_0_r.
Qed.

(** A sum of real numbers, seen in C. *)
Lemma csum_RtoC a b (f : nat -> R) : csum a b (fun k => RtoC (f k)) = RtoC (sum a b f).
Proof.
  unfold csum, sum; induction (seq a (S b - a)) as [|k l IH]; [reflexivity|].
  cbn [map fold_right]; rewrite IH; symmetry; apply RtoC_plus.
Qed.

(** Of a product that does not vanish, no factor does; with no positive one above, all levels above are negative. *)
Lemma factors a b f : product a b f <> 0 -> forall M, (a <= M <= b)%nat -> f M <> 0.
Proof.
  unfold product; intros H M HM Z; apply H; clear H.
  assert (I : In M (seq a (S b - a))) by (apply in_seq; lia); revert I; generalize (seq a (S b - a)).
  intros l; induction l as [|k l IH]; cbn [map fold_right]; [intros []|].
  intros [->|I]; [rewrite Z | rewrite (IH I)]; ring.
Qed.

Lemma all_negative a b (sigma : nat -> R) :
  sum a b (fun M => theta (sigma M)) = 0 -> product a b sigma <> 0 -> forall M, (a <= M <= b)%nat -> sigma M < 0.
Proof.
  intros H P M HM; assert (F := factors a b sigma P M HM).
  enough (theta (sigma M) = 0) by (unfold theta in *; destruct (Rlt_dec 0 (sigma M)); lra).
  assert (T : forall x, 0 <= theta x) by (intros x; unfold theta; destruct (Rlt_dec 0 x); lra).
  unfold sum in H; assert (I : In M (seq a (S b - a))) by (apply in_seq; lia); revert I H.
  generalize (seq a (S b - a)); intros l; induction l as [|k l IH]; cbn [map fold_right]; [intros []|].
  assert (0 <= fold_right Rplus 0 (map (fun M => theta (sigma M)) l))
    by (clear; induction l as [|k l IH]; cbn [map fold_right]; [lra | unfold theta at 1; destruct (Rlt_dec 0 (sigma k)); lra]).
  specialize (T (sigma k)); intros [->|I] H'; [|apply IH; [exact I|]]; lra.
Qed.

(** A partial sum of squares is at least as large as an earlier one. *)
Lemma sum_squares_grow (f : nat -> R) K J :
  (K <= J)%nat -> 0 < sum 1 K (fun I => f I ^ 2) -> 0 < sum 1 J (fun I => f I ^ 2).
Proof.
  unfold sum; rewrite !Nat.sub_succ, !Nat.sub_0_r; intros HK H.
  replace J with (K + (J - K))%nat by lia; rewrite seq_app, map_app, fold_right_app.
  assert (G : forall l, 0 <= fold_right Rplus 0 (map (fun I => f I ^ 2) l))
    by (intros l; induction l as [|x l IH]; cbn [map fold_right]; [lra | pose proof (pow2_ge_0 (f x)); lra]).
  specialize (G (seq (1 + K) (J - K))); revert G H.
  generalize (fold_right Rplus 0 (map (fun I => f I ^ 2) (seq (1 + K) (J - K)))); intros r Hr.
  generalize (seq 1 K); intros l.
  enough (fold_right Rplus r (map (fun I => f I ^ 2) l) = fold_right Rplus 0 (map (fun I => f I ^ 2) l) + r) by lra.
  induction l as [|x l IH]; cbn [map fold_right]; [|rewrite IH]; ring.
Qed.

(** What is divided by in the averages: of squares with a positive sum the last may be weighted with e > 0. *)
Lemma weighted_positive (f : nat -> R) K M e :
  (1 <= K <= M)%nat -> 0 < sum 1 K (fun I => f I ^ 2) -> 0 < e -> 0 < f M ^ 2 * e + sum 1 (M - 1) (fun I => f I ^ 2).
Proof.
  intros HK H He; apply (sum_squares_grow f K M ltac:(lia)) in H; revert H; unfold sum.
  replace (S M - 1)%nat with (S (M - 1)) by lia; replace (S (M - 1) - 1)%nat with (M - 1)%nat by lia.
  rewrite seq_S, map_app, fold_right_app; cbn [map fold_right]; replace (1 + (M - 1))%nat with M by lia; rewrite Rplus_0_r.
  assert (P := pow2_ge_0 (f M)); set (y := f M ^ 2) in *; clearbody y; generalize (seq 1 (M - 1)); intros l.
  assert (G : fold_right Rplus y (map (fun I => f I ^ 2) l) = fold_right Rplus 0 (map (fun I => f I ^ 2) l) + y
    /\ 0 <= fold_right Rplus 0 (map (fun I => f I ^ 2) l)).
  { induction l as [|x l [E B]]; cbn [map fold_right]; [lra|]; rewrite E; generalize (pow2_ge_0 (f x)); lra. }
  destruct G as [-> G]; intros H; destruct (Rle_lt_or_eq_dec 0 y P) as [Y|<-]; [|lra].
  generalize (Rmult_lt_0_compat y e Y He); lra.
Qed.

Lemma mean_positive (alpha : nat -> C) K M e :
  (1 <= K <= M)%nat -> 0 < sum 1 K (fun I => Cmod (alpha I) ^ 2) -> 0 < e ->
  0 < Cmod (alpha M) ^ 2 * e + sum 1 (M - 1) (fun I => Cmod (alpha I) ^ 2).
Proof. exact (weighted_positive (fun I => Cmod (alpha I)) K M e). Qed.

Lemma exp_power a n : exp a ^ n = exp (INR n * a).
Proof.
  induction n as [|n IH]; [simpl; now rewrite Rmult_0_l, exp_0|].
  rewrite S_INR, Rmult_plus_distr_r, exp_plus, <- IH, Rmult_1_l; simpl; ring.
Qed.

(** With 1/2 as a real number, ring does what else takes field. *)
Lemma half : (/ 2)%C = RtoC (/ 2).
Proof. symmetry; apply RtoC_inv; lra. Qed.

Lemma delta_values i j : delta i j = 0 \/ delta i j = 1.
Proof. unfold delta; destruct (Nat.eqb i j); auto. Qed.

Lemma delta_sym i j : delta i j = delta j i.
Proof. unfold delta; now rewrite Nat.eqb_sym. Qed.

Lemma norm2_Cmod z : norm2 z = Cmod z ^ 2.
Proof. unfold norm2, Cmod; rewrite pow2_sqrt; [ring | nra]. Qed.

Lemma Cmod_RtoC_squared x : Cmod (RtoC x) ^ 2 = x ^ 2.
Proof. now rewrite Cmod_R, pow2_abs. Qed.

Lemma greater x y x' y' : x = x' -> y = y' -> (x > y <-> x' > y').
Proof. now intros -> ->. Qed.

Lemma csum_one a b (f : nat -> C) : a = b -> csum a b f = f a.
Proof. intros ->; unfold csum; replace (S b - b)%nat with 1%nat by lia; apply Cplus_0_r. Qed.

Lemma csum_nothing a b (f : nat -> C) : (forall k, f k = RtoC 0) -> csum a b f = RtoC 0.
Proof.
  intros Hf; unfold csum; induction (seq a (S b - a)) as [|k l IH]; [reflexivity|].
  cbn [map fold_right]; rewrite IH, Hf; apply Cplus_0_r.
Qed.

(** At H = 0 a solution is one of the law with a Hamiltonian. *)
Lemma without_hamiltonian N kappa sigma rho :
  evolution N kappa sigma rho -> evolution_under N kappa (fun _ _ => RtoC 0) sigma rho.
Proof.
  intros E I J t HI HJ Ht; destruct (E I J t HI HJ Ht) as [DR DI]; unfold law, msub, mmul.
  rewrite !csum_nothing by (intros; apply Cmult_0_l || apply Cmult_0_r); split.
  - replace (Re _) with (kappa * Re (generator N sigma (rho t) I J)); [exact DR | unfold Re; simpl; ring].
  - replace (Im _) with (kappa * Im (generator N sigma (rho t) I J)); [exact DI | unfold Im, Re; simpl; ring].
Qed.

(** What is never less than at the start is least there. *)
Lemma least_at_start a b c : a = c -> c <= b -> Rmin a b = c.
Proof. intros -> H; now apply Rmin_left. Qed.

Lemma tends_same f l l' : l = l' -> tends_to f l -> tends_to f l'.
Proof. now intros ->. Qed.

Lemma derivative_same f t l l' : l = l' -> derivative f t l -> derivative f t l'.
Proof. now intros ->. Qed.

Lemma rate_same f l l' : l = l' -> right_derivative f l -> right_derivative f l'.
Proof. now intros ->. Qed.

(** Without a Hamiltonian nothing turns. *)
Lemma csum_delta_product b i (z : C) : (1 <= i <= b)%nat ->
  csum 1 b (fun k => if Nat.eqb k i then z else RtoC 0) = z.
Proof.
  intros Hi; unfold csum; replace (S b - 1)%nat with ((i - 1) + S (b - i))%nat by lia.
  rewrite seq_app, map_app, fold_right_app; cbn [seq map fold_right].
  assert (Out : forall l z', ~ In i l -> fold_right Cplus z' (map (fun k => if Nat.eqb k i then z else RtoC 0) l) = z').
  { intros l z'; induction l as [|k l IH]; intros H; [reflexivity|]; cbn [map fold_right].
    destruct (Nat.eqb_spec k i) as [->|_]; [exfalso; apply H; now left|].
    rewrite IH by (intros G; apply H; now right); apply Cplus_0_l. }
  rewrite !Out by (rewrite in_seq; lia).
  replace (1 + (i - 1))%nat with i by lia; rewrite Nat.eqb_refl; apply Cplus_0_r.
Qed.

Lemma stays_at_rest N : turning N (fun _ _ _ => RtoC 0) (fun _ I J => RtoC (delta I J)).
Proof.
  intros I J t HI HJ _.
  assert (One : forall f : nat -> C, (forall k, f k = if Nat.eqb k I then RtoC (delta I J) else RtoC 0) ->
    csum 1 N f = RtoC (delta I J)).
  { intros f Hf; rewrite <- (csum_delta_product N I (RtoC (delta I J)) HI); apply csum_same; auto. }
  assert (D : forall k, Cmult (RtoC (delta k I)) (RtoC (delta k J)) = if Nat.eqb k I then RtoC (delta I J) else RtoC 0).
  { intros k; unfold delta at 1; destruct (Nat.eqb_spec k I) as [->|_]; [apply Cmult_1_l|apply Cmult_0_l]. }
  assert (conj : forall x : R, Cconj (RtoC x) = RtoC x) by (intros; unfold Cconj, RtoC; simpl; now rewrite Ropp_0).
  split; [intros K M _ _; symmetry; apply conj|split; [|split]].
  - apply One; intros k; unfold adjoint; rewrite conj; apply D.
  - apply One; intros k; unfold adjoint; rewrite conj, (delta_sym I k), (delta_sym J k); apply D.
  - replace (Cmult _ _) with (RtoC 0); [split; apply (is_derive_const (V := R_NormedModule))|].
    unfold mmul; rewrite csum_nothing by (intros; apply Cmult_0_l); symmetry; apply Cmult_0_r.
Qed.
