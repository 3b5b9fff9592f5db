"""Records to Web Annotations: one page of JSON-LD, an annotation a line.

An annotation's target is its article's address, or `urn:uuid:` and the article's id, with the
quote and the place in code points. What is known of the article stands with each, so that one
taken out of the page can still be cited. The collection that the page is part of has the tags.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from reader.annotation.model import TagUse
from reader.formats.addresses import address
from reader.formats.export import Export, Options, TextSink
from reader.formats.ids import URN, iri
from reader.formats.json_writing import encoded, without_empty
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.formats.w3c.terms import CONTEXT

_PAGES = UUID("0f4c8a52-6f0b-4a53-8a43-0e6c1b1b6d07")


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write a page of annotations to `sink`, and give how many there were."""
    del options, losses
    sink.write(encoded(_page(export)).removesuffix("}") + ',"items":[')
    count = 0
    for record in export.records():
        sink.write(("," if count else "") + "\n" + encoded(annotation(record)))
        count += 1
    sink.write("\n]}\n")
    return count


def annotation(record: Record) -> dict[str, object]:
    """Give a record as a Web Annotation, without its context."""
    motivation = "commenting" if record.note or record.is_memo else ""
    motivation = motivation or ("tagging" if record.tags else "highlighting")
    creator = {"type": "Person", "name": record.annotator} if record.annotator else None
    return without_empty(
        {
            "id": iri(record.id),
            "type": "Annotation",
            "motivation": motivation,
            "created": record.created,
            "modified": record.updated,
            "creator": creator,
            "status": record.status,
            "body": _bodies(record),
            "target": _target(record),
        }
    )


def _page(export: Export) -> dict[str, object]:
    """Give what stands before the annotations of the page."""
    collection: dict[str, object] = {
        "id": URN + str(uuid5(_PAGES, f"collection {export.at}")),
        "type": "AnnotationCollection",
        "label": "Annotations",
        "generated": export.at,
        "generator": {"type": "Software", "name": "article-reader"},
        "codebook": [_concept(use) for use in export.tags()],
    }
    return {
        "@context": CONTEXT,
        "id": URN + str(uuid5(_PAGES, f"page {export.at}")),
        "type": "AnnotationPage",
        "partOf": without_empty(collection),
        "startIndex": 0,
    }


def _concept(use: TagUse) -> dict[str, object]:
    tag = use.tag
    return without_empty(
        {
            "id": iri(tag.id),
            "type": "Concept",
            "prefLabel": tag.path,
            "definition": tag.description,
            "color": tag.color,
        }
    )


def _bodies(record: Record) -> list[object]:
    given = [("tagging", tag) for tag in record.tags]
    if record.note:
        given.append(("commenting", record.note))
    return [
        {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
        for purpose, value in given
    ]


def _target(record: Record) -> dict[str, object]:
    state = {"type": "TimeState", "sourceDate": record.accessed} if record.accessed else None
    return without_empty(
        {
            "type": "SpecificResource",
            "source": address(record),
            "selector": [] if record.is_memo else _selectors(record),
            "state": state,
            "textHash": record.text_hash,
            "heading": record.heading,
            "page": record.page,
            "article": _article(record),
        }
    )


def _selectors(record: Record) -> list[object]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": record.quote,
            "prefix": record.prefix,
            "suffix": record.suffix,
        },
        {"type": "TextPositionSelector", "start": record.start, "end": record.end},
    ]


def _article(record: Record) -> dict[str, object]:
    return without_empty(
        {
            "id": iri(record.article),
            "title": record.title,
            "author": record.author,
            "publisher": record.source,
            "published": record.published,
            "url": record.url,
        }
    )
