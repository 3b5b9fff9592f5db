"""The indexes: what the database keeps twice so that a million articles are found as fast as five.

All of it follows from articles, texts and annotations, and is brought up to date at the end of
each transaction that changed them. An article's *number* rises with the day on which it was
published, or came in where that is not told, and falls with the order of coming in on one day:
from the highest down, numbers are the newest first. The indexes of words hold no text; to take
something out of one, what was put in is told again.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from reader.store import near, texts
from reader.store.changes import Change
from reader.store.connection import Connection
from reader.store.schema import WORDS
from reader.store.states import State
from reader.text import dates, likeness
from reader.text.unspaced import spaced

RULES = 2
"""Version of what is said here and in `text.likeness`.

Where a database has another, its indexes are made anew.
"""
SINCE = 3
"""The schema that first had indexes."""
_LATER = 40
"""Bits of a number below the day's."""
KEY = 60
"""Characters of a title, source or author that articles are sorted by."""
NONE = "\U0010fffd"
"""Stands for a source or author that is not told: behind all that are."""
_BATCH = 500

_NONE_KNOWN: Mapping[str, bytes] = {}

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
    entry: _Entry


def apply(
    connection: Connection, changes: Iterable[Change], signatures: Mapping[str, bytes] = _NONE_KNOWN
) -> None:
    """Bring the indexes from what was before these changes to what is after them.

    `signatures` has those of texts that are known already, by their hashes.
    """
    articles: dict[str, list[State | None]] = {}
    annotations: dict[str, list[State | None]] = {}
    rules: set[str] = set()
    for kind, key, before, after in changes:
        if kind == "article":
            articles.setdefault(key, [before, after])[1] = after
        elif kind == "annotation":
            annotations.setdefault(key, [before, after])[1] = after
        elif kind == "version":
            rules.add(key.partition("/")[0])
    other = [(before, after) for before, after in articles.values() if _differ(before, after)]
    _take_out(connection, [_entry(before) for before, _ in other if before])
    _put_in(connection, [_entry(after) for _, after in other if after], signatures)
    _note_rules(connection, rules | articles.keys())
    _annotations(connection, annotations)


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


def is_current(connection: Connection) -> bool:
    """Whether the indexes are there and made by the present rules."""
    rules: int = connection.execute("SELECT rules FROM index_state").fetchone()[0]
    return rules == RULES


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make all indexes anew, within a transaction of the caller's."""
    for table in WORDS:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    tables = ("index_article", "index_annotation", "index_likeness", "index_band", "index_pair")
    for table in tables:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE index_state SET rules = ?, next = 1", (RULES,))
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


def number(published: str, accessed: str, place: int) -> int:
    """Give the number of the article that came in as the `place`th, from 1.

    >>> number("2020-06-12", "", 1) > number("2020-06-12", "", 2) > number("2019", "", 3)
    True
    """
    day = _day(published) or _day(accessed) or datetime.date.min
    return (day.toordinal() << _LATER) + (1 << _LATER) - place


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


def _take_out(connection: Connection, entries: Iterable[_Entry]) -> None:
    for entry in entries:
        row = connection.execute(
            "SELECT number FROM index_article WHERE article = ?", (entry.id,)
        ).fetchone()
        if row is None:
            continue
        _words(connection, _Numbered(row[0], entry), "delete")
        near.take_out(connection, row[0])
        connection.execute("DELETE FROM index_article WHERE number = ?", row)


def _put_in(
    connection: Connection,
    entries: Iterable[_Entry],
    signatures: Mapping[str, bytes] = _NONE_KNOWN,
) -> None:
    (place,) = connection.execute("SELECT next FROM index_state").fetchone()
    numbered = []
    for entry in entries:
        numbered.append(_Numbered(number(entry.published, entry.accessed, place), entry))
        place += 1
    connection.execute("UPDATE index_state SET next = ?", (place,))
    # An index of words grows fastest by rising numbers.
    for one in sorted(numbered):
        entry = one.entry
        connection.execute(
            "INSERT INTO index_article VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (
                one.number,
                entry.id,
                *map(sort_key, (entry.title, entry.source, entry.author)),
                dates.iso(entry.published),
                entry.accessed,
                entry.length,
            ),
        )
        text = _words(connection, one)
        signature = signatures.get(entry.text_hash)
        near.put(
            connection, one.number, likeness.signature(text) if signature is None else signature
        )


def sort_key(text: str) -> str:
    """Give what articles are sorted and compared by of a title, a source or an author."""
    return text.casefold()[:KEY] or NONE


def _words(connection: Connection, one: _Numbered, command: str = "") -> str:
    """Put an article into the indexes of words, or with `delete` take it out; give its text."""
    entry = one.entry
    title = spaced(entry.title)
    _index(
        connection,
        "index_title",
        command,
        one.number,
        {"title": title, "source": spaced(entry.source), "author": spaced(entry.author)},
    )
    text = _text(connection, entry)
    columns = {"title": title, "text": spaced(text)}
    _index(connection, "index_text", command, one.number, columns)
    return text


def _index(
    connection: Connection, table: str, command: str, rowid: int, columns: dict[str, str]
) -> None:
    names = ["rowid", *columns]
    values: list[object] = [rowid, *columns.values()]
    if command:
        names, values = [table, *names], [command, *values]
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)


def _note_rules(connection: Connection, articles: Iterable[str]) -> None:
    """Keep with each article by which rules its text was made."""
    connection.executemany(
        "UPDATE index_article SET rules = (SELECT v.rules FROM article a JOIN version v"
        " ON v.article = a.id AND v.hash = a.text_hash WHERE a.id = index_article.article)"
        " WHERE article = ?",
        [(article,) for article in articles],
    )


def _annotations(connection: Connection, changed: Mapping[str, list[State | None]]) -> None:
    for key, (before, after) in changed.items():
        old = _passage(before)
        new = _passage(after)
        if old == new:
            continue
        row = connection.execute(
            "SELECT number FROM index_annotation WHERE annotation = ?", (key,)
        ).fetchone()
        if row and old:
            _index(connection, "index_passage", "delete", row[0], old)
        if new is None:
            connection.execute("DELETE FROM index_annotation WHERE annotation = ?", (key,))
            continue
        if row is None:
            row = connection.execute(
                "INSERT INTO index_annotation (annotation) VALUES (?) RETURNING number", (key,)
            ).fetchone()
        _index(connection, "index_passage", "", row[0], new)


def _passage(state: State | None) -> dict[str, str] | None:
    if state is None:
        return None
    return {"quote": spaced(str(state["quote"])), "note": spaced(str(state["note"]))}
