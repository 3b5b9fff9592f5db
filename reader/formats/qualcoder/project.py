"""What a QualCoder project is on a disk: a folder with a database in it."""

from __future__ import annotations

from pathlib import Path

_DATABASE = "data.qda"


def database(project: Path) -> Path | None:
    """Give the database in a folder, if that is a project; none where it is something else."""
    inner = project / _DATABASE
    return inner if inner.is_file() else None
