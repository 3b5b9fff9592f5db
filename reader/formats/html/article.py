"""One article of a page: what it is, its memos, its text with what was marked, what was lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.annotation.model import Article
from reader.formats.export import Marked
from reader.formats.html import escaping, notes
from reader.formats.html.blocks import written
from reader.formats.html.marking import Marking
from reader.formats.html.tagbook import TagBook
from reader.formats.losses import Losses
from reader.formats.record import Record

_ABSENT = '<p class="remark">None of the passages stands in the text of today.</p>\n'
_LOST = "<h3>Passages of an earlier text</h3>\n"


def article(texts: Sequence[Marked], book: TagBook) -> Iterator[str]:
    """Give the HTML of an article, of all whose texts that passages stand on."""
    given = texts[0].article
    shown = next((one for one in texts if one.is_shown and one.document.blocks), None)
    # What is replaced in them is counted where they are written as rows.
    records = [
        (one, escaping.harmless(record, Losses())) for one in texts for record in one.records
    ]
    memos = [record for _, record in records if record.is_memo]
    placed = [record for one, record in records if one is shown and not record.is_memo]
    strays = [record for one, record in records if one is not shown and not record.is_memo]
    name = escaping.attribute(given.id)
    yield f'<article id="a-{name}" data-a="{name}"{escaping.language(given.language)}>\n'
    yield _head(given)
    if memos:
        yield _listed("memos", "", [notes.memo(one, book) for one in memos])
    if shown is not None:
        placed.sort(key=lambda one: (one.start, one.end))
        marking = Marking(
            shown.document, placed, book, lambda one, number: notes.beside(one, number, book)
        )
        yield '<div class="text">'
        yield from written(shown.document, f"f-{given.id}-", marking)
        yield "</div>\n"
    else:
        yield _ABSENT
    if strays:
        yield _listed("lost", _LOST, [notes.lost(one, book) for one in strays])
    yield "</article>\n"


def citation(record: Record) -> str:
    """Give what cites a passage: who, what, where and when, and the place in it."""
    title = f"<cite>{escaping.text(record.title)}</cite>"
    parts = [record.author, record.source, record.published, record.heading]
    known = [f"<bdi>{escaping.text(one)}</bdi>" if one else "" for one in parts]
    return ", ".join(filter(None, (known[0], f"<bdi>{title}</bdi>", *known[1:])))


def _listed(name: str, head: str, made: Sequence[str]) -> str:
    return f'<section class="{name}">{head}{"".join(made)}</section>\n'


def _head(given: Article) -> str:
    byline = [one for one in (given.author, given.source, given.published) if one]
    line = " · ".join(f"<bdi>{escaping.text(one)}</bdi>" for one in byline)
    facts = [
        ("Address", escaping.linked(escaping.shown(given.url)) if given.url else ""),
        ("Accessed", escaping.text(given.accessed)),
        ("Hash of the text", f"<code>{escaping.text(given.text_hash)}</code>"),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value)
    return (
        f'<header>\n<h2 dir="auto">{escaping.text(given.title)}</h2>\n'
        + (f'<p class="byline">{line}</p>\n' if line else "")
        + f'<dl class="facts" lang="en">{rows}</dl>\n</header>\n'
    )
