"""The articles that a text may be which came with nothing surer than a title.

What the file tells besides, an address, a path, or what its tool knows the text by, must not be
another than the article's; and where the article tells none, most of the quotes must stand in it.
"""

from __future__ import annotations

from reader.annotation.model import Article
from reader.formats.given import GivenText
from reader.library.exchange import cleaning
from reader.library.exchange.finding import quote_of
from reader.library.exchange.making import QUOTES
from reader.library.exchange.placing import Places
from reader.store import articles, known_articles
from reader.store.connection import Connection
from reader.text.addresses import is_web

_LONGEST_KEY = 300


def called(connection: Connection, given: GivenText, form: str) -> tuple[list[str], bool]:
    """Give the ids of the articles that a text may be by its title, and if it is the only one.

    It is the only one where no other article at all has that title, and its quotes bear it out.
    """
    title = cleaning.line(given.title)
    rows = known_articles.called(connection, title) if title else []
    author = cleaning.line(given.author)
    found = []
    for key, by in rows:
        article = articles.by_id(connection, key)
        if article and _may_be_by(by, author) and not _is_elsewhere(article, given, form):
            found.append(article)
    is_only = len(rows) == len(found) == 1
    if is_only and not is_bare(given):
        is_only = not found[0].metadata.get(QUOTES) and _stands_in(connection, found[0], given)
    return [one.id for one in found], is_only


def own_path(given: GivenText, form: str) -> str:
    """Give the path of an article that is known by what a format tells: one that no file has."""
    known_by = cleaning.line(given.path or given.key or given.title)[:_LONGEST_KEY]
    return known_by if known_by.startswith(f"{form}:") else f"{form}:{known_by}"


def is_bare(given: GivenText) -> bool:
    """Whether nothing but a title is told of a text, and maybe an author."""
    named = ("", given.title, "\n".join((given.title, given.author)).strip())
    return not given.url and not given.path and given.key in named


def _may_be_by(author: str, given: str) -> bool:
    return not author or not given or author.casefold() == given.casefold()


def _is_elsewhere(article: Article, given: GivenText, form: str) -> bool:
    """Whether an article has another address, another path or another key than is told."""
    url, path = cleaning.line(given.url), cleaning.line(given.path)
    own_url = article.url or (article.path if is_web(article.path) else "")
    # That of an article that was made of what is told of a file has its format before it.
    own_file = "" if is_web(article.path) else article.path[article.path.find("/") :]
    is_file = own_file.startswith("/")
    if (url and own_url) or (path and is_file and own_file != path):
        return True
    own = own_path(given, form)
    is_of_form = bool(given.key or path) and article.path.startswith(f"{form}:")
    return is_of_form and article.path not in (own, f"{own}#{article.id}")


def _stands_in(connection: Connection, article: Article, given: GivenText) -> bool:
    """Whether most of the quotes that are given stand in an article."""
    text = articles.text(connection, article.id, article.text_hash) or ""
    places = Places(text)
    quoted = [one for one in map(quote_of, given.passages) if one]
    standing = sum(bool(places.all_of(one)) for one in quoted)
    return standing > 0 and 2 * standing >= len(quoted)
