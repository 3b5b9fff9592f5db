"""What links and footnotes refer to, gathered from all of a source before any of it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reader.text.markdown.footnotes import NOTES, Notes

if TYPE_CHECKING:
    from markdown_it.token import Token


class Targets:
    """Addresses and titles by the labels of their definitions; markdown-it asks for them."""

    def __init__(self) -> None:
        self._targets: dict[str, tuple[str, str]] = {}

    def define(self, label: str, address: str, title: str) -> None:
        """Take a definition in, unless the label has one."""
        self._targets.setdefault(label, (address, title))

    def get(self, label: str, default: None = None) -> dict[str, str] | None:
        """Give what a label leads to as markdown-it wants it, or None."""
        target = self._targets.get(label)
        return {"href": target[0], "title": target[1]} if target else default


class References:
    """The definitions of a source."""

    def __init__(self) -> None:
        self.notes = Notes()
        """Its footnotes."""
        self._targets = Targets()

    def environment(self) -> dict[str, Any]:
        """Give what inline markup is parsed with."""
        return {"references": self._targets, NOTES: self.notes}

    def gather(self, tokens: Iterable[Token]) -> None:
        """Take in the definitions among block tokens."""
        for token in tokens:
            if token.type == "definition":
                self._targets.define(token.meta["id"], token.meta["url"], token.meta["title"])
            elif token.type == "footnote_reference_open":
                self.notes.define(token)
