"""What an annotation, a tag or a text can have that a format may or may not have a place for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

from reader.annotation.model import TagUse
from reader.formats.losses import Losses
from reader.formats.record import Record

Feature = Literal[
    "place", "context", "heading", "page", "text_hash",
    "title", "author", "source", "published", "accessed", "url",
    "tags", "levels", "note", "memo",
    "id", "status", "annotator", "dates",
    "color", "description", "text",
]  # fmt: skip
"""`levels` are those of a tag's path; `text` is the article's whole text."""

ALL: frozenset[Feature] = frozenset(get_args(Feature))
CITATION: frozenset[Feature] = frozenset(
    ("title", "author", "source", "published", "accessed", "url")
)
"""What is known of an article."""

_WORDS: dict[Feature, str] = {
    "place": "the place",
    "context": "the context",
    "heading": "the heading",
    "page": "the page",
    "text_hash": "the hash of the text",
    "title": "the title",
    "author": "the author",
    "source": "the source",
    "published": "the date of publishing",
    "accessed": "the date of access",
    "url": "the address",
    "tags": "the tags",
    "levels": "the levels of the tags",
    "note": "the note",
    "memo": "all",
    "id": "the id",
    "status": "the status",
    "annotator": "the annotator",
    "dates": "the dates",
    "description": "the description",
}
"""What is said of its loss; a colour is given by the program, and a text is not an annotation's."""

_HAS: dict[Feature, Callable[[Record], bool]] = {
    "memo": lambda one: one.is_memo,
    "place": lambda one: not one.is_memo,
    "context": lambda one: bool(one.prefix or one.suffix),
    "heading": lambda one: bool(one.heading),
    "page": lambda one: bool(one.page),
    "text_hash": lambda one: bool(one.text_hash),
    "title": lambda one: bool(one.title),
    "author": lambda one: bool(one.author),
    "source": lambda one: bool(one.source),
    "published": lambda one: bool(one.published),
    "accessed": lambda one: bool(one.accessed),
    "url": lambda one: bool(one.url),
    "tags": lambda one: bool(one.tags),
    "levels": lambda one: any("/" in tag for tag in one.tags),
    "note": lambda one: bool(one.note),
    "id": lambda one: bool(one.id),
    "status": lambda one: one.status != "anchored",
    "annotator": lambda one: bool(one.annotator),
    "dates": lambda one: bool(one.created),
}


def counted(
    records: Iterable[Record], holds: frozenset[Feature], losses: Losses
) -> Iterator[Record]:
    """Pass records on, and count what a format that holds this much has no place for.

    Of a memo that is not held nothing else is counted; tags not held have no levels.
    """
    missing = [
        (feature, has)
        for feature, has in _HAS.items()
        if feature not in holds and not (feature == "levels" and "tags" not in holds)
    ]
    return _counted(records, missing, losses) if missing else iter(records)


def _counted(
    records: Iterable[Record],
    missing: list[tuple[Feature, Callable[[Record], bool]]],
    losses: Losses,
) -> Iterator[Record]:
    """Count by place in a list, as a million go by; `losses` are told at the end."""
    places = [(place, has) for place, (_, has) in enumerate(missing)]
    counts = [0] * len(missing)
    memos_missing = any(feature == "memo" for feature, _ in missing)
    try:
        for record in records:
            if memos_missing and record.end == 0:
                counts[0] += 1
            else:
                for place, has in places:
                    if has(record):
                        counts[place] += 1
            yield record
    finally:
        for (feature, _), count in zip(missing, counts, strict=True):
            losses.add(_WORDS[feature], "memo" if feature == "memo" else "annotation", count)


def counted_tags(tags: Iterable[TagUse], holds: frozenset[Feature], losses: Losses) -> None:
    """Count the tags' descriptions where a format that holds this much has no place for them.

    Where tags are not held at all, as in one of articles alone, nothing more is missed of them.
    """
    if "tags" in holds and "description" not in holds:
        described = sum(bool(use.tag.description) for use in tags)
        losses.add(_WORDS["description"], "tag", described)
