"""Documents that are ZIP archives: refused where they unpack to too much, read where they say who
wrote them.

Nothing is ever unpacked to a disk, so the names of what is in them lead nowhere.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from typing import NamedTuple
from xml.etree import ElementTree

from reader.errors import IngestError

MOST_BYTES = 512 * 1024 * 1024
"""Bytes of all that is in an archive, unpacked."""
MOST_TEXT = 128 * 1024 * 1024
"""Bytes of the markup in it, unpacked."""
MOST_FILES = 20_000
MOST_RATIO = 200
"""How many times its packed size markup may have, where it is large."""
_LARGE = 16 * 1024 * 1024
_PIECE = 1 << 20
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that can be unpacked piece by piece; no such document has any other."""
_LARGEST_ABOUT = 1_000_000
_MARKUP = (".xml", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".rels", ".svg", ".rdf", ".css")
_PACKAGE = ".opf"
_ASIDE = re.compile(rb"""\blinear\s*=\s*(["'])no\1""")
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
"""What `zipfile` raises of a broken archive: besides its own, what unpacking does, `RuntimeError`
for what it does not know, and of places and names that are none what files and texts raise."""


class AboutDocument(NamedTuple):
    """What an office document says of itself."""

    title: str = ""
    author: str = ""
    published: str = ""
    language: str = ""


def check(data: bytes) -> None:
    """Refuse an archive that is broken or unpacks to too much, with an `IngestError`.

    What the archive says of its sizes is not believed: markup is unpacked and counted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except _BROKEN as error:
        raise IngestError(f"is no whole document: {_one_line(error)}") from None


def with_all_in_order(data: bytes) -> bytes:
    """Give an EPUB in which what stands beside its main text, such as notes, is read as well."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        packages = [one for one in archive.infolist() if one.filename.endswith(_PACKAGE)]
        if not any(_ASIDE.search(whole(archive, one)) for one in packages):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as other:
            for one in archive.infolist():
                inside = whole(archive, one)
                if one in packages:
                    inside = _ASIDE.sub(b'linear="yes"', inside)
                other.writestr(one.filename, inside)
    return made.getvalue()


def whole(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """Give a file of an archive; `IngestError` where it is broken or has more than it says."""
    try:
        return b"".join(_pieces(archive, one))
    except _BROKEN as error:
        raise IngestError(f"is no whole document: {_one_line(error)}") from None


def about(data: bytes, name: str) -> AboutDocument:
    """Give what the file `name` in an office document says of it; nothing where that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > _LARGEST_ABOUT:
                return AboutDocument()
            source = whole(archive, archive.getinfo(name))
        # No office program declares anything here, and what is declared could grow.
        root = None if b"<!" in source else ElementTree.fromstring(source)
    except (*_BROKEN, KeyError, IngestError, ElementTree.ParseError):
        return AboutDocument()
    if root is None:
        return AboutDocument()

    def text(*names: str) -> str:
        for wanted in names:
            found = root.find(f".//{{*}}{wanted}")
            if found is not None and (found.text or "").strip():
                return " ".join((found.text or "").split())
        return ""

    return AboutDocument(
        text("title"),
        text("initial-creator", "creator"),
        text("created", "creation-date"),
        text("language"),
    )


def _check(archive: zipfile.ZipFile) -> None:
    inside = archive.infolist()
    if len(inside) > MOST_FILES:
        raise IngestError(f"holds more than {MOST_FILES:,} files")
    if any(one.flag_bits & 1 for one in inside):
        raise IngestError("is encrypted")
    if any(one.compress_type not in _PACKINGS for one in inside):
        raise IngestError("is packed as no such document is")
    if sum(one.file_size for one in inside) > MOST_BYTES:
        raise IngestError(f"unpacks to more than {MOST_BYTES >> 20} MiB")
    left = MOST_TEXT
    for one in inside:
        if one.filename.lower().endswith(_MARKUP):
            left -= _unpacked(archive, one, left)


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> int:
    """Give how many bytes of markup are in a file; refuse more than `most`, and bombs."""
    size = 0
    for piece in _pieces(archive, one):
        size += len(piece)
        if size > most:
            raise IngestError(f"unpacks to more than {MOST_TEXT >> 20} MiB of text")
        if size > _LARGE and size > MOST_RATIO * max(one.compress_size, 1):
            raise IngestError(f"unpacks to more than {MOST_RATIO} times its size")
    return size


def _pieces(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give a file piece by piece; refuse it where it has more than it says."""
    unbelieved = copy(one)
    # With the size that it tells, no more would be unpacked here, and all of it by what reads next.
    unbelieved.file_size = MOST_BYTES
    size = 0
    with archive.open(unbelieved) as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > one.file_size:
                raise IngestError("has more in it than it says")
            yield piece


def _one_line(error: BaseException) -> str:
    from reader.text.normal import clean

    return clean(" ".join(str(error).split()))[:200] or type(error).__name__
