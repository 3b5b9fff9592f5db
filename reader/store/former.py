"""Where an annotation stood before its article's text was changed, as the history has it."""

from __future__ import annotations

import json
from typing import NamedTuple

from reader.annotation.model import Status
from reader.store import log
from reader.store.connection import Connection

_SURE = ("anchored", "moved")
_PLACE = ("text_hash", "start", "end", "status")


class Stood(NamedTuple):
    """A sure place in a former text."""

    text_hash: str
    start: int
    end: int
    status: Status


def stood(connection: Connection, annotation: str, text_hash: str) -> Stood | None:
    """Give where an annotation surely stood in the text `text_hash` last.

    That is `None` where a person has given it another place since: it is not taken back there.
    """
    rows = connection.execute(
        "SELECT e.kind, c.before, c.after FROM log_change c JOIN log e ON e.seq = c.seq"
        f" WHERE c.key = ? AND c.kind = 'annotation' AND NOT {log.UNDONE}"
        " ORDER BY c.seq DESC, c.step DESC",
        (annotation,),
    )
    for kind, before, after in rows:
        was, now = _place(before), _place(after)
        if was == now:
            continue
        if kind not in ("add", "import") or was is None:
            return None
        if was.text_hash == text_hash and was.status in _SURE:
            return was
    return None


def _place(state: str | None) -> Stood | None:
    if state is None:
        return None
    found = json.loads(state)
    return Stood(*(found[name] for name in _PLACE))
