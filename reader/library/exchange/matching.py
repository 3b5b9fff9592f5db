"""Which article of the library a text that was given is, if it is any of them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from reader.annotation.model import Article
from reader.formats.given import GivenText
from reader.library.exchange import cleaning
from reader.library.exchange.making import QUOTES
from reader.store import articles, known_articles
from reader.store.connection import Connection
from reader.store.known_articles import KnownArticles
from reader.text.addresses import is_web


class Matching:
    """Finds the articles of one import's texts."""

    def __init__(self) -> None:
        self._known = KnownArticles()
        self._told: set[str] = set()
        """Ids that the file tells of texts that did not come along."""
        self._claimed: dict[str, str] = {}
        """The id that is told of a text, by that of the article with its address."""

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
        is told. `own_id` is the id that an article made of it has.
        """
        told = cleaning.given_id(given.article)
        for one in filter(None, (told, own_id)):
            if article := articles.by_id(connection, one):
                return article
        if hashes and (ids := self._known.with_text(connection, hashes)):
            return articles.by_id(connection, ids[0])
        if article := self._at_address(connection, given, told):
            return article
        if given.text is not None or told:
            return None
        return _called(connection, given)

    def _at_address(self, connection: Connection, given: GivenText, told: str) -> Article | None:
        """Give the only article with a text's address or path, if it may be that text."""
        places = addresses(given)
        found = self._known.at_address(connection, places) if places else []
        # What the file itself names by its id is no other text.
        ids = [one for one in found if not told or one not in self._told]
        article = articles.by_id(connection, ids[0]) if len(ids) == 1 else None
        if article is None or not told:
            return article
        if given.text is not None:
            is_quotes = bool(article.metadata.get(QUOTES)) and cleaning.is_made(article.id)
            return article if is_quotes else None
        return article if self._claimed.setdefault(article.id, told) == told else None


def _called(connection: Connection, given: GivenText) -> Article | None:
    """Give the only article of a text's title, unless another author or place is told of it."""
    title = cleaning.line(given.title)
    found = known_articles.called(connection, title) if title else []
    if len(found) != 1 or not _may_be_by(found[0][1], cleaning.line(given.author)):
        return None
    article = articles.by_id(connection, found[0][0])
    return article if article and not _is_elsewhere(article, given) else None


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


def _may_be_by(author: str, given: str) -> bool:
    return not author or not given or author.casefold() == given.casefold()


def _is_elsewhere(article: Article, given: GivenText) -> bool:
    """Whether an article has another address, or another path, than is told."""
    url, path = cleaning.line(given.url), cleaning.line(given.path)
    own_url = article.url or (article.path if is_web(article.path) else "")
    # That of an article that was made of what is told of a file has its format before it.
    own_path = "" if is_web(article.path) else article.path[article.path.find("/") :]
    is_file = own_path.startswith("/")
    return bool((url and own_url) or (path and is_file and own_path != path))
