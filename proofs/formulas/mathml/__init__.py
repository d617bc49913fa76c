"""Formulas for browsers, as MathML Core."""
