"""Articles as CSL-JSON, for programs that make bibliographies."""
