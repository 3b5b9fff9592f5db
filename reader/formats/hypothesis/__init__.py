"""Hypothes.is: its annotations as JSON, as its client exports and its API answers them."""
