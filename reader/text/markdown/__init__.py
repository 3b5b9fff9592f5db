"""Markdown to an article's canonical text and blocks.

`parsing` reads a source from top to bottom; beside it stands one module for each thing that it
meets there. markdown-it, which finds the structure, is loaded when the first source is parsed.
"""

from reader.text.markdown.parsing import parse

__all__ = ["parse"]
