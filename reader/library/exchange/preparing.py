"""A text that was given, made ready to be written: its article, and where its passages stand.

All that takes long is done here, before there is a transaction that others wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from reader.annotation import anchoring
from reader.annotation.model import Annotation, Article, Status
from reader.annotation.reanchoring import Reanchoring
from reader.annotation.tagging import united
from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.ingest.apart import Apart
from reader.library.annotating import note_text, shortly
from reader.library.author import Author
from reader.library.exchange import cleaning, making, matching
from reader.library.exchange.carrying import LineEnds, whole
from reader.library.exchange.imported import Dropped
from reader.library.exchange.making import Made
from reader.library.exchange.placing import Places, as_kept
from reader.library.following import Following
from reader.store import articles, passages
from reader.store.articles import Version
from reader.store.connection import Connection
from reader.text.addresses import is_web
from reader.text.document import Span
from reader.text.normal import normalise
from reader.text.stored import pack

QUOTES = "made_of"
"""The name among an article's metadata that says that its text is made of quotes."""
_STATUSES: dict[str, Status] = {
    "anchored": "anchored",
    "moved": "moved",
    "review": "review",
    "orphaned": "orphaned",
}


class Prepared(NamedTuple):
    """One annotation as it will be, unless there is one in its place."""

    annotation: Annotation
    other_id: str
    """The id it gets where another article's annotation has its own."""
    status: Status
    """The status that the file gives it."""
    is_moved: bool
    """Whether it stands elsewhere than the file says."""


@dataclass
class Work:
    """A text that was given, ready to be written."""

    given: GivenText
    article: Article
    """As it will be."""
    seen: str = ""
    """Names the text that the article showed when it was looked at; empty for a new one."""
    versions: dict[str, Version] = field(default_factory=dict)
    """Texts that annotations may stand on, by hash; that of the article where that is new."""
    following: Following | None = None
    """Takes the annotations of an article along that gets another text."""
    passages: list[Prepared] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    losses: Losses = field(default_factory=Losses)
    done: int = 0
    """How many of the passages are written."""

    @property
    def names(self) -> set[str]:
        """What a text that belongs here may be known by, where the article is new or otherwise."""
        one = self.article
        if one.text_hash == self.seen:
            return set()
        return {*filter(None, (one.id, one.url, one.path, one.title.casefold(), *self.versions))}


def names_of(given: GivenText, form: str) -> set[str]:
    """Give what a given text may be known by: names that the work for an article may have."""
    own_hash = making.hash_of(normalise(given.text)) if given.text else ""
    title = cleaning.line(given.title).casefold() if given.text is None else ""
    known = (given.article, own_id(given, form), given.text_hash, own_hash, title)
    return {*filter(None, known), *matching.addresses(given)}


def own_id(given: GivenText, form: str) -> str:
    """Give the id of the article that is made of a given text, the same each time."""
    if given.text is not None:
        return cleaning.id_of("text", making.hash_of(normalise(given.text)))
    return cleaning.id_of("told", form, given.key or given.url or given.path or given.title)


@dataclass
class Preparing:
    """Makes given texts ready, as the library is at one moment."""

    connection: Connection
    form: str
    """The format's name."""
    author: Author
    apart: Apart
    max_size: int

    def prepare(self, given: GivenText) -> Work | None:
        """Make a given text ready; `None` where there is nothing in it at all."""
        return _One(self, given).work()


