"""Machine-checked proofs for every N: the Coq sources, and what compiles them and reads what they rest on."""
