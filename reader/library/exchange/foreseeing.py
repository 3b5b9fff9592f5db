"""What of an import will not be as its file has it, found out before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reader.annotation.model import Annotation
from reader.counting import plural
from reader.formats.given import GivenTag
from reader.library.exchange import cleaning
from reader.library.exchange.imported import Imported
from reader.library.exchange.meeting import met
from reader.library.exchange.work import Prepared, Work
from reader.store import passages
from reader.store.brought import brought
from reader.store.connection import Connection


def looked_at(given: GivenTag) -> Imported:
    """Give what is lost of a tag before it is written."""
    found = Imported()
    cleaning.tag(given.path, found.losses)
    return found


def foreseen(work: Work, connection: Connection) -> Imported:
    """Give what will not be as the file has it once a text is written; `losses` are the work's."""
    found = Imported(dropped=work.dropped, losses=work.losses)
    for one in work.passages:
        if there := _there(one, connection):
            met(there, one.annotation, partial(brought, connection, there.id)).tell(found.losses)
            continue
        found.losses.add("the status", "annotation", one.is_found_again)
        if one.status in ("anchored", "moved"):
            found.review += one.annotation.status == "review"
            found.orphaned += one.annotation.status == "orphaned"
    return found


def _there(prepared: Prepared, connection: Connection) -> Annotation | None:
    """Give the annotation that is there by its id, or by the other one where that is taken."""
    there = passages.by_id(connection, prepared.annotation.id)
    if there is not None and there.article != prepared.annotation.article:
        return passages.by_id(connection, prepared.other_id)
    return there


def unplaced(found: Imported) -> Iterator[str]:
    """Say how many annotations would not stand where they should."""
    if found.review:
        yield f"{plural(found.review, 'annotation')} to review"
    if found.orphaned:
        yield f"{plural(found.orphaned, 'annotation')} orphaned"
    if found.dropped:
        first = found.dropped[0]
        yield f"{plural(len(found.dropped), 'thing')} left out ({first.words}: {first.why})"
