"""The tags themselves, apart from the passages that have them: what is known, what can be changed.

Every change is one entry of the history, and is taken back whole. Tags are named by their paths,
in whatever case; the name of a path that only stands in those below it will do where these are
meant too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation import codebook
from reader.annotation.look_alikes import KnownPaths
from reader.annotation.model import Tag
from reader.annotation.tag_tree import TagRow, parents, tree
from reader.errors import ConflictError
from reader.library.author import Author
from reader.library.reports import Done
from reader.library.tagging import effects
from reader.library.tagging.effects import Effect
from reader.store import tags
from reader.store.store import Store

if TYPE_CHECKING:
    from reader.library.tagging.retagging import RetaggingPlan, RetagProgress
    from reader.store.transaction import Transaction

Stopped = Callable[[], bool]


class Codebook:
    """The tags of one library."""

    def __init__(self, store: Store, author: Callable[[], Author]) -> None:
        """Make it; `author` says who changes something, and when."""
        self._store, self._author = store, author

    # What there is

    def rows(self) -> list[TagRow]:
        """Give all tags as a tree, each below its parent."""
        uses = self._store.read(tags.uses)
        return tree(uses, self._store.read(tags.with_those_below, parents(uses)))

    def tag(self, path: str) -> Tag:
        """Give the tag of a path; `NotFoundError` if there is none."""
        return codebook.named(self._store.read(tags.every), path)

    def taken_for(self, path: str) -> tuple[str, str] | None:
        """Give what of a path that is no tag yet could be taken for another, and for which."""
        return KnownPaths(tag.path for tag in self._store.read(tags.every)).taken_for(path)

    def effect_of_deleting(self, paths: Sequence[str], *, only: bool = False) -> Effect:
        """Give what deleting tags would reach, with those below them unless `only`."""
        return self._store.read(effects.of_deleting, paths, only=only)

    def effect_of_merging(self, sources: Sequence[str], target: str) -> Effect:
        """Give what merging tags into another would reach."""
        return self._store.read(effects.of_merging, sources, target)

    # Short changes

    def rename(self, path: str, new: str, *, only: bool = False) -> Future[Done]:
        """Give a tag another path, and those below it with it unless `only`.

        A path that another tag has is refused.
        """
        from reader.library.tagging import changing

        return self._write(changing.rename, path=path, new=new, only=only)

    def move(self, path: str, parent: str) -> Future[Done]:
        """Put a tag with those below it below another one, or for no parent to the top."""
        from reader.library.tagging import changing

        return self._write(changing.move, path=path, parent=parent)

    def describe(self, path: str, description: str) -> Future[Done]:
        """Say what a tag is for; nothing takes the description off."""
        from reader.library.tagging import changing

        return self._write(changing.describe, path=path, description=description)

    def color(self, path: str, name: str) -> Future[Done]:
        """Give a tag another colour, one of `TAG_COLORS`."""
        from reader.library.tagging import changing

        return self._write(changing.color, path=path, name=name)

    def pin(self, path: str, slot: int) -> Future[Done]:
        """Give a tag a key, 1 to 9, or 0 for none; the tag that has it gets this one's."""
        from reader.library.tagging import changing

        return self._write(changing.pin, path=path, slot=slot)

    # Changes that reach passages: in the calling thread, whichever it is

    def merge(
        self,
        sources: Sequence[str],
        target: str,
        *,
        progress: Callable[[RetagProgress], None] | None = None,
        stopped: Stopped | None = None,
    ) -> Done:
        """Give the passages of some tags another tag instead, and take those tags out.

        A passage with both keeps the other where it stands. Tags below go below the target.
        """
        from reader.library.tagging import retagging

        plan = partial(retagging.merging, sources, target)
        return self._retag(plan, progress=progress, stopped=stopped)

    def delete(
        self,
        paths: Sequence[str],
        *,
        only: bool = False,
        progress: Callable[[RetagProgress], None] | None = None,
        stopped: Stopped | None = None,
    ) -> Done:
        """Take tags off their passages and out, with those below them unless `only`."""
        from reader.library.tagging import retagging

        plan = partial(retagging.deleting, paths, only)
        return self._retag(plan, progress=progress, stopped=stopped)

    def split(
        self,
        path: str,
        target: str,
        annotations: Sequence[str],
        *,
        progress: Callable[[RetagProgress], None] | None = None,
        stopped: Stopped | None = None,
    ) -> Done:
        """Give some passages of a tag, by their ids, another tag instead; it may be a new one."""
        from reader.library.tagging import retagging

        with self._store.snapshot() as connection:
            tag = codebook.named(tags.every(connection), path)
            having = set(tags.having(connection, tag.id))
        chosen = [annotation for annotation in annotations if annotation in having]
        if not chosen:
            raise ConflictError(f"none of these passages has {tag.path}", "choose others")
        plan = partial(retagging.splitting, self._author(), path, target)
        return self._retag(plan, chosen, progress, stopped)

    def _retag(
        self,
        plan: Callable[[Transaction], RetaggingPlan],
        chosen: Sequence[str] | None = None,
        progress: Callable[[RetagProgress], None] | None = None,
        stopped: Stopped | None = None,
    ) -> Done:
        from reader.library.tagging.retagging import Retagging

        work = Retagging(self._store, self._author(), plan, chosen, progress, stopped)
        return work.run()

    def _write(self, change: Callable[..., Done], **options: object) -> Future[Done]:
        return self._store.write(partial(change, author=self._author(), **options))
