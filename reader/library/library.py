"""The library: everything that either face can ask for or have done.

What writes is imported when something is written: the first screen does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation, Article
from reader.library.clock import now
from reader.library.exchanging import Exchanging
from reader.library.looking import Looking
from reader.text.document import Span

if TYPE_CHECKING:
    from reader.library.adding import Adding
    from reader.library.codebook import Codebook
    from reader.library.reports import AddProgress, AddReport, Done

_POLITE = 5
"""How much more willingly than the app the processes that take files in give way to others."""


class Library(Looking, Exchanging):
    """Articles and annotations in one database, with one session of their history.

    Writing hands the work to the one writer thread and gives a future, which is resolved
    when the change is on disk; errors come out of the future as `ReaderError`.
    """

    def annotate(
        self,
        article: Article,
        span: Span,
        *,
        tags: Sequence[str] = (),
        note: str | None = None,
        note_seen: str | None = None,
        annotation_id: str = "",
    ) -> Future[Done]:
        """Mark a passage in one step with tags and note.

        If this annotator has marked exactly this passage, the tags are added there and the
        note is set there; where `note_seen` says which note the caller saw, one that was
        written since is kept too.
        """
        from reader.library import annotating

        work = partial(
            annotating.annotate,
            author=self._author(),
            article=article,
            span=Span(*span),
            tags=tuple(tags),
            note=note,
            annotation_id=annotation_id,
            note_seen=note_seen,
        )
        return self._store.write(work)

    def write_memo(
        self,
        article: Article,
        note: str,
        *,
        tags: Sequence[str] = (),
        note_seen: str | None = None,
        annotation_id: str = "",
    ) -> Future[Done]:
        """Write this annotator's memo on an article, or change the one that is there.

        A memo without words is deleted. `note_seen` is as for `annotate`.
        """
        from reader.library import memos

        work = partial(
            memos.write,
            author=self._author(),
            article=article,
            note=note,
            tags=tuple(tags),
            note_seen=note_seen,
            annotation_id=annotation_id,
        )
        return self._store.write(work)

    def edit(
        self,
        annotation: Annotation,
        *,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
        note: str | None = None,
        span: Span | None = None,
        text_hash: str = "",
    ) -> Future[Done]:
        """Change an annotation; `annotation` is as the caller saw it.

        A note that was changed since is not overwritten: both are kept. What waits for review or
        is an orphan gets its ends in the text that its article shows, which `text_hash` names as
        the caller saw it.
        """
        from reader.library import editing

        work = partial(
            editing.edit,
            author=self._author(),
            seen=annotation,
            add_tags=tuple(add_tags),
            remove_tags=tuple(remove_tags),
            note=note,
            span=Span(*span) if span else None,
            text_hash=text_hash,
        )
        return self._store.write(work)

    def delete(self, annotation: Annotation) -> Future[Done]:
        """Delete an annotation."""
        from reader.library import annotating

        return self._store.write(partial(annotating.delete, author=self._author(), seen=annotation))

    def place_passage(self, annotation: Annotation, span: Span, text_hash: str) -> Future[Done]:
        """Place what waits for review or is an orphan at `span` of the text its article shows.

        `text_hash` names the version that the caller saw.
        """
        from reader.library import reviewing

        return self._store.write(
            partial(
                reviewing.place,
                author=self._author(),
                seen=annotation,
                span=Span(*span),
                text_hash=text_hash,
            )
        )

    def leave_orphan(self, annotation: Annotation) -> Future[Done]:
        """Leave what waits for review as an orphan, on its last sure version."""
        from reader.library import reviewing

        return self._store.write(partial(reviewing.orphan, author=self._author(), seen=annotation))

    def remove_article(self, article: Article) -> Future[Done]:
        """Take an article out of the library, with its annotations."""
        from reader.library import annotating

        return self._store.write(
            partial(annotating.remove_article, author=self._author(), article=article)
        )

    def undo(self, *, own_first: bool = True) -> Future[Done]:
        """Take back the last entry of this session, then of the library; or of all at once."""
        from reader.library import history

        return self._store.write(partial(history.undo, author=self._author(), own_first=own_first))

    def redo(self, *, own_first: bool = True) -> Future[Done]:
        """Make again what was undone last, unless something new was done since."""
        from reader.library import history

        return self._store.write(partial(history.redo, author=self._author(), own_first=own_first))

    @property
    def codebook(self) -> Codebook:
        """The tags themselves: what is known of them, and what can be changed."""
        from reader.library.codebook import Codebook

        return Codebook(self._store, self._author)

    def place(self, article_id: str, offset: int, furthest: int = 0) -> None:
        """Keep where one is in an article, and how far that reaches if further.

        It is written at most each 0.3 seconds, and by `close`; what is asked of this library
        knows it at once, the history never.
        """
        place = self._places.say(article_id, offset, furthest, now())
        self._store.place(article_id, place.offset, place.furthest, place.opened)

    def set_read(self, article_id: str, read: bool) -> Future[Done]:
        """Mark an article as read or unread; outside the history."""
        from reader.library import annotating

        return self._store.write(partial(annotating.set_read, article=article_id, read=read))

    def set_starred(self, article_id: str, starred: bool) -> Future[Done]:
        """Star an article, or take the star off; outside the history."""
        from reader.library import annotating

        return self._store.write(
            partial(annotating.set_starred, article=article_id, starred=starred)
        )

    def add(
        self,
        paths: Sequence[Path | str],
        *,
        progress: Callable[[AddProgress], None] | None = None,
        stopped: Callable[[], bool] | None = None,
        encoding: str = "",
        is_full: bool | None = None,
        allow_private: bool = False,
        proxy: str = "",
    ) -> AddReport:
        """Take in the files at and under `paths`, and the pages that are named among them.

        It is done in the calling thread, whichever that is. With `allow_private` pages may be on
        this machine or in a private network; `proxy` is the address of a server that fetches them.

        `encoding` is what the texts among them are in, where that is not to be told from them;
        with `is_full` all of a page is kept and not its main text alone, which holds for it until
        it is False.

        What cannot be taken in is in the report and stops nothing else. `MisuseError` says that
        there is no such encoding.
        """
        from reader.ingest.decoding import known
        from reader.ingest.understood import Asked
        from reader.library.adding import Adding
        from reader.library.reports import AddReport
        from reader.text.addresses import is_web

        asked = Asked(self.max_size, known(encoding) if encoding else "", is_full)
        urls = [str(path) for path in paths if is_web(str(path))]
        files = [path for path in paths if not is_web(str(path))]
        report = AddReport()
        if files or not urls:
            adding = Adding(self._store, self._author(), progress, stopped, asked=asked)
            report = adding.run(files)
        if not urls or report.stopped:
            return report
        # Imported here: most of what is taken in are files.
        from reader.ingest.fetching.page import FetchRules
        from reader.library.pages import AddingPages, joined

        rules = FetchRules(self.max_size, allow_private, proxy)
        fetching = AddingPages(self._store, self._author(), rules, progress, stopped, asked)
        return joined(report, fetching.run(urls))

    def adding(self, *, progress: Callable[[AddProgress], None] | None = None) -> Adding:
        """Give what takes files in as `add` does, in other processes only, and can be stopped."""
        from reader.ingest.pool import Pool
        from reader.ingest.understood import Asked
        from reader.library.adding import Adding

        return Adding(
            self._store,
            self._author(),
            progress,
            pool=Pool(polite=_POLITE),
            asked=Asked(self.max_size),
            spares_here=True,
        )
