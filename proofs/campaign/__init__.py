"""Many evolutions by brute force against the closed forms, on any executor, their results in a file of SQLite."""
