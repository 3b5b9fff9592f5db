"""A new database is what sqlite-utils would have made of an empty one, without loading it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from reader.store.creating import create
from reader.store.migration_set import MIGRATIONS
from reader.store.migrations import STEPS

Shape = list[tuple[object, ...]]

_SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
_STEPS = "SELECT id, migration_set, name FROM _sqlite_migrations ORDER BY id"


def words(connection: sqlite3.Connection, query: str) -> Shape:
    """Give rows, with what is said in them worded without line breaks and indents."""
    return [
        tuple(" ".join(one.split()) if isinstance(one, str) else one for one in row)
        for row in connection.execute(query)
    ]


def test_a_new_database_is_what_migrating_an_empty_one_makes(tmp_path: Path) -> None:
    create(tmp_path / "new.db")
    with (
        closing(sqlite3.connect(tmp_path / "new.db")) as made,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as migrated,
    ):
        MIGRATIONS.apply(Database(migrated, strict=True))
        for query in (_SHAPE, _STEPS, "PRAGMA user_version"):
            assert words(made, query) == words(migrated, query)


def test_nothing_is_left_to_migrate_in_a_new_database(tmp_path: Path) -> None:
    create(tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "new.db")) as made:
        assert MIGRATIONS.pending(Database(made)) == []
        applied = [one.name for one in MIGRATIONS.applied(Database(made))]
    assert applied == [step.__name__ for step in STEPS]


def test_making_a_database_loads_no_sqlite_utils(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reader.library import Library\n"
        "Library.open(Path(sys.argv[1]), annotator='ann', create=True).close()\n"
        "assert 'sqlite_utils' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "new.db")], check=True)
