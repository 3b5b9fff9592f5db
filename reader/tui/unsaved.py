"""Notes that could not be saved when the app is to end: kept as drafts, and told to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.library.drafts import put_elsewhere
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.drafts import OpenDraft


class Unsaved:
    """What one desk could not save since it was asked to end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[OpenDraft, str] = {}
        """Notes whose drafts are on disk, each with why it could not be saved."""
        self._nowhere: dict[OpenDraft, str] = {}
        """Notes of which the disk does not even take a draft."""

    def keep(self, draft: OpenDraft, why: str) -> None:
        """Leave a note to its draft, and say so; the app does not end before that is on disk."""
        desk = self._desk

        def said(error: ReaderError | None) -> None:
            try:
                if error is None:
                    self._kept[draft] = why
                    what = f"{desk.keys.key_of('drafts')} brings it back"
                    desk.noting.drafts.count()
                else:
                    self._nowhere[draft] = why
                    what = str(error)
                # The reason comes last: it may name a path that is longer than the line.
                desk.say(f"The note could not be saved · {what} · {why}", error=True)
            finally:
                desk.writing.end(lost=True)

        desk.writing.begin()
        draft.release(said)

    def open_again(self) -> None:
        """Open a note of which nothing is on disk, where the app did not end after all."""
        if self._nowhere:
            draft = next(iter(self._nowhere))
            self._nowhere.pop(draft)
            self._desk.noting.bring_back(draft)

    def brought_back(self, draft: OpenDraft) -> None:
        """Tell of a note no more: it is being written again."""
        for one in [one for one in self._kept if one.path == draft.path]:
            del self._kept[one]

    def last_words(self) -> list[str]:
        """Say where each note is, for when the terminal is as it was.

        What the disk took no draft of is put elsewhere first.
        """
        key = self._desk.keys.key_of("drafts")
        words = [
            f"the note could not be saved: {why}; {key} brings it back from {_shown(draft)}"
            for draft, why in self._kept.items()
            if draft.path.exists()
        ]
        for draft, why in self._nowhere.items():
            try:
                where = f"it is in {visible(str(put_elsewhere(draft.draft)))}"
            except ReaderError as error:
                where = str(error)
            words.append(f"the note could not be saved: {why}; {where}")
        return words


def _shown(draft: OpenDraft) -> str:
    return visible(str(draft.path))
