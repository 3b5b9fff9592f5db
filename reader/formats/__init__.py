"""Plain records to bytes and back: a folder a format, `read` and `write` side by side."""
