"""Tags to pick from: those that look like others are marked, and a new one that does says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from reader.annotation.look_alikes import KnownPaths, alike_by_part, told_apart
from reader.annotation.model import TagUse
from reader.annotation.tagging import matched
from reader.text.normal import visible
from reader.tui.widgets.picker import Choice


class TagChoices:
    """The tags of a library as choices."""

    def __init__(self, uses: Sequence[TagUse]) -> None:
        """Make them of tags in the order in which they are shown."""
        self._uses = uses
        self._paths = [use.tag.path for use in uses]

    def all(self) -> list[Choice]:
        """Give a choice for each tag."""
        alike = alike_by_part(self._paths)
        return [
            Choice(
                matched(use.tag.path),
                use.tag.path,
                f"≈ {use.annotations}" if use.tag.path in alike else f"{use.annotations}",
                use.tag.color,
                about=_about(*alike[use.tag.path]) if use.tag.path in alike else "",
            )
            for use in self._uses
        ]

    def new(self, typed: str) -> Choice:
        """Give the choice that makes a new tag of what was typed."""
        found = self._known.taken_for(typed)
        aside, about = ("≈", _about(*found)) if found else ("", "")
        return Choice(matched(typed), typed, aside, made=True, about=about)

    @cached_property
    def _known(self) -> KnownPaths:
        return KnownPaths(self._paths)


def _about(path: str, other: str) -> str:
    """Say what a tag looks like and what tells it apart."""
    return f"looks like {visible(other)}, but {told_apart(path, other)}"
