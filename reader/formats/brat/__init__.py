"""brat: texts with their marks beside them, written and read."""
