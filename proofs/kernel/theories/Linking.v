(** How a ledger entry, written as a proposition, is proved from a theorem: the theorem's equation, then ring or field
    under the sums. *)

From Coq Require Import Reals List Lia Lra Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import LinkingLemmas.
Open Scope R_scope.

(** ** The theorem, for the values that the goal needs *)

(** Gives every variable of E an unknown value, and puts its premises off. *)
Ltac open E :=
  lazymatch type of E with
  | ?P -> ?Q => let h := fresh "premise" in assert (h : P); [shelve | specialize (E h); clear h; open E]
  | forall x : ?T, _ => let y := fresh x in evar (y : T); specialize (E y); subst y; open E
  | _ => idtac
  end.

(** The same for the premise of the second half. *)
Ltac open_second E :=
  lazymatch type of E with
  | _ /\ (?P -> _) =>
      let h := fresh "premise" in let E' := fresh "E" in
      assert (h : P); [shelve | pose proof (conj (proj1 E) (proj2 E h)) as E'; clear E h; rename E' into E]
  end.

(** E; but not an average over the other sign of sigma_n: to compare the two by computation would take seconds. *)
Ltac part E :=
  lazymatch goal with
  | |- disk_average ?f = _ =>
      lazymatch type of E with
      | P_negative _ _ = _ => lazymatch f with context [theta (- _)] => idtac end
      | P_positive _ _ = _ => lazymatch f with context [theta (- _)] => fail | _ => idtac end
      | _ => idtac
      end
  | _ => idtac
  end;
  exact E.

(** One part of E, or of a chain of equalities or equivalences what its first links give together. *)
Ltac pick E :=
  part E + exact (eq_sym E)
  + lazymatch type of E with
    | _ /\ _ =>
        pick (proj1 E) + pick (proj2 E)
        + exact (eq_trans (proj1 E) (proj2 E)) + exact (eq_trans (proj1 E) (proj1 (proj2 E)))
        + exact (eq_trans (proj1 E) (eq_trans (proj1 (proj2 E)) (proj2 (proj2 E))))
        + exact (@iff_trans _ _ _ (proj1 E) (proj2 E)) + exact (@iff_trans _ _ _ (proj1 E) (proj1 (proj2 E)))
        + exact (@iff_trans _ _ _ (proj1 E) (@iff_trans _ _ _ (proj1 (proj2 E)) (proj2 (proj2 E))))
    end.

(** ** Equality of two formulas *)

Ltac parts :=
  try (apply injective_projections; cbn [fst snd Cplus Cmult Copp Cminus Cdiv RtoC Cinv Cconj Ci]); unfold Rdiv.

(** A delta is 0 or 1. *)
Ltac deltas := progress repeat match goal with |- context [delta ?i ?j] => destruct (delta_values i j) as [->| ->] end.

(** What holds for every hidden variable, and the steps of a short product. *)
Ltac prepare :=
  cbv beta;
  repeat match goal with
  | |- context [Nat.leb 2 ?K] => rewrite (leb_correct 2 K) by lia
  | |- context [product ?a ?b ?f] => first [rewrite (product_one a b f) by lia | rewrite (product_two a b f) by lia]; cbv beta
  | |- context [sum ?a ?b ?f] => rewrite (sum_one a b f) by lia; cbv beta
  | |- context [csum ?a ?b ?f] => rewrite (csum_one a b f) by lia; cbv beta
  end;
  rewrite ?csum_RtoC, ?norm2_Cmod, ?Cmod_mult, ?half, ?exp_power.

(** One term on both sides: that two differ, though they could be computed, would take long to see. *)
Ltac identical := lazymatch goal with |- ?x = ?y => constr_eq x y; reflexivity end.

(** Fails where a step or an entry stands on the left alone: to try all pairs of sums in full would take seconds. *)
Ltac alike :=
  lazymatch goal with
  | |- ?l = ?r =>
      tryif
        match l with
        | context [theta ?x] => lazymatch r with context [theta x] => fail | _ => idtac end
        | _ =>
            match goal with rho : matrix |- _ =>
              match l with context [rho ?i ?j] => lazymatch r with context [rho i j] => fail | _ => idtac end end end
        end
      then fail else idtac
  end.

