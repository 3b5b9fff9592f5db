"""Forgetting an article or an annotation: what it means, what will go, and that it is gone.

It is no step of the history and cannot be undone. What was ended in the middle is finished by
asking for it again.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reader.counting import plural
from reader.errors import BusyError, MisuseError, NotFoundError, StoreError
from reader.library import references
from reader.store import companions, forgetting, recalling, scrubbing, unfinished
from reader.store.checking import sound
from reader.store.connection import Connection, shown
from reader.store.forgetting import Subject
from reader.store.recalling import Counts, Known
from reader.store.store import Store

_NOTHING = Counts(0, 0, 0)
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
}


@dataclass(frozen=True)
class Plan:
    """What is to be forgotten."""

    articles: frozenset[str]
    """Ids: one, and those of removed articles that came from the same file."""
    annotations: frozenset[str]
    """Ids; empty where articles are forgotten, with which theirs go."""
    named: str
    """What it is, in words."""
    counts: Counts = _NOTHING
    backups: tuple[Path, ...] = ()
    """Those that will be written anew."""
    unreadable: tuple[Path, ...] = ()
    """Backups that may hold it, which nobody can tell."""
    drafts: tuple[Path, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags that only it has; they are kept."""
    sources: tuple[str, ...] = ()
    """Files from which it would be taken in again."""
    words: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """What it can be recognised by, each with what it is."""

    def subject(self, connection: Connection) -> Subject:
        """Give what a database has of it."""
        return forgetting.subject(connection, self.articles, self.annotations)

    @property
    def is_left_over(self) -> bool:
        """Whether nothing is left of it but what an unfinished forgetting left in the bytes."""
        return not (self.articles or self.annotations)


@dataclass(frozen=True)
class Forgotten:
    """What forgetting did."""

    rewritten: int
    """Backups written anew."""
    deleted: tuple[Path, ...]
    """Files deleted: drafts, and backups that could not be read."""
    elsewhere: tuple[str, ...]
    """What of it stands in other things that were kept, in words."""


def plan(path: Path, ref: str) -> Plan:
    """Give what forgetting `ref` means: an article or an annotation, present or removed before.

    It is an id, the start of one, a path or a title. `NotFoundError` if neither the library nor
    its backups know it.
    """
    store, _ = Store.open(path)
    try:
        if store.read_only:
            raise StoreError(
                f"{shown(path)} can only be read here", "forget it where it can be written"
            )
        backups, unreadable = _sorted_out(path)
        known = store.read(recalling.articles)
        for backup in backups:
            known += scrubbing.read(backup, recalling.articles)
        try:
            articles, annotations = _meant(store, backups, known, ref)
        except NotFoundError:
            if not unfinished.is_marked(path):
                raise
            articles = annotations = frozenset()
        articles = _of_the_same_file(known, articles, store.read(recalling.present))
        return _described(
            store, Plan(articles, annotations, "", unreadable=unreadable), backups, known
        )
    finally:
        store.close()


def forget(
    path: Path, wanted: Plan, *, delete_unreadable: bool = False, wait: float = scrubbing.WAIT
) -> Forgotten:
    """Forget what was planned, in the database, its drafts and all of its backups.

    `StoreError` if something is left; what could be done is done, and asking again goes on.
    """
    path = path.resolve()
    unfinished.mark(path)
    hindered: StoreError | None = None
    try:
        scrubbing.forget(path, wanted.subject, wait=wait)
    except BusyError as error:
        hindered = error
    scrubbing.delete(companions.unfinished(path))
    drafts = _drafts(path, wanted)
    living = [draft for draft in drafts if _is_being_written(draft)]
    deleted = [draft for draft in drafts if draft not in living]
    rewritten, unreadable = _rewritten(path, wanted)
    if delete_unreadable:
        deleted += unreadable
        unreadable = []
    scrubbing.delete(deleted)
    if living:
        hindered = BusyError("a note on it is being written", "close that window, and do it again")
    if unreadable:
        raise StoreError(
            f"{plural(len(unreadable), 'backup')} cannot be read and may hold it:"
            f" {', '.join(map(shown, unreadable))}",
            "do it again with --delete-unreadable",
        )
    if hindered:
        raise hindered
    elsewhere = _searched(path, wanted)
    unfinished.clear(path)
    return Forgotten(rewritten, tuple(deleted), tuple(elsewhere))


def _sorted_out(path: Path) -> tuple[list[Path], tuple[Path, ...]]:
    """Give the backups that can be read, and those that cannot."""
    every = [*companions.backups(path), *companions.replaced(path)]
    unreadable = tuple(file for file in every if sound(file, wholly=False))
    return [file for file in every if file not in unreadable], unreadable


