"""A library of which something is to be forgotten, and what is left of that on disk."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from reader.annotation.model import Article
from reader.library import Library, doctor
from tests.library.given import article_file, library, marked
from tests.library.kept import draft

SECRET = """# Orchidwhisper

The vermilionlantern hung over the quayside. Nobody saw marmaladefog there.

A second paragraph about tinselharbour ends it.
"""
TRACES = (
    "Orchidwhisper",
    "orchid-file",
    "vermilionlantern",
    "marmaladefog",
    "tinselharbour",
    "cobaltnote",
    "saffrondraft",
)


def filled(folder: Path) -> tuple[Library, Article, Article]:
    """Give a library with one article to forget and one to keep, annotated and undone."""
    opened = library(folder)
    source = article_file(folder, "orchid-file.md", SECRET)
    secret = opened.add([source]).added[0]
    kept = opened.add([article_file(folder)]).added[0]
    first = marked(opened, secret, "vermilionlantern", "figures", note="a cobaltnote")
    marked(opened, kept, "170,000", "figures", "shared")
    opened.delete(first).result()
    opened.undo().result()
    marked(opened, secret, "marmaladefog", "own")
    draft(opened.path, first, "saffrondraft")
    source.write_text(SECRET.replace("second", "changed"), encoding="utf-8")
    opened.add([source])
    return opened, opened.article(secret.id), kept


def everything(folder: Path) -> bytes:
    """Give all bytes of the database, its companions, backups and drafts, unfolded ones too."""
    files = [
        file
        for file in folder.rglob("*")
        if file.is_file() and "annotations" in str(file.relative_to(folder))
    ]
    found = b"".join(file.name.encode() + file.read_bytes() for file in files)
    for file in files:
        if file.suffix == ".db":
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
                for table in ("version", "log_text"):
                    for (text,) in connection.execute(f"SELECT text FROM {table}"):
                        found += text.encode() if isinstance(text, str) else zlib.decompress(text)
    return found


def left(folder: Path, *ids: str) -> list[str]:
    data = everything(folder)
    return [trace for trace in (*TRACES, *ids) if trace.encode() in data]


def problems(path: Path) -> list[str]:
    return [str(one) for one in doctor.examine(path) if one.grade == "problem"]
