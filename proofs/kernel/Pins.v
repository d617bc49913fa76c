(** Every theorem's statement, typed again: a weakened theorem does not compile here. *)

From Coq Require Import Reals List Permutation.
From Coquelicot Require Import Coquelicot.
From bornproof Require Model Sums Matrices Generator Components Spectrum CharacteristicPolynomial
    Eigenvalues Singlet Errata Relaxation Driven Solutions Absorption Collapse Disks
    Average Born Limit Beyond Weighted Evolution Capstone.

Module Sums_pins.
  Import Model Sums.
  Open Scope R_scope.

Definition pin_double_sum_orders :
  forall N (f : nat -> nat -> R),
  sum 2 N (fun M => sum 1 (M - 1) (fun K => f M K))
    = sum 1 (N - 1) (fun K => sum (K + 1) N (fun M => f M K))
  := Sums.double_sum_orders.

End Sums_pins.

Module Generator_pins.
  Import Model Sums Matrices Generator.
  Open Scope C_scope.

Definition pin_eq_36_2 :
  forall N sigma rho I J,
  generator N sigma rho I J = second_line_of_36 N sigma rho I J
  := Generator.eq_36_2.

Definition pin_eq_37 :
  forall N sigma rho I J,
  generator N sigma rho I J
    = csum 2 N (fun M => csum 1 (M - 1) (fun K =>
        theta (sigma M) * (delta I M * delta J M * rho K K
          - / 2 * delta K J * rho I K - / 2 * delta I K * rho K J)
        + theta (- sigma M) * (delta I K * delta K J * rho M M
          - / 2 * rho I M * delta M J - / 2 * delta I M * rho M J)))
  := Generator.eq_37.

Definition pin_trace_is_conserved :
  forall N sigma rho,
  csum 1 N (fun J => generator N sigma rho J J) = 0
  := Generator.trace_is_conserved.

Definition pin_hermiticity_is_conserved :
  forall N sigma rho I J,
  generator N sigma (adjoint rho) I J = adjoint (generator N sigma rho) I J
  := Generator.hermiticity_is_conserved.

End Generator_pins.

Module Components_pins.
  Import Model Sums Matrices Generator Components.
  Open Scope C_scope.

Definition pin_eq_39_1 :
  forall N sigma rho J,
  generator N sigma rho J J
    = csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (sigma M) * delta J M * delta M J * rho K K))
      - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta K J * rho J K))
      - / 2 * csum 1 (N - 1) (fun K => csum (K + 1) N (fun M => theta (sigma M) * delta J K * rho K J))
      + csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
          theta (- sigma M) * delta J K * delta K J * rho M M))
      - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * rho J M * delta M J))
      - / 2 * csum 2 N (fun M => csum 1 (M - 1) (fun K => theta (- sigma M) * delta J M * rho M J))
  := Components.eq_39_1.

Definition pin_eq_39_2 :
  forall N sigma rho J,
  (1 <= J <= N)%nat ->
    generator N sigma rho J J
    = (1 - delta J 1) * theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
      - / 2 * (1 - delta J N) * rho J J * csum (J + 1) N (fun M => theta (sigma M))
      - / 2 * (1 - delta J N) * rho J J * csum (J + 1) N (fun M => theta (sigma M))
      + (1 - delta J N) * csum (J + 1) N (fun M => theta (- sigma M) * rho M M)
      - / 2 * (1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J)
      - / 2 * (1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J)
  := Components.eq_39_2.

Definition pin_eq_39_3 :
  forall N sigma rho J,
  (1 <= J <= N)%nat ->
    generator N sigma rho J J
    = (1 - delta J 1) * (theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
                         - csum 1 (J - 1) (fun K => theta (- sigma J) * rho J J))
      + (1 - delta J N) * (csum (J + 1) N (fun M => theta (- sigma M) * rho M M)
                           - rho J J * csum (J + 1) N (fun M => theta (sigma M)))
  := Components.eq_39_3.

Definition pin_eq_39_4 :
  forall N sigma rho J,
  (1 <= J <= N)%nat ->
    generator N sigma rho J J
    = (1 - delta J 1) * (theta (sigma J) * csum 1 (J - 1) (fun K => rho K K)
                         - theta (- sigma J) * rho J J * (INR J - 1))
      + (1 - delta J N) * csum (J + 1) N (fun M => theta (- sigma M) * rho M M
                                                   - theta (sigma M) * rho J J)
  := Components.eq_39_4.

Definition pin_eq_40 :
  forall sigma rho,
  (generator 4 sigma rho 1 1)%nat
    = theta (- sigma 2%nat) * (rho 2 2)%nat + theta (- sigma 3%nat) * (rho 3 3)%nat
      + theta (- sigma 4%nat) * (rho 4 4)%nat
      - csum 2 4 (fun M => theta (sigma M) * (rho 1 1)%nat)
  := Components.eq_40.

Definition pin_eq_41 :
  forall sigma rho,
  (generator 4 sigma rho 2 2)%nat
    = theta (sigma 2%nat) * (rho 1 1)%nat
      - (theta (- sigma 2%nat) + theta (sigma 3%nat) + theta (sigma 4%nat)) * (rho 2 2)%nat
      + theta (- sigma 3%nat) * (rho 3 3)%nat + theta (- sigma 4%nat) * (rho 4 4)%nat
  := Components.eq_41.

