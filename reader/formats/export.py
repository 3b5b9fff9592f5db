"""What a format is given to write: a library, or a part of it, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

from reader.annotation.model import Article, TagUse
from reader.formats.record import Record
from reader.text.document import Document

Dialect = Literal["codepoint", "utf16", "utf16-crlf"]
"""How positions are counted: code points, UTF-16 units, or these with line ends of two."""


class Marked(NamedTuple):
    """One text of an article with the annotations that stand on it."""

    article: Article
    text_hash: str
    """Names the text; it is not the article's where that has a newer one."""
    document: Document
    records: list[Record]
    """By place, memos first."""

    @property
    def is_shown(self) -> bool:
        """Whether it is the text that its article shows."""
        return self.text_hash == self.article.text_hash


class Export(Protocol):
    """What is to be written; each method begins anew, and all speak of one moment."""

    @property
    def at(self) -> str:
        """That moment, ISO 8601 in UTC."""

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the library is asked for."""

    def records(self) -> Iterator[Record]:
        """Give the annotations, by article and place."""

    def texts(self, *, every: bool = False) -> Iterator[Marked]:
        """Give the texts that annotations stand on, one at a time, by article.

        With `every` also what their articles show, and if nothing is narrowed all others.
        """

    def articles(self) -> Iterator[Article]:
        """Give the articles: those with annotations asked for, or all if nothing is narrowed."""

    def tags(self) -> Sequence[TagUse]:
        """Give the tags by path: those in use here, or all if nothing is narrowed.

        Each is counted among the annotations that are asked for.
        """


class Options(NamedTuple):
    """How a format is written; `Format.options` says which of them it knows."""

    per_tag: bool = False
    """One row per annotation and tag."""
    bom: bool = False
    """A byte order mark first, for Excel."""
    raw: bool = False
    """Exact text, also where a spreadsheet would run it as a formula."""
    dialect: Dialect = "codepoint"
    template: str = ""
    """A text for `string.Template`; empty for the format's own."""


class TextSink(Protocol):
    """Something text can be written to, with its line ends as they are."""

    def write(self, text: str, /) -> object:
        """Take some text."""


class ByteSink(Protocol):
    """Something bytes can be written to."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""

    def flush(self) -> object:
        """Hand on what was taken."""


class WrittenFile(NamedTuple):
    """One file of a format that makes a folder of them."""

    name: str
    """Its name in the folder, safe on every system; see `formats.names`."""
    text: str
    annotations: int
    """How many are in it."""
