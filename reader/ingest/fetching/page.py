"""One page, from its address to its bytes; where it is sent on, every step is checked anew.

Nothing else is fetched: no picture, no script, nothing that the page names. Nothing is sent but
the address itself: no cookies, no password, nothing about where one comes from, and none of the
settings for that which a machine has for its other programs.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urljoin

from reader import sizes
from reader.errors import IngestError
from reader.ingest.fetching import addresses, connecting, content, receiving
from reader.ingest.fetching.addresses import Address
from reader.ingest.fetching.connecting import Proxy, Resolver
from reader.ingest.fetching.patience import Patience, Stopped, within


@dataclass(frozen=True, slots=True)
class FetchRules:
    """What a page may cost, and where it may be."""

    max_size: int = sizes.DEFAULT
    """Bytes of the largest page, unpacked."""
    allow_private: bool = False
    """Whether it may be on this machine, or in a private network."""
    proxy: str = ""
    """The address of the proxy that is to be asked; empty for none, whatever is set elsewhere."""
    seconds: float = 120.0
    """How long it may take, all steps together."""
    redirects: int = 8
    """How often it may be sent on."""
    resolve: Resolver = connecting.look_up
    """What looks up the name of a host."""
    authorities: str = ""
    """A file of the certificates that are trusted; empty for those that browsers trust."""


class Fetched(NamedTuple):
    """A page as its server gave it."""

    url_final: str
    """Where it was at last."""
    data: bytes
    """Its bytes, unpacked."""
    content_type: str
    charset: str
    """The encoding that its server told, as Python names it; empty if it told none."""
    name: str
    """The name that a file of it would have, with the ending of its kind."""
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""


ANY = FetchRules()


def fetch(url: str, rules: FetchRules = ANY, stopped: Stopped | None = None) -> Fetched:
    """Fetch the page at `url`; `IngestError` says in one line why it cannot be, or may not.

    `stopped` is asked now and then, in the calling thread, whether to give up.
    """
    asked = addresses.parsed(url)
    through = connecting.proxy(rules.proxy)
    return within(
        rules.seconds, stopped, lambda patience: _fetched(asked, rules, through, patience)
    )


def _fetched(
    asked: Address, rules: FetchRules, through: Proxy | None, patience: Patience
) -> Fetched:
    at = asked
    for _ in range(rules.redirects + 1):
        try:
            found = _step(at, rules, through, patience)
        except IngestError as error:
            if at == asked:
                raise
            raise IngestError(f"is sent on to {at.url[:200]}, which {error.what}") from error
        if isinstance(found, Fetched):
            return found
        at = found
    raise IngestError(
        f"is sent on more than {rules.redirects} times, perhaps for want of a cookie;"
        " save the page in a browser and add the file"
    )


def _step(
    at: Address, rules: FetchRules, through: Proxy | None, patience: Patience
) -> Fetched | Address:
    """Ask one server; give the page, or where it is sent on to."""
    with _as_problem(), _connection(at, rules, through, patience) as response:
        if told := receiving.onward(response):
            return _onward(at, told)
        receiving.refuse_status(response)
        told = response.headers.get("Content-Type", "")
        content_type = content.type_of(told)
        data = receiving.body(response, rules.max_size)
        if not data:
            raise IngestError("is empty")
        return Fetched(
            at.url,
            data,
            content_type,
            content.charset_of(told),
            content.name_of(at, content_type),
            hashlib.sha256(data).hexdigest(),
        )


@contextlib.contextmanager
def _connection(
    at: Address, rules: FetchRules, through: Proxy | None, patience: Patience
) -> Iterator[http.client.HTTPResponse]:
    if through and rules.allow_private:
        # Then nothing is to be checked, and a proxy may know names that are unknown here.
        found = [at.host]
    else:
        found = list(connecting.numbers(at, rules.resolve, allow_private=rules.allow_private))
    connection = connecting.connected(at, found, through, patience)
    try:
        if at.scheme == "https":
            connection = connecting.secured(connection, at, rules.authorities, patience)
        with receiving.answer(connection, at) as response:
            yield response
    finally:
        connection.close()


def _onward(at: Address, told: str) -> Address:
    """Give where a page is sent on to, which must be as safe as where it was."""
    try:
        onward = addresses.parsed(urljoin(at.url, told))
    except (IngestError, ValueError) as error:
        what = error.what if isinstance(error, IngestError) else "is malformed"
        raise IngestError(f"is sent on to an address that {what}") from error
    if at.scheme == "https" and onward.scheme == "http":
        raise IngestError(
            f"is sent on to {onward.url[:200]}, which anybody on the way could have changed;"
            " add that address itself if you trust it"
        )
    return onward


@contextlib.contextmanager
def _as_problem() -> Iterator[None]:
    """Say in plain words what a connection may die of."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise IngestError(
            f"has a certificate that is not to be trusted ({error.verify_message.rstrip('.')});"
            " nothing was fetched"
        ) from error
    except (http.client.IncompleteRead, ssl.SSLEOFError) as error:
        raise IngestError("ended before all of it was there; try again") from error
    except ssl.SSLError as error:
        reason = (error.reason or "").replace("_", " ").lower()
        raise IngestError(f"cannot be fetched safely: TLS failed ({reason})") from error
    except TimeoutError as error:
        raise IngestError("gets no answer from its server; try again later") from error
    except http.client.RemoteDisconnected as error:
        raise IngestError("gets no answer: its server hung up; try again later") from error
    except OSError as error:
        raise IngestError(
            f"cannot be reached ({error.strerror or type(error).__name__}); try again later"
        ) from error
    except http.client.HTTPException as error:
        raise IngestError("gets an answer that is none of a web server, or too large") from error
