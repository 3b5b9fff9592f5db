"""Annotations made of the passages that were given with one text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from reader.library.annotating import shortly
from reader.library.author import Author
from reader.library.exchange import cleaning, drafting, lost
from reader.library.exchange.finding import Finding, Placed, is_unsure, quote_of
from reader.library.exchange.identity import Identity
from reader.library.exchange.imported import Dropped
from reader.library.exchange.joining import Joining
from reader.library.exchange.making import QUOTES, Made
from reader.library.exchange.placing import as_kept
from reader.library.exchange.separating import Together, told_of
from reader.library.exchange.tag_names import TagNames
from reader.library.exchange.work import Work
from reader.store.articles import Version
from reader.text.document import Span
from reader.text.stored import pack

Ids = tuple[str, str]
"""The id of a passage, and the one it has where that is another's."""


class Keeping:
    """Makes the annotations of one given text."""

    def __init__(
        self,
        given: GivenText,
        form: str,
        author: Author,
        names: TagNames,
        look: Callable[[], None],
    ) -> None:
        """Begin; `look` is called for each passage, and ends it all by raising."""
        self._given, self._author, self._names = given, author, names
        self._form, self._look = form, look
        self._identities: dict[str, Identity] = {}
        """The ids of the passages, by the article that they are in."""
        self.losses = Losses()
        self.dropped: list[Dropped] = []
        self._places: dict[tuple[object, ...], tuple[int, Together]] = {}
        """Which of the work's annotations stands where, and what was told of it."""
        self._grown: dict[int, Joining] = {}
        """Those of the work's annotations that several passages become."""

    def put_all(self, work: Work, own: Made | None, shown: Made, starts: Mapping[int, int]) -> None:
        """Find where each passage stands; `starts` has those known, by the passage's identity."""
        finding = Finding(own or shown, shown, self._given.text_hash, self._given.passages)
        lost_: dict[tuple[object, ...], list[tuple[GivenPassage, Ids]]] = {}
        # Ids are given in the order of the file, whatever is found where.
        passages = self._given.passages
        for passage, ids in zip(passages, self.ids(work.article.id), strict=True):
            self._look()
            if id(passage) in starts:
                placed: Placed | None = self._quoted(passage, shown, starts[id(passage)])
            else:
                # What is made of quotes has the words of those alone that stand in the real text.
                is_apart = bool(work.article.metadata.get(QUOTES)) and is_unsure(passage)
                placed = None if is_apart else finding.find(passage)
            if placed is not None:
                self._keep(work, passage, ids, placed)
            elif quote_of(passage):
                lost_.setdefault(self.same(passage, work.article.id), []).append((passage, ids))
            else:
                self.drop(passage, "it stands on nothing")
        if lost_:
            found = lost.placed([first for (first, _), *_ in lost_.values()], shown)
            for same, placed in zip(lost_.values(), found, strict=True):
                self._look()
                for passage, ids in same:
                    self._keep(work, passage, ids, placed)
        for at, grown in self._grown.items():
            work.passages[at] = work.passages[at]._replace(annotation=grown.whole)
        work.dropped, work.losses = self.dropped, self.losses

    def _quoted(self, passage: GivenPassage, shown: Made, start: int) -> Placed:
        """Give the place of a passage in a text made of quotes, and count what it has no more."""
        self.losses.add("the place", "annotation", passage.start >= 0)
        self.losses.add("the context", "annotation", bool(passage.prefix or passage.suffix))
        return Placed(Span(start, start + len(quote_of(passage))), shown)

    def same(self, passage: GivenPassage, article: str) -> tuple[object, ...]:
        """Give what one passage has in common with another that is the very same."""
        where = (passage.prefix, passage.suffix, passage.start)
        return self._meant(passage, article), quote_of(passage), *where

    def _meant(self, passage: GivenPassage, article: str) -> str:
        """Give the id that a passage has unless another one has it."""
        return self._identity(article).ids(passage)[0]

    def ids(self, article: str) -> list[Ids]:
        """Give the ids that the passages have in an article, in their order."""
        return self._identity(article).all_ids(self._given.passages)

    def _identity(self, article: str) -> Identity:
        """Give what knows the ids by now; each is made once."""
        if article not in self._identities:
            self._identities[article] = Identity(self._form, article)
        return self._identities[article]

    def _keep(self, work: Work, passage: GivenPassage, ids: Ids, placed: Placed) -> None:
        """Make an annotation of a passage, or add to the one that stands there already."""
        prepared = drafting.prepared(
            passage, placed, work.article.id, ids, self._author, self._names, self.losses
        )
        one = prepared.annotation
        if not one.is_memo and not one.quote.strip():
            self.drop(passage, "it stands on nothing but white space")
            return
        if placed.text.hash not in work.versions and placed.text.hash != work.seen:
            own = version(work.article.id, placed.text, self._author.at)
            work.versions[placed.text.hash] = own
        place = (one.text_hash, one.start, one.end, one.annotator)
        told = told_of(one, self._meant(passage, work.article.id))
        if place in self._places:
            at, together = self._places[place]
            if at not in self._grown:
                self._grown[at] = Joining(work.passages[at].annotation)
            self._grown[at].add(one)
            self.losses.add("the separation", "annotation", together.add(told))
        else:
            self._places[place] = len(work.passages), Together(told)
            work.passages.append(prepared)

    def drop(self, passage: GivenPassage, why: str) -> None:
        """Say of a passage why it cannot be kept; of one without words, what it is known by."""
        said = (passage.quote, passage.note, ", ".join(passage.tags))
        words = next((as_kept(one) for one in said if one.strip()), "")
        self.dropped.append(Dropped(shortly(words) if words else self._known_by(passage), why))

    def _known_by(self, passage: GivenPassage) -> str:
        """Say of a passage without words which of which text it is."""
        key = cleaning.line(passage.key or passage.id)
        mark = f"mark {key}" if key else "a mark"
        title = cleaning.line(self._given.title)
        return f"{mark} in {shortly(title) if title else 'a text without a name'}"


def version(article: str, made: Made, at: str) -> Version:
    """Give a text as it is stored."""
    document = made.document
    return Version(article, made.hash, document.rules, at, document.text, pack(document))
