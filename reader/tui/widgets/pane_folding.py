"""Boilerplate in the reading pane: dimmed, passed over in reading, and folded if one wants it.

Nothing of it is stored, and no offset moves: what is folded is only not drawn. A fold opens when
the cursor or an end of the selection comes into it; one that holds an annotation is never made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.timer import Timer

from reader.annotation.painting import Tint
from reader.text import motions
from reader.text.document import Document, Span
from reader.text.folds import NO_FOLDS, Folds, extent
from reader.tui.widgets.text_pane import TextPane

Motion = Callable[[Document, int], int]

_AFTER_OPENING = 0.25
"""Seconds until boilerplate is looked for, if nothing asks for it before: the screen goes first."""


class FoldingPane(TextPane):
    """A text pane that knows what in it is boilerplate."""

    def __init__(self, moved: Callable[[], None]) -> None:
        super().__init__(moved)
        self.is_folding = False
        """Whether boilerplate is folded; it is kept from article to article."""
        self._runs: tuple[range, ...] | None = None
        """The runs of blocks that are boilerplate, once they were looked for."""
        self._opened: frozenset[int] = frozenset()
        """The first blocks of the runs that one went into: they stay open."""
        self._judging: Timer | None = None

    def show(self, document: Document, caption: str) -> None:
        """Show an article from its beginning, with a line about it."""
        self._runs, self._opened, self.folds = None, frozenset(), NO_FOLDS
        if self._judging is not None:
            self._judging.stop()
        super().show(document, caption)
        if self.is_folding:
            self._fold()
            self.cursor = self.first_shown(document)
        elif self.is_attached:
            self._judging = self.set_timer(_AFTER_OPENING, self._judge)

    def _found(self) -> tuple[range, ...]:
        """Give the runs of blocks that are boilerplate; from the first time on they are dim."""
        if self._runs is None:
            # Imported late: the first screen does without it.
            from reader.text.boilerplate import runs

            self._runs = tuple(runs(self.document))
            if self._runs:
                quiet = [extent(self.document, run) for run in self._runs]
                self.overlay = self.overlay._replace(quiet=quiet)
                self._lines.forget()
        return self._runs

    def _judge(self) -> None:
        """Find out what is boilerplate, and dim it."""
        if self._runs is None and self._found():
            self.redraw()

    # Reading

    def reading_on(self, motion: Motion, offset: int) -> int:
        """Give where a motion leads from an offset, past all boilerplate that it comes to."""
        document = self.document
        here = self._run_at(offset)
        if offset == motions.top(document):
            # An article is begun at its first line, not in the menu that this may be.
            here = None
        place = motion(document, offset)
        while place != offset and (run := self._run_at(place)) is not None and run != here:
            start, end = extent(document, run)
            further = motion(document, end - 1 if place > offset else start)
            if self._run_at(further) == run:
                # Nothing but boilerplate stands there.
                return offset
            place = further
        return place

    def first_shown(self, document: Document, offset: int = 0) -> int:
        """Give the first word of the text, or of what is not folded of it."""
        return self._shown_from(motions.top(document), motions.next_sentence)

    def last_shown(self, document: Document, offset: int = 0) -> int:
        """Give the first word of the last sentence, or of the last that is not folded."""
        return self._shown_from(motions.bottom(document), motions.previous_sentence)

    def _shown_from(self, place: int, motion: Motion) -> int:
        folded = self.folded_at(place)
        if folded is None:
            return place
        start, end = folded
        further = motion(self.document, end - 1 if motion is motions.next_sentence else start)
        return place if self.folded_at(further) == folded else further

    def _run_at(self, offset: int) -> range | None:
        runs = self._found()
        return Folds(runs).run_at(self.document.block_at(offset)) if runs else None

    # Folding

    def command_fold_boilerplate(self) -> None:
        if not self._found():
            self.say("Nothing here looks like menus, cookie lines or the like")
            return
        self.is_folding = not self.is_folding
        self._opened = frozenset()
        if self.is_folding and not any(map(self.layout_rows.shortens, self._wanted().runs)):
            self.is_folding = False
            self.say("Nothing to fold here: each is a single line, or is annotated")
            return
        if self.is_folding:
            self._leave_boilerplate()
        self._fold()
        self.follow()
        key = self.keys.key_of("fold_boilerplate")
        if self.is_folding:
            self.say(f"Menus and the like are folded · {key} shows them")
        else:
            self.say(f"Menus and the like are shown · {key} folds them")

    def _leave_boilerplate(self) -> None:
        """Go to the sentence behind the boilerplate that one is in, else to the one before it."""
        run = self._run_at(self.cursor)
        if run is None or self.lit or self.selection:
            return
        start, end = extent(self.document, run)
        places = (
            motions.next_sentence(self.document, end - 1),
            motions.previous_sentence(self.document, start),
        )
        outside = [place for place in places if self._run_at(place) != run]
        self.cursor = outside[0] if outside else self.cursor

    def _wanted(self) -> Folds:
        """Give what is to be folded now."""
        if not self.is_folding:
            return NO_FOLDS
        placed = zip(self._found(), self.overlay.quiet, strict=True)
        closed = [(run, span) for run, span in placed if run.start not in self._opened]
        free = [run for run, span in closed if not self._is_marked(span)]
        return Folds(tuple(free), self.keys.key_of("fold_boilerplate"))

    def _is_marked(self, span: Span) -> bool:
        return next(self.overlaps.touching(*span), None) is not None

    def _fold(self) -> None:
        """Fold what is to be folded now; what one looks at stays where it is on the screen."""
        wanted = self._wanted()
        if wanted.runs == self.folds.runs:
            return
        if not self.is_laid_out or not self.document.blocks:
            self.folds = wanted
            return
        here = self._looked_at()
        y = self.layout_rows.row_at(here) - self.top
        self.folds = wanted
        self._begin_rows(here)
        self.top = self.bounded(self.layout_rows.row_at(here) - y)

    def _looked_at(self) -> int:
        """Give the offset of the cursor or of the selection's end, else of the top row."""
        places = [self.cursor, *([self.selection.head] if self.selection else [])]
        rows = self.layout_rows
        in_view = (place for place in places if self._is_in_view(place))
        return next(in_view, rows[rows.clamped(self.top)].start)

    def unfold_here(self) -> None:
        """Open the folds that the cursor or an end of the selection is in."""
        if not self.folds.runs:
            return
        places = [self.cursor]
        if self.selection is not None:
            places += [self.selection.span.start, self.selection.span.end]
        held = {run.start for place in places if (run := self._fold_holding(place))}
        if held:
            self._opened |= held
            self._fold()

    def _fold_holding(self, offset: int) -> range | None:
        """Give the fold that an offset is in; a selection may begin or end at its edges."""
        run = self.folds.run_at(self.document.block_at(offset))
        if run is None:
            return None
        start, end = extent(self.document, run)
        is_edge = offset in (start, end) and offset != self.cursor
        return None if is_edge else run

    def folded_at(self, offset: int) -> Span | None:
        """Give the extent of the fold that holds an offset, if one does."""
        run = self.folds.run_at(self.document.block_at(offset)) if self.folds.runs else None
        return None if run is None else extent(self.document, run)

    def follow(self) -> None:
        """Bring the cursor comfortably into view and show what changed."""
        self.unfold_here()
        super().follow()

    def _remark(self, shown: Sequence[Tint]) -> None:
        if self.is_folding:
            self._fold()
        super()._remark(shown)
