"""A note as a document: Markdown in which a line stays a line, as one who types it means it."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.text.document import Document
from reader.text.normal import normalise

_MARKUP = re.compile(
    r"[*_`\[\]<>#|~\\&]"
    r"|^[^\S\n]*(?:[-+]|\d{1,9}[.)])[^\S\n]"
    r"|^(?:[^\S\n]*[-=:]| {4}|\t)"
    r"|https?://",
    re.MULTILINE,
)
"""What any markup holds."""
_LINE_END = re.compile(r"(?<=\S)\n(?=[^\S\n]*\S)")


def is_plain(note: str) -> bool:
    """Whether a note has no markup, and is shown as it is written."""
    return not _MARKUP.search(note)


@lru_cache(maxsize=512)
def note_document(note: str) -> Document:
    """Give the document that a note's Markdown makes; its line ends stay such.

    >>> note_document("one *two*\\nthree").text
    'one two\\nthree'
    """
    # Parsed late: most notes have no markup, and the first screen does not wait for a parser.
    from reader.text.markdown import parse

    # The empty line in front: what stands first in a note is no front matter.
    document, _ = parse("\n" + _LINE_END.sub("  \n", normalise(note)))
    return document
