"""A text that was given, ready to be written: its article, its texts and its annotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reader.annotation.model import Annotation, Article, Status
from reader.formats.given import GivenText
from reader.formats.losses import Losses
from reader.library.exchange import cleaning, making, matching
from reader.library.exchange.finding import UNSURE, is_unsure
from reader.library.exchange.imported import Dropped
from reader.library.following import Following
from reader.store.articles import Version
from reader.text.normal import normalise


class Prepared(NamedTuple):
    """One annotation as it will be, unless there is one in its place."""

    annotation: Annotation
    other_id: str
    """The id it gets where another article's annotation has its own."""
    status: Status
    """The status that the file gives it."""
    is_moved: bool
    """Whether it stands elsewhere than the file says."""
    is_known: bool
    """Whether its tool has a name for it: what has the same is the same at another time."""

    @property
    def is_found_again(self) -> bool:
        """Whether it stands surely, though the file has it as one that does not."""
        return self.annotation.is_sure and self.status in UNSURE


@dataclass
class Work:
    """A text that was given, ready to be written."""

    given: GivenText
    article: Article
    """As it will be."""
    seen: str = ""
    """Names the text that the article showed when it was looked at; empty for a new one."""
    since: int = 0
    """The place of the next article in the order of coming in, when it was looked at."""
    versions: dict[str, Version] = field(default_factory=dict)
    """Texts that annotations may stand on, by hash; that of the article where that is new."""
    following: Following | None = None
    """Takes the annotations of an article along that gets another text."""
    passages: list[Prepared] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    losses: Losses = field(default_factory=Losses)
    done: int = 0
    """How many of the passages are written."""
    tries: int = 0
    """How often it has been made ready again, as another program had changed the article."""
    counted: frozenset[str] = frozenset()
    """Ids of annotations that an earlier try wrote, and counted."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing of it is to be written: the article is as it is, and no passage came."""
        return self.article.text_hash == self.seen and not self.passages

    @property
    def length(self) -> int:
        """The characters of texts that it holds, also to be made ready again, about."""
        given = self.given
        own = len(given.text or "") + len(given.markup) + len(given.blocks)
        return own + sum(len(one.text) for one in self.versions.values())

    @property
    def written(self) -> frozenset[str]:
        """The ids of the annotations that are written, as they were to have them."""
        return frozenset(one.annotation.id for one in self.passages[: self.done])

    @property
    def another_path(self) -> str:
        """A path for a new article where another one has its own."""
        return f"{self.article.path}#{self.article.id}"

    @property
    def told_names(self) -> set[str]:
        """What it may be known by itself to another import: its title only if it has no more."""
        is_titled = self.given.text is None
        return {name for name in self.names if is_titled or name != self.article.title.casefold()}

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


def is_unsure_alone(given: GivenText) -> bool:
    """Whether only passages are given, and none that is told to stand in the text as it is now."""
    return given.text is None and bool(given.passages) and all(map(is_unsure, given.passages))


def own_id(given: GivenText, form: str) -> str:
    """Give the id of the article that is made of a given text, the same each time."""
    if given.text is not None:
        return cleaning.id_of("text", making.hash_of(normalise(given.text)))
    return cleaning.id_of("told", form, given.key or given.url or given.path or given.title)
