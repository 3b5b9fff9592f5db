"""A codebook: CSV of the tags, with Taguette's columns first."""
