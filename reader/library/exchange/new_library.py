"""A library that is made for an import, and goes again if nothing came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.store import untouched


@contextmanager
def kept_if_used(path: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Let a database be made at `path`, and take it back if nothing came to stand in it."""
    is_new = not path.exists()
    try:
        yield
    finally:
        if is_new and path.exists() and untouched.take_back(path):
            tell(f"removed the database {path}: nothing came in")
