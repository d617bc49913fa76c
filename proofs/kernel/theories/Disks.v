(** Section 2: the hidden variables. The signs of sigma_n as conditions on |lambda_n|,
    the area of the ring, and the average over all disks as an iterated integral,
    which equals a finite average over sign patterns. *)

From Coq Require Import Reals Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Trusted Require Import Statements.
From bornproof Require Import Sums.
Open Scope R_scope.

(** ** The sign of sigma_n *)

Lemma sigma_prefix p n l2 :
  (1 <= n)%nat -> sigma_n p n l2 = sum 1 n p * (l2 - (1 - p n / sum 1 n p))
                  \/ sum 1 n p = 0.
Proof.
  intros Hn; destruct (Req_dec (sum 1 n p) 0) as [|H]; [now right|left].
  unfold sigma_n; rewrite sum_scal_r, (term_prefix n p) by lia.
  field; exact H.
Qed.

Lemma norm2_Cmod z : norm2 z = Cmod z ^ 2.
Proof.
  unfold Cmod, norm2; rewrite pow2_sqrt by nra; ring.
Qed.

(** (13), and (6) for n = 2: the sigma_n of the paper is [sigma_n] at p_I = |alpha_I|^2. *)
Theorem eq_13 : Statements.eq_13.
Proof.
  intros alpha lambda n; unfold hidden_sigma, sigma_n.
  rewrite Cmod_mult, Rpow_mult_distr, norm2_Cmod; ring.
Qed.

(** (11): for two levels with total one, sigma_2 > 0 in its three forms. *)
Theorem eq_11 : Statements.eq_11.
Proof.
  intros p l2; unfold sigma_n, sum; simpl; intros H.
  replace (p 1%nat) with (1 - p 2%nat) by lra; repeat split; intros; nra.
Qed.

