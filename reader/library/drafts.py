"""A note that could not be saved, put into a file of its own beside the database."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import ReaderError


def put_aside(database: Path, text: str, at: str) -> Path:
    """Write a draft to a new file that only its owner can read, and give its path.

    The file is named for the database and the moment `at`, ISO 8601, and ends so that no
    corpus takes it in. Where none can be written, `ReaderError` is raised.
    """
    moment = at.replace(":", "").replace(".", "")
    path = database.with_name(f"{database.stem}-{moment}.draft")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ReaderError(
            f"the note could not be put aside: {error.strerror}", "copy it before you go on"
        ) from error
    return path
