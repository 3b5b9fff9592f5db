"""Notes as Markdown: as they were typed where that only sets words, else as words.

A note is Markdown already, as the program shows it, so emphasis, code, lists and links of the web
stay what they are. Anything else that CommonMark, GitHub or Obsidian would obey, such as pictures,
raw HTML, embeds, comments, tags, formulas, queries and headings, shows as it was typed.
"""

from __future__ import annotations

import re

from reader.formats.markdown.escaping import escaped, is_shown
from reader.text.addresses import is_web_address
from reader.text.document import Block
from reader.text.notes import is_plain, note_document

_BEGINNING = r"^[^\S\n]*(?:(?:[-+*]|\d+[.)])[^\S\n]+)*"
"""What a line begins with that says something of the rest of it: signs of lists, one in another."""
_ACTS = re.compile(
    r"[<#$^{]|!\[|\[[\[!]|::|(?<!http)(?<!https):/|\]\((?!https?://)|%%|==|`\s*=|```|~~~"
    rf"|{_BEGINNING}(?:[:>]|\[[^\]\n]*\]:)|\A\s",
    re.MULTILINE,
)
"""What could act, and what would run together with the lines around a note."""
_SETS_WORDS = ("emphasis", "strong", "code", "strike")


def note_markdown(note: str) -> str:
    """Give a note as Markdown.

    >>> note_markdown("see **both**"), note_markdown("see ![x](y) **both**")
    ('see **both**', 'see !\\\\[x\\\\](y) \\\\*\\\\*both\\\\*\\\\*')
    """
    return note if _only_sets_words(note) else escaped(note)


def _only_sets_words(note: str) -> bool:
    if is_plain(note) or _ACTS.search(note) or not is_shown(note):
        return False
    return all(_is_calm(block) for block in note_document(note).blocks)


def _is_calm(block: Block) -> bool:
    return block.kind == "paragraph" and all(
        mark.style in _SETS_WORDS or (mark.style == "link" and is_web_address(mark.target))
        for mark in block.marks
    )
