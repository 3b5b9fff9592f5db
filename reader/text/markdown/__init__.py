"""Markdown to an article's canonical text and blocks.

`parsing` reads a source from top to bottom; beside it stands one module for each thing that it
meets there. markdown-it, which finds the structure, is loaded when the first source is parsed.
What was read elsewhere is given to `assemble` as the tokens that Markdown would have given.
"""

from reader.text.markdown.footnotes import Footnote, Notes
from reader.text.markdown.parsing import assemble, parse
from reader.text.markdown.tags import is_foreign

__all__ = ["Footnote", "Notes", "assemble", "is_foreign", "parse"]
