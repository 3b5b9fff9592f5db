"""What goes into understanding a file, and what comes out of it, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from reader import sizes
from reader.text.document import Document

Progress = Callable[[float], None]
"""Is told now and then which share of a file is done, of 1."""


class Asked(NamedTuple):
    """What is asked of the taking in, for every file alike but where it says so."""

    max_size: int = sizes.DEFAULT
    """Bytes of the largest file that is taken in."""
    encoding: str = ""
    """The encoding that texts are in, as Python names it; empty where that is to be told."""
    is_full: bool | None = None
    """Whether all of a page is kept, and not its main text alone; `None` for as it was before."""
    url: str = ""
    """The address that the file was fetched from, if it was; of one file alone."""
    charset: str = ""
    """The encoding that its server told, if one did; of one file alone."""
    forced: str = ""
    """The encoding that was forced on it before, used where its bytes do not say it better; of one
    file alone."""


class File(NamedTuple):
    """A file's bytes, as a kind is given them."""

    data: bytes
    name: str
    """The file's name, with its ending."""
    asked: Asked = Asked()
    progress: Progress | None = None
    url: str = ""
    """The address that it was fetched from, if it was."""
    charset: str = ""
    """The encoding that its server told, if one did."""


class Understood(NamedTuple):
    """What a file is as an article, before anything of it is stored."""

    document: Document
    """Its canonical text with its blocks."""
    metadata: Mapping[str, object] = {}
    """All that the file says of itself, as JSON values."""
    title: str = ""
    """Its title; empty where none was found, and the file's name has to do."""
    source: str = ""
    author: str = ""
    published: str = ""
    """As the file gives it, ISO 8601 where that could be told."""
    language: str = ""
    url: str = ""
    encoding: str = ""
    """The encoding that the bytes were read in, as Python names it; empty for UTF-8 and where
    there was nothing to tell."""
    is_guess: bool = False
    """Whether the encoding is a guess."""
    warnings: tuple[str, ...] = ()
    """What could not be kept or had to be guessed, a line each, for the report."""
