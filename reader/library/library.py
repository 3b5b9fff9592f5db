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
from reader.library.author import Author
from reader.library.clock import now
from reader.library.looking import Looking
from reader.library.reports import AddProgress, AddReport, Done
from reader.text.document import Span

if TYPE_CHECKING:
    from reader.library.adding import Adding


class Library(Looking):
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
        annotation_id: str = "",
        is_new: bool = False,
    ) -> Future[Done]:
        """Mark a passage in one step with tags and note.

        If this annotator has marked exactly this passage, the tags are added there and the
        note is set there. A caller that saw no mark there says so by `is_new`: a note that was
        written there meanwhile is then kept too.
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
            is_new=is_new,
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
    ) -> Future[Done]:
        """Change an annotation; `annotation` is as the caller saw it.

        A note that was changed since is not overwritten: both are kept.
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
        )
        return self._store.write(work)

    def delete(self, annotation: Annotation) -> Future[Done]:
        """Delete an annotation."""
        from reader.library import annotating

        return self._store.write(partial(annotating.delete, author=self._author(), seen=annotation))

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
    ) -> AddReport:
        """Take in the files at and under `paths`, in the calling thread, whichever it is.

        What cannot be taken in is in the report and stops nothing else.
        """
        from reader.library.adding import Adding

        return Adding(self._store, self._author(), progress, stopped, max_size=self.max_size).run(
            paths
        )

    def adding(self, *, progress: Callable[[AddProgress], None] | None = None) -> Adding:
        """Give what takes files in as `add` does, in a process of its own, and can be stopped."""
        from reader.ingest.apart import Apart
        from reader.library.adding import Adding

        return Adding(self._store, self._author(), progress, apart=Apart(), max_size=self.max_size)

    def _author(self) -> Author:
        return Author(self.annotator, self.session, now())
