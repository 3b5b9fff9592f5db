"""Backups and drafts beside a library, made as they stand there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.annotation.model import Annotation


def backup(path: Path, stamp: str = "20260102T030405Z") -> Path:
    """Make a backup of a database."""
    folder = path.with_name(f"{path.stem}-backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{stamp}.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(made),))
    made.chmod(0o600)
    return made


def draft(path: Path, about: Annotation, text: str) -> Path:
    """Make a draft of a note."""
    folder = path.with_name(f"{path.name}-drafts")
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{len(list(folder.iterdir()))}.json"
    given = {"article": about.article, "annotation": about.id, "quote": about.quote, "text": text}
    made.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    made.chmod(0o600)
    return made


def altered(path: Path, *statements: str) -> None:
    """Change a database as this program never would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
