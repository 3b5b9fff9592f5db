"""What an import did, and how far one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.annotation.model import Article, Entry
from reader.counting import plural
from reader.formats.losses import Losses


class Dropped(NamedTuple):
    """An annotation or a text that could not be kept at all."""

    words: str
    """Its first words, or where it is, if it has none."""
    why: str


class StoppedError(Exception):
    """An import is to end, in the midst of a text: what is not written of it is left."""


class ImportProgress(NamedTuple):
    """How far an import has come."""

    done: int
    """Annotations that are in the library by now."""
    total: int
    """Annotations in the file, as far as it has been read; all when the first are written."""


@dataclass
class Imported:
    """What an import did."""

    made: list[Article] = field(default_factory=list)
    """Articles that there were none of."""
    found: set[str] = field(default_factory=set)
    """Ids of those that were there."""
    new: int = 0
    """Annotations that were made."""
    there: int = 0
    """Annotations that were there already; they are left as they are."""
    merged: int = 0
    """Annotations whose passage this annotator had marked; tags and notes were joined there."""
    moved: int = 0
    """New ones that stand elsewhere than the file says, surely: they were found again."""
    review: int = 0
    """New ones that wait for review, though the file has them as sure."""
    orphaned: int = 0
    """New ones that are orphans, though the file has them as sure."""
    dropped: list[Dropped] = field(default_factory=list)
    """What could not be kept at all."""
    tags: int = 0
    """Tags that were made."""
    losses: Losses = field(default_factory=Losses)
    """What had to be changed or left out."""
    entry: Entry | None = None
    """Its entry in the history, if anything changed."""
    stopped: bool = False
    """Whether it was stopped before its end."""
    is_changed: bool = False
    """Whether its file was changed meanwhile, so that not all that is in it now may have come."""

    def add(self, other: Imported) -> None:
        """Count what another did too, but for its entry."""
        self.made += other.made
        self.found |= other.found
        # What it made itself was not there before.
        self.found -= {one.id for one in other.made} | {one.id for one in self.made}
        self.dropped += other.dropped
        for name in ("new", "there", "merged", "moved", "review", "orphaned", "tags"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for (what, noun), count in other.losses.counts().items():
            self.losses.add(what, noun, count)

    @property
    def is_whole(self) -> bool:
        """Whether all came in as the file has it."""
        return not (self.losses or self.dropped or self.review or self.orphaned)

    @property
    def is_in_vain(self) -> bool:
        """Whether there was something, and nothing of it could be kept."""
        kept = self.made or self.new or self.there or self.merged or self.tags
        return bool(self.dropped) and not kept

    def unplaced(self) -> Iterator[str]:
        """Say how many annotations do not stand where they should, or not at all."""
        if self.review:
            yield f"{plural(self.review, 'annotation')} to review"
        if self.orphaned:
            yield f"{plural(self.orphaned, 'annotation')} orphaned"
        if self.dropped:
            first = self.dropped[0]
            yield f"{plural(len(self.dropped), 'thing')} left out ({first.words}: {first.why})"

    @property
    def summary(self) -> str:
        """What came in, for the history."""
        parts = [plural(self.new, "annotation")] if self.new else []
        if self.made:
            parts.append(
                f"“{self.made[0].title}”"
                if len(self.made) == 1
                else plural(len(self.made), "article")
            )
        if self.tags:
            parts.append(plural(self.tags, "tag"))
        if self.merged:
            parts.append(f"additions to {plural(self.merged, 'annotation')}")
        return f"Imported {', '.join(parts)}" if parts else "Imported nothing new"

    @property
    def message(self) -> str:
        """What was done, in one line."""
        counts = (
            (self.new, "annotation", "taken in"),
            (self.there, "annotation", "already there"),
            (self.merged, "annotation", "joined with one that was there"),
            (self.moved, "annotation", "found again elsewhere than told"),
            (self.review, "annotation", "to review"),
            (self.orphaned, "annotation", "orphaned"),
            (len(self.made), "article", "made"),
            (len(self.found), "article", "found"),
            (self.tags, "tag", "made"),
        )
        said = [f"{plural(count, noun)} {what}" for count, noun, what in counts if count]
        return ", ".join(said) or ("nothing kept" if self.dropped else "nothing to import")
