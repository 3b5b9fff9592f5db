"""Unpacking what a server packed, as it comes, and no more of it than is asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from reader.errors import IngestError

ACCEPTED = "gzip, deflate"
"""How a server may pack a page."""
_GZIP = ("gzip", "x-gzip")
_MAGIC = b"\x1f\x8b"
_PIECE = 1 << 18
"""Bytes that are unpacked at a time."""


def unpacked(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Give a page's bytes piece by piece, as they were before they were packed as `coding`."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return iter(pieces)
    if coding in _GZIP:
        return _inflated(pieces, 16 + zlib.MAX_WBITS)
    if coding == "deflate":
        return _inflated(pieces, 0)
    raise IngestError(f"is packed in a way that was not asked for ({coding[:40]!a})")


def _inflated(pieces: Iterable[bytes], window: int) -> Iterator[bytes]:
    """Unpack; a `window` of 0 is told from the first byte. What is no part of it is passed over."""
    unpacking = None
    try:
        for piece in pieces:
            while piece:
                if unpacking is None or unpacking.eof:
                    if unpacking is not None and not piece.startswith(_MAGIC):
                        return
                    unpacking = zlib.decompressobj(window or _window(piece))
                yield unpacking.decompress(piece, _PIECE)
                piece = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
        while unpacking is not None and not unpacking.eof:
            if not (made := unpacking.decompress(b"", _PIECE)):
                raise IngestError("ended before all of it was there; try again")
            yield made
    except zlib.error as error:
        raise IngestError("does not unpack; its server sends something damaged") from error


def _window(start: bytes) -> int:
    """Tell what is called deflate with a head from what has none, which some servers send."""
    return zlib.MAX_WBITS if start[0] & 15 == 8 else -zlib.MAX_WBITS