Definition pin_eq_42 :
  forall sigma rho,
  (generator 4 sigma rho 3 3)%nat
    = theta (sigma 3%nat) * (rho 1 1)%nat + theta (sigma 3%nat) * (rho 2 2)%nat
      - (2 * theta (- sigma 3%nat) + theta (sigma 4%nat)) * (rho 3 3)%nat
      + theta (- sigma 4%nat) * (rho 4 4)%nat
  := Components.eq_42.

Definition pin_eq_43 :
  forall sigma rho,
  (generator 4 sigma rho 4 4)%nat
    = theta (sigma 4%nat) * (rho 1 1)%nat + theta (sigma 4%nat) * (rho 2 2)%nat
      + theta (sigma 4%nat) * (rho 3 3)%nat - 3 * theta (- sigma 4%nat) * (rho 4 4)%nat
  := Components.eq_43.

Definition pin_eq_44_1 :
  forall N sigma rho I J,
  I <> J ->
    generator N sigma rho I J
    = csum 1 (N - 1) (fun K => csum (K + 1) N (fun M =>
        theta (sigma M) * (- / 2 * delta K J * rho I K - / 2 * delta I K * rho K J)))
      + csum 2 N (fun M => csum 1 (M - 1) (fun K =>
        theta (- sigma M) * (- / 2 * rho I M * delta M J - / 2 * delta I M * rho M J)))
  := Components.eq_44_1.

Definition pin_eq_44_2 :
  forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
    generator N sigma rho I J
    = - / 2 * (csum (J + 1) N (fun M => theta (sigma M) * (1 - delta J N) * rho I J)
               + csum (I + 1) N (fun M => (1 - delta I N) * theta (sigma M) * rho I J))
      - / 2 * ((1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J) * rho I J)
               + (1 - delta I 1) * csum 1 (I - 1) (fun K => theta (- sigma I) * rho I J))
  := Components.eq_44_2.

Definition pin_eq_44_3 :
  forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
    generator N sigma rho I J
    = - / 2 * (((1 - delta J N) * csum (J + 1) N (fun M => theta (sigma M))
                + (1 - delta I N) * csum (I + 1) N (fun M => theta (sigma M)))
               + ((1 - delta J 1) * csum 1 (J - 1) (fun K => theta (- sigma J))
                  + (1 - delta I 1) * csum 1 (I - 1) (fun K => theta (- sigma I)))) * rho I J
  := Components.eq_44_3.

Definition pin_eq_44_4 :
  forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
    generator N sigma rho I J
    = - / 2 * (((1 - delta J N) * csum (J + 1) N (fun M => theta (sigma M))
                + (1 - delta I N) * csum (I + 1) N (fun M => theta (sigma M)))
               + ((1 - delta J 1) * (INR J - 1) * theta (- sigma J)
                  + (1 - delta I 1) * (INR I - 1) * theta (- sigma I))) * rho I J
  := Components.eq_44_4.

Definition pin_eq_45 :
  forall N sigma rho I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
    generator N sigma rho I J = - / 2 * Lambda N sigma I J * rho I J
  := Components.eq_45.

Definition pin_populations_obey_the_model :
  forall N s sigma rho J,
  in_sector N s sigma -> (1 <= J <= N)%nat ->
    Re (generator N sigma rho J J) = population_rate N s (fun K => Re (rho K K)) J
  := Components.populations_obey_the_model.

Definition pin_coherence_is_an_eigenoperator :
  forall N sigma I J i j,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
    (1 <= i <= N)%nat -> (1 <= j <= N)%nat ->
    generator N sigma (ketbra I J) i j = - / 2 * Lambda N sigma I J * ketbra I J i j
  := Components.coherence_is_an_eigenoperator.

End Components_pins.

Module Spectrum_pins.
  Import Model Sums Spectrum.
  Open Scope R_scope.

Definition pin_partial_sums :
  forall N s p n,
  (n <= N)%nat ->
    sum 1 n (population_rate N s p)
    = - sum (n + 1) N (fun M => rb (s M)) * sum 1 n p
      + INR n * sum (n + 1) N (fun M => (1 - rb (s M)) * (sum 1 M p - sum 1 (M - 1) p))
  := Spectrum.partial_sums.

Definition pin_partial_sums_derivative :
  forall N s (p : nat -> R -> R) (t : R) n,
  (n <= N)%nat ->
    (forall J, (1 <= J <= N)%nat ->
      is_derive (p J) t (population_rate N s (fun K => p K t) J)) ->
    is_derive (fun x : R => sum 1 n (fun J => p J x)) t
      (- sum (n + 1) N (fun M => rb (s M)) * sum 1 n (fun J => p J t)
       + INR n * sum (n + 1) N (fun M =>
           (1 - rb (s M)) * (sum 1 M (fun J => p J t) - sum 1 (M - 1) (fun J => p J t))))
  := Spectrum.partial_sums_derivative.

Definition pin_total_is_conserved :
  forall N s p,
  sum 1 N (population_rate N s p) = 0
  := Spectrum.total_is_conserved.

Definition pin_partial_sums_triangular :
  forall N s p n,
  (n <= N)%nat ->
    sum 1 n (population_rate N s p)
    = sum n N (fun m => partial_sum_matrix N s n m * sum 1 m p)
  := Spectrum.partial_sums_triangular.

