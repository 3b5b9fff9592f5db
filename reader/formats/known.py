"""Every format that annotations leave the library in, or come in by.

One definition for the command line, the app's dialog and the documents. A format that is
written to a file has `write(export, sink, options, losses)` in its `write` module, which gives
how many rows or annotations it wrote; one that is written to a folder has
`files(export, options, losses)` there, which gives the files. One that is read has `read` in its
`read` module.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Literal, NamedTuple

from reader.formats.features import ALL, CITATION, Feature


class Format(NamedTuple):
    """One format."""

    name: str
    """As `--format` has it, and the folder of its modules."""
    title: str
    what: str
    """What it is for, in a few words."""
    ending: str
    """What the names of its files end with."""
    writes: Literal["text", "bytes", "database", ""] = ""
    """What it writes to a file, if it does; its `write` module has the `rows` of a database."""
    to_folder: bool = False
    """Whether it can be written as a folder of files."""
    reads: Literal["file", "database", ""] = ""
    """What it is read from, if it is."""
    holds: frozenset[Feature] = frozenset()
    """What has a place in it."""
    options: frozenset[str] = frozenset()
    """Those fields of `Options` that it knows; what is read is told of `raw` as it was written."""
    counts: Literal["annotation", "article", "tag"] = "annotation"
    """What its writer counts; rows where there is one for each tag of an annotation."""


_ANNOTATION: frozenset[Feature] = ALL - {"color", "description", "text"}

FORMATS = (
    Format(
        "csv",
        "CSV",
        "for spreadsheets and scripts",
        ".csv",
        writes="text",
        reads="file",
        holds=_ANNOTATION,
        options=frozenset(("per_tag", "bom", "raw")),
    ),
    Format(
        "tsv",
        "TSV",
        "for scripts that cut at tabs",
        ".tsv",
        writes="text",
        reads="file",
        holds=_ANNOTATION,
        options=frozenset(("per_tag", "raw")),
    ),
    Format(
        "jsonl",
        "JSON Lines",
        "all there is, a line each, to come back whole",
        ".jsonl",
        writes="text",
        reads="file",
        holds=ALL,
    ),
    Format(
        "markdown",
        "Markdown",
        "for Obsidian and other notebooks",
        ".md",
        writes="text",
        to_folder=True,
        holds=_ANNOTATION - {"place", "context", "id", "dates"},
        options=frozenset(("template",)),
    ),
    Format(
        "html",
        "HTML",
        "one page to read, filter and print",
        ".html",
        writes="text",
        holds=ALL,
    ),
    Format(
        "w3c",
        "Web Annotation",
        "W3C's JSON-LD",
        ".jsonld",
        writes="text",
        reads="file",
        holds=ALL - {"text"},
    ),
    Format(
        "hypothesis",
        "Hypothes.is",
        "JSON as its API and its tools have it",
        ".json",
        writes="text",
        reads="file",
        holds=_ANNOTATION,
    ),
    Format(
        "qdpx",
        "REFI-QDA project",
        "for ATLAS.ti, NVivo, MAXQDA and QualCoder",
        ".qdpx",
        writes="bytes",
        reads="file",
        holds=ALL - {"status"},
        options=frozenset(("dialect",)),
    ),
    Format(
        "qdc",
        "REFI-QDA codebook",
        "tags alone, for the same programs",
        ".qdc",
        writes="bytes",
        reads="file",
        counts="tag",
        holds=frozenset(("tags", "levels", "color", "description")),
    ),
    Format(
        "taguette",
        "Taguette",
        "its project database",
        ".sqlite3",
        reads="database",
        holds=frozenset(
            ("place", "title", "tags", "memo", "annotator", "dates", "description", "text")
        ),
    ),
    Format(
        "qualcoder",
        "QualCoder",
        "its project database",
        ".qda",
        reads="database",
        holds=ALL - {"context", "heading", "page", "text_hash", "accessed", "id", "status"},
    ),
    Format(
        "readwise",
        "Readwise",
        "CSV as it takes and gives it",
        ".csv",
        writes="text",
        reads="file",
        holds=frozenset(("title", "author", "url", "page", "tags", "levels", "note", "dates")),
        options=frozenset(("raw",)),
    ),
    Format(
        "brat",
        "brat",
        "a text and its marks, two files each",
        ".ann",
        to_folder=True,
        reads="file",
        holds=frozenset(("place", "context", "tags", "levels", "note", "color", "text")),
    ),
    Format(
        "doccano",
        "doccano",
        "JSON Lines of texts and labels",
        ".jsonl",
        writes="text",
        reads="file",
        holds=CITATION | {"place", "context", "text_hash", "tags", "levels", "text"},
    ),
    Format(
        "csl",
        "CSL-JSON",
        "the articles, for Zotero, Pandoc and the like",
        ".json",
        writes="text",
        counts="article",
        holds=CITATION | {"text_hash"},
    ),
    Format(
        "codebook",
        "Codebook",
        "CSV of the tags with counts and descriptions",
        ".csv",
        writes="text",
        reads="file",
        holds=frozenset(("tags", "levels", "color", "description")),
        options=frozenset(("bom", "raw")),
        counts="tag",
    ),
    Format(
        "sqlite",
        "SQLite",
        "a database to ask and to open with Datasette",
        ".db",
        writes="database",
        holds=ALL,
    ),
)

_BY_NAME = {one.name: one for one in FORMATS}


def named(name: str) -> Format:
    """Give the format of this name; `KeyError` if there is none."""
    return _BY_NAME[name]


def written() -> list[Format]:
    """Give the formats that can be written."""
    return [one for one in FORMATS if one.writes or one.to_folder]


def knowing(option: str) -> list[str]:
    """Give the names of the formats that are written with an option."""
    return [one.name for one in written() if option in one.options]


def reading(option: str) -> list[str]:
    """Give the names of the formats that are read with an option."""
    return [one.name for one in read() if option in one.options]


def read() -> list[Format]:
    """Give the formats that can be read."""
    return [one for one in FORMATS if one.reads]


def module(name: str, part: Literal["read", "write"]) -> ModuleType:
    """Import what reads or writes a format."""
    return import_module(f"reader.formats.{name}.{part}")


__all__ = [
    "FORMATS",
    "Format",
    "knowing",
    "module",
    "named",
    "read",
    "reading",
    "written",
]
