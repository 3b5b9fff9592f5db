"""Drafts on disk, for the tests of notes that are being written."""

from __future__ import annotations

import json
from pathlib import Path

from reader.library import Library
from reader.library.draft import Draft
from reader.library.drafts import DraftFile, folder_of
from reader.tui.widgets.note_editor import NoteEditor
from tests.tui.given import Hands


def kept(library: Library) -> list[str]:
    """What the drafts on disk say, whoever holds them."""
    folder = folder_of(library.path)
    files = sorted(folder.glob("*.json")) if folder.exists() else []
    return [json.loads(path.read_text(encoding="utf-8"))["text"] for path in files]


def draft_on(library: Library, quote: str, text: str, title: str = "Alpha") -> Draft:
    """Give the draft of a note on a passage that is not marked."""
    article = library.article(title)
    start = library.document(article).text.index(quote)
    return Draft(
        article.id,
        article.title,
        article.text_hash,
        start,
        start + len(quote),
        quote,
        "new",
        text=text,
        at="2026-01-02T03:04:05.678Z",
    )


def leave(library: Library, draft: Draft) -> Path:
    """Leave a draft behind, as a kill does."""
    file = DraftFile.new(library.path)
    file.write(draft)
    file.release()
    return file.path


def editor(hands: Hands) -> NoteEditor:
    field = hands.desk.overlays.field
    assert isinstance(field, NoteEditor)
    return field
