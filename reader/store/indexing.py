"""The indexes: what the database keeps twice so that a million articles are found as fast as five.

All of it follows from articles, texts and annotations, and is brought up to date at the end of
each transaction that changed them. An article's *place* is in the order of coming in: one whose
text or title is changed comes in again. Its *number* rises with the day on which it was published,
or came in where that is not told, and falls with the place on one day: from the highest down,
numbers are the newest first. The index of titles knows articles by their numbers and gives them in
that order; that of texts knows them by their places, for it keeps each word of each by the distance
from the one before, and numbers lie far apart. The indexes of words hold no text; to take something
out of one, what was put in is told again.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from reader.store import near, texts
from reader.store.changes import Change
from reader.store.connection import Connection, is_damage
from reader.store.schema import INDEX_RULES, PARTS, WORDS
from reader.store.states import State, version_key
from reader.text import dates, likeness
from reader.text.unspaced import spaced

SINCE = 3
"""The schema that first had indexes."""
_LATER = 24
"""Bits of a number below the day's."""
PLACES = 1 << _LATER
"""Numbers of one day."""
KEY = 60
"""Characters of a title, source or author that articles are sorted by."""
NONE = "\U0010fffd"
"""Stands for a source or author that is not told: behind all that are."""
_BATCH = 500

_HASHED = 1 << 24
"""Bytes of words that are gathered before a part of the index of texts is written."""

Progress = Callable[[int], None]
"""Is told how many articles are done."""


class _Entry(NamedTuple):
    """What the indexes know of one article."""

    id: str
    title: str
    source: str
    author: str
    published: str
    accessed: str
    length: int
    text_hash: str


class _Numbered(NamedTuple):
    number: int
    place: int
    entry: _Entry
    text: str


class Fresh(NamedTuple):
    """A text that was just stored, with what near copies of it are known by."""

    text: str
    signature: bytes


_NONE_FRESH: Mapping[str, Fresh] = {}
_NONE_TOLD: Mapping[str, int] = {}


def apply(
    connection: Connection,
    changes: Iterable[Change],
    fresh: Mapping[str, Fresh] = _NONE_FRESH,
    *,
    words: bool = True,
) -> None:
    """Bring the indexes from what was before these changes to what is after them.

    `fresh` has texts that need not be read again, by their hashes. Without `words` the indexes of
    words stay as they are, and are to be made anew.
    """
    articles: dict[str, list[State | None]] = {}
    annotations: dict[str, list[State | None]] = {}
    rules: dict[str, int] = {}
    for kind, key, before, after in changes:
        if kind == "article":
            articles.setdefault(key, [before, after])[1] = after
        elif kind == "annotation":
            annotations.setdefault(key, [before, after])[1] = after
        elif kind == "version":
            rules[key] = 0 if after is None else int(str(after["rules"]))
    other = [(before, after) for before, after in articles.values() if _differ(before, after)]
    new = [_entry(after) for _, after in other if after]
    if words and _is_used_up(connection, len(new)):
        rebuild(connection)
        return
    _take_out(connection, [_entry(before) for before, _ in other if before], words=words)
    _put_in(connection, new, fresh, rules, words=words)
    told = {one.id for one in new if rules.get(_version(one))}
    retold = {key.partition("/")[0] for key in rules} | articles.keys()
    _note_rules(connection, retold - told)
    _annotations(connection, annotations, words=words)


def forget(connection: Connection, articles: Iterable[str], annotations: Iterable[str]) -> None:
    """Take articles and annotations out, so that no word of them stays; they are still there."""
    found = [_entry(state) for article in articles for state in _stored(connection, article)]
    _take_out(connection, found)
    for key in annotations:
        query = "SELECT quote, note FROM annotation WHERE id = ?"
        for quote, note in connection.execute(query, (key,)).fetchall():
            _annotations(connection, {key: [{"quote": quote, "note": note}, None]})
    for table in WORDS:
        # Else words stay in parts of the index that were written before.
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def is_there(connection: Connection) -> bool:
    """Whether the database has indexes: an older schema, as a backup may be of, has none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) >= SINCE


def distrust(connection: Connection) -> None:
    """Mark the indexes as to be made anew."""
    _set_state(connection, 0)


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make all indexes anew, within a transaction of the caller's, whatever is in them."""
    for table in WORDS:
        _empty(connection, table)
    tables = ("index_article", "index_annotation", "index_likeness", "index_band", "index_pair")
    for table in tables:
        connection.execute(f"DELETE FROM {table}")
    _set_state(connection, INDEX_RULES)
    connection.execute(
        "INSERT INTO index_text (index_text, rank) VALUES ('hashsize', ?)", (_HASHED,)
    )
    done = 0
    ids = [key for (key,) in connection.execute("SELECT id FROM article ORDER BY accessed, path")]
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        _put_in(connection, [_entry(state) for key in batch for state in _stored(connection, key)])
        _note_rules(connection, batch)
        done += len(batch)
        if progress:
            progress(done)
    query = "SELECT id, quote, note FROM annotation ORDER BY id"
    for key, quote, note in connection.execute(query).fetchall():
        _annotations(connection, {key: [None, {"quote": quote, "note": note}]})


