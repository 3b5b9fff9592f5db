"""A draft: a note as far as it is written, with all that it takes to go on with it.

It is kept as JSON. What is read from there may have been tampered with: whatever has another
shape is refused, and what is taken is made harmless.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from reader.text.normal import normalise

MOST_BYTES = 32 << 20
"""Bytes of the largest draft that is written or read."""
_MOST_QUOTED = 100_000
"""Characters of a passage that are kept; a longer one is found again by its place alone."""
_TEXTS = ("article", "title", "text_hash", "quote", "annotation", "before", "text", "at")
_FURTHEST = 1 << 40


class Draft(NamedTuple):
    """A note being written, and where it belongs."""

    article: str
    """The article's id."""
    title: str
    """The article's title, for when it has gone."""
    text_hash: str
    start: int
    end: int
    """Offsets of the passage in that text version; both 0 for a memo."""
    quote: str
    annotation: str
    """Id of the annotation that the note is on, or of the one that is to be made."""
    tags: tuple[str, ...] = ()
    """The tags that the annotation has."""
    before: str = ""
    """The note as it was when it was opened."""
    text: str = ""
    """What is written so far."""
    at: str = ""
    """When that was, ISO 8601 in UTC."""

    @property
    def is_memo(self) -> bool:
        """Whether it is on a whole article."""
        return self.start == self.end == 0

    @property
    def is_quoted(self) -> bool:
        """Whether all of its passage is known."""
        return len(self.quote) == self.end - self.start > 0


def packed(draft: Draft) -> bytes:
    """Give a draft as the bytes of a file; one that is too long raises `ValueError`."""
    import json  # Late: the first screen does not wait for it.

    given = draft._replace(quote=draft.quote[:_MOST_QUOTED])._asdict()
    data = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        raise ValueError("a draft that is too long")
    return data


def unpacked(data: bytes) -> Draft:
    """Give the draft that bytes hold; what is none raises `ValueError`."""
    import json

    try:
        given = json.loads(data.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("values too deep in each other") from error
    if not isinstance(given, dict):
        raise ValueError("no object")
    texts = {name: _text(given.get(name)) for name in _TEXTS}
    tags = given.get("tags")
    if not isinstance(tags, list):
        raise ValueError("no list of tags")
    start, end = _offset(given.get("start")), _offset(given.get("end"))
    if start > end:
        raise ValueError("an end before its start")
    return Draft(start=start, end=end, tags=tuple(map(_text, tags)), **texts)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text where one belongs")
    return normalise(value)


def _offset(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _FURTHEST:
        raise ValueError("no offset where one belongs")
    return value
