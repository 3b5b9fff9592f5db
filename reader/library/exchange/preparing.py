"""A text that was given, made ready to be written: its article, and where its passages stand.

All that takes long is done here, before there is a transaction that others wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.annotation.model import Article
from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.ingest.apart import Apart
from reader.library.author import Author
from reader.library.exchange import adopting, cleaning, making
from reader.library.exchange.carrying import LineEnds
from reader.library.exchange.finding import is_unsure, quote_of
from reader.library.exchange.imported import Dropped
from reader.library.exchange.keeping import Keeping, version
from reader.library.exchange.making import QUOTES, Made
from reader.library.exchange.matching import Matching
from reader.library.exchange.placing import Places
from reader.library.exchange.same_article import lose_ends
from reader.library.exchange.tag_names import TagNames
from reader.library.exchange.titled import own_path
from reader.library.exchange.work import Work, own_id
from reader.library.following import Following
from reader.store import articles, known_articles, passages
from reader.store.connection import Connection
from reader.text.addresses import is_web


@dataclass
class Preparing:
    """Makes given texts ready, as the library is at one moment."""

    connection: Connection
    matching: Matching
    form: str
    """The format's name."""
    author: Author
    apart: Apart
    max_size: int
    names: TagNames
    look: Callable[[], None]
    """Called for each passage; what it raises ends the making ready."""

    def prepare(self, given: GivenText) -> Work | None:
        """Make a given text ready; `None` where there is nothing in it at all."""
        work = _One(self, given).work()
        if work is not None:
            work.since = known_articles.next_place(self.connection)
        return work


class _One:
    """One given text in the making."""

    def __init__(self, preparing: Preparing, given: GivenText) -> None:
        given = given._replace(text_hash=cleaning.given_hash(given.text_hash))
        self._about, self._given = preparing, given
        self._connection, self._at = preparing.connection, preparing.author.at
        self._keeping = Keeping(
            given, preparing.form, preparing.author, preparing.names, preparing.look
        )
        self._losses, self._dropped = self._keeping.losses, self._keeping.dropped
        self._owns: list[Made] = []
        """The text that came along: as a page, if it is one, and as it stands."""

    def work(self) -> Work | None:
        """Give all that is to be written of it."""
        given = self._given
        if given.text is not None:
            self._owns = self._texts()
        own_id_ = own_id(given, self._about.form)
        hashes = [one.hash for one in self._owns] or [*filter(None, [given.text_hash])]
        article = self._about.matching.found(self._connection, given, own_id_, hashes)
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
            shown, starts = _first_quotes(given)
            metadata[QUOTES] = "quotes"
            if not shown.document.text:
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
            self._keeping.drop(passage, "there is no text that it could stand in")
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
        lose_ends(given, self._losses)
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
            self._accessed(),
            metadata,
        )

    def _accessed(self) -> str:
        """Give when the text was looked at: as told, or when it was first annotated, if ever."""
        given = self._given
        told = cleaning.moment(given.accessed, "", self._losses, "article")
        if told or given.article:
            # Our own files tell it if it is known.
            return told
        made = (cleaning.moment(one.created, "", Losses()) for one in given.passages)
        return min(filter(None, made), default="")

    def _path(self, article_id: str) -> str:
        """Give the path of an article without a file: its address, or one that no file can have."""
        given = self._given
        places = [cleaning.line(one) for one in (given.url, given.path)]
        own = own_path(given, self._about.form)
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
            now, starts = _of_quotes(self._further(article, shown), shown.document.text)
        if now.hash == shown.hash:
            return None
        text = now.document.text
        article = article._replace(text_hash=now.hash, length=len(text), metadata=metadata)
        work = self._with(Work(self._given, article, seen=shown.hash), now)
        work.following = Following(text, now.hash)
        if self._owns:
            adopting.find_quotes(work.following, self._connection, article.id, text)
        for one in passages.of_article(self._connection, article.id):
            self._about.look()
            work.following.find(
                one, lambda wanted: articles.text(self._connection, article.id, wanted) or ""
            )
        self._put_all(work, now, starts)
        return work

    def _further(self, article: Article, shown: Made) -> list[GivenPassage]:
        """Give the passages whose quotes an article that is made of quotes does not have yet."""
        given, keeping = self._given.passages, self._keeping
        places = Places(shown.document.text)
        there = {one.id for one in passages.of_article(self._connection, article.id)}
        all_ids = zip(given, keeping.ids(article.id), strict=True)
        # What is the very same passage became one with it.
        kept = {keeping.same(one, article.id) for one, ids in all_ids if not there.isdisjoint(ids)}
        return [
            one
            for one in given
            if quote_of(one)
            and not is_unsure(one)
            and keeping.same(one, article.id) not in kept
            and places.find(one, None) is None
        ]

    def _with(self, work: Work, made: Made) -> Work:
        """Give a work in which annotations may stand on one more text."""
        work.versions[made.hash] = version(work.article.id, made, self._at)
        return work

    def _put_all(self, work: Work, shown: Made, starts: Mapping[int, int]) -> None:
        """Put the annotations with it; `starts` has where some stand, by their identity."""
        own = next((one for one in self._owns if one.carrying), None)
        self._keeping.put_all(work, own, shown, starts)


def _first_quotes(given: GivenText) -> tuple[Made, dict[int, int]]:
    """Give the text of a new article that has none, and where each quote begins in it.

    It is made of the quotes that stand in the real text, as far as that is told; where there are
    none, of the title, so that the others stay apart from it.
    """
    shown, starts = _of_quotes([one for one in given.passages if not is_unsure(one)], "")
    title = cleaning.line(given.title)
    if starts or not any(map(is_unsure, given.passages)):
        return shown, starts
    return (making.of_quotes([title])[0], {}) if title else _of_quotes(given.passages, "")


def _of_quotes(given: Sequence[GivenPassage], before: str) -> tuple[Made, dict[int, int]]:
    """Give a text of quotes behind another text, and where each begins by its identity.

    What is the very same passage, by its words, those around it and its place if it tells one,
    stands there once.
    """
    quoted: dict[tuple[object, ...], list[GivenPassage]] = {}
    for one in given:
        if quote_of(one):
            where = (one.prefix, one.suffix, max(one.start, -1))
            quoted.setdefault((quote_of(one), *where), []).append(one)
    made, begins = making.of_quotes([str(key[0]) for key in quoted], before)
    together = zip(quoted.values(), begins, strict=True)
    return made, {id(one): start for same, start in together for one in same}
