"""All that is this paper's: printed forms, claims, points, oracles, the meaning of its notation, its theorems in Coq."""
