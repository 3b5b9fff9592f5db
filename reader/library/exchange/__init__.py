"""Out of the library and into it, in the formats of other tools."""