class _One:
    """One given text in the making."""

    def __init__(self, preparing: Preparing, given: GivenText) -> None:
        self._about, self._given = preparing, given
        self._connection, self._at = preparing.connection, preparing.author.at
        self._losses = Losses()
        self._dropped: list[Dropped] = []
        self._owns: list[Made] = []
        """The text that came along: as a page, if it is one, and as it stands."""
        self._versions: dict[str, Version] = {}

    def work(self) -> Work | None:
        """Give all that is to be written of it."""
        given = self._given
        if given.text is not None:
            self._owns = self._texts()
        own_id_ = own_id(given, self._about.form)
        hashes = [one.hash for one in self._owns] or [*filter(None, [given.text_hash])]
        article = matching.found(self._connection, given, own_id_, hashes)
        if article is None:
            return self._new(own_id_)
        return self._known(article)

    def _texts(self) -> list[Made]:
        """Give the canonical texts that the given one may be, the likelier first."""
        given, about = self._given, self._about
        owns = []
        if given.markup:
            page = making.of_markup(given, about.apart, self._losses, about.max_size)
            if page is not None and page.document.blocks:
                owns.append(page)
        if not owns or owns[0].carrying is None:
            owns.append(making.of_text(given, self._losses))
        return [one for one in owns if one.document.text.strip()]

    # The article

    def _new(self, own_id_: str) -> Work | None:
        """Make an article of it."""
        given = self._given
        metadata = cleaning.metadata(given.metadata)
        starts: dict[int, int] = {}
        if self._owns:
            shown = self._owns[0]
            metadata.pop(QUOTES, None)
        else:
            shown, starts = _of_quotes(given.passages, "")
            metadata[QUOTES] = "quotes"
            if not starts:
                return self._nothing(own_id_)
        taken = articles.by_id(self._connection, cleaning.given_id(given.article))
        article_id = (not taken and cleaning.given_id(given.article)) or own_id_
        article = self._article(article_id, shown, metadata)
        work = self._with(Work(given, article), shown)
        self._put_all(work, shown, starts)
        return work

    def _nothing(self, own_id_: str) -> Work | None:
        """Say of what stands in no text that it cannot be kept."""
        for passage in self._given.passages:
            self._drop(passage, "there is no text that it could stand in")
        if self._given.text is not None and not self._given.passages:
            self._dropped.append(
                Dropped(cleaning.line(self._given.title), "there is no text in it")
            )
        if not self._dropped:
            return None
        article = Article(own_id_, "", "", "text", "", 0)
        return Work(self._given, article, dropped=self._dropped, losses=self._losses)

    def _article(self, article_id: str, shown: Made, metadata: dict[str, object]) -> Article:
        given, text = self._given, shown.document.text
        is_page = bool(self._owns) and not isinstance(shown.carrying, LineEnds)
        first = next((one for one in text.split("\n") if one.strip()), "")
        return Article(
            article_id,
            self._path(article_id),
            cleaning.line(given.title) or cleaning.line(first)[:80],
            "html" if is_page else cleaning.kind(given.kind) if self._owns else "text",
            shown.hash,
            len(text),
            cleaning.line(given.source),
            cleaning.line(given.author),
            cleaning.line(given.published),
            cleaning.line(given.language),
            cleaning.line(given.url),
            cleaning.moment(given.accessed, self._at, self._losses, "article"),
            metadata,
        )

    def _path(self, article_id: str) -> str:
        """Give the path of an article without a file: its address, or one that no file can have."""
        given = self._given
        places = [cleaning.line(one) for one in (given.url, given.path)]
        form = self._about.form
        known_by = cleaning.line(given.path or given.key or given.title)[:300]
        own = known_by if known_by.startswith(f"{form}:") else f"{form}:{known_by}"
        for path in (*filter(is_web, places), own):
            if articles.by_path(self._connection, path) is None:
                return path
        return f"{own}#{article_id}"

    def _known(self, article: Article) -> Work:
        """Put its annotations into an article that is there."""
        given, connection = self._given, self._connection
        document = articles.document(connection, article.id, article.text_hash)
        assert document is not None
        shown = Made(document, article.text_hash)
        if article.metadata.get(QUOTES):
            renewed = self._renewed(article, shown)
            if renewed is not None:
                return renewed
        work = Work(given, article, seen=article.text_hash)
        if not self._owns and given.text_hash:
            former = articles.document(connection, article.id, given.text_hash)
            if former is not None:
                self._owns = [making.made(former, LineEnds(former.text))]
        self._put_all(work, shown, {})
        return work

    def _renewed(self, article: Article, shown: Made) -> Work | None:
        """Give an article that was made of quotes its text, or further quotes."""
        starts: dict[int, int] = {}
        metadata = dict(article.metadata)
        if self._owns:
            now = self._owns[0]
            metadata.pop(QUOTES)
        else:
            places = Places(shown.document.text)
            there = {one.id for one in passages.of_article(self._connection, article.id)}
            more = [
                one
                for one in self._given.passages
                if _quote(one)
                and self._ids(one, article)[0] not in there
                and places.find(one, None) is None
            ]
            now, starts = _of_quotes(more, shown.document.text)
        if now.hash == shown.hash:
            return None
        text = now.document.text
        article = article._replace(text_hash=now.hash, length=len(text), metadata=metadata)
        work = self._with(Work(self._given, article, seen=shown.hash), now)
        work.following = Following(text, now.hash)
        for one in passages.of_article(self._connection, article.id):
            work.following.find(
                one, lambda wanted: articles.text(self._connection, article.id, wanted) or ""
            )
        self._put_all(work, now, starts)
        return work

    def _with(self, work: Work, made: Made) -> Work:
        """Give a work in which annotations may stand on one more text."""
        document = made.document
        work.versions[made.hash] = Version(
            work.article.id, made.hash, document.rules, self._at, document.text, pack(document)
        )
        return work

    # The passages

    def _put_all(self, work: Work, shown: Made, starts: dict[int, int]) -> None:
        """Find where each passage stands; `starts` has those known, by the passage's identity."""
        own = next((one for one in self._owns if one.carrying), None)
        finding = _Finding(own or shown, shown, self._given.text_hash)
        lost = []
        places: dict[tuple[object, ...], int] = {}
        seen: set[str] = set()
        for passage in self._given.passages:
            if id(passage) in starts:
                start = starts[id(passage)]
                placed = _Placed(Span(start, start + len(_quote(passage))), shown)
            else:
                found = finding.find(passage)
                if found is None and _quote(passage):
                    lost.append(passage)
                    continue
                if found is None:
                    self._drop(passage, "it stands on nothing")
                    continue
                placed = found
            self._keep(work, passage, placed, places, seen)
        if lost:
            self._keep_lost(work, lost, shown, places, seen)
        work.dropped, work.losses = self._dropped, self._losses

    def _keep_lost(
        self,
        work: Work,
        lost: Sequence[GivenPassage],
        shown: Made,
        places: dict[tuple[object, ...], int],
        seen: set[str],
    ) -> None:
        """Keep quotes that stand surely in no text that came along: on a text made of them."""
        around = [
            (as_kept(one.prefix).lstrip("\ufeff"), _quote(one), as_kept(one.suffix)) for one in lost
        ]
        quotes, starts = making.of_quotes(map("".join, around))
        finding = _Finding(quotes, shown, "")
        for passage, (prefix, quote, _), start in zip(lost, around, starts, strict=True):
            span = Span(start + len(prefix), start + len(prefix) + len(quote))
            placed = finding.followed(span)
            if placed.text is quotes:
                self._with(work, quotes)
            self._keep(work, passage, placed, places, seen)

    def _keep(
        self,
        work: Work,
        passage: GivenPassage,
        placed: _Placed,
        places: dict[tuple[object, ...], int],
        seen: set[str],
    ) -> None:
        """Make an annotation of a passage, or add to the one that stands there already."""
        prepared = self._prepared(work, passage, placed, seen)
        one = prepared.annotation
        if not one.is_memo and not one.quote.strip():
            self._drop(passage, "it stands on nothing but white space")
            return
        if placed.text.hash not in work.versions and placed.text.hash != work.seen:
            self._with(work, placed.text)
        place = (one.text_hash, one.start, one.end, one.annotator)
        if place in places:
            first = work.passages[places[place]]
            work.passages[places[place]] = first._replace(annotation=joined(first.annotation, one))
        else:
            places[place] = len(work.passages)
            work.passages.append(prepared)

    def _prepared(
        self, work: Work, passage: GivenPassage, placed: _Placed, seen: set[str]
    ) -> Prepared:
        text = placed.text.document.text
        span = whole(text, placed.span) if placed.span.end else placed.span
        if span != placed.span:
            self._losses.add("the exact ends", "annotation")
        prefix, suffix = anchoring.context(text, span) if span.end else ("", "")
        own, other = self._ids(passage, work.article)
        while own in seen:
            own = other = cleaning.id_of(own, other)
        seen.add(own)
        created = cleaning.moment(passage.created, self._at, self._losses)
        later = created if passage.created.strip() else self._at
        annotation = Annotation(
            own,
            work.article.id,
            placed.text.hash,
            span.start,
            span.end,
            text[span.start : span.end],
            prefix,
            suffix,
            cleaning.tags(passage.tags, self._losses),
            note_text(passage.note),
            placed.status or _sure(passage.status),
            cleaning.annotator(passage.annotator, self._about.author.annotator, self._losses),
            created,
            cleaning.moment(passage.updated, later, self._losses),
            placed.proposed.start if placed.proposed else 0,
            placed.proposed.end if placed.proposed else 0,
        )
        status = _STATUSES.get(passage.status, "anchored")
        return Prepared(annotation, other, status, placed.is_moved)

    def _ids(self, passage: GivenPassage, article: Article) -> tuple[str, str]:
        """Give the id of a passage, and the one it has where that is another's."""
        place = (str(passage.start), str(passage.end), passage.quote, passage.annotator)
        other = cleaning.id_of(self._about.form, article.id, passage.key, *place)
        if passage.key:
            own = cleaning.id_of(self._about.form, article.id, passage.key)
        else:
            own = cleaning.id_of(self._about.form, article.id, *place)
        return cleaning.given_id(passage.id) or own, other

    def _drop(self, passage: GivenPassage, why: str) -> None:
        words = passage.quote or passage.note or ", ".join(passage.tags)
        self._dropped.append(Dropped(shortly(as_kept(words)), why))


