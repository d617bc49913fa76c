(** Every definition's meaning, typed again: a changed definition does not compile here. *)

From Coq Require Import Reals List Permutation.
From Coquelicot Require Import Coquelicot.
From bornproof Require Model Sums Matrices Generator Components Spectrum CharacteristicPolynomial
    Eigenvalues Singlet Errata Relaxation Driven Solutions Absorption Collapse Disks
    Average Born Limit Beyond Weighted Evolution Capstone.
Import ListNotations.

Module Model_meanings.
  Import Model.
  Open Scope R_scope.

Definition meaning_sum : sum =
  (fun (a b : nat) (f : nat -> R) =>
  fold_right Rplus 0 (map f (seq a (S b - a))))
  := eq_refl.

Definition meaning_signs : signs =
  (nat -> bool)
  := eq_refl.

Definition meaning_rb : rb =
  (fun (b : bool) =>
  if b then 1 else 0)
  := eq_refl.

Definition meaning_population_rate : population_rate =
  (fun (N : nat) (s : signs) (p : nat -> R) (J : nat) =>
  (if Nat.leb 2 J
   then rb (s J) * sum 1 (J - 1) p - (1 - rb (s J)) * INR (J - 1) * p J
   else 0)
  + sum (J + 1) N (fun M => (1 - rb (s M)) * p M - rb (s M) * p J))
  := eq_refl.

End Model_meanings.

Module Sums_meanings.
  Import Model Sums.
  Open Scope R_scope.

Definition meaning_delta : delta =
  (fun (i j : nat) =>
  if Nat.eqb i j then 1 else 0)
  := eq_refl.

End Sums_meanings.

Module Matrices_meanings.
  Import Model Sums Matrices.
  Open Scope C_scope.

Definition meaning_csum : csum =
  (fun (a b : nat) (f : nat -> C) =>
  fold_right Cplus 0 (map f (seq a (S b - a))))
  := eq_refl.

Definition meaning_matrix : matrix =
  (nat -> nat -> C)
  := eq_refl.

Definition meaning_mmul : mmul =
  (fun (N : nat) (A B : matrix) =>
  fun i j => csum 1 N (fun k => A i k * B k j))
  := eq_refl.

Definition meaning_madd : madd =
  (fun (A B : matrix) =>
  fun i j => A i j + B i j)
  := eq_refl.

Definition meaning_msub : msub =
  (fun (A B : matrix) =>
  fun i j => A i j - B i j)
  := eq_refl.

Definition meaning_mscale : mscale =
  (fun (x : R) (A : matrix) =>
  fun i j => x * A i j)
  := eq_refl.

Definition meaning_adjoint : adjoint =
  (fun (A : matrix) =>
  fun i j => Cconj (A j i))
  := eq_refl.

Definition meaning_anticommutator : anticommutator =
  (fun (N : nat) (A B : matrix) =>
  madd (mmul N A B) (mmul N B A))
  := eq_refl.

Definition meaning_ketbra : ketbra =
  (fun (a b : nat) =>
  fun i j => RtoC (delta i a * delta j b)%R)
  := eq_refl.

Definition meaning_sum_pairs : sum_pairs =
  (fun (N : nat) (F : nat -> nat -> matrix) =>
  fun i j => csum 2 N (fun K => csum 1 (K - 1) (fun M => F K M i j)))
  := eq_refl.

End Matrices_meanings.

Module Generator_meanings.
  Import Model Sums Matrices Generator.
  Open Scope C_scope.

Definition meaning_theta : theta =
  (fun (x : R) =>
  if Rlt_dec 0 x then 1%R else 0%R)
  := eq_refl.

Definition meaning_jump : jump =
  (fun (sigma : nat -> R) (K M : nat) =>
  madd (mscale (theta (sigma K)) (ketbra K M)) (mscale (theta (- sigma K)) (ketbra M K)))
  := eq_refl.

Definition meaning_lindblad : lindblad =
  (fun (N : nat) (L rho : matrix) =>
  msub (mmul N (mmul N L rho) (adjoint L))
        (mscale (/ 2) (anticommutator N (mmul N (adjoint L) L) rho)))
  := eq_refl.

Definition meaning_generator : generator =
  (fun (N : nat) (sigma : nat -> R) (rho : matrix) =>
  sum_pairs N (fun K M => lindblad N (jump sigma K M) rho))
  := eq_refl.

Definition meaning_second_line_of_36 : second_line_of_36 =
  (fun (N : nat) (sigma : nat -> R) (rho : matrix) =>
  sum_pairs N (fun M K =>
    madd (mscale (theta (sigma M))
           (msub (mmul N (mmul N (ketbra M K) rho) (ketbra K M))
                  (mscale (/ 2) (anticommutator N rho (ketbra K K)))))
         (mscale (theta (- sigma M))
           (msub (mmul N (mmul N (ketbra K M) rho) (ketbra M K))
                  (mscale (/ 2) (anticommutator N rho (ketbra M M)))))))
  := eq_refl.

Definition meaning_master_equation : master_equation =
  (fun (N : nat) (kappa : R) (sigma : nat -> R) (rho : R -> matrix) =>
  forall (t : R) (I J : nat), (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
  is_derive (fun x : R => Re (rho x I J)) t (kappa * Re (generator N sigma (rho t) I J))%R /\
  is_derive (fun x : R => Im (rho x I J)) t (kappa * Im (generator N sigma (rho t) I J))%R)
  := eq_refl.

End Generator_meanings.

Module Components_meanings.
  Import Model Sums Matrices Generator Components.
  Open Scope C_scope.

Definition meaning_Lambda : Lambda =
  (fun (N : nat) (sigma : nat -> R) (I J : nat) =>
  ((1 - delta J N) * sum (J + 1) N (fun M => theta (sigma M))
   + (1 - delta I N) * sum (I + 1) N (fun M => theta (sigma M))
   + ((1 - delta J 1) * (INR J - 1) * theta (- sigma J)
      + (1 - delta I 1) * (INR I - 1) * theta (- sigma I)))%R)
  := eq_refl.

Definition meaning_in_sector : in_sector =
  (fun (N : nat) (s : signs) (sigma : nat -> R) =>
  forall K, (2 <= K <= N)%nat -> if s K then (0 < sigma K)%R else (sigma K < 0)%R)
  := eq_refl.

End Components_meanings.

Module Spectrum_meanings.
  Import Model Sums Spectrum.
  Open Scope R_scope.

Definition meaning_rate : rate =
  (fun (N : nat) (s : signs) (n : nat) =>
  if Nat.ltb n N
  then sum (n + 1) N (fun M => rb (s M)) + INR n * (1 - rb (s (n + 1)%nat))
  else 0)
  := eq_refl.

Definition meaning_partial_sum_matrix : partial_sum_matrix =
  (fun (N : nat) (s : signs) (n m : nat) =>
  if Nat.ltb m n then 0
  else if Nat.eqb m n then - rate N s n
  else INR n * ((1 - rb (s m)) - (if Nat.ltb m N then 1 - rb (s (m + 1)%nat) else 0)))
  := eq_refl.

End Spectrum_meanings.

Module CharacteristicPolynomial_meanings.
  Import Model Sums Spectrum CharacteristicPolynomial.
  Open Scope R_scope.

Definition meaning_population_matrix : population_matrix =
  (fun (N : nat) (s : signs) (J K : nat) =>
  if Nat.ltb K J then rb (s J)
  else if Nat.ltb J K then 1 - rb (s K)
  else - INR (J - 1) * (1 - rb (s J)) - sum (J + 1) N (fun M => rb (s M)))
  := eq_refl.

Definition meaning_without_row : without_row =
  (fun (i : nat) (A : nat -> nat -> R) =>
  fun k j => A (if Nat.ltb k i then k else S k) j)
  := eq_refl.

Definition meaning_det : det =
  (fix det (n : nat) (A : nat -> nat -> R) {struct n} : R :=
  match n with
  | O => 1
  | S m => sum 1 n (fun i => (-1) ^ (i + n) * A i n * det m (without_row i A))
  end)
  := eq_refl.

Definition meaning_product : product =
  (fun (n : nat) (f : nat -> R) =>
  fold_right Rmult 1 (map f (seq 0 n)))
  := eq_refl.

End CharacteristicPolynomial_meanings.

Module Eigenvalues_meanings.
  Import Model Sums Spectrum Eigenvalues.
  Open Scope R_scope.

Definition meaning_nonzero_vector : nonzero_vector =
  (fun (N : nat) (p : nat -> R) =>
  exists J, (1 <= J <= N)%nat /\ p J <> 0)
  := eq_refl.

Definition meaning_eigenvector : eigenvector =
  (fun (N : nat) (s : signs) (x : R) (p : nat -> R) =>
  nonzero_vector N p /\ forall J, (1 <= J <= N)%nat -> population_rate N s p J = x * p J)
  := eq_refl.

Definition meaning_top : top =
  (fun (N : nat) (y : R) (p : nat -> R) =>
  fun K => if Nat.eqb K N then y else p K)
  := eq_refl.

End Eigenvalues_meanings.

Module Singlet_meanings.
  Import Model Sums Matrices Generator Components Singlet.
  Open Scope C_scope.

Definition meaning_singlet : singlet =
  (fun (q : R) =>
  msub (madd (mscale (q ^ 2) (ketbra 1 1)) (mscale (1 - q ^ 2) (ketbra 2 2)))
        (mscale (q * sqrt (1 - q ^ 2)) (madd (ketbra 1 2) (ketbra 2 1))))
  := eq_refl.

Definition meaning_last_line_of_31 : last_line_of_31 =
  (fun (kappa q t : R) =>
  (q * sqrt (1 - q ^ 2) * exp (- kappa * t / 2))%R)
  := eq_refl.

Definition meaning_corrected_31 : corrected_31 =
  (fun (kappa q : R) (sigma : nat -> R) (t : R) =>
  madd (madd
    (mscale (theta (sigma 2%nat) * (q ^ 2 * exp (- kappa * t))
            + theta (- sigma 2%nat) * (1 - (1 - q ^ 2) * exp (- kappa * t))) (ketbra 1 1))
    (mscale (theta (sigma 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
            + theta (- sigma 2%nat) * ((1 - q ^ 2) * exp (- kappa * t))) (ketbra 2 2)))
    (mscale (- last_line_of_31 kappa q t) (madd (ketbra 1 2) (ketbra 2 1))))
  := eq_refl.

Definition meaning_rho_11 : rho_11 =
  (fun (kappa q : R) (sigma : nat -> R) (t : R) =>
  (theta (sigma 2%nat) * (q ^ 2 * exp (- kappa * t))
   + theta (- sigma 2%nat) * (1 - (1 - q ^ 2) * exp (- kappa * t)))%R)
  := eq_refl.

Definition meaning_rho_22 : rho_22 =
  (fun (kappa q : R) (sigma : nat -> R) (t : R) =>
  (theta (sigma 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
   + theta (- sigma 2%nat) * ((1 - q ^ 2) * exp (- kappa * t)))%R)
  := eq_refl.

End Singlet_meanings.

Module Errata_meanings.
  Import Model Sums Matrices Generator Components Singlet Errata.
  Open Scope C_scope.

Definition meaning_printed_term : printed_term =
  (fun (N : nat) (A rho : matrix) =>
  msub (mmul N (mmul N A rho) A) (mscale (/ 2) (anticommutator N rho (mmul N A A))))
  := eq_refl.

Definition meaning_printed_generator : printed_generator =
  (fun (N : nat) (sigma : nat -> R) (rho : matrix) =>
  sum_pairs N (fun K M => printed_term N (adjoint (jump sigma K M)) rho))
  := eq_refl.

Definition meaning_printed_generator_with_5 : printed_generator_with_5 =
  (fun (N : nat) (sigma : nat -> R) (rho : matrix) =>
  sum_pairs N (fun K M => printed_term N (jump sigma K M) rho))
  := eq_refl.

End Errata_meanings.

Module Relaxation_meanings.
  Import Relaxation.
  Open Scope R_scope.

Definition meaning_relax : relax =
  (fun (a y0 : R) (f : R -> R) (t : R) =>
  exp (- a * t) * (y0 + RInt (fun u : R => exp (a * u) * f u) 0 t))
  := eq_refl.

End Relaxation_meanings.

Module Driven_meanings.
  Import Model Sums Relaxation Driven.
  Open Scope R_scope.

Definition meaning_jump_rate : jump_rate =
  (fun (up : nat -> R) (down : nat -> nat -> R) (N : nat) (p : nat -> R) (J : nat) =>
  up J * sum 1 (J - 1) p - sum 1 (J - 1) (down J) * p J
  + sum (J + 1) N (fun M => down M J * p M - up M * p J))
  := eq_refl.

Definition meaning_driven : driven =
  (fun (up : nat -> R) (down : nat -> nat -> R) (kappa : R) (N : nat) (c : R) (g p : nat -> R -> R) =>
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t ->
  is_derive (p J) t (kappa * (jump_rate up down N (fun K => p K t) J - c * p J t + g J t)))
  := eq_refl.

Definition meaning_flow : flow =
  (fix flow (up : nat -> R) (down : nat -> nat -> R) (kappa : R) (p0 : nat -> R)
    (N : nat) (c : R) (g : nat -> R -> R) (J : nat) {struct N} : R -> R :=
  match N with
  | O => fun _ => 0
  | S n =>
      let total := relax (kappa * c) (sum 1 N p0) (fun t => kappa * sum 1 N (fun K => g K t)) in
      let top := relax (kappa * (c + up N + sum 1 n (down N))) (p0 N)
                   (fun t => kappa * (up N * total t + g N t)) in
      if Nat.eqb J N then top
      else flow up down kappa p0 n (c + up N) (fun K t => g K t + down N K * top t) J
  end)
  := eq_refl.

End Driven_meanings.

Module Solutions_meanings.
  Import Model Sums Relaxation Driven Solutions.
  Open Scope R_scope.

Definition meaning_solution : solution =
  (fun (N : nat) (s : signs) (kappa : R) (p : nat -> R -> R) =>
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t ->
  is_derive (p J) t (kappa * population_rate N s (fun K => p K t) J))
  := eq_refl.

Definition meaning_starts_at : starts_at =
  (fun (N : nat) (p0 : nat -> R) (p : nat -> R -> R) =>
  forall J, (1 <= J <= N)%nat -> p J 0 = p0 J)
  := eq_refl.

Definition meaning_sector_up : sector_up =
  (fun (s : signs) (M : nat) =>
  rb (s M))
  := eq_refl.

Definition meaning_sector_down : sector_down =
  (fun (s : signs) (M K : nat) =>
  1 - rb (s M))
  := eq_refl.

End Solutions_meanings.

Module Absorption_meanings.
  Import Model Sums Relaxation Driven Absorption.
  Open Scope R_scope.

Definition meaning_basis_state : basis_state =
  (fun (W : nat) =>
  fun J => delta J W)
  := eq_refl.

Definition meaning_absorbs : absorbs =
  (fun (up : nat -> R) (down : nat -> nat -> R) (N : nat) (W : nat) =>
  (1 <= W <= N)%nat
  /\ (W <> 1%nat -> up W = 1 /\ forall K, (1 <= K < W)%nat -> down W K = 0)
  /\ (forall M, (W < M <= N)%nat -> up M = 0 /\ down M W = 1))
  := eq_refl.

End Absorption_meanings.

Module Collapse_meanings.
  Import Model Sums Relaxation Driven Solutions Absorption Collapse.
  Open Scope R_scope.

Definition meaning_winner : winner =
  (fix winner (s : signs) (N : nat) {struct N} : nat :=
  (match N with
  | S (S _ as n) => if s N then N else winner s n
  | _ => 1
  end)%nat)
  := eq_refl.

Definition meaning_stationary : stationary =
  (fun (N : nat) (s : signs) (p : nat -> R) =>
  forall J, (1 <= J <= N)%nat -> population_rate N s p J = 0)
  := eq_refl.

End Collapse_meanings.

Module Disks_meanings.
  Import Model Sums Disks.
  Open Scope R_scope.

Definition meaning_norm2 : norm2 =
  (fun (z : C) =>
  fst z * fst z + snd z * snd z)
  := eq_refl.

Definition meaning_sigma : sigma =
  (fun (p : nat -> R) (n : nat) (l2 : R) =>
  p n * l2 - sum 1 (n - 1) (fun I => p I * (1 - l2)))
  := eq_refl.

Definition meaning_disk_average : disk_average =
  (fun (F : C -> R) =>
  / PI * RInt (fun r : R =>
    RInt (fun phi : R => F (r * cos phi, r * sin phi) * r) 0 (2 * PI)) 0 1)
  := eq_refl.

Definition meaning_upd : @upd =
  (fun (A : Type) (l : nat -> A) (n : nat) (z : A) =>
  fun k => if Nat.eqb k n then z else l k)
  := eq_refl.

Definition meaning_disk_expectation : disk_expectation =
  (fix disk_expectation (N : nat) (F : (nat -> C) -> R) {struct N} : R :=
  match N with
  | S (S _ as n) => disk_average (fun z => disk_expectation n (fun l => F (upd l N z)))
  | _ => F (fun _ => (0, 0))
  end)
  := eq_refl.

Definition meaning_sector : sector =
  (fun (p : nat -> R) (l : nat -> C) =>
  fun n => if Rlt_dec 0 (sigma p n (norm2 (l n))) then true else false)
  := eq_refl.

Definition meaning_two_point : two_point =
  (fix two_point (p : nat -> R) (N : nat) (f : signs -> R) {struct N} : R :=
  match N with
  | S (S _ as n) =>
      p N / sum 1 N p * two_point p n (fun s => f (upd s N true))
      + (1 - p N / sum 1 N p) * two_point p n (fun s => f (upd s N false))
  | _ => f (fun _ => false)
  end)
  := eq_refl.

Definition meaning_generic : generic =
  (fun (p : nat -> R) (N : nat) (l : nat -> C) =>
  forall n, (2 <= n <= N)%nat -> 0 < sum 1 n p -> sigma p n (norm2 (l n)) <> 0)
  := eq_refl.

End Disks_meanings.

Module Average_meanings.
  Import Model Sums Disks Average.
  Open Scope R_scope.

Definition meaning_likely : likely =
  (fun (p : nat -> R) (N : nat) (s : signs) =>
  forall n, (2 <= n <= N)%nat ->
  (p n / sum 1 n p = 0 -> s n = false) /\ (p n / sum 1 n p = 1 -> s n = true))
  := eq_refl.

End Average_meanings.

Module Born_meanings.
  Import Model Sums Disks Average Born.
  Open Scope R_scope.
  Local Notation theta := Generator.theta.

Definition meaning_product : product =
  (fun (a b : nat) (f : nat -> R) =>
  fold_right Rmult 1 (map f (seq a (S b - a))))
  := eq_refl.

Definition meaning_P_positive : P_positive =
  (fun (p : nat -> R) (n : nat) =>
  disk_average (fun z => theta (sigma p n (norm2 z))))
  := eq_refl.

Definition meaning_P_negative : P_negative =
  (fun (p : nat -> R) (n : nat) =>
  disk_average (fun z => theta (- sigma p n (norm2 z))))
  := eq_refl.

Definition meaning_selects : selects =
  (fun (p : nat -> R) (N K : nat) (l : nat -> C) =>
  (if Nat.leb 2 K then theta (sigma p K (norm2 (l K))) else 1)
  * product (K + 1) N (fun J => theta (- sigma p J (norm2 (l J)))))
  := eq_refl.

Definition meaning_P_state : P_state =
  (fun (p : nat -> R) (N K : nat) =>
  disk_expectation N (selects p N K))
  := eq_refl.

Definition meaning_selects_sector : selects_sector =
  (fun (p : nat -> R) (N K : nat) (s : signs) =>
  (if Nat.leb 2 K then rb (s K) else 1)
  * product (K + 1) N (fun J => if Rlt_dec 0 (sum 1 J p) then 1 - rb (s J) else 0))
  := eq_refl.

End Born_meanings.

Module Limit_meanings.
  Import Model Sums Disks Average Driven Solutions Absorption Collapse Born Limit.
  Open Scope R_scope.

Definition meaning_all_sectors : all_sectors =
  (fun (N : nat) (kappa : R) (p0 : nat -> R) (r : signs -> nat -> R -> R) =>
  forall s, solution N s kappa (r s) /\ starts_at N p0 (r s))
  := eq_refl.

Definition meaning_averaged : averaged =
  (fun (N : nat) (p0 : nat -> R) (r : signs -> nat -> R -> R) (J : nat) (t : R) =>
  two_point p0 N (fun s => r s J t))
  := eq_refl.

End Limit_meanings.

Module Weighted_meanings.
  Import Model Sums Disks Average Relaxation Driven Solutions Absorption Limit Beyond Weighted.
  Open Scope R_scope.

Definition meaning_weighted_down : weighted_down =
  (fun (p0 : nat -> R) (s : signs) (M K : nat) =>
  (1 - rb (s M)) * (p0 K / sum 1 (M - 1) p0))
  := eq_refl.

Definition meaning_weighted_solution : weighted_solution =
  (fun (N : nat) (s : signs) (kappa : R) (p0 : nat -> R)
    (p : nat -> R -> R) =>
  forall J, (1 <= J <= N)%nat -> forall t, 0 <= t ->
  is_derive (p J) t
    (kappa * jump_rate (sector_up s) (weighted_down p0 s) N (fun K => p K t) J))
  := eq_refl.

Definition meaning_initial_rate : initial_rate =
  (fun (p0 : nat -> R) (w : nat -> nat -> R) (n J : nat) =>
  two_point p0 n (fun s =>
    jump_rate (sector_up s) (fun M K => (1 - rb (s M)) * w M K) n p0 J))
  := eq_refl.

End Weighted_meanings.

Module Evolution_meanings.
  Import Model Sums Matrices Generator Components Relaxation Driven Solutions Absorption
    Collapse Evolution.
  Open Scope R_scope.

Definition meaning_evolution : evolution =
  (fun (N : nat) (kappa : R) (sigma : nat -> R) (rho : R -> matrix) =>
  forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t ->
  is_derive (fun x : R => Re (rho x I J)) t (kappa * Re (generator N sigma (rho t) I J)) /\
  is_derive (fun x : R => Im (rho x I J)) t (kappa * Im (generator N sigma (rho t) I J)))
  := eq_refl.

Definition meaning_theta_up : theta_up =
  (fun (sigma : nat -> R) (M : nat) =>
  theta (sigma M))
  := eq_refl.

Definition meaning_theta_down : theta_down =
  (fun (sigma : nat -> R) (M K : nat) =>
  theta (- sigma M))
  := eq_refl.

Definition meaning_closed : closed =
  (fun (sigma : nat -> R) (N : nat) (kappa : R) =>
  driven (theta_up sigma) (theta_down sigma) kappa N 0 (fun _ _ => 0))
  := eq_refl.

Definition meaning_evolve : evolve =
  (fun (N : nat) (kappa : R) (sigma : nat -> R) (rho0 : matrix) (t : R) =>
  fun I J =>
    let diagonal (part : C -> R) := flow (theta_up sigma) (theta_down sigma) kappa
      (fun K => part (rho0 K K)) N 0 (fun _ _ => 0) J t in
    let decay := exp (- (kappa / 2) * Lambda N sigma I J * t) in
    if Nat.eqb I J then (diagonal Re, diagonal Im)
    else (Re (rho0 I J) * decay, Im (rho0 I J) * decay))
  := eq_refl.

End Evolution_meanings.

Module Capstone_meanings.
  Import Model Sums Matrices Generator Components Disks Average Relaxation Driven Solutions
    Absorption Collapse Born Limit Evolution Capstone.
  Open Scope R_scope.

Definition meaning_pure_state : pure_state =
  (fun (alpha : nat -> C) =>
  fun I J => (alpha I * Cconj (alpha J))%C)
  := eq_refl.

Definition meaning_hidden_sigma : hidden_sigma =
  (fun (alpha lambda : nat -> C) (n : nat) =>
  Cmod (alpha n * lambda n)%C ^ 2
  - sum 1 (n - 1) (fun I => Cmod (alpha I) ^ 2 * (1 - Cmod (lambda n) ^ 2)))
  := eq_refl.

Definition meaning_representative : representative =
  (fun (p : nat -> R) (s : signs) (n : nat) =>
  if Rlt_dec 0 (sum 1 n p) then (if s n then 1 else -1) else 0)
  := eq_refl.

Definition meaning_hidden_family : hidden_family =
  (fun (N : nat) (kappa : R) (alpha : nat -> C)
    (rho : (nat -> C) -> R -> matrix) =>
  forall lambda, evolution N kappa (hidden_sigma alpha lambda) (rho lambda)
  /\ forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho lambda 0 I J = pure_state alpha I J)
  := eq_refl.

End Capstone_meanings.
