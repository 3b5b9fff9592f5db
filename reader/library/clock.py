"""Times and ids, made here and handed down as values."""

from __future__ import annotations

import datetime
import uuid


def now() -> str:
    """Give the present time: ISO 8601 in UTC, to the millisecond."""
    moment = datetime.datetime.now(datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def new_id() -> str:
    """Make an id that nothing had before."""
    return str(uuid.uuid4())
