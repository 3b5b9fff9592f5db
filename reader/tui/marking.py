"""Marking a passage: what it is given, and how it shows meanwhile.

A mark is drawn as pending the moment its key is pressed; the writer thread does the rest, and
only when it has committed is the mark drawn whole and the message given. Which passage a key
means is told in `meaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation, Article
from reader.annotation.tagging import matched
from reader.errors import ReaderError
from reader.library.clock import new_id
from reader.text.document import Span
from reader.text.pages import cited
from reader.text.selection import Selection
from reader.tui.meaning import Meaning

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Done
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice


class Marking(Meaning):
    """What the keys that make and change annotations do, for one desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.last_tags: tuple[str, ...] = ()
        """The tags that the last annotation got, for `.`."""
        self._pending: dict[str, Annotation] = {}
        """Annotations that were made and are not on disk yet, by id."""

    def pending(self, article_id: str) -> list[Annotation]:
        """Give the annotations of an article that are not on disk yet, as they will be."""
        return [mark for mark in self._pending.values() if mark.article == article_id]

    def highlight(self) -> None:
        """Highlight the current sentence or the selection; in moving ends, keep them."""
        pane = self._desk.pane
        if pane.moving is not None:
            self._keep_ends(pane.moving)
        elif (here := self.annotation_here()) is not None:
            pane.leave_selection()
            pane.go(here.start, lit=here.id)
            self._desk.say("Already highlighted")
        else:
            self.make()

    def give(self, tags: Sequence[str]) -> None:
        """Give tags to the passage a key means; it is made if it is not marked yet."""
        here = self.annotation_here()
        if here is None:
            self.make(tags)
        else:
            self._leave()
            self.write(self._desk.library.edit(here, add_tags=tags), here)
        self.last_tags = tuple(tags)

    def toggle_slot(self, slot: int) -> None:
        """Give the tag of a slot of the tag bar, or take it off where it is already."""
        tag = next((use.tag.path for use in self._desk.uses if use.tag.slot == slot), "")
        if not tag:
            self._desk.say(f"No tag has the key {slot} yet; {self._key('tag')} makes one")
            return
        here = self.annotation_here()
        if here is not None and matched(tag) in map(matched, here.tags):
            self._leave()
            self.write(self._desk.library.edit(here, remove_tags=[tag]), here)
        else:
            self.give([tag])
            given = here.tags if here is not None else ()
            self.last_tags = (*given, tag)

    def repeat(self) -> None:
        """Give all the tags that the last annotation got."""
        tags = self.last_tags or self._tags_of_last_time()
        if tags:
            self.give(tags)
        else:
            self._desk.say(f"No tags to repeat yet; {self._key('tag')} gives some")

    def _tags_of_last_time(self) -> tuple[str, ...]:
        """Give the tags of the annotation that was changed last, before this start."""
        tagged = [mark for mark in self._desk.library.annotations() if mark.tags]
        return max(tagged, key=lambda mark: mark.updated).tags if tagged else ()

    def pick_tags(self) -> None:
        """Let the user pick tags for the passage a key means, or make new ones."""
        here = self.annotation_here()
        before = set(map(matched, here.tags)) if here else set()
        pane = self._desk.pane
        target = Span(here.start, here.end) if here else self.span()
        if not target.end > target.start:
            self._desk.say("Nothing here to tag")
            return
        chosen, lit = pane.selection, pane.lit

        def picked(choices: list[Choice]) -> None:
            pane.selection, pane.lit = chosen, lit
            wanted = [choice.text for choice in choices]
            off = sorted(before - set(map(matched, wanted)))
            if here is not None and off:
                self._leave()
                future = self._desk.library.edit(here, add_tags=wanted, remove_tags=off)
                self.write(future, here)
                self.last_tags = tuple(wanted)
            else:
                self.give(wanted)

        self._desk.overlays.pick_tags("tag", picked, ticked=before, beside=target)

    def delete(self) -> None:
        """Delete the annotation here."""
        here = self._only_one_here()
        if here is not None:
            self._leave()
            self.write(self._desk.library.delete(here), here)

    def move_ends(self) -> None:
        """Begin to move the ends of the annotation here: it becomes the selection."""
        here = self._only_one_here()
        if here is None:
            return
        pane = self._desk.pane
        pane.selection = Selection(Span(here.start, here.start), here.end)
        pane.moving = here
        pane.lit = here.id
        pane.follow()
        other, keep, leave = map(self._key, ("select_other_end", "select_keep", "select_leave"))
        self._desk.say(f"Move the end; {other} takes the other end, {keep} keeps, {leave} leaves")

    def copy(self) -> None:
        """Copy the passage here with its citation."""
        pane, article = self._desk.pane, self._desk.article
        if article is None:
            return
        lit = None if pane.selection else pane.lit_mark()
        here = [] if pane.selection else pane.marks_at(pane.target)
        if lit is None and len(here) > 1:
            self._only_one_here()
            return
        mark = lit or (here[0] if here else None)
        span = Span(mark.start, mark.end) if mark else self.span()
        from reader.formats.citation.passage import Passage

        quote = pane.document.text[span.start : span.end]
        pages = cited(pane.document.pages, span.start, span.end)
        about = (mark.note, mark.tags) if mark else ()
        self._desk.copying.passage(Passage(quote, article, pages, *about))
        self._leave()

    # Writing

    def _leave(self) -> None:
        """Leave select mode."""
        if self._desk.pane.selection:
            self._desk.pane.leave_selection()

    def _keep_ends(self, moving: Annotation) -> None:
        """Give an annotation the ends that were moved."""
        span = self.span()
        self._leave()
        if span == (moving.start, moving.end):
            return
        self.write(self._desk.library.edit(moving, span=span), moving)

    def make(
        self,
        tags: Sequence[str] = (),
        note: str | None = None,
        span: Span | None = None,
        *,
        note_seen: str | None = None,
        annotation_id: str = "",
        saved: Callable[[], None] | None = None,
        lost: Callable[[ReaderError], None] | None = None,
    ) -> None:
        """Make an annotation on the passage, and draw it as pending until it is on disk.

        Then `saved` is called; if it could not be written, `lost` is.
        """
        pane, article = self._desk.pane, self._desk.article
        span = span or self.span()
        if article is None or span.end <= span.start:
            self._desk.say("Nothing here to mark")
            return
        drawn = self._as_it_will_be(article, span, tags, note or "", annotation_id or new_id())
        self._pending[drawn.id] = drawn
        self._leave()
        self._desk.show_mark(drawn.id, drawn, pending=True)
        pane.go(span.start, lit=drawn.id)
        future = self._desk.library.annotate(
            article, span, tags=tags, note=note, note_seen=note_seen, annotation_id=drawn.id
        )
        self.write(future, drawn, saved=saved, lost=lost)

    def _as_it_will_be(
        self, article: Article, span: Span, tags: Sequence[str], note: str, annotation_id: str
    ) -> Annotation:
        """Give an annotation as it will be, for drawing."""
        text = self._desk.pane.document.text
        return Annotation(
            id=annotation_id,
            article=article.id,
            text_hash=article.text_hash,
            start=span.start,
            end=span.end,
            quote=text[span.start : span.end],
            tags=tuple(tags),
            note=note,
            annotator=self._desk.library.annotator,
        )

    def write(
        self,
        future: Future[Done],
        about: Annotation,
        *,
        saved: Callable[[], None] | None = None,
        lost: Callable[[ReaderError], None] | None = None,
    ) -> None:
        """Say what was done when it is on disk; if it failed, what is stored is shown again.

        Then `saved` or `lost` is called. The annotation is lit at once: when the disk answers,
        the cursor may be elsewhere.
        """
        self._desk.pane.light(about.id)

        def done(outcome: Done) -> None:
            if saved is not None:
                saved()
            kept = outcome.annotation
            self._pending.pop(about.id, None)
            if kept is not None and kept.tags:
                self.last_tags = kept.tags
            if self._desk.pane.lit == about.id:
                # The same passage may have been marked meanwhile: then it has that one's id.
                self._desk.pane.lit = kept.id if kept else ""
            self._desk.refresh_mark(about.id, kept)
            self._desk.done(outcome)

        def failed(error: ReaderError) -> None:
            self._pending.pop(about.id, None)
            self._desk.writing.refused(error)
            if lost is not None:
                lost(error)

        self._desk.writing.then(future, done, failed)
