"""What is asked for: the address of a page, read strictly and written in one way only.

An address that two programs could read differently, as one with a host written as a number or
with a name before the host, is refused: what is checked must be what is fetched.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from reader.errors import IngestError

PORTS = {"http": 80, "https": 443}
"""The schemes that are fetched, with the port of each where none is named."""
_LONGEST = 8000
"""Characters of an address."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_KEPT = "/%:@!$&'()*+,;=~?"
"""What stands in path and query as it is; a `%` too, for it was written by whoever wrote it."""
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""What counts as a dot of a host."""
_STAYING = re.compile("([ßς])")
"""Letters that the older rules of names turn into others, so that another host was meant."""
_JOINERS = frozenset("\u200c\u200d")


class Address(NamedTuple):
    """Where a page is, in the one form in which it is asked for."""

    scheme: str
    host: str
    """Its name in ASCII and small letters, or its number; without brackets."""
    port: int
    target: str
    """Path and query, as they are asked for."""

    @property
    def authority(self) -> str:
        """Host, and port where that is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address as it is written, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parsed(url: str) -> Address:
    """Read an address; `IngestError` says why it is none that is fetched.

    >>> parsed("HTTPS://Example.COM:443/a b#part").url
    'https://example.com/a%20b'
    """
    url = url.strip(" ")
    if len(url) > _LONGEST:
        raise IngestError(f"is longer than {_LONGEST:,} characters")
    if _CONTROL.search(url):
        raise IngestError("has a character in it that no address has; write it as % and its number")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise IngestError("is malformed; look at its host and its port") from error
    if parts.scheme not in PORTS:
        raise IngestError("begins with neither http:// nor https://, and nothing else is fetched")
    if "@" in parts.netloc:
        raise IngestError("names a user or a password, which are never sent; leave them out")
    if port == 0:
        raise IngestError("has the port 0, which no server has")
    try:
        target = quote(parts.path or "/", safe=_KEPT.replace("?", ""))
        query = quote(parts.query, safe=_KEPT)
    except UnicodeEncodeError as error:
        raise IngestError("is not valid UTF-8") from error
    host = _host(parts.hostname or "", parts.netloc.startswith("["))
    return Address(
        parts.scheme, host, port or PORTS[parts.scheme], target + (f"?{query}" if query else "")
    )


def _host(host: str, in_brackets: bool) -> str:
    """Give a host as the network knows it."""
    if not host:
        raise IngestError("names no host; write https:// and then its name")
    try:
        if in_brackets:
            return str(ipaddress.IPv6Address(host if "%" not in host else ""))
        name = ".".join(_label(label) for label in host.translate(_DOTS).split("."))
        name = name.removesuffix(".")
        if len(name) > 253 or not _NAME.fullmatch(name):
            raise ValueError("no name of a host")
        if _NUMBER.fullmatch(name.rpartition(".")[2]):
            # Else it might be read as octal, or as one large number.
            return str(ipaddress.IPv4Address(name))
    except ValueError as error:
        raise IngestError(
            "has a host that is neither a name nor four plain numbers; look at how it is written"
        ) from error
    return name


def _label(label: str) -> str:
    """Give one part of a host's name in ASCII, by the rules that browsers keep."""
    if label.isascii():
        return label.lower()
    if _JOINERS & set(label):
        raise ValueError("a character that is not seen")
    # Imported here: few names need its tables.
    from encodings.idna import nameprep

    parts = _STAYING.split(label.lower())
    name = "".join(part if _STAYING.fullmatch(part) else nameprep(part) for part in parts)
    return name if name.isascii() else "xn--" + name.encode("punycode").decode("ascii")
