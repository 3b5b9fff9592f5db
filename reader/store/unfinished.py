"""The mark beside a database of which something is being forgotten: an empty file.

It says nothing of what is forgotten, only that it was not finished.
"""

from __future__ import annotations

import os
from pathlib import Path

from reader.store import companions


def is_marked(path: Path) -> bool:
    """Whether a forgetting was begun and not finished."""
    return _mark(path).exists()


def mark(path: Path) -> None:
    """Keep in mind, on disk, that a forgetting is begun."""
    os.close(os.open(_mark(path), os.O_CREAT | os.O_WRONLY, 0o600))
    companions.sync(path.resolve().parent)


def clear(path: Path) -> None:
    """Let go of the mark: it is finished."""
    _mark(path).unlink(missing_ok=True)
    companions.sync(path.resolve().parent)


def _mark(path: Path) -> Path:
    real = path.resolve()
    return real.with_name(f".{real.name[:80]}.forgetting")
