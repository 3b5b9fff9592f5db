"""What a step of the schema works on."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Protocol


class Database(Protocol):
    """What a step works on: a connection, or what sqlite-utils makes of one."""

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> sqlite3.Cursor:
        """Do what a statement says."""
