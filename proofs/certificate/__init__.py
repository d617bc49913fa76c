"""Certificates: one Python file an entry, which states a claim and checks it with SymPy alone."""
