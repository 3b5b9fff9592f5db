"""The table of all passages of a page: quote, tags, note, citation and the way to the place."""

from __future__ import annotations

from reader.formats.html import escaping, notes
from reader.formats.html.article import citation
from reader.formats.html.tagbook import TagBook
from reader.formats.record import Record

_HEAD = (
    '<table class="passages"><thead><tr><th scope="col">Passage</th><th scope="col">Tags</th>'
    '<th scope="col">Note</th><th scope="col">Where</th></tr></thead>\n<tbody>\n'
)


def group(record: Record) -> str:
    """Give what begins the rows of an article, which is that of a record."""
    link = escaping.attribute("#a-" + escaping.fragment(record.article))
    return (
        f'<section class="group" data-a="{escaping.attribute(record.article)}">\n'
        f'<h3 dir="auto"><a href="{link}">{escaping.text(record.title)}</a></h3>\n{_HEAD}'
    )


def end_group() -> str:
    """Give what ends the rows of an article."""
    return "</tbody></table>\n</section>\n"


def row(record: Record, book: TagBook) -> str:
    """Give the row of a passage or memo."""
    quote = '<p class="state">Memo</p>' if record.is_memo else notes.quoted(record, book)
    place = escaping.attribute("#p-" + escaping.fragment(record.id))
    return (
        f'<tr id="r-{escaping.attribute(record.id)}"{_data(record, book)}><td>{quote}</td>'
        f"<td>{book.chips(record.tags)}</td>"
        f'<td class="prose" dir="auto">{escaping.text(record.note)}</td>'
        f'<td><p class="citation">{citation(record)}</p><p class="state">{_made(record)}</p>'
        f'<a href="{place}">To the place</a></td></tr>\n'
    )


def _data(record: Record, book: TagBook) -> str:
    """Give the attributes that the script filters and paints by, and what else is known."""
    known = {
        "p": record.id,
        "tags": " ".join(map(str, book.numbers(record.tags))),
        "color": book.color(record.tags),
        "start": str(record.start),
        "end": str(record.end),
        "page": record.page,
        "status": record.status,
        "hash": record.text_hash,
        "created": record.created,
        "updated": record.updated,
    }
    given = [f'data-{name}="{escaping.attribute(value)}"' for name, value in known.items()]
    return " " + " ".join(given)


def _made(record: Record) -> str:
    """Say by whom and when it was made and changed, and how it stands."""
    made, changed = record.created[:10], record.updated[:10]
    parts = [
        record.annotator,
        made,
        f"changed {changed}" if changed != made else "",
        notes.state(record),
    ]
    return " · ".join(f"<bdi>{escaping.text(one)}</bdi>" for one in parts if one)
