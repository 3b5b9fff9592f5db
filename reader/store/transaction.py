"""One step in the making: what it may look at and change, and its entry in the history."""

from __future__ import annotations

from reader.annotation.model import Annotation, Article, Entry, Search, Tag
from reader.errors import ConflictError
from reader.store import (
    articles,
    brought,
    changes,
    files,
    former,
    history,
    known_articles,
    log,
    pages,
    passages,
    readings,
    searches,
    settling,
    state_values,
    tags,
)
from reader.store.articles import KnownArticle, Stamp, Version
from reader.store.brought import Brought
from reader.store.changes import Change, Changes
from reader.store.connection import Connection
from reader.store.former import Stood
from reader.store.indexed_articles import Fresh
from reader.store.pages import Page


class Transaction:
    """Changes that reach the disk together, with the entry that says what they were.

    It lives within one function given to the writer. Ids and times come in with what is
    put.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changes = Changes(connection)
        self._walked: list[Change] = []
        """What walking the history changed."""
        self._fresh: dict[str, Fresh] = {}

    # What there is

    def article(self, article: str) -> Article | None:
        """Give the article with this id."""
        return articles.by_id(self._connection, article)

    def has_path(self, path: str) -> bool:
        """Whether an article has this path, be it one that was put a moment ago."""
        return articles.by_path(self._connection, path) is not None

    def known(self, path: str) -> KnownArticle | None:
        """Give what is known of the file at `path`."""
        return articles.known(self._connection, path).get(path)

    def text(self, article: str, text_hash: str) -> str:
        """Give the text of one version; `ConflictError` if it is gone."""
        found = articles.text(self._connection, article, text_hash)
        if found is None:
            raise ConflictError("the article is no longer in the library", "look again")
        return found

    def has_text(self, article: str, text_hash: str) -> bool:
        """Whether an article has, or had, this version of its text."""
        return articles.text(self._connection, article, text_hash) is not None

    def annotation(self, annotation: str) -> Annotation | None:
        """Give the annotation with this id."""
        return passages.by_id(self._connection, annotation)

    def brought(self, annotation: str) -> Brought | None:
        """Give what former imports brought of an annotation, if any did."""
        return brought.brought(self._connection, annotation)

    def come_in(self, place: int) -> set[str]:
        """Give what articles are known by that came in since a place in the order of that."""
        return known_articles.come_in(self._connection, place)

    def annotation_at(
        self, article: str, text_hash: str, start: int, end: int, annotator: str
    ) -> Annotation | None:
        """Give the annotation of exactly this passage by this annotator."""
        return passages.at(self._connection, article, text_hash, start, end, annotator)

    def annotations_of(self, article: str) -> list[Annotation]:
        """Give all annotations of an article, by place."""
        return passages.of_article(self._connection, article)

    def stood(self, annotation: str, text_hash: str) -> Stood | None:
        """Give where an annotation stood in a former text, if only changed texts moved it since."""
        return former.stood(self._connection, annotation, text_hash)

    def tag(self, path: str) -> Tag | None:
        """Give the tag of this path, in whatever case."""
        return tags.by_path(self._connection, path)

    def tags(self) -> list[Tag]:
        """Give all tags by path."""
        return tags.every(self._connection)

    def slots(self) -> dict[int, int]:
        """Give how many tags have each slot; those without any have 0."""
        return tags.slots(self._connection)

    def having(self, tag: str, limit: int) -> list[str]:
        """Give the ids of annotations that have the tag of this id, at most `limit`."""
        return tags.having(self._connection, tag, limit)

    # What it changes

    def put_tag(self, tag: Tag) -> None:
        """Store a tag, new or changed."""
        self._changes.put("tag", tag.id, tags.state(tag))

    def drop_tag(self, tag: str) -> None:
        """Take out a tag that no annotation has."""
        self._changes.put("tag", tag, None)

    def exchange_tag(self, annotation: str, tag: str, other: str = "") -> bool:
        """Give an annotation another tag in the place of one, by their ids, or none.

        Where it has both it keeps the other, as and where that stands. Whether it had the tag.
        """
        return self._changes.change(
            "annotation", annotation, lambda state: tags.exchanged(state, tag, other)
        )

    def put_annotation(self, annotation: Annotation, given: str) -> None:
        """Store an annotation, new or changed; `given` dates the tags it did not have."""
        since = passages.given(self._connection, annotation.id)
        found = [tag for path in annotation.tags if (tag := self.tag(path))]
        rows = [[tag.id, since.get(tag.id, given)] for tag in found]
        self._changes.put("annotation", annotation.id, passages.state(annotation, rows))

    def drop_annotation(self, annotation: str) -> None:
        """Take an annotation out."""
        self._changes.put("annotation", annotation, None)

    def put_article(self, article: Article, stamp: Stamp) -> None:
        """Store an article, new or changed, with the stamp of the file it was read from."""
        self._changes.put("article", article.id, articles.state(article, stamp))

    def add_article(self, article: Article, stamp: Stamp, version: Version) -> None:
        """Store an article that is new with its text, without looking whether it is there."""
        self._changes.add_article(
            articles.state(article, stamp),
            articles.version_state(version),
            version.text,
            version.blocks,
        )

    def set_time(self, path: str, digest: str, mtime_ns: int) -> None:
        """Keep the time of a file that was touched and has the same bytes, outside the history."""
        files.set_time(self._connection, path, digest, mtime_ns)

    def put_version(self, version: Version) -> None:
        """Store a text, unless it is there with the same blocks by the same rules."""
        state = articles.version_state(version)
        self._changes.put_version(state, version.text, version.blocks)

    def note_fresh(self, version: Version, signature: bytes) -> None:
        """Tell the text that an article shows, which need then not be read again for the index."""
        self._fresh[version.hash] = Fresh(version.text, signature)

    def drop_article(self, article: str) -> None:
        """Take an article out, with its annotations and versions."""
        for annotation in self.annotations_of(article):
            self.drop_annotation(annotation.id)
        for text_hash, _ in articles.versions(self._connection, article):
            self._changes.put("version", state_values.version_key(article, text_hash), None)
        self._changes.put("article", article, None)

    def keep_page(self, page: Page, data: bytes) -> None:
        """Keep a page as it was fetched, outside the history; its article is to be there."""
        pages.keep(self._connection, page, data)

    def set_read(self, article: str, read: bool) -> None:
        """Mark an article as read or unread, outside the history."""
        readings.set_read(self._connection, article, read)

    def set_starred(self, article: str, starred: bool) -> None:
        """Star an article or take the star off, outside the history."""
        readings.set_starred(self._connection, article, starred)

    def search(self, name: str) -> Search | None:
        """Give the saved search of this name, in whatever case."""
        return searches.by_name(self._connection, name)

    def put_search(self, search: Search) -> None:
        """Store a saved search, new or changed."""
        self._changes.put("search", search.id, searches.state(search))

    def drop_search(self, search: str) -> None:
        """Take a saved search out."""
        self._changes.put("search", search, None)

    # Its entry

    @property
    def changed(self) -> bool:
        """Whether anything was changed so far."""
        return bool(self._changes.made)

    def record(self, entry: Entry) -> Entry | None:
        """Write the entry with the changes; `None` and no entry if there are none."""
        if not self.changed:
            return None
        written = log.append(self._connection, entry)
        changes.save(self._connection, written.seq, self._changes.made)
        return written

    def record_more(self, entry: Entry, summary: str) -> Entry | None:
        """Add the changes to an entry written before, or to a new one if that is undone or gone."""
        if not self.changed:
            return None
        gone = not log.has(self._connection, entry)
        if gone or history.is_undone(self._connection, entry.seq):
            return self.record(entry._replace(summary=summary))
        changes.save(self._connection, entry.seq, self._changes.made)
        return log.grow(self._connection, entry.seq, summary)

    def settle(self) -> None:
        """Bring the indexes to what was changed; the last thing before it all reaches the disk."""
        settling.settle(self._connection, [*self._changes.made, *self._walked], self._fresh)

    # Walking the history

    def next_undo(self, session: str) -> Entry | None:
        """Give the last entry that is not undone, of one session if it is named."""
        return history.undoable(self._connection, session)

    def next_redo(self, session: str) -> Entry | None:
        """Give the entry that a redo would make again, of one session if it is named."""
        return history.redoable(self._connection, session)

    def only_annotation(self, entry: Entry) -> str:
        """Give the id of the annotation that alone, but for its tags, an entry changed; or ""."""
        return log.only_annotation(self._connection, entry.seq)

    def undo(self, entry: Entry, by: Entry) -> Entry:
        """Take an entry back and write `by` as the entry that did it."""
        self._walked += history.reverse(self._connection, entry)
        return log.append(self._connection, by)

    def redo(self, entry: Entry, by: Entry) -> Entry:
        """Make an entry again and write `by` as the entry that did it."""
        self._walked += history.repeat(self._connection, entry)
        return log.append(self._connection, by)
