"""What a query gives, as the tests of it tell articles apart."""

from __future__ import annotations

from pathlib import Path

from reader.query import parse
from reader.store import searching
from reader.store.connection import Connection


def titles(connection: Connection, text: str, **options: object) -> list[str]:
    found = searching.numbers(connection, parse(text), **options)  # type: ignore[arg-type]  # as given
    assert searching.count(connection, parse(text)) == len(found) or options
    return [Path(one.path).stem for one in searching.articles_of(connection, found)]
