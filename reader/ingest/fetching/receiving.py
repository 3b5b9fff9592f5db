"""Asking for a page over a connection, and reading the answer within limits."""

from __future__ import annotations

import contextlib
import http.client
import socket
from collections.abc import Iterator
from http import HTTPStatus

from reader import __version__, sizes
from reader.errors import IngestError
from reader.ingest.fetching.addresses import Address
from reader.ingest.fetching.content import ENDINGS
from reader.ingest.fetching.unpacking import ACCEPTED, unpacked

_REDIRECTS = (301, 302, 303, 307, 308)
_LARGEST_HEAD = 200_000
"""Bytes of what comes before the page itself."""
_PIECE = 1 << 16
_WORDS = {
    401: "is shown only to those who log in there; save the page in a browser and add the file",
    403: "is refused by its server; save the page in a browser and add the file",
    404: "is not there; look at how the address is written",
    407: "is not fetched: the proxy wants a user and a password; look at --proxy",
    410: "is there no more",
    429: "was asked for too often; try again later",
}


@contextlib.contextmanager
def answer(connection: socket.socket, address: Address) -> Iterator[http.client.HTTPResponse]:
    """Ask for a page; give the answer, of which only the head has been read."""
    lines = (
        f"GET {address.target} HTTP/1.1",
        f"Host: {address.authority}",
        f"User-Agent: article-reader/{__version__}",
        f"Accept: {', '.join(ENDINGS)}, */*;q=0.1",
        f"Accept-Encoding: {ACCEPTED}",
        "Connection: close",
    )
    connection.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    response = http.client.HTTPResponse(connection, method="GET")
    with contextlib.closing(response):
        response.begin()
        if sum(len(name) + len(value) + 4 for name, value in response.getheaders()) > _LARGEST_HEAD:
            raise IngestError("answers with a head that is too large")
        yield response


def onward(response: http.client.HTTPResponse) -> str:
    """Give where an answer sends one on to; nothing if it is a page."""
    if response.status not in _REDIRECTS:
        return ""
    told = response.headers.get("Location", "").strip()
    if not told:
        raise IngestError(
            f"is somewhere else, and its server does not say where ({_said(response)})"
        )
    with contextlib.suppress(UnicodeError):
        # Headers are read as Latin-1, but an address that is not ASCII is sent as UTF-8.
        return told.encode("latin-1").decode("utf-8")
    return told


def refuse_status(response: http.client.HTTPResponse) -> None:
    """Raise `IngestError` unless the answer is a page."""
    status = response.status
    if status in (200, 203):
        return
    if status in _WORDS:
        words = _WORDS[status]
    elif status >= 500:
        words = "cannot be given by its server at present; try again later"
    else:
        words = "is not given by its server"
    raise IngestError(f"{words} ({_said(response)})")


def body(response: http.client.HTTPResponse, max_size: int) -> bytes:
    """Read a page, unpacked; `IngestError` if it has more than `max_size` bytes or is cut."""
    transfer = response.headers.get("Transfer-Encoding", "identity").strip().lower()
    if transfer not in ("chunked", "identity"):
        raise IngestError(f"is sent in a way that was not asked for ({transfer[:40]!a})")
    if response.length is not None:
        _refuse_size(response.length, max_size)
    coding = response.headers.get("Content-Encoding", "")
    data = bytearray()
    for piece in unpacked(_pieces(response, max_size), coding):
        data += piece
        _refuse_size(len(data), max_size)
    return bytes(data)


def _pieces(response: http.client.HTTPResponse, max_size: int) -> Iterator[bytes]:
    """Give what comes over the connection, until all that was told has come."""
    count = 0
    while piece := response.read(_PIECE):
        count += len(piece)
        _refuse_size(count, max_size)
        yield piece
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _said(response: http.client.HTTPResponse) -> str:
    """Give a status in the words of the standard, never in the server's own."""
    try:
        return f"{response.status} {HTTPStatus(response.status).phrase}"
    except ValueError:
        return str(response.status)


def _refuse_size(size: int, max_size: int) -> None:
    if size > max_size:
        raise IngestError(
            f"has more than {max_size:,} bytes;"
            f" --max-size raises the limit, to {sizes.HIGHEST_WORDS} at most"
        )