class _Placed(NamedTuple):
    """Where a passage stands."""

    span: Span
    text: Made
    status: Status | Literal[""] = ""
    """Its status; empty where it stands surely, and as the file says."""
    proposed: Span | None = None
    is_moved: bool = False


class _Finding:
    """Finds passages in the text that they came with, and from there in the one that is shown."""

    def __init__(self, own: Made, shown: Made, text_hash: str) -> None:
        self._own, self._shown = own, shown
        self._is_told = text_hash == shown.hash
        """Whether the places that were given are places in `own`."""
        self._places = Places(own.document.text)
        self._search: Reanchoring | None = None

    def find(self, passage: GivenPassage) -> _Placed | None:
        """Give where a passage stands surely, at least in its own text; `None` if nowhere."""
        is_memo = not _quote(passage) and not 0 <= passage.start < passage.end
        if is_memo:
            return _Placed(Span(0, 0), self._shown) if _is_a_memo(passage) else None
        told = self._told(passage)
        span = self._places.find(passage, told)
        if span is None:
            return None
        is_moved = span != told and passage.start >= 0
        if self._own.hash == self._shown.hash:
            return _Placed(span, self._shown, is_moved=is_moved)
        return self.followed(span, passage.status)

    def _told(self, passage: GivenPassage) -> Span | None:
        """Give the place that a passage says it has, as far as that is one in its own text."""
        if not 0 <= passage.start < passage.end:
            return None
        told = Span(passage.start, passage.end)
        if self._own.carrying is not None:
            return self._own.carrying.carry(*told)
        return told if self._is_told or self._places.is_between(told, passage) else None

    def followed(self, span: Span, status: str = "") -> _Placed:
        """Give where a passage of its own text stands in the one that is shown."""
        own, shown = self._own, self._shown
        if self._search is None:
            self._search = Reanchoring(own.document.text, shown.document.text)
        place = self._search.find(span)
        if status in ("review", "orphaned") or place.span is None or place.status != "moved":
            is_review = status == "review" or (status != "orphaned" and place.span is not None)
            proposed = place.span if is_review else None
            return _Placed(span, own, "review" if is_review else "orphaned", proposed)
        return _Placed(place.span, shown, "moved", is_moved=True)


