"""The pages of a document as bytes: JSON of their offsets and their labels, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.document import PageMark


def bytes_of(pages: Sequence[PageMark]) -> bytes:
    """Give pages as bytes; none for no pages."""
    if not pages:
        return b""
    import json

    columns = [[page.offset for page in pages], [page.label for page in pages]]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


def pages_of(data: bytes) -> tuple[PageMark, ...]:
    """Give the pages that `bytes_of` made `data` of; malformed data raises `ValueError`."""
    if not data:
        return ()
    import json

    try:
        offsets, labels = json.loads(data)
        pages = tuple(map(PageMark, offsets, labels))
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("malformed pages") from error
    typed = all(type(page.offset) is int and type(page.label) is str for page in pages)
    if not typed or len(offsets) != len(labels) or not pages:
        raise ValueError("malformed pages")
    return pages
