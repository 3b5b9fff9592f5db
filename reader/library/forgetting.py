"""Forgetting an article or an annotation as planned, and making sure that it is gone.

It is no step of the history and cannot be undone. What was ended in the middle is finished by
asking for it again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.counting import plural
from reader.errors import BusyError, StoreError
from reader.library import drafts
from reader.library.forgetting_plan import ForgettingPlan, plan
from reader.store import checking, companions, scrubbing, unfinished
from reader.store.connection import shown

__all__ = ["ForgettingPlan", "Forgotten", "forget", "plan"]

_SHORTEST = 10
"""Bytes of a title or quote that is searched for: what is shorter stands anywhere."""
_LONGEST = 60
"""Characters of one: a page of the file may end in what is longer."""
_MOST = 200
"""Words that are searched for in the bytes."""
_TABLES = {
    "article": "the particulars of another article",
    "version": "the text of another article",
    "annotation": "another annotation",
    "tag": "a tag",
    "log": "the history of other things",
    "log_change": "the history of other things",
    "log_text": "a text kept for undoing",
    "log_page": "a page that another article was made of",
}


@dataclass(frozen=True)
class Forgotten:
    """What forgetting did."""

    rewritten: int
    """Backups written anew."""
    deleted: tuple[Path, ...]
    """Files deleted: drafts, and backups that could not be read."""
    elsewhere: tuple[str, ...]
    """What of it stands in other things that were kept, in words."""


def forget(
    path: Path,
    wanted: ForgettingPlan,
    *,
    delete_unreadable: bool = False,
    wait: float = scrubbing.WAIT,
) -> Forgotten:
    """Forget what was planned, in the database, its drafts and all of its backups.

    Backups that cannot be read are a `StoreError` before anything is done. Else that says that
    something is left: what could be done is done, and asking again goes on.
    """
    path = path.resolve()
    if wanted.unreadable and not delete_unreadable:
        raise _unknown(wanted.unreadable)
    with drafts.held(wanted.drafts_of(path)) as written:
        unfinished.mark(path, wanted.every)
        companions.delete(written)
    hindered = _hindered(path, wanted, wait)
    companions.delete(companions.half_made(path))
    rewritten, unreadable = _rewritten(path, wanted)
    if unreadable and not delete_unreadable:
        raise _unknown(unreadable)
    unread = [file for one in unreadable for file in (one, *companions.logs(one))]
    companions.delete(unread)
    if hindered:
        raise hindered
    with drafts.held(wanted.drafts_of(path)) as anew:
        companions.delete(anew)
    elsewhere = _searched(path, wanted)
    unfinished.clear(path)
    return Forgotten(rewritten, (*written, *unread, *anew), tuple(elsewhere))


def _hindered(path: Path, wanted: ForgettingPlan, wait: float) -> BusyError | None:
    """Forget it in the database itself; what keeps its log from being emptied, if anything."""
    try:
        scrubbing.forget(path, wanted.subject, wait=wait)
    except BusyError as error:
        return error
    return None


def _unknown(backups: Sequence[Path]) -> StoreError:
    what = f"{plural(len(backups), 'backup')} cannot be read and may hold it"
    return StoreError(
        f"{what}: {', '.join(map(shown, backups))}", "move them away, or say --delete-unreadable"
    )


def _rewritten(path: Path, wanted: ForgettingPlan) -> tuple[int, list[Path]]:
    """Write all backups anew, those too that are made meanwhile; those that cannot be read."""
    done: set[Path] = set()
    unreadable = []
    count = 0
    while todo := {*companions.backups(path), *companions.replaced(path)} - done:
        for backup in sorted(todo):
            done.add(backup)
            try:
                count += scrubbing.rewrite(backup, wanted.subject)
            except StoreError:
                if checking.unreadable(backup):
                    unreadable.append(backup)
                else:
                    raise
    return count, unreadable


def _searched(path: Path, wanted: ForgettingPlan) -> list[str]:
    """Search all files for it; what stands in other things, or `StoreError` if more is left."""
    backups = [*companions.backups(path), *companions.replaced(path)]
    living = [path, *companions.logs(path), *companions.drafts(path)]
    names = _sought(wanted)
    elsewhere: dict[str, None] = {}
    left: dict[str, None] = {}
    explained: set[tuple[Path, str]] = set()
    for file, term in scrubbing.remains([*backups, *living], list(names)):
        name = names[term]
        if (file, name) in explained:
            # One is enough: where a copy of the article was kept, all of its quotes are.
            continue
        look = partial(scrubbing.tables_with, term=term)
        if file in companions.drafts(path):
            elsewhere[f"its {name} also stands in the draft {shown(file)}"] = None
        elif tables := (
            # Other windows may be writing it: what they write must not be missed or misread.
            scrubbing.read(path, look, "ro") if file in living else scrubbing.read(file, look)
        ):
            explained.add((file, name))
            for table in tables:
                elsewhere[f"its {name} also stands in {_TABLES.get(table, table)}"] = None
        else:
            left[f"its {name} is still in {shown(file)}"] = None
    if left:
        raise StoreError("; ".join(left), "close all other windows and do it again")
    return list(elsewhere)


def _sought(wanted: ForgettingPlan) -> dict[bytes, str]:
    """Give what to search for, as it stands in files, each with what it is."""
    found = {key.encode(): "id" for key in (*wanted.every.articles, *wanted.every.annotations)}
    for name, word in wanted.words:
        for form in (word, json.dumps(word, ensure_ascii=False)[1:-1]):
            # Of a path its end tells: other articles are in the same folders.
            part = form[-_LONGEST:] if name == "path" else form[:_LONGEST]
            data = part.encode("utf-8", "replace")
            if len(data) >= _SHORTEST:
                found.setdefault(data, name)
    return dict(list(found.items())[:_MOST])
