"""REFI-QDA's project: texts with their codings in a zip archive."""
