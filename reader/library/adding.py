"""Taking files in: new ones, changed ones, and those that are as they were.

Files are read and parsed in the calling thread, or by a process of their own, and written in
batches by the writer (`storing`), all under one entry of the history. Where annotations stand
in a changed text is worked out before that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotation.model import Entry
from reader.errors import IngestError
from reader.ingest import reading, taking, walking
from reader.ingest.taking import ANY, Taken
from reader.ingest.understood import Asked
from reader.ingest.walking import Problem
from reader.library import copies, storing
from reader.library.author import Author
from reader.library.following import Following
from reader.library.renaming import renamed
from reader.library.reports import AddProgress, AddReport
from reader.library.storing import Read, Tally
from reader.store import articles, passages
from reader.store.articles import Known
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
class Adding:
    """One call of `add`, from paths to report."""

    store: Store
    author: Author
    progress: Callable[[AddProgress], None] | None = None
    stopped: Callable[[], bool] | None = None
    """Asked before each file."""
    apart: Apart | None = None
    """The process that is to understand the files; without one it is done here."""
    asked: Asked = ANY
    """What is asked of the taking in, for all files alike."""
    _is_ended: bool = False
    _now: AddProgress = field(default_factory=lambda: AddProgress(0, 0, ""))
    _tally: Tally = field(default_factory=Tally)
    _entry: Entry | None = None
    _waiting: list[Read] = field(default_factory=list)
    _by_content: dict[str, list[Known]] = field(default_factory=dict)
    """What is known of files by the digest of their bytes, and by the hash of their text."""
    _renamed: dict[str, Known] = field(default_factory=dict)
    """Articles that stood elsewhere before, by the paths that other articles had."""
    _leaving: set[str] = field(default_factory=set)
    """Their ids."""

    def run(self, paths: Sequence[Path | str]) -> AddReport:
        """Take in the files at and under `paths`; what cannot be is in the report."""
        with self.apart or nullcontext():
            return self._run(paths)

    def _run(self, paths: Sequence[Path | str]) -> AddReport:
        with self.store.snapshot() as connection:
            known = articles.known(connection)
        for one in known.values():
            self._by_content.setdefault(one.stamp.digest, []).append(one)
            self._by_content.setdefault(one.text_hash, []).append(one)
        files: list[Path] = []
        for found in walking.find(paths):
            if isinstance(found, Problem):
                self._tally.problems.append(found)
            else:
                files.append(found)
        others = {
            path
            for path in files
            # In another encoding, the same bytes are another text.
            if self.asked.encoding or not _is_as_known(path, known.get(os.fspath(path)))
        }
        self._renamed = self._find_renamed(others, known)
        self._leaving = {one.id for one in self._renamed.values()}
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
            if path in others:
                self._look(path, known.get(os.fspath(path)))
            else:
                self._tally.unchanged.append(os.fspath(path))
        ended = self._is_stopped()
        self._write()
        if self.progress and files and not ended:
            self.progress(AddProgress(len(files), len(files), ""))
        new = [*self._tally.added, *self._tally.changed]
        pairs = copies.come_in(self.store, new) if new else ()
        return self._tally.report(ended)._replace(entry=self._entry, copies=pairs)

    def _find_renamed(self, others: Set[Path], known: dict[str, Known]) -> dict[str, Known]:
        """Look whether files that changed have the content that others had."""
        if not any(os.fspath(path) in known for path in others):
            return {}
        contents = {
            os.fspath(path): taking.digest(path, self.asked.max_size) for path in sorted(others)
        }
        wanted = set(contents.values())
        sought = {
            path: one
            for path, one in known.items()
            if path in contents or one.stamp.digest in wanted
        }
        return renamed(sought, contents, _is_gone)

    def _look(self, path: Path, known: Known | None) -> None:
        """Read one file and put it with those to write, unless its content is as it was."""
        name = os.fspath(path)
        try:
            is_current = known is not None and known.rules == RULES and not self.asked.encoding
            digest = known.stamp.digest if known and is_current else ""
            take = self.apart.take if self.apart else taking.take_changed
            taken = take(path, digest, self._report_share, asked=self.asked)
            if taken is None:
                self._tally.unchanged.append(name)
                return
            self._waiting.append(self._prepared(name, taken, known))
        except IngestError as error:
            if not self._is_stopped():
                self._tally.problems.append(Problem(name, error.what))
        if sum(len(read.taken.text) for read in self._waiting) >= _BATCH:
            self._write()

    def _prepared(self, path: str, taken: Taken, known: Known | None) -> Read:
        """Look for what can be known before the writing: moved files, and annotations' places."""
        leaves = known is not None and known.id in self._leaving
        before = self._before(path, taken, known)
        following = Following(taken.text, taken.text_hash)
        for one in before or ((known,) if known and not leaves else ()):
            if one.text_hash != taken.text_hash:
                self._find_places(one.id, following)
        return Read(path, taken, following, before, leaves)

    def _before(self, path: str, taken: Taken, known: Known | None) -> tuple[Known, ...]:
        """Give the articles that a file may have been whose files were elsewhere before."""
        if renamed_one := self._renamed.get(path):
            return (renamed_one,)
        if known is not None:
            return ()
        alike = {
            one.id: one
            for content in (taken.digest, taken.text_hash)
            for one in self._by_content.get(content, [])
            if _is_gone(one.path)
        }
        return tuple(alike.values())

    def _find_places(self, article: str, following: Following) -> None:
        """Work out where an article's annotations stand, before there is a lock to be held."""
        with self.store.snapshot() as connection:
            for annotation in passages.of_article(connection, article):
                if self._is_stopped():
                    break
                following.find(
                    annotation, lambda wanted: articles.text(connection, article, wanted) or ""
                )

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

    def _store(self, batch: Sequence[Read], step: Transaction) -> tuple[Tally, Entry | None]:
        """Write a batch within a transaction; the tally with it, and the entry."""
        tally = self._tally.copy()
        for read in batch:
            storing.store(step, self.author, tally, read)
        if self._entry:
            return tally, step.record_more(self._entry, tally.summary)
        touched = tally.touched
        article = touched[0].id if len(touched) == 1 else ""
        return tally, step.record(self.author.entry("add", tally.summary, article))


def _is_gone(path: str) -> bool:
    """Whether there is no file any more; an address is no path, and its page not gone."""
    return os.path.isabs(path) and not os.path.lexists(path)  # noqa: PTH117


def _is_large(path: Path) -> bool:
    try:
        return reading.status(path).size > _LARGE
    except IngestError:
        return False


def _is_as_known(path: Path, known: Known | None) -> bool:
    """Whether a file is by size and time what is known of it, and by the present rules."""
    if known is None or not known.stamp.digest or known.rules != RULES:
        return False
    try:
        now = reading.status(path)
    except IngestError:
        return False
    return (now.size, now.mtime_ns) == (known.stamp.size, known.stamp.mtime_ns)
