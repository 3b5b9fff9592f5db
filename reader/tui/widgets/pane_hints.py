"""Hint labels in the reading pane: letters on what is in view, and where typing them leads.

While they show, letters are no commands. They lie over the text and move nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.events import Key
from textual.strip import Strip

from reader.commands import Place
from reader.text import hints, selection
from reader.text.cells import width_of
from reader.text.document import Document, Span
from reader.text.tables import DrawnRun
from reader.tui.drawn import to_strip
from reader.tui.keys import names_of, perform, split_escape
from reader.tui.stamping import stamped
from reader.tui.widgets.pane_selecting import SelectingPane

_ROOM = 2
"""Cells that a label may take: what begins closer to the one before gets none."""


class HintingPane(SelectingPane):
    """A text pane in which what is in view is reached by typing its label."""

    def __init__(self, moved: Callable[[], None]) -> None:
        super().__init__(moved)
        self.hints: dict[str, Span] = {}
        """What the labels stand on, by label; empty while none show."""
        self._typed = ""
        self._stamps: dict[int, list[tuple[int, str]]] = {}
        """The labels to draw, by row of the screen, each with its column."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places whose keys work here now."""
        return ("hints",) if self.hints else super().places

    # Showing and hiding

    def command_hints(self) -> None:
        self._hint(hints.sentences_in(self.document, self._extents()), self.cursor, "to go there")

    def command_select_hints(self) -> None:
        head = self.selection.head if self.selection else self.cursor
        self._hint(hints.words_in(self.document, self._extents()), head, "to extend to it")

    def _hint(self, targets: Sequence[Span], near: int, why: str) -> None:
        """Put labels on the targets, or on those nearest to an offset, and say what for."""
        targets = self._apart(hints.nearest(targets, near))
        if not targets:
            self.say("Nothing in view to go to")
            return
        self.hints = dict(zip(hints.labels(len(targets)), targets, strict=True))
        self._narrow("")
        self.moved()
        leave = self.keys.key_of("hints_leave")
        self.say(f"Type a label {why}; {leave} leaves")

    def leave_hints(self) -> None:
        """Take the labels from the text."""
        if self.hints:
            self.hints, self._stamps = {}, {}
            self.refresh()
            self.moved()

    def show(self, document: Document, caption: str) -> None:
        """Show an article from its beginning, with a line about it."""
        self.leave_hints()
        super().show(document, caption)

    def on_blur(self) -> None:
        """Take the labels away when keys go elsewhere."""
        self.leave_hints()

    # Where they stand

    def _rows_in_view(self) -> dict[int, int]:
        """Give the rows of the screen by the layout rows that they show."""
        return {self.row_shown(y): y for y in reversed(range(self.height))}

    def _runs_in_view(self) -> list[tuple[DrawnRun, int]]:
        """Give what is drawn of the text, in order, each run with its row of the screen."""
        if not self.is_laid_out or not self.document.blocks:
            return []
        runs = (
            (run, y)
            for row, y in self._rows_in_view().items()
            for run in self.layout_rows[row].runs
            if run.start < run.end
        )
        return sorted(runs, key=_start)

    def _extents(self) -> list[Span]:
        """Give what is drawn of the text, in order."""
        return [Span(run.start, run.end) for run, _ in self._runs_in_view()]

    def _placed(self, targets: Iterable[Span]) -> Iterator[tuple[Span, int, int]]:
        """Give the targets that begin in view, each with its row and column of the screen."""
        left, text = self.cell_of(0), self.document.text
        runs = self._runs_in_view()
        for target in targets:
            index = bisect_right(runs, target.start, key=_start) - 1
            if index >= 0 and target.start < runs[index][0].end:
                run, y = runs[index]
                yield target, y, run.cell - left + width_of(text[run.start : target.start])

    def _apart(self, targets: Sequence[Span]) -> list[Span]:
        """Give the targets that leave each other room for a label."""
        kept: list[Span] = []
        taken: dict[int, int] = {}
        for target, y, column in self._placed(targets):
            if not taken.get(y, -_ROOM) <= column < taken.get(y, -_ROOM) + _ROOM:
                kept.append(target)
                taken[y] = column
        return kept

    def _narrow(self, typed: str) -> None:
        """Show the labels that begin with what was typed."""
        self._typed = typed
        fitting = {target: label for label, target in self.hints.items() if label.startswith(typed)}
        self._stamps = {}
        for target, y, column in self._placed(fitting):
            self._stamps.setdefault(y, []).append((column, fitting[target]))
        self.refresh()

    def redraw(self) -> None:
        """Repaint the lines that look different now, the labels where their targets are."""
        super().redraw()
        if self.hints:
            self._narrow(self._typed)

    def strip(self, y: int, width: int = 0) -> Strip:
        """Give one line, with the labels on it."""
        strip = super().strip(y, width)
        stamps = self._stamps.get(y)
        if not stamps:
            return strip
        pieces = [(part.text, part.style or self.palette.text) for part in strip]
        shown = stamped(pieces, stamps, self.palette.hint)
        return to_strip(shown, width or self.size.width, self.palette.text)

    # Typing

    def on_key(self, event: Key) -> None:
        """Take a key as the letter of a label while labels show."""
        if not self.hints:
            return
        event.stop()
        event.prevent_default()
        self.key_pressed()
        if after := split_escape(event):
            self.leave_hints()
            self._perform((after,), (*self.places, "everywhere"))
        elif event.character and self._type(self._typed + event.character):
            return
        elif not self._perform(names_of(event), ("hints",)):
            self.leave_hints()

    def _perform(self, names: tuple[str, ...], places: tuple[Place, ...]) -> bool:
        """Carry out the command of a key, if it has one in these places."""
        command = self.keys.find(names, places)
        if command is not None:
            perform(self, command)
        return command is not None

    def _type(self, typed: str) -> bool:
        """Narrow the labels to those that begin so, or take the one; False if none does."""
        if typed in self.hints:
            self._take(self.hints[typed])
        elif any(label.startswith(typed) for label in self.hints):
            self._narrow(typed)
        else:
            return False
        return True

    def _take(self, target: Span) -> None:
        """Go to what a label stood on, or extend the selection to it."""
        self.leave_hints()
        if self.selection:
            self._select(selection.reaching(self.document, self.selection, target))
        else:
            self.go(target.start)

    def command_hints_back(self) -> None:
        if self._typed:
            self._narrow(self._typed[:-1])
        else:
            self.leave_hints()

    def command_hints_leave(self) -> None:
        self.leave_hints()


def _start(placed: tuple[DrawnRun, int]) -> int:
    return placed[0].start
