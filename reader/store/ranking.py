"""Articles that a query asks for, those that say most of it first.

What says how much of a query an article has counts through all articles that have any of it. So
two things that would take longer than anyone waits are done by less where very many have them:
beginnings of words (`beginnings`), and phrases, which are ranked by their words side by side.
All of it goes by places, which the index of texts has in order; numbers come last.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.query.model import Query, wanted
from reader.store import beginnings
from reader.store.article_conditions import Condition
from reader.store.connection import Connection
from reader.store.matching import TEXTS
from reader.store.searching import divided_by, latest, numbers, numbers_at, refuse_stale, selected

RANKED = 5_000
"""Of more articles than these, only those that came in last are ranked.

No one can tell the others apart.
"""
_TITLE_COUNTS = 8.0
"""How much more a word in the title says than one in the text."""


def ranked(connection: Connection, query: Query, *, limit: int = -1) -> list[int]:
    """Give the numbers of the articles that are asked for, those that say most of it first.

    Where nothing is asked for that has more or less of it, the newest come first. Those beyond
    `RANKED` follow, and of beginnings of words that so many articles have none is ranked: of both
    `limit` takes those that came in last, and the newest of them come first.
    """
    refuse_stale(connection, query)
    match, _ = divided_by(query, TEXTS)
    if match is None:
        return numbers(connection, query, limit=limit)
    if any(one.is_start for one in wanted(query.root, ())):
        return _with_beginnings(connection, query, limit)
    beyond = _beyond(connection, query)
    if beyond is None:
        return numbers_at(connection, _best(connection, query, limit=limit))
    best = _best_of_last(connection, query, beyond)[: limit if limit >= 0 else None]
    found = numbers_at(connection, best)
    if 0 <= limit <= len(best):
        return found
    left = limit - len(best) if limit >= 0 else -1
    return found + _newest(connection, latest(connection, query, below=beyond + 1, limit=left))


def _with_beginnings(connection: Connection, query: Query, limit: int) -> list[int]:
    found = beginnings.found(connection, query, RANKED, limit) if limit > 0 else None
    if found is not None and found.ranking is None:
        return _newest(connection, found.places)[:limit]
    if found is not None:
        among = set(found.places)
        best = _best(connection, found.ranking or query)
        return numbers_at(connection, [place for place in best if place in among][:limit])
    # All places of a beginning are gathered each time that it is asked for: this is once.
    last = latest(connection, query, limit=max(limit, RANKED + 1) if limit >= 0 else -1)
    if len(last) > RANKED:
        return _newest(connection, last[: limit if limit >= 0 else None])
    return numbers_at(connection, _best(connection, query, limit=limit))


def _newest(connection: Connection, places: Sequence[int]) -> list[int]:
    """Give the numbers of the articles at these places, the newest first."""
    return sorted(numbers_at(connection, places), reverse=True)


def _best_of_last(connection: Connection, query: Query, beyond: int) -> list[int]:
    """Give the places of the best of the articles behind a place, best first."""
    match, _ = divided_by(query, TEXTS)
    loose, _ = divided_by(query, TEXTS, loose=True)
    if loose == match:
        return _best(connection, query, above=beyond)
    among = set(latest(connection, query, least=beyond + 1))
    best = _best(connection, query, above=beyond, loose=True)
    return [place for place in best if place in among]


def _best(
    connection: Connection,
    query: Query,
    *,
    above: int | None = None,
    limit: int = -1,
    loose: bool = False,
) -> list[int]:
    """Give the places of what is asked for, best first; `loose` as `matching.match` has it."""
    _, rest = divided_by(query, TEXTS)
    parts = [Condition(f"rank MATCH 'bm25(1.0, {_TITLE_COUNTS})'")]
    if above is not None:
        parts.append(Condition("found > ?", (above,)))
    # By the sign the index does not weigh what the rest of the query leaves out.
    tail = f" ORDER BY {'+' if rest else ''}index_text.rank LIMIT ?"
    return selected(connection, query, TEXTS, parts, tail, (limit,), by="place", loose=loose)


def _beyond(connection: Connection, query: Query) -> int | None:
    """Give the place of the last article that is not ranked any more, if there are so many."""
    tail = " ORDER BY found DESC LIMIT 1 OFFSET ?"
    found = selected(connection, query, TEXTS, (), tail, (RANKED,), by="place")
    return found[0] if found else None
