"""From what was typed to a query: words stand for themselves, all of them are to hold.

    query = group (“OR” group)*
    group = term+                               all of them
    term  = “-” term | “(” query “)” | words | field | saved search

“or” is what binds least, so that `a b OR c` is `(a b) OR c`. Signs alone are passed over beside
words, as in a title that was pasted.
"""

from __future__ import annotations

from typing import NoReturn

from reader.query.errors import QueryError
from reader.query.fields import is_beginning, is_field, understood
from reader.query.lexing import Piece, pieces
from reader.query.model import Node, Not, Query, Saved, Words, both, either
from reader.text.normal import clean

DEEPEST = 10
"""Parentheses and “not”s within one another."""
MOST = 100
"""Things that one query may ask about: what is beyond, no index answers well."""
LONGEST = 4_000
"""Characters of a query."""

_BESIDE = "write a word before and after OR, or “or” in small letters"


def parse(text: str, *, lenient: bool = False) -> Query:
    """Give the query that a person typed; `QueryError` if it cannot be understood.

    If `lenient`, as while it is being typed, what is not finished at its end is taken as if it
    were, or passed over. White space alone asks for everything.

    >>> parse("zoom -tag:numbers").parts
    (Words(text='zoom', is_start=False), Not(part=Tagged(path='numbers', is_start=False)))
    """
    if len(text) > LONGEST:
        what = f"a query may have {LONGEST:,} characters, not {len(text):,}"
        raise QueryError(what, "shorten it", text, LONGEST)
    if not text.strip():
        return Query()
    return _Parser(clean(text), lenient).query()


class _Parser:
    """The pieces of one query and how far they are understood."""

    def __init__(self, query: str, lenient: bool) -> None:
        self._text = query
        self._lenient = lenient
        self._pieces = list(pieces(query, lenient=lenient))
        self._index = 0
        self._depth = 0
        self._count = 0
        self._signs: Piece | None = None
        """The first piece that says nothing by itself."""

    def query(self) -> Query:
        root = self._query()
        if piece := self._here:
            self._fail("this parenthesis closes nothing", "leave it out or quote it", piece.offset)
        if root is None and not self._lenient:
            offset = self._signs.offset if self._signs else 0
            self._fail("nothing here can be looked for", "write a word, or tag:name", offset)
        return Query(root)

    @property
    def _here(self) -> Piece | None:
        return self._pieces[self._index] if self._index < len(self._pieces) else None

    @property
    def _is_last(self) -> bool:
        return self._index >= len(self._pieces) - 1

    def _fail(self, what: str, hint: str, offset: int) -> NoReturn:
        raise QueryError(what, hint, self._text, offset)

    def _query(self) -> Node | None:
        """Give what stands up to a closing parenthesis or the end, if that asks for anything."""
        groups: list[Node] = []
        waiting: Piece | None = None
        while True:
            group = self._group()
            if group is not None:
                groups.append(group)
            elif waiting is not None and not (self._lenient and self._here is None):
                self._fail("nothing stands after this OR", _BESIDE, waiting.offset)
            waiting = self._here
            if waiting is None or waiting.kind != "or":
                return either(*groups) if groups else None
            if group is None:
                self._fail("nothing stands before this OR", _BESIDE, waiting.offset)
            self._index += 1

    def _group(self) -> Node | None:
        terms: list[Node] = []
        while (piece := self._here) and piece.kind not in ("or", ")"):
            if (term := self._term(piece)) is not None:
                terms.append(term)
        return both(*terms) if terms else None

    def _term(self, piece: Piece) -> Node | None:
        """Give what a piece and those that belong to it ask for, if that is anything."""
        if piece.kind == "and":
            self._index += 1
            return None
        if piece.kind not in ("not", "("):
            return self._leaf(piece)
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail("too much stands within one another here", "write it flatter", piece.offset)
        node = self._not(piece) if piece.kind == "not" else self._within(piece)
        self._depth -= 1
        return node

    def _not(self, sign: Piece) -> Node | None:
        self._index += 1
        piece = self._here
        term = self._term(piece) if piece and piece.kind not in ("or", ")", "and") else None
        if term is None:
            if self._lenient and self._here is None:
                return None
            self._fail("nothing to leave out stands here", "write -word or -tag:name", sign.offset)
        return Not(term)

    def _within(self, opening: Piece) -> Node | None:
        self._index += 1
        node = self._query()
        closing = self._here
        if closing is None:
            if self._lenient:
                return node
            self._fail("this parenthesis is not closed", "put a ) at the end", opening.offset)
        self._index += 1
        if node is None:
            self._fail("nothing stands in these parentheses", "leave them out", opening.offset)
        return node

    def _leaf(self, piece: Piece) -> Node | None:
        self._count += 1
        if self._count > MOST:
            self._fail(f"a query may ask for {MOST} things", "shorten it", piece.offset)
        is_last = self._is_last
        self._index += 1
        if piece.kind == "saved":
            return self._saved(piece)
        if piece.kind == "field":
            if self._lenient and is_last and not piece.text and not piece.is_whole:
                return None
            if piece.text or is_field(piece.name):
                return self._field(piece)
        # A name that is no field's, with nothing behind its colon, is a word with a colon.
        text = piece.name or piece.text
        if any(map(str.isalnum, text)):
            return Words(text, piece.is_start)
        if piece.is_quoted and not self._lenient:
            what = "nothing is quoted here" if not text else "no letter and no digit is quoted here"
            self._fail(what, "signs alone are not looked for", piece.offset)
        self._signs = self._signs or piece
        return None

    def _field(self, piece: Piece) -> Node | None:
        try:
            return understood(piece, self._text)
        except QueryError:
            # At the end of what is being typed, its value may not be whole yet.
            if self._lenient and piece.end == len(self._text) and is_beginning(piece):
                return None
            raise

    def _saved(self, piece: Piece) -> Node:
        if not piece.text:
            self._fail("no name stands after @", "@name is a saved search", piece.offset)
        name = piece.text + "*" * (piece.is_start and not piece.is_quoted)
        return Saved(name, piece.offset)
