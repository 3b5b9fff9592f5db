"""Backups and drafts beside a library, made as they stand there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from reader.annotation.model import Annotation
from reader.library.clock import new_id
from reader.store import texts
from reader.store.migration_set import MIGRATIONS
from reader.store.placing import folder_beside
from reader.store.schema import APPLICATION_ID

_TABLES = ("article", "version", "tag", "annotation", "annotation_tag", "log", "log_change")
_CHANGED = {
    "pending_hash": "''",
    "text": "unfolded_text(text)",
    "blocks": "unfolded(blocks, text)",
}
_AFTER = {
    1: "m002_memos_proposed_places_and_folded_texts",
    2: "m003_searching_and_files_of_any_kind",
}
"""The step that comes after each schema."""


def backup(path: Path, stamp: str = "20260102T030405Z") -> Path:
    """Make a backup of a database."""
    folder = folder_beside(path, "backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{stamp}.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(made),))
    made.chmod(0o600)
    return made


def older(made: Path, schema: int = 1) -> Path:
    """Make a backup anew as an older schema had it; schema 1 had all texts as they are."""
    plain = made.with_suffix(".plain")
    made.rename(plain)
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        MIGRATIONS.apply(Database(connection, strict=True), stop_before=_AFTER[schema])
        connection.execute("ATTACH ? AS plain", (str(plain),))
        connection.create_function("unfolded_text", 1, texts.unfolded_text)
        connection.create_function("unfolded", 2, texts.unfolded)
        for table in _TABLES:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            changed = _CHANGED if schema == 1 else {}
            columns = ", ".join(changed.get(name, f'"{name}"') for name in names)
            connection.execute(f"INSERT INTO main.{table} SELECT {columns} FROM plain.{table}")
    plain.unlink()
    made.chmod(0o600)
    return made


def draft(path: Path, about: Annotation, text: str) -> Path:
    """Make a draft of a note."""
    folder = folder_beside(path, "drafts")
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{new_id()}.json"
    given = {"article": about.article, "annotation": about.id, "quote": about.quote, "text": text}
    made.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    made.chmod(0o600)
    return made


def altered(path: Path, *statements: str) -> None:
    """Change a database as this program never would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def spoiled(path: Path, table: str = "index_text") -> None:
    """Spoil what an index of words holds, so that SQLite finds it damaged when it is read."""
    altered(path, f"UPDATE {table}_data SET block = substr(block, 1, 2) || x'ffff' WHERE id > 10")
