"""Marking a passage: which one a key means, what it is given, and how it shows meanwhile.

A mark is drawn as pending the moment its key is pressed; the writer thread does the rest, and
only when it has committed is the mark drawn whole and the message given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation, Article
from reader.annotation.tagging import matched
from reader.errors import ReaderError
from reader.library.clock import new_id
from reader.text.document import Span
from reader.text.selection import Selection, trimmed
from reader.tui.citation import cite
from reader.tui.drafts import Drafts

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Done
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice


class Marking:
    """What the keys that make and change annotations do, for one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.last_tags: tuple[str, ...] = ()
        """The tags that the last annotation got, for `.`."""
        self._drafts = Drafts(desk)
        self._pending: dict[str, Annotation] = {}
        """Annotations that were made and are not on disk yet, by id."""

    def pending(self, article_id: str) -> list[Annotation]:
        """Give the annotations of an article that are not on disk yet, as they will be."""
        return [mark for mark in self._pending.values() if mark.article == article_id]

    # What a key means

    def _annotation_here(self) -> Annotation | None:
        """Give the lit annotation, else one of ours of exactly this sentence or selection."""
        pane = self._desk.pane
        if not pane.selection and (lit := pane.lit_mark()):
            return lit
        span = self._span()
        exact = pane.overlaps.exactly(*span)
        own = [mark for mark in exact if mark.annotator == self._desk.library.annotator]
        return next(iter(own or exact), None)

    def _key(self, name: str) -> str:
        """Give the key of a command, for hints."""
        return self._desk.keys.key_of(name)

    def _span(self) -> Span:
        """Give the passage that a new annotation would be made on."""
        pane = self._desk.pane
        return trimmed(pane.document.text, pane.target)

    def _only_one_here(self) -> Annotation | None:
        """Give the lit annotation or the only one here; of several none, with a hint."""
        pane = self._desk.pane
        lit = None if pane.selection else pane.lit_mark()
        if lit is not None:
            return lit
        here = pane.marks_at(pane.target)
        if len(here) > 1:
            key = self._key("next_annotation")
            self._desk.say(f"{len(here)} annotations here; {key} lights one of them")
            return None
        if not here:
            self._desk.say("No annotation here")
        return here[0] if here else None

    # Commands

    def highlight(self) -> None:
        """Highlight the current sentence or the selection; in moving ends, keep them."""
        pane = self._desk.pane
        if pane.moving is not None:
            self._keep_ends(pane.moving)
        elif (here := self._annotation_here()) is not None:
            pane.leave_selection()
            pane.go(here.start, lit=here.id)
            self._desk.say("Already highlighted")
        else:
            self._make()

    def give(self, tags: Sequence[str]) -> None:
        """Give tags to the passage a key means; it is made if it is not marked yet."""
        here = self._annotation_here()
        if here is None:
            self._make(tags)
        else:
            self._leave()
            self._write(self._desk.library.edit(here, add_tags=tags), here)
        self.last_tags = tuple(tags)

    def toggle_slot(self, slot: int) -> None:
        """Give the tag of a slot of the tag bar, or take it off where it is already."""
        tag = next((use.tag.path for use in self._desk.uses if use.tag.slot == slot), "")
        if not tag:
            self._desk.say(f"No tag has the key {slot} yet; {self._key('tag')} makes one")
            return
        here = self._annotation_here()
        if here is not None and matched(tag) in map(matched, here.tags):
            self._leave()
            self._write(self._desk.library.edit(here, remove_tags=[tag]), here)
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
        here = self._annotation_here()
        before = set(map(matched, here.tags)) if here else set()
        pane = self._desk.pane
        target = Span(here.start, here.end) if here else self._span()
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
                self._write(future, here)
                self.last_tags = tuple(wanted)
            else:
                self.give(wanted)

        self._desk.overlays.pick_tags("tag", picked, ticked=before, beside=target)

    def note(self) -> None:
        """Open the note of the passage a key means."""
        if self._desk.library.read_only:
            self._desk.say("Read-only here: a note could not be kept", error=True)
            return
        here = self._annotation_here()
        span = Span(here.start, here.end) if here else self._span()
        if span.end <= span.start:
            self._desk.say("Nothing here to write a note on")
            return
        before = here.note if here else ""
        pane = self._desk.pane
        pane.leave_selection()
        pane.go(span.start, lit=here.id if here else "")
        quote = pane.document.text[span.start : span.end]

        def kept(text: str) -> None:
            if text == before:
                return
            if here is not None:
                self._write(self._desk.library.edit(here, note=text), here, draft=text)
            elif text.strip():
                self._make(note=text, span=span)

        self._desk.overlays.write_note(f"“{quote}”", before, kept)

    def delete(self) -> None:
        """Delete the annotation here."""
        here = self._only_one_here()
        if here is not None:
            self._leave()
            self._write(self._desk.library.delete(here), here)

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
        span = Span(mark.start, mark.end) if mark else self._span()
        quote = pane.document.text[span.start : span.end]
        self._desk.app.copy_to_clipboard(cite(quote, article))
        self._leave()
        self._desk.say("Copied with its citation, through the terminal")

    # Writing

    def _leave(self) -> None:
        """Leave select mode."""
        if self._desk.pane.selection:
            self._desk.pane.leave_selection()

    def _keep_ends(self, moving: Annotation) -> None:
        """Give an annotation the ends that were moved."""
        span = self._span()
        self._leave()
        if span == (moving.start, moving.end):
            return
        self._write(self._desk.library.edit(moving, span=span), moving)

    def _make(
        self, tags: Sequence[str] = (), note: str | None = None, span: Span | None = None
    ) -> None:
        """Make an annotation on the passage, and draw it as pending until it is on disk."""
        pane, article = self._desk.pane, self._desk.article
        span = span or self._span()
        if article is None or span.end <= span.start:
            self._desk.say("Nothing here to mark")
            return
        drawn = self._as_it_will_be(article, span, tags, note or "")
        self._pending[drawn.id] = drawn
        self._leave()
        self._desk.show_mark(drawn.id, drawn, pending=True)
        pane.go(span.start, lit=drawn.id)
        future = self._desk.library.annotate(
            article, span, tags=tags, note=note, annotation_id=drawn.id, is_new=True
        )
        self._write(future, drawn, draft=note or "")

    def _as_it_will_be(
        self, article: Article, span: Span, tags: Sequence[str], note: str
    ) -> Annotation:
        """Give an annotation as it will be, for drawing."""
        text = self._desk.pane.document.text
        return Annotation(
            id=new_id(),
            article=article.id,
            text_hash=article.text_hash,
            start=span.start,
            end=span.end,
            quote=text[span.start : span.end],
            tags=tuple(tags),
            note=note,
            annotator=self._desk.library.annotator,
        )

    def _write(self, future: Future[Done], about: Annotation, *, draft: str = "") -> None:
        """Say what was done when it is on disk; if it failed, what is stored is shown again.

        The annotation is lit at once: when the disk answers, the cursor may be elsewhere.
        """
        self._desk.pane.light(about.id)

        def done(outcome: Done) -> None:
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
            if draft:
                self._reopen(about, draft)

        self._desk.writing.then(future, done, failed)

    def _reopen(self, about: Annotation, draft: str) -> None:
        """Open a note again that could not be saved, with all that was written.

        It opens on its own passage only. Where that cannot be found surely, and at the end,
        the draft is put aside in a file.
        """
        desk = self._desk
        place = None if desk.is_leaving else self._drafts.found_again(about)
        if place is None:
            self._drafts.put_aside(draft)
            return

        def kept(text: str) -> None:
            article = desk.article
            if article is None or (article.id, article.text_hash) != (
                place.article,
                place.text_hash,
            ):
                self._drafts.put_aside(text)
                return
            stored = desk.pane.overlaps.by_id(place.id)
            if stored is not None:
                future = desk.library.edit(stored, note=text)
                self._write(future, stored, draft=text)
            else:
                self._make(place.tags, text, Span(place.start, place.end))

        desk.pane.go(place.start)
        desk.overlays.write_note(f"“{place.quote}”", draft, kept)
