"""Writing what was read of a file: a new article, a changed one, or one that was moved.

An article whose text is another takes its annotations along, as `following` finds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

from reader.annotation.model import Article
from reader.counting import plural
from reader.ingest.kept import MARK
from reader.ingest.taking import Taken
from reader.ingest.walking import PassedOver, Problem
from reader.library.author import Author
from reader.library.clock import new_id
from reader.library.following import Following
from reader.library.reports import AddReport
from reader.store.articles import KnownArticle, Stamp, Version
from reader.store.transaction import Transaction


class ReadFile(NamedTuple):
    """A file that was read, before it is written."""

    path: str
    """Absolute."""
    taken: Taken
    following: Following
    """Finds the annotations of the article that it was before."""
    before: tuple[KnownArticle, ...] = ()
    """Articles whose files had the same content and are elsewhere now, or gone."""
    leaves: bool = False
    """Whether the article that it was before is found elsewhere."""
    accessed: str = ""
    """When it was fetched, ISO 8601 in UTC; empty for a file."""


@dataclass
class Tally:
    """What became of the files so far."""

    added: list[Article] = field(default_factory=list)
    changed: list[Article] = field(default_factory=list)
    moved: list[Article] = field(default_factory=list)
    gone: list[Article] = field(default_factory=list)
    """Their files are not there any more."""
    back: list[Article] = field(default_factory=list)
    """Their files were gone and are there again as they were."""
    unchanged: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    review: list[str] = field(default_factory=list)
    """Ids of annotations that wait for review since."""
    orphaned: list[str] = field(default_factory=list)
    """Ids of annotations that are orphans since."""
    warnings: list[Problem] = field(default_factory=list)
    """What was guessed or could not be kept of those that came in."""
    exports: list[PassedOver] = field(default_factory=list)
    """Folders with files that were exported to them."""

    def copy(self) -> Tally:
        """Give a tally of its own that begins as this one stands."""
        return replace(self, **{one.name: [*getattr(self, one.name)] for one in fields(self)})

    @property
    def touched(self) -> list[Article]:
        """The articles that are new or otherwise."""
        return [*self.added, *self.changed, *self.moved, *self.gone, *self.back]

    @property
    def summary(self) -> str:
        """What was done, for the history."""
        parts = []
        if self.added:
            parts.append(f"Added {_named(self.added)}")
        if self.changed:
            parts.append(f"Took in {_named(self.changed, 'changed text')}")
        if self.moved:
            parts.append(f"Found {_named(self.moved)} moved")
        if self.gone:
            parts.append(f"Marked {_named(self.gone)} as gone")
        if self.back:
            parts.append(f"Found {_named(self.back)} again")
        if self.review:
            parts.append(f"{plural(len(self.review), 'annotation')} to review")
        if self.orphaned:
            parts.append(f"{plural(len(self.orphaned), 'annotation')} orphaned")
        return ", ".join(parts) or "Looked at files again"

    def report(self, stopped: bool) -> AddReport:
        """Give what was done; the entry comes in with it."""
        return AddReport(
            added=tuple(self.added),
            changed=tuple(self.changed),
            moved=tuple(self.moved),
            gone=tuple(self.gone),
            back=tuple(self.back),
            unchanged=tuple(self.unchanged),
            problems=tuple(self.problems),
            stopped=stopped,
            review=len(self.review),
            orphaned=len(self.orphaned),
            warnings=tuple(self.warnings),
            exports=tuple(self.exports),
        )


def _named(articles: Sequence[Article], noun: str = "article") -> str:
    if len(articles) == 1:
        return f"“{articles[0].title}”"
    return plural(len(articles), noun)


def store(step: Transaction, author: Author, tally: Tally, read: ReadFile) -> None:
    """Write one file that was read, unless another program did so meanwhile."""
    taken = read.taken
    there = step.known(read.path)
    if there is not None and is_same(there, taken) and _is_read_so(step, there, taken):
        step.set_time(read.path, taken.digest, taken.mtime_ns)
        tally.unchanged.append(read.path)
        return
    tally.warnings += [Problem(read.path, what) for what in taken.warnings]
    moved = _moved(step, read)
    if there and (moved or read.leaves):
        _make_room(step, there)
    known = moved or (None if read.leaves else there)
    if known is None:
        article = _article(new_id(), read.path, taken, author.at)
        version = _version(step, article, taken, author.at)
        step.add_article(article, _stamp(taken), version)
        tally.added.append(article)
        return
    present = step.article(known.id)
    assert present is not None
    is_former = step.has_text(known.id, taken.text_hash)
    article = _article(known.id, read.path, taken, read.accessed or present.accessed)
    _put(step, article, taken, author.at)
    (tally.moved if moved else tally.changed).append(article)
    if present.text_hash != taken.text_hash:
        _follow(step, author, tally, article, read.following, is_former)


def _moved(step: Transaction, read: ReadFile) -> KnownArticle | None:
    """Give the article that a file was before, unless that is told of another by now."""
    for before in read.before:
        for path in (before.path, _passing(before)):
            now = step.known(path)
            if now and (now.id, now.stamp) == (before.id, before.stamp):
                return now
    return None


def _make_room(step: Transaction, there: KnownArticle) -> None:
    """Give an article whose place is another's now a passing one; its own file is next."""
    article = step.article(there.id)
    assert article is not None
    step.put_article(article._replace(path=_passing(there)), there.stamp)


