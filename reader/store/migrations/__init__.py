"""How the schema came to be: append-only named steps, each in a transaction.

A new database takes all of them at once (`creating`), an older one those that it lacks
(`migrating`, through sqlite-utils). Tables have no rowid, or one that is kept: what is
deleted and brought back stands where it stood, so that a dump after undoing is the one from
before. A step uses nothing of the program, which goes on changing: what it makes of a
database stays the same.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.store.migrations.database import Database
from reader.store.migrations.m001_annotations import m001_articles_annotations_and_their_history
from reader.store.migrations.m002_memos import m002_memos_proposed_places_and_folded_texts
from reader.store.migrations.m003_searching import m003_searching_and_files_of_any_kind
from reader.store.migrations.m004_places import m004_indexes_by_the_order_of_coming_in

SET = "article-reader"
"""What the steps are recorded under, in `_sqlite_migrations`."""

STEPS: tuple[Callable[[Database], None], ...] = (
    m001_articles_annotations_and_their_history,
    m002_memos_proposed_places_and_folded_texts,
    m003_searching_and_files_of_any_kind,
    m004_indexes_by_the_order_of_coming_in,
)
"""All steps, in order; each is recorded by its name."""
