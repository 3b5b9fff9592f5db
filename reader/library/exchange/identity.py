"""Ids of the passages that were given with one text: the same each time, and no two the same."""

from __future__ import annotations

from collections.abc import Iterable

from reader.formats.given import GivenPassage
from reader.library.exchange import cleaning


class Identity:
    """Gives ids to the passages of one text that was given in a format."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._given: dict[str, GivenPassage] = {}

    def all_ids(self, passages: Iterable[GivenPassage], article: str) -> list[tuple[str, str]]:
        """Give the ids of all passages of a text as `ids`, and no id to two different ones."""
        return [self._take(one, article) for one in passages]

    def _take(self, passage: GivenPassage, article: str) -> tuple[str, str]:
        own, other = self.ids(passage, article)
        while self._given.setdefault(own, passage) != passage:
            own = other = cleaning.id_of(own, other)
        return own, other

    def ids(self, passage: GivenPassage, article: str) -> tuple[str, str]:
        """Give the id of a passage, and the one it has where that is another's."""
        place = (str(passage.start), str(passage.end), passage.quote, passage.annotator)
        other = cleaning.id_of(self._form, article, passage.key, *place)
        if passage.key:
            own = cleaning.id_of(self._form, article, passage.key)
        else:
            own = cleaning.id_of(self._form, article, *place)
        return cleaning.given_id(passage.id) or own, other
