"""Annotations to Markdown, in Obsidian's habit: an article a file, or one after the other.

Each article has its facts as YAML, its title, a citation, memos and highlights; each of these a
quote, the block id by which other notes refer to it, a list of what is known of it, and its note.
The facts are the front matter of a file of one article, and stand in a block of code below the
title where a file has several. With a template there are neither: each annotation is what the
template makes of it, and nothing else is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from reader.formats.export import Export, Options, TextSink, WrittenFile
from reader.formats.losses import Losses
from reader.formats.markdown.blocks import BlockIds
from reader.formats.markdown.escaping import linked, on_one_line, quoted, unheld
from reader.formats.markdown.facts import facts, text_hashes
from reader.formats.markdown.notes import note_markdown
from reader.formats.markdown.tags import tag_lines
from reader.formats.markdown.template import AnnotationTemplate
from reader.formats.names import stems
from reader.formats.record import Record

_HASH = 12
"""Characters of a text's hash that tell it from the article's others."""


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write all articles to one file, and give how many annotations there are."""
    articles, layout = _articles(export), _Layout(options, losses)
    first, second = next(articles, None), next(articles, None)
    if first is None:
        return 0
    is_alone, count = second is None, 0
    for records in chain([first], [second] if second else [], articles):
        if count and not options.template:
            sink.write("\n")
        for part in layout.article(records, is_alone=is_alone):
            sink.write(part)
        count += len(records)
    return count


def files(export: Export, options: Options, losses: Losses) -> Iterator[WrittenFile]:
    """Give a file for each article, named after its title."""
    names = stems(export.titles())
    for records in _articles(export):
        layout = _Layout(options, losses)
        text = "".join(layout.article(records, is_alone=True))
        yield WrittenFile(f"{names[records[0].article]}.md", text, len(records))


def _articles(export: Export) -> Iterator[list[Record]]:
    """Give the annotations of each article."""
    for _, records in groupby(export.records(), lambda one: one.article):
        yield list(records)


class _Layout:
    """How the articles of one file are written."""

    def __init__(self, options: Options, losses: Losses) -> None:
        self._template = AnnotationTemplate(options.template) if options.template else None
        self._losses = losses
        self._ids = BlockIds()

    def article(self, records: Sequence[Record], *, is_alone: bool) -> Iterator[str]:
        """Give an article's parts, each of whole lines."""
        if self._template is not None:
            for record in records:
                yield self._template.fill(record, self._ids.of(record.id))
            return
        yield from _head(records, is_alone=is_alone)
        hashes = text_hashes(records)
        for title, part in (
            ("Memos", [record for record in records if record.is_memo]),
            ("Highlights", [record for record in records if not record.is_memo]),
        ):
            if part:
                yield f"\n## {title}\n"
            for record in part:
                yield self._annotation(record, hashes[:1])

    def _annotation(self, record: Record, usual: Sequence[str]) -> str:
        """Give one annotation; `usual` has the hash that is not told again."""
        if unheld(record.note):
            self._losses.add("the control characters", "note")
        known = [f"- Place: {on_one_line(record.heading)}"] if record.heading else []
        known += tag_lines(record.tags)
        known += [f"- Annotator: {on_one_line(record.annotator)}"] if record.annotator else []
        known += [f"- Status: {record.status}"] if record.status != "anchored" else []
        if record.text_hash and record.text_hash not in usual:
            known.append(f"- Text: {record.text_hash[:_HASH]}")
        block = f"^{self._ids.of(record.id)}"
        note = note_markdown(record.note)
        if note.startswith("-"):
            # Another sign begins another list.
            known = [f"*{line.removeprefix('-')}" for line in known]
        parts = (
            [note, block, "\n".join(known)]
            if record.is_memo
            else [quoted(record.quote), block, "\n".join(known), note]
        )
        return "".join(f"\n{part}\n" for part in parts if part)


def _head(records: Sequence[Record], *, is_alone: bool) -> Iterator[str]:
    """Give what stands above an article's annotations."""
    first, known = records[0], "\n".join(facts(records))
    if is_alone:
        yield f"---\n{known}\n---\n\n"
    yield f"# {on_one_line(first.title) or 'Untitled'}\n"
    if not is_alone:
        yield f"\n```yaml\n{known}\n```\n"
    if cited := citation(first):
        yield f"\n{cited}\n"


def citation(record: Record) -> str:
    """Give what is known of an annotation's article as a line of Markdown.

    An address is a link only if it is one of the web.
    """
    return ", ".join(
        filter(
            None,
            (
                on_one_line(record.author),
                f"“{on_one_line(record.title)}”" if record.title else "",
                on_one_line(record.source),
                on_one_line(record.published),
                linked(record.url) if record.url else "",
                f"accessed {on_one_line(record.accessed[:10])}" if record.accessed else "",
            ),
        )
    )
