"""Taguette: the projects of its database, read."""
