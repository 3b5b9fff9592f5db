"""Plain text, which is never parsed as Markdown."""

from __future__ import annotations

from reader.ingest import byline, decoding
from reader.ingest.understood import File, Understood


def understand(file: File) -> Understood:
    """Give what a plain text is as an article; `IngestError` says why it is none."""
    from reader.text import plain

    decoded = decoding.decode(file.data, file.asked.encoding, file.charset)
    document = plain.parse(decoded.text)
    title = plain.title(document)
    found = byline.find(document.text, title)
    return Understood(
        document,
        title=title,
        author=found.author,
        published=found.published,
        encoding=decoded.encoding,
        is_guess=decoded.is_guess,
        warnings=decoded.warnings,
    )
