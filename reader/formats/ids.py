"""The ids of things in other tools: ours where a thing has one, else ones derived of it.

What is derived is the same at every export, so that another program knows again what it has.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote
from uuid import UUID, uuid5

URN = "urn:uuid:"
"""What an IRI begins with that is an id."""

_NAMESPACE = UUID("6f2b7f0a-3a57-4a38-9d5c-0c1d6f6b5c52")
_GUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def derived(kind: str, *names: str) -> str:
    """Give the GUID of what has none: of its kind, and of what it is known by."""
    known_by = "\0".join((kind, *names))
    # Half characters cannot be encoded, and need not be told apart here.
    return str(uuid5(_NAMESPACE, known_by.encode("utf-8", "replace").decode()))


def kept(id: str, kind: str) -> str:
    """Give an id as it is if it is a GUID, else one derived of it."""
    return read(id) or derived(kind, id)


def read(written: str | None) -> str:
    """Give a GUID as we write it, without braces and in small letters; empty if it is none.

    >>> read("{6F2B7F0A-3A57-4A38-9D5C-0C1D6F6B5C52}")
    '6f2b7f0a-3a57-4a38-9d5c-0c1d6f6b5c52'
    """
    found = (written or "").strip().lower().removeprefix("{").removesuffix("}")
    return found if _GUID.fullmatch(found) else ""


def iri(id: str) -> str:
    """Give the IRI of what has an id.

    >>> iri("6f2b7f0a-3a57-4a38-9d5c-0c1d6f6b5c52")
    'urn:uuid:6f2b7f0a-3a57-4a38-9d5c-0c1d6f6b5c52'
    """
    return URN + quote(id, safe="")


def in_iri(iri: str) -> str:
    """Give the id that an IRI of `urn:uuid:` is; nothing where it is another or holds none.

    >>> in_iri("urn:uuid:6f2b7f0a-3a57-4a38-9d5c-0c1d6f6b5c52"), in_iri("urn:uuid:1")
    ('6f2b7f0a-3a57-4a38-9d5c-0c1d6f6b5c52', '')
    """
    return read(unquote(iri[len(URN) :])) if iri.lower().startswith(URN) else ""
