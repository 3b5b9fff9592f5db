"""Which format a file is in, where that is certain by what stands in it."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import FormatError, IngestError, MisuseError
from reader.formats import known
from reader.formats.qualcoder import project
from reader.formats.tables import header
from reader.ingest import reading
from reader.store import foreign, opening

_BEGINNING = 4_096
_OURS = b'{"line":"library","format":"article-reader"'
_AS_JSONL = "export {} as jsonl and import that"
_TABLES = {"taguette": ("highlights", "highlight_tags"), "qualcoder": ("code_text", "code_name")}
"""Tables that tell whose database it is."""


def refuse_own(file: Path) -> None:
    """Refuse a library, and a database that was made of one: neither is a format to be read.

    Not to be called for one that this process has open: closing it would take its locks.
    """
    if not file.is_file():
        return
    if opening.is_library(file):
        raise MisuseError(f"{file} is a library of Reader", _AS_JSONL.format("it"))
    if opening.is_published(file):
        what = f"{file} is a database to ask that Reader made of a library"
        raise MisuseError(what, _AS_JSONL.format("the library"))


def guessed(file: Path, max_size: int) -> str:
    """Give the name of the format that a file surely is in; `MisuseError` if it is of none."""
    name = _told(file, max_size)
    if name in (one.name for one in known.read()):
        return name
    names = ", ".join(one.name for one in known.read())
    raise MisuseError(f"{file} does not say which format it is in", f"give --format: {names}")


def _told(file: Path, max_size: int) -> str:
    if project.database(file):
        return "qualcoder"
    try:
        data, _ = reading.read(file, max_size, _BEGINNING)
    except IngestError as error:
        raise FormatError(f"{file} {error.what}", "name another file") from error
    if data.startswith(_OURS):
        return "jsonl"
    if data.startswith(foreign.MAGIC):
        return _whose(file, max_size)
    if data.startswith(b"PK\3\4") and os.fspath(file).lower().endswith(".qdpx"):
        return "qdpx"
    first = data.removeprefix(b"\xef\xbb\xbf").partition(b"\r\n")[0]
    ours = [",".join(header(per_tag=per_tag)).encode() for per_tag in (False, True)]
    return "csv" if first in ours else ""


def _whose(file: Path, max_size: int) -> str:
    with foreign.opened(file, max_size) as database:
        found = [name for name, tables in _TABLES.items() if all(map(database.columns, tables))]
    return found[0] if len(found) == 1 else ""
