"""Searching in the open article: matches light up while one types, `n` and `N` go on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reader.text.document import Span
from reader.text.find import find
from reader.tui.desk import Desk

_INCREMENTAL = 2_000_000
"""Characters up to which a search follows each typed letter."""


class FindingDesk(Desk):
    """A desk that finds words in the open article."""

    _sought = ""
    """What was searched for last, in whichever article."""

    def command_find(self) -> None:
        from reader.tui.widgets.prompt import Prompt

        place = self.pane.place()

        def typed(query: str) -> None:
            if len(self.pane.document.text) <= _INCREMENTAL:
                self.pane.return_to(place)
                self._find(query)

        def taken(query: str) -> None:
            self.pane.cursor = place.cursor
            self._sought = query or self._sought
            if query:
                self._find(query)
            else:
                self.pane.find(find(self.pane.document.text, self._sought))
                self._next_match(1)
            if self._sought and not self.pane.overlay.matches:
                self.say(f"Nothing matches “{self._sought}”")

        def left() -> None:
            self.pane.find(())
            self.pane.return_to(place)
            self.pane.follow()

        prompt = Prompt("/", taken=taken, typed=typed, left=left)
        self.overlays.open(prompt, self.query_one("#reading"))

    def _find(self, query: str) -> None:
        """Show the matches of a search and go to the first from where one is."""
        matches = find(self.pane.document.text, query) if query.strip() else []
        self.pane.find(matches)
        if matches:
            self._at_match(bisect_right(matches, self.pane.cursor, key=_end))

    def _at_match(self, number: int) -> None:
        """Make a match current, counted round, and say which of how many it is."""
        matches = self.pane.overlay.matches
        number %= len(matches)
        self.pane.go(matches[number].start)
        self.say(f"match {number + 1:,} of {len(matches):,}")

    def _next_match(self, step: int) -> None:
        """Go on to the match after the one at the cursor, or before it."""
        matches = self.pane.overlay.matches
        if not matches:
            self.say(f"Nothing searched for yet; {self.keys.key_of('find')} searches")
            return
        found = self.pane.match_at_cursor()
        if found is not None:
            self._at_match(bisect_left(matches, found) + step)
            return
        after = bisect_right(matches, self.pane.cursor, key=_start)
        self._at_match(after if step > 0 else after - 1)

    def command_find_next(self) -> None:
        self._next_match(1)

    def command_find_previous(self) -> None:
        self._next_match(-1)


def _start(match: Span) -> int:
    return match.start


def _end(match: Span) -> int:
    return match.end