(** Two of the goal's sums (or exponentials, ...) that are equal become one. *)
Ltac merge tac x y := tryif constr_eq x y then fail else replace y with x by tac.
Ltac same_once leaf :=
  match goal with
  | |- context [delta ?i ?j] =>
      tryif constr_eq i j then fail else match goal with |- context [delta j i] => rewrite (delta_sym j i) end
  | |- ?l = ?r =>
      match l with
      | context [csum ?a ?b ?f] => match r with context [csum ?c ?d ?g] =>
          merge ltac:(apply csum_same; [lia | lia | intros; same_by leaf]) (csum a b f) (csum c d g) end
      | context [sum ?a ?b ?f] => match r with context [sum ?c ?d ?g] =>
          merge ltac:(apply sum_same; [lia | lia | intros; same_by leaf]) (sum a b f) (sum c d g) end
      | context [product ?a ?b ?f] => match r with context [product ?c ?d ?g] =>
          merge ltac:(apply product_same; [lia | lia | intros; same_by leaf]) (product a b f) (product c d g) end
      | context [disk_expectation ?N ?f] => match r with context [disk_expectation N ?g] =>
          merge ltac:(f_equal; apply functional_extensionality; intros; same_by leaf)
            (disk_expectation N f) (disk_expectation N g) end
      | context [exp ?a] => match r with context [exp ?b] =>
          merge ltac:(f_equal; same_by leaf) (exp a) (exp b) end
      | context [sqrt ?a] => match r with context [sqrt ?b] =>
          merge ltac:(f_equal; same_by leaf) (sqrt a) (sqrt b) end
      | context [(/ ?a)%R] => match r with context [(/ ?b)%R] =>
          merge ltac:(apply (f_equal Rinv); same_by leaf) (/ a)%R (/ b)%R end
      end
  end
with same_by leaf := prepare; alike; first [identical | repeat same_once leaf; leaf].

Ltac quick := parts; ring.
Ltac thorough := first [quick | parts; first [field; easy | deltas; field; easy]].
Ltac same := prepare; first [reflexivity | repeat same_once quick; repeat same_once thorough; thorough].

(** ** The theorem's premises, from those of the entry *)

(** The singlet is written out in the entry. *)
Ltac family :=
  match goal with start : hidden_family _ ?k ?a ?rho0 _, _ : 0 <= ?y <= 1 |- hidden_family _ ?kappa ?alpha (singlet ?q) _ =>
    unify kappa k; unify alpha a; unify q y;
    let S := fresh "S" in
    assert (S : forall I J, singlet q I J = rho0 I J) by (intros I J; unfold singlet, msub, madd, mscale; same);
    destruct start as [P F]; split;
    [intros I HI; rewrite S; now apply P | intros lambda; split; [apply F | intros I J HI HJ; rewrite S; now apply F]]
  end.

Ltac premise :=
  cbv beta;
  lazymatch goal with
  | |- singlet_evolution _ ?x _ _ =>
      match goal with _ : 0 <= ?q <= 1 |- _ => unify x q end;
      split; [eassumption | split; [split; assumption|]];
      intros I J HI HJ;
      match goal with start : forall i j : nat, _ -> _ -> _ = _ |- _ => rewrite (start I J HI HJ) end;
      unfold singlet, msub, madd, mscale; same
  | |- hidden_family _ _ _ (singlet _) _ => family
  | |- ?P =>
      lazymatch type of P with
      | Prop =>
          first
            [ eassumption | lia | lra
            | match goal with H : ?x <= 0, H' : ?x <> 0 |- ?x < 0 => now destruct H end
            | match goal with start : forall i j : nat, _ -> _ -> _ = _ |- _ => rewrite start by lia end;
              cbv [ketbra delta Nat.eqb]; parts; ring
            | split; premise
            | intros; apply pow2_ge_0
            | lazymatch goal with
              | |- _ <= _ => nra
              | |- _ -> 0 < sum _ _ _ => intros; eapply sum_squares_grow; [|eassumption]; lia
              | |- forall M : nat, _ -> _ < 0 => intros; eapply all_negative; [eassumption | eassumption | lia]
              | |- forall M : nat, _ -> _ <> 0 => intros; eapply factors; [eassumption | lia]
              end
            | match goal with H : _ \/ _ |- _ \/ _ => destruct H; [right | left]; first [lra | lia] end ]
      | _ => shelve  (* a variable: known from the goal or from another premise *)
      end
  end.

Ltac by_statement H :=
  unshelve (let E := fresh "E" in pose proof H as E; open E; pick E + (open_second E; pick E));
  try lazymatch goal with
    | |- evolution _ _ _ _ => eassumption
    | |- evolution_under _ _ _ _ _ => eassumption
    | |- hidden_solutions _ _ _ _ _ => eassumption
    | |- hidden_jumping _ _ _ _ _ => eassumption
    | |- two_levels _ _ _ _ _ => eassumption
    | |- turning _ _ _ => eassumption
    | |- moving _ _ _ _ _ _ => eassumption
    | |- hidden_family _ _ _ ?rho0 _ => is_evar rho0; eassumption
    | |- _ = _ => eassumption  (* these tell kappa, H, q *)
    end;
  premise.

(** ** Links *)

Ltac definitions :=
  unfold Lambda, law, printed_generator, printed_term, generator, lindblad, first_line_of_36, second_line_of_36, sum_pairs, anticommutator, madd, msub, mscale, P_positive, P_negative, P_event,
    selects, hidden_sigma, closed_sum, closed_sum_below, closed_factor, mean_factor, rate_by_signs, Rdiv, rho_11, rho_22, last_line_of_31 in *; cbv beta in *.

Ltac line H :=
  first
    [ eapply eq_trans; [by_statement H | definitions; same]
    | eapply eq_trans; [apply (f_equal (Cmult _)); by_statement H | definitions; same]
    | eapply eq_trans; [apply least_at_start; by_statement H | definitions; same]
    | eapply tends_same; [|by_statement H]; definitions; same
    | eapply rate_same; [|by_statement H]; definitions; same
    | eapply derivative_same; [|by_statement H]; definitions; same
    | eapply iff_trans; [by_statement H | definitions; apply greater; same] ].

(** That all divisors, radicands and levels are what they must be. *)
Ltac demand :=
  intros;
  lazymatch goal with
  | |- 0 <= _ => nra
  | |- INR _ <> 0 => apply not_0_INR; lia
  | |- _ <> 0 =>
      apply Rgt_not_eq; first
        [ lra | eapply sum_squares_grow; [|eassumption]; lia
        | eapply mean_positive; [|eassumption|apply exp_pos]; lia ]
  | |- _ => lia
  end.

(** One of several statements. *)
Ltac one_line H := lazymatch type of H with _ /\ _ => first [one_line (proj1 H) | one_line (proj2 H)] | _ => line H end.

Ltac link H :=
  red in H; unfold upper_negative, upper_not_positive, upper_empty in H;
  red; intros; repeat match goal with |- _ /\ _ => split end; first [demand | one_line H].

(** That a state of four levels has these populations, and a matrix those of a state. *)
Ltac populated :=
  intros I HI; assert (C : (I = 1 \/ I = 2 \/ I = 3 \/ I = 4)%nat) by lia; cbv beta zeta;
  destruct C as [->|[->|[->| ->]]]; cbn [Nat.eqb]; rewrite Cmod_RtoC_squared; cbv [ketbra delta Nat.eqb]; parts; field.

(** That nothing turns at H = 0, and a zero matrix is Hermitian. *)
Ltac at_rest :=
  lazymatch goal with
  | |- hermitian _ _ => intros I J _ _; unfold adjoint; apply injective_projections; cbn [fst snd Cconj RtoC]; ring
  | |- turning _ _ _ => apply stays_at_rest
  end.

(** That the premises of an entry can be met, at the values that were chosen. *)
Ltac fact :=
  first
    [ lia | lra | assumption | populated | at_rest | apply without_hamiltonian; assumption
    | match goal with F : hidden_family _ _ _ _ _ |- hidden_solutions _ _ _ _ _ => exact (proj2 F) end
    | solve [intros I J; intros; apply injective_projections; simpl; lra]
    | cbv [csum map seq fold_right Nat.sub];
      try match goal with start : forall i j : nat, _ -> _ -> _ = _ |- _ => rewrite ?start by lia end;
      cbv [ketbra delta Nat.eqb]; apply injective_projections; cbn [fst snd Cplus Cmult Copp RtoC]; lra
    | cbv [sum product map seq fold_right Nat.sub Nat.add Nat.eqb]; rewrite ?Cmod_RtoC_squared; lra
    | unfold theta, sum; cbn; repeat destruct (Rlt_dec _ _); lra ].
Ltac possible := repeat match goal with |- _ /\ _ => split end; cbn [Nat.eqb]; fact.
