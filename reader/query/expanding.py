"""Saved searches put in the place of their names."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from reader.annotation.tagging import matched
from reader.query.errors import QueryError
from reader.query.model import And, Node, Not, Or, Query, Saved, both, either, leaves
from reader.query.parsing import DEEPEST, MOST, parse


def expanded(query: Query, saved: Mapping[str, str], text: str = "") -> Query:
    """Give a query with the searches that it names in place of their names.

    `saved` has queries by name, which is matched as tags are; `text` is what was typed
    for this query. A name under which nothing is saved, or that leads back to itself, raises
    `QueryError` at its place.
    """
    if query.root is None or not any(isinstance(leaf, Saved) for leaf in leaves(query.root)):
        return query
    return Query(_Expanding(saved, text).node(query.root))


class _Expanding:
    """One query whose names are being replaced."""

    def __init__(self, saved: Mapping[str, str], text: str) -> None:
        self._saved = saved
        self._names = {matched(name): name for name in saved}
        self._text = text
        self._within: list[str] = []
        """The names that led here."""
        self._offset = 0
        """Where the first of them stands."""
        self._depth = self._count = 0

    def node(self, node: Node) -> Node:
        """Give a node without names."""
        self._depth += 1
        if self._depth > 3 * DEEPEST:
            raise self._error("the saved searches name one another too deep", "name fewer")
        found = self._node(node)
        self._depth -= 1
        return found

    def _node(self, node: Node) -> Node:
        if isinstance(node, Saved):
            return self._named(node)
        if isinstance(node, Not):
            return Not(self.node(node.part))
        if isinstance(node, And):
            return both(*map(self.node, node.parts))
        if isinstance(node, Or):
            return either(*map(self.node, node.parts))
        self._count += 1
        if self._count > MOST:
            raise self._error(f"with its saved searches it asks for over {MOST} things", "shorten")
        return node

    def _named(self, named: Saved) -> Node:
        if not self._within:
            self._offset = named.offset
        name = self._names.get(matched(named.name))
        if name is None:
            raise self._unknown(named.name)
        if name in self._within:
            raise self._error(f"@{name} leads back to itself", f"save @{name} anew without that")
        try:
            query = parse(self._saved[name])
        except QueryError as error:
            raise self._error(f"in @{name}: {error.what}", error.hint) from error
        if query.root is None:
            raise self._error(f"@{name} asks for nothing", "save it anew")
        self._within.append(name)
        found = self.node(query.root)
        self._within.pop()
        return found

    def _unknown(self, name: str) -> QueryError:
        close = get_close_matches(matched(name), self._names, 1)
        names = ", ".join(f"@{known}" for known in sorted(self._saved)[:9])
        guess = f"did you mean @{self._names[close[0]]}? " if close else ""
        there = f"there are {names}" if names else "none is saved yet"
        what = f"no saved search is called “{name[:40]}”"
        return self._error(what, f'{guess}{there}; the word itself is "@{name[:40]}"')

    def _error(self, what: str, hint: str) -> QueryError:
        return QueryError(what, hint, self._text, self._offset)
