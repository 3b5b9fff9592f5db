"""The addresses by which other tools know the articles of a library."""

from __future__ import annotations

from reader.formats import ids
from reader.formats.record import Record
from reader.text.addresses import is_iri


def address(record: Record) -> str:
    """Give the IRI of an annotation's article: its address, if that is one."""
    return record.url if is_iri(record.url) else ids.iri(record.article)
