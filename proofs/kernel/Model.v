(** The definitions that every later file uses: sums, sign patterns, and the
    population equations (39) for N levels, with literal sums. *)

From Coq Require Import Reals List.
Import ListNotations.
Open Scope R_scope.

(** [sum a b f] is f a + f (a+1) + ... + f b, and 0 when b < a. *)
Definition sum (a b : nat) (f : nat -> R) : R :=
  fold_right Rplus 0 (map f (seq a (S b - a))).

(** A sector: [s K = true] stands for sigma_K > 0, [false] for sigma_K < 0. *)
Definition signs := nat -> bool.

(** theta(sigma_K) as a number; theta(-sigma_K) is [1 - rb (s K)]. *)
Definition rb (b : bool) : R := if b then 1 else 0.

(** Right-hand side of (39) for N levels, in units of kappa; levels are 1..N. *)
Definition population_rate (N : nat) (s : signs) (p : nat -> R) (J : nat) : R :=
  (if Nat.leb 2 J
   then rb (s J) * sum 1 (J - 1) p - (1 - rb (s J)) * INR (J - 1) * p J
   else 0)
  + sum (J + 1) N (fun M => (1 - rb (s M)) * p M - rb (s M) * p J).
