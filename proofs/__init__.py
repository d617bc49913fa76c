"""The ledger: the paper, equation by equation, with computed verdicts."""
