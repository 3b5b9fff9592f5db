"""Which article of the library a text that was given is, if it is any of them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from reader.annotation.model import Article
from reader.formats.given import GivenText
from reader.library.exchange import cleaning
from reader.store import articles, known_articles
from reader.store.connection import Connection
from reader.text.addresses import is_web


def found(
    connection: Connection, given: GivenText, own_id: str, hashes: Sequence[str]
) -> Article | None:
    """Give the article that a given text belongs to.

    It is that of its id; else one that has, or had, one of the texts of these hashes; else the
    only one with its address or path; else, where its text did not come along, the only one of
    its title, unless it is told to be another by its id or its address. `own_id` is the id that
    an article made of it has.
    """
    for one in filter(None, (cleaning.given_id(given.article), own_id)):
        if article := articles.by_id(connection, one):
            return article
    if hashes and (ids := known_articles.with_text(connection, hashes)):
        return articles.by_id(connection, ids[0])
    if places := addresses(given):
        ids = known_articles.at_address(connection, places)
        if len(ids) == 1:
            return articles.by_id(connection, ids[0])
    title = cleaning.line(given.title)
    if given.text is not None or not title or cleaning.given_id(given.article):
        return None
    called = known_articles.called(connection, title)
    if len(called) == 1 and _may_be_by(called[0][1], cleaning.line(given.author)):
        article = articles.by_id(connection, called[0][0])
        return article if article and not _is_elsewhere(article, given) else None
    return None


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
