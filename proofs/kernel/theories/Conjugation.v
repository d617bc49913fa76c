(** The algebra of N x N matrices, which are equal if their entries 1, ..., N are; what a unitary matrix does to Lindblad's form. *)

From Coq Require Import Reals List Lra Lia Arith Setoid Morphisms.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums Matrices.
Open Scope C_scope.

Definition cscale (c : C) (A : matrix) : matrix := fun i j => c * A i j.
Definition one : matrix := fun i j => RtoC (delta i j).

Section Size.

Variable N : nat.

Definition alike (A B : matrix) : Prop := forall i j, (1 <= i <= N)%nat -> (1 <= j <= N)%nat -> A i j = B i j.

Global Instance alike_equivalence : Equivalence alike.
Proof.
  split; [intros A i j _ _; reflexivity|intros A B H i j Hi Hj; symmetry; now apply H|].
  intros A B D H H' i j Hi Hj; rewrite H by assumption; now apply H'.
Qed.

Global Instance mmul_alike : Proper (alike ==> alike ==> alike) (mmul N).
Proof. intros A A' HA B B' HB i j Hi Hj; apply csum_ext; intros k Hk; now rewrite HA, HB. Qed.
Global Instance madd_alike : Proper (alike ==> alike ==> alike) madd.
Proof. intros A A' HA B B' HB i j Hi Hj; unfold madd; now rewrite HA, HB. Qed.
Global Instance msub_alike : Proper (alike ==> alike ==> alike) msub.
Proof. intros A A' HA B B' HB i j Hi Hj; unfold msub; now rewrite HA, HB. Qed.
Global Instance cscale_alike c : Proper (alike ==> alike) (cscale c).
Proof. intros A A' HA i j Hi Hj; unfold cscale; now rewrite HA. Qed.
Global Instance mscale_alike x : Proper (alike ==> alike) (mscale x).
Proof. intros A A' HA i j Hi Hj; unfold mscale; now rewrite HA. Qed.
Global Instance adjoint_alike : Proper (alike ==> alike) adjoint.
Proof. intros A A' HA i j Hi Hj; unfold adjoint; now rewrite HA. Qed.
Global Instance anticommutator_alike : Proper (alike ==> alike ==> alike) (anticommutator N).
Proof. intros A A' HA B B' HB; unfold anticommutator; now rewrite HA, HB. Qed.
Global Instance lindblad_alike : Proper (alike ==> alike ==> alike) (lindblad N).
Proof. intros A A' HA B B' HB; unfold lindblad; now rewrite HA, HB. Qed.

Lemma mmul_assoc A B D : alike (mmul N (mmul N A B) D) (mmul N A (mmul N B D)).
Proof.
  intros i j _ _; unfold mmul.
  rewrite (csum_ext 1 N _ (fun k => csum 1 N (fun l => A i l * B l k * D k j))) by (intros; symmetry; apply csum_scal_r).
  rewrite csum_swap; apply csum_ext; intros l _; rewrite <- csum_scal; apply csum_ext; intros; ring.
Qed.

Lemma mmul_madd_l A B D : alike (mmul N (madd A B) D) (madd (mmul N A D) (mmul N B D)).
Proof. intros i j _ _; unfold madd, mmul; rewrite <- csum_plus; apply csum_ext; intros; ring. Qed.
Lemma mmul_madd_r A B D : alike (mmul N D (madd A B)) (madd (mmul N D A) (mmul N D B)).
Proof. intros i j _ _; unfold madd, mmul; rewrite <- csum_plus; apply csum_ext; intros; ring. Qed.
Lemma mmul_msub_l A B D : alike (mmul N (msub A B) D) (msub (mmul N A D) (mmul N B D)).
Proof. intros i j _ _; unfold msub, mmul; rewrite <- csum_minus; apply csum_ext; intros; ring. Qed.
Lemma mmul_msub_r A B D : alike (mmul N D (msub A B)) (msub (mmul N D A) (mmul N D B)).
Proof. intros i j _ _; unfold msub, mmul; rewrite <- csum_minus; apply csum_ext; intros; ring. Qed.
Lemma mmul_cscale_l c A B : alike (mmul N (cscale c A) B) (cscale c (mmul N A B)).
Proof. intros i j _ _; unfold cscale, mmul; rewrite <- csum_scal; apply csum_ext; intros; ring. Qed.
Lemma mmul_cscale_r c A B : alike (mmul N A (cscale c B)) (cscale c (mmul N A B)).
Proof. intros i j _ _; unfold cscale, mmul; rewrite <- csum_scal; apply csum_ext; intros; ring. Qed.

Lemma mmul_one_l A : alike (mmul N one A) A.
Proof.
  intros i j Hi _; unfold mmul, one; rewrite (csum_ext 1 N _ (fun k => delta k i * A k j)) by (intros; now rewrite delta_sym).
  exact (csum_delta 1 N i (fun k => A k j) Hi).
Qed.
Lemma mmul_one_r A : alike (mmul N A one) A.
Proof.
  intros i j _ Hj; unfold mmul, one; rewrite (csum_ext 1 N _ (fun k => delta k j * A i k)) by (intros; ring).
  exact (csum_delta 1 N j (fun k => A i k) Hj).
Qed.

Lemma adjoint_mmul A B : alike (adjoint (mmul N A B)) (mmul N (adjoint B) (adjoint A)).
Proof.
  intros i j _ _; unfold adjoint, mmul; rewrite csum_conj; apply csum_ext; intros; rewrite Cmult_comm.
  apply parts_eq; unfold Re, Im; simpl; ring.
Qed.
Lemma adjoint_twice A : alike (adjoint (adjoint A)) A.
Proof. intros i j _ _; unfold adjoint; apply parts_eq; unfold Re, Im; simpl; ring. Qed.

(** ** V A V^+ for a unitary V *)

Section Unitary.

Variable V : matrix.
Hypothesis left : alike (mmul N (adjoint V) V) one.

Definition turned (A : matrix) : matrix := mmul N (mmul N V A) (adjoint V).

Lemma cancel A : alike (mmul N (adjoint V) (mmul N V A)) A.
Proof. now rewrite <- mmul_assoc, left, mmul_one_l. Qed.

Lemma turned_mmul A B : alike (turned (mmul N A B)) (mmul N (turned A) (turned B)).
Proof. unfold turned; now rewrite !mmul_assoc, cancel. Qed.

Lemma turned_adjoint A : alike (turned (adjoint A)) (adjoint (turned A)).
Proof. unfold turned; now rewrite !adjoint_mmul, adjoint_twice, mmul_assoc. Qed.

Lemma turned_msub A B : alike (turned (msub A B)) (msub (turned A) (turned B)).
Proof. unfold turned; now rewrite mmul_msub_r, mmul_msub_l. Qed.

Lemma turned_madd A B : alike (turned (madd A B)) (madd (turned A) (turned B)).
Proof. unfold turned; now rewrite mmul_madd_r, mmul_madd_l. Qed.

Lemma turned_mscale x A : alike (turned (mscale x A)) (mscale x (turned A)).
Proof. unfold turned; change (mscale x) with (cscale (RtoC x)); now rewrite mmul_cscale_r, mmul_cscale_l. Qed.

Global Instance turned_alike : Proper (alike ==> alike) turned.
Proof. intros A A' HA; unfold turned; now rewrite HA. Qed.

Lemma turned_lindblad L rho : alike (turned (lindblad N L rho)) (lindblad N (turned L) (turned rho)).
Proof.
  unfold lindblad, anticommutator.
  now rewrite turned_msub, turned_mscale, turned_madd, !turned_mmul, turned_adjoint.
Qed.

Lemma turned_csum a b (F : nat -> matrix) :
  alike (turned (fun i j => csum a b (fun k => F k i j))) (fun i j => csum a b (fun k => turned (F k) i j)).
Proof.
  intros i j _ _; unfold turned, mmul.
  rewrite (csum_ext 1 N _ (fun l => csum a b (fun k => csum 1 N (fun m => V i m * F k m l) * adjoint V l j))).
  - apply csum_swap.
  - intros l _; rewrite <- csum_scal_r.
    rewrite (csum_ext 1 N _ (fun m => csum a b (fun k => V i m * F k m l * adjoint V l j))) by
      (intros; rewrite <- csum_scal; symmetry; apply csum_scal_r).
    rewrite csum_swap; apply csum_ext; intros k _; apply csum_scal_r.
Qed.

Lemma turned_pairs F : alike (turned (sum_pairs N F)) (sum_pairs N (fun K M => turned (F K M))).
Proof.
  unfold sum_pairs; etransitivity; [apply (turned_csum 2 N (fun K i j => csum 1 (K - 1) (fun M => F K M i j)))|].
  intros i j Hi Hj; apply csum_ext; intros K _; exact (turned_csum 1 (K - 1) (F K) i j Hi Hj).
Qed.

End Unitary.

End Size.