def _empty(connection: Connection, table: str) -> None:
    """Take everything out of an index of words, however damaged it is."""
    empty = f"INSERT INTO {table} ({table}) VALUES ('delete-all')"
    try:
        connection.execute(empty)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        # SQLite cannot even open it: it gets what a new one has.
        _renew(connection, table)
        connection.execute(empty)


def _renew(connection: Connection, table: str) -> None:
    query = "SELECT sql FROM sqlite_master WHERE name = ?"
    (sql,) = connection.execute(query, (table,)).fetchone()
    with closing(sqlite3.connect(":memory:")) as new:
        new.execute(sql)
        for part in (f"{table}_{end}" for end in PARTS):
            connection.execute(f"DELETE FROM {part}")
            for row in new.execute(f"SELECT * FROM {part}"):
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {part} VALUES ({marks})", row)


def _set_state(connection: Connection, rules: int) -> None:
    """Say by which rules the indexes are made; the next place is 1 where there is none."""
    row = connection.execute("SELECT next FROM index_state").fetchone()
    place = row[0] if row and not rules else 1
    connection.execute("DELETE FROM index_state")
    connection.execute("INSERT INTO index_state (rules, next) VALUES (?, ?)", (rules, place))


def number(published: str, accessed: str, place: int) -> int:
    """Give the number of the article that came in as the `place`th, from 1.

    >>> number("2020-06-12", "", 1) > number("2020-06-12", "", 2) > number("2019", "", 3)
    True
    """
    day = _day(published) or _day(accessed) or datetime.date.min
    return (day.toordinal() << _LATER) + PLACES - place


def day_numbers(first: datetime.date, last: datetime.date) -> tuple[int, int]:
    """Give the least and the greatest number of articles of these days and those between."""
    return first.toordinal() << _LATER, ((last.toordinal() + 1) << _LATER) - 1


def _day(date: str) -> datetime.date | None:
    known = dates.iso(date)
    return datetime.date.fromisoformat(known + "-01-01"[len(known) - 4 :]) if known else None


def _differ(before: State | None, after: State | None) -> bool:
    """Whether two states of an article are told apart by the indexes."""
    return before is None or after is None or _entry(before) != _entry(after)


def _entry(state: Mapping[str, object]) -> _Entry:
    return _Entry(*(state[field] for field in _Entry._fields))  # type: ignore[arg-type]  # as stored


def _stored(connection: Connection, article: str) -> Iterator[State]:
    columns = ", ".join(_Entry._fields)
    for row in connection.execute(f"SELECT {columns} FROM article WHERE id = ?", (article,)):
        yield dict(zip(_Entry._fields, row, strict=True))


def _text(connection: Connection, entry: _Entry) -> str:
    """Give an article's text; where it is gone already, as it is kept for undoing."""
    for table in ("version", "log_text"):
        row = connection.execute(
            f"SELECT text FROM {table} WHERE article = ? AND hash = ?", (entry.id, entry.text_hash)
        ).fetchone()
        if row:
            return texts.unfolded_text(row[0])
    return ""


def _take_out(connection: Connection, entries: Iterable[_Entry], *, words: bool = True) -> None:
    for entry in entries:
        row = connection.execute(
            "SELECT number, place FROM index_article WHERE article = ?", (entry.id,)
        ).fetchone()
        if row is None:
            continue
        one = _Numbered(row[0], row[1], entry, _text(connection, entry) if words else "")
        for table, given in _WORDS.items() if words else ():
            _index(connection, table, "delete", [given(one)])
        near.take_out(connection, one.place)
        connection.execute("DELETE FROM index_article WHERE number = ?", (one.number,))


