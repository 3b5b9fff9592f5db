"""Ids of the passages that were given with one text: the same each time, and no two the same."""

from __future__ import annotations

from collections.abc import Iterable

from reader.formats.given import GivenPassage
from reader.library.exchange import cleaning


class Identity:
    """Gives ids to the passages of one text that was given in a format, as ones of an article."""

    def __init__(self, form: str, article: str) -> None:
        self._form, self._article = form, article
        self._meant: dict[GivenPassage, tuple[str, str]] = {}
        self._given: dict[str, GivenPassage] = {}
        self._last: dict[tuple[str, str], tuple[str, str]] = {}
        """What passages of the same ids came to, one after the other: all before it are taken."""
        self._taken: dict[GivenPassage, tuple[str, str]] = {}

    def all_ids(self, passages: Iterable[GivenPassage]) -> list[tuple[str, str]]:
        """Give the ids of all passages of a text as `ids`, and no id to two different ones."""
        return [self._take(one) for one in passages]

    def _take(self, passage: GivenPassage) -> tuple[str, str]:
        if passage not in self._taken:
            first = self.ids(passage)
            own, other = self._last.get(first, first)
            while self._given.setdefault(own, passage) != passage:
                own = other = cleaning.id_of(own, other)
            self._last[first] = self._taken[passage] = own, other
        return self._taken[passage]

    def ids(self, passage: GivenPassage) -> tuple[str, str]:
        """Give the id of a passage, and the one it has where that is another's."""
        if passage not in self._meant:
            self._meant[passage] = self._made(passage)
        return self._meant[passage]

    def _made(self, passage: GivenPassage) -> tuple[str, str]:
        article = self._article
        place = (str(passage.start), str(passage.end), passage.quote, passage.annotator)
        other = cleaning.id_of(self._form, article, passage.key, *place)
        if passage.key:
            own = cleaning.id_of(self._form, article, passage.key)
        else:
            own = cleaning.id_of(self._form, article, *place)
        return cleaning.given_id(passage.id) or own, other