Definition pin_rates_are_a_permutation :
  forall N s,
  Permutation (map (rate N s) (seq 1 N)) (map INR (seq 0 N))
  := Spectrum.rates_are_a_permutation.

End Spectrum_pins.

Module CharacteristicPolynomial_pins.
  Import Model Sums Spectrum CharacteristicPolynomial.
  Open Scope R_scope.

Definition pin_population_matrix_spec :
  forall N s p J,
  (1 <= J <= N)%nat ->
    population_rate N s p J = sum 1 N (fun K => population_matrix N s J K * p K)
  := CharacteristicPolynomial.population_matrix_spec.

Definition pin_characteristic_polynomial :
  forall N s x,
  det N (fun J K => x * delta J K - population_matrix N s J K) = product N (fun k => x + INR k)
  := CharacteristicPolynomial.characteristic_polynomial.

End CharacteristicPolynomial_pins.

Module Eigenvalues_pins.
  Import Model Sums Spectrum Eigenvalues.
  Open Scope R_scope.

Definition pin_eigenvalues :
  forall N s x,
  (exists p, eigenvector N s x p) <-> exists k, (k < N)%nat /\ x = - INR k
  := Eigenvalues.eigenvalues.

End Eigenvalues_pins.

Module Singlet_pins.
  Import Model Sums Matrices Generator Components Singlet.
  Open Scope C_scope.

