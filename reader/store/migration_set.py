"""The steps of the schema as sqlite-utils applies them: those that a database lacks.

Only migrating imports this module, because sqlite-utils takes a tenth of a second to import.
"""

from __future__ import annotations

from sqlite_utils import Migrations

from reader.store.migrations import SET, STEPS

MIGRATIONS = Migrations(SET)
for _step in STEPS:
    MIGRATIONS(name=_step.__name__)(_step)
