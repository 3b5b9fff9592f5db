"""What forgetting an article or an annotation means: what will go, what stays, from where.

What is meant may be gone from the library already: then the history or a backup knows it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from reader.errors import MisuseError, NotFoundError, StoreError
from reader.library import references
from reader.store import checking, companions, forgetting, scrubbing, traces, unfinished
from reader.store.connection import Connection, shown
from reader.store.finding import called
from reader.store.forgetting import Subject
from reader.store.store import Store
from reader.store.traces import Counts, FormerArticle
from reader.store.unfinished import Begun

_NOTHING = Counts(0, 0, 0)


@dataclass(frozen=True)
class ForgettingPlan:
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
    begun: Begun = field(default_factory=Begun)
    """What was begun to be forgotten before: that is finished with it."""

    @property
    def every(self) -> Begun:
        """The ids of all that goes, with those begun before."""
        return Begun(self.articles | self.begun.articles, self.annotations | self.begun.annotations)

    def subject(self, connection: Connection) -> Subject:
        """Give what a database has of it."""
        return forgetting.subject(connection, *self.every)

    def drafts_of(self, path: Path) -> list[Path]:
        """Give the drafts beside a database that name it."""
        ids = [key.encode() for key in (*self.every.articles, *self.every.annotations)]
        found = scrubbing.remains(companions.drafts(path), ids)
        return list(dict.fromkeys(file for file, _ in found))

    @property
    def finishes_another(self) -> bool:
        """Whether something else was begun to be forgotten before, which goes with it."""
        return self.every != (self.articles, self.annotations)

    @property
    def is_left_over(self) -> bool:
        """Whether nothing is left of it but what an unfinished forgetting left in the bytes."""
        return not (self.articles or self.annotations)


def plan(path: Path, ref: str) -> ForgettingPlan:
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
        known = store.read(traces.articles)
        for backup in backups:
            known += scrubbing.read(backup, traces.articles)
        try:
            articles, annotations = _meant(store, backups, known, ref)
        except NotFoundError:
            if not unfinished.is_marked(path):
                raise
            articles = annotations = frozenset()
        articles = _of_the_same_file(known, articles, store.read(traces.present))
        begun = unfinished.begun(path)
        bare = ForgettingPlan(articles, annotations, "", unreadable=unreadable, begun=begun)
        return _described(store, bare, backups, known)
    finally:
        store.close()


def _sorted_out(path: Path) -> tuple[list[Path], tuple[Path, ...]]:
    """Give the backups that can be read, and those that cannot."""
    every = [*companions.backups(path), *companions.replaced(path)]
    unreadable = tuple(file for file in every if checking.unreadable(file))
    return [file for file in every if file not in unreadable], unreadable


def _meant(
    store: Store, backups: list[Path], known: list[FormerArticle], ref: str
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
    return _meant_before(store, backups, known, ref, missing)


def _meant_before(
    store: Store, backups: list[Path], known: list[FormerArticle], ref: str, missing: NotFoundError
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the ids of what `ref` meant that is gone from the library; else raise `missing`."""
    before = _removed(known, ref)
    present = store.read(traces.present)
    if before and before <= _of_the_same_file(known, frozenset([min(before)]), present):
        return before, frozenset()
    if before and not before & present:
        raise NotFoundError(
            f"“{ref[:80]}” means {len(before)} articles that were removed",
            f"give the id of one: {', '.join(sorted(key[:8] for key in before)[:4])}",
        )
    found = set(store.read(traces.annotation_ids, ref.lower()))
    for backup in backups:
        found.update(scrubbing.read(backup, partial(traces.annotation_ids, start=ref.lower())))
    if len(found) == 1 and len(ref) >= 4 and not before:
        return frozenset(), frozenset(found)
    raise missing


def _removed(known: list[FormerArticle], ref: str) -> frozenset[str]:
    """Give the ids of articles, gone ones too, that have this very path or title, or such an id."""
    path = os.path.abspath(os.path.expanduser(ref))  # noqa: PTH100, PTH111  # a Path keeps `..`
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
    known: list[FormerArticle], articles: frozenset[str], present: frozenset[str]
) -> frozenset[str]:
    """Give the articles with those removed before that came from a file of theirs."""
    paths = {one.path for one in known if one.id in articles}
    same = {one.id for one in known if one.path in paths and one.id not in present}
    return articles | same


def _described(
    store: Store, bare: ForgettingPlan, backups: list[Path], known: list[FormerArticle]
) -> ForgettingPlan:
    """Give the plan with all that there is of it."""
    if bare.is_left_over:
        drafts = tuple(bare.drafts_of(store.path))
        return replace(bare, named="what an earlier forgetting left over", drafts=drafts)
    gone = store.read(bare.subject)
    files = [
        backup
        for backup in backups
        if scrubbing.read(backup, lambda one: forgetting.is_in(one, bare.subject(one)))
    ]
    words = list(store.read(lambda connection: list(traces.words(connection, gone))))
    for backup in files:
        words += scrubbing.read(backup, lambda one: list(traces.words(one, bare.subject(one))))
    return ForgettingPlan(
        bare.articles,
        bare.annotations,
        _named(bare, known, words),
        store.read(traces.counts, gone),
        tuple(files),
        bare.unreadable,
        tuple(bare.drafts_of(store.path)),
        tuple(store.read(traces.tags_only_there, gone)),
        tuple(_sources(bare, known)),
        tuple(dict.fromkeys(word for word in words if word[1])),
        bare.begun,
    )


def _named(bare: ForgettingPlan, known: list[FormerArticle], words: list[tuple[str, str]]) -> str:
    for one in known:
        if one.id in bare.articles:
            return f"the article {called(one.title, one.id)} ({shown(Path(one.path))})"
    quote = next((word for name, word in words if name == "quote" and word), "")
    [key] = bare.annotations
    what = f"on “{' '.join(quote[:200].split())[:60]}”" if quote else "on an article"
    return f"the annotation {key[:8]} {what}"


def _sources(bare: ForgettingPlan, known: list[FormerArticle]) -> Iterator[str]:
    paths = dict.fromkeys(one.path for one in known if one.id in bare.articles)
    # A Path raises where a folder cannot be entered.
    yield from (path for path in paths if os.path.isfile(path))  # noqa: PTH113  # see above
