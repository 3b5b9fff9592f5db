"""Comma-separated values: RFC 4180, UTF-8, one row an annotation."""
