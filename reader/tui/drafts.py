"""The drafts of one desk: written in a thread of their own, and offered where they were left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from reader.counting import plural
from reader.errors import ReaderError
from reader.library.clock import now
from reader.library.draft import Draft
from reader.library.drafts import DraftFile, Left, LeftDraft, claim, left_behind
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice

_WIDTH = 64


class OpenDraft:
    """The draft of a note that is being written or on its way to the disk."""

    def __init__(self, drafts: Drafts, draft: Draft, file: DraftFile) -> None:
        """Begin one, or go on with one whose file was claimed."""
        self.draft = draft
        """The draft as it is now; the file follows."""
        self.warn: Callable[[str], None] = lambda message: None
        """Says that no draft can be kept, or with nothing that it can."""
        self._drafts = drafts
        self._file = file
        self._written = draft
        self._is_warned = False

    @property
    def path(self) -> Path:
        """The path of its file."""
        return self._file.path

    def keep(self, text: str) -> None:
        """Keep what is typed so far; the disk is not waited for."""
        self.draft = self.draft._replace(text=text, at=now())
        self._drafts.work(self._write, self._told)

    def _write(self) -> None:
        draft = self.draft
        if draft is not self._written:
            self._file.write(draft)
            self._written = draft

    def _told(self, error: ReaderError | None) -> None:
        """Say once that no draft can be kept; once one can, say that no more."""
        if self._is_warned != (error is not None):
            self._is_warned = error is not None
            self.warn(str(error) if error is not None else "")

    def remove(self) -> None:
        """Remove it: the note is stored, or there is none."""
        self._drafts.work(self._file.remove)

    def release(self, then: Callable[[ReaderError | None], None]) -> None:
        """Leave it to be brought back, and then say whether it is on disk."""

        def leave() -> None:
            try:
                self._write()
            finally:
                self._file.release()

        self._drafts.work(leave, then)


class Drafts:
    """What keeps the drafts of one desk, and knows which were left behind."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread: ThreadPoolExecutor | None = None
        self._left = Left()
        self._discarded: Draft | None = None
        """What was discarded last: until the end of the program it comes back when asked for."""

    def begin(self, draft: Draft) -> OpenDraft:
        """Begin a draft; its file is there once something is kept."""
        return OpenDraft(self, draft, DraftFile.new(self._desk.library.path))

    def work(
        self,
        what: Callable[[], None],
        then: Callable[[ReaderError | None], None] = lambda error: None,
    ) -> None:
        """Do something with files after all that was asked for before, and then say how it went."""
        self._thread = self._thread or ThreadPoolExecutor(1, "drafts")
        future = self._thread.submit(what)

        async def wait() -> None:
            failed: ReaderError | None = None
            try:
                # Shielded: what is to be kept is kept, also where nobody waits for it any more.
                await asyncio.shield(asyncio.wrap_future(future))
            except ReaderError as error:
                failed = error
            try:
                then(failed)
            except ReaderError as error:
                self._desk.say(str(error), error=True)

        # As a function: at the end a worker may be cancelled before it begins.
        self._desk.run_worker(wait, group="drafts")  # type: ignore[arg-type]  # its types are wrong

    # What was left behind

    def look(self) -> None:
        """Look for drafts that were left behind, and say so if there are any."""
        self._read(self._offer)

    def count(self) -> None:
        """Show how many drafts were left behind by now."""
        self._read(lambda left: None)

    def bring_back(self) -> None:
        """Open the draft that was left behind, the one picked of several, or the discarded one."""
        self._read(self._open)

    def _read(self, then: Callable[[Left], None]) -> None:
        """Go on with what was left behind by now, less what turns out to be stored."""
        found: list[Left] = []

        def read() -> None:
            found.append(left_behind(self._desk.library.path))

        def go_on(error: ReaderError | None) -> None:
            (left,) = found
            stored = [one for one in left.drafts if self._is_stored(one.draft)]
            for one in stored:
                self._sweep(one)
            wanted = [one for one in left.drafts if one not in stored]
            self._show(left._replace(drafts=tuple(wanted)))
            then(self._left)

        self.work(read, go_on)

    def _offer(self, left: Left) -> None:
        key, count = self._desk.keys.key_of("drafts"), len(left.drafts)
        if count:
            one, many = "A note was not saved", f"{plural(count, 'note')} were not saved"
            what, which = (one, "it") if count == 1 else (many, "them")
            self._desk.say(f"{what} · {key} brings {which} back")
        elif left.unreadable:
            self._desk.say(f"No draft can be read from {visible(str(left.unreadable[0]))}")

    def _open(self, left: Left) -> None:
        if len(left.drafts) > 1:
            self._pick(left.drafts)
        elif left.drafts:
            self._claim(left.drafts[0])
        elif self._discarded is not None:
            draft, self._discarded = self._discarded, None
            self._desk.noting.bring_back(self.begin(draft))
        else:
            self._desk.say("No note waits to be saved")

    def _show(self, left: Left) -> None:
        """Show in the title bar how many notes were not saved."""
        self._left, count = left, len(left.drafts)
        self._desk.waiting = f"{plural(count, 'note')} not saved" if count else ""
        self._desk.show_place()

    def _is_stored(self, draft: Draft) -> bool:
        """Whether a draft says what is stored: the program ended right before it was removed."""
        stored = self._desk.library.annotations(article=draft.article) if draft.article else []
        place = (draft.text_hash, draft.start, draft.end, self._desk.library.annotator)
        return any(
            mark.note == draft.text
            and (
                mark.id == draft.annotation
                or (mark.text_hash, mark.start, mark.end, mark.annotator) == place
            )
            for mark in stored
        )

    def _sweep(self, found: LeftDraft) -> None:
        """Remove a draft that is of no use."""

        def sweep() -> None:
            if (claimed := _claimed(found)) is not None:
                claimed[1].remove()

        self.work(sweep)

    def _pick(self, found: tuple[LeftDraft, ...]) -> None:
        from reader.tui.widgets.picker import Choice

        choices = [
            Choice(str(number), " ".join(one.draft.text[:400].split()), one.draft.at[:10])
            for number, one in enumerate(found)
        ]

        def picked(chosen: list[Choice]) -> None:
            self._claim(found[int(chosen[0].value)])

        self._desk.overlays.pick("note", choices, picked, width=_WIDTH)

    def _claim(self, found: LeftDraft) -> None:
        """Take a draft over and open it."""
        claimed: list[tuple[Draft, DraftFile] | None] = []

        def opened(error: ReaderError | None) -> None:
            others = tuple(one for one in self._left.drafts if one.path != found.path)
            self._show(self._left._replace(drafts=others))
            if error is None and claimed[0] is not None:
                self._desk.noting.bring_back(OpenDraft(self, *claimed[0]))
            else:
                self._desk.say(str(error) if error else "Another window has that note already")

        self.work(lambda: claimed.append(_claimed(found)), opened)

    def leave(self, draft: OpenDraft) -> None:
        """Leave a draft that has no place for now, and say how it comes back.

        Where it cannot be kept either, it is opened again.
        """

        if self._desk.is_leaving:
            self._desk.noting.unsaved.keep(draft, "what it was on is not to be found")
            return

        def said(error: ReaderError | None) -> None:
            if error is None:
                self.look()
                return
            self._desk.say(f"The note could not be saved; {error}", error=True)
            self._desk.noting.bring_back(draft)

        draft.release(said)

    def discard(self, draft: OpenDraft, text: str) -> None:
        """Discard a draft; until the end of the program it can be brought back."""
        if text != draft.draft.before:
            self._discarded = draft.draft._replace(text=text)
            key = self._desk.keys.key_of("drafts")
            self._desk.say(f"Discarded what was typed · {key} brings it back")
        draft.remove()


def _claimed(found: LeftDraft) -> tuple[Draft, DraftFile] | None:
    """Take a draft over; what cannot be read any more raises `ReaderError`."""
    try:
        return claim(found.path)
    except (OSError, ValueError) as error:
        raise ReaderError("that draft can be read no more") from error
