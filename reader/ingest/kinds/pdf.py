"""PDF: its text in paragraphs, without running heads, and with its pages as marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from reader.counting import plural
from reader.errors import IngestError
from reader.ingest.understood import File, Progress, Understood

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

    from reader.ingest.pdf.rows import PrintedRow

_MOST_PAGES = 50_000
_SHARE = 0.9
"""Share of the work that reading the pages is."""
_NAMED = 3
"""Running lines that a warning names."""


class _Read(NamedTuple):
    """What the pages of a document hold."""

    pages: list[list[PrintedRow]]
    blank: list[int]
    """Indices of pages that show something, but no text."""
    damaged: list[int]
    """Indices of pages that could not be read."""


def understand(file: File) -> Understood:
    """Give what a PDF is as an article; `IngestError` says why it is none."""
    from reader.ingest.pdf import properties

    with _opened(file.data) as document:
        known = properties.properties_of(document)
        language = properties.language_of(document)
        read = _read(document, file.progress)
        labels = [properties.label_of(document, index) for index in range(len(read.pages))]
    if not any(read.pages):
        _refuse(read)
    return _understood(read, labels, known)._replace(language=language)


def _understood(read: _Read, labels: list[str], known: dict[str, str]) -> Understood:
    from reader.ingest.pdf import properties
    from reader.ingest.pdf.hyphens import words_in
    from reader.ingest.pdf.paragraphs import body_size, paragraphs
    from reader.ingest.pdf.rows import in_order, settled
    from reader.ingest.pdf.running import NONE, running
    from reader.ingest.pdf.setting import document_of
    from reader.text.plain import title

    everything = [*chain.from_iterable(read.pages)]
    left_out = running(read.pages, body_size(everything), labels)
    if len(left_out.rows) == len(everything):
        # What is all that there is, is what there is to read.
        left_out = NONE
    kept = ([row for row in page if id(row) not in left_out.rows] for page in read.pages)
    rows = list(settled([row for page in kept for row in in_order(page)]))
    labels = _labels(labels, left_out.first)
    words = words_in(row.text for row in rows)
    document = document_of(list(paragraphs(rows, words)), labels)
    return Understood(
        document,
        known | {"pages": len(read.pages)},
        title=properties.title_of(known) or title(document),
        author=known.get("Author", ""),
        published=properties.date_of(known),
        warnings=tuple(_warnings(read, labels, left_out.texts, document.text)),
    )


def _opened(data: bytes) -> PdfDocument:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise IngestError(
                "is encrypted; take its password off first, for example with qpdf --decrypt"
            ) from error
        raise IngestError("is damaged, or no PDF") from error
    if len(document) > _MOST_PAGES:
        document.close()
        raise IngestError(f"has {len(document):,} pages, and the limit is {_MOST_PAGES:,}")
    return document


def _read(document: PdfDocument, progress: Progress | None) -> _Read:
    """Read all pages, closing each before the next."""
    import pypdfium2

    count = len(document)
    read = _Read([], [], [])
    for index in range(count):
        rows: list[PrintedRow] = []
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            read.damaged.append(index)
        else:
            try:
                rows = _rows(page, index)
                if not rows and _shows_something(page):
                    read.blank.append(index)
            except pypdfium2.PdfiumError:
                read.damaged.append(index)
            finally:
                page.close()
        read.pages.append(rows)
        if progress:
            progress(_SHARE * (index + 1) / count)
    return read


def _rows(page: PdfPage, index: int) -> list[PrintedRow]:
    from reader.ingest.pdf.rows import rows_of
    from reader.ingest.pdf.words import words_of

    text = page.get_textpage()
    try:
        return rows_of(words_of(text.raw, text.count_chars()), index)
    finally:
        text.close()


def _shows_something(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return bool(pdfium.FPDFPage_CountObjects(page) > 0)


def _refuse(read: _Read) -> None:
    if len(read.damaged) == len(read.pages):
        raise IngestError("is damaged: none of its pages can be read")
    if not read.blank and not read.damaged:
        raise IngestError("has no text in it")
    raise IngestError("has no text layer; run OCR over it first, for example with ocrmypdf")


def _labels(labels: Sequence[str], first: int | None) -> list[str]:
    """Give what each page is called: by its label, by the number printed on it, by its place."""
    start = first if first is not None and not any(labels) else 1
    numbers = (start + index for index in range(len(labels)))
    return [
        label or str(number if number > 0 else index + 1)
        for index, (label, number) in enumerate(zip(labels, numbers, strict=True))
    ]


def _warnings(
    read: _Read, labels: Sequence[str], left_out: Sequence[str], text: str
) -> Iterator[str]:
    """Yield what is not in the text, a line each."""
    from reader.ingest.pdf.words import unknown

    if left_out:
        named = ", ".join(f"“{' '.join(line.split())[:60]}”" for line in left_out[:_NAMED])
        more = f" and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
        yield f"left out as running heads and page numbers: {named}{more}"
    if read.blank:
        yield f"no text on {_named(read.blank, labels)} (scanned?)"
    if read.damaged:
        yield f"could not read {_named(read.damaged, labels)}: damaged"
    if count := unknown(text):
        yield f"{plural(count, 'character')} that the file does not say the meaning of"


def _named(pages: Sequence[int], labels: Sequence[str]) -> str:
    """Name pages by their labels: `page 3`, `pages 3–7, 9`."""
    runs = []
    for _, run in groupby(enumerate(pages), key=lambda one: one[1] - one[0]):
        indices = [index for _, index in run]
        first, last = labels[indices[0]], labels[indices[-1]]
        runs.append(first if len(indices) == 1 else f"{first}–{last}")
    return f"{'page' if len(pages) == 1 else 'pages'} {', '.join(runs)}"
