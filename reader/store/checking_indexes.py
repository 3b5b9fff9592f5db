"""Checking the indexes against what they are made of: rules, rows, sort keys, near copies.

Their words are looked at in `checking_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.counting import plural
from reader.store import numbering
from reader.store.connection import Connection
from reader.store.finding import Finding, called, unindexed
from reader.store.schema import is_indexed
from reader.text import dates, likeness

_PRIME = 2**31 - 1
_FOREIGN = (
    ("index_article", "article", "article", "id"),
    ("index_annotation", "annotation", "annotation", "id"),
    ("index_likeness", "place", "index_article", "place"),
    ("index_pair", "place", "index_likeness", "place"),
    ("index_pair", "other", "index_likeness", "place"),
    ("index_title_docsize", "id", "index_article", "number"),
    ("index_text_docsize", "id", "index_article", "place"),
    ("index_passage_docsize", "id", "index_annotation", "number"),
)
"""Tables and columns of which nothing may be that is not in another table's column."""
_WHOLE = (
    ("annotation", "id", "index_annotation", "annotation"),
    ("index_article", "number", "index_title_docsize", "id"),
    ("index_article", "place", "index_text_docsize", "id"),
    ("index_annotation", "number", "index_passage_docsize", "id"),
)
"""Tables and columns of which nothing may be missing in another table's column."""

Step = Callable[[], None]


def state(connection: Connection) -> Iterator[Finding]:
    """Check that the indexes are of the present rules, and the next number is a new one."""
    if not is_indexed(connection):
        yield unindexed("it is of other rules, or was found damaged while something was written")
        return
    query = "SELECT (SELECT max(place) FROM index_article) >= next FROM index_state"
    if connection.execute(query).fetchone()[0]:
        yield unindexed("the next article would get a number that another may have")


def rows(connection: Connection, step: Step) -> Iterator[Finding]:
    """Check that each article and annotation has its row and no other; `step` is told of each."""
    if not is_indexed(connection):
        return
    wrong: list[str] = []
    many = 0
    for article, title, is_right in _articles(connection):
        step()
        if not is_right:
            many += 1
            wrong = wrong or [called(title, article)]
    if many:
        others = f" and {plural(many - 1, 'other')}" if many > 1 else ""
        yield unindexed("it does not have it as it is", f"{wrong[0]}{others}")
    for table, column, other, name in (*_FOREIGN, *_WHOLE):
        query = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT {name} FROM {other})"
        (count,) = connection.execute(query).fetchone()
        if count:
            yield unindexed(f"{plural(count, 'row')} of {table} not in {other}")


def _articles(connection: Connection) -> Iterator[tuple[str, str, bool]]:
    """Give each article's id and title, and whether the index has it as it is."""
    found = connection.execute(
        "SELECT a.id, a.title, a.source, a.author, a.published, a.accessed, a.length,"
        " coalesce(v.rules, 0), i.title, i.source, i.author, i.published, i.added,"
        " i.length, i.rules, i.number, i.place"
        " FROM article a LEFT JOIN index_article i ON i.article = a.id"
        " LEFT JOIN version v ON v.article = a.id AND v.hash = a.text_hash"
    )
    for (
        key,
        title,
        source,
        author,
        published,
        accessed,
        length,
        rules,
        *there,
        number,
        place,
    ) in found:
        names = map(numbering.sort_key, (title, source, author))
        keys = [*names, dates.iso(published), accessed, length, rules]
        is_placed = place is not None and number == numbering.number(published, accessed, place)
        yield key, title, keys == there and is_placed


def bands(connection: Connection, step: Step) -> Iterator[Finding]:
    """Check that near copies are found by their signatures, and by nothing else."""
    if not is_indexed(connection):
        return
    count = total = 0
    for place, signature in connection.execute("SELECT place, signature FROM index_likeness"):
        step()
        if len(signature) != likeness.SIZE:
            yield unindexed("a signature of near copies is damaged")
            return
        for band in set(likeness.bands(signature)):
            count += 1
            total += (band % _PRIME) * (place % _PRIME) % _PRIME
    there = connection.execute(
        "SELECT count(*), coalesce(sum((band % ?1) * (place % ?1) % ?1), 0) FROM index_band",
        (_PRIME,),
    ).fetchone()
    if there != (count, total):
        yield unindexed("near copies would not all be found, or some that are none")
