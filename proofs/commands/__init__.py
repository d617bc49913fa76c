"""What the commands of `bornproof` do. Each module imports what its commands need, and no more."""
