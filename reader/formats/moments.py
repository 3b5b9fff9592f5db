"""Moments as other tools write them: in ISO 8601, or as XML Schema has it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

_XML = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def iso(written: str, *, is_utc: bool = False) -> str:
    """Give a moment as ISO 8601 has it, without a zone unless it is known to be UTC.

    What is no moment gives nothing.

    >>> iso("2024-05-06 07:08:09"), iso("2024-05-06 07:08:09", is_utc=True), iso("never")
    ('2024-05-06T07:08:09', '2024-05-06T07:08:09+00:00', '')
    """
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        return ""
    if is_utc and found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found.isoformat()


@lru_cache(maxsize=256)
def for_xml(written: str) -> str:
    """Give a moment as it is if XML Schema takes it for one, else nothing.

    >>> for_xml("2024-05-06T07:08:09.250Z"), for_xml("2024-05-06 07:08:09")
    ('2024-05-06T07:08:09.250Z', '')
    """
    return written if _XML.fullmatch(written) and iso(written) else ""
