"""What a user types, read through a whitelist: numbers, matrices, sectors and formulas, or one clear error."""
