"""How facts about articles are put into words: dates, lengths, how far one has read."""

from __future__ import annotations

import re
from datetime import date

from reader.annotation.model import Article, ArticleRow
from reader.text.cells import width_of
from reader.text.normal import visible
from reader.tui.drawn import label

_CHARACTERS_A_MINUTE = 1300
_FINISHED = 0.97
_LEAST_OF_SOURCE = 4
"""Cells below which a source that is cut tells nothing."""


def day(value: str) -> str:
    """Give a date as `12 Jun 2020`; what is no ISO date stays as it is."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.day} {found:%b %Y}"


def year(value: str) -> str:
    """Give the year of a date, empty where none stands in it."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", value)
    return found[0] if found else ""


def minutes(length: int) -> str:
    """Give the time that a text of so many characters takes to read."""
    count = max(round(length / _CHARACTERS_A_MINUTE), 1)
    return f"{count} min" if count < 120 else f"{round(count / 60)} h"


def about(article: Article, room: int) -> str:
    """Give where an article is from, its date and its length, in so many cells.

    Where there is no room the length goes first, then the day, then the month.
    """
    source, published = article.source, day(article.published)
    month = published.partition(" ")[2] if published != article.published else published
    for parts in (
        (source, published, minutes(article.length)),
        (source, published),
        (source, month),
    ):
        whole = _safe(" · ".join(part for part in parts if part))
        if width_of(whole) <= room:
            return whole
    return origin(source, year(article.published) or published, room)


def origin(source: str, when: str, room: int) -> str:
    """Give where something is from and when, in so many cells: what is cut is where from."""
    left = room - width_of(label(when, room)) - 3
    if source and when and left >= _LEAST_OF_SOURCE:
        return f"{label(source, left)} · {label(when, room)}"
    return label(" · ".join(part for part in (source, when) if part), room)


def _safe(text: str) -> str:
    return label(text, len(text) * 4)


def caption(article: Article) -> str:
    """Give the line about an article: source, author, date and length, as far as known.

    Where its encoding is a guess, that stands there too.
    """
    author = article.author if article.author != article.source else ""
    parts = (
        article.source,
        author,
        day(article.published),
        minutes(article.length) if article.length else "",
        _guess(article) if article.guessed else "",
    )
    return visible(" · ".join(part for part in parts if part))


def _guess(article: Article) -> str:
    # Imported here: hardly an article needs it.
    from reader.library.encodings import said

    return f"{said(article.encoding)}, guessed"


def percent(row: ArticleRow) -> int:
    """Give how much of an article has been read, of 100."""
    if row.reading.read:
        return 100
    if not row.article.length:
        return 0
    share = row.reading.furthest / row.article.length
    return 100 if share >= _FINISHED else int(share * 100)


def progress(row: ArticleRow) -> tuple[int, str]:
    """Give all that shows of how far an article has been read: percent and mark."""
    return percent(row), progress_mark(row)


def progress_mark(row: ArticleRow) -> str:
    """Give the mark for unread, started or finished."""
    share = percent(row)
    if share >= 100:
        return "●"
    return "◐" if row.reading.opened or share else "○"
