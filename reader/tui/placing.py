"""Picking the place of a passage by hand: it is selected in its article, where it then stands.

Meanwhile the reading pane works as ever, with every motion and search; only marking waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text import selection, units
from reader.text.document import Span
from reader.text.selection import Selection, trimmed

if TYPE_CHECKING:
    from reader.annotation.model import Annotation
    from reader.library import Done
    from reader.library.comparing import Comparison
    from reader.tui.desk import Desk


class Placing:
    """The passage that is being placed at one desk, if one is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: Annotation | None = None
        self._number = 0
        """Its number in the queue, to go back to."""

    @property
    def is_under_way(self) -> bool:
        """Whether a place is being picked."""
        return self._seen is not None

    def begin(self, item: Comparison, number: int) -> None:
        """Open an article at the place that is proposed, or near it, with that selected."""
        desk = self._desk
        if desk.library.read_only:
            desk.say("Read-only here: nothing can be placed", error=True)
            return
        desk.open(item.article.id, item.place.start)
        self._seen, self._number = item.annotation, number
        pane = desk.pane
        pane.selection = selection.start(units.word_at(pane.document, pane.cursor))
        if item.proposed and item.proposed.end <= len(pane.document.text):
            pane.selection = Selection(
                Span(item.proposed.start, item.proposed.start), item.proposed.end
            )
        self.watch()
        pane.follow()
        self.remind()

    def remind(self) -> None:
        """Say what is to be done."""
        keep, leave = map(self._desk.keys.key_of, ("placing_keep", "placing_leave"))
        leave = {"escape": "esc"}.get(leave, leave)
        self._desk.say(f"Select the passage; {keep} places it, {leave} leaves")

    def watch(self) -> None:
        """Show what is being placed; nothing is any more if another article was opened."""
        desk, seen = self._desk, self._seen
        if seen is not None and (desk.article is None or desk.article.id != seen.article):
            seen = self._seen = None
        desk.pane.placing = seen is not None
        desk.errand = f"Placing “{' '.join(seen.quote[:400].split())}”" if seen else ""

    def forget(self) -> None:
        """Pick no place any more."""
        self._seen = None
        self.watch()

    def leave(self) -> None:
        """Go back to the queue without a place."""
        seen = self._seen
        self._end()
        self._desk.footer.dismiss()
        self._desk.review(at=seen.id if seen else "", number=self._number)

    def _end(self) -> None:
        self.forget()
        self._desk.pane.leave_selection()

    def keep(self) -> None:
        """Place the passage on the selection, else on the current sentence."""
        desk, seen, article = self._desk, self._seen, self._desk.article
        span = trimmed(desk.pane.document.text, desk.pane.target)
        if seen is None or article is None or span.end <= span.start:
            self.remind()
            return

        def done(outcome: Done) -> None:
            if self._seen is seen:
                self._end()
                desk.review(number=self._number)
            desk.refresh_marks()
            desk.done(outcome)

        def failed(error: ReaderError) -> None:
            desk.say(str(error), error=True)

        future = desk.library.place_passage(seen, span, article.text_hash)
        desk.writing.then(future, done, failed)
