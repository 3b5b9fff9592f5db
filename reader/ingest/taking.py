"""One file to what the library keeps of it: text, blocks and metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader import sizes
from reader.annotation.model import Kind
from reader.errors import IngestError
from reader.ingest import front_matter, reading
from reader.ingest.walking import KINDS
from reader.text.normal import normalise


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: its text, and what it says of itself."""

    kind: Kind
    title: str
    text: str
    """Its canonical text."""
    text_hash: str
    """SHA-256 of the text's UTF-8, in hexadecimal."""
    rules: int
    blocks: bytes
    """Its blocks, packed."""
    metadata: dict[str, object]
    size: int
    """The file's bytes."""
    mtime_ns: int
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    source: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """A file's bytes, read but not yet understood."""

    data: bytes
    status: reading.FileStatus
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""


_BEGINNING = 40_000
"""Bytes of a file's first pages."""


def load(path: Path, max_size: int = sizes.DEFAULT) -> Raw:
    """Read the file at `path`; `IngestError` says why it cannot be."""
    reading.status(path)
    _refuse_name(path)
    data, status = reading.read(path, max_size)
    return Raw(data, status, hashlib.sha256(data).hexdigest())


def digest(path: Path, max_size: int = sizes.DEFAULT) -> str:
    """Give the SHA-256 of the bytes of the file at `path`; "" if it cannot be read."""
    try:
        return load(path, max_size).digest
    except IngestError:
        return ""


def take_changed(
    path: Path,
    digest: str,
    progress: Callable[[float], None] | None = None,
    *,
    max_size: int = sizes.DEFAULT,
) -> Taken | None:
    """Read and understand the file at `path`, unless its bytes have the SHA-256 `digest`.

    `progress` is told now and then which share of it is done. `IngestError` says why it cannot be
    taken in, as where it has more than `max_size` bytes.
    """
    raw = load(path, max_size)
    if raw.digest == digest:
        return None
    return take(path, raw, progress)


def beginning(path: Path, max_size: int = sizes.DEFAULT) -> Taken:
    """Take in no more of the file at `path` than its first pages, to be shown meanwhile.

    A text may turn out otherwise when all of it is known. `IngestError` says why it is none.
    """
    _refuse_name(path)
    data, status = reading.read(path, max_size, _BEGINNING)
    if len(data) == _BEGINNING:
        data = _cut(data)
    return take(path, Raw(data, status, ""))


def _cut(data: bytes) -> bytes:
    """Cut a text after a paragraph, else after a line, else after a whole character."""
    for end in (b"\n\n", b"\r\n\r\n", b"\n", b"\r"):
        place = data.rfind(end, len(data) // 2)
        if place >= 0:
            return data[:place]
    # Of a character that is cut in two nothing is left.
    return data.decode("utf-8", "ignore").encode() if _is_cut(data) else data


def _is_cut(data: bytes) -> bool:
    """Tell whether only the last character of a text is not whole."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def take(path: Path, raw: Raw, progress: Callable[[float], None] | None = None) -> Taken:
    """Make an article of a file's bytes; `IngestError` says why they are none.

    `progress` is told now and then which share of it is done.
    """
    # Imported here: what changes nothing needs no parser.
    from reader.text import markdown, plain
    from reader.text.stored import pack

    source = reading.decode(raw.data)
    kind: Kind = "markdown" if KINDS[path.suffix.lower()] == "markdown" else "text"
    if kind == "markdown":
        document, front = markdown.parse(source, progress)
    else:
        document, front = plain.parse(source), ""
    if not document.text.strip():
        raise IngestError("has no text in it")
    values = front_matter.read(front)
    title = front_matter.field(values, "title")
    return Taken(
        kind=kind,
        title=_one_line(title or plain.title(document)) or _one_line(path.stem),
        text=document.text,
        text_hash=hashlib.sha256(document.text.encode()).hexdigest(),
        rules=document.rules,
        blocks=pack(document),
        metadata=values,
        size=raw.status.size,
        mtime_ns=raw.status.mtime_ns,
        digest=raw.digest,
        source=front_matter.field(values, "source", "publication", "site", "publisher"),
        author=front_matter.field(values, "author", "authors", "byline"),
        published=front_matter.field(values, "published", "date", "publication_date"),
        language=front_matter.field(values, "language", "lang"),
        url=front_matter.field(values, "url", "link", "source_url", "canonical_url"),
    )


def _one_line(title: str) -> str:
    return " ".join(normalise(title).split())


def _refuse_name(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise IngestError("has a name that is not valid UTF-8; rename it") from error
    if path.suffix.lower() not in KINDS:
        kinds = ", ".join(KINDS)
        raise IngestError(f"is of a kind that cannot be taken in (only {kinds})")
