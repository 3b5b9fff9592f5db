"""What a tag's path may be, and how new tags look."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence

from reader.annotation.model import TAG_COLORS, Tag
from reader.errors import MisuseError
from reader.text.normal import clean

LONGEST = 200
"""Characters a tag's path may have."""


def tag_path(given: str) -> str:
    """Give the path a user typed as it is kept; `MisuseError` if it cannot be one.

    >>> tag_path(" actors / state ")
    'actors/state'
    """
    if clean(given) != given or "\n" in given or "\t" in given:
        raise MisuseError(f"the tag {given[:60]!a} holds a control character", "leave it out")
    path = "/".join(_parts(given))
    if not path:
        raise MisuseError("a tag needs a name", "give it at least one letter")
    if ";" in path:
        raise MisuseError(f"the tag {given[:60]!r} holds a “;”", "tags are separated by it")
    if "" in path.split("/"):
        raise MisuseError(f"the tag {given[:60]!r} has an empty part", "write it like actors/state")
    if len(path) > LONGEST:
        raise MisuseError(f"a tag may have {LONGEST} characters, not {len(path)}", "shorten it")
    return path


def _parts(given: str) -> list[str]:
    """Give a path's parts; whatever space stands in one, as one plain space."""
    return [" ".join(part.split()) for part in unicodedata.normalize("NFC", given).split("/")]


def sought(given: str) -> str:
    """Give the form in which a tag is looked for that a user typed, however they spelt it.

    >>> sought(" Actors / State/")
    'actors/state'
    """
    path = "/".join(filter(None, _parts(clean(given))))
    return matched(path or given)


def matched(path: str) -> str:
    """Give the form by which tags are matched without regard to case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def distinct(paths: Sequence[str]) -> tuple[str, ...]:
    """Give paths as they are kept, each once, in their order."""
    return united([tag_path(given) for given in paths])


def united(paths: Sequence[str]) -> tuple[str, ...]:
    """Give paths that are kept already, each once, in their order."""
    seen: dict[str, str] = {}
    for path in paths:
        seen.setdefault(matched(path), path)
    return tuple(seen.values())


def new_tag(tag: str, path: str, others: Sequence[Tag], created: str) -> Tag:
    """Make a tag with the id `tag`: the colour that is next and the first free slot, if any."""
    return nth_tag(tag, path, len(others), {other.slot for other in others}, created)


def nth_tag(tag: str, path: str, count: int, taken: Container[int], created: str) -> Tag:
    """Make a tag as `new_tag` does where there are `count` others, which have the slots `taken`."""
    slot = next((number for number in range(1, 10) if number not in taken), 0)
    color = TAG_COLORS[count % len(TAG_COLORS)]
    return Tag(tag, path, color=color, slot=slot, created=created)
