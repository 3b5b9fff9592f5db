"""The things a library holds: articles, annotations, tags and the history of their changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from reader.text.document import Span

Status = Literal["anchored", "moved", "review", "orphaned"]
Kind = Literal["markdown", "text", "html", "pdf", "epub", "docx", "odt", "rtf", "rst", "org"]

TAG_COLORS = ("amber", "green", "rose", "blue", "violet", "teal", "orange", "olive")
"""Names of the colours that tags take in turn; the themes give each its shades."""

CONTEXT = 32
"""Characters kept as an annotation's prefix and suffix."""


class Article(NamedTuple):
    """One text in the library, with what is known of it."""

    id: str
    """A UUID, made when it was taken in."""
    path: str
    """Where its file is: absolute, as text."""
    title: str
    kind: Kind
    text_hash: str
    """Names the text version that is shown."""
    length: int
    """Characters of that version."""
    source: str = ""
    author: str = ""
    published: str = ""
    """As its source gives it, ISO 8601 where that could be told."""
    language: str = ""
    url: str = ""
    accessed: str = ""
    """When it was taken in, ISO 8601 in UTC."""
    metadata: Mapping[str, object] = {}
    """All that its file says of itself, also what has a field of its own: JSON values."""
    encoding: str = ""
    """The encoding that its file was read in; empty for UTF-8 and where none was to tell."""
    guessed: bool = False
    """Whether that was guessed."""
    gone: str = ""
    """Since when its file is gone, ISO 8601 in UTC; empty while it is there."""


class Reading(NamedTuple):
    """Where one is in an article; not part of the history."""

    offset: int = 0
    """Canonical offset of the current word."""
    furthest: int = 0
    """The largest offset that was reached."""
    read: bool = False
    """Whether it is marked as read."""
    starred: bool = False
    opened: str = ""
    """When it was last open, ISO 8601 in UTC; empty for never."""


class ArticleRow(NamedTuple):
    """An article as lists show it."""

    article: Article
    reading: Reading
    annotations: int
    """How many annotations stand in it."""
    copies: int = 0
    """How many near copies it has."""


class Annotation(NamedTuple):
    """One passage of one article, with any number of tags and at most one note.

    In the text version `text_hash`, `text[start:end] == quote`, always. One whose status is
    `review` or `orphaned` keeps the last version that it surely stood in. A memo, which is a
    note on the whole article, has the empty passage at 0.
    """

    id: str
    article: str
    """The article's id."""
    text_hash: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    tags: tuple[str, ...] = ()
    """Paths, in the order they were given."""
    note: str = ""
    status: Status = "anchored"
    annotator: str = ""
    created: str = ""
    updated: str = ""
    proposed_start: int = 0
    """Where a passage in `review` probably stands in the version that its article shows."""
    proposed_end: int = 0
    """Where that ends; 0 if nothing is proposed."""

    @property
    def is_memo(self) -> bool:
        """Whether it is a note on the whole article, without a passage."""
        return self.end == 0

    @property
    def is_sure(self) -> bool:
        """Whether it stands in the version that its article shows."""
        return self.status in ("anchored", "moved")

    @property
    def proposed(self) -> Span | None:
        """The place that is proposed for it in the version its article shows, if one is."""
        return Span(self.proposed_start, self.proposed_end) if self.proposed_end else None


class Tag(NamedTuple):
    """A name for what passages have in common: a path such as `actors/state`."""

    id: str
    path: str
    color: str = TAG_COLORS[0]
    """One of `TAG_COLORS`."""
    description: str = ""
    slot: int = 0
    """Its key on the tag bar, 1 to 9; 0 for none."""
    created: str = ""


class TagUse(NamedTuple):
    """A tag with how much it is used."""

    tag: Tag
    annotations: int
    """How many annotations have it."""
    last_used: str
    """When it was last given, ISO 8601 in UTC; empty for never."""


class Search(NamedTuple):
    """A query that is kept under a name."""

    id: str
    name: str
    query: str
    created: str = ""


class Entry(NamedTuple):
    """One step of the history: what was done, when, by whom and in which session."""

    seq: int
    """Its number in the log, rising from 1."""
    at: str
    annotator: str
    session: str
    kind: str
    """`annotate`, `edit`, `delete`, `add`, `remove`, `undo`, `redo` and so on."""
    summary: str
    """What was done, in words, as messages and `reader log` show it."""
    article: str = ""
    """Id of the article it happened in, if it was one."""
    offset: int = 0
    """Canonical offset of the place, to go there."""
    target: int = 0
    """The entry that an `undo` or `redo` is about."""
