"""Opening the app on a corpus, and the database that goes with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader import sizes
from reader.cli import COMMANDS, output
from reader.config import Settings, annotator_name, expanded, load
from reader.errors import MisuseError, ReaderError

DATABASE = "annotations.db"
"""Name of the database where none is named."""
CORPUS = "corpus"
"""The folder that is opened where none is named."""


def settings(
    annotator: str | None = None, database: str | None = None, max_size: str | None = None
) -> Settings:
    """Give the settings with what options say put in front."""
    chosen = load(os.environ)
    if annotator is not None:
        chosen = chosen._replace(annotator=annotator_name(annotator))
    if database is not None:
        if not database:
            raise MisuseError("--db needs a path", "leave it out for ./annotations.db")
        chosen = chosen._replace(database=expanded(database))
    if max_size is not None:
        chosen = chosen._replace(max_size=sizes.limit(max_size, "--max-size"))
    return chosen


def open_app(
    corpus: str | None,
    annotator: str | None = None,
    database: str | None = None,
    max_size: str | None = None,
) -> int:
    """Open the app on a corpus, by default `./corpus` if there is one; its exit code."""
    chosen = settings(annotator, database, max_size)
    folder = _corpus(corpus)
    beside = folder.resolve().parent if folder is not None else Path()
    path = chosen.database or beside / DATABASE
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise ReaderError(
            "the app needs a terminal", "in a script, use a command: `reader --help` lists them"
        )
    _import_asyncio()
    # Imported here and nowhere else: no other command draws.
    from reader.tui.app import run

    return run(path, folder, chosen, output.talk)


def _import_asyncio() -> None:
    """Import asyncio, which Textual runs on, without TLS, which no app in a terminal needs.

    It takes an `ssl` that is missing as meant, and loading it is a fortieth of the start. Where
    `sys.modules` has `None`, an import fails.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # as the language has it
    try:
        import asyncio  # noqa: F401  # Textual finds it imported
    finally:
        del sys.modules["ssl"]


def _corpus(named: str | None) -> Path | None:
    if named is None:
        return Path(CORPUS) if Path(CORPUS).is_dir() else None
    path = Path(named)
    try:
        os.stat(named)  # noqa: PTH116  # a Path of "" is the folder that one is in
    except OSError as error:
        import difflib

        near = difflib.get_close_matches(named, COMMANDS, 1)
        hint = f"did you mean `reader {near[0]}`?" if near else "`reader --help` lists the commands"
        raise MisuseError(f"{named} cannot be opened: {error.strerror}", hint) from error
    return path
