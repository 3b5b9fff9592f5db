"""Tags as Obsidian has them in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.formats.markdown.escaping import on_one_line

_WORD = r"[^\W_]+(?:_+[^\W_]+)*"
_TAG = re.compile(rf"(?=.*[^\d/]){_WORD}(?:[-/]+{_WORD})*")
"""Letters, digits, `_`, `-` and `/`, not digits alone; no `_` where it could be emphasis."""


def is_tag(path: str) -> bool:
    """Whether a tag's path is one to Obsidian when it stands in a text.

    >>> is_tag("actors/state"), is_tag("two words"), is_tag("1984")
    (True, False, False)
    """
    return _TAG.fullmatch(path) is not None


def shown(path: str) -> str:
    """Give a tag as it stands in a text: with a `#` if it is one to Obsidian."""
    return f"#{path}" if is_tag(path) else on_one_line(path)


def tag_lines(paths: Sequence[str]) -> list[str]:
    """Give the lines of a list that tell tags: one for all that are such, one for each other."""
    known = [shown(path) for path in paths if is_tag(path)]
    others = [f"- Tag: {shown(path)}" for path in paths if not is_tag(path)]
    return ([f"- Tags: {' '.join(known)}"] if known else []) + others
