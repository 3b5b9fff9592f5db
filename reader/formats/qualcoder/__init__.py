"""QualCoder: the coded texts of its database, read."""
