"""Formulas in LaTeX and in Unicode: one notation, one reader, and printers whose texts it reads back."""
