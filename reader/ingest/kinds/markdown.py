"""Markdown with YAML front matter."""

from __future__ import annotations

from reader.ingest import decoding, front_matter
from reader.ingest.understood import File, Understood


def understand(file: File) -> Understood:
    """Give what a Markdown file is as an article; `IngestError` says why it is none."""
    from reader.text import markdown, plain

    decoded = decoding.decode(file.data, file.asked.encoding, file.charset)
    document, front = markdown.parse(decoded.text, file.progress)
    values = front_matter.read(front)
    return Understood(
        document,
        values,
        title=front_matter.field(values, "title") or plain.title(document),
        source=front_matter.field(values, "source", "publication", "site", "publisher"),
        author=front_matter.people(values, "author", "authors", "byline"),
        published=front_matter.field(values, "published", "date", "publication_date"),
        language=front_matter.field(values, "language", "lang"),
        url=front_matter.field(values, "url", "link", "source_url", "canonical_url"),
        encoding=decoded.encoding,
        is_guess=decoded.is_guess,
        warnings=decoded.warnings,
    )
