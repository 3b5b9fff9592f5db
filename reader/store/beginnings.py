"""What a query with beginnings of words finds, where very many articles have such words.

The index gathers all places of all words that begin so before it gives the first article. So the
commonest of these words are asked for in place of the beginning, as some texts have them. All
articles that have one are found; those that may be found too, for they have what else is asked
for, are looked through in a small index of their own. Where these are too many, or the words are
in few articles, nothing is given here and the index is asked as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.query.model import And, Node, Or, Query, Words, both, either, wanted
from reader.store import few
from reader.store.connection import Connection
from reader.store.listing import has_more_than
from reader.store.matching import TEXTS, divided
from reader.store.searching import divided_by, latest
from reader.text.folding import ACCENT, folded
from reader.text.unspaced import spaced

SAMPLE = 24
"""Texts that words are taken from."""
WORDS = 32
"""Words that are asked for in place of a beginning, at most."""
BETWEEN = 64
"""Articles that are looked through one by one, at most."""


class FoundPlaces(NamedTuple):
    """What is found."""

    places: list[int]
    """Those that came in last first."""
    ranking: Query | None
    """What they are to be ranked by, if anything: a query that finds them all, and others."""


def found(connection: Connection, query: Query, most: int, limit: int) -> FoundPlaces | None:
    """Give what a query finds, or `None` where nothing is gained here.

    Of more articles than `most` they are the last `limit`, which is not 0. Of fewer they are
    all, to be ranked without the beginnings that more than `most` articles have.
    """
    starts = [one for one in dict.fromkeys(wanted(query.root)) if _begins(one)]
    _, rest = divided(query.parts, TEXTS)
    # A small index tells nothing of what the index of texts does not tell by itself.
    if any(one in starts for part in rest for one in wanted(part)):
        return None
    if not starts or not has_more_than(connection, most):
        return None
    other = _replaced(query, dict.fromkeys(starts, Query()))
    likely = latest(connection, other, limit=most + 1)
    sample = few.fitting(connection, likely[:SAMPLE])
    words = _words(connection, sample, starts)
    if not all(words.values()):
        # Where all that is likely was looked through, there is none.
        return FoundPlaces([], None) if len(sample) == len(likely) else None
    common = _replaced(query, words)
    if len(likely) > most:
        return _last(connection, query, common, other, most, limit)
    return _all(connection, query, common, words, likely, most)


def _last(
    connection: Connection, query: Query, common: Query, other: Query, most: int, limit: int
) -> FoundPlaces | None:
    """Give the last that a query finds, if these are surely more than `most`."""
    sure = latest(connection, common, limit=max(limit, most + 1))
    if len(sure) < max(limit, most + 1):
        return None
    del sure[limit:]
    # One more than may be looked through tells that there are too many.
    likely = latest(connection, other, least=sure[-1], limit=limit + BETWEEN + 1)
    more = _looked_through(connection, query, set(likely).difference(sure))
    return None if more is None else FoundPlaces(sorted([*sure, *more], reverse=True)[:limit], None)


def _all(
    connection: Connection,
    query: Query,
    common: Query,
    words: Mapping[Words, Query],
    likely: Sequence[int],
    most: int,
) -> FoundPlaces | None:
    """Give all that a query finds of what is likely, if its beginnings are in too many to rank."""
    often = [start for start, its in words.items() if _is_in_more(connection, its, most)]
    if not often:
        return None
    sure = set(latest(connection, common)) if len(likely) > BETWEEN else set[int]()
    more = _looked_through(connection, query, set(likely) - sure)
    every = latest(connection, query) if more is None else sorted(sure | more, reverse=True)
    ranking = _replaced(query, dict.fromkeys(often, Query()))
    match, _ = divided_by(ranking, TEXTS)
    return FoundPlaces(every, ranking if match else None)


def _begins(words: Words) -> bool:
    """Whether this is the beginning of one word."""
    return words.is_start and len(spaced(words.text).split()) == 1 and len(_tokens(words)) == 1


def _tokens(words: Words) -> list[str]:
    return folded(spaced(words.text)).replace(ACCENT, "").split()


def _replaced(query: Query, by: Mapping[Words, Query]) -> Query:
    """Give a query with words replaced that are wanted.

    What is replaced by a query that asks for everything is left out, with all it is an “or” of.
    """
    return Query(None if query.root is None else _put(query.root, by))


def _put(node: Node, by: Mapping[Words, Query]) -> Node | None:
    if isinstance(node, Words):
        return by[node].root if node in by else node
    if not isinstance(node, And | Or):
        return node
    parts = [_put(part, by) for part in node.parts]
    kept = [part for part in parts if part is not None]
    if isinstance(node, Or):
        return either(*kept) if len(kept) == len(parts) else None
    return both(*kept) if kept else None


def _words(
    connection: Connection, sample: Sequence[int], starts: Sequence[Words]
) -> dict[Words, Query]:
    """Give for each beginning a query for words that begin so in some articles."""
    with few.indexed(connection, sample) as small:
        found = {one: few.words(small, _tokens(one)[0], WORDS) for one in starts}
    return {one: Query(either(*map(Words, its))) if its else Query() for one, its in found.items()}


def _looked_through(connection: Connection, query: Query, places: set[int]) -> set[int] | None:
    """Give which of some articles have the words that are asked for; `None` if it takes long."""
    if len(places) > BETWEEN or len(few.fitting(connection, sorted(places))) < len(places):
        return None
    match, _ = divided_by(query, TEXTS)
    assert match is not None, query
    if not places:
        return set()
    with few.indexed(connection, sorted(places)) as small:
        return few.matching(small, match)


def _is_in_more(connection: Connection, words: Query, most: int) -> bool:
    return len(latest(connection, words, limit=most + 1)) > most
