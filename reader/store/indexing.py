"""The indexes: what the database keeps twice so that a million articles are found as fast as five.

All of it follows from articles, texts and annotations, and is brought up to date at the end of
each transaction that changed them. An article's *place* is in the order of coming in: one whose
text or title is changed comes in again. Its *number* rises with the day on which it was published,
or came in where that is not told, and falls with the place on one day: from the highest down,
numbers are the newest first. The index of titles knows articles by their numbers and gives them in
that order; that of texts knows them by their places, for it keeps each word of each by the distance
from the one before, and numbers lie far apart (`numbering`, `indexed_articles`, `indexed_words`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.store import indexed_articles, indexed_words
from reader.store.changes import Change
from reader.store.connection import Connection
from reader.store.indexed_articles import NONE_FRESH, Fresh, as_indexed
from reader.store.schema import INDEX_RULES
from reader.store.state_values import State
from reader.text.unspaced import spaced

_SINCE = 3
"""The schema that first had indexes."""
_BATCH = 500

_Changed = dict[str, list[State | None]]
"""What was changed, by id: what it was before and what it is now."""

Progress = Callable[[int], None]
"""Is told how many articles are done."""


def apply(
    connection: Connection,
    changes: Iterable[Change],
    fresh: Mapping[str, Fresh] = NONE_FRESH,
    *,
    words: bool = True,
) -> None:
    """Bring the indexes from what was before these changes to what is after them.

    `fresh` has texts that need not be read again, by their hashes. Without `words` the indexes of
    words stay as they are, and are to be made anew.
    """
    articles, annotations, rules = _summed(changes)
    other = [
        (before, after)
        for before, after in articles.values()
        if indexed_articles.differ(before, after)
    ]
    new = [as_indexed(after) for _, after in other if after]
    if words and indexed_articles.is_used_up(connection, len(new)):
        rebuild(connection)
        return
    indexed_articles.take_out(
        connection, [as_indexed(before) for before, _ in other if before], words=words
    )
    indexed_articles.put_in(connection, new, fresh, rules, words=words)
    told = {one.id for one in new if rules.get(one.version)}
    retold = {key.partition("/")[0] for key in rules} | articles.keys()
    indexed_articles.note_rules(connection, retold - told)
    _annotations(connection, annotations, words=words)


def _summed(changes: Iterable[Change]) -> tuple[_Changed, _Changed, dict[str, int]]:
    """Give articles and annotations before all changes and after them, and rules of versions."""
    articles: _Changed = {}
    annotations: _Changed = {}
    rules: dict[str, int] = {}
    for kind, key, before, after in changes:
        if kind == "article":
            articles.setdefault(key, [before, after])[1] = after
        elif kind == "annotation":
            annotations.setdefault(key, [before, after])[1] = after
        elif kind == "version":
            rules[key] = 0 if after is None else int(str(after["rules"]))
    return articles, annotations, rules


def forget(connection: Connection, articles: Iterable[str], annotations: Iterable[str]) -> None:
    """Take articles and annotations out, so that no word of them stays; they are still there."""
    indexed_articles.take_out(connection, indexed_articles.stored(connection, articles))
    for key in annotations:
        query = "SELECT quote, note FROM annotation WHERE id = ?"
        for quote, note in connection.execute(query, (key,)).fetchall():
            _annotations(connection, {key: [{"quote": quote, "note": note}, None]})
    indexed_words.tidy(connection)


def is_there(connection: Connection) -> bool:
    """Whether the database has indexes: an older schema, as a backup may be of, has none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) >= _SINCE


def distrust(connection: Connection) -> None:
    """Mark the indexes as to be made anew."""
    _set_state(connection, 0)


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make all indexes anew, within a transaction of the caller's, whatever is in them."""
    indexed_words.start_anew(connection)
    tables = ("index_article", "index_annotation", "index_likeness", "index_band", "index_pair")
    for table in tables:
        connection.execute(f"DELETE FROM {table}")
    _set_state(connection, INDEX_RULES)
    done = 0
    ids = [key for (key,) in connection.execute("SELECT id FROM article ORDER BY accessed, path")]
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        indexed_articles.put_in(connection, indexed_articles.stored(connection, batch))
        indexed_articles.note_rules(connection, batch)
        done += len(batch)
        if progress:
            progress(done)
    query = "SELECT id, quote, note FROM annotation ORDER BY id"
    for key, quote, note in connection.execute(query).fetchall():
        _annotations(connection, {key: [None, {"quote": quote, "note": note}]})


def _set_state(connection: Connection, rules: int) -> None:
    """Say by which rules the indexes are made; the next place is 1 where there is none."""
    row = connection.execute("SELECT next FROM index_state").fetchone()
    place = row[0] if row and not rules else 1
    connection.execute("DELETE FROM index_state")
    connection.execute("INSERT INTO index_state (rules, next) VALUES (?, ?)", (rules, place))


def _annotations(connection: Connection, changed: _Changed, *, words: bool = True) -> None:
    for key, (before, after) in changed.items():
        old = _passage(before)
        new = _passage(after)
        if old == new:
            continue
        row = connection.execute(
            "SELECT number FROM index_annotation WHERE annotation = ?", (key,)
        ).fetchone()
        if row and old and words:
            indexed_words.take_out(connection, "index_passage", [(row[0], *old)])
        if new is None:
            connection.execute("DELETE FROM index_annotation WHERE annotation = ?", (key,))
            continue
        if row is None:
            row = connection.execute(
                "INSERT INTO index_annotation (annotation) VALUES (?) RETURNING number", (key,)
            ).fetchone()
        if words:
            indexed_words.put_in(connection, "index_passage", [(row[0], *new)])


def _passage(state: State | None) -> tuple[str, str] | None:
    return None if state is None else (spaced(str(state["quote"])), spaced(str(state["note"])))
