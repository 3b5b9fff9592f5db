"""What waits to be written of an import, a portion at a time: others write between two of them.

A portion ends with the first tag, article or annotation that is written after its time.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import NamedTuple

from reader.annotation.model import Entry
from reader.formats.given import GivenTag
from reader.library.author import Author
from reader.library.exchange.imported import Imported
from reader.library.exchange.storing_given import StaleError, Writing
from reader.library.exchange.tag_names import TagNames
from reader.library.exchange.work import Work
from reader.store.transaction import Transaction

_HOLD = 0.15
"""Seconds after which a portion ends."""


class Written(NamedTuple):
    """What one transaction did."""

    tally: Imported
    entry: Entry | None
    finished: int
    """How much of what waited, from its beginning, waits no more."""
    stale: list[Work]
    """What was changed by another program since it was made ready."""


def portion(
    waiting: Iterable[GivenTag | Work],
    author: Author,
    names: TagNames,
    done: Imported,
    step: Transaction,
) -> Written:
    """Write as much as the writer may be held for; `done` is what the portions before it did."""
    writing = Writing(step, author, names, done.entry.seq if done.entry else 0)
    end = monotonic() + _HOLD
    stale: list[Work] = []
    finished = 0
    for one in waiting:
        if finished and monotonic() > end:
            break
        try:
            if isinstance(one, GivenTag):
                writing.tag(one)
            elif not writing.work(one, end):
                break
        except StaleError as error:
            stale.append(error.work)
        finished += 1
    entry = _entered(step, author, done, writing.tally)
    return Written(writing.tally, entry, finished, stale)


def _entered(step: Transaction, author: Author, done: Imported, tally: Imported) -> Entry | None:
    """Write a portion's entry, or add it to the one that is there."""
    whole = Imported()
    whole.add(done)
    whole.add(tally)
    if done.entry is not None:
        return step.record_more(done.entry, whole.summary)
    article = whole.made[0].id if len(whole.made) == 1 else ""
    return step.record(author.entry("import", whole.summary, article))
