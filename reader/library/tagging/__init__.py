"""Changing the tags themselves; `reader.library.codebook` hands each of these to the writer."""
