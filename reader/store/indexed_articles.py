"""Articles in the indexes: in the lists, in those of words, and among near copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.store import indexed_words, near, texts
from reader.store.connection import Connection
from reader.store.numbering import PLACES, number, sort_key
from reader.store.state_values import State, version_key
from reader.text import dates, likeness
from reader.text.unspaced import spaced


class IndexedArticle(NamedTuple):
    """What the indexes know of one article."""

    id: str
    title: str
    source: str
    author: str
    published: str
    accessed: str
    length: int
    text_hash: str

    @property
    def version(self) -> str:
        """The key of the text that it shows."""
        return version_key(self.id, self.text_hash)


class _Numbered(NamedTuple):
    number: int
    place: int
    article: IndexedArticle
    text: str


class Fresh(NamedTuple):
    """A text that was just stored, with what near copies of it are known by."""

    text: str
    signature: bytes


NONE_FRESH: Mapping[str, Fresh] = {}
"""No text was just stored."""
_NONE_TOLD: Mapping[str, int] = {}


def differ(before: State | None, after: State | None) -> bool:
    """Whether two states of an article are told apart by the indexes."""
    return before is None or after is None or as_indexed(before) != as_indexed(after)


def as_indexed(state: State) -> IndexedArticle:
    """Give what the indexes know of an article in some state."""
    values = (state[field] for field in IndexedArticle._fields)
    return IndexedArticle(*values)  # type: ignore[arg-type]  # as stored


def stored(connection: Connection, ids: Iterable[str]) -> list[IndexedArticle]:
    """Give articles of the database, as they are now."""
    columns = ", ".join(IndexedArticle._fields)
    query = f"SELECT {columns} FROM article WHERE id = ?"
    return [IndexedArticle(*row) for key in ids for row in connection.execute(query, (key,))]


def is_used_up(connection: Connection, count: int) -> bool:
    """Whether there are no more so many places in the order of coming in."""
    (place,) = connection.execute("SELECT next FROM index_state").fetchone()
    return int(place) + count > PLACES


def take_out(
    connection: Connection, articles: Iterable[IndexedArticle], *, words: bool = True
) -> None:
    """Take articles out; without `words` not out of the indexes of words."""
    for article in articles:
        row = connection.execute(
            "SELECT number, place FROM index_article WHERE article = ?", (article.id,)
        ).fetchone()
        if row is None:
            continue
        one = _Numbered(row[0], row[1], article, _text(connection, article) if words else "")
        for table, given in _WORDS.items() if words else ():
            indexed_words.take_out(connection, table, [given(one)])
        near.take_out(connection, one.place)
        connection.execute("DELETE FROM index_article WHERE number = ?", (one.number,))


def put_in(
    connection: Connection,
    articles: Sequence[IndexedArticle],
    fresh: Mapping[str, Fresh] = NONE_FRESH,
    rules: Mapping[str, int] = _NONE_TOLD,
    *,
    words: bool = True,
) -> None:
    """Put articles in; `rules` are those of their texts, by version, as far as they are told.

    Without `words` they are not put into the indexes of words.
    """
    place = _places(connection, len(articles))
    numbered = []
    for article in articles:
        known = fresh.get(article.text_hash)
        text = known.text if known else _text(connection, article)
        by_day = number(article.published, article.accessed, place)
        numbered.append(_Numbered(by_day, place, article, text))
        place += 1
    connection.executemany(
        "INSERT INTO index_article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.number, one.place, *_row(one.article), rules.get(one.article.version, 0))
            for one in sorted(numbered)
        ],
    )
    for table, row in _WORDS.items() if words else ():
        # An index of words grows fastest by rising rowids.
        indexed_words.put_in(connection, table, sorted(map(row, numbered)))
    near.put(connection, {one.place: _signature(one, fresh) for one in numbered})


def note_rules(connection: Connection, articles: Iterable[str]) -> None:
    """Keep with each article by which rules its text was made."""
    connection.executemany(
        "UPDATE index_article SET rules = (SELECT v.rules FROM article a JOIN version v"
        " ON v.article = a.id AND v.hash = a.text_hash WHERE a.id = index_article.article)"
        " WHERE article = ?",
        [(article,) for article in articles],
    )


def _text(connection: Connection, article: IndexedArticle) -> str:
    """Give an article's text; where it is gone already, as it is kept for undoing."""
    for table in ("version", "log_text"):
        row = connection.execute(
            f"SELECT text FROM {table} WHERE article = ? AND hash = ?",
            (article.id, article.text_hash),
        ).fetchone()
        if row:
            return texts.unfolded_text(row[0])
    return ""


def _signature(one: _Numbered, fresh: Mapping[str, Fresh]) -> bytes:
    known = fresh.get(one.article.text_hash)
    return known.signature if known else likeness.signature(one.text)


def _places(connection: Connection, count: int) -> int:
    """Take so many places in the order of coming in, and give the first."""
    (place,) = connection.execute("SELECT next FROM index_state").fetchone()
    if count:
        connection.execute("UPDATE index_state SET next = ?", (place + count,))
    return int(place)


def _row(article: IndexedArticle) -> tuple[object, ...]:
    keys = map(sort_key, (article.title, article.source, article.author))
    return (article.id, *keys, dates.iso(article.published), article.accessed, article.length)


def _title_row(one: _Numbered) -> tuple[object, ...]:
    article = one.article
    return (one.number, *map(spaced, (article.title, article.source, article.author)))


def _text_row(one: _Numbered) -> tuple[object, ...]:
    return (one.place, spaced(one.text), spaced(one.article.title))


_WORDS: Mapping[str, Callable[[_Numbered], tuple[object, ...]]] = {
    "index_title": _title_row,
    "index_text": _text_row,
}
"""The indexes of an article's words, and what each is given of one."""
