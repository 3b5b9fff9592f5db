"""Small web servers of the tests' own, on this machine, that answer as they are told."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.ingest.fetching.page import FetchRules

CERTIFICATES = Path(__file__).parent / "certificates"
"""An authority made for these tests, and what it says of a host named pages.test: `pages`, and
`expired`, which it said until 2020."""
_TLS = b"\x16"
"""How a connection begins that is meant to be TLS."""
Answer = bytes | Callable[[socket.socket], None]
"""Bytes to send, or what is done with the connection."""


def page(text: str, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Give an answer with a page in it."""
    return packed(text.encode(), *headers, status=status, kind=kind)


def packed(data: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Give an answer with these very bytes in it."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}", *headers]
    if kind:
        lines.append(f"Content-Type: {kind}")
    return "\r\n".join([*lines, "", ""]).encode() + data


def sent_on(to: str, status: str = "302 Found") -> bytes:
    """Give an answer that sends one on."""
    return page("", f"Location: {to}", status=status)


@dataclass
class Served:
    """A server, and what it was asked."""

    port: int
    answers: dict[str, Answer]
    """By path and query."""
    asked: list[str] = field(default_factory=list)
    """What was sent to it, whole."""
    names: list[str | None] = field(default_factory=list)
    """The names that TLS was asked for."""

    def url(self, path: str = "/", host: str = "pages.test", scheme: str = "http") -> str:
        """Give the address of a page."""
        return f"{scheme}://{host}:{self.port}{path}"


def rules(
    numbers: Sequence[str] = ("127.0.0.1",),
    *,
    allow_private: bool = True,
    proxy: str = "",
    seconds: float = 20.0,
    max_size: int = 1_000_000,
) -> FetchRules:
    """Give rules by which every name is on this machine, and the tests' authority is trusted."""
    return FetchRules(
        max_size=max_size,
        allow_private=allow_private,
        proxy=proxy,
        seconds=seconds,
        resolve=lambda host, port: numbers,
        authorities=str(CERTIFICATES / "authority.pem"),
    )


@contextlib.contextmanager
def serving(answers: dict[str, Answer], certificate: str = "") -> Iterator[Served]:
    """Serve as long as it is entered; with a certificate of that name, by TLS."""
    listening = socket.create_server(("127.0.0.1", 0))
    served = Served(listening.getsockname()[1], answers)
    context = _context(served, certificate) if certificate else None
    running = threading.Thread(target=_run, args=(listening, served, context), daemon=True)
    running.start()
    try:
        yield served
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        running.join(5)


def _context(served: Served, certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")

    def named(_: ssl.SSLObject | ssl.SSLSocket, name: str | None, __: ssl.SSLContext) -> None:
        served.names.append(name)

    context.sni_callback = named
    return context


def _run(listening: socket.socket, served: Served, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, served, context), daemon=True).start()


def _serve(connection: socket.socket, served: Served, context: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError), connection:
        connection.settimeout(10)
        if context is None:
            _answer(connection, served)
            return
        with context.wrap_socket(connection, server_side=True) as secure:
            _answer(secure, served)
            if secure.version():
                secure.unwrap()


def _answer(connection: socket.socket, served: Served) -> None:
    request = b""
    while b"\r\n\r\n" not in request and not request.startswith(_TLS):
        if not (piece := connection.recv(65536)):
            return
        request += piece
    served.asked.append(request.decode("latin-1"))
    path = request.split(b" ")[1].decode("latin-1") if b" /" in request else ""
    answer = served.answers.get(path, page("Nothing.", status="404 Not Found"))
    if callable(answer):
        answer(connection)
    else:
        connection.sendall(answer)
