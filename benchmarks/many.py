"""A library of any number of short articles, made through SQL: a million take less than a minute.

It is as taking files in would leave it, but for the indexes of words in texts and of near copies,
which the list of articles has no need of.
"""

from __future__ import annotations

import datetime
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from benchmarks.room import ANNOTATOR
from benchmarks.texts import FIRST, article
from reader.library import Library
from reader.store import numbering
from reader.text.normal import RULES
from reader.text.plain import parse
from reader.text.stored import pack

WORDS = 20_000
"""Words that titles are made of; the second is half as frequent as the first, and so on."""
_TEXT = f"{FIRST} keeps a ledger."
_NEWEST = 10_000
"""Characters of the newest article's text."""
_SYLLABLES = [first + second for first in "bdfghklmnprstvw" for second in "aeiou"]
_SOURCES = [f"{place} {kind}" for place in ("Harbour", "River", "Tide") for kind in ("Post", "Sun")]
_FROM = datetime.date(1990, 1, 1)
_DAYS = 13_000
_TITLE = 6
"""Words of a title."""
_HELD = 64 << 20
"""Bytes of an index of words that are held back to be written together."""


class Heading(NamedTuple):
    """What a list shows of an article."""

    number: int
    id: str
    title: str
    source: str
    author: str
    published: str


class _Text(NamedTuple):
    """A text as it is stored."""

    text: str
    blocks: bytes
    digest: str

    @classmethod
    def of(cls, given: str) -> _Text:
        document = parse(given)
        return cls(document.text, pack(document), sha256(document.text.encode()).hexdigest())


def vocabulary() -> list[str]:
    """Give the words of titles, the most frequent first."""
    chance = random.Random(2)
    made: dict[str, None] = {}
    while len(made) < WORDS:
        made["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))] = None
    return [*made]


def make(database: Path, count: int) -> None:
    """Make a database with so many articles."""
    Library.open(database, annotator=ANNOTATOR, create=True).close()
    found = sorted(_headings(count))
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -400000", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        _index(connection, found)
        _store(connection, sorted(found, key=lambda one: one.id))
        connection.execute("UPDATE index_state SET next = ?", (count + 1,))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _headings(count: int) -> Iterator[Heading]:
    """Give what is told of the articles, in the order in which they came in."""
    chance = random.Random(1)
    words = vocabulary()
    weights = [*accumulate(1 / (place + 2) for place in range(WORDS))]
    titles = chance.choices(words, cum_weights=weights, k=_TITLE * count)
    days = [(_FROM + datetime.timedelta(day)).isoformat() for day in range(_DAYS)]
    numbers = [numbering.number(day, "", 0) for day in days]
    sources = [f"{name} {edition}" for name in _SOURCES for edition in range(40)]
    authors = [word.capitalize() for word in words[:3000]]
    for place in range(count):
        day = int(chance.random() * _DAYS)
        yield Heading(
            numbers[day] - place - 1,
            identifier(chance.getrandbits(128)),
            " ".join(titles[_TITLE * place : _TITLE * (place + 1)]).capitalize(),
            sources[int(chance.random() * len(sources))],
            authors[int(chance.random() * len(authors))],
            days[day],
        )


def identifier(bits: int) -> str:
    """Give a random UUID as articles have them."""
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _index(connection: sqlite3.Connection, found: Sequence[Heading]) -> None:
    """Put articles into the indexes, by rising numbers as these grow fastest."""
    key = numbering.sort_key
    connection.executemany(
        "INSERT INTO index_article VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?)",
        (
            (
                one.number,
                numbering.PLACES - one.number % numbering.PLACES,
                one.id,
                key(one.title),
                key(one.source),
                key(one.author),
                one.published,
                len(_TEXT),
                RULES,
            )
            for one in found
        ),
    )
    held = "INSERT INTO index_title (index_title, rank) VALUES ('hashsize', ?)"
    connection.execute(held, (_HELD,))
    connection.executemany(
        "INSERT INTO index_title (rowid, title, source, author) VALUES (?, ?, ?, ?)",
        ((one.number, one.title, one.source, one.author) for one in found),
    )
    connection.execute("DELETE FROM index_title_config WHERE k = 'hashsize'")


def _store(connection: sqlite3.Connection, found: Sequence[Heading]) -> None:
    """Store articles with their texts; the newest, which is what opens first, has a longer one."""
    newest = max(found).id
    long, short = _Text.of(article(_NEWEST)), _Text.of(_TEXT)
    texts = [long if one.id == newest else short for one in found]
    connection.executemany(
        "INSERT INTO article (id, path, title, kind, text_hash, length, source, author, published,"
        " language, url, accessed, metadata, size, mtime_ns, digest)"
        " VALUES (?, ?, ?, 'text', ?, ?, ?, ?, ?, '', '', '', '{}', ?, 1, ?)",
        (
            (
                *(one.id, f"/bench/{place:07}.txt", one.title, text.digest, len(text.text)),
                *(one.source, one.author, one.published, len(text.text), text.digest),
            )
            for place, (one, text) in enumerate(zip(found, texts, strict=True))
        ),
    )
    connection.executemany(
        "INSERT INTO version VALUES (?, ?, ?, '', ?, '', ?, ?, NULL)",
        (
            (one.id, text.digest, RULES, len(text.text), text.text, text.blocks)
            for one, text in zip(found, texts, strict=True)
        ),
    )
