"""Taking files in: new ones, changed ones, those that are as they were, and those that are gone.

What is as it was is told by size and time alone. The rest is read and understood, a few small
files in the calling thread and all else by processes of their own, and written in batches by the
writer (`storing`), all under one entry of the history. Where annotations stand in a changed text
is worked out before that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reader.annotation.model import Entry
from reader.errors import IngestError
from reader.ingest import kept, taking, walking
from reader.ingest.in_order import in_order
from reader.ingest.pool import Pool, Share, is_calm
from reader.ingest.settled import settled
from reader.ingest.taking import ANY
from reader.ingest.together import Answer, Question
from reader.ingest.understood import Asked
from reader.ingest.walking import Found, PassedOver, Problem
from reader.library import copies, going, renaming
from reader.library.author import Author
from reader.library.batch import Batch
from reader.library.preparing import Preparing
from reader.library.reports import AddProgress, AddReport
from reader.library.storing import Tally
from reader.store import articles
from reader.store import files as known_files
from reader.store.articles import KnownArticle
from reader.store.files import KnownFile
from reader.store.store import Store
from reader.store.transaction import Transaction
from reader.text.normal import RULES

_BATCH = 4_000_000
"""Characters of text that are written in one transaction, about."""
_FEW = 40
"""Files that are understood sooner here than a process is started."""
_LITTLE = 300_000
"""Bytes that such files have together, at most."""
_EVERY = 500
"""Files found between two reports of how many there are."""


@dataclass
class Adding:
    """One call of `add`, from paths to report."""

    store: Store
    author: Author
    progress: Callable[[AddProgress], None] | None = None
    stopped: Callable[[], bool] | None = None
    """Asked before each file, and now and then while one takes long."""
    pool: Pool = field(default_factory=Pool)
    """The processes that understand what is not understood here."""
    asked: Asked = ANY
    """What is asked of the taking in, for all files alike."""
    spares_here: bool = False
    """Whether nothing at all is to be understood by this process, which has a screen to serve."""
    _is_ended: bool = False
    _now: AddProgress = field(default_factory=lambda: AddProgress(0, 0, ""))
    _seen: Tally = field(default_factory=Tally)
    """What needs no writing."""
    _tally: Tally = field(default_factory=Tally)
    """What is on disk."""
    _entry: Entry | None = None
    _waiting: Batch = field(default_factory=Batch)
    _times: dict[str, int] = field(default_factory=dict)
    """The times of the files that are looked into, as far as those can tell of a change."""
    _known: dict[str, KnownFile] = field(default_factory=dict)
    """What is known of the files that are new or changed, or missing, by path."""
    _preparing: Preparing = field(init=False, repr=False)

    def run(self, paths: Sequence[Path | str]) -> AddReport:
        """Take in the files at and under `paths`; what cannot be is in the report."""
        with self.pool:
            return self._run(paths)

    def stop(self) -> None:
        """Stop, in the middle of a file where a process of its own understands it; any thread."""
        self._is_ended = True
        self.pool.stop()

    def _run(self, paths: Sequence[Path | str]) -> AddReport:
        began = time.time_ns()
        files = self._find(paths)
        expected = self._expected(paths, files)
        others = [
            one
            for one in files
            if expected.get(one.path) != (one.size, one.mtime_ns) or self._is_anew(one.path)
        ]
        self._times = {one.path: settled(one.mtime_ns, began) for one in others}
        self._keep_unchanged(files, others)
        absent = [] if self._is_stopped() else going.absent(expected, paths, files)
        if others or absent:
            with self.store.snapshot() as connection:
                self._known = known_files.at(connection, [*(one.path for one in others), *absent])
        self._preparing = Preparing(
            self.store, self._is_stopped, self._known, self._renamed(others)
        )
        self._now = AddProgress(len(files) - len(others), len(files), "")
        self._tell(self._now)
        for answer in self._answers(others):
            self._take_up(answer)
            written = len(self._tally.added) + len(self._tally.changed)
            self._now = AddProgress(self._now.done + 1, len(files), answer.path, written=written)
            self._tell(self._now)
        ended = self._is_stopped()
        self._write()
        if not ended:
            self._mark_gone(absent)
        return self._report(ended)

    def _report(self, ended: bool) -> AddReport:
        tally = self._tally.copy()
        tally.unchanged += self._seen.unchanged
        tally.problems += self._seen.problems
        tally.exports += self._seen.exports
        new = [*tally.added, *tally.changed]
        pairs = copies.come_in(self.store, new) if new else ()
        return tally.report(ended)._replace(entry=self._entry, copies=pairs)

    def _find(self, paths: Sequence[Path | str]) -> list[Found]:
        """Look which files there are."""
        files: list[Found] = []
        for found in walking.find(paths):
            if isinstance(found, Problem):
                self._seen.problems.append(found)
                continue
            if isinstance(found, PassedOver):
                self._seen.exports.append(found)
                continue
            files.append(found)
            if len(files) % _EVERY == 0:
                self._tell(AddProgress(len(files), 0, found.path))
                if self._is_stopped():
                    break
        return files

    def _keep_unchanged(self, files: Sequence[Found], others: Sequence[Found]) -> None:
        """Note the files that are as they were."""
        different = {one.path for one in others}
        self._seen.unchanged += [one.path for one in files if one.path not in different]

    def _expected(
        self, paths: Sequence[Path | str], files: Sequence[Found]
    ) -> dict[str, tuple[int, int]]:
        """Give size and time of files as they were when they were read, if nothing is new there."""
        folders = walking.folders(paths)
        with self.store.snapshot() as connection:
            return known_files.sizes_and_times(
                connection, RULES, [one.path for one in files], folders
            )

    def _renamed(self, others: Sequence[Found]) -> dict[str, KnownArticle]:
        """Look whether files that changed have the content that others had."""
        return renaming.looked_for(
            self.store,
            self._known,
            others,
            lambda path: taking.digest(path, self.asked.max_size),
            self._is_stopped,
        )

    # Understanding

    def _answers(self, others: Sequence[Found]) -> Iterator[Answer]:
        """Give what becomes of each file that is new or changed, as it is known."""
        questions = [
            Question(one.path, one.size, self._digest(one.path), self._asked(one.path))
            for one in others
        ]
        if self._is_little(questions):
            for question in questions:
                if self._is_stopped():
                    return
                yield self._answer_here(question)
            return
        # Articles of one day stand in the list in the order in which they came in.
        yield from in_order([one.path for one in questions], self._understood(questions))

    def _understood(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Give what the processes answer, and see meanwhile to what else is to be done."""
        for answer in self.pool.answers(questions, self.asked):
            if self._is_stopped():
                self.pool.stop()
                return
            if answer is None:
                # What was read need not wait for what takes long.
                self._write()
            elif isinstance(answer, Share):
                self._tell(self._now._replace(path=answer.path, share=answer.share))
            else:
                yield answer

    def _is_little(self, questions: Sequence[Question]) -> bool:
        return (
            not self.spares_here
            and len(questions) <= _FEW
            and sum(one.size for one in questions) <= _LITTLE
            and all(map(is_calm, questions))
        )

    def _digest(self, path: str) -> str:
        """Give the digest of a file that need not be understood if it has it still."""
        known = self._known.get(path)
        is_current = known is not None and known.rules == RULES and not self._is_anew(path)
        return known.digest if known and is_current else ""

    def _is_anew(self, path: str) -> bool:
        """Whether a file is read again if it has not changed: the same bytes are another text."""
        return bool(self.asked.encoding) or (
            self.asked.is_full is not None and walking.is_page(path)
        )

    def _asked(self, path: str) -> Asked | None:
        """Give what is asked of a file of which more was asked before than is of all now."""
        known = self._known.get(path)
        if known is None or not known.taken_with:
            return None
        return kept.again(self.asked, articles.metadata(known.taken_with))

    def _answer_here(self, question: Question) -> Answer:
        path = question.path
        try:
            asked = question.asked or self.asked
            taken = taking.take_changed(Path(path), question.digest, asked=asked)
        except IngestError as error:
            return Answer(path, None, error.what)
        return Answer(path, taken)

    def _take_up(self, answer: Answer) -> None:
        """Put what a file holds with what is to be written, unless its content is as it was."""
        path, taken, problem = answer
        known = self._known.get(path)
        if problem:
            self._seen.problems.append(Problem(path, problem))
        elif taken is not None:
            self._waiting.add(self._preparing.read(path, taken))
            if self._waiting.size >= _BATCH:
                self._write()
        else:
            if known is not None and (at := self._times[path]) != known.mtime_ns:
                self._waiting.touched.append((path, known.digest, at))
            if known is not None and known.gone:
                self._waiting.back.append(path)
            else:
                self._seen.unchanged.append(path)

    # Writing

    def _write(self) -> None:
        """Write what waits, and wait for it to be on disk."""
        if self.store.read_only:
            # New times alone are no reason to write, nor to fail where nobody can.
            self._waiting.touched.clear()
        if self._waiting:
            batch, self._waiting = self._waiting, Batch()
            batch.reads = self._preparing.with_before(batch.reads)
            self._step(batch.write)

    def _mark_gone(self, absent: Sequence[str]) -> None:
        """Mark articles whose files are missing where they were."""
        files = [self._known[path] for path in absent if path in self._known]
        if gone := [one for one in files if not one.gone and going.is_missing(one.path)]:
            self._step(partial(going.leave, gone=gone))

    def _step(self, work: Callable[[Transaction, Author, Tally], None]) -> None:
        """Do one step of it in a transaction of its own, with the others in one entry."""
        tally, entry = self.store.write(partial(self._stepped, work)).result()
        self._tally = tally
        self._entry = entry or self._entry

    def _stepped(
        self, work: Callable[[Transaction, Author, Tally], None], step: Transaction
    ) -> tuple[Tally, Entry | None]:
        tally = self._tally.copy()
        work(step, self.author, tally)
        if self._entry:
            return tally, step.record_more(self._entry, tally.summary)
        touched = tally.touched
        article = touched[0].id if len(touched) == 1 else ""
        return tally, step.record(self.author.entry("add", tally.summary, article))

    def _is_stopped(self) -> bool:
        return self._is_ended or (self.stopped is not None and self.stopped())

    def _tell(self, now: AddProgress) -> None:
        if self.progress:
            self.progress(now)
