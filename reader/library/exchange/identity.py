"""Ids of the passages that were given with one text: the same each time, and no two the same."""

from __future__ import annotations

from reader.formats.given import GivenPassage
from reader.library.exchange import cleaning


class Identity:
    """Gives ids to the passages of one text that was given in a format."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._given: set[str] = set()

    def take(self, passage: GivenPassage, article: str) -> tuple[str, str]:
        """Give the ids of a passage as `ids`, and no id to two of them."""
        own, other = self.ids(passage, article)
        while own in self._given:
            own = other = cleaning.id_of(own, other)
        self._given.add(own)
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
