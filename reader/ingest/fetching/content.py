"""What a server says a page is, as the name of a file of that kind."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from reader.errors import IngestError
from reader.ingest import decoding
from reader.ingest.fetching.addresses import Address
from reader.text.normal import normalise

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
}
"""The types that are taken in, with the ending of a file of that type."""
_MARKDOWN = (".md", ".markdown")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}")
"""What is an ending of a name, and not a number in it."""
_LONGEST = 60
"""Characters of a name."""


def type_of(told: str) -> str:
    """Give the type of a page from what its server told; `IngestError` if none is taken in."""
    found = told.partition(";")[0].strip().lower()
    if found in ENDINGS:
        return found
    if not found:
        raise IngestError("is of no type that its server tells, so it is not taken in")
    raise IngestError(
        f"is of the type {found[:60]!a}, which is not taken in; only HTML, text, Markdown and PDF"
    )


def charset_of(told: str) -> str:
    """Give the encoding that a server told, as Python names it; nothing if there is no such."""
    found = _CHARSET.search(told)
    return decoding.meant(found[1]) if found else ""


def name_of(address: Address, content_type: str) -> str:
    """Give a page the name that its file would have."""
    last = PurePosixPath(unquote(address.target.partition("?")[0]).replace("\0", "")).name
    last = " ".join(normalise(last).split()).lstrip(".")
    path = PurePosixPath(last or address.host)
    ending = ENDINGS[content_type]
    if ending == ".txt" and path.suffix.lower() in _MARKDOWN:
        # Few servers know the type of Markdown.
        ending = path.suffix.lower()
    stem = path.stem if last and _ENDING.fullmatch(path.suffix) else str(path)
    return stem[:_LONGEST] + ending
