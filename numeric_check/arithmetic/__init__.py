"""Exact complex rationals, balls, matrices of them, null spaces, and the precision that is worked with."""
