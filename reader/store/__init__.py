"""The only door to the database: opening, schema, the writer thread, a module per table family."""
