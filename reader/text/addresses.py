"""Addresses in foreign text: which may be opened, in what form, and where they truly lead."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from reader.errors import MisuseError
from reader.text.normal import clean

OPENED = ("http", "https", "mailto")
"""The schemes of what may be opened."""
_WEB = re.compile(r"\s*https?://", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IN_NO_IRI = re.compile(r"[\s\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]")
_ENCODED = re.compile(r"[^A-Za-z0-9\-._~:/?#@!&'()*+,;=%]|%(?![0-9A-Fa-f]{2})")
_ALLOWED = "-._~:/?#[]@!$&'()*+,;=%"
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)
_NAMED_HOST = re.compile(
    r"(?<![\w.-])((?:[\w-]{1,63}\.){1,9}[^\W\d_]{2,63}|\d{1,3}(?:\.\d{1,3}){3})(?![\w-])"
    r"(?::\d+)?(?:[/?#]\S*)?"
)
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""What a browser takes for the dots of a host, as people may."""
_MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@")
_LETTER = ("to", "cc", "bcc", "subject", "body", "in-reply-to")
"""What an address may say of a letter; some programs would even attach a file."""


def is_web(named: str) -> bool:
    """Tell whether what is named is a page of the web and no file, by how it begins."""
    return _WEB.match(named) is not None


def is_web_address(named: str) -> bool:
    """Tell whether what is named is an address of the web, by its scheme and its host."""
    try:
        parts = urlsplit(named)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def is_iri(named: str) -> bool:
    """Tell whether what is named is an address of the web that has no character none may have."""
    return is_web_address(named) and not _IN_NO_IRI.search(named)


def percent_encoded(named: str) -> str:
    """Give an address of the web in ASCII, that means nothing to Markdown or LaTeX.

    What is none, or has control characters, gives nothing.

    >>> percent_encoded("https://a.example/x y"), percent_encoded("javascript:alert(1)")
    ('https://a.example/x%20y', '')
    """
    if not is_web_address(named) or clean(named) != named:
        return ""
    return _ENCODED.sub(_percent, named)


def scheme_of(address: str) -> str:
    """Give the scheme of an address in small letters, or nothing."""
    found = _SCHEME.match(address)
    return found[1].lower() if found else ""


def checked(address: str) -> str:
    """Give an address as it is handed on: ASCII, without space, with a scheme of `OPENED`.

    What is none raises `MisuseError`.
    """
    if scheme_of(address) not in OPENED:
        raise MisuseError("only http, https and mailto addresses are opened")
    if any(character.isspace() or not character.isprintable() for character in address):
        raise MisuseError("the address has characters that no address has, so it is not opened")
    try:
        parts = urlsplit(address)
        if parts.scheme == "mailto":
            _check_letter(parts.query)
        else:
            parts = parts._replace(netloc=_netloc(parts.netloc, parts.hostname or "", parts.port))
    except ValueError as error:
        raise MisuseError("the address is malformed, so it is not opened") from error
    return quote(urlunsplit(parts), safe=_ALLOWED)


def host_of(address: str) -> str:
    """Give the host that a checked address leads to, of a letter that of its first receiver."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return parts.path.partition(",")[0].rpartition("@")[2].lower()
    return parts.hostname or ""


def poses(text: str, address: str) -> bool:
    """Tell whether a link looks as if it led elsewhere than its checked address does.

    Its text names another host, or a name before the host may be taken for one.

    >>> poses("www.example.com", "https://example.net/")
    True
    """
    host = host_of(address)
    parts = urlsplit(address)
    if parts.scheme != "mailto" and "@" in parts.netloc:
        return True
    named = (
        _ascii(found[1]) for found in _NAMED_HOST.finditer(_MAILBOX.sub("", text.translate(_DOTS)))
    )
    return not all(_same(name, host) for name in named)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _same(named: str, host: str) -> bool:
    named, host = named.removeprefix("www."), host.removeprefix("www.")
    return named == host or host.endswith("." + named) or named.endswith("." + host)


def _netloc(netloc: str, host: str, port: int | None) -> str:
    """Give who and where of an address, the host in ASCII as the network knows it."""
    name = _ascii(host)
    if not _HOST.fullmatch(name):
        raise ValueError("no host")
    user, at, _ = netloc.rpartition("@")
    return user + at + (f"[{name}]" if ":" in name else name) + (f":{port}" if port else "")


def _ascii(host: str) -> str:
    """Give a host's name in ASCII; one that has no such form is left as it is."""
    if host.isascii():
        return host.lower()
    try:
        return host.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return host.lower()


def _check_letter(query: str) -> None:
    names = {name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)}
    if not names <= set(_LETTER):
        raise ValueError("more than a letter")
