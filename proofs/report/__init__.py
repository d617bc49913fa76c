"""Reports: they read verdicts, never make them."""
