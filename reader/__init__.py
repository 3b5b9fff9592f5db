"""Reader: a terminal reader with annotations."""

__version__ = "0.1.0"
