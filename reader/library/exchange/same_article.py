"""What is told of an article and not kept: of several texts that become it, and what is long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reader.formats.given import GivenText
from reader.formats.losses import Losses
from reader.library.exchange import cleaning

FACTS: Mapping[str, str] = {
    "title": "the title",
    "author": "the author",
    "source": "the source",
    "published": "the date of publishing",
    "language": "the language",
    "url": "the address",
}
"""What an article keeps of what is told of it, as one line each, and how its loss is said."""

_NAMES = {"title": "title", "author": "author", "source": "source", "url": "address"}
"""Of these is said where control characters stood in them."""


class SameArticle:
    """Knows what the first text told that became an article, and counts what others tell else."""

    def __init__(self) -> None:
        self._first: dict[str, dict[str, str]] = {}
        self._others: Counter[str] = Counter()

    def note(self, article: str, given: GivenText) -> None:
        """Look at a text that becomes this article."""
        told = _told(given)
        first = self._first.setdefault(article, told)
        self._others.update(name for name, fact in told.items() if fact != first.get(name))

    def tell(self, losses: Losses) -> None:
        """Count of how many texts the article has something else than they tell."""
        for name, what in FACTS.items():
            losses.add(what, "text", self._others[name])


def lose_ends(given: GivenText, losses: Losses) -> None:
    """Count what is told of an article and cannot be kept so: too long, or not harmless."""
    for name, what in FACTS.items():
        is_cut = len(getattr(given, name)) > cleaning.LONGEST_LINE
        losses.add(f"the end of {what}", "text", is_cut)
    for name, noun in _NAMES.items():
        is_changed = cleaning.is_changed(getattr(given, name)[: cleaning.LONGEST_LINE])
        losses.add("the control characters", noun, is_changed)


def _told(given: GivenText) -> dict[str, str]:
    """Give what is told of a text; a place in a page is none, and an address is no title."""
    facts = {name: cleaning.line(getattr(given, name)) for name in FACTS}
    facts["url"] = facts["url"].partition("#")[0]
    if given.title in (given.url, given.key):
        del facts["title"]
    return {name: fact for name, fact in facts.items() if fact}
