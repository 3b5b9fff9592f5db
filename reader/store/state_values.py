"""States as values: what each kind of them consists of, and when two of them are the same.

A state is a row's columns by name, as JSON has them; an annotation's has its tags with it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

StateKind = Literal["article", "version", "annotation", "tag", "search"]
State = dict[str, object]

ARTICLE = [
    "id",
    "path",
    "title",
    "kind",
    "text_hash",
    "length",
    "source",
    "author",
    "published",
    "language",
    "url",
    "accessed",
    "metadata",
    "encoding",
    "guessed",
    "gone",
    "size",
    "mtime_ns",
    "digest",
]
VERSION = ["article", "hash", "rules", "blocks_hash", "length", "made"]
ANNOTATION = [
    "id",
    "article",
    "text_hash",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "note",
    "status",
    "annotator",
    "created",
    "updated",
    "proposed_start",
    "proposed_end",
]
TAG = ["id", "path", "folded", "color", "description", "slot", "created"]
SEARCH = ["id", "name", "folded", "query", "created"]

COLUMNS: dict[StateKind, list[str]] = {
    "article": ARTICLE,
    "version": VERSION,
    "annotation": ANNOTATION,
    "tag": TAG,
    "search": SEARCH,
}
"""The columns that a state of each kind has."""


def listed(columns: list[str], table: str = "") -> str:
    """Give columns as SQL names them, each with its table if one is given."""
    return _listed(tuple(columns), table)


@cache
def _listed(columns: tuple[str, ...], table: str) -> str:
    lead = f"{table}." if table else ""
    return ", ".join(f'{lead}"{column}"' for column in columns)


_SINCE: dict[StateKind, State] = {
    "article": {"encoding": "", "guessed": 0, "gone": ""},
    "annotation": {"proposed_start": 0, "proposed_end": 0},
    "version": {"blocks_hash": ""},
}
"""What states have that were logged before there was such a column."""


def completed(kind: StateKind, logged: State) -> State:
    """Give a state as the present schema has it that may have been logged by an older one."""
    columns = [*COLUMNS[kind], "tags"] if kind == "annotation" else COLUMNS[kind]
    since = _SINCE.get(kind, {})
    if logged.get("pending_hash"):
        # As the migration left such an article: its file is to be looked at again.
        logged = logged | {"digest": ""}
    return {column: logged[column] if column in logged else since[column] for column in columns}


def agree(kind: StateKind, one: State | None, other: State | None) -> bool:
    """Whether two states are the same, whenever the file was looked at that they were read from.

    A file that is touched and has the same bytes has another time, of which no history is kept.
    """
    return one == other or (
        kind == "article"
        and one is not None
        and other is not None
        and one | {"mtime_ns": 0} == other | {"mtime_ns": 0}
    )


def standing(kind: StateKind, present: State | None, wanted: State | None) -> State | None:
    """Give the state that is wanted, with the present time of a file whose bytes stay the same."""
    if kind != "article" or present is None or wanted is None:
        return wanted
    is_same = present["digest"] == wanted["digest"]
    return wanted | {"mtime_ns": present["mtime_ns"]} if is_same else wanted


def version_key(article: str, text_hash: str) -> str:
    """Give the key under which the history knows a version."""
    return f"{article}/{text_hash}"
