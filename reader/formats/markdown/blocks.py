"""The ids by which other notes refer to one annotation in a Markdown file."""

from __future__ import annotations

import re

_SHORT = 12
_UNFIT = re.compile(r"[^A-Za-z0-9-]+")


class BlockIds:
    """Gives ids that no two annotations of one file share, and that stay the same for ever."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, annotation_id: str) -> str:
        """Give the block id of an annotation: the first characters of its own.

        >>> BlockIds().of("6f9d02aa-7148-4b6c-9b1e-3c50c2a4d7f1")
        '6f9d02aa-714'
        """
        whole = _UNFIT.sub("-", annotation_id)
        short = whole[:_SHORT]
        given = whole if short in self._taken else short
        self._taken.add(given)
        return given
