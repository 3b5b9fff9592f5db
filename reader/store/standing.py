"""Whether the file that was opened is still the one that its name leads to.

An open file outlives its name. What is committed to a database that was deleted or replaced
meanwhile, as a restore in another window does, or to a log that lost its name, is gone with the
last program that has it open: no such commit may be called saved.
"""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import MovedError
from reader.store.connection import shown

Identity = tuple[int, int]
"""Device and number of a file."""


class Standing:
    """The database that was opened, and its log once there is one."""

    def __init__(self, path: Path, *, logging: bool = True) -> None:
        """Look at the files now; without `logging` at the database only.

        Who only reads does not keep others from deleting a log that they are done with.
        """
        self._path = path
        self._name = shown(Path(path.name))
        self._logging = logging
        self._log_path = f"{os.fspath(path.resolve())}-wal"
        self._database = _identity(os.fspath(path))
        self._log = _identity(self._log_path)

    @property
    def is_replaced(self) -> bool:
        """Whether another file, or none, stands at the database's name."""
        return _identity(os.fspath(self._path)) != self._database

    @property
    def lacks_log(self) -> bool:
        """Whether the log was deleted under its users, and none of them has made a new one."""
        return self._log is not None and _identity(self._log_path) is None

    def check(self) -> None:
        """Raise `MovedError` if the database or its log lost its name; two looks at the disk."""
        now = _identity(os.fspath(self._path))
        if now is None:
            raise MovedError(
                f"{self._name} was deleted or moved",
                "put it back: until then nothing can be saved",
            )
        if now != self._database:
            raise MovedError(f"{self._name} was replaced by another file", "open it again")
        log = _identity(self._log_path) if self._logging else None
        if self._log is None or not self._logging:
            self._log = log
        elif log != self._log:
            raise MovedError(f"{self._name}-wal was deleted or replaced", "open it again")


def _identity(path: str) -> Identity | None:
    try:
        status = os.stat(path)  # noqa: PTH116  # a key's writing does not wait for a Path
    except OSError:
        return None
    return status.st_dev, status.st_ino