Definition pin_eq_60 :
  forall sigma,
  (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
    Lambda 4 sigma 1 2 = (theta (sigma 2%nat) + theta (- sigma 2%nat))%R /\
    Lambda 4 sigma 2 1 = (theta (sigma 2%nat) + theta (- sigma 2%nat))%R
  := Singlet.eq_60.

Definition pin_eq_60_is_1 :
  forall sigma,
  sigma 2%nat <> 0%R -> (theta (sigma 2%nat) + theta (- sigma 2%nat) = 1)%R
  := Singlet.eq_60_is_1.

Definition pin_eq_48_to_51_any_sigma_2 :
  forall sigma rho,
  (sigma 3%nat < 0)%R -> (sigma 4%nat < 0)%R ->
    (generator 4 sigma rho 1 1)%nat
      = theta (- sigma 2%nat) * (rho 2 2)%nat + (rho 3 3)%nat + (rho 4 4)%nat
        - theta (sigma 2%nat) * (rho 1 1)%nat
    /\ (generator 4 sigma rho 2 2)%nat
      = theta (sigma 2%nat) * (rho 1 1)%nat - theta (- sigma 2%nat) * (rho 2 2)%nat
        + (rho 3 3)%nat + (rho 4 4)%nat
    /\ (generator 4 sigma rho 3 3)%nat = - (2 * (rho 3 3)%nat) + (rho 4 4)%nat
    /\ (generator 4 sigma rho 4 4)%nat = - (3 * (rho 4 4)%nat)
  := Singlet.eq_48_to_51_any_sigma_2.

Definition pin_eq_54_55_any_sigma_2 :
  forall sigma (rho : matrix),
  (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
    (rho 3 3)%nat = 0 -> (rho 4 4)%nat = 0 ->
    (generator 4 sigma rho 1 1)%nat
      = theta (- sigma 2%nat) * (rho 2 2)%nat - theta (sigma 2%nat) * (rho 1 1)%nat
    /\ (generator 4 sigma rho 2 2)%nat
      = theta (sigma 2%nat) * (rho 1 1)%nat - theta (- sigma 2%nat) * (rho 2 2)%nat
  := Singlet.eq_54_55_any_sigma_2.

Definition pin_corrected_31_solves_the_master_equation :
  forall kappa q sigma,
  sigma 2%nat <> 0%R -> (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
    master_equation 4 kappa sigma (corrected_31 kappa q sigma) /\
    forall I J, corrected_31 kappa q sigma 0 I J = singlet q I J
  := Singlet.corrected_31_solves_the_master_equation.

End Singlet_pins.

Module Errata_pins.
  Import Model Sums Matrices Generator Components Singlet Errata.
  Open Scope C_scope.

Definition pin_printed_daggers_freeze_the_populations :
  forall N sigma rho J,
  printed_generator N sigma rho J J = 0
  := Errata.printed_daggers_freeze_the_populations.

Definition pin_printed_daggers_freeze_the_populations_with_5 :
  forall N sigma rho J,
  printed_generator_with_5 N sigma rho J J = 0
  := Errata.printed_daggers_freeze_the_populations_with_5.

Definition pin_printed_daggers_do_not_give_36 :
  forall N sigma K,
  (2 <= K <= N)%nat -> sigma K <> 0%R ->
    exists (rho : matrix) (J : nat), (1 <= J <= N)%nat /\
      printed_generator N sigma rho J J <> second_line_of_36 N sigma rho J J /\
      printed_generator_with_5 N sigma rho J J <> second_line_of_36 N sigma rho J J
  := Errata.printed_daggers_do_not_give_36.

Definition pin_daggers_of_5_reverse_the_collapse :
  forall sigma i j,
  (0 < sigma 2%nat)%R -> lindblad 2 (adjoint (jump sigma 2 1)) (ketbra 1 1) i j = 0
  := Errata.daggers_of_5_reverse_the_collapse.

Definition pin_last_line_of_31_contradicts_28 :
  forall kappa q,
  (0 < q < 1)%R -> RtoC (last_line_of_31 kappa q 0) <> singlet q 1%nat 2%nat
  := Errata.last_line_of_31_contradicts_28.

Definition pin_last_line_of_31_contradicts_the_master_equation :
  forall kappa q sigma rho,
  (0 < kappa)%R -> (0 < q < 1)%R -> (sigma 3%nat <= 0)%R -> (sigma 4%nat <= 0)%R ->
    master_equation 4 kappa sigma rho ->
    (forall t, (0 <= t)%R -> rho t 3%nat 3%nat = 0 /\ rho t 4%nat 4%nat = 0) ->
    ~ (forall t, (0 <= t)%R -> rho t 2%nat 2%nat = RtoC (last_line_of_31 kappa q t))
  := Errata.last_line_of_31_contradicts_the_master_equation.

End Errata_pins.

Module Solutions_pins.
  Import Model Sums Relaxation Driven Solutions.
  Open Scope R_scope.

Definition pin_populations_exist :
  forall N s kappa p0,
  exists p, solution N s kappa p /\ starts_at N p0 p
  := Solutions.populations_exist.

Definition pin_populations_unique :
  forall N s kappa p q,
  solution N s kappa p -> solution N s kappa q ->
    (forall J, (1 <= J <= N)%nat -> p J 0 = q J 0) ->
    forall J t, (1 <= J <= N)%nat -> 0 <= t -> p J t = q J t
  := Solutions.populations_unique.

Definition pin_populations_positive :
  forall N s kappa p,
  0 <= kappa -> solution N s kappa p ->
    (forall J, (1 <= J <= N)%nat -> 0 <= p J 0) ->
    forall J t, (1 <= J <= N)%nat -> 0 <= t -> 0 <= p J t
  := Solutions.populations_positive.

Definition pin_total_conserved :
  forall N s kappa p,
  solution N s kappa p -> forall t, 0 <= t ->
    sum 1 N (fun K => p K t) = sum 1 N (fun K => p K 0)
  := Solutions.total_conserved.

Definition pin_eq_47_solves :
  forall (kappa Lambda : R) (rho0 : C) (t : R),
  is_derive (V := C_R_NormedModule)
      (fun x : R => (rho0 * RtoC (exp (- (kappa / 2) * Lambda * x)))%C) t
      (RtoC (- (kappa / 2) * Lambda) * (rho0 * RtoC (exp (- (kappa / 2) * Lambda * t))))%C
  := Solutions.eq_47_solves.

Definition pin_eq_47_unique :
  forall (kappa Lambda : R) (rho : R -> C),
  (forall t, 0 <= t -> is_derive (V := C_R_NormedModule) rho t
       (RtoC (- (kappa / 2) * Lambda) * rho t)%C) ->
    forall t, 0 <= t -> rho t = (rho 0 * RtoC (exp (- (kappa / 2) * Lambda * t)))%C
  := Solutions.eq_47_unique.

Definition pin_eq_48_to_51 :
  forall (s : signs),
  s 3%nat = false ->
  s 4%nat = false ->
  forall (q : nat -> R),
  population_rate 4 s q 1
      = (1 - rb (s 2%nat)) * q 2%nat + q 3%nat + q 4%nat - rb (s 2%nat) * q 1%nat
    /\ population_rate 4 s q 2
      = rb (s 2%nat) * q 1%nat - (1 - rb (s 2%nat)) * q 2%nat + q 3%nat + q 4%nat
    /\ population_rate 4 s q 3 = - 2 * q 3%nat + q 4%nat
    /\ population_rate 4 s q 4 = - 3 * q 4%nat
  := Solutions.eq_48_to_51.

Definition pin_eq_52 :
  forall (s : signs) (kappa : R) (p : nat -> R -> R),
  s 3%nat = false ->
  s 4%nat = false ->
  solution 4 s kappa p ->
  forall t,
  0 <= t -> p 4%nat t = p 4%nat 0 * exp (- 3 * kappa * t)
  := Solutions.eq_52.

Definition pin_eq_53 :
  forall (s : signs) (kappa : R) (p : nat -> R -> R),
  s 3%nat = false ->
  s 4%nat = false ->
  solution 4 s kappa p ->
  forall t,
  0 <= t ->
    p 3%nat t = - p 4%nat 0 * exp (- 3 * kappa * t)
                + (p 3%nat 0 + p 4%nat 0) * exp (- 2 * kappa * t)
  := Solutions.eq_53.

Definition pin_upper_levels_empty :
  forall (s : signs) (kappa : R) (p : nat -> R -> R),
  s 3%nat = false ->
  s 4%nat = false ->
  solution 4 s kappa p ->
  p 3%nat 0 = 0 ->
  p 4%nat 0 = 0 ->
  forall t,
  0 <= t -> p 3%nat t = 0 /\ p 4%nat t = 0
  := Solutions.upper_levels_empty.

Definition pin_eq_54_55 :
  forall (s : signs) (kappa : R) (p : nat -> R -> R),
  s 3%nat = false ->
  s 4%nat = false ->
  solution 4 s kappa p ->
  p 3%nat 0 = 0 ->
  p 4%nat 0 = 0 ->
  forall t,
  0 <= t ->
    is_derive (p 1%nat) t
      (kappa * (1 - rb (s 2%nat)) * p 2%nat t - kappa * rb (s 2%nat) * p 1%nat t)
    /\ is_derive (p 2%nat) t
      (kappa * rb (s 2%nat) * p 1%nat t - kappa * (1 - rb (s 2%nat)) * p 2%nat t)
  := Solutions.eq_54_55.

Definition pin_eq_56_57 :
  forall (s : signs) (kappa : R) (p : nat -> R -> R),
  s 3%nat = false ->
  s 4%nat = false ->
  solution 4 s kappa p ->
  p 3%nat 0 = 0 ->
  p 4%nat 0 = 0 ->
  forall t,
  0 <= t ->
    p 1%nat t = rb (s 2%nat) * p 1%nat 0 * exp (- kappa * t)
      + (1 - rb (s 2%nat)) * (p 1%nat 0 + p 2%nat 0 * (1 - exp (- kappa * t)))
    /\ p 2%nat t = rb (s 2%nat) * (p 2%nat 0 + p 1%nat 0 * (1 - exp (- kappa * t)))
      + (1 - rb (s 2%nat)) * p 2%nat 0 * exp (- kappa * t)
  := Solutions.eq_56_57.

Definition pin_eq_58_59 :
  forall (s : signs) (kappa : R) (p : nat -> R -> R),
  s 3%nat = false ->
  s 4%nat = false ->
  solution 4 s kappa p ->
  p 3%nat 0 = 0 ->
  p 4%nat 0 = 0 ->
  forall q t,
  p 1%nat 0 = q ^ 2 -> p 2%nat 0 = 1 - q ^ 2 -> 0 <= t ->
    p 1%nat t = rb (s 2%nat) * q ^ 2 * exp (- kappa * t)
      + (1 - rb (s 2%nat)) * (1 - (1 - q ^ 2) * exp (- kappa * t))
    /\ p 2%nat t = rb (s 2%nat) * (1 - q ^ 2 * exp (- kappa * t))
      + (1 - rb (s 2%nat)) * (1 - q ^ 2) * exp (- kappa * t)
  := Solutions.eq_58_59.

End Solutions_pins.

Module Collapse_pins.
  Import Model Sums Relaxation Driven Solutions Absorption Collapse.
  Open Scope R_scope.

Definition pin_winner_spec :
  forall s N,
  (1 <= N)%nat ->
    (1 <= winner s N <= N)%nat
    /\ (winner s N <> 1%nat -> s (winner s N) = true)
    /\ (forall K, (winner s N < K <= N)%nat -> s K = false)
  := Collapse.winner_spec.

Definition pin_winner_equation :
  forall N s kappa p t,
  (1 <= N)%nat -> solution N s kappa p -> 0 <= t ->
    is_derive (p (winner s N)) t
      (kappa * (sum 1 N (fun K => p K t) - p (winner s N) t))
  := Collapse.winner_equation.

Definition pin_winner_law :
  forall N s kappa p t,
  (1 <= N)%nat -> solution N s kappa p -> sum 1 N (fun K => p K 0) = 1 -> 0 <= t ->
    p (winner s N) t = 1 - (1 - p (winner s N) 0) * exp (- kappa * t)
  := Collapse.winner_law.

Definition pin_losers_bound :
  forall N s kappa p J t,
  (1 <= N)%nat -> 0 <= kappa -> solution N s kappa p ->
    (forall K, (1 <= K <= N)%nat -> 0 <= p K 0) -> sum 1 N (fun K => p K 0) = 1 ->
    (1 <= J <= N)%nat -> J <> winner s N -> 0 <= t ->
    0 <= p J t <= (1 - p (winner s N) 0) * exp (- kappa * t)
  := Collapse.losers_bound.

Definition pin_collapse_rate :
  forall N s kappa p t,
  (1 <= N)%nat -> 0 <= kappa -> solution N s kappa p ->
    (forall K, (1 <= K <= N)%nat -> 0 <= p K 0) -> sum 1 N (fun K => p K 0) = 1 -> 0 <= t ->
    sum 1 N (fun J => Rabs (p J t - basis_state (winner s N) J))
    = 2 * (1 - p (winner s N) 0) * exp (- kappa * t)
  := Collapse.collapse_rate.

Definition pin_collapse_bound :
  forall N s kappa p,
  (1 <= N)%nat -> 0 <= kappa -> solution N s kappa p ->
    exists C, forall J t, (1 <= J <= N)%nat -> 0 <= t ->
    Rabs (p J t - sum 1 N (fun K => p K 0) * basis_state (winner s N) J)
    <= C * exp (- kappa * t)
  := Collapse.collapse_bound.

Definition pin_collapse :
  forall N s kappa p J,
  (1 <= N)%nat -> 0 < kappa -> solution N s kappa p ->
    sum 1 N (fun K => p K 0) = 1 -> (1 <= J <= N)%nat ->
    is_lim (p J) p_infty (basis_state (winner s N) J)
  := Collapse.collapse.

Definition pin_coherence_vanishes :
  forall (kappa Lambda : R) (rho : R -> C),
  0 < kappa * Lambda ->
    (forall t, 0 <= t -> is_derive (V := C_R_NormedModule) rho t
       (RtoC (- (kappa / 2) * Lambda) * rho t)%C) ->
    is_lim (fun t : R => Cmod (rho t)) p_infty 0
  := Collapse.coherence_vanishes.

Definition pin_eq_8_9 :
  forall s kappa p,
  0 < kappa -> solution 2 s kappa p -> p 1%nat 0 + p 2%nat 0 = 1 ->
    (s 2%nat = true -> is_lim (p 1%nat) p_infty 0 /\ is_lim (p 2%nat) p_infty 1)
    /\ (s 2%nat = false -> is_lim (p 1%nat) p_infty 1 /\ is_lim (p 2%nat) p_infty 0)
  := Collapse.eq_8_9.

Definition pin_stationary_unique :
  forall N s p,
  (1 <= N)%nat -> sum 1 N p = 1 ->
    stationary N s p <-> forall J, (1 <= J <= N)%nat -> p J = basis_state (winner s N) J
  := Collapse.stationary_unique.

End Collapse_pins.

Module Disks_pins.
  Import Model Sums Disks.
  Open Scope R_scope.

Definition pin_eq_13 :
  forall (beta : nat -> C) n (lambda : C),
  Cmod (beta n * lambda)%C ^ 2
    - sum 1 (n - 1) (fun I => Cmod (beta I) ^ 2 * (1 - Cmod lambda ^ 2))
    = sigma (fun I => Cmod (beta I) ^ 2) n (norm2 lambda)
  := Disks.eq_13.

Definition pin_eq_11 :
  forall p l2,
  sum 1 2 p = 1 ->
    (0 < sigma p 2 l2 <-> l2 * p 2%nat > (1 - l2) * p 1%nat)
    /\ (l2 * p 2%nat > (1 - l2) * p 1%nat <-> l2 * p 2%nat > (1 - l2) * (1 - p 2%nat))
    /\ (l2 * p 2%nat > (1 - l2) * (1 - p 2%nat) <-> l2 > 1 - p 2%nat)
  := Disks.eq_11.

Definition pin_eq_18 :
  forall p n l2,
  (1 <= n)%nat -> 0 < sum 1 n p ->
    (0 < sigma p n l2 <-> l2 * p n > (1 - l2) * sum 1 (n - 1) p)
    /\ (l2 * p n > (1 - l2) * sum 1 (n - 1) p
        <-> l2 * (p n / sum 1 n p) > (1 - l2) * (1 - p n / sum 1 n p))
    /\ (l2 * (p n / sum 1 n p) > (1 - l2) * (1 - p n / sum 1 n p)
        <-> l2 > 1 - p n / sum 1 n p)
  := Disks.eq_18.

Definition pin_ring_area :
  forall a b,
  RInt (fun r : R => RInt (fun _ : R => r) 0 (2 * PI)) a b = PI * (b ^ 2 - a ^ 2)
  := Disks.ring_area.

Definition pin_disk_average_const :
  forall c,
  disk_average (fun _ => c) = c
  := Disks.disk_average_const.

Definition pin_squared_radius_uniform :
  forall m,
  0 <= m <= 1 -> disk_average (fun z => if Rlt_dec m (norm2 z) then 1 else 0) = 1 - m
  := Disks.squared_radius_uniform.

Definition pin_prob_positive :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall n,
  (1 <= n)%nat ->
    disk_average (fun z => if Rlt_dec 0 (sigma p n (norm2 z)) then 1 else 0)
    = p n / sum 1 n p
  := Disks.prob_positive.

Definition pin_prob_negative :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall n,
  (1 <= n)%nat -> 0 < sum 1 n p ->
    disk_average (fun z => if Rlt_dec (sigma p n (norm2 z)) 0 then 1 else 0)
    = 1 - p n / sum 1 n p
  := Disks.prob_negative.

Definition pin_sigma_vanishing :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall n l2,
  (1 <= n)%nat -> sum 1 n p = 0 -> sigma p n l2 = 0
  := Disks.sigma_vanishing.

Definition pin_eq_16 :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N,
  (1 <= N)%nat -> sum 1 N p = 1 ->
    disk_average (fun z => if Rlt_dec 0 (sigma p N (norm2 z)) then 1 else 0) = p N
  := Disks.eq_16.

Definition pin_disk_expectation_two_point :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N (F : (nat -> C) -> R) (f : signs -> R),
  (forall l, generic p N l -> F l = f (sector p l)) ->
    disk_expectation N F = two_point p N f
  := Disks.disk_expectation_two_point.

End Disks_pins.

Module Born_pins.
  Import Model Sums Disks Average Born.
  Open Scope R_scope.
  Local Notation theta := Generator.theta.

Definition pin_eq_22 :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N K,
  (1 <= K < N)%nat -> sum 1 N p = 1 ->
    (1 - p N) * product (K + 1) (N - 1) (fun J => 1 - p J / sum 1 J p) * (p K / sum 1 K p) = p K
  := Born.eq_22.

Definition pin_eq_19 :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N,
  (2 <= N)%nat -> sum 1 N p = 1 ->
    (1 - p N) * (p (N - 1)%nat / sum 1 (N - 1) p) = p (N - 1)%nat
  := Born.eq_19.

Definition pin_eq_21 :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N,
  (3 <= N)%nat -> sum 1 N p = 1 ->
    (1 - p N) * (1 - p (N - 1)%nat / sum 1 (N - 1) p) * (p (N - 2)%nat / sum 1 (N - 2) p)
    = p (N - 2)%nat
  := Born.eq_21.

Definition pin_eq_22_independent :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N K,
  (1 <= K <= N)%nat ->
    P_state p N K
    = product (K + 1) N (P_negative p) * (if Nat.leb 2 K then P_positive p K else 1)
  := Born.eq_22_independent.

Definition pin_eq_16_top :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N,
  (2 <= N)%nat -> P_state p N N = P_positive p N
  := Born.eq_16_top.

Definition pin_born_rule :
  forall (p : nat -> R),
  (forall J, 0 <= p J) ->
  forall N K,
  (1 <= K <= N)%nat -> sum 1 N p = 1 -> P_state p N K = p K
  := Born.born_rule.

End Born_pins.

Module Limit_pins.
  Import Model Sums Disks Average Driven Solutions Absorption Collapse Born Limit.
  Open Scope R_scope.

Definition pin_selects_is_winner :
  forall p N K l,
  (forall J, 0 <= p J) -> sum 1 N p = 1 -> (1 <= K <= N)%nat -> generic p N l ->
    selects p N K l = basis_state (winner (sector p l) N) K
  := Limit.selects_is_winner.

Definition pin_all_sectors_exist :
  forall N kappa p0,
  exists r, all_sectors N kappa p0 r
  := Limit.all_sectors_exist.

Definition pin_average_over_disks :
  forall N p0 kappa q (r : (nat -> C) -> nat -> R -> R) J t,
  (forall K, 0 <= p0 K) -> all_sectors N kappa p0 q ->
    (forall l, solution N (sector p0 l) kappa (r l) /\ starts_at N p0 (r l)) ->
    (1 <= J <= N)%nat -> 0 <= t ->
    disk_expectation N (fun l => r l J t) = averaged N p0 q J t
  := Limit.average_over_disks.

Definition pin_winner_probability :
  forall (N : nat) (p0 : nat -> R),
  (1 <= N)%nat ->
  (forall J, 0 <= p0 J) ->
  sum 1 N p0 = 1 ->
  forall J,
  (1 <= J <= N)%nat -> two_point p0 N (fun s => basis_state (winner s N) J) = p0 J
  := Limit.winner_probability.

Definition pin_born_limit_bound :
  forall (N : nat) (p0 : nat -> R),
  (1 <= N)%nat ->
  (forall J, 0 <= p0 J) ->
  sum 1 N p0 = 1 ->
  forall (kappa : R) r J t,
  0 <= kappa -> all_sectors N kappa p0 r -> (1 <= J <= N)%nat -> 0 <= t ->
    Rabs (averaged N p0 r J t - p0 J) <= exp (- kappa * t)
  := Limit.born_limit_bound.

Definition pin_born_limit :
  forall (N : nat) (p0 : nat -> R),
  (1 <= N)%nat ->
  (forall J, 0 <= p0 J) ->
  sum 1 N p0 = 1 ->
  forall (kappa : R) r J,
  0 < kappa -> all_sectors N kappa p0 r -> (1 <= J <= N)%nat ->
    is_lim (averaged N p0 r J) p_infty (p0 J)
  := Limit.born_limit.

Definition pin_born_limit_disks :
  forall (N : nat) (p0 : nat -> R),
  (1 <= N)%nat ->
  (forall J, 0 <= p0 J) ->
  sum 1 N p0 = 1 ->
  forall (kappa : R) (r : (nat -> C) -> nat -> R -> R) J,
  0 < kappa ->
    (forall l, solution N (sector p0 l) kappa (r l) /\ starts_at N p0 (r l)) ->
    (1 <= J <= N)%nat ->
    is_lim (fun t => disk_expectation N (fun l => r l J t)) p_infty (p0 J)
  := Limit.born_limit_disks.

Definition pin_eq_32 :
  forall (q : R) (p0 : nat -> R),
  0 <= q ^ 2 <= 1 ->
  p0 1%nat = q ^ 2 ->
  p0 2%nat = 1 - q ^ 2 ->
  (forall J, J <> 1%nat -> J <> 2%nat -> p0 J = 0) ->
  P_negative p0 2 = q ^ 2 /\ P_positive p0 2 = 1 - q ^ 2
  := Limit.eq_32.

Definition pin_eq_33 :
  forall (q : R) (p0 : nat -> R),
  p0 1%nat = q ^ 2 ->
  p0 2%nat = 1 - q ^ 2 ->
  (forall J, J <> 1%nat -> J <> 2%nat -> p0 J = 0) ->
  forall kappa r t,
  all_sectors 4 kappa p0 r -> 0 <= t ->
    averaged 4 p0 r 1 t = q ^ 2 /\ averaged 4 p0 r 2 t = 1 - q ^ 2
  := Limit.eq_33.

End Limit_pins.

Module Beyond_pins.
  Import Model Sums Disks Average Relaxation Driven Solutions Collapse Limit Beyond.
  Open Scope R_scope.

Definition pin_average_derivative_top :
  forall (N : nat) (kappa : R) (p0 : nat -> R) (r : signs -> nat -> R -> R),
  sum 1 N p0 = 1 ->
  all_sectors N kappa p0 r ->
  (2 <= N)%nat ->
    is_derive (averaged N p0 r N) 0 (- kappa * (INR N - 2) * p0 N * (1 - p0 N))
  := Beyond.average_derivative_top.

Definition pin_average_not_constant :
  forall (N : nat) (kappa : R) (p0 : nat -> R) (r : signs -> nat -> R -> R),
  sum 1 N p0 = 1 ->
  all_sectors N kappa p0 r ->
  (3 <= N)%nat -> 0 < kappa -> 0 < p0 N < 1 ->
    ~ (forall t, 0 <= t -> averaged N p0 r N t = p0 N)
  := Beyond.average_not_constant.

Definition pin_average_constant_two_levels :
  forall kappa p0 r J t,
  sum 1 2 p0 = 1 -> all_sectors 2 kappa p0 r -> (1 <= J <= 2)%nat -> 0 <= t ->
    averaged 2 p0 r J t = p0 J
  := Beyond.average_constant_two_levels.

End Beyond_pins.

Module Weighted_pins.
  Import Model Sums Disks Average Relaxation Driven Solutions Absorption Limit Beyond Weighted.
  Open Scope R_scope.

Definition pin_weighted_average_constant :
  forall (kappa : R) (p0 : nat -> R),
  (forall J, 0 <= p0 J) ->
  forall N (r : signs -> nat -> R -> R),
  (forall s, weighted_solution N s kappa p0 (r s) /\ starts_at N p0 (r s)) ->
    forall J t, (1 <= J <= N)%nat -> 0 <= t -> averaged N p0 r J t = p0 J
  := Weighted.weighted_average_constant.

Definition pin_weighted_solutions_exist :
  forall (kappa : R) (p0 : nat -> R) N,
  exists r : signs -> nat -> R -> R,
    forall s, weighted_solution N s kappa p0 (r s) /\ starts_at N p0 (r s)
  := Weighted.weighted_solutions_exist.

Definition pin_weighted_average_constant_disks :
  forall (kappa : R) (p0 : nat -> R),
  (forall J, 0 <= p0 J) ->
  forall N (r : (nat -> C) -> nat -> R -> R) J t,
  (forall l, weighted_solution N (sector p0 l) kappa p0 (r l) /\ starts_at N p0 (r l)) ->
    (1 <= J <= N)%nat -> 0 <= t -> disk_expectation N (fun l => r l J t) = p0 J
  := Weighted.weighted_average_constant_disks.

Definition pin_weights_forced :
  forall (p0 : nat -> R),
  (forall J, 0 <= p0 J) ->
  forall N (w : nat -> nat -> R),
  (forall J, (1 <= J <= N)%nat -> 0 < p0 J) ->
    (forall n J, (1 <= J <= n)%nat -> (n <= N)%nat -> initial_rate p0 w n J = 0)
    <-> (forall M K, (1 <= K < M)%nat -> (M <= N)%nat -> w M K = p0 K / sum 1 (M - 1) p0)
  := Weighted.weights_forced.

End Weighted_pins.

Module Evolution_pins.
  Import Model Sums Matrices Generator Components Relaxation Driven Solutions Absorption
    Collapse Evolution.
  Open Scope R_scope.

Definition pin_evolution_exists :
  forall N kappa sigma rho0,
  evolution N kappa sigma (evolve N kappa sigma rho0)
    /\ forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
       evolve N kappa sigma rho0 0 I J = rho0 I J
  := Evolution.evolution_exists.

Definition pin_evolution_unique :
  forall N kappa sigma rho rho',
  evolution N kappa sigma rho -> evolution N kappa sigma rho' ->
    (forall I J, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> rho 0 I J = rho' 0 I J) ->
    forall I J t, (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> 0 <= t -> rho t I J = rho' t I J
  := Evolution.evolution_unique.

Definition pin_matrix_collapse :
  forall N s kappa sigma rho I J,
  0 < kappa -> in_sector N s sigma -> evolution N kappa sigma rho ->
    csum 1 N (fun K => rho 0 K K) = 1 -> (1 <= I <= N)%nat -> (1 <= J <= N)%nat ->
    is_lim (fun t => Re (rho t I J)) p_infty (Re (ketbra (winner s N) (winner s N) I J))
    /\ is_lim (fun t => Im (rho t I J)) p_infty (Im (ketbra (winner s N) (winner s N) I J))
  := Evolution.matrix_collapse.

End Evolution_pins.

Module Capstone_pins.
  Import Model Sums Matrices Generator Components Disks Average Relaxation Driven Solutions
    Absorption Collapse Born Limit Evolution Capstone.
  Open Scope R_scope.

Definition pin_hidden_family_exists :
  forall N kappa alpha,
  exists rho, hidden_family N kappa alpha rho
  := Capstone.hidden_family_exists.

Definition pin_born_rule_from_master_equation :
  forall (N : nat) (kappa : R) (alpha : nat -> C) (rho : (nat -> C) -> R -> matrix),
  0 < kappa ->
  sum 1 N (fun K => Cmod (alpha K) ^ 2) = 1 ->
  hidden_family N kappa alpha rho ->
  forall J,
  (1 <= J <= N)%nat ->
    is_lim (fun t => disk_expectation N (fun lambda => Re (rho lambda t J J))) p_infty
      (Cmod (alpha J) ^ 2)
  := Capstone.born_rule_from_master_equation.

Definition pin_averaged_coherences_vanish :
  forall (N : nat) (kappa : R) (alpha : nat -> C) (rho : (nat -> C) -> R -> matrix),
  0 < kappa ->
  hidden_family N kappa alpha rho ->
  forall I J,
  (1 <= I <= N)%nat -> (1 <= J <= N)%nat -> I <> J ->
    is_lim (fun t => disk_expectation N (fun lambda => Re (rho lambda t I J))) p_infty 0
    /\ is_lim (fun t => disk_expectation N (fun lambda => Im (rho lambda t I J))) p_infty 0
  := Capstone.averaged_coherences_vanish.

End Capstone_pins.
