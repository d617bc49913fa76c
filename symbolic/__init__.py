"""Exact mathematics of the model: SymPy in, SymPy out."""
