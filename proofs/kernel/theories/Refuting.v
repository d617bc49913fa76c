(** How it is proved from a theorem that the printed form of a ledger entry fails for some values: what the theorem says
    for values that are tried, and that the form would contradict it. *)

From Coq Require Import Reals Lia Lra.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Linking.
Open Scope R_scope.

(** ** Lemmas *)

(** Of two pairs of numbers with one difference, if one is of equals, the other is. *)
Lemma same_difference (A B X Y : C) : (X - Y = A - B)%C -> A = B -> X = Y.
Proof.
  intros D ->; replace X with (X - Y + Y)%C by ring; rewrite D; ring.
Qed.

(** ** What the theorem says, for values that are tried *)

(** The values that the variables are given, by their types: the first level is N, others 2; the first number is x, others 3/5. *)
Ltac values N x E :=
  lazymatch type of E with
  | ?P -> ?Q =>
      let h := fresh "premise" in
      assert (h : P) by (repeat split; cbn [Nat.eqb]; first [lia | lra]); specialize (E h); clear h; values N x E
  | forall _ : nat, _ => specialize (E N); values 2%nat x E
  | forall _ : R, _ => specialize (E x); values N (3 / 5) E
  | forall _ : nat -> R, _ => specialize (E (fun n : nat => if Nat.eqb n 2 then 1 else -1)); values N x E
  | exists _, _ => let y := fresh "y" in destruct E as [y E]; values N x E
  | _ /\ _ => let E' := fresh "E" in destruct E as [E' E]; values N x E'; values N x E
  | _ => idtac
  end.

Ltac instance N H := let E := fresh "E" in pose proof H as E; red in E; values N 1 E.

(** The values of the entry's symbols: one that the theorem has given, or else the value v. *)
Ltac given v :=
  tryif match goal with _ : ?T |- @ex ?T _ => idtac end
  then multimatch goal with x : ?T |- @ex ?T _ => exists x end
  else exists v.

(** ** The printed form contradicts it *)

Ltac contradicts :=
  intros printed; repeat match goal with H : _ /\ _ |- _ => destruct H end;
  try match goal with start : forall i j : nat, _ -> _ -> _ = _ |- _ => rewrite start in * by lia end;
  unfold singlet in *; cbv zeta beta in *;
  match reverse goal with  (* what the theorem says first is tried first *)
  | E : ?X <> ?Y, printed : ?A = ?B |- False =>
      apply E; ((symmetry; apply (same_difference A B Y X)) + apply (same_difference A B X Y));
      [definitions; same | exact printed]
  end.
Ltac refute :=
  repeat match goal with |- _ /\ _ => split end;
  first [cbn [Nat.eqb]; first [fact | demand] | contradicts].
