"""Passages as they come, put together by the text that they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from reader.formats.given import GivenPassage, GivenText


class Gathering:
    """Texts in the order in which their first passages came, each with all of its passages."""

    def __init__(self) -> None:
        self._abouts: dict[tuple[str, str], GivenText] = {}
        self._passages: dict[tuple[str, str], list[tuple[int, GivenPassage]]] = {}

    def add(self, about: GivenText, passage: GivenPassage, order: int = -1) -> None:
        """Add a passage to the text that is known by its article or key, and its hash.

        Passages are given by `order`, and where that is the same as they came.
        """
        key = (about.article or about.key, about.text_hash)
        self._abouts.setdefault(key, about)
        self._passages.setdefault(key, []).append((order, passage))

    def texts(self) -> Iterator[GivenText]:
        """Give the texts."""
        for key, about in self._abouts.items():
            ordered = sorted(self._passages[key], key=lambda one: one[0])
            yield about._replace(passages=[passage for _, passage in ordered])
