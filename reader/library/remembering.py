"""Looking back: entries of the history by what is asked for, and what one of them changed."""

from __future__ import annotations

from typing import NamedTuple

from reader.errors import MisuseError, NotFoundError
from reader.library import explaining, references
from reader.library.explaining import Detail
from reader.store import changes, log
from reader.store.changes import Change
from reader.store.connection import Connection
from reader.store.log import Logged, Wanted
from reader.store.state_values import StateKind
from reader.store.store import Store

__all__ = ["Logged", "Step", "Wanted", "entries", "step"]


class Step(NamedTuple):
    """One entry of the history with what it changed."""

    logged: Logged
    details: list[Detail]
    """What an undo changed is what it undid, the other way round."""


def entries(store: Store, wanted: Wanted) -> list[Logged]:
    """Give the entries asked for, newest first."""
    if wanted.article:
        wanted = wanted._replace(article=_article(store, wanted.article))
    if wanted.kinds:
        there = store.read(log.kinds)
        unknown = [kind for kind in wanted.kinds if kind not in there]
        if unknown:
            raise MisuseError(
                f"no step is of the kind {unknown[0][:40]!a}",
                f"there are {', '.join(there) or 'no steps'}",
            )
    return store.read(log.found, wanted)


def step(store: Store, number: int) -> Step:
    """Give one entry with what it changed."""
    logged = store.read(log.numbered, number)
    if logged is None:
        raise NotFoundError(f"the history has no step {number}", "`reader log` shows it")
    with store.snapshot() as connection:
        found = _changes(connection, logged)
        names: dict[tuple[StateKind, str], str] = {}

        def name_of(kind: StateKind, key: str) -> str:
            if (kind, key) not in names:
                names[kind, key] = log.name(connection, kind, key)
            return names[kind, key]

        return Step(logged, list(explaining.details(found, name_of)))


def _changes(connection: Connection, logged: Logged) -> list[Change]:
    entry = logged.entry
    found = changes.saved(connection, entry.target or entry.seq)
    if entry.kind != "undo":
        return found
    return [change._replace(before=change.after, after=change.before) for change in reversed(found)]


def _article(store: Store, ref: str) -> str:
    """Give the id of an article, also of one that only the history knows."""
    try:
        return references.article(store, ref).id
    except NotFoundError:
        if store.read(log.found, Wanted(article=ref.lower(), limit=1)):
            return ref.lower()
        raise
