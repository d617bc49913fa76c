"""Broken on purpose: mutants of every formula, assumptions dropped, and what the checks made of them."""
