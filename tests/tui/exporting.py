"""Formats made for tests: what they write is the same at every run, whatever others are known."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from string import Template
from types import ModuleType
from typing import NamedTuple

import pytest

from reader.formats import known
from reader.formats.export import ByteSink, Export, Options, TextSink, WrittenFile
from reader.formats.features import ALL
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.formats.template_names import checked


class Made(NamedTuple):
    """A format and what writes it."""

    format: Format
    write: Callable[..., int] | None = None
    files: Callable[..., Iterator[WrittenFile]] | None = None


def with_formats(monkeypatch: pytest.MonkeyPatch, *made: Made) -> None:
    """Have these formats known, and no others."""
    rows = tuple(one.format for one in made)
    monkeypatch.setattr(known, "FORMATS", rows)
    monkeypatch.setattr(known, "_BY_NAME", {row.name: row for row in rows})
    for one in made:
        if one.write or one.files:
            name = f"reader.formats.{one.format.name}.write"
            module = ModuleType(name)
            module.__dict__.update(write=one.write, files=one.files)
            monkeypatch.setitem(sys.modules, name, module)


def write_lines(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write a line for each annotation, or for each of its tags."""
    count = 0
    for record in export.records():
        for tags in record.tags if options.per_tag else [", ".join(record.tags)]:
            sink.write(f"{record.title} · {record.quote} · {tags}\n")
            count += 1
    return count


def write_archive(export: Export, sink: ByteSink, options: Options, losses: Losses) -> int:
    """Write an archive of a text and a list."""
    held = io.BytesIO()
    quotes = [record.quote for record in export.records()]
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("texts/one.txt", "A text.\n" * 300)
        archive.writestr("list.xml", "<list>\n" + "".join(f"  <q>{one}</q>\n" for one in quotes))
    losses.add("the colour", "passage", len(quotes))
    sink.write(held.getvalue())
    return len(quotes)


def write_tags(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write a line for each tag."""
    for tag, count, _ in export.tags():
        sink.write(f"{tag.path} {count}\n")
    return len(export.tags())


def pieces(export: Export, options: Options, losses: Losses) -> Iterator[WrittenFile]:
    """Give a file for each article."""
    for marked in export.texts():
        name = f"{marked.article.title}.txt"
        yield WrittenFile(name, "\n".join(one.quote for one in marked.records), len(marked.records))


def write_by_template(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write each annotation by a template of two names."""
    checked(options.template, ("quote", "note"))
    count = 0
    for count, record in enumerate(export.records(), 1):  # noqa: B007  # it is given
        text = options.template or "$quote: $note\n"
        sink.write(Template(text).substitute(quote=record.quote, note=record.note))
    return count


CSV = Made(known.named("csv"))
LINES = Made(
    Format(
        "lines",
        "Lines",
        "a line for each passage, for those who like lines",
        ".txt",
        writes="text",
        holds=ALL - {"note"},
        options=frozenset(("per_tag", "raw", "dialect")),
    ),
    write_lines,
)
ARCHIVE = Made(
    Format("archive", "Archive", "for another program", ".zip", writes="bytes", holds=ALL),
    write_archive,
)
TAGS = Made(
    Format(
        "tags",
        "List of tags",
        "the tags",
        ".tags",
        writes="text",
        holds=frozenset(("tags",)),
        counts="tag",
    ),
    write_tags,
)
PIECES = Made(
    Format("pieces", "Pieces", "a file each", ".txt", to_folder=True, holds=ALL), files=pieces
)
BOTH = Made(
    Format("both", "Either", "one or many", ".txt", writes="text", to_folder=True, holds=ALL),
    write_lines,
    pieces,
)
OWN = Made(
    Format(
        "own",
        "Own",
        "as one likes",
        ".own",
        writes="text",
        holds=ALL - {"page", "dates"},
        options=frozenset(("template",)),
    ),
    write_by_template,
)
FORMATS = (LINES, ARCHIVE, TAGS, PIECES, CSV)
