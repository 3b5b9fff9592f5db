"""A template that a user wrote, read from its file."""

from __future__ import annotations

from pathlib import Path

from reader.errors import ReaderError

LONGEST = 1_000_000
"""Bytes: what is longer is no template."""


def read(path: Path, hint: str) -> str:
    """Give the text of a template's file; `ReaderError`, with this hint, if there is none in it."""
    try:
        with path.open("rb") as file:
            found = file.read(LONGEST + 1)
        text = found.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ReaderError(f"the template cannot be read: {why}: {path}", hint) from error
    if len(found) > LONGEST or not text:
        what = "empty" if not text else "longer than any template"
        raise ReaderError(f"the template is {what}: {path}", hint)
    return text
