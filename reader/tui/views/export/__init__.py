"""The dialog that exports annotations: what is asked for, a look at it, and its writing."""
