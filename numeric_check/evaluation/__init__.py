"""SymPy trees at exact points, as exact numbers or balls, and what it means that two of them agree."""
