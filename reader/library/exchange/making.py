"""Texts that were given, made into canonical texts with blocks.

Our own come with their blocks, which are believed only as far as they fit; HTML is understood as
a page is, all of it, in a process of its own; any other text is taken line by line as it stands.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reader.errors import IngestError
from reader.formats.given import GivenText
from reader.formats.losses import Losses
from reader.ingest.apart import Apart
from reader.ingest.understood import Asked
from reader.library.exchange.carrying import Carrying, Letters, LineEnds
from reader.text import plain
from reader.text.document import Block, Document
from reader.text.normal import RULES, clean, normalise
from reader.text.stored import pack, unpack

QUOTES = "made_of"
"""The name among an article's metadata that says that its text is made of quotes."""
_LONGEST_LEAD = 1_000


class Made(NamedTuple):
    """A canonical text, and how one comes to it from the text that was given."""

    document: Document
    hash: str
    carrying: Carrying | None = None
    """`None` where it is not of the given text."""


def hash_of(text: str) -> str:
    """Give the hash that names a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def made(document: Document, carrying: Carrying | None = None) -> Made:
    """Give a document with its hash."""
    return Made(document, hash_of(document.text), carrying)


def of_text(given: GivenText, losses: Losses) -> Made:
    """Give the text that was given, character for character, with its blocks if it has any."""
    assert given.text is not None
    carrying = LineEnds(given.text)
    if given.blocks:
        document = _believed(given.text, given.rules, given.blocks)
        if document is not None:
            return made(document, carrying)
        losses.add("the structure", "text")
    return made(plain.lined(given.text), carrying)


def of_quotes(quotes: Iterable[str], before: str = "") -> tuple[Made, list[int]]:
    """Give a text of paragraphs behind another text, and where each of them begins.

    They are as texts have them, and none begins with a byte order mark.
    """
    parts = [before] if before else []
    at = len(before)
    starts = []
    for quote in quotes:
        at += 2 if parts else 0
        starts.append(at)
        parts.append(quote)
        at += len(quote)
    return made(plain.lined("\n\n".join(parts))), starts


def of_markup(given: GivenText, apart: Apart, losses: Losses, max_size: int) -> Made | None:
    """Give the text of a page, all of it; `None` where it is none or cannot be understood.

    Where its characters are those of the given text, one can be carried to the other.
    """
    assert given.text is not None
    asked = Asked(max_size, encoding="utf-8", is_full=True)
    with tempfile.TemporaryDirectory(prefix="article-reader-") as folder:
        file = Path(folder) / "page.html"
        file.write_bytes(given.markup.encode("utf-8", "replace"))
        try:
            taken = apart.take(file, "", asked=asked)
        except IngestError:
            losses.add("the HTML", "text")
            return None
    if taken is None:
        return None
    document = unpack(taken.text, taken.rules, taken.blocks)
    same = Letters.are_same(given.text, taken.text)
    return Made(document, taken.text_hash, Letters(given.text, taken.text) if same else None)


def _believed(text: str, rules: int, blocks: bytes) -> Document | None:
    """Give the document that our own blocks make of a text, if they can be its blocks at all."""
    if not 0 < rules <= RULES or normalise(text) != text:
        return None
    try:
        document = unpack(text, rules, blocks)
        end = 0
        for block in document.blocks:
            if text[end : block.start].strip() or not _is_sound(block):
                return None
            end = block.end
        if text[end:].strip() or not all(
            clean(page.label) == page.label for page in document.pages
        ):
            return None
        return unpack(text, rules, pack(document)) if blocks.startswith(b"[") else document
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError):
        return None


def _is_sound(block: Block) -> bool:
    """Whether a block could have been made by this program."""
    leads = (block.lead, block.hang)
    words = (*leads, block.info, *(word for mark in block.marks for word in mark[3:]))
    return (
        all(len(lead) <= _LONGEST_LEAD and "\n" not in lead for lead in leads)
        and all(clean(word) == word for word in words)
        and (block.kind != "rule" or block.start == block.end)
        and (block.kind != "heading" or 1 <= block.level <= 6)
    )