def _passing(known: KnownArticle) -> str:
    """Give the path of an article between its old place and its new one; no file has it."""
    return f"{known.path}#{known.id}"


def is_same(known: KnownArticle, taken: Taken) -> bool:
    """Whether a file has the very content that is known of it, read to the same text."""
    known_as = (known.stamp.digest, known.rules, known.text_hash)
    return known_as == (taken.digest, taken.rules, taken.text_hash)


def _is_read_so(step: Transaction, known: KnownArticle, taken: Taken) -> bool:
    """Whether an article was read in the same encoding, as surely, and as it is asked for."""
    present = step.article(known.id)
    read_as = (taken.encoding, taken.is_guess, taken.metadata.get(MARK))
    return present is None or read_as == (
        present.encoding,
        present.guessed,
        present.metadata.get(MARK),
    )


def _put(step: Transaction, article: Article, taken: Taken, at: str) -> None:
    """Store an article with its text; it comes first, for it says which text is folded."""
    step.put_article(article, _stamp(taken))
    step.put_version(_version(step, article, taken, at))


def _stamp(taken: Taken) -> Stamp:
    return Stamp(taken.size, taken.mtime_ns, taken.digest)


def _version(step: Transaction, article: Article, taken: Taken, at: str) -> Version:
    """Give an article's text as it is stored, and tell it to the index as well."""
    text = Version(article.id, taken.text_hash, taken.rules, at, taken.text, taken.blocks)
    step.note_fresh(text, taken.signature)
    return text


def _follow(
    step: Transaction,
    author: Author,
    tally: Tally,
    article: Article,
    following: Following,
    is_former: bool,
) -> None:
    """Take an article's annotations to its new text, which it may have had before."""
    pairs = following.followed(
        step.annotations_of(article.id),
        lambda text_hash: step.text(article.id, text_hash),
        lambda one: step.stood(one.id, article.text_hash) if is_former else None,
    )
    for before, now in pairs:
        at = before.updated if now.is_memo else author.at
        step.put_annotation(now._replace(updated=at), author.at)
        if now.status == "review" and before.status != "review":
            tally.review.append(now.id)
        elif now.status == "orphaned" and before.status != "orphaned":
            tally.orphaned.append(now.id)


def _article(article: str, path: str, taken: Taken, accessed: str) -> Article:
    return Article(
        article,
        path,
        taken.title,
        taken.kind,
        taken.text_hash,
        len(taken.text),
        taken.source,
        taken.author,
        taken.published,
        taken.language,
        taken.url,
        accessed,
        taken.metadata,
        taken.encoding,
        taken.is_guess,
    )
