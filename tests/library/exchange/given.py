"""Importing what a test gives, as if a format's reader had read it from a file; what came in."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from reader.annotation.model import Annotation, Article
from reader.formats import known
from reader.formats.given import Given, GivenPassage
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.library import Library
from reader.library.exchange.imported import Imported
from reader.library.exchange.importing import Importing

TEXT = "The sea was calm. The boat lay still.\r\nNobody spoke; the boat lay still.\r\n"
CALM = GivenPassage("The sea was calm.", 0, 17, tags=("sea",), note="calm", key="1")


def take_in(library: Library, *given: Given, form: str = "tried", **options: Any) -> Imported:
    """Import tags and texts, given as a reader gives them."""

    def read(file: Path, losses: Losses) -> list[Given]:
        return [*given]

    named = Format(form, form, "tried out", ".x", reads="file")
    with mock.patch.object(known, "module", lambda *_: SimpleNamespace(read=read)):
        return Importing(
            library._store, library._author(), named, Path(__file__), library.max_size, **options
        ).run()


def placed(lib: Library) -> list[Annotation]:
    """Give what is marked, by place; each stands where its words are."""
    found = sorted(lib.annotations(), key=lambda one: (one.article, one.start, one.id))
    for one in found:
        article = lib.article(one.article)
        assert lib.document(article, one.text_hash).text[one.start : one.end] == one.quote
    return found


def shown(lib: Library) -> tuple[Article, str]:
    """Give the only article with its text."""
    [row] = lib.articles()
    return row.article, lib.document(row.article).text
