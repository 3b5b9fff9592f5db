"""A file that is taken in and is what an import made an article of, before the file was there.

It is the same text by what both tell of it: the address, or title and author or source. And most
of what was marked must stand in it. Then the article gets the file's text as a newer version, and
its annotations follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reader.annotation.model import Article
from reader.annotation.reanchoring import NewPlace
from reader.ingest.taking import Taken
from reader.library.exchange.carrying import whole
from reader.library.exchange.making import QUOTES
from reader.library.exchange.placing import Places
from reader.library.following import Following
from reader.store import articles, known_articles, passages
from reader.store.articles import KnownArticle
from reader.store.connection import Connection

_FACTS = ("source", "author", "published", "language", "url")


def adoptable(connection: Connection, new: Mapping[str, Taken]) -> dict[str, KnownArticle]:
    """Give the article that each new file is, by path, as far as an import made one of it."""
    titles = {one.title for one in new.values()}
    urls = {one.url for one in new.values() if one.url}
    named: dict[str, list[str]] = {}
    for path, taken in new.items():
        for name in {taken.url, taken.title.casefold()} - {""}:
            named.setdefault(name, []).append(path)
    found: dict[str, KnownArticle] = {}
    for key in known_articles.without_file(connection, titles, urls):
        article = articles.by_id(connection, key)
        assert article is not None
        names = dict.fromkeys((article.url, article.path, article.title.casefold()))
        for path in dict.fromkeys(path for name in names for path in named.get(name, ())):
            if path not in found and _is_same(connection, article, new[path]):
                found[path] = articles.known(connection, article.path)[article.path]
                break
    return found


def with_facts(connection: Connection, known: KnownArticle, taken: Taken) -> Taken:
    """Give a file with what its article tells and the file itself does not."""
    article = articles.by_id(connection, known.id)
    facts = {name: getattr(taken, name) or getattr(article, name, "") for name in _FACTS}
    return replace(taken, **facts)


def find_quotes(following: Following, connection: Connection, article: str, text: str) -> None:
    """Find the annotations of an article that is made of quotes in its real text.

    A quote that stands there more than once waits for review: no words around it were told.
    """
    found = articles.by_id(connection, article)
    if found is None or not found.metadata.get(QUOTES):
        return
    places = Places(text)
    for one in passages.of_article(connection, article):
        there = [] if one.is_memo else places.all_of(one.quote)
        if there:
            first = whole(text, there[0])
            following.tell(one, NewPlace("moved" if len(there) == 1 else "review", first, 1.0))


def _is_same(connection: Connection, article: Article, taken: Taken) -> bool:
    """Whether an article and a file tell that they are the same, and their texts bear that out."""
    is_addressed = bool(taken.url) and taken.url in (article.url, article.path)
    # Quotes are looked for, which takes long, only where the rest is so.
    if not is_addressed and not _is_titled_and_by(article, taken):
        return False
    places = Places(taken.text)
    marked = [one for one in passages.of_article(connection, article.id) if not one.is_memo]
    standing = sum(bool(places.all_of(one.quote)) for one in marked)
    return 2 * standing >= len(marked) and (is_addressed or standing > 0)


def _is_titled_and_by(article: Article, taken: Taken) -> bool:
    """Whether both have the same title, and the same author or source."""
    both = ((taken.author, article.author), (taken.source, article.source))
    is_by = any(one and one.casefold() == other.casefold() for one, other in both)
    return is_by and bool(taken.title) and taken.title.casefold() == article.title.casefold()
