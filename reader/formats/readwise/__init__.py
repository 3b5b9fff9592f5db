"""Readwise: highlights as CSV, as it takes them and as it gives them."""
