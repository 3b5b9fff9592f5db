"""Tab-separated values: text/tab-separated-values, one row an annotation, nothing in quotes."""
