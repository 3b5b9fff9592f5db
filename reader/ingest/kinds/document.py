"""EPUB, DOCX, ODT, RTF, reStructuredText and Org, which pandoc reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reader.errors import IngestError
from reader.ingest import decoding, front_matter
from reader.ingest.understood import File, Understood

if TYPE_CHECKING:
    from reader.ingest.documents.archives import AboutDocument
    from reader.ingest.documents.pandoc import PandocAnswer
    from reader.text.document import Document

ABOUT = {"docx": "docProps/core.xml", "odt": "meta.xml"}
"""The file in an archive that says what the document is."""
TOO_DEEP = "is nested too deep: its text is kept, its structure is not"
_BEGINNING = 2_000
"""Characters in which a document's own title stands."""


def understand(file: File) -> Understood:
    """Give what a document is as an article; `IngestError` says why it is none."""
    from reader.ingest.documents import pandoc

    # First of all, so that nothing else is said of any document where it is missing.
    pandoc.find()
    kind = file.name.rpartition(".")[2].lower()
    if kind in ("rst", "org"):
        return _written(file, kind)
    if kind == "rtf":
        from reader.ingest.documents import rtf

        rewritten = rtf.rewritten(file.data)
        made = _understood(file, kind, rewritten.data)
        return made._replace(warnings=(*rewritten.warnings, *made.warnings))
    from reader.ingest.documents import archives

    archives.check(file.data)
    if kind == "epub":
        return _understood(file, kind, archives.with_all_in_order(file.data))
    from reader.ingest.documents import boxes

    about = archives.about(file.data, ABOUT[kind])
    return _understood(file, kind, boxes.opened(file.data, kind), about)


def _written(file: File, kind: str) -> Understood:
    """Understand a document that is written as text."""
    from reader.ingest.documents import written

    decoded = decoding.decode(file.data, file.asked.encoding, file.charset)
    source = written.prepared(decoded.text, kind)
    made = _understood(file, kind, source.text.encode())
    warnings = [written.numbered(warning, source) for warning in made.warnings]
    return made._replace(
        encoding=decoded.encoding,
        is_guess=decoded.is_guess,
        warnings=(*decoded.warnings, *source.warnings, *warnings),
    )


def _understood(
    file: File, kind: str, data: bytes, about: AboutDocument | None = None
) -> Understood:
    from reader.ingest.documents import pandoc

    answer = pandoc.run(data, kind)
    try:
        document, values = _read(answer, kind, file)
    except RecursionError:
        document, values = _flat(data, kind), {}
        answer = answer._replace(warnings=(*answer.warnings, TOO_DEEP))
    return _described(document, values, about)._replace(warnings=answer.warnings)


def _read(answer: PandocAnswer, kind: str, file: File) -> tuple[Document, Mapping[str, object]]:
    from reader.ingest.documents import metadata, tree
    from reader.text import markdown

    meta, blocks = tree.read(answer.output)
    values: dict[str, object] = metadata.values(meta)
    if kind == "rst":
        values |= metadata.field_list(blocks)
    elif kind == "epub":
        values |= _in_order(values)
    elif kind in ("docx", "org"):
        blocks = [*metadata.in_text(meta, blocks), *blocks]
    walked = tree.Tree(blocks)
    return markdown.assemble(walked.portions(file.progress), walked.notes), values


def _in_order(values: Mapping[str, Any]) -> dict[str, object]:
    """Give the authors in the order in which a book names them; pandoc turns it round."""
    authors = values.get("author")
    return {"author": authors[::-1]} if isinstance(authors, list) else {}


def _flat(data: bytes, kind: str) -> Document:
    """Give a document as plain text, where its structure cannot be followed."""
    from reader.ingest.documents import pandoc
    from reader.text import plain

    text = pandoc.run(data, kind, "plain").output
    try:
        return plain.parse(text.decode())
    except UnicodeDecodeError as error:
        raise IngestError("could not be converted") from error


def _described(
    document: Document, values: Mapping[str, object], about: AboutDocument | None
) -> Understood:
    from reader.text import plain

    own = about or _nothing()
    heading = plain.title(document)
    title = front_matter.field(values, "title")
    if not title and own.title and (own.title in document.text[:_BEGINNING] or not heading):
        # What an office program keeps as a title is often that of the file it was made from.
        title = own.title
    return Understood(
        document,
        values,
        title=title or heading,
        source=front_matter.field(values, "publisher", "source"),
        author=front_matter.people(values, "author", "authors", "creator") or own.author,
        published=front_matter.field(values, "date", "published") or own.published,
        language=front_matter.field(values, "language", "lang") or own.language,
    )


def _nothing() -> AboutDocument:
    from reader.ingest.documents.archives import AboutDocument

    return AboutDocument()
