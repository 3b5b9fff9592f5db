"""One passage with its citation, as plain text, Markdown, BibTeX or CSL-JSON."""
