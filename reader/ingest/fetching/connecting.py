"""From an address to a connection: the name is looked up once, and what was found is checked.

The connection goes to the very number that was checked, never to the name again, which may mean
another machine by then. The name is what the certificate has to be for.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from reader.errors import IngestError, MisuseError
from reader.ingest.fetching.addresses import Address
from reader.ingest.fetching.networks import kept_from
from reader.ingest.fetching.patience import Patience

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the numbers of the network that the name of a host stands for, for a port."""
_TRIED = 6
"""Numbers of one host that are tried at most."""
_SILENCE = 15
"""Seconds for which a server may say nothing at all."""


class Proxy(NamedTuple):
    """A server that is asked to connect to others."""

    host: str
    port: int
    authorization: str = ""
    """What it is shown of who asks, if anything."""


def proxy(written: str) -> Proxy | None:
    """Read the address of a proxy as a person writes it; none if nothing is written."""
    if not written:
        return None
    try:
        parts = urlsplit(written)
        port, host = parts.port or 80, parts.hostname or ""
    except ValueError:
        port, host = 0, ""
    # What it says of a user is shown to nobody else, so neither is the whole.
    if not port or not re.fullmatch(r"[\w.:-]+", host, re.ASCII) or parts.scheme != "http":
        raise MisuseError("--proxy cannot be that", "write it as http://HOST:PORT")
    name = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return Proxy(host, port, base64.b64encode(name.encode()).decode() if name != ":" else "")


def look_up(host: str, port: int) -> Sequence[str]:
    """Give the numbers that the system knows for a name, those to be tried first at the front."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def numbers(address: Address, resolve: Resolver, *, allow_private: bool) -> Sequence[str]:
    """Look an address's host up, once; `IngestError` if any of it leads to where none may.

    A name that means a public and a private machine at once is refused: which of them answers
    would be left to chance, and a name of an honest page means no such thing.
    """
    try:
        found = [str(ipaddress.ip_address(address.host))]
    except ValueError:
        try:
            found = list(resolve(address.host, address.port))
        except (OSError, UnicodeError):
            found = []
    if not found:
        raise IngestError(
            f"names a host that is not found ({address.host}); look at how it is written,"
            " and whether there is a network"
        )
    for number in found:
        if not allow_private and (word := kept_from(number)):
            raise IngestError(
                f"leads to {number}, an address that is {word};"
                " --allow-private fetches from there too"
            )
    return found[:_TRIED]


def connected(
    address: Address, found: Sequence[str], through: Proxy | None, patience: Patience
) -> socket.socket:
    """Connect to the first of the numbers that answers."""
    problem: Exception | None = None
    for number in found:
        try:
            return patience.hold(_opened(number, address.port, through, patience))
        except OSError as error:
            problem = problem or error
    assert problem is not None
    raise problem


def secured(
    plain: socket.socket, address: Address, authorities: str, patience: Patience
) -> socket.socket:
    """Have the connection be TLS, with a certificate for the name of the address."""
    context = ssl.create_default_context(cafile=authorities or _authorities())
    # What ends without saying so may have been cut.
    secure = context.wrap_socket(
        plain,
        server_hostname=address.host,
        suppress_ragged_eofs=False,
        do_handshake_on_connect=False,
    )
    try:
        patience.hold(secure)
        secure.do_handshake()
    except BaseException:
        secure.close()
        raise
    return secure


def _authorities() -> str:
    # Imported here: only what is fetched safely needs it.
    import certifi

    return certifi.where()


def _opened(number: str, port: int, through: Proxy | None, patience: Patience) -> socket.socket:
    if through is None:
        family = socket.AF_INET6 if ":" in number else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        patience.hold(made)
        try:
            made.settimeout(_SILENCE)
            made.connect((number, port))
        except BaseException:
            made.close()
            raise
        return made
    try:
        made = socket.create_connection((through.host, through.port), timeout=_SILENCE)
    except OSError as error:
        raise IngestError("is not fetched: the proxy cannot be reached; look at --proxy") from error
    patience.hold(made)
    try:
        _tunnel(made, f"[{number}]" if ":" in number else number, port, through)
    except BaseException:
        made.close()
        raise
    return made


def _tunnel(made: socket.socket, host: str, port: int, through: Proxy) -> None:
    """Ask a proxy to connect."""
    lines = [f"CONNECT {host}:{port} HTTP/1.1", f"Host: {host}:{port}"]
    if through.authorization:
        lines.append(f"Proxy-Authorization: Basic {through.authorization}")
    made.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    answer = http.client.HTTPResponse(made, method="CONNECT")
    with contextlib.closing(answer):
        try:
            answer.begin()
        except http.client.HTTPException as error:
            raise IngestError("is not fetched: the proxy is none; look at --proxy") from error
        if answer.status != 200:
            raise IngestError(
                f"is not fetched: the proxy does not connect to {host}:{port}"
                f" ({answer.status}); look at --proxy"
            )
