"""An annotation made of a passage that was given, where it was found to stand."""

from __future__ import annotations

from reader.annotation import anchoring
from reader.annotation.model import Annotation, Status
from reader.formats.given import GivenPassage
from reader.formats.losses import Losses
from reader.library.annotating import note_text
from reader.library.author import Author
from reader.library.exchange import cleaning
from reader.library.exchange.carrying import whole
from reader.library.exchange.finding import Placed
from reader.library.exchange.tag_names import TagNames
from reader.library.exchange.work import Prepared

_STATUSES: dict[str, Status] = {
    "anchored": "anchored",
    "moved": "moved",
    "review": "review",
    "orphaned": "orphaned",
}


def prepared(
    passage: GivenPassage,
    placed: Placed,
    article: str,
    ids: tuple[str, str],
    author: Author,
    names: TagNames,
    losses: Losses,
) -> Prepared:
    """Give the annotation of a passage of an article; `ids` has its own, and the one instead."""
    own, other = ids
    annotation = _stood(
        _told(passage, article, own, author, losses)._replace(tags=names.paths(passage.tags)),
        placed,
        losses,
    )
    annotation = annotation._replace(status=placed.status or _sure(passage.status))
    is_none = bool(passage.status.strip()) and passage.status not in _STATUSES
    losses.add("the status", "annotation", is_none)
    status = _STATUSES.get(passage.status, "anchored")
    is_known = bool(passage.key or cleaning.given_id(passage.id))
    return Prepared(annotation, other, status, placed.is_moved, is_known)


def _told(
    passage: GivenPassage, article: str, own: str, author: Author, losses: Losses
) -> Annotation:
    """Give what is told of an annotation, but for its tags and where it stands."""
    losses.add("the control characters", "note", cleaning.is_changed(passage.note))
    losses.add("the control characters", "annotation", cleaning.is_changed(passage.quote))
    created = cleaning.moment(passage.created, author.at, losses)
    later = created if passage.created.strip() else author.at
    return Annotation(
        id=own,
        article=article,
        text_hash="",
        start=0,
        end=0,
        quote="",
        prefix="",
        suffix="",
        note=note_text(passage.note),
        status="anchored",
        annotator=cleaning.annotator(passage.annotator, author.annotator, losses),
        created=created,
        updated=cleaning.moment(passage.updated, later, losses),
    )


def _stood(annotation: Annotation, placed: Placed, losses: Losses) -> Annotation:
    """Give an annotation with its place: whole characters of the text that it stands on."""
    text = placed.text.document.text
    span = whole(text, placed.span) if placed.span.end else placed.span
    losses.add("the exact ends", "annotation", int(span != placed.span))
    prefix, suffix = anchoring.context(text, span) if span.end else ("", "")
    proposed_start, proposed_end = placed.proposed or (0, 0)
    return annotation._replace(
        text_hash=placed.text.hash,
        start=span.start,
        end=span.end,
        quote=text[span.start : span.end],
        prefix=prefix,
        suffix=suffix,
        proposed_start=proposed_start,
        proposed_end=proposed_end,
    )


def _sure(given: str) -> Status:
    return "moved" if given == "moved" else "anchored"
