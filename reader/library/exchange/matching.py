"""Which article of the library a text that was given is, if it is any of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from reader.annotation.model import Article
from reader.formats.given import GivenText
from reader.library.exchange import cleaning, titled
from reader.library.exchange.identity import Identity
from reader.library.exchange.making import QUOTES
from reader.store import articles, known_articles
from reader.store.connection import Connection
from reader.store.known_articles import KnownArticles

_LOOKED_AT = 100
"""Passages of a text that are looked for, to know again the article that it was put in."""


class _Candidate(NamedTuple):
    """An article that a text may be."""

    id: str
    is_sure: bool = True
    """Whether it is that, where none has anything of the text yet."""
    is_titled: bool = False
    """Whether nothing but a title speaks for it."""


class Matching:
    """Finds the articles of one import's texts."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._known = KnownArticles()
        self._told: set[str] = set()
        """Ids that the file tells of texts that did not come along."""
        self._claimed: dict[str, str] = {}
        """The id that is told of a text, by that of the article with its address."""
        self._titled: dict[str, str] = {}
        """What a text is known by, by the id of the article with its title."""

    def close(self) -> None:
        """Give back what it needs; nothing is found afterwards."""
        self._known.close()

    def note(self, given: GivenText) -> None:
        """Look at a text before any of the file's is sought."""
        if given.text is None and (told := cleaning.given_id(given.article)):
            self._told.add(told)

    def found(
        self, connection: Connection, given: GivenText, own_id: str, hashes: Sequence[str]
    ) -> Article | None:
        """Give the article that a given text belongs to.

        It is that of its id; else one that has, or had, one of the texts of these hashes; else
        the only one with its address or path; else, where its text did not come along, the only
        one of its title. An id is overruled by a text alone, and the title by any other thing that
        is told. `own_id` is the id that an article made of it has. Where one of these has what is
        given of it already, it is that one: so the same file finds the same articles again.
        """
        told = cleaning.given_id(given.article)
        if told and (article := articles.by_id(connection, told)):
            return article
        chosen: _Candidate | None = None
        for one in self._candidates(connection, given, own_id, hashes):
            is_there = bool(given.passages) and self._has(connection, one.id, given)
            if is_there or (one.is_sure and chosen is None):
                chosen = one
            if is_there or (chosen and not given.passages):
                break
        if chosen is None:
            return None
        if chosen.is_titled:
            self._titled.setdefault(chosen.id, own_id)
        elif told and given.text is None:
            self._claimed.setdefault(chosen.id, told)
        return articles.by_id(connection, chosen.id)

    def _candidates(
        self, connection: Connection, given: GivenText, own_id: str, hashes: Sequence[str]
    ) -> Iterator[_Candidate]:
        """Give the articles that it may be, the likeliest first."""
        told = cleaning.given_id(given.article)
        if articles.by_id(connection, own_id):
            yield _Candidate(own_id)
        if hashes:
            yield from map(_Candidate, self._known.with_text(connection, hashes))
        yield from self._at_address(connection, given, told)
        if given.text is None and not told:
            found, is_only = titled.called(connection, given, self._form)
            for one in found:
                is_free = self._titled.get(one, own_id) == own_id
                yield _Candidate(one, is_only and is_free, is_titled=True)

    def _at_address(
        self, connection: Connection, given: GivenText, told: str
    ) -> Iterator[_Candidate]:
        """Give the articles with a text's address or path."""
        places = addresses(given)
        found = self._known.at_address(connection, places) if places else []
        # What the file itself names by its id is no other text.
        ids = [one for one in found if not told or one not in self._told]
        for one in ids:
            yield _Candidate(one, len(ids) == 1 and self._may_be(connection, one, given, told))

    def _may_be(self, connection: Connection, one: str, given: GivenText, told: str) -> bool:
        """Whether an article with the address of a text may be it, for all its id says."""
        if not told:
            return True
        if given.text is None:
            return self._claimed.get(one, told) == told
        article = articles.by_id(connection, one)
        return bool(article and article.metadata.get(QUOTES)) and cleaning.is_made(one)

    def _has(self, connection: Connection, article: str, given: GivenText) -> bool:
        """Whether an article has a passage that is given."""
        identity = Identity(self._form, article)
        some = given.passages[:_LOOKED_AT]
        ids = {key for one in some for key in identity.ids(one)}
        return known_articles.has_passage(connection, article, ids)


def addresses(given: GivenText) -> list[str]:
    """Give what an article's address or path may be, with and without a place within it."""
    places = [cleaning.line(place) for place in (given.url, given.path)]
    address = places[0].partition("#")[0]
    places += [address, _path(address)]
    return list(dict.fromkeys(filter(None, places)))


def _path(address: str) -> str:
    """Give the path of a file that a browser has by its address; nothing for other addresses."""
    scheme, _, path = address.partition("://")
    return unquote(path) if scheme.lower() == "file" and path.startswith("/") else ""