def joined(first: Annotation, other: Annotation) -> Annotation:
    """Give an annotation with the tags and the note of another one of the same passage."""
    note = first.note
    if other.note not in note:
        note = other.note if note in other.note else f"{note}\n\n{other.note}"
    tags = united([*first.tags, *other.tags])
    return first._replace(tags=tags, note=note)


def _quote(passage: GivenPassage) -> str:
    """Give a passage's quote as texts have it; nothing where it is blank."""
    quote = as_kept(passage.quote).lstrip("\ufeff")
    return quote if quote.strip() else ""


def _of_quotes(given: Sequence[GivenPassage], before: str) -> tuple[Made, dict[int, int]]:
    """Give a text of quotes behind another text, and where each begins by its identity.

    What is the very same passage stands there once.
    """
    quoted: dict[tuple[object, ...], list[GivenPassage]] = {}
    for one in given:
        if _quote(one):
            where = (one.key, one.start) if one.key or one.start >= 0 else (one.prefix, one.suffix)
            quoted.setdefault((_quote(one), *where), []).append(one)
    made, begins = making.of_quotes([str(key[0]) for key in quoted], before)
    together = zip(quoted.values(), begins, strict=True)
    return made, {id(one): start for same, start in together for one in same}


def _is_a_memo(passage: GivenPassage) -> bool:
    """Whether a passage without a quote is meant to be about the whole text."""
    return passage.end <= 0 and bool(passage.note.strip() or passage.tags)


def _sure(given: str) -> Status:
    return "moved" if given == "moved" else "anchored"
