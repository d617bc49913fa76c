(** (15) with a Hamiltonian that is diagonal: in every sector the matrix collapses onto the winner's
    basis state; for N = 2, (8) and (9). *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices Generator Relaxation Driven Absorption Collapse Evolution.
Open Scope R_scope.

Section Diagonal.

Variables (N : nat) (kappa : R) (H : matrix) (sigma : nat -> R) (rho : R -> matrix).
Hypothesis kappa_pos : 0 < kappa.
Hypothesis solves : evolution_under N kappa H sigma rho.
Hypothesis H_hermitian : hermitian N H.
Hypothesis H_diagonal : forall K M, (1 <= K <= N)%nat -> (1 <= M <= N)%nat -> K <> M -> H K M = RtoC 0.

Lemma commutator_entry X I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
  msub (mmul N H X) (mmul N X H) I J = ((H I I - H J J) * X I J)%C.
Proof.
  intros HI HJ; unfold msub, mmul.
  rewrite (csum_ext 1 N (fun k => _ * X k J)%C (fun k => delta k I * (H I I * X I J))%C),
    (csum_ext 1 N (fun k => X I k * _)%C (fun k => delta k J * (X I J * H J J))%C), !csum_delta by
    (lia || (intros k Hk; unfold delta; destruct (Nat.eqb_spec k I), (Nat.eqb_spec k J); subst;
             rewrite ?H_diagonal by auto; ring)).
  ring.
Qed.

Lemma energies_are_real J : (1 <= J <= N)%nat -> Im (H J J) = 0.
Proof.
  intros HJ; assert (E := f_equal Im (H_hermitian J J HJ HJ)).
  unfold adjoint, Cconj, Im in *; simpl in E; lra.
Qed.

(** The populations do not see H. *)
Lemma populations_closed :
  closed sigma N kappa (fun K t => Re (rho t K K)) /\ closed sigma N kappa (fun K t => Im (rho t K K)).
Proof.
  split; intros J HJ t Ht; destruct (solves J J t HJ HJ Ht) as [DR DI];
    destruct (generator_diagonal N sigma (rho t) J HJ) as [ER EI].
  - eapply is_derive_eq; [exact DR|]; unfold law; rewrite commutator_entry by assumption.
    rewrite Rplus_0_r, <- ER; unfold Re; simpl; ring.
  - eapply is_derive_eq; [exact DI|]; unfold law; rewrite commutator_entry by assumption.
    rewrite Rplus_0_r, <- EI; unfold Re, Im; simpl; ring.
Qed.

(** A coherence turns, and its modulus decays as without H. *)
Lemma modulus_decays I J t :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> 0 <= t ->
  Re (rho t I J) ^ 2 + Im (rho t I J) ^ 2
  = (Re (rho 0 I J) ^ 2 + Im (rho 0 I J) ^ 2) * exp (- kappa * Lambda N sigma I J * t).
Proof.
  intros HI HJ Hd; revert t; apply (exponential_law (- kappa * Lambda N sigma I J)
    (fun t => Re (rho t I J) ^ 2 + Im (rho t I J) ^ 2)); intros t Ht.
  destruct (solves I J t HI HJ Ht) as [DR DI].
  destruct (generator_off_diagonal N sigma (rho t) I J HI HJ Hd) as [ER EI].
  assert (ZI := energies_are_real I HI); assert (ZJ := energies_are_real J HJ).
  unfold law in DR, DI; rewrite commutator_entry in DR, DI by assumption.
  eapply is_derive_eq;
    [exact (is_derive_plus (V := R_NormedModule) _ _ _ _ _ (is_derive_pow _ 2 _ _ DR) (is_derive_pow _ 2 _ _ DI))|].
  unfold plus; simpl; unfold Re, Im in *; simpl in *; rewrite ER, EI, ZI, ZJ; field.
Qed.

Lemma coherence_vanishes I J :
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J -> sigma (Nat.max I J) <> 0 ->
  tends_to (fun t => rho t I J) (RtoC 0).
Proof.
  intros HI HJ Hd Hm; assert (L := Lambda_at_least_1 N sigma I J HI HJ Hd Hm).
  set (m := Re (rho 0 I J) ^ 2 + Im (rho 0 I J) ^ 2).
  assert (B : forall (x y t : R), 0 <= t -> x ^ 2 + y ^ 2 = m * exp (- kappa * Lambda N sigma I J * t) ->
    Rabs (x - 0) <= sqrt m * exp (- (kappa / 2) * t)).
  { intros x y t Ht E; assert (P := exp_pos (- (kappa / 2) * t)).
    assert (M : 0 <= m) by (unfold m; nra).
    rewrite Rminus_0_r, <- sqrt_Rsqr_abs, <- (sqrt_Rsqr (exp _)), <- sqrt_mult by (assumption || apply Rle_0_sqr || lra).
    apply sqrt_le_1_alt; unfold Rsqr; rewrite <- exp_plus.
    assert (F : exp (- kappa * Lambda N sigma I J * t) <= exp (- (kappa / 2) * t + - (kappa / 2) * t))
      by (apply exp_mono; assert (0 <= kappa * t) by (apply Rmult_le_pos; lra); nra).
    apply (Rmult_le_compat_l m) in F; [|exact M]; nra. }
  split; apply (is_lim_of_exp_bound _ _ (sqrt m) (kappa / 2)); try lra; intros t Ht;
    assert (E := modulus_decays I J t HI HJ Hd Ht); [|rewrite Rplus_comm in E]; exact (B _ _ t Ht E).
Qed.

End Diagonal.

Theorem matrix_collapse : Statements.matrix_collapse.
Proof.
  intros N s kappa H sigma rho I J Hk Hs E HH HD T HI HJ; set (W := winner s N).
  destruct (Nat.eq_dec I J) as [->|Hd].
  - destruct (populations_closed N kappa H sigma rho E HD) as [DR DI].
    assert (LR := populations_collapse N s kappa sigma _ J Hk Hs DR HJ).
    assert (LI := populations_collapse N s kappa sigma _ J Hk Hs DI HJ).
    cbv beta in LR, LI; rewrite <- csum_Re, T in LR; rewrite <- csum_Im, T in LI.
    unfold ketbra; simpl in *; rewrite Rmult_1_l in LR; rewrite Rmult_0_l in LI.
    split; [|exact LI]; replace (delta J W * delta J W) with (basis_state W J); [exact LR|].
    unfold basis_state, delta; destruct (Nat.eqb J W); ring.
  - replace (ketbra W W I J) with (RtoC 0).
    + apply (coherence_vanishes N kappa H sigma rho); try assumption.
      assert (A := Hs (Nat.max I J) ltac:(lia)); destruct (s (Nat.max I J)); lra.
    + unfold ketbra, delta; destruct (Nat.eqb_spec I W), (Nat.eqb_spec J W);
        rewrite ?Rmult_0_l, ?Rmult_0_r; try reflexivity; lia.
Qed.

(** (8), (9): N = 2. *)
Ltac two_levels sign :=
  intros kappa H sigma rho I J Hk HH H12 Hs E T HI HJ;
  apply (matrix_collapse 2%nat (fun _ => sign) kappa H sigma); auto;
  [ intros K HK; now replace K with 2%nat by lia
  | intros K M HK HM Hd; assert (C : (K = 1 /\ M = 2 \/ K = 2 /\ M = 1)%nat) by lia;
    destruct C as [[-> ->]|[-> ->]]; [exact H12|rewrite HH by lia; unfold adjoint; rewrite H12; unfold Cconj; simpl;
      now rewrite Ropp_0]
  | rewrite <- T; unfold csum; simpl; ring ].

Theorem eq_8 : Statements.eq_8.
Proof. two_levels true. Qed.

Theorem eq_9 : Statements.eq_9.
Proof. two_levels false. Qed.
