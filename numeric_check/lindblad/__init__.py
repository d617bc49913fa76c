"""A master equation of Gorini, Kossakowski, Sudarshan and Lindblad, for any jump operators and Hamiltonian, and its solvers."""
