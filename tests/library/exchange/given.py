"""Importing what a test gives, as if a format's reader had read it from a file."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from reader.formats import known
from reader.formats.given import Given
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.library import Library
from reader.library.exchange.imported import Imported
from reader.library.exchange.importing import Importing


def take_in(library: Library, *given: Given, form: str = "tried", **options: Any) -> Imported:
    """Import tags and texts, given as a reader gives them."""

    def read(file: Path, losses: Losses) -> list[Given]:
        return [*given]

    named = Format(form, form, "tried out", ".x", reads="file")
    with mock.patch.object(known, "module", lambda *_: SimpleNamespace(read=read)):
        return Importing(
            library._store, library._author(), named, Path(__file__), library.max_size, **options
        ).run()
