"""The review queue: passages that could not be placed surely, each settled by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotation.tagging import matched
from reader.errors import ReaderError
from reader.tui.views.review_queue import ReviewQueue

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.annotation.model import Annotation
    from reader.library import Done
    from reader.library.comparing import Comparison
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice


class ReviewView(ReviewQueue):
    """The queue with the keys that place an item, leave it as an orphan or delete it."""

    def __init__(self, desk: Desk, at: str = "", number: int = 0) -> None:
        """Open the queue at the annotation with the id `at`, else at a number from 0."""
        super().__init__(desk, at, number)
        self._settling: set[str] = set()
        """Ids of what was settled and is not on disk yet."""

    def _settle(self, future: Future[Done]) -> None:
        """Show what a step left that settles the item: then the next stands in its place."""
        here = self._here
        self._settling.add(here)

        def done(outcome: Done) -> None:
            self._settling.discard(here)
            if self._here == here:
                self._here = ""
            self._desk.refresh_mark(here, self._drawn_now(outcome.annotation))
            self._desk.done(outcome)

        def failed(error: ReaderError) -> None:
            self._settling.discard(here)
            self._desk.writing.refused(error)

        self._desk.writing.then(future, done, failed)

    def _drawn_now(self, mark: Annotation | None) -> Annotation | None:
        """Give an annotation if it stands in the text of the open article."""
        article = self._desk.article
        if mark is None or article is None or not mark.is_sure:
            return None
        return mark if mark.article == article.id else None

    def _unsettled(self) -> Comparison | None:
        """Give the item if it can be settled: not while that is on its way to the disk."""
        if self._here in self._settling:
            self.say("Still being saved")
            return None
        return self._item

    def command_review_accept(self) -> None:
        item = self._unsettled()
        if item is None:
            return
        if item.proposed is None:
            key = self.keys.key_of("review_elsewhere")
            self.say(f"No place is proposed; {key} picks one in the article")
            return
        self._settle(
            self._desk.library.place_passage(item.annotation, item.proposed, item.article.text_hash)
        )

    def command_review_orphan(self) -> None:
        item = self._unsettled()
        if item is not None and item.annotation.status == "orphaned":
            self.say("It is an orphan already")
        elif item is not None:
            self._settle(self._desk.library.leave_orphan(item.annotation))

    def command_review_delete(self) -> None:
        if (item := self._unsettled()) is not None:
            self._settle(self._desk.library.delete(item.annotation))

    def command_review_elsewhere(self) -> None:
        if (item := self._unsettled()) is not None:
            self._desk.placing.begin(item, self._number)

    def command_review_note(self) -> None:
        if self._item is not None:
            self._desk.noting.note_of(self._item.annotation)

    def command_review_tag(self) -> None:
        if self._item is None:
            return
        here = self._item.annotation
        before = set(map(matched, here.tags))

        def picked(choices: list[Choice]) -> None:
            wanted = [choice.text for choice in choices]
            off = sorted(before - set(map(matched, wanted)))
            future = self._desk.library.edit(here, add_tags=wanted, remove_tags=off)
            self._desk.writing.show(future)

        self._desk.overlays.pick_tags("tag", picked, ticked=before)

    # Back and forth

    def command_undo(self) -> None:
        self._walk(self._desk.library.undo())

    def command_redo(self) -> None:
        self._walk(self._desk.library.redo())

    def _walk(self, future: Future[Done]) -> None:
        """Show what an undo or redo left, at the item that it brought back."""
        before = set(self._queue)

        def done(outcome: Done) -> None:
            self._desk.went_back(outcome)
            changed = [
                number for number, waiting in enumerate(self._queue) if waiting not in before
            ]
            if changed:
                self._show(changed[0])

        self._desk.writing.then(future, done, self._desk.writing.refused)
