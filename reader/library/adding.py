"""Taking files in: new ones, changed ones, and those that are as they were.

Files are read and parsed in the calling thread, or by a process of their own, and written in
batches by the writer, all under one entry of the history. An annotation follows its text only
where that is sure; an article moves to a changed text only with all of its annotations.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader import sizes
from reader.annotation import anchoring
from reader.annotation.model import Annotation, Article, Entry
from reader.errors import IngestError
from reader.ingest import reading, taking, walking
from reader.ingest.taking import Taken
from reader.ingest.walking import Problem
from reader.library.author import Author
from reader.library.clock import new_id
from reader.library.reports import AddProgress, AddReport
from reader.store import articles
from reader.store.articles import Known, Stamp, Version
from reader.store.store import Store
from reader.store.transaction import Transaction
from reader.text.normal import RULES

if TYPE_CHECKING:
    from reader.ingest.apart import Apart

_LARGE = 500_000
"""Bytes of a file from which on taking it in is felt."""
_BATCH = 4_000_000
"""Characters of text that are written in one transaction, about."""


@dataclass
class _Tally:
    """What became of the files so far."""

    added: list[Article] = field(default_factory=list)
    changed: list[Article] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept_old: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """What was done, for the history."""
        parts = []
        if self.added:
            one = len(self.added) == 1
            what = f"“{self.added[0].title}”" if one else f"{len(self.added)} articles"
            parts.append(f"Added {what}")
        if self.changed:
            parts.append(f"Took in {_count(self.changed, 'changed text')}")
        if self.kept_old:
            parts.append(f"Kept {_count(self.kept_old, 'article')} on the old text")
        return ", ".join(parts) or "Looked at files again"


@dataclass
class Adding:
    """One call of `add`, from paths to report."""

    store: Store
    author: Author
    progress: Callable[[AddProgress], None] | None = None
    stopped: Callable[[], bool] | None = None
    """Asked before each file."""
    apart: Apart | None = None
    """The process that is to understand the files; without one it is done here."""
    max_size: int = sizes.DEFAULT
    """Bytes of the largest file that is taken in."""
    _is_ended: bool = False
    _now: AddProgress = field(default_factory=lambda: AddProgress(0, 0, ""))
    _tally: _Tally = field(default_factory=_Tally)
    _entry: Entry | None = None
    _waiting: list[tuple[str, Taken]] = field(default_factory=list)

    def run(self, paths: Sequence[Path | str]) -> AddReport:
        """Take in the files at and under `paths`; what cannot be is in the report."""
        with self.apart or nullcontext():
            return self._run(paths)

    def _run(self, paths: Sequence[Path | str]) -> AddReport:
        with self.store.snapshot() as connection:
            known = articles.known(connection)
        files: list[Path] = []
        for found in walking.find(paths):
            if isinstance(found, Problem):
                self._tally.problems.append(found)
            else:
                files.append(found)
        for done, path in enumerate(files):
            if self._is_stopped():
                break
            if self._waiting and _is_large(path):
                # What was read need not wait for it.
                self._write()
            written = len(self._tally.added) + len(self._tally.changed)
            self._now = AddProgress(done, len(files), os.fspath(path), written=written)
            if self.progress:
                self.progress(self._now)
            self._look(path, known.get(os.fspath(path)))
        ended = self._is_stopped()
        self._write()
        if self.progress and files and not ended:
            self.progress(AddProgress(len(files), len(files), ""))
        return self._report(ended)

    def _look(self, path: Path, known: Known | None) -> None:
        """Read one file unless it is as it was, and put it with those to write."""
        name = os.fspath(path)
        settled = known is not None and not known.pending and known.rules == RULES
        try:
            if known and settled and _is_as_it_was(path, known):
                self._tally.unchanged.append(name)
                return
            digest = known.stamp.digest if known and settled else ""
            take = self.apart.take if self.apart else taking.take_changed
            taken = take(path, digest, self._report_share, max_size=self.max_size)
            if taken is None:
                self._tally.unchanged.append(name)
                return
            self._waiting.append((name, taken))
        except IngestError as error:
            if not self._is_stopped():
                self._tally.problems.append(Problem(name, error.what))
        if sum(len(taken.text) for _, taken in self._waiting) >= _BATCH:
            self._write()

    def stop(self) -> None:
        """Stop, in the middle of a file where a process of its own understands it; any thread."""
        self._is_ended = True
        if self.apart:
            self.apart.stop()

    def _is_stopped(self) -> bool:
        return self._is_ended or (self.stopped is not None and self.stopped())

    def _report_share(self, share: float) -> None:
        if self.progress:
            self.progress(self._now._replace(share=share))

    def _write(self) -> None:
        """Write what waits, and wait for it to be on disk."""
        if self._waiting:
            batch, self._waiting = self._waiting, []
            tally, entry = self.store.write(partial(self._store, batch)).result()
            self._tally = tally
            self._entry = entry or self._entry

    def _store(
        self, batch: Sequence[tuple[str, Taken]], step: Transaction
    ) -> tuple[_Tally, Entry | None]:
        """Write a batch within a transaction; the tally with it, and the entry."""
        tally = _Tally(*(list(getattr(self._tally, name)) for name in vars(self._tally)))
        known = step.known()
        for path, taken in batch:
            _keep(step, self.author, tally, path, taken, known.get(path))
        if self._entry:
            return tally, step.record_more(self._entry, tally.summary)
        touched = [*tally.added, *tally.changed, *tally.kept_old]
        article = touched[0].id if len(touched) == 1 else ""
        return tally, step.record(self.author.entry("add", tally.summary, article))

    def _report(self, ended: bool) -> AddReport:
        tally = self._tally
        return AddReport(
            tuple(tally.added),
            tuple(tally.changed),
            tuple(tally.unchanged),
            tuple(tally.kept_old),
            tuple(tally.problems),
            ended,
            self._entry,
        )


def _keep(
    step: Transaction, author: Author, tally: _Tally, path: str, taken: Taken, known: Known | None
) -> None:
    """Write one file that was read: a new article, a changed one, or nothing."""
    if known is None:
        article = _article(new_id(), path, taken, author.at)
        step.put_article(article, _stamp(taken))
        step.put_version(_version(article.id, taken, author.at))
        tally.added.append(article)
        return
    if not known.pending and (known.stamp.digest, known.rules) == (taken.digest, taken.rules):
        # Another program took it in meanwhile.
        tally.unchanged.append(path)
        return
    present = step.article_at(path)
    assert present is not None
    moved = _followed(step, present, taken)
    if moved is None:
        same = (known.stamp.digest, known.rules) == (taken.digest, taken.rules)
        if present.pending_hash == taken.text_hash and same:
            tally.kept_old.append(present)
            return
        step.put_version(_version(present.id, taken, author.at))
        kept = present._replace(pending_hash=taken.text_hash)
        step.put_article(kept, _stamp(taken))
        tally.kept_old.append(kept)
        return
    article = _article(present.id, path, taken, present.accessed)
    step.put_version(_version(present.id, taken, author.at))
    step.put_article(article, _stamp(taken))
    for annotation in moved:
        step.put_annotation(annotation._replace(updated=author.at), author.at)
    tally.changed.append(article)


def _followed(step: Transaction, present: Article, taken: Taken) -> list[Annotation] | None:
    """Give the annotations of an article as they stand in its new text, or `None`."""
    if present.text_hash == taken.text_hash:
        return []
    moved = []
    for annotation in step.annotations_of(present.id):
        found = anchoring.follow(annotation, taken.text, taken.text_hash)
        if found is None:
            return None
        moved.append(found)
    return moved


def _is_large(path: Path) -> bool:
    try:
        return reading.status(path).size > _LARGE
    except IngestError:
        return False


def _is_as_it_was(path: Path, known: Known) -> bool:
    now = reading.status(path)
    return (now.size, now.mtime_ns) == (known.stamp.size, known.stamp.mtime_ns)


def _article(article: str, path: str, taken: Taken, accessed: str) -> Article:
    return Article(
        article,
        path,
        taken.title,
        taken.kind,
        taken.text_hash,
        len(taken.text),
        taken.source,
        taken.author,
        taken.published,
        taken.language,
        taken.url,
        accessed,
        taken.metadata,
    )


def _version(article: str, taken: Taken, made: str) -> Version:
    return Version(article, taken.text_hash, taken.rules, made, taken.text, taken.blocks)


def _stamp(taken: Taken) -> Stamp:
    return Stamp(taken.size, taken.mtime_ns, taken.digest)


def _count(things: Sequence[object], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"
