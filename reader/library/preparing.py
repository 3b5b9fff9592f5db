"""What can be known of a file that was read before it is written, while nobody waits for a lock.

That is which article it was before, told by its content, and where annotations stand in its text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.ingest.taking import Taken
from reader.library.exchange import adopting
from reader.library.following import Following
from reader.library.renaming import missing
from reader.library.storing import ReadFile
from reader.store import articles, passages
from reader.store.articles import KnownArticle
from reader.store.files import KnownFile
from reader.store.store import Store


@dataclass(frozen=True)
class Preparing:
    """What is known before the first file of some is written."""

    store: Store
    stopped: Callable[[], bool]
    known: Mapping[str, KnownFile]
    """What is known of the files that are read, by path."""
    renamed: Mapping[str, KnownArticle]
    """Articles that stood elsewhere before, by the paths that other articles had."""

    def read(self, path: str, taken: Taken) -> ReadFile:
        """Give what was read of a file with where the annotations of its article stand now."""
        before = (self.renamed[path],) if path in self.renamed else ()
        return self._read(path, taken, before)

    def with_before(self, batch: Sequence[ReadFile]) -> list[ReadFile]:
        """Give what was read with the articles that new files may have been elsewhere before."""
        new = {one.path: one.taken for one in batch if one.path not in self.known}
        with self.store.snapshot() as connection:
            homeless = missing(connection, new.values())
            adopted = adopting.adoptable(connection, new)
        found = [self._with_homeless(read, homeless) for read in batch]
        return [self._with_adopted(read, adopted) for read in found]

    def _with_adopted(self, read: ReadFile, adopted: Mapping[str, KnownArticle]) -> ReadFile:
        if read.before or read.path not in adopted:
            return read
        known = adopted[read.path]
        with self.store.snapshot() as connection:
            taken = adopting.with_facts(connection, known, read.taken)
            following = Following(taken.text, taken.text_hash)
            adopting.find_quotes(following, connection, known.id, taken.text)
        if known.text_hash != taken.text_hash:
            self._find_places(known.id, following)
        return ReadFile(read.path, taken, following, (known,))

    def _with_homeless(
        self, read: ReadFile, homeless: Mapping[str, Sequence[KnownArticle]]
    ) -> ReadFile:
        if read.before or read.path in self.known:
            return read
        contents = (read.taken.digest, read.taken.text_hash)
        before = {one.id: one for content in contents for one in homeless.get(content, ())}
        return self._read(read.path, read.taken, tuple(before.values())) if before else read

    @cached_property
    def _leaving(self) -> set[str]:
        """Ids of the articles whose paths are other files' now."""
        return {one.id for one in self.renamed.values()}

    def _read(self, path: str, taken: Taken, before: tuple[KnownArticle, ...]) -> ReadFile:
        known = self.known[path].known if path in self.known else None
        leaves = known is not None and known.id in self._leaving
        following = Following(taken.text, taken.text_hash)
        for one in before or ((known,) if known and not leaves else ()):
            if one.text_hash != taken.text_hash:
                self._find_places(one.id, following)
        return ReadFile(path, taken, following, before, leaves)

    def _find_places(self, article: str, following: Following) -> None:
        """Work out where an article's annotations stand."""
        with self.store.snapshot() as connection:
            for annotation in passages.of_article(connection, article):
                if self.stopped():
                    break
                following.find(
                    annotation, lambda wanted: articles.text(connection, article, wanted) or ""
                )
