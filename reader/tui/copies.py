"""Near copies in the app: how many an article has, and what is marked in them already."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from reader.counting import plural
from reader.errors import ReaderError
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.library.copies import Copy
    from reader.tui.desk import Desk

_TITLE = 60
"""Characters of a title that are said."""
_AFTER = 0.03
"""Seconds after which it is looked, so that the list itself is on the screen before."""
_AT_ONCE = 0.005
"""Seconds after which looking leaves the turn to a key."""


class Copies:
    """What the desk knows of near copies; it looks only at articles that are in view."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._counts: dict[str, int] = {}
        self._before: dict[str, int] = {}
        """What was counted before articles came or went: it shows until they are looked at."""
        self._wanted: dict[str, None] = {}
        """What is to be looked at, what was drawn last at the end."""
        self._told: set[str] = set()
        self._is_awake = False

    def wake(self) -> None:
        """Begin to look, after the first screen, which does not wait for it."""
        self._is_awake = True
        self._desk.list.refresh()
        self.tell()

    def renew(self) -> None:
        """Count anew what is in view, as articles may have come or gone."""
        self._before |= self._counts
        self._counts.clear()
        self._wanted.clear()

    def count(self, article_id: str) -> int:
        """Give how many near copies an article has; 0 before it is looked at."""
        if not self._is_awake:
            return 0
        if article_id not in self._counts:
            self._look_soon(article_id)
        return self._counts.get(article_id, self._before.get(article_id, 0))

    def _look_soon(self, article_id: str) -> None:
        """Have an article looked at once the list is drawn: no key waits for that."""
        if not self._wanted:
            self._desk.set_timer(_AFTER, self._look)
        self._wanted[article_id] = None

    def _look(self) -> None:
        """Look at articles for a moment, and show what has copies among them."""
        end = monotonic() + _AT_ONCE
        is_other = False
        while self._wanted and monotonic() < end:
            article_id, _ = self._wanted.popitem()
            count = self._counts[article_id] = len(self._of(article_id))
            is_other |= count != self._before.get(article_id, 0)
        if is_other:
            self._desk.list.refresh()
        if self._wanted:
            self._desk.set_timer(_AFTER, self._look)

    def tell(self) -> None:
        """Say once of the open article which of its copies is annotated most, if any is."""
        article = self._desk.article
        if not self._is_awake or article is None or article.id in self._told:
            return
        rows = [self._desk.library.article_row(copy.article.id) for copy in self._of(article.id)]
        most = max(rows, key=lambda row: row.annotations, default=None)
        if most is None or not most.annotations:
            return
        self._told.add(article.id)
        title = visible(most.article.title)
        title = title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"
        date = f" ({visible(most.article.published)})" if most.article.published else ""
        count = plural(most.annotations, "annotation")
        self._desk.say(f"Nearly the same text as “{title}”{date}, which has {count}")

    def _of(self, article_id: str) -> list[Copy]:
        try:
            return self._desk.library.copies(article_id)
        except ReaderError:
            # What cannot be read now is told by whoever asks for the article itself.
            return []
