"""Writing notes: on a passage or on an article, with a draft of each until it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.errors import ReaderError
from reader.text.document import Span
from reader.text.normal import normalise
from reader.tui import note_places
from reader.tui.drafts import Drafts, OpenDraft
from reader.tui.unsaved import Unsaved

if TYPE_CHECKING:
    from reader.library import Done
    from reader.tui.desk import Desk
    from reader.tui.widgets.note_editor import NoteEditor


class Noting:
    """What the keys that open notes do, for one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.drafts = Drafts(desk)
        self.unsaved = Unsaved(desk)
        self._editor: NoteEditor | None = None
        """The editor that was opened last."""
        self._seen: Annotation | None = None
        """The annotation that it is open on, as it was then, if there was one."""
        self._gone = ""
        """Id of an annotation that was said to be deleted meanwhile."""

    # What a key means

    def note(self) -> None:
        """Open the note of the passage a key means."""
        if self._is_refused():
            return
        desk = self._desk
        here = desk.marking.annotation_here()
        span = Span(here.start, here.end) if here else desk.marking.span()
        if span.end <= span.start:
            desk.say("Nothing here to write a note on")
            return
        desk.pane.leave_selection()
        desk.pane.go(span.start, lit=here.id if here else "")
        self._edit(self.drafts.begin(note_places.draft_on(desk, span, here)), here)

    def note_of(self, mark: Annotation) -> None:
        """Open the note of an annotation, wherever it stands."""
        if self._is_refused():
            return
        self._edit(self.drafts.begin(note_places.draft_of(self._desk, mark)), mark)

    def memo(self) -> None:
        """Open one's own memo on the open article."""
        desk = self._desk
        if self._is_refused():
            return
        if desk.article is None:
            desk.say("No article is open")
            return
        memos = desk.library.memos(desk.article)
        own = next((memo for memo in memos if memo.annotator == desk.library.annotator), None)
        self._edit(self.drafts.begin(note_places.draft_on(desk, Span(0, 0), own)), own)

    def bring_back(self, draft: OpenDraft) -> None:
        """Open a draft again at its passage or, where that is not to be found, by itself."""
        if self._desk.is_leaving:
            self.drafts.leave(draft)
            return
        self.unsaved.brought_back(draft)
        try:
            is_here, seen = note_places.found_again(self._desk, draft)
        except ReaderError:
            is_here, seen = False, None
        if is_here or seen is not None:
            self._edit(draft, seen)
        else:
            self._show_alone(draft)

    def look(self) -> None:
        """Show what another window made of the note that is open, as soon as it has."""
        editor, seen = self._editor, self._seen
        if editor is None or seen is None or not editor.is_attached:
            return
        if not self._desk.writing.is_idle:
            # It may be on its way to the disk still.
            return
        try:
            present = self._desk.library.annotation(seen.id)
        except ReaderError:
            self._gone = seen.id
            editor.warn("Deleted in another window meanwhile; what is kept here makes it anew")
            return
        if present.note != seen.note:
            if present.note:
                editor.warn("Changed in another window meanwhile; both will be kept")
                editor.show_meanwhile(present.note)
            else:
                editor.warn("Another window deleted the note meanwhile; this one will be kept")

    def _is_refused(self) -> bool:
        if self._desk.library.read_only:
            self._desk.say("Read-only here: a note could not be kept", error=True)
        return self._desk.library.read_only

    # Writing it

    def _edit(self, open_draft: OpenDraft, seen: Annotation | None) -> None:
        """Open the editor on a draft; `seen` is the annotation that it is on, if there is one."""
        draft = open_draft.draft

        def kept(text: str) -> None:
            if text == normalise(draft.before) or not (text.strip() or seen):
                open_draft.remove()
            else:
                open_draft.keep(text)
                self._save(open_draft, seen)

        from reader.tui.elsewhere import Elsewhere

        about = "memo on the article" if draft.is_memo else f"note on “{draft.quote}”"
        editor = self._desk.overlays.write_note(
            about,
            draft.text,
            kept,
            paused=open_draft.keep,
            discarded=partial(self.drafts.discard, open_draft),
            elsewhere=Elsewhere(self._desk, open_draft.keep).edit,
        )
        open_draft.warn = editor.warn
        self._editor, self._seen = editor, seen

    def _save(self, open_draft: OpenDraft, seen: Annotation | None) -> None:
        """Have a note written; its draft goes when it is on disk, and is opened again if not."""
        desk = self._desk
        if seen is not None and seen.id == self._gone:
            # As its field said: what is kept there makes it anew.
            found, seen = note_places.found_again(desk, open_draft)
            if not found:
                self.bring_back(open_draft)
                return
        draft = open_draft.draft
        lost = partial(self._not_saved, open_draft)
        if draft.is_memo:
            self._save_memo(open_draft, seen)
            return
        if seen is not None:
            base = seen._replace(note=draft.before)
            future = desk.library.edit(base, note=draft.text)
            desk.marking.write(future, seen, saved=open_draft.remove, lost=lost)
            return
        self._make(open_draft, lost)

    def _make(self, open_draft: OpenDraft, lost: Callable[[ReaderError], None]) -> None:
        """Have an annotation made with a note, or the note opened again if its place has gone."""
        desk, draft = self._desk, open_draft.draft
        article = desk.article
        if article is None or (article.id, article.text_hash) != (draft.article, draft.text_hash):
            self.bring_back(open_draft)
            return
        desk.marking.make(
            draft.tags,
            draft.text,
            Span(draft.start, draft.end),
            note_seen=draft.before,
            annotation_id=draft.annotation,
            saved=open_draft.remove,
            lost=lost,
        )

    def _save_memo(self, open_draft: OpenDraft, seen: Annotation | None) -> None:
        """Have a memo written, as a note is."""
        desk, draft = self._desk, open_draft.draft

        def saved(outcome: Done) -> None:
            open_draft.remove()
            desk.refresh_marks()
            desk.done(outcome)

        def failed(error: ReaderError) -> None:
            desk.writing.refused(error)
            self._not_saved(open_draft, error)

        if seen is not None:
            future = desk.library.edit(seen._replace(note=draft.before), note=draft.text)
        else:
            future = desk.library.write_memo(
                desk.library.article_row(draft.article).article,
                draft.text,
                note_seen=draft.before,
                annotation_id=draft.annotation,
            )
        desk.writing.then(future, saved, failed)

    # Bringing it back

    def _not_saved(self, open_draft: OpenDraft, error: ReaderError) -> None:
        """Open a note again that could not be saved; where the app is to end, leave its draft."""
        if self._desk.is_leaving:
            self.unsaved.keep(open_draft, error.what)
        else:
            self.bring_back(open_draft)

    def _show_alone(self, open_draft: OpenDraft) -> None:
        """Show a draft whose place has gone: it can be read, copied, kept or discarded."""
        desk, draft = self._desk, open_draft.draft

        def kept(text: str) -> None:
            open_draft.keep(text)
            self.drafts.leave(open_draft)

        def copied(text: str) -> None:
            desk.copying.text(text, "Copied the note")

        from reader.tui.elsewhere import Elsewhere

        where = f" in “{draft.title}”" if draft.title else ""
        editor = desk.overlays.write_note(
            f"what it was on is not to be found: “{draft.quote}”{where}",
            draft.text,
            kept,
            paused=open_draft.keep,
            discarded=partial(self.drafts.discard, open_draft),
            elsewhere=Elsewhere(desk, open_draft.keep).edit,
            copied=copied,
            keeps="esc keeps the draft",
        )
        open_draft.warn = editor.warn
        self._editor, self._seen = editor, None
