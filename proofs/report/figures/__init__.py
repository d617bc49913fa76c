"""Pictures for print: they show numbers that they are handed, and derive none."""
