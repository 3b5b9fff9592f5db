"""Web pages: their main text with title and byline, or all of their text where that is asked."""

from __future__ import annotations

from reader.ingest.understood import File, Understood


def understand(file: File) -> Understood:
    """Give what a page is as an article; `IngestError` says why it is none."""
    from reader.ingest.pages import archives, encodings, reading
    from reader.text import markdown

    page = archives.ArchivedPage(file.data, file.charset, file.url)
    if archives.is_archive(file.name):
        page = archives.page_in(file.data)
    declared = page.charset or encodings.declared(page.data)
    decoded = encodings.decode(page.data, file.asked.encoding, declared)
    read = reading.read(decoded.text, page.url, is_full=bool(file.asked.is_full))
    document, _ = markdown.parse(read.markdown, file.progress)
    return Understood(
        document,
        read.about.metadata,
        title=read.about.title,
        source=read.about.site,
        author=read.about.author,
        published=read.about.date,
        language=read.about.language,
        url=read.about.url,
        encoding=decoded.encoding,
        is_guess=decoded.is_guess,
        warnings=(*decoded.warnings, *read.warnings),
    )
