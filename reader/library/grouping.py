"""What a list of articles can be narrowed to at one stroke, with how many articles that gives.

Each line is a query, so that whoever narrows a list by it can see and change what it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from reader.annotation.model import Search, TagUse
from reader.annotation.tagging import matched
from reader.query import Query, QueryError, parse, written
from reader.query.lexing import MARKS
from reader.query.model import Field, Leaf, Saved, Tagged
from reader.store import grouping, searches, searching, tags
from reader.store.connection import Connection

MOST = 300
"""Lines of a group."""

Kind = Literal["states", "searches", "sources", "tags"]
KINDS: tuple[Kind, ...] = ("states", "searches", "sources", "tags")
"""The groups in the order in which they are shown."""


class GroupLine(NamedTuple):
    """One thing that a list can be narrowed to."""

    name: str
    query: str
    """What narrows to it; empty for all articles."""
    articles: int = -1
    """How many articles that gives; -1 while they are not counted."""


class Group(NamedTuple):
    """Lines of one kind."""

    kind: Kind
    lines: tuple[GroupLine, ...]
    more: int = 0
    """How many lines there are beyond these."""


Expand = Callable[[str], Query]
"""Gives the query of a text with saved searches expanded."""


def groups(connection: Connection, expand: Expand, stopped: Callable[[], bool]) -> Iterator[Group]:
    """Give the groups, those first that are there at once; what took longer comes in later ones.

    A later group of a kind takes the place of an earlier one. Once `stopped` says so, no more
    come.
    """
    try:
        with searching.stoppable(connection, stopped):
            saved = searches.every(connection)
            states = grouping.states(connection)
            yield _states(states, 0)
            yield _searches(saved, lambda _: -1)
            yield _tags(connection, tags.uses(connection))
            yield _sources(connection)
            if saved:
                yield _searches(saved, lambda search: _found(connection, expand, search))
            yield _states(states, searching.count(connection, parse("is:copy")))
    except searching.SearchStoppedError:
        return


def _states(states: grouping.States, copies: int) -> Group:
    lines = (
        GroupLine("All articles", "", states.every),
        GroupLine("Unread", "is:unread", states.every - states.read),
        GroupLine("Starred", "is:starred", states.starred),
        GroupLine("For review", "status:review", states.review),
        GroupLine("Near copies", "is:copy", copies),
    )
    return Group("states", tuple(line for line in lines if line.articles or not line.query))


def _searches(saved: Sequence[Search], count: Callable[[Search], int]) -> Group:
    shown = [
        GroupLine(f"@{one.name}", query, count(one))
        for one in saved[:MOST]
        if (query := _asked(Saved(one.name)))
    ]
    return Group("searches", tuple(shown), max(len(saved) - MOST, 0))


def _found(connection: Connection, expand: Expand, search: Search) -> int:
    """Give how many articles a saved search finds; -1 where it cannot be asked any more."""
    try:
        return searching.count(connection, expand(written(Query(Saved(search.name)))))
    except QueryError:
        return -1


def _tags(connection: Connection, uses: Sequence[TagUse]) -> Group:
    """Give the tags that articles have, those given last first."""
    counts = grouping.tagged(connection, [matched(use.tag.path) for use in uses])
    used = [use.tag.path for use in uses if counts.get(matched(use.tag.path))]
    lines = [
        GroupLine(path, query, counts[matched(path)])
        for path in used[:MOST]
        if (query := _asked(Tagged(path)))
    ]
    return Group("tags", tuple(lines), max(len(used) - MOST, 0))


def _sources(connection: Connection) -> Group:
    found, total = grouping.sources(connection, MOST)
    lines = [
        GroupLine(source.name or "no source", query, source.articles)
        for source in found
        if (query := _of_source(source.name))
    ]
    if not any(source.name for source in found):
        lines = []
    return Group("sources", tuple(lines), max(total - MOST, 0))


def _of_source(name: str) -> str:
    """Give the query for the articles of a source, by its words if it cannot be said as a whole."""
    if not name:
        return "source:none"
    bare = " ".join(name.translate(_NO_MARKS).split())
    return _asked(Field("source", name, "whole")) or _asked(Field("source", bare))


_NO_MARKS = str.maketrans(dict.fromkeys(MARKS, " "))


def _asked(leaf: Leaf) -> str:
    """Give what is typed to ask for something; empty where no text asks for just that."""
    query = Query(leaf)
    try:
        return written(query) if parse(written(query)) == query else ""
    except QueryError:
        return ""
