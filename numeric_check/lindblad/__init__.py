"""Master equations of Gorini, Kossakowski, Sudarshan and Lindblad, for any jump operators, rates and Hamiltonian.

`equation` says what one is, `engines` has the table of what solves it, each in a module of its own, `solvers` the one in
force for a check, `stationary` the limit.
"""