def _meant(
    store: Store, backups: list[Path], known: list[Known], ref: str
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the ids of the articles or annotations that `ref` means."""
    article = annotation = ""
    missing: NotFoundError | None = None
    try:
        article = references.article(store, ref).id
    except NotFoundError as error:
        missing = error
    with suppress(NotFoundError):
        annotation = references.annotation(store, ref).id
    if article and annotation:
        raise MisuseError(
            f"{ref} means an article and an annotation", "give more of the id of the one you mean"
        )
    if missing is None:
        return frozenset({article}), frozenset()
    if annotation:
        return frozenset(), frozenset({annotation})
    before = _removed(known, ref)
    if len(before) == 1:
        return before, frozenset()
    found = set(store.read(recalling.annotation_ids, ref.lower()))
    for backup in backups:
        found.update(scrubbing.read(backup, partial(recalling.annotation_ids, start=ref.lower())))
    if len(found) == 1 and len(ref) >= 4 and not before:
        return frozenset(), frozenset(found)
    raise missing


def _removed(known: list[Known], ref: str) -> frozenset[str]:
    """Give the ids of articles, gone ones too, that have this very path or title, or such an id."""
    path = os.path.abspath(os.path.expanduser(ref))  # noqa: PTH100, PTH111
    for is_meant in (
        lambda one: len(ref) >= 4 and one.id.startswith(ref.lower()),
        lambda one: one.path in (path, ref),
        lambda one: one.title.casefold() == ref.casefold(),
    ):
        found = frozenset(one.id for one in known if is_meant(one))
        if found:
            return found
    return frozenset()


def _of_the_same_file(
    known: list[Known], articles: frozenset[str], present: frozenset[str]
) -> frozenset[str]:
    """Give the articles with those removed before that came from a file of theirs."""
    paths = {one.path for one in known if one.id in articles}
    same = {one.id for one in known if one.path in paths and one.id not in present}
    return articles | same


def _described(store: Store, bare: Plan, backups: list[Path], known: list[Known]) -> Plan:
    """Give the plan with all that there is of it."""
    if bare.is_left_over:
        return Plan(frozenset(), frozenset(), "what an earlier forgetting left over")
    gone = store.read(bare.subject)
    files = [
        backup
        for backup in backups
        if scrubbing.read(backup, lambda one: forgetting.is_in(one, bare.subject(one)))
    ]
    words = list(store.read(lambda connection: list(recalling.words(connection, gone))))
    for backup in files:
        words += scrubbing.read(backup, lambda one: list(recalling.words(one, bare.subject(one))))
    return Plan(
        bare.articles,
        bare.annotations,
        _named(bare, known, words),
        store.read(recalling.counts, gone),
        tuple(files),
        bare.unreadable,
        tuple(_drafts(store.path, bare)),
        tuple(store.read(recalling.tags_only_there, gone)),
        tuple(_sources(bare, known)),
        tuple(dict.fromkeys(word for word in words if word[1])),
    )


def _named(bare: Plan, known: list[Known], words: list[tuple[str, str]]) -> str:
    for one in known:
        if one.id in bare.articles:
            return f"the article “{one.title}” ({one.path})"
    quote = next((word for name, word in words if name == "quote" and word), "")
    [key] = bare.annotations
    what = f"on “{' '.join(quote[:200].split())[:60]}”" if quote else "on an article"
    return f"the annotation {key[:8]} {what}"


def _sources(bare: Plan, known: list[Known]) -> Iterator[str]:
    paths = dict.fromkeys(one.path for one in known if one.id in bare.articles)
    yield from (path for path in paths if os.path.isfile(path))  # noqa: PTH113


def _rewritten(path: Path, wanted: Plan) -> tuple[int, list[Path]]:
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
                if sound(backup, wholly=False):
                    unreadable.append(backup)
                else:
                    raise
    return count, unreadable


def _drafts(path: Path, wanted: Plan) -> list[Path]:
    """Give the drafts that name it."""
    ids = [key.encode() for key in (*wanted.articles, *wanted.annotations)]
    return list(dict.fromkeys(file for file, _ in scrubbing.remains(companions.drafts(path), ids)))


def _is_being_written(draft: Path) -> bool:
    """Whether a window holds the lock on a draft."""
    try:
        descriptor = os.open(draft, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _searched(path: Path, wanted: Plan) -> list[str]:
    """Search all files for it; what stands in other things, or `StoreError` if more is left."""
    backups = [*companions.backups(path), *companions.replaced(path)]
    others = [*companions.logs(path), *companions.drafts(path)]
    names = _sought(wanted)
    elsewhere: dict[str, None] = {}
    left: dict[str, None] = {}
    explained: set[tuple[Path, str]] = set()
    for file, term in scrubbing.remains([path, *backups, *others], list(names)):
        name = names[term]
        if (file, name) in explained:
            # One is enough: where a copy of the article was kept, all of its quotes are.
            continue
        look = partial(scrubbing.tables_with, term=term)
        if file in companions.drafts(path):
            elsewhere[f"its {name} also stands in the draft {shown(file)}"] = None
        elif tables := scrubbing.read(path if file in others else file, look):
            explained.add((file, name))
            for table in tables:
                elsewhere[f"its {name} also stands in {_TABLES.get(table, table)}"] = None
        else:
            left[f"its {name} is still in {shown(file)}"] = None
    if left:
        raise StoreError("; ".join(left), "close all other windows and do it again")
    return list(elsewhere)


def _sought(wanted: Plan) -> dict[bytes, str]:
    """Give what to search for, as it stands in files, each with what it is."""
    found = {key.encode(): "id" for key in (*wanted.articles, *wanted.annotations)}
    for name, word in wanted.words:
        for form in (word, json.dumps(word, ensure_ascii=False)[1:-1]):
            # Of a path its end tells: other articles are in the same folders.
            part = form[-_LONGEST:] if name == "path" else form[:_LONGEST]
            data = part.encode("utf-8", "replace")
            if len(data) >= _SHORTEST:
                found.setdefault(data, name)
    return dict(list(found.items())[:_MOST])
