"""Plain text, which is never parsed as Markdown."""

from __future__ import annotations

from reader.ingest import reading
from reader.ingest.understood import File, Understood


def understand(file: File) -> Understood:
    """Give what a plain text is as an article; `IngestError` says why it is none."""
    from reader.text import plain

    document = plain.parse(reading.decode(file.data))
    return Understood(document, title=plain.title(document))
