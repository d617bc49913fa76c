"""Manuscripts in LaTeX: their files, macros and conditions, and the equations that have labels."""
