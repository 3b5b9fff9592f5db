"""Notes that could not be saved: where their passage stands now, or where they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotation.model import Annotation
from reader.errors import ReaderError
from reader.library.clock import now
from reader.library.drafts import put_aside
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.tui.desk import Desk


class Drafts:
    """The drafts of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def found_again(self, about: Annotation) -> Annotation | None:
        """Give a passage where it stands now, its article open; nothing if that is not sure."""
        desk = self._desk
        try:
            desk.refresh_library(about.article)
        except ReaderError:
            return None
        article = desk.article
        if article is None or article.id != about.article:
            return None
        if article.text_hash == about.text_hash:
            return about
        text = desk.pane.document.text
        start = text.find(about.quote)
        if start < 0 or text.find(about.quote, start + 1) >= 0:
            return None
        return about._replace(
            start=start, end=start + len(about.quote), text_hash=article.text_hash
        )

    def put_aside(self, draft: str) -> None:
        """Keep a draft that has no place in a file, and say where."""
        try:
            path = put_aside(self._desk.library.path, draft, now())
        except ReaderError as error:
            self._desk.say(str(error), error=True)
            return
        self._desk.say(f"The note could not be saved; it is in {visible(str(path))}", error=True)