def _put_in(
    connection: Connection,
    entries: Sequence[_Entry],
    fresh: Mapping[str, Fresh] = _NONE_FRESH,
    rules: Mapping[str, int] = _NONE_TOLD,
    *,
    words: bool = True,
) -> None:
    """Put articles in; `rules` are those of their texts, by version, as far as they are told."""
    place = _places(connection, len(entries))
    numbered = []
    for entry in entries:
        known = fresh.get(entry.text_hash)
        text = known.text if known else _text(connection, entry)
        by_day = number(entry.published, entry.accessed, place)
        numbered.append(_Numbered(by_day, place, entry, text))
        place += 1
    connection.executemany(
        "INSERT INTO index_article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.number, one.place, *_row(one.entry), rules.get(_version(one.entry), 0))
            for one in sorted(numbered)
        ],
    )
    for table, row in _WORDS.items() if words else ():
        # An index of words grows fastest by rising rowids.
        _index(connection, table, "", sorted(map(row, numbered)))
    near.put(connection, {one.place: _signature(one, fresh) for one in numbered})


def _signature(one: _Numbered, fresh: Mapping[str, Fresh]) -> bytes:
    known = fresh.get(one.entry.text_hash)
    return known.signature if known else likeness.signature(one.text)


def _is_used_up(connection: Connection, count: int) -> bool:
    """Whether there are no more so many places in the order of coming in."""
    (place,) = connection.execute("SELECT next FROM index_state").fetchone()
    return int(place) + count > PLACES


def _places(connection: Connection, count: int) -> int:
    """Take so many places in the order of coming in, and give the first."""
    (place,) = connection.execute("SELECT next FROM index_state").fetchone()
    if count:
        connection.execute("UPDATE index_state SET next = ?", (place + count,))
    return int(place)


def _version(entry: _Entry) -> str:
    return version_key(entry.id, entry.text_hash)


def _row(entry: _Entry) -> tuple[object, ...]:
    keys = map(sort_key, (entry.title, entry.source, entry.author))
    return (entry.id, *keys, dates.iso(entry.published), entry.accessed, entry.length)


def sort_key(text: str) -> str:
    """Give what articles are sorted and compared by of a title, a source or an author."""
    return text.casefold()[:KEY] or NONE


def _title_row(one: _Numbered) -> tuple[object, ...]:
    entry = one.entry
    return (one.number, *map(spaced, (entry.title, entry.source, entry.author)))


def _text_row(one: _Numbered) -> tuple[object, ...]:
    return (one.place, spaced(one.text), spaced(one.entry.title))


_WORDS: Mapping[str, Callable[[_Numbered], tuple[object, ...]]] = {
    "index_title": _title_row,
    "index_text": _text_row,
}
"""The indexes of an article's words, and what each is given of one."""
_COLUMNS = {
    "index_title": ("title", "source", "author"),
    "index_text": ("text", "title"),
    "index_passage": ("quote", "note"),
}


def _index(
    connection: Connection, table: str, command: str, rows: Iterable[tuple[object, ...]]
) -> None:
    """Put rows into an index of words, or with `delete` take them out."""
    names = ["rowid", *_COLUMNS[table]]
    if command:
        names, rows = [table, *names], [(command, *row) for row in rows]
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def _note_rules(connection: Connection, articles: Iterable[str]) -> None:
    """Keep with each article by which rules its text was made."""
    connection.executemany(
        "UPDATE index_article SET rules = (SELECT v.rules FROM article a JOIN version v"
        " ON v.article = a.id AND v.hash = a.text_hash WHERE a.id = index_article.article)"
        " WHERE article = ?",
        [(article,) for article in articles],
    )


def _annotations(
    connection: Connection, changed: Mapping[str, list[State | None]], *, words: bool = True
) -> None:
    for key, (before, after) in changed.items():
        old = _passage(before)
        new = _passage(after)
        if old == new:
            continue
        row = connection.execute(
            "SELECT number FROM index_annotation WHERE annotation = ?", (key,)
        ).fetchone()
        if row and old and words:
            _index(connection, "index_passage", "delete", [(row[0], *old)])
        if new is None:
            connection.execute("DELETE FROM index_annotation WHERE annotation = ?", (key,))
            continue
        if row is None:
            row = connection.execute(
                "INSERT INTO index_annotation (annotation) VALUES (?) RETURNING number", (key,)
            ).fetchone()
        if words:
            _index(connection, "index_passage", "", [(row[0], *new)])


def _passage(state: State | None) -> tuple[str, str] | None:
    return None if state is None else (spaced(str(state["quote"])), spaced(str(state["note"])))
