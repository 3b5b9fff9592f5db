"""What a Markdown source gives, in a form that a test can be read by."""

from __future__ import annotations

from reader.text.document import Block, Document
from reader.text.markdown import parse


def document(source: str) -> Document:
    return parse(source)[0]


def text(source: str) -> str:
    return document(source).text


def only(source: str) -> Block:
    """Its one block."""
    (block,) = document(source).blocks
    return block


def shapes(source: str) -> list[tuple[str, str]]:
    """Each block's lead and text."""
    made = document(source)
    return [(block.lead, made.text[block.start : block.end]) for block in made.blocks]


def kinds(source: str) -> list[tuple[str, str]]:
    """Each block's kind and text."""
    made = document(source)
    return [(block.kind, made.text[block.start : block.end]) for block in made.blocks]


def marked(source: str) -> list[tuple[str, str, str]]:
    """Each mark's text, style and target."""
    made = document(source)
    marks = [mark for block in made.blocks for mark in block.marks]
    return [(made.text[mark.start : mark.end], mark.style, mark.target) for mark in marks]


def titled(source: str) -> list[tuple[str, str, str]]:
    """Each mark's text, style and title."""
    made = document(source)
    marks = [mark for block in made.blocks for mark in block.marks]
    return [(made.text[mark.start : mark.end], mark.style, mark.title) for mark in marks]
