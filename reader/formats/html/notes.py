"""Notes as they stand beside the text, at the head of an article, and for lost passages."""

from __future__ import annotations

from reader.formats.html import escaping
from reader.formats.html.blocks import written
from reader.formats.html.tagbook import TagBook
from reader.formats.record import Record
from reader.text.notes import is_plain, note_document

_STATES = {
    "moved": "Moved with its text",
    "review": "Waits for review",
    "orphaned": "Not found in the text of today",
}
"""What is said of a passage that does not simply stand where it was marked."""


def beside(record: Record, number: int, book: TagBook) -> str:
    """Give what stands in the margin for a passage with its number in its article."""
    row = escaping.attribute("#r-" + escaping.fragment(record.id))
    sign = f'<a class="number" href="{row}" aria-label="Passage {number}">{number}</a>'
    return _note(record, book, sign + book.chips(record.tags) + _body(record))


def memo(record: Record, book: TagBook) -> str:
    """Give a memo, as it stands at the head of its article."""
    head = f'<p class="state">Memo{_by(record)}</p>'
    return _note(record, book, head + book.chips(record.tags) + _body(record), is_place=True)


def lost(record: Record, book: TagBook) -> str:
    """Give a passage that has no place in the text of today, with its last quote."""
    said = state(record) or "Of an earlier text"
    head = f'<p class="state">{said}{_by(record)}</p>'
    return _note(
        record, book, head + quoted(record, book) + book.chips(record.tags) + _body(record),
        is_place=True,
    )  # fmt: skip


def quoted(record: Record, book: TagBook) -> str:
    """Give a passage's quote within its context."""
    before, after = escaping.text(record.prefix), escaping.text(record.suffix)
    color = book.color(record.tags)
    return (
        f'<blockquote class="prose" dir="auto"><span class="context">{before}</span>'
        f'<mark class="{color}">{escaping.text(record.quote)}</mark>'
        f'<span class="context">{after}</span></blockquote>'
    )


def state(record: Record) -> str:
    """Say how a passage stands, if it does not simply stand where it was marked."""
    return _STATES.get(record.status, "")


def _note(record: Record, book: TagBook, inner: str, *, is_place: bool = False) -> str:
    name = escaping.attribute(record.id)
    place = f' id="p-{name}"' if is_place else ""
    color = book.color(record.tags)
    return f'<div class="note {color}" role="note"{place} data-p="{name}">{inner}</div>\n'


def _by(record: Record) -> str:
    day = record.created[:10]
    parts = [f"<bdi>{escaping.text(one)}</bdi>" for one in (record.annotator, day) if one]
    return "".join(f" · {one}" for one in parts)


def _body(record: Record) -> str:
    if not record.note:
        return ""
    if is_plain(record.note):
        return f'<div class="body"><p dir="auto">{escaping.text(record.note)}</p></div>'
    parts = written(note_document(record.note), f"n-{record.id}-", headings=False)
    return f'<div class="body">{"".join(parts)}</div>'
