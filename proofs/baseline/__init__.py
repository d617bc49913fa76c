"""Formula regression: what a run found, kept in a file, and what has changed since."""
