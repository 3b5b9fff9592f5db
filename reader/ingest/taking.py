"""One file to what the library keeps of it: text, blocks and metadata."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader import sizes
from reader.annotation.model import Kind
from reader.errors import IngestError
from reader.ingest import kept, limits, reading
from reader.ingest.beginning import cut
from reader.ingest.settled import settled
from reader.ingest.understood import Asked, File, Progress, Understood
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
    metadata: Mapping[str, object]
    signature: bytes
    """What near copies of its text are known by."""
    size: int
    """The file's bytes."""
    mtime_ns: int
    """The file's time, if that can tell whether it was changed since; see `settled`."""
    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    source: str = ""
    author: str = ""
    published: str = ""
    """As `dates.iso` gives it."""
    language: str = ""
    url: str = ""
    encoding: str = ""
    """The encoding that the bytes were read in; empty for UTF-8 and where none was to tell."""
    is_guess: bool = False
    """Whether the encoding is a guess."""
    warnings: tuple[str, ...] = ()
    """What could not be kept or had to be guessed, a line each."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A file's bytes, read but not yet understood."""

    data: bytes
    status: reading.FileStatus
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""


ANY = Asked()
_MODULES: dict[Kind, str] = {
    "markdown": "markdown",
    "html": "html",
    "text": "plain",
    "epub": "document",
    "docx": "document",
    "odt": "document",
    "rtf": "document",
    "rst": "document",
    "org": "document",
    "pdf": "pdf",
}
"""The module of `kinds` that understands each kind."""
_BEGINNING = 40_000
"""Bytes of a file's first pages."""


def load(path: Path, max_size: int = sizes.DEFAULT) -> Raw:
    """Read the file at `path`; `IngestError` says why it cannot be."""
    reading.status(path)
    _refuse_name(path)
    data, status = reading.read(path, max_size)
    status = status._replace(mtime_ns=settled(status.mtime_ns, time.time_ns()))
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
    progress: Progress | None = None,
    *,
    asked: Asked = ANY,
) -> Taken | None:
    """Read and understand the file at `path`, unless its bytes have the SHA-256 `digest`.

    `progress` is told now and then which share of it is done. `IngestError` says why it cannot be
    taken in, as where it has more bytes than are asked for.
    """
    raw = load(path, asked.max_size)
    if raw.digest == digest:
        return None
    return take(path, raw, progress, asked=asked)


def beginning(path: Path, max_size: int = sizes.DEFAULT) -> Taken:
    """Take in no more of the file at `path` than its first pages, to be shown meanwhile.

    A text may turn out otherwise when all of it is known. `IngestError` says why it is none.
    """
    _refuse_name(path)
    if limits.is_risky(path):
        raise IngestError("is only read whole, in a process apart")
    data, status = reading.read(path, max_size, _BEGINNING)
    if len(data) == _BEGINNING:
        data = cut(data)
    return take(path, Raw(data, status, ""))


def take(path: Path, raw: Raw, progress: Progress | None = None, *, asked: Asked = ANY) -> Taken:
    """Make an article of a file's bytes; `IngestError` says why they are none.

    `progress` is told now and then which share of it is done.
    """
    # Imported here: what changes nothing needs no parser.
    from importlib import import_module

    from reader.text.dates import iso
    from reader.text.likeness import signature
    from reader.text.stored import pack

    kind = KINDS[path.suffix.lower()]
    module = import_module(f"reader.ingest.kinds.{_MODULES[kind]}")
    understood: Understood = module.understand(_file(path, raw, progress, asked))
    document = understood.document
    if not document.text.strip():
        raise IngestError("has no text in it")
    return Taken(
        kind=kind,
        title=_one_line(understood.title) or _one_line(path.stem) or _one_line(path.name),
        text=document.text,
        text_hash=hashlib.sha256(document.text.encode()).hexdigest(),
        rules=document.rules,
        blocks=pack(document),
        metadata=kept.metadata(understood, asked, is_page=kind == "html"),
        signature=signature(document.text),
        size=raw.status.size,
        mtime_ns=raw.status.mtime_ns,
        digest=raw.digest,
        source=understood.source,
        author=understood.author,
        published=iso(understood.published),
        language=understood.language,
        url=understood.url,
        encoding=understood.encoding,
        is_guess=understood.is_guess,
        warnings=understood.warnings,
    )


def _file(path: Path, raw: Raw, progress: Progress | None, asked: Asked) -> File:
    return File(raw.data, path.name, asked, progress, asked.url, asked.forced or asked.charset)


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
