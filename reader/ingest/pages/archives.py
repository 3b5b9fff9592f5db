"""Pages that a browser saved whole in one file (MHTML): the page in it, and where it was."""

from __future__ import annotations

from typing import NamedTuple

from reader.errors import IngestError

_ENDINGS = (".mhtml", ".mht")
_MOST_PARTS = 2_000


class ArchivedPage(NamedTuple):
    """A page's bytes, with what stands beside them."""

    data: bytes
    charset: str = ""
    url: str = ""


def is_archive(name: str) -> bool:
    """Tell by a file's name whether it holds a page with all that belongs to it."""
    return name.lower().endswith(_ENDINGS)


def page_in(data: bytes) -> ArchivedPage:
    """Give the first page in an archive; `IngestError` if there is none."""
    from email import message_from_bytes, policy
    from email.message import Message

    if data.count(b"\n--") > _MOST_PARTS * 2:
        raise IngestError("has too many parts")
    try:
        message: Message = message_from_bytes(data, policy=policy.compat32)
        url = str(message.get("Snapshot-Content-Location", ""))
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    where = url or str(part.get("Content-Location", ""))
                    return ArchivedPage(payload, part.get_content_charset() or "", where.strip())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise IngestError("is no page that was saved whole") from error
    raise IngestError("has no page in it")
