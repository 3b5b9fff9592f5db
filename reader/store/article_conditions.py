"""Conditions of SQL on what an article is by itself: its words, its kind, its day, how far read.

They speak of `i`, the article's row of `index_article`; what a person typed is only ever a value.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from reader.query.model import Dated, Field, Leaf, Named, Undated
from reader.store.matching import Index
from reader.store.numbering import KEY, day_numbers, sort_key


class Condition(NamedTuple):
    """A part of a WHERE with the values for its question marks, in order."""

    sql: str
    values: tuple[object, ...] = ()


_ARTICLE = "EXISTS (SELECT 1 FROM article a WHERE a.id = i.article AND {})"
_READING = "EXISTS (SELECT 1 FROM reading r WHERE r.article = i.article AND {})"
_STATES = {
    "unread": "NOT " + _READING.format("r.read"),
    "read": _READING.format("r.read"),
    "starred": _READING.format("r.starred"),
    "open": _READING.format("r.opened <> '' AND NOT r.read"),
    "annotated": "EXISTS (SELECT 1 FROM annotation m WHERE m.article = i.article)",
    "guess": _ARTICLE.format("a.guessed"),
    "gone": _ARTICLE.format("a.gone <> ''"),
    "copy": "EXISTS (SELECT 1 FROM index_pair p WHERE p.place = i.place)",
}


def on_article(leaf: Leaf) -> Condition:
    """Give the condition on what an article is by itself."""
    if isinstance(leaf, Dated):
        return _dated(leaf)
    if isinstance(leaf, Undated):
        return Condition("i.published = ''")
    if isinstance(leaf, Named):
        if leaf.name == "is":
            return Condition(f"({_STATES[leaf.value]})")
        return Condition(_ARTICLE.format("a.kind = ?"), (leaf.value,))
    assert isinstance(leaf, Field), leaf
    if leaf.name == "lang":
        language = _language(leaf)
        return Condition(_ARTICLE.format(language.sql), language.values)
    return _whole(leaf)


def in_index(index: Index, found: str, *, is_behind: bool = False) -> Condition:
    """Give the condition that an index of words finds an article, which another may have found."""
    table = index.table
    # By the sign SQLite does not go through all that this index finds for each of those.
    column = f"{'+' if is_behind else ''}i.{index.known_by}"
    return Condition(f"{column} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (found,))


def numbers_within(dated: Dated) -> tuple[int, int]:
    """Give the least and the greatest number that an article of these days can have."""
    first, last = _day(dated.first or "0001", "-01-01"), _day(dated.last or "9999", "-12-31")
    return day_numbers(first, last)


def _whole(field: Field) -> Condition:
    """Give the condition that a title, a source or an author is this, without regard to case."""
    key = sort_key(field.text)
    found = Condition(f"i.{field.name} = ?", (key,))
    if len(key) < KEY:
        return found
    # Of what is longer the index holds no more.
    rest = _ARTICLE.format(f"reader_casefold(a.{field.name}) = ?")
    return Condition(f"({found.sql} AND {rest})", (key, field.text.casefold()))


def _language(field: Field) -> Condition:
    asked = field.text.casefold().replace("_", "-")
    if field.how == "start":
        sql = "substr(lower(replace(a.language, '_', '-')), 1, length(?)) = ?"
        return Condition(sql, (asked, asked))
    if field.how == "whole":
        return Condition("lower(replace(a.language, '_', '-')) = ?", (asked,))
    sql = "substr(lower(replace(a.language, '_', '-')) || '-', 1, length(?) + 1) = ? || '-'"
    return Condition(sql, (asked, asked))


def _dated(dated: Dated) -> Condition:
    """Give the condition on when an article was published; its number tells the day."""
    sql = (
        "(i.number BETWEEN ? AND ? AND i.published <> '' AND i.published >= ?"
        " AND (i.published < ? OR ? = ''))"
    )
    # Of days in the wrong order nothing is between.
    return Condition(sql, (*numbers_within(dated), dated.first, dated.end, dated.end))


def _day(date: str, rest: str) -> datetime.date:
    """Give the first or the last day of a year, a month or a day, at least one that holds it."""
    year, month, day = map(int, (date + rest[len(date) - 4 :]).split("-"))
    while day > 28:
        try:
            return datetime.date(max(year, 1), month, day)
        except ValueError:
            day -= 1
    return datetime.date(max(year, 1), month, day)