(** (18): at any level n with S_n > 0, sigma_n > 0 in its three forms. *)
Theorem eq_18 : Statements.eq_18.
Proof.
  intros p n l2 Hn; unfold sigma_n; rewrite sum_scal_r, (term_prefix n p) by lia.
  split; [split; intros; lra|intros HS].
  set (S := sum 1 n p) in *; set (S' := sum 1 (n - 1) p).
  assert (E : (S - S') / S * S = S - S') by (field; lra).
  set (u := (S - S') / S) in *; repeat split; intros; nra.
Qed.

(** ** Areas *)

(** Coquelicot hides that an equation is one of real numbers: [ring] must see it. *)
Ltac real_eq := match goal with |- @eq _ ?a ?b => change (@eq R a b) end.

Lemma RInt_cst (c a b : R) : RInt (fun _ : R => c) a b = (b - a) * c.
Proof. exact (RInt_const a b c). Qed.

Lemma RInt_radius c a b : is_RInt (fun r : R => c * r) a b (c * ((b * b - a * a) / 2)).
Proof.
  replace (c * ((b * b - a * a) / 2)) with (minus (c * (b * b / 2)) (c * (a * a / 2)))
    by (unfold minus, plus, opp; simpl; field).
  apply (is_RInt_derive (fun r : R => c * (r * r / 2)) (fun r : R => c * r)).
  - intros x _; auto_derive; [trivial|field].
  - intros x _; apply (ex_derive_continuous (fun r : R => c * r)); auto_derive; trivial.
Qed.

(** After (11): the ring between the radii a and b has the area pi (b^2 - a^2). *)
Theorem ring_area : Statements.ring_area.
Proof.
  intros a b; rewrite (RInt_ext _ (fun r : R => 2 * PI * r)) by (intros; rewrite RInt_cst; real_eq; ring).
  rewrite (is_RInt_unique _ _ _ _ (RInt_radius (2 * PI) a b)); real_eq; field.
Qed.

(** A function that is b on |z|^2 < m and a on m < |z|^2 < 1 has the disk average
    (1 - m) a + m b: the average of a radial function is the integral over |z|^2. *)
Lemma disk_average_step (F : C -> R) m a b :
  0 <= m <= 1 ->
  (forall z, norm2 z < m -> F z = b) ->
  (forall z, m < norm2 z < 1 -> F z = a) ->
  disk_average F = (1 - m) * a + m * b.
Proof.
  intros Hm Hb Ha; unfold disk_average.
  set (h := fun r : R => RInt (fun phi : R => F (r * cos phi, r * sin phi) * r) 0 (2 * PI)).
  assert (Hq : 0 <= sqrt m <= 1).
  { split; [apply sqrt_pos|]; rewrite <- sqrt_1; apply sqrt_le_1; lra. }
  assert (Hs : sqrt m * sqrt m = m) by (apply sqrt_sqrt; lra).
  assert (N2 : forall r phi, norm2 (r * cos phi, r * sin phi) = r * r).
  { intros r phi; unfold norm2; simpl.
    transitivity (r * r * (Rsqr (sin phi) + Rsqr (cos phi))); [unfold Rsqr; ring|].
    rewrite sin2_cos2; ring. }
  assert (H1 : is_RInt h 0 (sqrt m) (2 * PI * b * ((sqrt m * sqrt m - 0 * 0) / 2))).
  { apply (is_RInt_ext (fun r : R => 2 * PI * b * r)); [|apply RInt_radius].
    rewrite Rmin_left, Rmax_right by lra; intros r Hr; symmetry; unfold h.
    rewrite (RInt_ext _ (fun _ : R => b * r)); [rewrite RInt_cst; real_eq; ring|].
    intros phi _; rewrite Hb; [reflexivity|]; rewrite N2; nra. }
  assert (H2 : is_RInt h (sqrt m) 1 (2 * PI * a * ((1 * 1 - sqrt m * sqrt m) / 2))).
  { apply (is_RInt_ext (fun r : R => 2 * PI * a * r)); [|apply RInt_radius].
    rewrite Rmin_left, Rmax_right by lra; intros r Hr; symmetry; unfold h.
    rewrite (RInt_ext _ (fun _ : R => a * r)); [rewrite RInt_cst; real_eq; ring|].
    intros phi _; rewrite Ha; [reflexivity|]; rewrite N2; nra. }
  rewrite (is_RInt_unique h 0 1 _ (is_RInt_Chasles h _ _ _ _ _ H1 H2)), Hs.
  unfold plus; simpl; real_eq; field; apply PI_neq0.
Qed.

(** After (11): |lambda|^2 is uniform on [0, 1], so that P(|lambda|^2 > m) = 1 - m. *)
Theorem squared_radius_uniform : Statements.squared_radius_uniform.
Proof.
  intros m; intros Hm; rewrite (disk_average_step _ m 1 0); [ring|assumption| |];
    intros z Hz; unfold theta; destruct (Rlt_dec _ _); lra.
Qed.

Section Nonnegative.

Variable p : nat -> R.
Hypothesis p_pos : forall J, 0 <= p J.

Lemma partial_pos n : 0 <= sum 1 n p.
Proof. apply sum_nonneg; intros; apply p_pos. Qed.

(** p_n / S_n lies between 0 and 1, whether or not S_n vanishes. *)
Lemma weight_bounds n : (1 <= n)%nat -> 0 <= p n / sum 1 n p <= 1.
Proof.
  intros Hn; assert (H := partial_pos n); assert (H' := partial_pos (n - 1)).
  assert (E := term_prefix n p Hn); assert (Hp := p_pos n).
  destruct (Req_dec (sum 1 n p) 0) as [Z|Z].
  - replace (p n) with 0 by lra; unfold Rdiv; lra.
  - split; [apply Rdiv_le_0_compat; lra|].
    apply Rmult_le_reg_r with (sum 1 n p); [lra|]; unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l; lra.
Qed.

Lemma sigma_inner n l2 :
  (1 <= n)%nat -> l2 < 1 - p n / sum 1 n p ->
  sigma_n p n l2 <= 0 /\ (0 < sum 1 n p -> sigma_n p n l2 < 0).
Proof.
  intros Hn H; assert (HS := partial_pos n).
  destruct (sigma_prefix p n l2 Hn) as [->|Z]; [split; intros; nra|].
  assert (E := term_prefix n p Hn); assert (H' := partial_pos (n - 1)).
  assert (Hp := p_pos n).
  unfold sigma_n; rewrite sum_scal_r; split; [|lra].
  replace (sum 1 (n - 1) p) with 0 by lra; replace (p n) with 0 by lra; lra.
Qed.

Lemma sigma_outer n l2 :
  (1 <= n)%nat -> 1 - p n / sum 1 n p < l2 < 1 -> 0 < sigma_n p n l2.
Proof.
  intros Hn H; assert (HS := partial_pos n).
  destruct (Req_dec (sum 1 n p) 0) as [Z|Z].
  - assert (E := term_prefix n p Hn); assert (H' := partial_pos (n - 1)).
    assert (Hp := p_pos n).
    replace (p n) with 0 in H by lra; unfold Rdiv in H; lra.
  - destruct (sigma_prefix p n l2 Hn) as [->|]; [|lra]; nra.
Qed.

(** A function of the sign of sigma_n has the disk average u a + (1 - u) b with
    u = p_n / S_n; what it is on the circle sigma_n = 0 does not matter. *)
Lemma disk_average_sign n (F : C -> R) a b :
  (1 <= n)%nat ->
  (forall z, 0 < sigma_n p n (norm2 z) -> F z = a) ->
  (forall z, sigma_n p n (norm2 z) <= 0 ->
     (0 < sum 1 n p -> sigma_n p n (norm2 z) < 0) -> F z = b) ->
  disk_average F = p n / sum 1 n p * a + (1 - p n / sum 1 n p) * b.
Proof.
  intros Hn Ha Hb; assert (W := weight_bounds n Hn).
  rewrite (disk_average_step F (1 - p n / sum 1 n p) a b); [ring|lra| |].
  - intros z Hz; destruct (sigma_inner n (norm2 z) Hn Hz); auto.
  - intros z Hz; apply Ha, sigma_outer; assumption.
Qed.

(** (10), (16), (18): P(sigma_n > 0) = p_n / S_n; where S_n = 0 both sides are 0. *)
Lemma prob_positive n :
  (1 <= n)%nat ->
  disk_average (fun z => if Rlt_dec 0 (sigma_n p n (norm2 z)) then 1 else 0)
  = p n / sum 1 n p.
Proof.
  intros Hn; rewrite (disk_average_sign n _ 1 0); [ring|assumption| |];
    intros z Hz; [|intros _]; destruct (Rlt_dec _ _); lra.
Qed.

(** Where S_n = 0, sigma_n vanishes for every lambda_n: neither sign has a chance. *)
Lemma sigma_vanishes n l2 : (1 <= n)%nat -> sum 1 n p = 0 -> sigma_n p n l2 = 0.
Proof.
  intros Hn Z; assert (E := term_prefix n p Hn); assert (H' := partial_pos (n - 1)).
  assert (Hp := p_pos n); unfold sigma_n; rewrite sum_scal_r.
  replace (sum 1 (n - 1) p) with 0 by lra; replace (p n) with 0 by lra; lra.
Qed.

Lemma sector_upd l n z b :
  (if Rlt_dec 0 (sigma_n p n (norm2 z)) then true else false) = b ->
  sector p (upd l n z) = upd (sector p l) n b.
Proof.
  intros <-; extensionality k; unfold sector, upd.
  destruct (Nat.eqb_spec k n) as [->|]; reflexivity.
Qed.

(** The integral over all disks equals the two-point average: a quantity that depends
    on the hidden variables through the sector alone, but on a null set, has as its
    average over lambda_2, ..., lambda_N the weighted sum over sign patterns. *)
Lemma disks_are_sectors N (F : (nat -> C) -> R) (f : signs -> R) :
  (forall l, generic p N l -> F l = f (sector p l)) ->
  disk_expectation N F = two_point p N f.
Proof.
  revert F f; induction N as [|[|n] IH]; intros F f H.
  1, 2: simpl; rewrite H by (intros n' Hn'; lia); f_equal; extensionality n';
    unfold sector; destruct (Rlt_dec _ _) as [Hlt|]; [exfalso|reflexivity];
    unfold sigma_n, norm2 in Hlt; simpl in Hlt;
    rewrite (sum_ext _ _ _ p) in Hlt by (intros; ring);
    assert (P := partial_pos (n' - 1)); lra.
  set (N := S n) in *; change (disk_expectation (S N) F)
    with (disk_average (fun z => disk_expectation N (fun l => F (upd l (S N) z)))).
  change (two_point p (S N) f) with
    (p (S N) / sum 1 (S N) p * two_point p N (fun s => f (upd s (S N) true))
     + (1 - p (S N) / sum 1 (S N) p) * two_point p N (fun s => f (upd s (S N) false))).
  assert (G : forall l z, generic p N l ->
    (0 < sum 1 (S N) p -> sigma_n p (S N) (norm2 z) <> 0) -> generic p (S N) (upd l (S N) z)).
  { intros l z Hl Hz n' Hn' HS; unfold upd; destruct (Nat.eqb_spec n' (S N)) as [->|].
    - exact (Hz HS).
    - apply Hl; [lia|assumption]. }
  apply disk_average_sign; [lia| |]; intros z Hz; [|intros Hz']; apply IH; intros l Hl.
  - rewrite H by (apply G; [assumption|lra]).
    rewrite (sector_upd l (S N) z true); [reflexivity|].
    destruct (Rlt_dec _ _); [reflexivity|lra].
  - rewrite H by (apply G; [assumption|intros HS; specialize (Hz' HS); lra]).
    rewrite (sector_upd l (S N) z false); [reflexivity|].
    destruct (Rlt_dec _ _); [lra|reflexivity].
Qed.

End Nonnegative.

Theorem sigma_vanishing : Statements.sigma_vanishing.
Proof. intros p n l2 p_pos; now apply sigma_vanishes. Qed.

Theorem disk_expectation_two_point : Statements.disk_expectation_two_point.
Proof. intros p N F f p_pos; now apply disks_are_sectors. Qed.
