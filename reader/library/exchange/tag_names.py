"""The tags that one import gives, as they are kept, and what was changed of their names for that.

A name counts once, however often the file has it, and whether it defines a tag or uses one.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.annotation.tagging import LONGEST, tag_path, united
from reader.errors import MisuseError
from reader.formats.losses import Losses
from reader.store import tags
from reader.store.connection import Connection
from reader.text.normal import clean


class TagNames:
    """Gives the paths of tags, and knows all of one import."""

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}
        """What each name was made, or nothing where nothing was left of it."""
        self._odd: set[str] = set()
        """The names of which something was left out or replaced."""

    def path(self, given: str) -> str:
        """Give a tag's path as it is kept, or nothing where no name is left."""
        path = self._paths.get(given)
        if path is None:
            path = self._paths[given] = self._kept(given)
        return path

    def paths(self, given: Iterable[str]) -> tuple[str, ...]:
        """Give tags as they are kept, each once; one without any name is dropped."""
        return united([path for one in given if (path := self.path(one))])

    def tell(self, connection: Connection, losses: Losses) -> None:
        """Count what the tags of the library have not as it was given."""
        named = {*filter(None, self._paths.values())}
        losses.add("some characters", "tag", sum(bool(self._paths[one]) for one in self._odd))
        losses.add("all", "tag", sum(not path for path in self._paths.values()))
        there = ((path, tags.by_path(connection, path)) for path in named)
        others = sum(tag is not None and tag.path != path for path, tag in there)
        losses.add("the spelling", "tag", others)

    def _kept(self, given: str) -> str:
        try:
            return tag_path(given)
        except MisuseError:
            self._odd.add(given)
            return made_a_path(given)


def made_a_path(given: str) -> str:
    """Give the path that is made of a name that is none, or nothing where no name is left.

    >>> made_a_path("harm; loss/ ")
    'harm, loss'
    """
    plain = clean(given.replace("\r", " ").replace("\n", " ").replace("\t", " "))
    parts = (" ".join(part.split()) for part in plain.replace(";", ",").split("/"))
    path = "/".join(filter(None, parts))[:LONGEST].strip(" /")
    try:
        # Composing it may have made it longer.
        return tag_path(path) if path else ""
    except MisuseError:
        return ""
