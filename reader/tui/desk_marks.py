"""What the desk shows of annotations and tags: in the text, and in all that is around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.library import Library
from reader.tui.desk_panes import PanesDesk
from reader.tui.keys import Keys

if TYPE_CHECKING:
    from reader.tui.arranging import Arranging
    from reader.tui.marking import Marking


class MarksDesk(PanesDesk):
    """A desk that shows annotations and tags as they are stored."""

    marking: Marking
    arranging: Arranging

    def __init__(self, library: Library, keys: Keys) -> None:
        super().__init__(keys)
        self.library = library

    def refresh_marks(self) -> None:
        """Show the open article's annotations and the tags as they are stored."""
        self.uses = self.library.tags()
        self.show_marks()
        self._refresh_around()

    def refresh_mark(self, gone: str, kept: Annotation | None) -> None:
        """Show what a step left of one annotation, and the tags as they are stored."""
        self.uses = self.library.tags()
        self.show_mark(gone, kept)
        self._refresh_around()

    def _refresh_around(self) -> None:
        """Show what else tells of annotations."""
        self._show_list()
        self._show_bars()
        reload = getattr(self.overlays.view, "reload", None)
        if reload is not None:
            reload()

    def show_marks(self) -> None:
        """Show the open article's annotations, stored ones and those that soon will be."""
        if self.article is None:
            return
        stored = self.library.marks(self.article)
        known = {mark.id for mark in stored}
        pending = [mark for mark in self.marking.pending(self.article.id) if mark.id not in known]
        self.pane.mark(
            [*stored, *pending],
            memos=self.library.memos(self.article),
            colors=self.tag_colors(),
            pending=[mark.id for mark in pending],
        )

    def show_mark(self, gone: str, mark: Annotation | None, *, pending: bool = False) -> None:
        """Show one annotation in place of the one of the id `gone`, or that one no more.

        The others are not read again: what another window writes is seen by its own sign.
        """
        here = self.article and (self.article.id, self.article.text_hash)
        if mark is None or (not mark.is_memo and (mark.article, mark.text_hash) == here):
            self.pane.mark_one(gone, mark, colors=self.tag_colors(), pending=pending)
        else:
            self.show_marks()

    def _show_list(self) -> None:
        self.arranging.renew()

    def _show_bars(self) -> None:
        """Show in the bars what is open and the tags."""
        self.show_place()
        self.tag_bar.show(self.uses, self.marking.last_tags)
        self._show_keys()

    def tag_colors(self) -> dict[str, str]:
        """Give the tags' colours by path."""
        return {use.tag.path: use.tag.color for use in self.uses}
