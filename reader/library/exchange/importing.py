"""Taking in what other tools, and we ourselves, know of texts: one import, from file to report.

The file is read twice: first to its end, so that one that cannot be understood changes nothing,
then text by text. Each text is made ready in the calling thread and written in portions, all under
one entry of the history; the writer is held for a fraction of a second each, or as long as one new
text or one annotation with all of its tags takes. What was written stays where the work is ended
before its end; the same again goes on from there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import sleep

from reader.errors import FormatError, ReaderError
from reader.formats.given import Given, GivenTag, GivenText
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.ingest.apart import Apart
from reader.library.author import Author
from reader.library.exchange import cleaning
from reader.library.exchange.imported import Dropped, Imported, ImportProgress, StoppedError
from reader.library.exchange.matching import Matching
from reader.library.exchange.opening import Read, opened, state
from reader.library.exchange.preparing import Preparing
from reader.library.exchange.same_article import SameArticle
from reader.library.exchange.tag_names import TagNames
from reader.library.exchange.work import Work, names_of
from reader.library.exchange.writing_in_turn import portion
from reader.store.connection import Connection
from reader.store.store import Store
from reader.store.trial import trial

_BATCH = 2_000_000
"""Characters of text that wait to be written, about."""
_MANY = 2_000
"""Annotations and tags that do."""
_REST = 0.02
"""Seconds between two portions, in which another program that waits gets its turn."""
_TRIES = 3
"""How often a text is made ready again that another program changes meanwhile."""


@dataclass
class Importing:
    """One import; `run` does it."""

    store: Store
    author: Author
    form: Format
    file: Path
    max_size: int
    raw: bool = False
    """Whether the file was written with exact cells."""
    is_strict: bool = False
    """Whether nothing is written unless all comes in as the file has it."""
    progress: Callable[[ImportProgress], None] | None = None
    stopped: Callable[[], bool] | None = None
    is_tried: bool = False
    """Whether it is only seen whether the file is refused: nothing is written."""
    _done: Imported = field(default_factory=Imported)
    """What is on disk."""
    _total: int = 0
    _waiting: deque[GivenTag | Work] = field(default_factory=deque)
    _size: int = 0
    """Characters of what waits to be written, and what its annotations and tags count for."""
    _looking: ExitStack = field(default_factory=ExitStack)
    _connection: Connection | None = None
    """Sees the library as it is after what was written."""
    _matching: Matching = field(init=False)
    _tags: TagNames = field(default_factory=TagNames)
    _same: SameArticle = field(default_factory=SameArticle)
    _names: set[str] = field(default_factory=set)
    """What articles are known by that wait to be made or changed."""

    def __post_init__(self) -> None:
        self._matching = Matching(self.form.name)

    def run(self) -> Imported:
        """Do it, in the calling thread, and say what was done."""
        file = opened(self.file, self.form, self.max_size, raw=self.raw)
        # What looks at the library says what is wrong with it, and is closed in any case.
        matching = closing(self._matching)
        with self._told(), file as read, Apart() as apart, matching, self._looking:
            losses = self._looked_through(read)
            if self.is_strict:
                self._refuse_losses()
            self._done.losses = losses
            if not self.is_tried:
                self._write_all(read, apart)
        return self._done

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say of what ends it halfway what came in, and of a malformed file if it was changed."""
        before = state(self.file)
        try:
            yield
        except ReaderError as error:
            if isinstance(error, FormatError) and state(self.file) != before:
                error.what += ": it was changed meanwhile"
                error.hint = "import it again"
            if self._done.entry is not None:
                error.hint = "; ".join(filter(None, (error.hint, f"so far {self._done.message}")))
            raise
        self._done.is_changed = state(self.file) != before

    # Reading

    def _looked_through(self, read: Read) -> Losses:
        """Read all of the file: how many annotations there are, and what is lost in reading."""
        losses = Losses()
        for given in read(losses):
            if isinstance(given, GivenText):
                self._total += len(given.passages)
                self._matching.note(given)
                self._tell()
            if self._is_stopped():
                break
        return losses

    def _refuse_losses(self) -> None:
        """Do it on a copy of the library, and refuse to go on if anything is lost."""
        with trial(self.store) as copy:
            tried = Importing(
                copy,
                self.author,
                self.form,
                self.file,
                self.max_size,
                raw=self.raw,
                stopped=self.stopped,
            ).run()
        if not (tried.is_whole or tried.stopped):
            what = [*tried.losses.lines(), *tried.unplaced()]
            raise ReaderError(
                f"not all of {self.file} can be kept: {', '.join(what)}", "leave out --strict"
            )

    # Writing

    def _write_all(self, read: Read, apart: Apart) -> None:
        """Make all ready and write it, and say what is seen of it at the end alone."""
        try:
            self._take_all(read, apart)
        except StoppedError:
            self._done.stopped = True
        self._looking.close()
        with self.store.snapshot() as connection:
            self._tags.tell(connection, self._done.losses)
        self._same.tell(self._done.losses)
        self._done.stopped |= self._is_stopped()

    def _take_all(self, read: Read, apart: Apart) -> None:
        """Make text by text ready and write it."""
        for given in read(Losses()):
            self._look()
            if isinstance(given, GivenText) and self._names & names_of(given, self.form.name):
                # It may be of an article that is not there before the others are.
                self._write(apart)
            self._take_up(given, apart)
        self._write(apart)

    def _take_up(self, given: Given, apart: Apart) -> None:
        """Put something with what is to be written."""
        if isinstance(given, GivenTag):
            self._waiting.append(given)
            self._size += _BATCH // _MANY
        elif work := self._prepared(given, apart):
            if work.article.text_hash:
                self._same.note(work.article.id, work.given)
            if work.is_idle:
                found = {work.article.id} if work.article.text_hash else set()
                self._done.add(Imported(found=found, dropped=work.dropped, losses=work.losses))
                return
            self._waiting.append(work)
            self._names |= work.names
            self._size += work.length + len(work.passages) * (_BATCH // _MANY)
        if self._size >= _BATCH:
            self._write(apart)

    def _prepared(self, given: GivenText, apart: Apart) -> Work | None:
        """Make a text ready, as the library is after what was written."""
        if self._connection is None:
            self._connection = self._looking.enter_context(self.store.snapshot())
        return self._preparing(self._connection, apart).prepare(given)

    def _preparing(self, connection: Connection, apart: Apart) -> Preparing:
        return Preparing(
            connection,
            self._matching,
            self.form.name,
            self.author,
            apart,
            self.max_size,
            self._tags,
            self._look,
        )

    def _look(self) -> None:
        """End the making ready of a text if the import is to end."""
        if self._is_stopped():
            raise StoppedError

    def _write(self, apart: Apart) -> None:
        """Write what waits, and wait for it to be on disk; the library is looked at anew then."""
        self._size = 0
        self._names = set()
        while self._waiting and not self._is_stopped():
            # Without write-ahead logging nothing can be written as long as it is looked at.
            self._looking.close()
            self._connection = None
            written = self.store.write(
                partial(portion, self._waiting, self.author, self._tags, self._done)
            ).result()
            self._done.add(written.tally)
            self._done.entry = written.entry or self._done.entry
            for _ in range(written.finished):
                self._waiting.popleft()
            again = [self._anew(one, apart) for one in written.stale]
            self._waiting.extendleft(filter(None, reversed(again)))
            self._tell()
            if self._waiting:
                sleep(_REST)

    def _anew(self, stale: Work, apart: Apart) -> Work | None:
        """Make a text ready again that was changed meanwhile, unless that goes on and on."""
        if stale.tries >= _TRIES:
            words = cleaning.line(stale.given.title)
            self._done.dropped.append(Dropped(words, "another program kept changing it"))
            return None
        work = self._prepared(stale.given, apart)
        if work is not None:
            work.tries = stale.tries + 1
            work.counted = stale.counted | stale.written
        return work

    def _is_stopped(self) -> bool:
        return self.stopped is not None and self.stopped()

    def _tell(self) -> None:
        if self.progress:
            done = self._done
            self.progress(ImportProgress(done.new + done.there + done.merged, self._total))
