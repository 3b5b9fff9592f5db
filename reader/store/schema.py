"""What our database looks like from outside: its marks and the objects that belong in it.

The tables themselves are made by `migrations`, which is imported only to create or to
migrate; opening a current database needs no more than the digest kept here.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from reader.errors import StoreError
from reader.store.connection import Connection

APPLICATION_ID = 0x52454144
"""`READ` in ASCII, at byte 68 of the file."""

SCHEMA = 4
"""The number of the newest schema, kept as `user_version`."""

INDEX_RULES = 5
"""Version of what is said in `indexing`, the modules that it names, and `text.likeness`.

Where a database has another, its indexes are made anew.
"""

WORDS = ("index_title", "index_text", "index_passage")
"""The full-text indexes."""
PARTS = ("config", "data", "docsize", "idx")
_SHADOWS = frozenset(f"{name}_{part}" for name in WORDS for part in PARTS)
"""What SQLite keeps of them, in tables of its own wording."""

OBJECTS: dict[str, str] = {
    "article": "table",
    "version": "table",
    "tag": "table",
    "tag_slot": "index",
    "annotation": "table",
    "annotation_unsure": "index",
    "annotation_tag": "table",
    "annotation_tag_tag": "index",
    "reading": "table",
    "log": "table",
    "log_target": "index",
    "log_session": "index",
    "log_change": "table",
    "log_change_key": "index",
    "log_text": "table",
    "log_page": "table",
    "search": "table",
    "index_state": "table",
    "index_article": "table",
    "index_article_title": "index",
    "index_article_source": "index",
    "index_article_author": "index",
    "index_article_added": "index",
    "index_article_length": "index",
    "index_annotation": "table",
    "index_likeness": "table",
    "index_band": "table",
    "index_pair": "table",
    **dict.fromkeys(WORDS, "table"),
    **dict.fromkeys(_SHADOWS, "table"),
    "_sqlite_migrations": "table",
    "idx__sqlite_migrations_migration_set_name": "index",
}
"""Every object of the schema by name; anything else in a file makes it not ours."""

DIGESTS: dict[int, str] = {
    1: "282a756498c2c954f43ecb5d6dea42363261225330c9f7cfb7d6dae9fcc2e460",
    2: "0dd87a0f3ac22a9db0887a9076c0c8a45ecaa5199c4077bd7c8014cc061e6f84",
    3: "075cf1ac0ece541d24c6695d83e9fa09a1888475fee9b22c80698343d6de3dd7",
    4: "953f8aec5e91de8fe4b2513fac74a8100aecf6e85ae380d67d09626b23391b34",
}
"""What `digest` gives for each schema."""


def objects(connection: Connection) -> list[tuple[str, str, str]]:
    """Give type, name and SQL of what is in the database, but for SQLite's own."""
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master"
        " WHERE NOT (type IN ('table', 'index') AND name LIKE 'sqlite\\_%' ESCAPE '\\')"
        " ORDER BY name"
    )
    return [(str(kind), str(name), str(sql)) for kind, name, sql in rows]


def digest(found: list[tuple[str, str, str]]) -> str:
    """Condense the SQL of all objects that are ours to word (sqlite-utils and FTS5 word their own).

    White space and quotation marks do not count: a table that was renamed has others.
    """
    own = [
        (kind, name, " ".join(sql.replace('"', "").split()))
        for kind, name, sql in found
        if "_sqlite_migrations" not in name and name not in _SHADOWS
    ]
    return _sha256(repr(own).encode())


def _sha256(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal digits.

    The modules that Python has of its own for it, from 3.12 on and before, are asked first:
    `hashlib` loads a whole library of ciphers, which takes a hundredth of the start.
    """
    for name in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return str(import_module(name).sha256(data).hexdigest())
    import hashlib

    return hashlib.sha256(data).hexdigest()


def verify(connection: Connection, name: str) -> None:
    """Refuse a database that holds anything but the schema we expect, as `StoreError`."""
    found = objects(connection)
    for kind, object_name, _ in found:
        if OBJECTS.get(object_name) != kind:
            what = f"an {kind}" if kind[:1] in "aeiou" else f"a {kind}"
            raise StoreError(
                f"{name} holds {what} that is not ours ({object_name[:40]!a})",
                "open a copy without it, or name another file with --db",
            )
    number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if digest(found) != DIGESTS.get(number):
        raise StoreError(
            f"the tables in {name} are not as this program made them",
            "restore a backup, or name another file with --db",
        )


def is_indexed(connection: Connection) -> bool:
    """Whether the indexes are made by the present rules, and not known to be damaged."""
    found: tuple[int] | None = connection.execute("SELECT rules FROM index_state").fetchone()
    return found == (INDEX_RULES,)
