"""A second opinion on every formula, built from the definitions of the paper alone."""
