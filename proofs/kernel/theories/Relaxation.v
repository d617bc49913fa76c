(** One level that decays at the rate a and is fed by f: y' = - a y + f has one solution from
    each initial value, and it is nonnegative where f and y(0) are. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(** The solution of y' = - a y + f with y(0) = y0. *)
Definition relax (a y0 : R) (f : R -> R) (t : R) : R :=
  exp (- a * t) * (y0 + RInt (fun u : R => exp (a * u) * f u) 0 t).

Lemma relax_0 a y0 f : relax a y0 f 0 = y0.
Proof.
  unfold relax; rewrite RInt_point, Rmult_0_r, exp_0; unfold zero; simpl; ring.
Qed.

Lemma relax_derive a y0 (f : R -> R) (t : R) :
  (forall u : R, continuous f u) -> is_derive (relax a y0 f) t (- a * relax a y0 f t + f t).
Proof.
  intros Hf.
  assert (Hc : forall u, continuous (fun v : R => exp (a * v) * f v) u).
  { intros u; apply (continuous_mult (fun v : R => exp (a * v)) f); [|apply Hf].
    apply (ex_derive_continuous (fun v : R => exp (a * v))); auto_derive; trivial. }
  set (I := fun x : R => (RInt (fun u : R => exp (a * u) * f u) 0 x : R)).
  assert (HI : is_derive I t (exp (a * t) * f t)).
  { apply (is_derive_RInt (fun v : R => exp (a * v) * f v) I 0 t); [|apply Hc].
    apply filter_forall; intros x; apply (RInt_correct (V := R_CompleteNormedModule)).
    apply (ex_RInt_continuous (V := R_CompleteNormedModule)); auto. }
  assert (E : exp (- a * t) * exp (a * t) = 1).
  { rewrite <- exp_plus; replace (- a * t + a * t) with 0 by ring; apply exp_0. }
  change (relax a y0 f) with (fun x : R => exp (- a * x) * (y0 + I x)).
  clearbody I.
  auto_derive; [now exists (exp (a * t) * f t)|].
  change (Derive (fun x => I x) t) with (Derive I t); rewrite (is_derive_unique I t _ HI); cbv beta.
  transitivity (- a * (exp (- a * t) * (y0 + I t)) + exp (- a * t) * exp (a * t) * f t);
    [ring|rewrite E; ring].
Qed.

Lemma is_derive_eq (f : R -> R) (t a b : R) : is_derive f t a -> a = b -> is_derive f t b.
Proof. now intros H <-. Qed.

Lemma is_derive_continuity f t l : is_derive f t l -> continuity_pt f t.
Proof.
  intros H; apply continuity_pt_filterlim, (ex_derive_continuous f); now exists l.
Qed.

(** A function whose derivative is nonnegative after 0 does not fall below f(0). *)
Lemma increasing_from_0 (f f' : R -> R) :
  (forall t, 0 <= t -> is_derive f t (f' t)) -> (forall t, 0 <= t -> 0 <= f' t) ->
  forall t, 0 <= t -> f 0 <= f t.
Proof.
  intros Hf Hf' t Ht; destruct (MVT_gen f 0 t f') as [c [Hc E]];
    rewrite ?Rmin_left, ?Rmax_right in * by lra.
  - intros x Hx; apply Hf; lra.
  - intros x Hx; eapply is_derive_continuity, Hf; lra.
  - assert (P := Hf' c (proj1 Hc)); nra.
Qed.

(** Multiplying by exp(a t) turns - a y + f into exp(a t) f. *)
Lemma integrating_factor (a : R) (y : R -> R) (f t : R) :
  is_derive y t (- a * y t + f) ->
  is_derive (fun x : R => exp (a * x) * y x) t (exp (a * t) * f).
Proof.
  intros H; auto_derive; [eexists; exact H|].
  change (Derive (fun x => y x) t) with (Derive y t); rewrite (is_derive_unique y t _ H); ring.
Qed.

Lemma relax_positive (a : R) (y f : R -> R) :
  (forall t, 0 <= t -> is_derive y t (- a * y t + f t)) ->
  (forall t, 0 <= t -> 0 <= f t) -> 0 <= y 0 -> forall t, 0 <= t -> 0 <= y t.
Proof.
  intros Hy Hf H0 t Ht; apply Rmult_le_reg_l with (exp (a * t)); [apply exp_pos|].
  rewrite Rmult_0_r; apply Rle_trans with (exp (a * 0) * y 0).
  - rewrite Rmult_0_r, exp_0; lra.
  - apply (increasing_from_0 (fun x : R => exp (a * x) * y x) (fun x => exp (a * x) * f x));
      [|intros; apply Rmult_le_pos; [left; apply exp_pos|auto]|assumption].
    intros x Hx; apply integrating_factor; auto.
Qed.

Lemma relax_unique (a : R) (y z f : R -> R) :
  (forall t, 0 <= t -> is_derive y t (- a * y t + f t)) ->
  (forall t, 0 <= t -> is_derive z t (- a * z t + f t)) ->
  y 0 = z 0 -> forall t, 0 <= t -> y t = z t.
Proof.
  assert (G : forall y z : R -> R,
    (forall t, 0 <= t -> is_derive y t (- a * y t + f t)) ->
    (forall t, 0 <= t -> is_derive z t (- a * z t + f t)) ->
    y 0 = z 0 -> forall t, 0 <= t -> y t <= z t).
  { intros u v Hu Hv E t Ht; assert (P : 0 <= v t - u t); [|lra].
    apply (relax_positive a (fun x : R => v x - u x) (fun _ => 0)); [|intros; lra|lra|assumption].
    intros x Hx; assert (D := is_derive_minus (V := R_NormedModule) _ _ _ _ _ (Hv x Hx) (Hu x Hx)).
    replace (- a * (v x - u x) + 0)
      with (minus (- a * v x + f x) (- a * u x + f x)); [exact D|].
    unfold minus, plus, opp; simpl; ring. }
  intros Hy Hz E t Ht; apply Rle_antisym; apply G; auto.
Qed.

(** y' = a y has the solution y(0) exp(a t) alone. *)
Lemma exponential_law (a : R) (y : R -> R) :
  (forall t, 0 <= t -> is_derive y t (a * y t)) ->
  forall t, 0 <= t -> y t = y 0 * exp (a * t).
Proof.
  intros H; apply (relax_unique (- a) y (fun x : R => y 0 * exp (a * x)) (fun _ => 0)).
  - intros t Ht; eapply is_derive_eq; [exact (H t Ht)|ring].
  - intros t _; auto_derive; [trivial|ring].
  - rewrite Rmult_0_r, exp_0; ring.
Qed.
