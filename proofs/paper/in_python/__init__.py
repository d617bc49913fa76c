"""Quantities of the paper from their definitions as SymPy alone can run them, a module a kind: for certificates."""
