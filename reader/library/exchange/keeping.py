"""Annotations made of the passages that were given with one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.annotation import anchoring
from reader.annotation.model import Annotation, Article, Status
from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.library.annotating import note_text, shortly
from reader.library.author import Author
from reader.library.exchange import cleaning, making
from reader.library.exchange.carrying import whole
from reader.library.exchange.finding import Finding, Placed, is_unsure, quote_of
from reader.library.exchange.imported import Dropped
from reader.library.exchange.making import Made
from reader.library.exchange.placing import as_kept
from reader.library.exchange.work import Prepared, Work, joined
from reader.store.articles import Version
from reader.text.document import Span
from reader.text.stored import pack

QUOTES = "made_of"
"""The name among an article's metadata that says that its text is made of quotes."""
_STATUSES: dict[str, Status] = {
    "anchored": "anchored",
    "moved": "moved",
    "review": "review",
    "orphaned": "orphaned",
}


class Keeping:
    """Makes the annotations of one given text."""

    def __init__(self, given: GivenText, form: str, author: Author) -> None:
        self._given, self._form, self._author = given, form, author
        self.losses = Losses()
        self.dropped: list[Dropped] = []
        self._places: dict[tuple[object, ...], tuple[int, str]] = {}
        """Which of the work's annotations stands where, and the id that was meant for it."""
        self._seen: set[str] = set()
        """Ids that are given."""

    def put_all(self, work: Work, own: Made | None, shown: Made, starts: Mapping[int, int]) -> None:
        """Find where each passage stands; `starts` has those known, by the passage's identity."""
        finding = Finding(own or shown, shown, self._given.text_hash)
        lost: dict[tuple[object, ...], list[GivenPassage]] = {}
        for passage in self._given.passages:
            if id(passage) in starts:
                start = starts[id(passage)]
                self.losses.add("the place", "annotation", int(passage.start >= 0))
                is_around = bool(passage.prefix or passage.suffix)
                self.losses.add("the context", "annotation", int(is_around))
                placed = Placed(Span(start, start + len(quote_of(passage))), shown)
            else:
                # What is made of quotes has the words of those alone that stand in the real text.
                is_apart = bool(work.article.metadata.get(QUOTES)) and is_unsure(passage)
                found = None if is_apart else finding.find(passage)
                if found is None and quote_of(passage):
                    lost.setdefault(self._same(work, passage), []).append(passage)
                    continue
                if found is None:
                    self.drop(passage, "it stands on nothing")
                    continue
                placed = found
            self._keep(work, passage, placed)
        if lost:
            self._keep_lost(work, [*lost.values()], shown)
        work.dropped, work.losses = self.dropped, self.losses

    def _same(self, work: Work, passage: GivenPassage) -> tuple[object, ...]:
        """Give what one passage has in common with another that is the very same."""
        own, _ = self.ids(passage, work.article)
        return own, quote_of(passage), passage.prefix, passage.suffix, passage.start

    def _keep_lost(self, work: Work, lost: Sequence[Sequence[GivenPassage]], shown: Made) -> None:
        """Keep quotes that stand surely in no text that came along: on a text made of them.

        Those of the very same passage come together, and it stands there once.
        """
        around = [
            (as_kept(one.prefix).lstrip("\ufeff"), quote_of(one), as_kept(one.suffix))
            for one, *_ in lost
        ]
        quotes, starts = making.of_quotes(map("".join, around))
        finding = Finding(quotes, shown, "")
        for same, (prefix, quote, _), start in zip(lost, around, starts, strict=True):
            span = Span(start + len(prefix), start + len(prefix) + len(quote))
            placed = finding.followed(span, same[0].status)
            for passage in same:
                self._keep(work, passage, placed)

    def _keep(self, work: Work, passage: GivenPassage, placed: Placed) -> None:
        """Make an annotation of a passage, or add to the one that stands there already."""
        prepared = self._prepared(work, passage, placed)
        one = prepared.annotation
        if not one.is_memo and not one.quote.strip():
            self.drop(passage, "it stands on nothing but white space")
            return
        if placed.text.hash not in work.versions and placed.text.hash != work.seen:
            own = version(work.article.id, placed.text, self._author.at)
            work.versions[placed.text.hash] = own
        place = (one.text_hash, one.start, one.end, one.annotator)
        meant, _ = self.ids(passage, work.article)
        if place in self._places:
            at, other = self._places[place]
            first = work.passages[at]
            work.passages[at] = first._replace(annotation=joined(first.annotation, one))
            self.losses.add("the separation", "annotation", int(meant != other))
        else:
            self._places[place] = len(work.passages), meant
            work.passages.append(prepared)

    def _prepared(self, work: Work, passage: GivenPassage, placed: Placed) -> Prepared:
        text = placed.text.document.text
        span = whole(text, placed.span) if placed.span.end else placed.span
        if span != placed.span:
            self.losses.add("the exact ends", "annotation")
        prefix, suffix = anchoring.context(text, span) if span.end else ("", "")
        own, other = self._own_ids(passage, work.article)
        created = cleaning.moment(passage.created, self._author.at, self.losses)
        later = created if passage.created.strip() else self._author.at
        annotation = Annotation(
            id=own,
            article=work.article.id,
            text_hash=placed.text.hash,
            start=span.start,
            end=span.end,
            quote=text[span.start : span.end],
            prefix=prefix,
            suffix=suffix,
            tags=cleaning.tags(passage.tags, self.losses),
            note=note_text(passage.note),
            status=placed.status or _sure(passage.status),
            annotator=cleaning.annotator(passage.annotator, self._author.annotator, self.losses),
            created=created,
            updated=cleaning.moment(passage.updated, later, self.losses),
            proposed_start=placed.proposed.start if placed.proposed else 0,
            proposed_end=placed.proposed.end if placed.proposed else 0,
        )
        status = _STATUSES.get(passage.status, "anchored")
        return Prepared(annotation, other, status, placed.is_moved)

    def _own_ids(self, passage: GivenPassage, article: Article) -> tuple[str, str]:
        """Give the ids of a passage as `ids`, and no id to two of them."""
        own, other = self.ids(passage, article)
        while own in self._seen:
            own = other = cleaning.id_of(own, other)
        self._seen.add(own)
        return own, other

    def ids(self, passage: GivenPassage, article: Article) -> tuple[str, str]:
        """Give the id of a passage, and the one it has where that is another's."""
        place = (str(passage.start), str(passage.end), passage.quote, passage.annotator)
        other = cleaning.id_of(self._form, article.id, passage.key, *place)
        if passage.key:
            own = cleaning.id_of(self._form, article.id, passage.key)
        else:
            own = cleaning.id_of(self._form, article.id, *place)
        return cleaning.given_id(passage.id) or own, other

    def drop(self, passage: GivenPassage, why: str) -> None:
        """Say of a passage why it cannot be kept; of one without words, what it is known by."""
        said = (passage.quote, passage.note, ", ".join(passage.tags))
        words = next((as_kept(one) for one in said if one.strip()), "")
        self.dropped.append(Dropped(shortly(words) if words else self._known_by(passage), why))

    def _known_by(self, passage: GivenPassage) -> str:
        """Say of a passage without words which of which text it is."""
        key = cleaning.line(passage.key or passage.id)
        mark = f"mark {key}" if key else "a mark"
        return f"{mark} in {shortly(cleaning.line(self._given.title))}"


def version(article: str, made: Made, at: str) -> Version:
    """Give a text as it is stored."""
    document = made.document
    return Version(article, made.hash, document.rules, at, document.text, pack(document))


def _sure(given: str) -> Status:
    return "moved" if given == "moved" else "anchored"
