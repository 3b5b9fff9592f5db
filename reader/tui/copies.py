"""Near copies in the app: what is marked in those of the open article already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.counting import plural
from reader.errors import ReaderError
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.library.copies import NearCopy
    from reader.tui.desk import Desk

_TITLE = 60
"""Characters of a title that are said."""


class Copies:
    """What the desk says of near copies; it looks only at those of the open article."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: set[str] = set()
        self._is_awake = False

    def wake(self) -> None:
        """Begin to look, after the first screen, which does not wait for it."""
        self._is_awake = True
        self.tell()

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

    def _of(self, article_id: str) -> list[NearCopy]:
        try:
            return self._desk.library.copies(article_id)
        except ReaderError:
            # What cannot be read now is told by whoever asks for the article itself.
            return []
