"""Text as values: canonical text and blocks, units, motions and layout.

Nothing here reads a file or a clock, or knows of a screen or a database. Every
position is an *offset* into canonical text, in Unicode code points, and every
extent a half-open `[start, end)`, unless its name says row or cell.
"""
