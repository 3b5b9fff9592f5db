"""Annotations as values: what is marked, how marks overlap, how they follow a text."""
