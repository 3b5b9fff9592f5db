"""The terminal app: it draws state and reports intent; the library decides."""
