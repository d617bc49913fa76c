"""Exact points of the quantities of the paper, and what the definitions say there by brute force."""
