"""What a format is read to: texts of another tool with what was marked in them.

Nothing here is trusted: no text is cleaned yet, and no place is known to hold its quote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.annotation.model import Kind


class GivenTag(NamedTuple):
    """A tag, code or label."""

    path: str
    """Its levels with `/` between them."""
    color: str = ""
    """One of our colours' names, or `#rrggbb`; empty where it has none."""
    description: str = ""
    slot: int | None = None
    """Its key of the tag bar, where our program wrote it; 0 for none, `None` where none is told."""


class GivenPassage(NamedTuple):
    """One annotation; without a quote, a memo on the whole text."""

    quote: str = ""
    start: int = -1
    """Offset into the text that it comes with, in code points; -1 where it tells none."""
    end: int = -1
    """Where it ends, half-open; -1 where it tells none: then `start` may count anything."""
    prefix: str = ""
    suffix: str = ""
    tags: tuple[str, ...] = ()
    """Paths, in the order they were given."""
    note: str = ""
    annotator: str = ""
    created: str = ""
    """ISO 8601; empty where it tells none."""
    updated: str = ""
    status: str = ""
    """As `Annotation.status`; empty where the other tool has no such thing."""
    text_hash: str = ""
    """Names the text that it stands on, where our program wrote it."""
    id: str = ""
    """Its UUID, where it has one."""
    key: str = ""
    """What else it is known by in its tool, for reports and to know it again."""


class GivenText(NamedTuple):
    """One text with its passages, or what is told of one that did not come along."""

    title: str
    passages: Sequence[GivenPassage] = ()
    text: str | None = None
    """What its passages' places count in; `None` where it did not come along."""
    markup: str = ""
    """The HTML that `text` is the text of, where there is any."""
    article: str = ""
    """The article's id, where our program wrote it."""
    text_hash: str = ""
    """Names `text`, or the text that did not come along, where our program wrote it."""
    blocks: bytes = b""
    """The text's blocks, packed, where our program wrote it."""
    rules: int = 0
    """Version of the rules that made these."""
    kind: Kind = "text"
    path: str = ""
    """Where its file was, where that is told."""
    url: str = ""
    author: str = ""
    source: str = ""
    published: str = ""
    accessed: str = ""
    language: str = ""
    metadata: Mapping[str, object] = {}
    key: str = ""
    """What it is known by in its tool, to know it again where it has no text."""


Given = GivenTag | GivenText
"""What a reader gives, one after the other; a tag comes before what has it, or not at all."""
