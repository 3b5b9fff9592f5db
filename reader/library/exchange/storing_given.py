"""Writing what was made ready of an import: tags, articles with their texts, annotations.

What is in the library already is left as it is, but for what is new of it in the file.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from time import monotonic

from reader.annotation.colors import nearest
from reader.annotation.model import TAG_COLORS, Annotation, Tag
from reader.annotation.tagging import nth_tag
from reader.formats.given import GivenTag
from reader.library.author import Author
from reader.library.clock import new_id
from reader.library.exchange.imported import Imported
from reader.library.exchange.joining import joined
from reader.library.exchange.making import QUOTES
from reader.library.exchange.meeting import met
from reader.library.exchange.separating import is_more
from reader.library.exchange.tag_names import TagNames
from reader.library.exchange.work import Prepared, Work
from reader.store.articles import Stamp
from reader.store.transaction import Transaction
from reader.text.addresses import is_web
from reader.text.normal import normalise

_NO_FILE = Stamp(0, 0, "")


class StaleError(Exception):
    """The library was changed since a text was made ready for it."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work


class Writing:
    """What one transaction writes of an import, and the count of it."""

    def __init__(self, step: Transaction, author: Author, names: TagNames, entry: int = 0) -> None:
        """Begin; `entry` is the number of the import's own in the history, if it has one yet."""
        self._step, self._author, self._names = step, author, names
        self.tally = Imported()
        self._entry = entry
        self._made: set[str] = set()
        """Ids of the annotations that it made, which the history does not have yet."""
        self._since: dict[int, set[str]] = {}
        """What articles are known by that came in since a place."""

    @cached_property
    def _slots(self) -> Counter[int]:
        """How many tags have each slot; counted but once, for there may be thousands."""
        return Counter(self._step.slots())

    def tag(self, given: GivenTag) -> None:
        """Make a tag, unless there is one of its path."""
        step = self._step
        path = self._names.path(given.path)
        if not path:
            return
        description = " ".join(normalise(given.description).split())
        there = step.tag(path)
        if there is not None:
            if description and there.description != description:
                self.tally.losses.add("another description", "tag")
            return
        tag = self._new_tag(path)
        color = given.color if given.color in TAG_COLORS else nearest(given.color)
        self.tally.losses.add("the colour", "tag", bool(given.color.strip()) and not color)
        tag = tag._replace(color=color or tag.color, description=description)
        self._put_tag(tag._replace(slot=self._key(given.slot, tag.slot)))

    def _key(self, told: int | None, otherwise: int) -> int:
        """Give the key that a tag has where it comes from, or another if that is taken here."""
        if told is None or told == 0:
            return otherwise if told is None else 0
        if 0 < told <= 9 and not self._slots[told]:
            return told
        self.tally.losses.add("the key", "tag")
        return otherwise

    def _new_tag(self, path: str) -> Tag:
        slots = self._slots
        return nth_tag(new_id(), path, slots.total(), slots, self._author.at)

    def _put_tag(self, tag: Tag) -> None:
        # Counted before it is stored: with it, it would count twice.
        slots = self._slots
        self._step.put_tag(tag)
        slots[tag.slot] += 1
        self.tally.tags += 1

    def work(self, work: Work, end: float) -> bool:
        """Write a text with its annotations, as many as fit until `end`; whether that was all.

        What is begun is written whole: a new article with its text, or one annotation with all
        of its tags; so the writer is held as long as the largest of these takes.
        """
        if not work.done:
            self._begin(work)
        elif self._shown(work) != work.article.text_hash:
            raise StaleError(work)
        while work.done < len(work.passages):
            self._put(work, work.passages[work.done])
            work.done += 1
            if monotonic() > end and work.done < len(work.passages):
                return False
        self.tally.dropped += work.dropped
        for (what, noun), count in work.losses.counts().items():
            self.tally.losses.add(what, noun, count)
        return True

    # The article

    def _shown(self, work: Work) -> str:
        article = self._step.article(work.article.id)
        return article.text_hash if article else ""

    def _begin(self, work: Work) -> None:
        """Make the article, or give it its newer text; it must be as it was looked at."""
        step, article = self._step, work.article
        if not article.text_hash:
            return
        if self._shown(work) != work.seen:
            raise StaleError(work)
        if not work.seen:
            if work.told_names & self._come_in(work.since):
                raise StaleError(work)
            if step.has_path(article.path):
                if is_web(article.path):
                    raise StaleError(work)
                article = article._replace(path=work.another_path)
            step.add_article(article, _NO_FILE, work.versions[article.text_hash])
            self.tally.made.append(article)
            return
        if not work.counted:
            self.tally.found.add(article.id)
        if work.following is not None:
            self._renew(work)

    def _come_in(self, since: int) -> set[str]:
        """Give what articles are known by that came in since; of its own none is like another."""
        if since not in self._since:
            self._since[since] = self._step.come_in(since)
        return self._since[since]

    def _renew(self, work: Work) -> None:
        step, article = self._step, work.article
        known = step.known(article.path)
        step.put_article(article, known.stamp if known else _NO_FILE)
        step.put_version(work.versions[article.text_hash])
        assert work.following is not None
        # Further quotes are no words that those which stand nowhere may be found in.
        is_grown = bool(article.metadata.get(QUOTES))
        pairs = work.following.followed(
            [one for one in step.annotations_of(article.id) if one.is_sure or not is_grown],
            lambda text_hash: step.text(article.id, text_hash),
            lambda _: None,
        )
        for _, now in pairs:
            step.put_annotation(now, self._author.at)

    # Annotations

    def _put(self, work: Work, prepared: Prepared) -> None:
        step, annotation = self._step, prepared.annotation
        tally = Imported() if annotation.id in work.counted else self.tally
        there = step.annotation(annotation.id)
        if there is not None and there.article != annotation.article:
            annotation = annotation._replace(id=prepared.other_id)
            there = step.annotation(annotation.id)
        if there is not None:
            self._meet(there, annotation, prepared.is_known, tally)
            return
        at = step.annotation_at(
            annotation.article,
            annotation.text_hash,
            annotation.start,
            annotation.end,
            annotation.annotator,
        )
        if at is not None:
            self._join(at, annotation, tally)
            return
        annotation = annotation._replace(tags=self._with_tags(annotation.tags))
        version = work.versions.get(annotation.text_hash)
        if version is not None and annotation.text_hash != work.article.text_hash:
            step.put_version(version)
        step.put_annotation(annotation, self._author.at)
        self._made.add(annotation.id)
        _count(prepared, tally)

    def _meet(
        self, there: Annotation, annotation: Annotation, is_known: bool, tally: Imported
    ) -> None:
        """Add what is new to an annotation that came in before."""
        if there.id in self._made or (not is_known and self._is_of_this(there)):
            self._join(there, annotation, tally, is_same=is_known)
            return
        found = met(there, annotation, lambda: self._step.brought(there.id), self._entry)
        found.tell(tally.losses)
        if found.now == there:
            tally.there += 1
            return
        tags = self._with_tags(found.now.tags)
        self._step.put_annotation(found.now._replace(tags=tags), self._author.at)
        tally.merged += 1

    def _is_of_this(self, there: Annotation) -> bool:
        """Whether an annotation came in by this very import."""
        brought = self._step.brought(there.id) if self._entry else None
        return there.id in self._made or (brought is not None and brought.entry == self._entry)

    def _join(
        self, at: Annotation, annotation: Annotation, tally: Imported, *, is_same: bool = False
    ) -> None:
        """Add what another one of the same place has, of the same thing or not."""
        both = joined(at, annotation._replace(tags=self._with_tags(annotation.tags)))
        if both == at:
            tally.there += 1
            return
        if not is_same and self._is_of_this(at):
            tally.losses.add("the separation", "annotation", is_more(at, annotation))
        self._step.put_annotation(both._replace(updated=self._author.at), self._author.at)
        tally.merged += 1

    def _with_tags(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Give paths as their tags spell them, making the tags that there are none of yet."""
        result = []
        for path in paths:
            tag = self._step.tag(path)
            if tag is None:
                tag = self._new_tag(path)
                self._put_tag(tag)
            result.append(tag.path)
        return tuple(result)


def _count(prepared: Prepared, tally: Imported) -> None:
    """Count an annotation that was made."""
    status = prepared.annotation.status
    tally.new += 1
    tally.losses.add("the status", "annotation", prepared.is_found_again)
    if status in ("anchored", "moved"):
        tally.moved += prepared.is_moved
    elif prepared.status in ("anchored", "moved"):
        tally.review += status == "review"
        tally.orphaned += status == "orphaned"
