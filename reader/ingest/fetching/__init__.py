"""Fetching one page from the web: that page, from where it says it is, and nothing else."""
